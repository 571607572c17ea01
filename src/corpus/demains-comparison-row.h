/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-comparison-group.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COMPARISON_ROW (demains_comparison_row_get_type ())

/* Something that groups can be compared on: one guiding question (kind
 * "section"), the list of functions, the list of jobs. Properties: "question"
 * ("" for the lists), "n-groups" (how many have it), "n-open" (of how many that
 * could be opened). */
G_DECLARE_FINAL_TYPE (DemainsComparisonRow, demains_comparison_row, DEMAINS, COMPARISON_ROW, GObject)

DemainsComparisonRow *demains_comparison_row_new (DemainsKindId kind, const char *question);

DemainsKindId demains_comparison_row_get_kind (DemainsComparisonRow *self);
const char *demains_comparison_row_get_question (DemainsComparisonRow *self);
guint demains_comparison_row_get_n_groups (DemainsComparisonRow *self);
guint demains_comparison_row_get_n_open (DemainsComparisonRow *self);
void demains_comparison_row_set_counts (DemainsComparisonRow *self, guint n_groups, guint n_open);
gboolean demains_comparison_row_matches (DemainsComparisonRow *self, DemainsRecord *record);
GPtrArray *demains_comparison_row_list_records (DemainsComparisonRow *self,
                                                DemainsComparisonGroup *group) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
