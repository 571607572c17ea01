/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-version-private.h"

#include <string.h>

/* In the file a reason is a word: numbers may move. */
static const char *const REASONS[] = {
  [DEMAINS_VERSION_NAMED] = "named", [DEMAINS_VERSION_CLOSED] = "closed", [DEMAINS_VERSION_RESTORE] = "restore",
  [DEMAINS_VERSION_MERGE] = "merge", [DEMAINS_VERSION_SLOT] = "slot",     [DEMAINS_VERSION_FILM] = "film",
};

/* A reason of a newer program reads as a name given by hand. */
static DemainsVersionReason
reason_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (REASONS); i++)
    if (strcmp (REASONS[i], word) == 0)
      return i;

  return DEMAINS_VERSION_NAMED;
}

void
demains_version_row_free (DemainsVersionRow *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * demains_version_table_load:
 * @database: a connection
 *
 * Returns: (transfer full) (element-type DemainsVersionRow): all versions, oldest
 *   first; none for a file of a format without them, open read only
 */
GPtrArray *
demains_version_table_load (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_version_row_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement;
  gint64 has_table;

  if (!demains_database_get_number (database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'version'", &has_table,
                                    error))
    return NULL;
  if (!has_table)
    return g_steal_pointer (&rows);

  statement = demains_database_prepare (database, "SELECT name, reason, step, time FROM version ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    {
      DemainsVersionRow *row = g_new0 (DemainsVersionRow, 1);

      row->name = g_strdup (demains_statement_get_text (statement, 0));
      row->reason = reason_from_word (demains_statement_get_text (statement, 1));
      row->step = MAX (sqlite3_column_int64 (statement, 2), 0);
      row->time = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (rows, row);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

/**
 * demains_version_table_add_cb:
 * @database: a connection in a transaction
 * @data: a #DemainsVersionRow
 *
 * Writes a version after the others.
 */
gboolean
demains_version_table_add_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  const DemainsVersionRow *row = data;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "INSERT INTO version (name, reason, step, time) VALUES (?, ?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, row->name);
  demains_statement_bind_text (statement, 2, REASONS[row->reason]);
  sqlite3_bind_int64 (statement, 3, row->step);
  sqlite3_bind_int64 (statement, 4, row->time);

  return demains_database_run (database, statement, error);
}
