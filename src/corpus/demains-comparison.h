/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-comparison-group.h"
#include "demains-comparison-row.h"

G_BEGIN_DECLS

#define DEMAINS_COMPARISON_MAX_GROUPS 6

#define DEMAINS_TYPE_COMPARISON (demains_comparison_get_type ())

/* Several projects read side by side; none is ever written. Columns are its
 * groups, in the order they were added; rows are what they can be compared on:
 * every guiding question, then the functions, then the jobs. Both are live
 * lists. */
G_DECLARE_FINAL_TYPE (DemainsComparison, demains_comparison, DEMAINS, COMPARISON, GObject)

DemainsComparison *demains_comparison_new (void);

GListModel *demains_comparison_get_groups (DemainsComparison *self);
GListModel *demains_comparison_get_rows (DemainsComparison *self);
DemainsComparisonGroup *demains_comparison_add (DemainsComparison *self, const char *path);
void demains_comparison_remove (DemainsComparison *self, DemainsComparisonGroup *group);

G_END_DECLS
