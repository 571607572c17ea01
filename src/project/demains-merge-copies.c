/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merge-copies.h"

#include "demains-file-name.h"
#include "demains-merge.h"
#include "demains-merged-table.h"
#include "demains-parting.h"
#include "demains-past.h"
#include "demains-project-private.h"
#include "demains-schema.h"

#include <glib/gstdio.h>

void
demains_merge_news_free (DemainsMergeNews *self)
{
  g_clear_pointer (&self->change, demains_change_unref);
  g_clear_pointer (&self->heads, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->films, demains_media_copy_free);
  g_free (self);
}

/**
 * demains_merge_report_new:
 * @one: (type filename): a copy
 * @other: (type filename): another
 *
 * Returns: (transfer full): a report without news. The copies are called by their
 *   folders too where their files are called the same
 */
DemainsMergeReport *
demains_merge_report_new (const char *one, const char *other)
{
  DemainsMergeReport *self = g_new0 (DemainsMergeReport, 1);
  const char *const paths[2] = { one, other };

  for (guint i = 0; i < 2; i++)
    self->names[i] = demains_file_name_dup_stem (paths[i]);
  for (guint i = 0; i < 2 && g_strcmp0 (self->names[0], self->names[1]) == 0; i++)
    for (guint j = 0; j < 2; j++)
      {
        g_autofree char *folder = g_path_get_dirname (paths[j]);
        g_autofree char *place = g_filename_display_basename (folder);
        g_autofree char *name = g_steal_pointer (&self->names[j]);

        self->names[j] = g_strconcat (place, "/", name, NULL);
      }
  self->collisions = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_row_unref);

  return self;
}

void
demains_merge_report_free (DemainsMergeReport *self)
{
  for (guint i = 0; i < 2; i++)
    {
      g_free (self->names[i]);
      g_clear_pointer (&self->done[i], g_array_unref);
    }
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_ptr_array_unref (self->collisions);
  g_free (self);
}

/**
 * demains_merge_copies_inspect:
 * @path: (type filename): a copy
 * @version: (out): its format
 *
 * Returns: whether it is a project that this program can merge
 */
gboolean
demains_merge_copies_inspect (const char *path, gint64 *version, GError **error)
{
  if (!demains_schema_inspect (path, version, error))
    return FALSE;
  if (*version <= DEMAINS_FORMAT_VERSION)
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER,
               "format %" G_GINT64_FORMAT " is newer than %d", *version, DEMAINS_FORMAT_VERSION);

  return FALSE;
}

/**
 * demains_merge_copies_are_same:
 *
 * Returns: whether two paths lead to one file
 */
gboolean
demains_merge_copies_are_same (const char *one, const char *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static const DemainsRow *
find_root (GHashTable *rows)
{
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    if (row->kind == DEMAINS_KIND_PROJECT)
      return row;

  return NULL;
}

/* Both sides' records, where they are of one project. */
static gboolean
read_rows (DemainsDatabase *const copies[2], GHashTable *rows[2], guint *side, GError **error)
{
  const DemainsRow *roots[2];

  for (*side = 0; *side < 2; (*side)++)
    {
      rows[*side] = demains_past_read (copies[*side], DEMAINS_STEP_NOW, error);
      if (rows[*side] == NULL)
        return FALSE;
      roots[*side] = find_root (rows[*side]);
      if (roots[*side] == NULL)
        {
          g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "there is no project record");
          return FALSE;
        }
    }
  *side = 1;
  if (strcmp (roots[0]->id, roots[1]->id) == 0)
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_OTHER_PROJECT, "it is project %s, not %s",
               roots[1]->id, roots[0]->id);

  return FALSE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const DemainsRow *const *)a)->position, (*(const DemainsRow *const *)b)->position);
}

static void
fill_report (DemainsMergeReport *report, GHashTable *base, GHashTable *const rows[2])
{
  GHashTableIter iter;
  DemainsRow *row;

  for (guint i = 0; i < 2; i++)
    report->done[i] = demains_past_compare (base, rows[i]);
  g_hash_table_iter_init (&iter, report->rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    if (row->kind == DEMAINS_KIND_COLLISION)
      g_ptr_array_add (report->collisions, demains_row_ref (row));
  g_ptr_array_sort (report->collisions, compare_places);
}

static DemainsMediaCopy *
find_films (DemainsDatabase *const copies[2], GHashTable *rows, GError **error)
{
  g_autoptr (GHashTable) takes = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    demains_media_copy_want (takes, row);

  return demains_media_copy_new (copies[1], copies[0], takes, error);
}

/* What the two became since they parted, in @rows. */
static DemainsMergeNews *
compare_rows (DemainsDatabase *const copies[2], GHashTable *const rows[2], DemainsMergeReport *report, GError **error)
{
  g_autoptr (DemainsMergeNews) news = g_new0 (DemainsMergeNews, 1);
  g_autoptr (GHashTable) base
    = demains_parting_read (copies[0], copies[1], report->names[0], report->names[1], &report->parted, error);

  if (base == NULL)
    return NULL;
  report->rows = demains_merge_rows (base, &(DemainsMergeSide){ report->names[0], rows[0] },
                                     &(DemainsMergeSide){ report->names[1], rows[1] });
  fill_report (report, base, rows);
  news->change = demains_merge_make_change (rows[0], report->rows, report->names[1]);
  news->heads = demains_merged_table_list_heads (copies[1], error);
  news->unknown = news->heads != NULL ? demains_unknown_records_load (copies[1], error) : NULL;
  news->films = news->unknown != NULL ? find_films (copies, report->rows, error) : NULL;
  if (news->films == NULL)
    return NULL;
  report->film_size = demains_media_copy_get_size (news->films);
  report->has_news = !demains_change_is_empty (news->change) || report->film_size > 0;

  return g_steal_pointer (&news);
}

/**
 * demains_merge_copies_compare:
 * @one: a connection to a copy
 * @other: a connection to another
 * @report: where to tell what both did; fresh
 * @side: (out): which of the two an error is about
 *
 * Reads both as they are at one moment and joins what they became since they
 * parted.
 *
 * Returns: (transfer full): what the one has to take to be the result
 */
DemainsMergeNews *
demains_merge_copies_compare (DemainsDatabase *one, DemainsDatabase *other, DemainsMergeReport *report, guint *side,
                              GError **error)
{
  DemainsDatabase *const copies[2] = { one, other };
  GHashTable *rows[2] = { NULL, NULL };
  DemainsMergeNews *news = NULL;

  *side = 1;
  if (!demains_database_exec (other, "BEGIN", error))
    return NULL;
  if (read_rows (copies, rows, side, error))
    news = compare_rows (copies, rows, report, error);
  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&rows[i], g_hash_table_unref);
  demains_database_rollback (other);

  return news;
}

/* Records of kinds that this program does not know have no history: of two that
 * differ, either side keeps the same one. */
static gboolean
merge_unknown (DemainsDatabase *target, GPtrArray *unknown, GError **error)
{
  for (guint i = 0; i < unknown->len; i++)
    {
      const DemainsUnknownRecord *record = unknown->pdata[i];
      sqlite3_stmt *statement
        = demains_database_prepare (target,
                                    "INSERT INTO unknown_record (kind, id, json) VALUES (?, ?, ?)"
                                    " ON CONFLICT (kind, id) DO UPDATE SET json = MAX(json, excluded.json)",
                                    error);

      if (statement == NULL)
        return FALSE;
      demains_statement_bind_text (statement, 1, record->kind);
      demains_statement_bind_text (statement, 2, record->id);
      demains_statement_bind_text (statement, 3, record->json);
      if (!demains_database_run (target, statement, error))
        return FALSE;
    }

  return TRUE;
}

/* What was merged is remembered, so that to merge it again finds nothing new. */
static gboolean
remember (DemainsDatabase *target, GPtrArray *heads, gint64 step, GError **error)
{
  g_autoptr (GHashTable) merged = demains_merged_table_load (target, DEMAINS_STEP_NOW, error);

  if (merged == NULL)
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    if (!g_hash_table_contains (merged, heads->pdata[i])
        && !demains_merged_table_add (target, heads->pdata[i], step, error))
      return FALSE;

  return TRUE;
}

/**
 * demains_merge_copies_write_cb:
 * @target: a connection to the one, in a transaction
 * @news: a DemainsMergeNews; its change has a step unless it is empty
 *
 * Writes what is new but for the films.
 */
gboolean
demains_merge_copies_write_cb (DemainsDatabase *target, gpointer news, GError **error)
{
  DemainsMergeNews *self = news;
  gint64 step = self->change->step;

  if (demains_change_is_empty (self->change)
        ? !demains_database_get_number (target, "SELECT MAX(step) FROM merged", &step, error)
        : !demains_project_commit_cb (target, self->change, error))
    return FALSE;

  return merge_unknown (target, self->unknown, error) && remember (target, self->heads, step, error);
}
