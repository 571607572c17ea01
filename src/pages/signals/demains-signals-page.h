/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SIGNALS_PAGE (demains_signals_page_get_type ())

/* The page "signals": the cards of the shared watch, sorted by one key each, and
 * one at a time for the wall. */
G_DECLARE_FINAL_TYPE (DemainsSignalsPage, demains_signals_page, DEMAINS, SIGNALS_PAGE, DemainsPage)

G_END_DECLS
