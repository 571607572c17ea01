/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-rescue-private.h"

#include "demains-journal-table.h"
#include "demains-past.h"

/* The first of the numbers that go on to the last without a gap. */
#define FIRST_OF_THE_LAST(table)                                                                                       \
  "SELECT MAX(id) FROM " table " WHERE NOT EXISTS (SELECT 1 FROM " table " AS before WHERE before.id = " table         \
  ".id - 1)"

/* Whether what is there is what the edit led to, where it tells. */
static gboolean
leads_here (GHashTable *rows, DemainsEdit *edit)
{
  const DemainsRow *row = g_hash_table_lookup (rows, edit->record);

  if (edit->type != DEMAINS_EDIT_SET || edit->offset >= 0)
    return TRUE;
  if (row == NULL || row->kind != edit->kind)
    return FALSE;
  if (edit->field == DEMAINS_EDIT_POSITION)
    return strcmp (row->position, g_variant_get_string (edit->after, NULL)) == 0;

  return g_variant_equal (row->values[edit->field], edit->after);
}

static gboolean
take_back_step (DemainsDatabase *database, GHashTable *rows, gint64 step)
{
  g_autoptr (GPtrArray) edits = demains_journal_table_load_edits (database, step, NULL);

  if (edits == NULL || edits->len == 0)
    return FALSE;
  for (guint i = edits->len; i > 0; i--)
    if (!leads_here (rows, edits->pdata[i - 1]) || !demains_past_take_back (rows, edits->pdata[i - 1]))
      return FALSE;

  return TRUE;
}

/* The newest step before which the history cannot be read back, -1 where there
 * is none: its numbers have a gap there, or it does not lead to what is there. */
static gboolean
find_cut (DemainsDatabase *database, GHashTable *rows, gint64 *cut, GError **error)
{
  g_autoptr (GPtrArray) steps = demains_journal_table_load_steps (database, error);
  gint64 first_change, first_edit, before_edit = -1, before_change = -1;

  if (steps == NULL || !demains_database_get_number (database, FIRST_OF_THE_LAST ("change"), &first_change, error)
      || !demains_database_get_number (database, FIRST_OF_THE_LAST ("edit"), &first_edit, error))
    return FALSE;
  if (first_change > 1
      && !demains_database_get_number (
        database, "SELECT step FROM change WHERE id = (" FIRST_OF_THE_LAST ("change") ")", &before_change, error))
    return FALSE;
  if (first_edit > 1
      && !demains_database_get_number (
        database,
        "SELECT IFNULL(MAX(step), 9223372036854775807) FROM edit LEFT JOIN change ON change.id = edit.change"
        " WHERE edit.id = (" FIRST_OF_THE_LAST ("edit") ")",
        &before_edit, error))
    return FALSE;

  *cut = MAX (before_change, before_edit);
  for (guint i = steps->len; i > 0; i--)
    {
      const DemainsStep *step = steps->pdata[i - 1];

      if (step->number <= *cut)
        break;
      if (!take_back_step (database, rows, step->number))
        {
          *cut = step->number;
          break;
        }
    }

  return TRUE;
}

/* Drops the steps up to @cut, and the versions that are moments before it: from
 * what is left nobody could tell what was then. */
static gboolean
drop_steps (DemainsDatabase *database, gint64 cut, DemainsRescue *rescue, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("DELETE FROM change WHERE step <= %" G_GINT64_FORMAT
                       "; DELETE FROM edit WHERE change NOT IN (SELECT id FROM change);"
                       "DELETE FROM version WHERE step < %" G_GINT64_FORMAT " OR NOT EXISTS (SELECT 1 FROM change);",
                       cut, cut);
  gint64 before, after;

  if (!demains_database_get_number (database, "SELECT COUNT(*) FROM version", &before, error)
      || !demains_database_exec (database, sql, error)
      || !demains_database_get_number (database, "SELECT COUNT(*) FROM version", &after, error))
    return FALSE;
  rescue->lost_versions += before - after;

  return TRUE;
}

/*
 * demains_rescue_cut_history:
 *
 * Keeps of a damaged history what is whole from its newest step back to the first
 * gap. Called when the records are in order.
 */
gboolean
demains_rescue_cut_history (DemainsDatabase *database, const DemainsRescueEvidence *evidence, DemainsRescue *rescue,
                            GError **error)
{
  gboolean damaged = evidence->history_damaged;
  gint64 cut = -1, kept, last;

  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    damaged |= evidence->damaged[i];
  if (damaged)
    {
      g_autoptr (GHashTable) rows = demains_past_read (database, DEMAINS_STEP_NOW, error);

      if (rows == NULL || !find_cut (database, rows, &cut, error)
          || !demains_database_get_number (database, "SELECT MAX(step) FROM change", &last, error)
          || !drop_steps (database, cut, rescue, error))
        return FALSE;
    }
  if (!demains_database_get_number (database, "SELECT COUNT(DISTINCT step) FROM change WHERE step > 0", &kept, error))
    return FALSE;

  rescue->steps = CLAMP (kept, 0, G_MAXUINT);
  if (damaged)
    rescue->lost_steps = CLAMP (last - kept, 0, G_MAXUINT);

  return TRUE;
}
