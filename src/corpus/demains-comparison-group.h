/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COMPARISON_GROUP (demains_comparison_group_get_type ())

/* One file of a comparison, opened read only. Properties, all notified: "path",
 * "project" (NULL until it is open), "error" (why it is not; NULL when well),
 * "loading". */
G_DECLARE_FINAL_TYPE (DemainsComparisonGroup, demains_comparison_group, DEMAINS, COMPARISON_GROUP, GObject)

DemainsComparisonGroup *demains_comparison_group_new (const char *path);

const char *demains_comparison_group_get_path (DemainsComparisonGroup *self);
DemainsProject *demains_comparison_group_get_project (DemainsComparisonGroup *self);
const GError *demains_comparison_group_get_error (DemainsComparisonGroup *self);
gboolean demains_comparison_group_get_loading (DemainsComparisonGroup *self);
void demains_comparison_group_open (DemainsComparisonGroup *self);
void demains_comparison_group_close (DemainsComparisonGroup *self);

G_END_DECLS
