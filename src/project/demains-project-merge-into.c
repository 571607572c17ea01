/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merge-copies.h"

#include "demains-place.h"
#include "demains-project-private.h"
#include "demains-project-space.h"
#include "demains-version.h"

/* Films come first, a piece at a time, and wait in the file for their takes; then
 * all else comes at once, as one step. What people change meanwhile is compared too:
 * the comparison counts only if nothing was changed while it was made. */

/* Bytes that stay free beside the films, for the rest and for work to go on. */
#define MARGIN (32 * 1024 * 1024)

/* How often films are looked for: the other copy may have got more meanwhile. */
#define MOST_ROUNDS 3

typedef struct
{
  char *path;
  gboolean only_look;
  DemainsOperation *operation;
  GCancellable *cancellable;

  /* Used by one thread after the other. */
  DemainsDatabase *other;
  DemainsMergeReport *report;
  DemainsMergeNews *news;
  GPtrArray *media;
  guint side;

  const char *culprit;
  GPtrArray *begun;
  guint64 n_commits;
  guint rounds;
  gint64 film_size;
  GError *error;
} Work;

/* A piece of film on its way to the disk; one that failed is let go of. */
typedef struct
{
  gatomicrefcount references;
  DemainsMediaPiece *piece;
  int given_up;
} Push;

static void compare (GTask *task);
static void read_piece (GTask *task);

static void
work_free (Work *self)
{
  g_clear_pointer (&self->other, demains_database_close);
  g_clear_pointer (&self->report, demains_merge_report_free);
  g_clear_pointer (&self->news, demains_merge_news_free);
  g_clear_pointer (&self->media, g_ptr_array_unref);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->begun);
  g_free (self->path);
  g_free (self);
}

static void
push_unref (gpointer data)
{
  Push *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  demains_media_piece_free (self->piece);
  g_free (self);
}

static void
close_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_clear_pointer (&((Work *)data)->other, demains_database_close);
  g_task_return_boolean (task, TRUE);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  if (work->operation != NULL)
    demains_operation_finish (work->operation, work->error);
  if (work->error != NULL)
    g_task_return_error (task, g_error_copy (work->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&work->report), (GDestroyNotify)demains_merge_report_free);
}

static void
close_other (GTask *task)
{
  g_autoptr (GTask) closing = g_task_new (NULL, NULL, closed_cb, task);

  g_task_set_source_tag (closing, close_other);
  g_task_set_task_data (closing, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (closing, close_thread);
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!demains_project_drop_films_finish (DEMAINS_PROJECT (source), result, &error))
    g_debug ("films are left over: %s", error->message);
  close_other (user_data);
}

/* Films that came for takes that do not come go again. */
static void
drop_films (GTask *task)
{
  DemainsProject *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (GPtrArray) takes = g_ptr_array_new ();

  for (guint i = 0; i < work->begun->len; i++)
    if (demains_project_find (self, work->begun->pdata[i]) == NULL)
      g_ptr_array_add (takes, work->begun->pdata[i]);
  demains_project_drop_films_async (self, takes, dropped_cb, task);
}

/* Takes the task and the error, if there is one. It is over when nothing is left of
 * what it gave up: who closes the project at once finds it as it was. */
static void
end (GTask *task, const char *culprit, GError *error)
{
  Work *work = g_task_get_task_data (task);

  work->culprit = g_intern_string (culprit);
  work->error = error;
  if (error != NULL)
    drop_films (task);
  else
    close_other (task);
}

/* Whether it is over, by whoever cancelled it or by the project's end. */
static gboolean
end_if_stopped (GTask *task)
{
  DemainsProject *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (work->cancellable, &error) && self->store == NULL)
    g_set_error (&error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "the project is closed");
  if (error == NULL)
    return FALSE;

  end (task, self->path, error);

  return TRUE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    end (task, self->path, error);
  else
    end (task, NULL, NULL);
}

/* Films that are in the file now, for takes that will be. */
static void
take_media (DemainsProject *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      DemainsMediaRow *row = rows->pdata[i];
      DemainsMedia *media = g_hash_table_lookup (self->media, row->take);

      if (media == NULL || demains_media_get_size (media) == 0)
        g_hash_table_insert (self->media, g_strdup (row->take), demains_media_new_from_row (row));
      else if (row->size > demains_media_get_size (media))
        {
          demains_media_grow (media, row->duration, row->size - demains_media_get_size (media));
          if (row->complete)
            demains_media_set_complete (media);
        }
    }
}

static void
take_unknown (DemainsProject *self, GPtrArray *unknown)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->unknown->len; i++)
    g_hash_table_insert (known, ((DemainsUnknownRecord *)self->unknown->pdata[i])->id, self->unknown->pdata[i]);
  for (guint i = 0; i < unknown->len; i++)
    {
      const DemainsUnknownRecord *record = unknown->pdata[i];
      DemainsUnknownRecord *there = g_hash_table_lookup (known, record->id);

      if (there == NULL)
        g_ptr_array_add (self->unknown, demains_unknown_record_copy (record));
      else if (strcmp (record->json, there->json) > 0)
        g_set_str (&there->json, record->json);
    }
}

/* All that is new at once: on the screen now, on the disk in one transaction. */
static void
apply (GTask *task)
{
  DemainsProject *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (DemainsChange) change = demains_change_ref (work->news->change);
  g_autoptr (GTask) write = g_task_new (self, NULL, written_cb, task);
  DemainsMergeNews *news = g_steal_pointer (&work->news);

  g_task_set_source_tag (write, apply);
  work->report->film_size = work->film_size;
  work->report->has_news |= work->film_size > 0;
  take_media (self, work->media);
  take_unknown (self, news->unknown);
  if (demains_change_is_empty (change))
    {
      demains_store_write (self->store, demains_merge_copies_write_cb, news, (GDestroyNotify)demains_merge_news_free,
                           write);
      return;
    }

  demains_project_add_version (self, DEMAINS_VERSION_MERGE, "");
  change->time = g_get_real_time ();
  demains_project_apply_through (self, change, demains_merge_copies_write_cb, news,
                                 (GDestroyNotify)demains_merge_news_free, write);
}

static gboolean
write_piece_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  Push *push = data;

  return g_atomic_int_get (&push->given_up) || demains_media_piece_write (database, push->piece, error);
}

static void
piece_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  Push *push = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      read_piece (task);
      return;
    }

  g_atomic_int_set (&push->given_up, TRUE);
  if (self->store != NULL)
    demains_store_retry (self->store);
  end (task, self->path, error);
}

static void
piece_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  DemainsMediaPiece *piece = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GTask) write = NULL;
  Push *push;

  if (error != NULL)
    {
      end (task, work->path, error);
      return;
    }
  if (work->operation != NULL)
    demains_operation_report_progress (work->operation, demains_media_copy_get_progress (work->news->films));
  if (piece == NULL)
    {
      compare (task);
      return;
    }
  if (end_if_stopped (task))
    {
      demains_media_piece_free (piece);
      return;
    }

  push = g_new0 (Push, 1);
  g_atomic_ref_count_init (&push->references);
  g_atomic_ref_count_inc (&push->references);
  push->piece = piece;
  write = g_task_new (self, NULL, piece_written_cb, task);
  g_task_set_source_tag (write, piece_read_cb);
  g_task_set_task_data (write, push, push_unref);
  demains_store_write_film (self->store, write_piece_cb, push, push_unref, write);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  DemainsMediaPiece *piece = demains_media_copy_read (work->news->films, work->other, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, piece, (GDestroyNotify)demains_media_piece_free);
}

static void
read_piece (GTask *task)
{
  DemainsProject *self = g_task_get_source_object (task);
  g_autoptr (GTask) reading = NULL;

  if (end_if_stopped (task))
    return;
  reading = g_task_new (self, NULL, piece_read_cb, task);
  g_task_set_source_tag (reading, read_piece);
  g_task_set_task_data (reading, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (reading, read_thread);
}

static gboolean
has_films (Work *work)
{
  return demains_media_copy_get_size (work->news->films) > 0
         || demains_media_copy_get_new_takes (work->news->films)->len > 0;
}

static void
note_begun (Work *work)
{
  GPtrArray *takes = demains_media_copy_get_new_takes (work->news->films);

  for (guint i = 0; i < takes->len; i++)
    g_ptr_array_add (work->begun, g_strdup (takes->pdata[i]));
  work->film_size += demains_media_copy_get_size (work->news->films);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (error != NULL)
    end (task, work->side == 0 ? self->path : work->path, error);
  else if (work->only_look)
    end (task, NULL, NULL);
  else if (end_if_stopped (task))
    return;
  else if (has_films (work) && work->rounds++ < MOST_ROUNDS)
    {
      note_begun (work);
      read_piece (task);
    }
  else if (self->n_commits != work->n_commits || self->typing.source != 0)
    compare (task);
  else
    apply (task);
}

/* In the store's thread. */
static gboolean
look (DemainsDatabase *database, Work *work, GError **error)
{
  const char *path = sqlite3_db_filename (demains_database_get_handle (database), "main");
  DemainsPlace place;

  g_clear_pointer (&work->report, demains_merge_report_free);
  g_clear_pointer (&work->news, demains_merge_news_free);
  g_clear_pointer (&work->media, g_ptr_array_unref);
  work->report = demains_merge_report_new (path, work->path);
  work->news = demains_merge_copies_compare (database, work->other, work->report, &work->side, error);
  if (work->news == NULL)
    return FALSE;
  work->side = 0;
  work->media = demains_media_table_load (database, error);
  if (work->media == NULL)
    return FALSE;
  demains_place_inspect (path, &place);
  if (place.free_bytes < 0 || work->report->film_size == 0 || work->report->film_size + MARGIN <= place.free_bytes)
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE,
               "%" G_GINT64_FORMAT " bytes of film, %" G_GINT64_FORMAT " free", work->report->film_size,
               place.free_bytes);

  return FALSE;
}

static gpointer
compare_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return GINT_TO_POINTER (look (database, data, error));
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (GTask) turn = NULL;
  GError *error = NULL;

  if (!demains_project_flush_finish (self, result, &error))
    {
      end (task, self->path, error);
      return;
    }
  if (end_if_stopped (task))
    return;
  if (self->n_commits != work->n_commits || self->typing.source != 0)
    {
      compare (task);
      return;
    }

  turn = g_task_new (self, NULL, compared_cb, task);
  g_task_set_source_tag (turn, compare);
  g_task_set_task_data (turn, work, NULL);
  demains_project_read (self, compare_cb, NULL, turn);
}

/* What is on the screen has to be in the file to be compared there. */
static void
compare (GTask *task)
{
  DemainsProject *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);

  demains_project_flush_async (self, flushed_cb, task);
  work->n_commits = self->n_commits;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    compare (task);
  else
    end (task, work->path, error);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  DemainsProject *self = source;
  Work *work = data;
  GError *error = NULL;
  gint64 version;

  if (demains_merge_copies_are_same (self->path, work->path))
    g_set_error (&error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_SAME_FILE, "%s is the project itself",
                 work->path);
  else if (demains_merge_copies_inspect (work->path, &version, &error))
    work->other = demains_database_open (work->path, DEMAINS_DATABASE_READ, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
start (DemainsProject *self, const char *other, gboolean only_look, DemainsOperation *operation,
       GCancellable *cancellable, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Work *work = g_new0 (Work, 1);
  g_autoptr (GTask) opening = NULL;

  g_task_set_source_tag (task, tag);
  work->path = g_canonicalize_filename (other, NULL);
  work->only_look = only_look;
  work->begun = g_ptr_array_new_with_free_func (g_free);
  g_set_object (&work->operation, operation);
  if (operation != NULL)
    cancellable = demains_operation_get_cancellable (operation);
  g_set_object (&work->cancellable, cancellable);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  if (self->read_only)
    {
      end (task, self->path, g_error_new (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "it is read only"));
      return;
    }

  opening = g_task_new (self, NULL, opened_cb, task);
  g_task_set_source_tag (opening, tag);
  g_task_set_task_data (opening, work, NULL);
  g_task_run_in_thread (opening, open_thread);
}

/**
 * demains_project_preview_merge_async:
 * @other: (type filename): another copy of the project
 *
 * Finds what demains_project_merge_into_async() would do, and does nothing. Answer
 * it with demains_project_merge_into_finish().
 */
void
demains_project_preview_merge_async (DemainsProject *self, const char *other, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data)
{
  start (self, other, TRUE, NULL, cancellable, demains_project_preview_merge_async, callback, user_data);
}

/**
 * demains_project_merge_into_async:
 * @other: (type filename): another copy of the project, which is only read
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Joins what the two copies became since they parted, as one step that can be
 * undone, with a version before it; work on the project goes on meanwhile. Where it
 * fails or is cancelled the project is as it was.
 */
void
demains_project_merge_into_async (DemainsProject *self, const char *other, DemainsOperation *operation,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  start (self, other, FALSE, operation, NULL, demains_project_merge_into_async, callback, user_data);
}

/**
 * demains_project_merge_into_finish:
 * @culprit: (out) (optional) (nullable) (transfer none): the file that the error is about
 *
 * Returns: (transfer full): what was done, or %NULL with an error, as
 *   demains_project_merge_finish() does; for the project's own file that is
 *   %DEMAINS_PROJECT_ERROR_SAME_FILE
 */
DemainsMergeReport *
demains_project_merge_into_finish (DemainsProject *self, GAsyncResult *result, const char **culprit, GError **error)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  if (culprit != NULL)
    *culprit = work->culprit;

  return g_task_propagate_pointer (G_TASK (result), error);
}
