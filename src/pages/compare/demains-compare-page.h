/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-comparison.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COMPARE_PAGE (demains_compare_page_get_type ())

/* Several groups side by side, on one question, their functions or their jobs.
 * The whole content of a window: its header bars and toasts are inside.
 * Property "text-scale" (of what groups wrote, apart from the interface). */
G_DECLARE_FINAL_TYPE (DemainsComparePage, demains_compare_page, DEMAINS, COMPARE_PAGE, AdwBin)

DemainsComparePage *demains_compare_page_new (const char *const *paths);

void demains_compare_page_add (DemainsComparePage *self, const char *path);
DemainsComparison *demains_compare_page_get_comparison (DemainsComparePage *self);

G_END_DECLS
