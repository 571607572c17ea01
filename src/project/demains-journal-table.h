/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-database.h"
#include "demains-history.h"

G_BEGIN_DECLS

/* Rows of the history. All run in the store's thread. */

/**
 * DemainsLife:
 * @record: id of a record
 * @title: what it was called then
 * @step: when this came to be
 * @time: the same in microseconds since 1970
 * @alive: whether it came, or else went
 *
 * When a record came into the project or went.
 */
typedef struct
{
  char *record;
  char *title;
  gint64 step;
  gint64 time;
  gboolean alive;
} DemainsLife;

DemainsStep *demains_step_new (gint64 number, DemainsVerb verb, DemainsKindId kind, const char *title, gint64 time,
                               gint64 reverses);
void demains_step_free (DemainsStep *self);

GPtrArray *demains_journal_table_load_steps (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_journal_table_load_edits (DemainsDatabase *database, gint64 step,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_journal_table_load_edits_after (DemainsDatabase *database, gint64 step,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_journal_table_load_edits_after_change (DemainsDatabase *database, gint64 change,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_journal_table_load_lives (DemainsDatabase *database, DemainsKindId kind,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_journal_table_get_last_step (DemainsDatabase *database, gint64 *step, GError **error);
gboolean demains_journal_table_has (DemainsDatabase *database, const char *change, gboolean *has, GError **error);
gboolean demains_journal_table_append (DemainsDatabase *database, DemainsChange *change, GError **error);

G_END_DECLS
