/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-database.h"

G_BEGIN_DECLS

/* Rows of the kinds' tables. All run in the store's thread. */

/**
 * DemainsRow:
 *
 * A record as it was read, before it becomes an object on the main thread.
 */
typedef struct
{
  DemainsKindId kind;
  char *id;
  char *position;
  char *extra;
  gint64 created;
  gint64 modified;
  GVariant *values[DEMAINS_MAX_FIELDS];
} DemainsRow;

void demains_row_free (DemainsRow *self);

GPtrArray *demains_record_table_load (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_record_table_apply (DemainsDatabase *database, DemainsEdit *edit, gint64 time, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsRow, demains_row_free)

G_END_DECLS
