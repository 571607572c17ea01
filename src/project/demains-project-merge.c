/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-merge.h"

#include "demains-guard.h"
#include "demains-journal-table.h"
#include "demains-merge-copies.h"
#include "demains-past.h"
#include "demains-project-private.h"
#include "demains-schema.h"
#include "demains-version-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Pages that are copied before somebody may cancel: 4 MiB. */
#define PAGES_A_TURN 256

/* How much of the work each part is taken to be. */
#define PROGRESS_COPIED 0.6
#define PROGRESS_MERGED 0.9

/* Another connection that writes: how long to wait before the next try, in microseconds. */
#define WAIT 20000

typedef struct
{
  char *paths[2];
  char *out;
  char *part;
  DemainsOperation *operation;
  GCancellable *cancellable;

  /* Of the working thread: the copy of the one, and the other. */
  DemainsGuard *guard;
  DemainsDatabase *target;
  DemainsDatabase *other;
  gboolean has_part;
  const char *culprit;
  DemainsMergeReport *report;
} Work;

/* A merge that was killed may have left one, with a journal. */
static void
unlink_part (Work *self)
{
  g_autofree char *journal = g_strconcat (self->part, "-journal", NULL);

  g_unlink (self->part);
  g_unlink (journal);
}

static void
clear_away (Work *self)
{
  g_clear_pointer (&self->target, demains_database_close);
  g_clear_pointer (&self->other, demains_database_close);
  if (self->has_part)
    unlink_part (self);
  self->has_part = FALSE;
  g_clear_pointer (&self->guard, demains_guard_free);
}

static void
work_free (Work *self)
{
  clear_away (self);
  g_clear_pointer (&self->report, demains_merge_report_free);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_free (self->paths[0]);
  g_free (self->paths[1]);
  g_free (self->out);
  g_free (self->part);
  g_free (self);
}

static void
report_progress (Work *self, double progress)
{
  if (self->operation != NULL)
    demains_operation_report_progress (self->operation, progress);
}

static gboolean
inspect (Work *self, guint side, gint64 *version, GError **error)
{
  self->culprit = self->paths[side];

  return demains_merge_copies_inspect (self->paths[side], version, error);
}

/* The result may take the place of the one, where nobody else writes it, and of
 * nothing else. */
static gboolean
claim_out (Work *self, GError **error)
{
  if (demains_merge_copies_are_same (self->out, self->paths[0]))
    {
      g_autofree char *target = realpath (self->out, NULL);

      /* The file is replaced, not a link to it. */
      if (target != NULL)
        g_set_str (&self->out, target);
      self->culprit = self->out;
      self->guard = demains_guard_take (self->out, error);
      return self->guard != NULL;
    }

  self->culprit = self->out;
  if (!g_file_test (self->out, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS, "%s exists", self->out);

  return FALSE;
}

static gboolean
begin_part (Work *self, GError **error)
{
  int fd;

  self->part = g_strconcat (self->out, ".part", NULL);
  unlink_part (self);
  fd = g_open (self->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      int code = errno == ENOSPC   ? DEMAINS_PROJECT_ERROR_NO_SPACE
                 : errno == ENOENT ? DEMAINS_PROJECT_ERROR_NOT_FOUND
                                   : DEMAINS_PROJECT_ERROR_PERMISSION;

      g_set_error (error, DEMAINS_PROJECT_ERROR, code, "%s: %s", self->part, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  self->has_part = TRUE;

  self->target = demains_database_open (self->part, DEMAINS_DATABASE_CREATE, error);

  return self->target != NULL;
}

static int
run_backup (Work *self, sqlite3_backup *backup)
{
  for (;;)
    {
      int code = sqlite3_backup_step (backup, PAGES_A_TURN);
      int total = MAX (sqlite3_backup_pagecount (backup), 1);

      if (g_cancellable_is_cancelled (self->cancellable))
        return SQLITE_INTERRUPT;
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        g_usleep (WAIT);
      else if (code != SQLITE_OK)
        return code;
      report_progress (self, PROGRESS_COPIED * (1.0 - (double)sqlite3_backup_remaining (backup) / total));
    }
}

/* The one is read once and never again: the result starts as a copy of it. */
static gboolean
copy_one (Work *self, GError **error)
{
  g_autoptr (DemainsDatabase) one = NULL;
  sqlite3_backup *backup;
  int code;

  self->culprit = self->paths[0];
  one = demains_database_open (self->paths[0], DEMAINS_DATABASE_READ, error);
  if (one == NULL)
    return FALSE;
  backup = sqlite3_backup_init (demains_database_get_handle (self->target), "main", demains_database_get_handle (one),
                                "main");
  if (backup == NULL)
    {
      demains_set_sqlite_error (demains_database_get_handle (self->target), SQLITE_ERROR, error);
      return FALSE;
    }
  code = run_backup (self, backup);
  sqlite3_backup_finish (backup);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (code == SQLITE_DONE)
    return TRUE;

  demains_set_sqlite_error (NULL, code, error);

  return FALSE;
}

/* From now on it is a file like any other: of whatever origin, and held to that. */
static gboolean
reopen_part (Work *self, GError **error)
{
  g_clear_pointer (&self->target, demains_database_close);
  self->target = demains_database_open (self->part, DEMAINS_DATABASE_WRITE, error);

  return self->target != NULL;
}

static gboolean
copy_films (Work *self, DemainsMediaCopy *films, GError **error)
{
  g_autoptr (GError) problem = NULL;
  DemainsMediaPiece *piece;

  while ((piece = demains_media_copy_read (films, self->other, &problem)) != NULL)
    {
      gboolean written
        = demains_database_begin (self->target, error)
          && demains_database_end (self->target, demains_media_piece_write (self->target, piece, error), error);

      demains_media_piece_free (piece);
      if (!written || g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      report_progress (self,
                       PROGRESS_COPIED + (PROGRESS_MERGED - PROGRESS_COPIED) * demains_media_copy_get_progress (films));
    }
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
write_news (Work *self, DemainsMergeNews *news, GError **error)
{
  DemainsVersionRow version = { .name = (char *)"", .reason = DEMAINS_VERSION_MERGE, .time = news->change->time };

  if (!demains_journal_table_get_last_step (self->target, &version.step, error))
    return FALSE;
  news->change->step = version.step + 1;

  return (demains_change_is_empty (news->change) || demains_version_table_add_cb (self->target, &version, error))
         && demains_merge_copies_write_cb (self->target, news, error);
}

static gboolean
commit_news (Work *self, DemainsMergeNews *news, GError **error)
{
  if (!demains_database_begin (self->target, error))
    return FALSE;

  return demains_database_end (self->target, write_news (self, news, error), error);
}

/* Nothing takes a name before it was read again and found right. */
static gboolean
check_result (Work *self, GError **error)
{
  sqlite3_stmt *statement = demains_database_prepare (self->target, "PRAGMA quick_check(1)", error);
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (GArray) differences = NULL;
  g_autofree char *line = NULL;

  if (statement == NULL || !demains_database_next (self->target, statement, error))
    return FALSE;
  line = g_strdup (demains_statement_get_text (statement, 0));
  sqlite3_reset (statement);
  rows = demains_past_read (self->target, DEMAINS_STEP_NOW, error);
  if (rows == NULL)
    return FALSE;
  differences = demains_past_compare (self->report->rows, rows);
  if (strcmp (line, "ok") == 0 && differences->len == 0)
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "the result has %u wrong records; %s",
               differences->len, line);

  return FALSE;
}

static gboolean
give_name (Work *self, GError **error)
{
  self->culprit = self->out;
  g_clear_pointer (&self->target, demains_database_close);
  if (g_rename (self->part, self->out) == 0)
    {
      self->has_part = FALSE;
      return TRUE;
    }

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", self->out, g_strerror (errno));

  return FALSE;
}

static gboolean
open_both (Work *self, GError **error)
{
  gint64 versions[2];

  if (!inspect (self, 0, &versions[0], error) || !inspect (self, 1, &versions[1], error) || !claim_out (self, error)
      || !begin_part (self, error) || !copy_one (self, error) || !reopen_part (self, error)
      || !demains_schema_migrate (self->target, error) || !demains_owner_erase (self->target, error))
    return FALSE;

  self->culprit = self->paths[1];
  self->other = demains_database_open (self->paths[1], DEMAINS_DATABASE_READ, error);

  return self->other != NULL;
}

static gboolean
run (Work *self, GError **error)
{
  g_autoptr (DemainsMergeNews) news = NULL;
  guint side;

  if (!open_both (self, error))
    return FALSE;
  news = demains_merge_copies_compare (self->target, self->other, self->report, &side, error);
  if (news == NULL)
    {
      self->culprit = self->paths[side];
      return FALSE;
    }

  if (!commit_news (self, news, error) || !copy_films (self, news->films, error))
    return FALSE;
  report_progress (self, PROGRESS_MERGED);

  return check_result (self, error) && give_name (self, error);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *self = data;
  GError *error = NULL;
  gboolean done = run (self, &error);

  /* Only the result is written. */
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE))
    self->culprit = self->out;
  clear_away (self);
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *self = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  g_task_set_task_data (task, (gpointer)g_intern_string (self->culprit), NULL);
  if (self->operation != NULL)
    demains_operation_finish (self->operation, error);
  if (done)
    g_task_return_pointer (task, g_steal_pointer (&self->report), (GDestroyNotify)demains_merge_report_free);
  else
    g_task_return_error (task, error);
}

/**
 * demains_project_merge_async:
 * @one: a project file
 * @other: another copy of the same project
 * @out: where the result is to be: a new file, or @one itself, which is replaced
 *   when the result is whole and checked
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Joins what two copies of one project became since they parted. The result has
 * the history of @one and one step more, which can be undone. Both are only read.
 */
void
demains_project_merge_async (const char *one, const char *other, const char *out, DemainsOperation *operation,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  Work *work = g_new0 (Work, 1);
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (NULL, NULL, worked_cb, task);

  work->paths[0] = g_canonicalize_filename (one, NULL);
  work->paths[1] = g_canonicalize_filename (other, NULL);
  work->out = g_canonicalize_filename (out, NULL);
  work->report = demains_merge_report_new (work->paths[0], work->paths[1]);
  if (operation != NULL)
    {
      work->operation = g_object_ref (operation);
      work->cancellable = g_object_ref (demains_operation_get_cancellable (operation));
    }
  g_task_set_source_tag (task, demains_project_merge_async);
  g_task_set_source_tag (thread, demains_project_merge_async);
  g_task_set_task_data (thread, work, (GDestroyNotify)work_free);
  g_task_run_in_thread (thread, work_thread);
}

/**
 * demains_project_merge_finish:
 * @culprit: (out) (optional) (nullable) (transfer none): the file that the error is about
 *
 * Returns: (transfer full): what was done, or %NULL with an error; where the two
 *   are not of one project that is %DEMAINS_PROJECT_ERROR_OTHER_PROJECT
 */
DemainsMergeReport *
demains_project_merge_finish (GAsyncResult *result, const char **culprit, GError **error)
{
  if (culprit != NULL)
    *culprit = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_pointer (G_TASK (result), error);
}
