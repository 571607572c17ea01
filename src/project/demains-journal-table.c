/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-journal-table.h"

#include "demains-project-error.h"

#include <json-glib/json-glib.h>

static const char *const TYPES[] = {
  [DEMAINS_EDIT_SET] = "set",
  [DEMAINS_EDIT_ADD] = "add",
  [DEMAINS_EDIT_REMOVE] = "remove",
};

/* A whole record is kept as JSON, so that anybody can read a journal. */
static GVariant *
encode (GVariant *value)
{
  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return value != NULL ? g_variant_ref (value) : NULL;

  return g_variant_ref_sink (g_variant_new_take_string (json_gvariant_serialize_data (value, NULL)));
}

static GVariant *
decode (sqlite3_stmt *statement, int column, DemainsEditType type)
{
  GVariant *value;

  switch (sqlite3_column_type (statement, column))
    {
    case SQLITE_NULL:
      return NULL;
    case SQLITE_INTEGER:
      return g_variant_ref_sink (g_variant_new_int64 (sqlite3_column_int64 (statement, column)));
    default:
      break;
    }

  if (type == DEMAINS_EDIT_SET)
    return g_variant_ref_sink (g_variant_new_string (demains_statement_get_text (statement, column)));

  value = json_gvariant_deserialize_data (demains_statement_get_text (statement, column), -1, "a{sv}", NULL);

  return value != NULL ? g_variant_ref_sink (value) : NULL;
}

static gboolean
append_edit (DemainsDatabase *database, gint64 change, DemainsEdit *edit, GError **error)
{
  const DemainsKind *kind = demains_kind_get (edit->kind);
  g_autoptr (GVariant) before = encode (edit->before);
  g_autoptr (GVariant) after = encode (edit->after);
  const char *field = "";
  sqlite3_stmt *statement
    = demains_database_prepare (database,
                                "INSERT INTO edit (change, type, kind, record, field, offset, before, after)"
                                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                error);

  if (statement == NULL)
    return FALSE;
  if (edit->type == DEMAINS_EDIT_SET)
    field = edit->field == DEMAINS_EDIT_POSITION ? "position" : kind->fields[edit->field].name;
  sqlite3_bind_int64 (statement, 1, change);
  demains_statement_bind_text (statement, 2, TYPES[edit->type]);
  demains_statement_bind_text (statement, 3, kind->name);
  demains_statement_bind_text (statement, 4, edit->record);
  demains_statement_bind_text (statement, 5, field);
  sqlite3_bind_int64 (statement, 6, edit->offset);
  demains_statement_bind_value (statement, 7, before);
  demains_statement_bind_value (statement, 8, after);

  return demains_database_run (database, statement, error);
}

/* One edit of the journal, or NULL for one that this program cannot read. */
static DemainsEdit *
read_edit (sqlite3_stmt *statement)
{
  const char *type_name = demains_statement_get_text (statement, 0);
  g_autofree char *record = g_strdup (demains_statement_get_text (statement, 2));
  g_autofree char *field_name = NULL;
  const DemainsKind *kind = demains_kind_find (demains_statement_get_text (statement, 1));
  g_autoptr (DemainsEdit) edit = NULL;
  DemainsEditType type = DEMAINS_EDIT_SET;
  const GVariantType *wanted;

  while (type < G_N_ELEMENTS (TYPES) && strcmp (TYPES[type], type_name) != 0)
    type++;
  if (kind == NULL || type == G_N_ELEMENTS (TYPES))
    return NULL;

  edit = demains_edit_new (type, kind->id, record);
  edit->offset = sqlite3_column_int64 (statement, 4);
  edit->before = decode (statement, 5, type);
  edit->after = decode (statement, 6, type);
  if (type == DEMAINS_EDIT_ADD)
    return edit->after != NULL ? g_steal_pointer (&edit) : NULL;
  if (type == DEMAINS_EDIT_REMOVE)
    return edit->before != NULL ? g_steal_pointer (&edit) : NULL;

  field_name = g_strdup (demains_statement_get_text (statement, 3));
  edit->field
    = strcmp (field_name, "position") == 0 ? DEMAINS_EDIT_POSITION : demains_kind_find_field (kind, field_name);
  if (edit->field < 0 && strcmp (field_name, "position") != 0)
    return NULL;
  wanted = edit->field == DEMAINS_EDIT_POSITION || demains_field_is_text (&kind->fields[edit->field])
             ? G_VARIANT_TYPE_STRING
             : G_VARIANT_TYPE_INT64;
  if (edit->before == NULL || edit->after == NULL || !g_variant_is_of_type (edit->before, wanted)
      || !g_variant_is_of_type (edit->after, wanted))
    return NULL;

  return g_steal_pointer (&edit);
}

DemainsStep *
demains_step_new (gint64 number, DemainsVerb verb, DemainsKindId kind, const char *title, gint64 time, gint64 reverses)
{
  DemainsStep *self = g_new0 (DemainsStep, 1);

  self->number = number;
  self->verb = verb;
  self->kind = kind;
  self->title = g_strdup (title);
  self->time = time;
  self->reverses = reverses;

  return self;
}

void
demains_step_free (DemainsStep *self)
{
  g_free (self->title);
  g_free (self);
}

/**
 * demains_journal_table_load_steps:
 * @database: a connection
 *
 * Returns: (transfer full) (element-type DemainsStep): all steps in their order
 */
GPtrArray *
demains_journal_table_load_steps (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_step_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database,
                                                      "SELECT step, verb, kind, title, MIN(time), reverses FROM change"
                                                      " WHERE step > 0 GROUP BY step ORDER BY step",
                                                      error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    {
      const DemainsKind *kind = demains_kind_find (demains_statement_get_text (statement, 2));

      g_ptr_array_add (steps,
                       demains_step_new (sqlite3_column_int64 (statement, 0),
                                         demains_verb_from_name (demains_statement_get_text (statement, 1)),
                                         kind != NULL ? kind->id : DEMAINS_KIND_PROJECT,
                                         demains_statement_get_text (statement, 3), sqlite3_column_int64 (statement, 4),
                                         sqlite3_column_int64 (statement, 5)));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&steps);
}

/* The edits of the changes that @where names with its one number. */
static GPtrArray *
load_edits (DemainsDatabase *database, const char *where, gint64 step, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT edit.type, edit.kind, record, field, offset, before, after"
                                          " FROM edit JOIN change ON change.id = edit.change"
                                          " WHERE %s ORDER BY edit.id",
                                          where);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_edit_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, step);
  while (demains_database_next (database, statement, &problem))
    {
      DemainsEdit *edit = read_edit (statement);

      if (edit == NULL)
        {
          g_set_error (&problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED,
                       "the history at step %" G_GINT64_FORMAT " cannot be read", step);
          sqlite3_reset (statement);
          break;
        }
      g_ptr_array_add (edits, edit);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&edits);
}

/**
 * demains_journal_table_load_edits:
 * @database: a connection
 * @step: a step's number
 *
 * Returns: (transfer full) (element-type DemainsEdit): its edits in the order
 *   they were made; none has its whole value
 */
GPtrArray *
demains_journal_table_load_edits (DemainsDatabase *database, gint64 step, GError **error)
{
  return load_edits (database, "step = ?", step, error);
}

/**
 * demains_journal_table_load_edits_after:
 * @database: a connection
 * @step: a step's number, or 0
 *
 * Returns: (transfer full) (element-type DemainsEdit): all edits that came after
 *   that step, in the order they were made; none has its whole value
 */
GPtrArray *
demains_journal_table_load_edits_after (DemainsDatabase *database, gint64 step, GError **error)
{
  return load_edits (database, "change.id > (SELECT IFNULL(MAX(id), 0) FROM change WHERE step <= ?)", step, error);
}

/**
 * demains_journal_table_load_edits_after_change:
 * @database: a connection
 * @change: a change's row, or 0
 *
 * Returns: (transfer full) (element-type DemainsEdit): all edits that came after
 *   that change, in the order they were made; none has its whole value
 */
GPtrArray *
demains_journal_table_load_edits_after_change (DemainsDatabase *database, gint64 change, GError **error)
{
  return load_edits (database, "change.id > ?", change, error);
}

static void
life_free (DemainsLife *self)
{
  g_free (self->record);
  g_free (self->title);
  g_free (self);
}

static DemainsLife *
life_new (const DemainsEdit *edit, gint64 step, gint64 time)
{
  const DemainsKind *kind = demains_kind_get (edit->kind);
  DemainsLife *self = g_new0 (DemainsLife, 1);

  self->alive = edit->type == DEMAINS_EDIT_ADD;
  self->record = g_strdup (edit->record);
  self->step = step;
  self->time = time;
  if (!g_variant_lookup (self->alive ? edit->after : edit->before, kind->fields[kind->title].name, "s", &self->title))
    self->title = g_strdup ("");

  return self;
}

/**
 * demains_journal_table_load_lives:
 * @database: a connection
 * @kind: a kind whose titles are texts
 *
 * Returns: (transfer full) (element-type DemainsLife): when records of that kind came
 *   and went, in order; what cannot be read is left out
 */
GPtrArray *
demains_journal_table_load_lives (DemainsDatabase *database, DemainsKindId kind, GError **error)
{
  g_autoptr (GPtrArray) lives = g_ptr_array_new_with_free_func ((GDestroyNotify)life_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (database,
                                "SELECT edit.type, edit.kind, record, field, offset, before, after, step, time"
                                " FROM edit JOIN change ON change.id = edit.change"
                                " WHERE edit.kind = ? AND edit.type <> 'set' ORDER BY edit.id",
                                error);

  if (statement == NULL)
    return NULL;
  demains_statement_bind_text (statement, 1, demains_kind_get (kind)->name);
  while (demains_database_next (database, statement, &problem))
    {
      g_autoptr (DemainsEdit) edit = read_edit (statement);

      if (edit != NULL && edit->type != DEMAINS_EDIT_SET)
        g_ptr_array_add (lives,
                         life_new (edit, sqlite3_column_int64 (statement, 7), sqlite3_column_int64 (statement, 8)));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&lives);
}

/**
 * demains_journal_table_has:
 * @database: a connection
 * @change: a change's id
 * @has: (out): whether it is in the history
 */
gboolean
demains_journal_table_has (DemainsDatabase *database, const char *change, gboolean *has, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, "SELECT 1 FROM change WHERE uuid = ?", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, change);
  *has = demains_database_next (database, statement, &problem);
  sqlite3_reset (statement);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/**
 * demains_journal_table_get_last_step:
 * @step: (out): the number of the last step, 0 where there is none
 *
 * A number that nobody can have counted to is cut down, so that what comes next
 * has one.
 */
gboolean
demains_journal_table_get_last_step (DemainsDatabase *database, gint64 *step, GError **error)
{
  if (!demains_database_get_number (database, "SELECT MAX(step) FROM change", step, error))
    return FALSE;
  *step = CLAMP (*step, 0, G_MAXINT64 / 2);

  return TRUE;
}

/**
 * demains_journal_table_append:
 * @database: a connection in a transaction
 * @change: a change
 *
 * Writes a change and its edits at the end of the history.
 */
gboolean
demains_journal_table_append (DemainsDatabase *database, DemainsChange *change, GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database,
                                "INSERT INTO change (uuid, step, verb, kind, title, time, reverses)"
                                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                error);
  gint64 id;

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, change->id);
  sqlite3_bind_int64 (statement, 2, change->step);
  demains_statement_bind_text (statement, 3, demains_verb_to_name (change->verb));
  demains_statement_bind_text (statement, 4, demains_kind_get (change->kind)->name);
  demains_statement_bind_text (statement, 5, change->title);
  sqlite3_bind_int64 (statement, 6, change->time);
  sqlite3_bind_int64 (statement, 7, change->reverses);
  if (!demains_database_run (database, statement, error))
    return FALSE;

  id = sqlite3_last_insert_rowid (demains_database_get_handle (database));
  for (guint i = 0; i < change->edits->len; i++)
    if (!append_edit (database, id, change->edits->pdata[i], error))
      return FALSE;

  return TRUE;
}
