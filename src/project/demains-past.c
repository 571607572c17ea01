/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-past.h"

#include "demains-journal-table.h"
#include "demains-project-error.h"
#include "demains-record-table.h"

#include <string.h>

static gboolean
take_back_set (DemainsRow *row, DemainsEdit *edit)
{
  g_autoptr (DemainsEdit) inverse = demains_edit_invert (edit);
  g_autoptr (GVariant) value = NULL;

  if (edit->field == DEMAINS_EDIT_POSITION)
    {
      g_set_str (&row->position, g_variant_get_string (edit->before, NULL));
      return TRUE;
    }

  value = demains_edit_apply_to_value (inverse, row->values[edit->field]);
  if (value == NULL)
    return FALSE;
  g_variant_unref (row->values[edit->field]);
  row->values[edit->field] = g_steal_pointer (&value);

  return TRUE;
}

/**
 * demains_past_take_back:
 * @rows: (element-type utf8 DemainsRow): all records as they were after an edit
 * @edit: the edit
 *
 * Makes them as they were before it.
 *
 * Returns: %FALSE when the edit does not fit them
 */
gboolean
demains_past_take_back (GHashTable *rows, DemainsEdit *edit)
{
  DemainsRow *row = g_hash_table_lookup (rows, edit->record);

  switch (edit->type)
    {
    case DEMAINS_EDIT_ADD:
      return row != NULL && g_hash_table_remove (rows, edit->record);
    case DEMAINS_EDIT_REMOVE:
      if (row != NULL)
        return FALSE;
      row = demains_row_new_from_variant (edit->kind, edit->record, edit->before);
      g_hash_table_insert (rows, row->id, row);
      return TRUE;
    case DEMAINS_EDIT_SET:
      return row != NULL && row->kind == edit->kind && take_back_set (row, edit);
    }

  g_return_val_if_reached (FALSE);
}

static GHashTable *
read_now (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) loaded = demains_record_table_load (database, error);
  g_autoptr (GHashTable) rows = NULL;

  if (loaded == NULL)
    return NULL;

  rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)demains_row_unref);
  g_ptr_array_set_free_func (loaded, NULL);
  for (guint i = 0; i < loaded->len; i++)
    {
      DemainsRow *row = loaded->pdata[i];

      g_hash_table_insert (rows, row->id, row);
    }

  return g_steal_pointer (&rows);
}

/* Takes all of @edits back, the last one first. */
static GHashTable *
read_before (DemainsDatabase *database, GPtrArray *edits, GError **error)
{
  g_autoptr (GHashTable) rows = edits != NULL ? read_now (database, error) : NULL;

  for (guint i = rows != NULL ? edits->len : 0; i > 0; i--)
    if (!demains_past_take_back (rows, edits->pdata[i - 1]))
      {
        g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED,
                     "the history does not fit the project, %u edits before its end", edits->len - i);
        return NULL;
      }

  return g_steal_pointer (&rows);
}

/**
 * demains_past_read:
 * @database: a connection, in the store's thread
 * @step: a step's number, 0 for before the first, or %DEMAINS_STEP_NOW
 *
 * Reads all records as they were after a step.
 *
 * Returns: (transfer full) (element-type utf8 DemainsRow): the rows by their ids,
 *   or %NULL where the journal cannot be read or does not fit the records
 */
GHashTable *
demains_past_read (DemainsDatabase *database, gint64 step, GError **error)
{
  g_autoptr (GPtrArray) edits = NULL;

  if (step == DEMAINS_STEP_NOW)
    return read_now (database, error);

  edits = demains_journal_table_load_edits_after (database, step, error);

  return read_before (database, edits, error);
}

/**
 * demains_past_read_change:
 * @database: a connection
 * @change: a change's row in the history, or 0 for before the first
 *
 * Reads all records as they were after a change, which may be one of several in
 * a step.
 *
 * Returns: (transfer full) (element-type utf8 DemainsRow): the rows by their ids,
 *   or %NULL as demains_past_read() does
 */
GHashTable *
demains_past_read_change (DemainsDatabase *database, gint64 change, GError **error)
{
  g_autoptr (GPtrArray) edits = demains_journal_table_load_edits_after_change (database, change, error);

  return read_before (database, edits, error);
}

static void
add_difference (GArray *differences, DemainsRow *before, DemainsRow *after)
{
  DemainsDifferentRow difference
    = { before != NULL ? demains_row_ref (before) : NULL, after != NULL ? demains_row_ref (after) : NULL };

  g_array_append_val (differences, difference);
}

static void
clear_difference (DemainsDifferentRow *difference)
{
  g_clear_pointer (&difference->before, demains_row_unref);
  g_clear_pointer (&difference->after, demains_row_unref);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const DemainsDifferentRow *one = a, *other = b;
  const DemainsRow *first = one->after != NULL ? one->after : one->before;
  const DemainsRow *second = other->after != NULL ? other->after : other->before;
  int order = (int)first->kind - (int)second->kind;

  if (order == 0)
    order = strcmp (first->position, second->position);

  return order != 0 ? order : strcmp (first->id, second->id);
}

/**
 * demains_past_compare:
 * @before: (element-type utf8 DemainsRow): all records at one moment
 * @after: (element-type utf8 DemainsRow): all records at another
 *
 * Returns: (transfer full) (element-type DemainsDifferentRow): what differs, in
 *   the order of kinds and places
 */
GArray *
demains_past_compare (GHashTable *before, GHashTable *after)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (DemainsDifferentRow));
  GHashTableIter iter;
  const char *id;
  DemainsRow *row;

  g_array_set_clear_func (differences, (GDestroyNotify)clear_difference);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, (gpointer *)&id, (gpointer *)&row))
    {
      DemainsRow *other = g_hash_table_lookup (after, id);

      if (other == NULL || !demains_row_equal (row, other))
        add_difference (differences, row, other);
    }
  g_hash_table_iter_init (&iter, after);
  while (g_hash_table_iter_next (&iter, (gpointer *)&id, (gpointer *)&row))
    if (!g_hash_table_contains (before, id))
      add_difference (differences, NULL, row);
  g_array_sort (differences, compare_places);

  return differences;
}
