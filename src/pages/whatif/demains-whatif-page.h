/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_WHATIF_PAGE (demains_whatif_page_get_type ())

/* The page "what-if": hypotheses, what would follow from each, and the questions
 * that it raises. Property "tree" (read only): the consequences of the selected
 * one. */
G_DECLARE_FINAL_TYPE (DemainsWhatifPage, demains_whatif_page, DEMAINS, WHATIF_PAGE, DemainsPage)

G_END_DECLS
