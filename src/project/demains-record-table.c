/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-table.h"

#include "demains-position.h"
#include "demains-project-error.h"
#include "demains-raw-record.h"
#include "demains-uuid.h"

/* The first columns of every query; the kind's fields follow. */
enum
{
  COLUMN_ID,
  COLUMN_POSITION,
  COLUMN_CREATED,
  COLUMN_MODIFIED,
  COLUMN_EXTRA,
  N_COLUMNS,
};

/* Columns that the file has, as a set; empty for a kind without a table. */
static GHashTable *
list_columns (DemainsDatabase *database, const DemainsKind *kind, GError **error)
{
  g_autoptr (GHashTable) columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info('%s')", kind->name);
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    g_hash_table_add (columns, g_strdup (demains_statement_get_text (statement, 0)));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&columns);
}

static gboolean
is_known (const DemainsKind *kind, const char *column)
{
  static const char *const common[] = { "id", "position", "created", "modified", "extra", NULL };

  return g_strv_contains (common, column) || demains_kind_find_field (kind, column) >= 0;
}

/* What a kind has of a newer program comes last. */
static char *
make_query (const DemainsKind *kind, GHashTable *columns)
{
  GHashTableIter iter;
  const char *column;
  GString *sql = g_string_new ("SELECT id, position, created, modified, extra");

  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (g_hash_table_contains (columns, kind->fields[i].name))
        g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
      else
        g_string_append (sql, ", NULL");
    }
  g_hash_table_iter_init (&iter, columns);
  while (g_hash_table_iter_next (&iter, (gpointer *)&column, NULL))
    if (!is_known (kind, column))
      {
        char *quoted = sqlite3_mprintf (", \"%w\"", column);

        g_string_append (sql, quoted);
        sqlite3_free (quoted);
      }
  g_string_append_printf (sql, " FROM \"%s\"", kind->name);

  return g_string_free (sql, FALSE);
}

/* Fields that only a newer program knows, as JSON. */
static char *
read_extra (sqlite3_stmt *statement, int first_unknown)
{
  const char *kept = demains_statement_get_text (statement, COLUMN_EXTRA);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (first_unknown >= sqlite3_column_count (statement))
    return g_strdup (kept);

  object = json_object_new ();
  demains_raw_record_read_columns (statement, first_unknown, object);
  demains_raw_record_add_members (object, kept);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_set_object (node, object);

  return json_to_string (node, FALSE);
}

/* A value of another type than the table of kinds says reads as far as it can. */
static GVariant *
read_value (sqlite3_stmt *statement, int column, const DemainsField *field)
{
  const char *text;

  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return demains_field_dup_initial (field);
  if (demains_field_is_text (field))
    {
      text = demains_statement_get_text (statement, column);
      return *text == '\0' ? demains_field_dup_initial (field) : g_variant_ref_sink (g_variant_new_string (text));
    }

  return g_variant_ref_sink (g_variant_new_int64 (sqlite3_column_int64 (statement, column)));
}

static DemainsRow *
read_row (sqlite3_stmt *statement, const DemainsKind *kind)
{
  DemainsRow *row = demains_row_new (kind->id);
  const char *position = demains_statement_get_text (statement, COLUMN_POSITION);

  row->id = g_strdup (demains_statement_get_text (statement, COLUMN_ID));
  row->position = g_strdup (demains_position_is_valid (position) ? position : "a0");
  row->created = sqlite3_column_int64 (statement, COLUMN_CREATED);
  row->modified = sqlite3_column_int64 (statement, COLUMN_MODIFIED);
  row->extra = read_extra (statement, N_COLUMNS + kind->n_fields);
  for (guint i = 0; i < kind->n_fields; i++)
    row->values[i] = read_value (statement, N_COLUMNS + i, &kind->fields[i]);

  return row;
}

/* @seen: ids of the rows that are there; the first record of an id is the one. */
static gboolean
load_kind (DemainsDatabase *database, const DemainsKind *kind, GPtrArray *rows, GHashTable *seen, GError **error)
{
  g_autoptr (GHashTable) columns = list_columns (database, kind, error);
  g_autofree char *sql = NULL;
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement;

  if (columns == NULL)
    return FALSE;
  if (g_hash_table_size (columns) == 0)
    return TRUE;

  sql = make_query (kind, columns);
  statement = demains_database_prepare (database, sql, error);
  if (statement == NULL)
    return FALSE;
  while (demains_database_next (database, statement, &problem))
    {
      g_autoptr (DemainsRow) row = read_row (statement, kind);

      /* To add an id again would leave the set with that of a row that goes. */
      if (!demains_uuid_is_valid (row->id) || g_hash_table_contains (seen, row->id))
        continue;
      g_hash_table_add (seen, row->id);
      g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
apply_add (DemainsDatabase *database, DemainsEdit *edit, gint64 time, GError **error)
{
  const DemainsKind *kind = demains_kind_get (edit->kind);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify)g_variant_unref);
  const char *position = "a0", *extra = "";
  gint64 created = time;
  sqlite3_stmt *statement;

  g_string_append_printf (sql, "INSERT OR REPLACE INTO \"%s\" (id, position, created, modified, extra", kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      GVariant *value = g_variant_lookup_value (edit->after, kind->fields[i].name, NULL);

      g_string_append_printf (sql, ", \"%s\"", kind->fields[i].name);
      g_ptr_array_add (values, value != NULL ? value : demains_field_dup_initial (&kind->fields[i]));
    }
  g_string_append (sql, ") VALUES (?, ?, ?, ?, ?");
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ")");

  statement = demains_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  g_variant_lookup (edit->after, "position", "&s", &position);
  g_variant_lookup (edit->after, "extra", "&s", &extra);
  g_variant_lookup (edit->after, "created", "x", &created);
  demains_statement_bind_text (statement, 1 + COLUMN_ID, edit->record);
  demains_statement_bind_text (statement, 1 + COLUMN_POSITION, position);
  sqlite3_bind_int64 (statement, 1 + COLUMN_CREATED, created);
  sqlite3_bind_int64 (statement, 1 + COLUMN_MODIFIED, time);
  demains_statement_bind_text (statement, 1 + COLUMN_EXTRA, extra);
  for (guint i = 0; i < kind->n_fields; i++)
    demains_statement_bind_value (statement, 1 + N_COLUMNS + i, values->pdata[i]);

  return demains_database_run (database, statement, error);
}

static gboolean
apply_set (DemainsDatabase *database, DemainsEdit *edit, gint64 time, GError **error)
{
  const DemainsKind *kind = demains_kind_get (edit->kind);
  const char *column = edit->field == DEMAINS_EDIT_POSITION ? "position" : kind->fields[edit->field].name;
  g_autofree char *sql
    = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?, modified = ? WHERE id = ?", kind->name, column);
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_value (statement, 1, edit->value);
  sqlite3_bind_int64 (statement, 2, time);
  demains_statement_bind_text (statement, 3, edit->record);

  return demains_database_run (database, statement, error);
}

static gboolean
apply_remove (DemainsDatabase *database, DemainsEdit *edit, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", demains_kind_get (edit->kind)->name);
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, edit->record);

  return demains_database_run (database, statement, error);
}

/**
 * demains_record_table_load:
 * @database: a connection
 *
 * Reads every record of every known kind. A column that the file lacks (an older
 * file open read only) reads as its initial value.
 *
 * Returns: (transfer full) (element-type DemainsRow): all rows, or %NULL
 */
GPtrArray *
demains_record_table_load (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_row_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    if (!load_kind (database, demains_kind_get (i), rows, seen, error))
      return NULL;

  return g_steal_pointer (&rows);
}

/**
 * demains_record_table_apply:
 * @database: a connection in a transaction
 * @edit: an edit with its whole value
 * @time: of the change, in microseconds since 1970
 *
 * Does one edit to the tables.
 */
gboolean
demains_record_table_apply (DemainsDatabase *database, DemainsEdit *edit, gint64 time, GError **error)
{
  switch (edit->type)
    {
    case DEMAINS_EDIT_ADD:
      return apply_add (database, edit, time, error);
    case DEMAINS_EDIT_REMOVE:
      return apply_remove (database, edit, error);
    case DEMAINS_EDIT_SET:
      return apply_set (database, edit, time, error);
    }

  g_return_val_if_reached (FALSE);
}
