/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-rescue-private.h"

#include "demains-journal-table.h"
#include "demains-position.h"
#include "demains-record-table.h"
#include "demains-uuid.h"

/* Of a project whose own record is lost. */
#define LANGUAGE "fr"

typedef struct
{
  DemainsDatabase *database;
  const DemainsRescueEvidence *evidence;
  DemainsRescue *rescue;
  GHashTable *found;
} Mending;

static void
replay_set (DemainsRow *row, DemainsEdit *edit, gint64 time)
{
  g_autoptr (GVariant) value = NULL;

  if (row == NULL || row->kind != edit->kind)
    return;

  row->modified = time;
  if (edit->field == DEMAINS_EDIT_POSITION)
    {
      const char *position = g_variant_get_string (edit->after, NULL);

      if (demains_position_is_valid (position))
        g_set_str (&row->position, position);
      return;
    }
  value = demains_edit_apply_to_value (edit, row->values[edit->field]);
  if (value == NULL)
    return;
  g_variant_unref (row->values[edit->field]);
  row->values[edit->field] = g_steal_pointer (&value);
}

static void
replay_step (GHashTable *rows, GPtrArray *edits, gint64 time)
{
  for (guint i = 0; i < edits->len; i++)
    {
      DemainsEdit *edit = edits->pdata[i];
      DemainsRow *row;

      switch (edit->type)
        {
        case DEMAINS_EDIT_ADD:
          row = demains_row_new_from_variant (edit->kind, edit->record, edit->after);
          row->modified = time;
          g_hash_table_replace (rows, row->id, row);
          break;
        case DEMAINS_EDIT_REMOVE:
          g_hash_table_remove (rows, edit->record);
          break;
        case DEMAINS_EDIT_SET:
          replay_set (g_hash_table_lookup (rows, edit->record), edit, time);
          break;
        }
    }
}

/* All records as the history makes them, from its first step on. */
static GHashTable *
replay (DemainsDatabase *database, GError **error)
{
  g_autoptr (GHashTable) rows
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)demains_row_unref);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "SELECT step, MAX(time) FROM change GROUP BY step ORDER BY MIN(id)", error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    {
      g_autoptr (GPtrArray) edits
        = demains_journal_table_load_edits (database, sqlite3_column_int64 (statement, 0), NULL);

      if (edits != NULL)
        replay_step (rows, edits, sqlite3_column_int64 (statement, 1));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
add_row (Mending *self, DemainsRow *row, GError **error)
{
  DemainsEdit *edit = demains_edit_new (DEMAINS_EDIT_ADD, row->kind, row->id);
  gboolean done;

  edit->after = demains_row_to_variant (row);
  done = demains_record_table_apply (self->database, edit, row->modified, error);
  demains_edit_free (edit);
  g_hash_table_add (self->found, g_strdup (row->id));
  self->rescue->records[row->kind]++;

  return done;
}

/* A record of which nothing is left but that it was there, where others need it. */
static gboolean
add_bare (Mending *self, DemainsKindId kind, const char *id, GError **error)
{
  g_autoptr (GVariant) nothing = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
  g_autoptr (DemainsRow) row = demains_row_new_from_variant (kind, id, nothing);

  row->created = row->modified = g_get_real_time ();
  if (kind == DEMAINS_KIND_PROJECT)
    {
      int language = demains_kind_find_field (demains_kind_get (kind), "language");

      g_variant_unref (row->values[language]);
      row->values[language] = g_variant_ref_sink (g_variant_new_string (LANGUAGE));
    }

  return add_row (self, row, error);
}

static gboolean
rebuild_from_history (Mending *self, GError **error)
{
  g_autoptr (GHashTable) rows = replay (self->database, error);
  GHashTableIter iter;
  DemainsRow *row;

  if (rows == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    {
      if (!self->evidence->damaged[row->kind] || g_hash_table_contains (self->found, row->id)
          || !demains_uuid_is_valid (row->id)
          || (self->evidence->ids_whole[row->kind] && !g_hash_table_contains (self->evidence->ids[row->kind], row->id)))
        continue;
      if (!demains_position_is_valid (row->position))
        g_set_str (&row->position, "a0");
      if (!add_row (self, row, error))
        return FALSE;
      self->rescue->rebuilt[row->kind]++;
    }

  return TRUE;
}

static gboolean
count_lost (Mending *self, DemainsKindId kind, GError **error)
{
  GHashTableIter iter;
  const char *id;

  g_hash_table_iter_init (&iter, self->evidence->ids[kind]);
  while (g_hash_table_iter_next (&iter, (gpointer *)&id, NULL))
    if (!g_hash_table_contains (self->found, id))
      {
        self->rescue->lost[kind]++;
        if ((kind == DEMAINS_KIND_TAKE || kind == DEMAINS_KIND_PROJECT) && !add_bare (self, kind, id, error))
          return FALSE;
      }
  if (!self->evidence->ids_whole[kind] && self->evidence->history_damaged)
    self->rescue->more_may_be_lost = TRUE;

  return TRUE;
}

/*
 * demains_rescue_mend_records:
 *
 * Makes the records that are lost anew from the history; only such as the table's
 * index names, where that is whole: a record that was deleted stays so.
 */
gboolean
demains_rescue_mend_records (DemainsDatabase *database, const DemainsRescueEvidence *evidence, DemainsRescue *rescue,
                             GError **error)
{
  g_autoptr (GPtrArray) rows = demains_record_table_load (database, error);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Mending mending = { database, evidence, rescue, found };
  gboolean damaged = FALSE;
  g_autofree char *id = demains_uuid_new ();

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      DemainsRow *row = rows->pdata[i];

      rescue->records[row->kind]++;
      g_hash_table_add (found, g_strdup (row->id));
    }
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    damaged |= evidence->damaged[i];
  if (damaged && !rebuild_from_history (&mending, error))
    return FALSE;
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    if (evidence->damaged[i] && !count_lost (&mending, i, error))
      return FALSE;
  if (rescue->records[DEMAINS_KIND_PROJECT] > 0)
    return TRUE;

  rescue->lost[DEMAINS_KIND_PROJECT]++;

  return add_bare (&mending, DEMAINS_KIND_PROJECT, id, error);
}
