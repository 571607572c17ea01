/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-raw-record.h"

#include <math.h>

/* Every kind's table has these, in every format. */
#define COMMON_COLUMNS "'id', 'position', 'created', 'modified', 'extra'"
#define TABLES_QUERY                                                                                                   \
  "SELECT list.name FROM pragma_table_list AS list WHERE list.schema = 'main' AND list.type = 'table'"                 \
  " AND (SELECT COUNT(*) FROM pragma_table_info(list.name) AS item WHERE item.name IN (" COMMON_COLUMNS ")) = 5"       \
  " ORDER BY list.name"

static JsonNode *
read_value (sqlite3_stmt *statement, int column)
{
  JsonNode *node = json_node_alloc ();
  double number;

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_INTEGER:
      return json_node_init_int (node, sqlite3_column_int64 (statement, column));
    case SQLITE_FLOAT:
      number = sqlite3_column_double (statement, column);
      return isfinite (number) ? json_node_init_double (node, number) : json_node_init_null (node);
    case SQLITE_TEXT:
      {
        const char *bytes = (const char *)sqlite3_column_text (statement, column);
        g_autofree char *text
          = g_utf8_make_valid (bytes != NULL ? bytes : "", sqlite3_column_bytes (statement, column));

        return json_node_init_string (node, text);
      }
    default:
      return json_node_init_null (node);
    }
}

static char *
read_row (sqlite3_stmt *statement)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  const char *extra;

  /* Of a column that holds something else there is no text. */
  demains_raw_record_read_columns (statement, 0, object);
  extra = json_object_get_string_member_with_default (object, "extra", NULL);
  if (extra != NULL)
    demains_raw_record_add_members (object, extra);
  json_object_remove_member (object, "extra");
  json_object_remove_member (object, "modified");
  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

static GPtrArray *
list_tables (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, TABLES_QUERY, error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    g_ptr_array_add (tables, g_strdup (demains_statement_get_text (statement, 0)));
  if (problem == NULL)
    return g_steal_pointer (&tables);

  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

static gboolean
read_table (DemainsDatabase *database, const char *table, DemainsRawRecordFunc func, gpointer user_data, GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT *, id FROM \"%w\" ORDER BY position", table);
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);
  g_autoptr (GError) problem = NULL;

  sqlite3_free (sql);
  if (statement == NULL)
    return FALSE;
  while (problem == NULL && demains_database_next (database, statement, &problem))
    {
      g_autofree char *json = read_row (statement);
      g_autofree char *id = g_strdup (demains_statement_get_text (statement, sqlite3_column_count (statement) - 1));

      func (table, id, json, user_data, &problem);
    }
  sqlite3_reset (statement);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/**
 * demains_raw_record_foreach:
 * @database: a connection to a file of any format
 * @filter: (nullable): which tables are read; all of them without it
 * @func: called with the table, the id and the record as demains_project_to_json()
 *   has it; it may write to other tables
 *
 * Goes through all records of all kinds, those of newer programs too.
 */
gboolean
demains_raw_record_foreach (DemainsDatabase *database, DemainsRawRecordFilter filter, DemainsRawRecordFunc func,
                            gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) tables = list_tables (database, error);

  if (tables == NULL)
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    if ((filter == NULL || filter (tables->pdata[i]))
        && !read_table (database, tables->pdata[i], func, user_data, error))
      return FALSE;

  return TRUE;
}

/**
 * demains_raw_record_read_columns:
 * @statement: a query on a row
 * @first: the first column that is wanted
 * @object: where a member is set for each of them
 */
void
demains_raw_record_read_columns (sqlite3_stmt *statement, int first, JsonObject *object)
{
  for (int i = first; i < sqlite3_column_count (statement); i++)
    json_object_set_member (object, sqlite3_column_name (statement, i), read_value (statement, i));
}

/**
 * demains_raw_record_add_members:
 * @object: a record
 * @json: what a record keeps of a newer program's fields, or ""
 *
 * Adds those that it has not.
 */
void
demains_raw_record_add_members (JsonObject *object, const char *json)
{
  g_autoptr (JsonNode) node = *json != '\0' ? json_from_string (json, NULL) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &member))
    if (!json_object_has_member (object, name))
      json_object_set_member (object, name, json_node_copy (member));
}
