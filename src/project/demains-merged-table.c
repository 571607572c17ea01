/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merged-table.h"

#include "demains-history.h"

/* Whether a step was done by @last, and not undone but for a redo. */
static gboolean
is_in_force (DemainsDatabase *database, gint64 step, gint64 last, GError **error)
{
  gboolean in_force = step <= last;

  for (;;)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT MAX(step) FROM change WHERE reverses = %" G_GINT64_FORMAT, step);
      gint64 reversal;

      if (!demains_database_get_number (database, sql, &reversal, error))
        return FALSE;
      if (step == 0 || reversal <= step || reversal > last)
        return in_force;
      in_force = !in_force;
      step = reversal;
    }
}

static gboolean
knows (DemainsDatabase *database, GHashTable *merged, const char *change, GError **error)
{
  sqlite3_stmt *statement;
  gboolean known;

  if (merged != NULL && g_hash_table_contains (merged, change))
    return TRUE;

  statement = demains_database_prepare (database, "SELECT 1 FROM change WHERE uuid = ?", error);
  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, change);
  known = demains_database_next (database, statement, error);
  sqlite3_reset (statement);

  return known;
}

/**
 * demains_merged_table_load:
 * @database: a connection
 * @last: a step's number, or %DEMAINS_STEP_NOW
 *
 * Returns: (transfer full) (element-type utf8): the changes that it had merged
 *   after that step; none for a file of a format without them, open read only
 */
GHashTable *
demains_merged_table_load (DemainsDatabase *database, gint64 last, GError **error)
{
  g_autoptr (GHashTable) merged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement;
  gint64 has_table;

  if (!demains_database_get_number (database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'merged'", &has_table,
                                    error))
    return NULL;
  if (!has_table)
    return g_steal_pointer (&merged);

  statement = demains_database_prepare (database, "SELECT change, step FROM merged", error);
  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    if (is_in_force (database, sqlite3_column_int64 (statement, 1), last, &problem))
      g_hash_table_add (merged, g_strdup (demains_statement_get_text (statement, 0)));
    else if (problem != NULL)
      break;
  sqlite3_reset (statement);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&merged);
}

/**
 * demains_merged_table_list_heads:
 * @database: a connection
 *
 * Returns: (transfer full) (element-type utf8): what to remember of a copy that is
 *   merged: its last change, those after which it merged others, and what it merged
 */
GPtrArray *
demains_merged_table_list_heads (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) merged = demains_merged_table_load (database, DEMAINS_STEP_NOW, error);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement;
  GHashTableIter iter;
  const char *change;

  if (merged == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, merged);
  while (g_hash_table_iter_next (&iter, (gpointer *)&change, NULL))
    g_ptr_array_add (heads, g_strdup (change));

  statement = demains_database_prepare (database,
                                        "SELECT uuid FROM change WHERE id = (SELECT MAX(id) FROM change)"
                                        " OR id IN (SELECT id - 1 FROM change WHERE verb = 'merge') ORDER BY id",
                                        error);
  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    g_ptr_array_add (heads, g_strdup (demains_statement_get_text (statement, 0)));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&heads);
}

/**
 * demains_merged_table_add:
 * @database: a connection in a transaction
 * @change: of another copy
 * @step: the step that merged it
 */
gboolean
demains_merged_table_add (DemainsDatabase *database, const char *change, gint64 step, GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database, "INSERT INTO merged (change, step) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, change);
  sqlite3_bind_int64 (statement, 2, step);

  return demains_database_run (database, statement, error);
}

/**
 * demains_merged_table_find_last_known:
 * @journal: a connection to one copy
 * @other: a connection to another
 * @merged: (nullable) (element-type utf8): what the other has merged, where that counts
 * @change: (out): row of the last change of the one that the other has too, or 0
 */
gboolean
demains_merged_table_find_last_known (DemainsDatabase *journal, DemainsDatabase *other, GHashTable *merged,
                                      gint64 *change, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (journal, "SELECT id, uuid FROM change ORDER BY id DESC", error);

  *change = 0;
  if (statement == NULL)
    return FALSE;
  while (problem == NULL && *change == 0 && demains_database_next (journal, statement, &problem))
    if (knows (other, merged, demains_statement_get_text (statement, 1), &problem))
      *change = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
