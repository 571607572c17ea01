/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-comparison.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COMPARE_COLUMN (demains_compare_column_get_type ())

/* What one group says on the chosen row. Properties: "group" (construct only),
 * "row", "text-scale", "stacked" (columns stand above each other, so that this
 * one does not scroll by itself). Signal "remove". */
G_DECLARE_FINAL_TYPE (DemainsCompareColumn, demains_compare_column, DEMAINS, COMPARE_COLUMN, AdwBin)

DemainsCompareColumn *demains_compare_column_new (DemainsComparisonGroup *group);

DemainsComparisonGroup *demains_compare_column_get_group (DemainsCompareColumn *self);

G_END_DECLS
