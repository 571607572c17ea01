/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

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

  /* Of the store's thread. */
  DemainsDatabase *target;
  sqlite3_backup *backup;
} Copy;

static void
copy_free (Copy *self)
{
  if (self->backup != NULL)
    sqlite3_backup_finish (self->backup);
  g_clear_pointer (&self->target, demains_database_close);
  g_unlink (self->part);
  g_clear_object (&self->operation);
  demains_store_unref (self->store);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}

static gboolean
start_copy (Copy *self, DemainsDatabase *database, GError **error)
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

  self->target = demains_database_open (self->part, DEMAINS_DATABASE_CREATE, error);
  if (self->target == NULL)
    return FALSE;
  self->backup = sqlite3_backup_init (demains_database_get_handle (self->target), "main",
                                      demains_database_get_handle (database), "main");
  if (self->backup == NULL)
    demains_set_sqlite_error (demains_database_get_handle (self->target), SQLITE_ERROR, error);

  return self->backup != NULL;
}

static gboolean
end_copy (Copy *self, GError **error)
{
  int code = sqlite3_backup_finish (g_steal_pointer (&self->backup));

  if (code != SQLITE_OK)
    {
      demains_set_sqlite_error (demains_database_get_handle (self->target), code, error);
      return FALSE;
    }
  if (!demains_store_replay (self->store, self->target, error))
    return FALSE;
  g_clear_pointer (&self->target, demains_database_close);
  if (g_rename (self->part, self->path) == 0)
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", self->path,
               g_strerror (errno));

  return FALSE;
}

static gpointer copy_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error);

/* The next turn comes after whatever else waits in the store. */
static void
turn_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy *self = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean ended = g_task_propagate_pointer (G_TASK (result), &error) != NULL;

  if (error != NULL)
    {
      g_task_return_error (task, error);
    }
  else if (ended)
    {
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_autoptr (GTask) turn = g_task_new (NULL, g_task_get_cancellable (task), turn_ended_cb, g_object_ref (task));

      g_task_set_task_data (turn, self, NULL);
      demains_store_read (self->store, copy_cb, NULL, turn);
    }
}

static gpointer
copy_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Copy *self = data;
  int code, total;

  if (g_cancellable_set_error_if_cancelled (cancellable, error)
      || (self->backup == NULL && !start_copy (self, database, error)))
    return NULL;

  code = sqlite3_backup_step (self->backup, PAGES_A_TURN);
  total = MAX (sqlite3_backup_pagecount (self->backup), 1);
  if (self->operation != NULL)
    demains_operation_report_progress (self->operation, 1.0 - (double)sqlite3_backup_remaining (self->backup) / total);
  if (code == SQLITE_DONE)
    return end_copy (self, error) ? GINT_TO_POINTER (TRUE) : NULL;
  if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
    demains_set_sqlite_error (demains_database_get_handle (self->target), code, error);

  return NULL;
}

/**
 * demains_project_save_copy_async:
 * @path: where the copy is to be; what is there is replaced when the copy is whole
 * @operation: (nullable): told the progress, asked whether to go on
 *
 * Copies the whole project, films included, while work on it goes on; also what
 * could not be written to its own disk. The copy
 * knows that it is of the same project, so that the two can be brought together
 * later.
 */
void
demains_project_save_copy_async (DemainsProject *self, const char *path, DemainsOperation *operation,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  GCancellable *cancellable = operation != NULL ? demains_operation_get_cancellable (operation) : NULL;
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) turn = NULL;
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  Copy *copy;

  g_task_set_source_tag (task, demains_project_save_copy_async);
  if (self->store == NULL || g_strcmp0 (canonical, self->path) == 0)
    {
      g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS, "%s is the project itself",
                               canonical);
      return;
    }

  demains_project_end_typing (self);
  copy = g_new0 (Copy, 1);
  copy->part = g_strconcat (canonical, ".part", NULL);
  copy->path = g_steal_pointer (&canonical);
  copy->store = demains_store_ref (self->store);
  copy->operation = operation != NULL ? g_object_ref (operation) : NULL;
  g_task_set_task_data (task, copy, (GDestroyNotify)copy_free);
  turn = g_task_new (NULL, cancellable, turn_ended_cb, g_object_ref (task));
  g_task_set_task_data (turn, copy, NULL);
  demains_store_read (self->store, copy_cb, NULL, turn);
}

gboolean
demains_project_save_copy_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
