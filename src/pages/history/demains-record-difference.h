/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"
#include "demains-row.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORD_DIFFERENCE (demains_record_difference_get_type ())

/* A record that differs between two moments, compared word by word. Made away
 * from the main loop, not changed after. */
G_DECLARE_FINAL_TYPE (DemainsRecordDifference, demains_record_difference, DEMAINS, RECORD_DIFFERENCE, GObject)

DemainsRecordDifference *demains_record_difference_new (DemainsRow *before, DemainsRow *after, GHashTable *rows_before,
                                                        GHashTable *rows_after, gboolean first);

const DemainsRow *demains_record_difference_get_before (DemainsRecordDifference *self);
const DemainsRow *demains_record_difference_get_after (DemainsRecordDifference *self);
const DemainsRow *demains_record_difference_get_row (DemainsRecordDifference *self);
gboolean demains_record_difference_get_first (DemainsRecordDifference *self);
gboolean demains_record_difference_has_field (DemainsRecordDifference *self, guint field);
GArray *demains_record_difference_get_spans (DemainsRecordDifference *self, guint field);

const char *demains_record_difference_get_fate (DemainsRecordDifference *self);
char *demains_record_difference_dup_title (DemainsRecordDifference *self, DemainsProject *project);
char *demains_record_difference_dup_value (DemainsRecordDifference *self, guint field, gboolean after,
                                           DemainsProject *project);

G_END_DECLS
