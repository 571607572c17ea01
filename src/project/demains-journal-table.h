/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-database.h"
#include "demains-history.h"

G_BEGIN_DECLS

/* Rows of the history. All run in the store's thread. */

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
gboolean demains_journal_table_append (DemainsDatabase *database, DemainsChange *change, GError **error);

G_END_DECLS
