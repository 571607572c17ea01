/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_HISTORY_PAGE (demains_history_page_get_type ())

/* The page "history": what there was before, what changed since, and the way back. */
G_DECLARE_FINAL_TYPE (DemainsHistoryPage, demains_history_page, DEMAINS, HISTORY_PAGE, DemainsPage)

G_END_DECLS
