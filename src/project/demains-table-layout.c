/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-table-layout.h"

#include "demains-position.h"
#include "demains-uuid.h"

#include <zlib.h>

/* In nanoseconds: far more than a chunk of half a second and a day of filming are. */
#define LONGEST_CHUNK (G_GINT64_CONSTANT (3600) * 1000 * 1000 * 1000)
#define LONGEST_FILM (100 * LONGEST_CHUNK)

static void
clear_column (gpointer data)
{
  g_free (((DemainsLayoutColumn *)data)->name);
}

static void
layout_free (gpointer data)
{
  DemainsTableLayout *self = data;

  g_free (self->name);
  g_free (self->sql);
  g_array_unref (self->columns);
  g_free (self);
}

static gboolean
read_columns (DemainsTableLayout *self, DemainsDatabase *database, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT name, type, pk FROM pragma_table_info('%s') ORDER BY cid", self->name);
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);
  g_autoptr (GError) problem = NULL;

  while (demains_database_next (database, statement, &problem))
    {
      const char *type = demains_statement_get_text (statement, 1);
      gboolean is_integer = strcmp (type, "INTEGER") == 0;
      DemainsLayoutColumn column = {
        .name = g_strdup (demains_statement_get_text (statement, 0)),
        .type = is_integer                   ? DEMAINS_CELL_INTEGER
                : strcmp (type, "BLOB") == 0 ? DEMAINS_CELL_BLOB
                                             : DEMAINS_CELL_TEXT,
        .is_any = *type == '\0',
        .is_rowid = is_integer && sqlite3_column_int (statement, 2) != 0,
      };

      g_array_append_val (self->columns, column);
    }
  if (problem == NULL)
    return statement != NULL;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/**
 * demains_table_layout_list:
 * @database: a connection to a new file
 *
 * Returns: (transfer full) (element-type DemainsTableLayout): its tables and indexes
 */
GPtrArray *
demains_table_layout_list (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (layout_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (
    database, "SELECT name, sql, rootpage, type FROM sqlite_schema WHERE type IN ('table', 'index')", error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    {
      DemainsTableLayout *layout = g_new0 (DemainsTableLayout, 1);

      layout->name = g_strdup (demains_statement_get_text (statement, 0));
      layout->sql = g_strdup (demains_statement_get_text (statement, 1));
      layout->root = sqlite3_column_int64 (statement, 2);
      layout->is_index = strcmp (demains_statement_get_text (statement, 3), "index") == 0;
      layout->kind = demains_kind_find (layout->name);
      layout->columns = g_array_new (FALSE, FALSE, sizeof (DemainsLayoutColumn));
      g_array_set_clear_func (layout->columns, clear_column);
      g_ptr_array_add (layouts, layout);
    }
  for (guint i = 0; problem == NULL && i < layouts->len; i++)
    if (!((DemainsTableLayout *)layouts->pdata[i])->is_index)
      read_columns (layouts->pdata[i], database, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&layouts);
}

/**
 * demains_table_layout_fits:
 * @cell: a cell of which the shape is known
 *
 * A row from before a column was added has fewer values than the table columns.
 *
 * Returns: whether it has the form of a row of the table
 */
gboolean
demains_table_layout_fits (const DemainsTableLayout *self, const DemainsCell *cell)
{
  if (cell->n_values > self->columns->len || cell->n_values < MIN (self->columns->len, 3))
    return FALSE;
  for (guint i = 0; i < cell->n_values; i++)
    {
      const DemainsLayoutColumn *column = &g_array_index (self->columns, DemainsLayoutColumn, i);
      DemainsCellType type = cell->values[i].type;

      if (column->is_rowid ? type != DEMAINS_CELL_NULL
          : column->is_any ? type == DEMAINS_CELL_BLOB || type == DEMAINS_CELL_REAL
                           : type != column->type)
        return FALSE;
    }

  return TRUE;
}

static const DemainsCellValue *
find_value (const DemainsTableLayout *self, const DemainsCell *cell, const char *name)
{
  static const DemainsCellValue nothing;

  for (guint i = 0; i < cell->n_values; i++)
    if (strcmp (g_array_index (self->columns, DemainsLayoutColumn, i).name, name) == 0)
      return &cell->values[i];

  return &nothing;
}

static gboolean
is_uuid (const DemainsCellValue *value)
{
  g_autofree char *text = value->type == DEMAINS_CELL_TEXT && value->size == 36
                            ? g_strndup ((const char *)value->bytes, value->size)
                            : NULL;

  return demains_uuid_is_valid (text);
}

static gboolean
is_one_of (const DemainsCellValue *value, const char *const *words)
{
  for (; *words != NULL; words++)
    if (value->type == DEMAINS_CELL_TEXT && value->size == strlen (*words)
        && memcmp (value->bytes, *words, value->size) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_position (const DemainsCellValue *value)
{
  g_autofree char *text = value->size < 4096 ? g_strndup ((const char *)value->bytes, value->size) : NULL;

  return text != NULL && demains_position_is_valid (text);
}

/* Where in its film a chunk is has no checksum. */
static gboolean
is_sound_chunk (const DemainsTableLayout *self, const DemainsCell *cell)
{
  const DemainsCellValue *bytes = find_value (self, cell, "bytes");
  gint64 start = find_value (self, cell, "start")->integer;
  gint64 stop = find_value (self, cell, "stop")->integer;

  return bytes->type == DEMAINS_CELL_BLOB && (gint64)bytes->size == find_value (self, cell, "size")->integer
         && find_value (self, cell, "number")->integer >= 0 && start >= 0 && stop >= start
         && stop - start <= LONGEST_CHUNK && stop <= LONGEST_FILM
         && (gint64)crc32_z (crc32_z (0, NULL, 0), bytes->bytes, bytes->size)
              == find_value (self, cell, "crc")->integer;
}

/* A JPEG picture from its first to its last mark. */
static gboolean
is_sound_still (const DemainsTableLayout *self, const DemainsCell *cell)
{
  const DemainsCellValue *jpeg = find_value (self, cell, "jpeg");

  return is_uuid (find_value (self, cell, "take")) && jpeg->size >= 4 && jpeg->bytes[0] == 0xff
         && jpeg->bytes[1] == 0xd8 && jpeg->bytes[jpeg->size - 2] == 0xff && jpeg->bytes[jpeg->size - 1] == 0xd9;
}

/**
 * demains_table_layout_accepts:
 * @cell: a whole cell that fits
 *
 * Only film has a checksum; of the rest what can be known to be wrong is.
 *
 * Returns: whether the row is sound, as far as can be seen
 */
gboolean
demains_table_layout_accepts (const DemainsTableLayout *self, const DemainsCell *cell)
{
  static const char *const roles[] = { "take", "original", NULL };
  static const char *const types[] = { "set", "add", "remove", NULL };

  for (guint i = 0; i < cell->n_values; i++)
    {
      const DemainsCellValue *value = &cell->values[i];

      if (value->type == DEMAINS_CELL_TEXT && value->size > 0
          && !g_utf8_validate_len ((const char *)value->bytes, value->size, NULL))
        return FALSE;
    }

  if (self->kind != NULL)
    return is_uuid (find_value (self, cell, "id")) && is_position (find_value (self, cell, "position"));
  if (strcmp (self->name, "change") == 0)
    return is_uuid (find_value (self, cell, "uuid")) && find_value (self, cell, "step")->integer >= 0;
  if (strcmp (self->name, "edit") == 0)
    return is_one_of (find_value (self, cell, "type"), types) && is_uuid (find_value (self, cell, "record"));
  if (strcmp (self->name, "media") == 0)
    return is_uuid (find_value (self, cell, "take")) && is_one_of (find_value (self, cell, "role"), roles);
  if (strcmp (self->name, "chunk") == 0)
    return is_sound_chunk (self, cell);
  if (strcmp (self->name, "still") == 0)
    return is_sound_still (self, cell);

  return TRUE;
}

/**
 * demains_table_layout_insert:
 * @database: a connection to a project in a transaction
 * @cell: a row that is accepted
 *
 * Puts the row into the table, unless one like it is there already.
 */
gboolean
demains_table_layout_insert (const DemainsTableLayout *self, DemainsDatabase *database, const DemainsCell *cell,
                             GError **error)
{
  g_autoptr (GString) sql = g_string_new ("INSERT OR IGNORE INTO ");
  sqlite3_stmt *statement;

  g_string_append_printf (sql, "\"%s\" (", self->name);
  for (guint i = 0; i < cell->n_values; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "",
                            g_array_index (self->columns, DemainsLayoutColumn, i).name);
  g_string_append (sql, ") VALUES (");
  for (guint i = 0; i < cell->n_values; i++)
    g_string_append (sql, i > 0 ? ", ?" : "?");
  g_string_append_c (sql, ')');

  statement = demains_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < cell->n_values; i++)
    {
      const DemainsCellValue *value = &cell->values[i];
      const char *bytes = value->size > 0 ? (const char *)value->bytes : "";

      if (g_array_index (self->columns, DemainsLayoutColumn, i).is_rowid)
        sqlite3_bind_int64 (statement, i + 1, cell->rowid);
      else if (value->type == DEMAINS_CELL_INTEGER)
        sqlite3_bind_int64 (statement, i + 1, value->integer);
      else if (value->type == DEMAINS_CELL_TEXT)
        sqlite3_bind_text64 (statement, i + 1, bytes, value->size, SQLITE_STATIC, SQLITE_UTF8);
      else if (value->type == DEMAINS_CELL_BLOB)
        sqlite3_bind_blob64 (statement, i + 1, bytes, value->size, SQLITE_STATIC);
    }

  return demains_database_run (database, statement, error);
}
