/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-backup-table.h"

#include "demains-project-private.h"
#include "demains-raw-record.h"

/* A row a record, so that no record is too long with the others, and damage takes
 * one. Kinds are named as in JSON, like those that are not known. */
#define CREATE                                                                                                         \
  "CREATE TABLE IF NOT EXISTS backup (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, json TEXT NOT NULL);"

static gboolean
add_record (const char *table, const char *id, const char *json, gpointer user_data, GError **error)
{
  DemainsDatabase *database = user_data;
  g_autofree char *kind = demains_kind_dup_array_name (table);
  sqlite3_stmt *statement
    = demains_database_prepare (database, "INSERT INTO backup (kind, record, json) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, kind);
  demains_statement_bind_text (statement, 2, id);
  demains_statement_bind_text (statement, 3, json);

  return demains_database_run (database, statement, error);
}

/**
 * demains_backup_table_create:
 * @database: a connection in a transaction
 *
 * Lays the table where there is none.
 */
gboolean
demains_backup_table_create (DemainsDatabase *database, GError **error)
{
  return demains_database_exec (database, CREATE, error);
}

/**
 * demains_backup_table_fill:
 * @database: a connection in the transaction of a migration, before it
 *
 * Copies all records, of kinds that are not known too, in place of what was kept
 * from the migration before. Films are not copied: no migration touches them.
 */
gboolean
demains_backup_table_fill (DemainsDatabase *database, GError **error)
{
  return demains_backup_table_create (database, error) && demains_database_exec (database, "DELETE FROM backup;", error)
         && demains_raw_record_foreach (database, NULL, add_record, database, error)
         && demains_database_exec (
           database, "INSERT INTO backup (kind, record, json) SELECT kind, id, json FROM unknown_record;", error);
}

/**
 * demains_backup_table_load:
 * @database: a connection
 *
 * Returns: (transfer full) (element-type DemainsUnknownRecord): the records, none
 *   for a file that was made in this format or is of an older one
 */
GPtrArray *
demains_backup_table_load (DemainsDatabase *database, GError **error)
{
  gint64 has_table;

  if (!demains_database_get_number (database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'backup'", &has_table,
                                    error))
    return NULL;

  return has_table != 0
           ? demains_unknown_records_read (database, "SELECT kind, record, json FROM backup ORDER BY id", error)
           : g_ptr_array_new_with_free_func ((GDestroyNotify)demains_unknown_record_free);
}
