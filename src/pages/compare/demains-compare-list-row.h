/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-comparison-row.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COMPARE_LIST_ROW (demains_compare_list_row_get_type ())

/* One thing to compare, in the list beside the columns. */
G_DECLARE_FINAL_TYPE (DemainsCompareListRow, demains_compare_list_row, DEMAINS, COMPARE_LIST_ROW, GtkListBoxRow)

GtkWidget *demains_compare_list_row_new (DemainsComparisonRow *row);

DemainsComparisonRow *demains_compare_list_row_get_row (DemainsCompareListRow *self);
char *demains_compare_list_row_dup_title (DemainsComparisonRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
