/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-nameless.h"
#include "demains-project-private.h"
#include "demains-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Pages that are copied before other work of the store has its turn: 4 MiB. */
#define PAGES_A_TURN 256

typedef struct
{
  char *path;
  char *part;
  DemainsOperation *operation;
  DemainsStore *store;

  /* Whose document the copy replaces. */
  DemainsCheckout *checkout;
  guint64 n_written;

  /* What a copy without names holds; NULL for all that the file does. */
  GPtrArray *rows;

  /* Of the store's thread. */
  DemainsMediaCopy *films;
  DemainsDatabase *target;
  sqlite3_backup *backup;
  gboolean has_part;
} Copy;

/* Leaves nothing behind of a copy that is not whole. */
static void
clear_away (Copy *self)
{
  g_clear_pointer (&self->backup, sqlite3_backup_finish);
  g_clear_pointer (&self->films, demains_media_copy_free);
  g_clear_pointer (&self->target, demains_database_close);
  if (self->has_part)
    g_unlink (self->part);
  self->has_part = FALSE;
}

static void
copy_free (Copy *self)
{
  clear_away (self);
  g_clear_object (&self->operation);
  g_clear_pointer (&self->checkout, demains_checkout_unref);
  g_clear_pointer (&self->store, demains_store_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

static gboolean
fail_over_itself (const char *path, GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS, "%s is the project itself", path);

  return FALSE;
}

/* Whether @path leads to the project, by whatever links and mounts. */
static gboolean
is_project (const char *path, DemainsDatabase *database)
{
  GStatBuf there, project;

  return g_stat (path, &there) == 0
         && g_stat (sqlite3_db_filename (demains_database_get_handle (database), "main"), &project) == 0
         && there.st_dev == project.st_dev && there.st_ino == project.st_ino;
}

static gboolean
open_part (Copy *self, GError **error)
{
  int fd;

  g_unlink (self->part);
  fd = g_open (self->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR,
                   errno == ENOSPC ? DEMAINS_PROJECT_ERROR_NO_SPACE : DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s",
                   self->part, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  self->has_part = TRUE;

  self->target = demains_database_open (self->part, DEMAINS_DATABASE_CREATE, error);

  return self->target != NULL;
}

static gboolean
start_copy (Copy *self, DemainsDatabase *database, GError **error)
{
  if (is_project (self->path, database))
    return fail_over_itself (self->path, error);
  if (self->checkout != NULL && !demains_checkout_is_current (self->checkout, error))
    return FALSE;
  if (!open_part (self, error))
    return FALSE;
  self->backup = sqlite3_backup_init (demains_database_get_handle (self->target), "main",
                                      demains_database_get_handle (database), "main");
  if (self->backup == NULL)
    demains_set_sqlite_error (demains_database_get_handle (self->target), SQLITE_ERROR, error);

  return self->backup != NULL;
}

/* What a program that was killed left beside the file that is replaced would be
 * taken for this one's: it goes first. */
static gboolean
give_name (Copy *self, GError **error)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  if (self->checkout != NULL && !demains_checkout_is_current (self->checkout, error))
    return FALSE;
  g_unlink (journal);
  if (g_rename (self->part, self->path) != 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", self->path,
                   g_strerror (errno));
      return FALSE;
    }
  self->has_part = FALSE;

  return self->checkout == NULL || demains_checkout_note (self->checkout, error);
}

static gboolean
end_copy (Copy *self, GError **error)
{
  if (!demains_store_replay (self->store, self->target, error) || !demains_owner_erase (self->target, error))
    return FALSE;
  self->n_written = demains_store_get_written (self->store);
  g_clear_pointer (&self->target, demains_database_close);

  return give_name (self, error);
}

static gboolean
end_backup (Copy *self, GError **error)
{
  int code = sqlite3_backup_finish (g_steal_pointer (&self->backup));

  if (code == SQLITE_OK)
    return end_copy (self, error);

  demains_set_sqlite_error (demains_database_get_handle (self->target), code, error);

  return FALSE;
}

static gboolean
start_nameless (Copy *self, DemainsDatabase *database, GError **error)
{
  if (is_project (self->path, database))
    return fail_over_itself (self->path, error);
  if (!open_part (self, error) || !demains_nameless_lay (self->target, database, self->rows, error))
    return FALSE;
  self->films = demains_nameless_find_films (self->target, database, self->rows, error);

  return self->films != NULL;
}

static gboolean
write_piece (Copy *self, DemainsMediaPiece *piece, GError **error)
{
  if (!demains_database_begin (self->target, error))
    return FALSE;

  return demains_database_end (self->target, demains_media_piece_write (self->target, piece, error), error);
}

/* As copy_some(), a piece of film at a time. */
static gboolean
copy_nameless (Copy *self, DemainsDatabase *database, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (DemainsMediaPiece) piece = NULL;

  if (database == NULL)
    return demains_store_fail_as_gone (error);
  if (self->films == NULL && !start_nameless (self, database, error))
    return FALSE;

  piece = demains_media_copy_read (self->films, database, &problem);
  if (piece != NULL)
    {
      if (self->operation != NULL)
        demains_operation_report_progress (self->operation, demains_media_copy_get_progress (self->films));
      write_piece (self, piece, error);
      return FALSE;
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_clear_pointer (&self->target, demains_database_close);

  return give_name (self, error);
}

/* FALSE when there is more to copy, or with an error. */
static gboolean
copy_some (Copy *self, DemainsDatabase *database, GError **error)
{
  int code, total;

  /* There is no file left: all that is known is in memory. */
  if (database == NULL)
    return open_part (self, error) && demains_store_lay_copy (self->store, self->target, error)
           && end_copy (self, error);
  if (self->backup == NULL && !start_copy (self, database, error))
    return FALSE;

  code = sqlite3_backup_step (self->backup, PAGES_A_TURN);
  total = MAX (sqlite3_backup_pagecount (self->backup), 1);
  if (self->operation != NULL)
    demains_operation_report_progress (self->operation, 1.0 - (double)sqlite3_backup_remaining (self->backup) / total);
  if (code == SQLITE_DONE)
    return end_backup (self, error);
  if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
    demains_set_sqlite_error (demains_database_get_handle (self->target), code, error);

  return FALSE;
}

static gpointer
copy_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Copy *self = data;
  g_autoptr (GError) problem = NULL;
  gboolean ended
    = !g_cancellable_set_error_if_cancelled (cancellable, &problem)
      && (self->rows != NULL ? copy_nameless (self, database, &problem) : copy_some (self, database, &problem));

  if (problem != NULL)
    {
      clear_away (self);
      g_propagate_error (error, g_steal_pointer (&problem));
    }

  return GINT_TO_POINTER (ended);
}

static void queue_turn (GTask *task);

static void
finish (GTask *task, GError *error)
{
  Copy *self = g_task_get_task_data (task);

  if (self->operation != NULL)
    demains_operation_finish (self->operation, error);
  if (error == NULL && self->checkout != NULL)
    DEMAINS_PROJECT (g_task_get_source_object (task))->n_checked_in = self->n_written;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
turn_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean ended = g_task_propagate_pointer (G_TASK (result), &error) != NULL;

  if (ended || error != NULL)
    finish (task, error);
  else
    queue_turn (task);
}

/* The next turn comes after whatever else waits in the store. What was copied is
 * cleared away there too, so that it is the store that sees a cancellation. */
static void
queue_turn (GTask *task)
{
  Copy *self = g_task_get_task_data (task);
  g_autoptr (GTask) turn = g_task_new (NULL, g_task_get_cancellable (task), turn_ended_cb, g_object_ref (task));

  g_task_set_source_tag (turn, queue_turn);
  g_task_set_check_cancellable (turn, FALSE);
  g_task_set_task_data (turn, self, NULL);
  demains_store_do (self->store, copy_cb, NULL, turn);
}

/* @copy says what of the project, and whose document it replaces. */
static void
run (DemainsProject *self, Copy *copy, const char *path, DemainsOperation *operation, GTask *task)
{
  g_task_set_check_cancellable (task, FALSE);
  copy->path = g_canonicalize_filename (path, NULL);
  copy->part = g_strconcat (copy->path, ".part", NULL);
  copy->store = self->store != NULL ? demains_store_ref (self->store) : NULL;
  copy->operation = operation != NULL ? g_object_ref (operation) : NULL;
  g_task_set_task_data (task, copy, (GDestroyNotify)copy_free);
  if (self->store == NULL || (self->refusal != NULL && copy->checkout == NULL))
    {
      finish (task, self->store == NULL
                      ? g_error_new (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "the project is closed")
                      : g_error_copy (self->refusal));
      return;
    }

  queue_turn (task);
}

static GTask *
create_task (DemainsProject *self, DemainsOperation *operation, gpointer tag, GAsyncReadyCallback callback,
             gpointer user_data)
{
  GCancellable *cancellable = operation != NULL ? demains_operation_get_cancellable (operation) : NULL;
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  demains_project_end_typing (self);

  return task;
}

/* A copy that replaces the project's document where @checkout is given. */
void
demains_project_copy_async (DemainsProject *self, const char *path, DemainsCheckout *checkout,
                            DemainsOperation *operation, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = create_task (self, operation, demains_project_copy_async, callback, user_data);
  Copy *copy = g_new0 (Copy, 1);

  copy->checkout = checkout != NULL ? demains_checkout_ref (checkout) : NULL;
  run (self, copy, path, operation, task);
}

/**
 * demains_project_save_copy_async:
 * @path: where the copy is to be; what is there is replaced when the copy is whole
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Copies the whole project, films included, while work on it goes on; also what
 * could not be written to its own disk. What its own file refuses, a copy of that
 * file would refuse too: then there is none. The copy knows that it is of the same
 * project, so that the two can be brought together later.
 */
void
demains_project_save_copy_async (DemainsProject *self, const char *path, DemainsOperation *operation,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  demains_project_copy_async (self, path, NULL, operation, callback, user_data);
}

gboolean
demains_project_save_copy_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * demains_project_save_nameless_copy_async:
 * @path: where the copy is to be; what is there is replaced when the copy is whole
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Makes a project of the same records and films without the members, their consents, who
 * brought, makes or speaks what, and without the history, in which all of that is too. What
 * people wrote as text is in it as they wrote it. Nothing of the names is in any byte of it.
 */
void
demains_project_save_nameless_copy_async (DemainsProject *self, const char *path, DemainsOperation *operation,
                                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = create_task (self, operation, demains_project_save_nameless_copy_async, callback, user_data);
  Copy *copy = g_new0 (Copy, 1);

  copy->rows = demains_nameless_list_rows (self);
  run (self, copy, path, operation, task);
}
