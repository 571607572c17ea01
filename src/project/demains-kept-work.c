/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-kept-work.h"

#include "demains-guard.h"
#include "demains-project-merge.h"
#include "demains-recovery.h"
#include "demains-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* From a recovery file into another one. */
typedef struct
{
  char *path;
  char *target;
  DemainsOperation *operation;
} Transfer;

static Transfer *
transfer_new (const char *path, const char *target, DemainsOperation *operation)
{
  Transfer *self = g_new0 (Transfer, 1);

  self->path = g_strdup (path);
  self->target = g_canonicalize_filename (target, NULL);
  self->operation = operation != NULL ? g_object_ref (operation) : NULL;

  return self;
}

static void
transfer_free (Transfer *self)
{
  g_free (self->path);
  g_free (self->target);
  g_clear_object (&self->operation);
  g_free (self);
}

static char *
read_text (DemainsDatabase *database, const char *sql)
{
  sqlite3_stmt *statement = demains_database_prepare (database, sql, NULL);
  char *text = NULL;

  if (statement != NULL && demains_database_next (database, statement, NULL))
    text = g_strdup (demains_statement_get_text (statement, 0));
  if (statement != NULL)
    sqlite3_reset (statement);

  return text != NULL ? text : g_strdup ("");
}

static DemainsKeptWork *
describe (const char *path, DemainsDatabase *database)
{
  g_autofree char *home = read_text (database, "SELECT title FROM change WHERE step = 0 ORDER BY id LIMIT 1");
  DemainsKeptWork *work = g_new0 (DemainsKeptWork, 1);

  work->path = g_strdup (path);
  work->project = read_text (database, "SELECT id FROM project LIMIT 1");
  work->group = read_text (database, "SELECT \"group\" FROM project LIMIT 1");
  work->home = g_filename_from_utf8 (home, -1, NULL, NULL, NULL);
  demains_database_get_number (database, "SELECT MAX(time) FROM change", &work->time, NULL);

  return work;
}

static void
list_thread (GTask *task, gpointer source, gpointer project, GCancellable *cancellable)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_kept_work_free);
  g_autoptr (GPtrArray) paths = demains_recovery_list_paths (project);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DemainsRecovery) recovery = demains_recovery_open (paths->pdata[i], &error);

      if (recovery == NULL && !g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE))
        g_message ("%s was left alone: %s", (char *)paths->pdata[i], error->message);
      else if (recovery != NULL && demains_recovery_is_empty (recovery))
        demains_recovery_remove (g_steal_pointer (&recovery));
      else if (recovery != NULL)
        g_ptr_array_add (list, describe (paths->pdata[i], demains_recovery_get_database (recovery)));
    }
  g_task_return_pointer (task, list, (GDestroyNotify)g_ptr_array_unref);
}

static gboolean
is_of_project (DemainsRecovery *recovery, DemainsDatabase *database, const char *path, GError **error)
{
  g_autofree char *one = demains_recovery_dup_project (demains_recovery_get_database (recovery), error);
  g_autofree char *other = one != NULL ? demains_recovery_dup_project (database, error) : NULL;

  if (other == NULL || strcmp (one, other) == 0)
    return other != NULL;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_OTHER_PROJECT, "%s is project %s, not %s", path,
               other, one);

  return FALSE;
}

/* What waits for nobody: the one file is closed, the other was. */
static gboolean
go_on (Transfer *self, DemainsRecovery *recovery, DemainsDatabase *database, GError **error)
{
  GCancellable *cancellable = self->operation != NULL ? demains_operation_get_cancellable (self->operation) : NULL;
  gboolean more = TRUE;

  if (!demains_schema_migrate (database, error) || !is_of_project (recovery, database, self->target, error))
    return FALSE;
  while (more)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !demains_recovery_bring_back (recovery, database, &more, error))
      return FALSE;

  return TRUE;
}

static gboolean
bring_back (Transfer *self, GError **error)
{
  g_autoptr (DemainsRecovery) recovery = demains_recovery_open (self->path, error);
  g_autoptr (DemainsGuard) guard = NULL;
  DemainsDatabase *database = NULL;
  gboolean done = FALSE;
  gint64 version;

  if (recovery == NULL || !demains_schema_inspect (self->target, &version, error))
    return FALSE;
  guard = demains_guard_take (self->target, error);
  if (guard != NULL)
    database = demains_database_open (self->target, DEMAINS_DATABASE_WRITE, error);
  if (database != NULL)
    {
      done = go_on (self, recovery, database, error);
      demains_database_close (database);
    }
  if (done)
    demains_recovery_remove (g_steal_pointer (&recovery));

  return done;
}

static void
bring_back_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (bring_back (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A name that was given is surely there after a power cut only then. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static void
remove_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Transfer *self = data;
  GError *error = NULL;
  DemainsRecovery *recovery;

  sync_folder (self->target);
  recovery = demains_recovery_open (self->path, &error);
  if (recovery == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  demains_recovery_remove (recovery);
  g_task_return_boolean (task, TRUE);
}

static gboolean
fail_with_errno (const char *path, GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR,
               errno == ENOSPC ? DEMAINS_PROJECT_ERROR_NO_SPACE : DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", path,
               g_strerror (errno));

  return FALSE;
}

/* All pages at once, and with a sync. */
static gboolean
copy_pages (DemainsDatabase *from, DemainsDatabase *into, GError **error)
{
  sqlite3_backup *backup
    = sqlite3_backup_init (demains_database_get_handle (into), "main", demains_database_get_handle (from), "main");
  int code = backup != NULL ? sqlite3_backup_step (backup, -1) : SQLITE_ERROR;

  sqlite3_backup_finish (backup);
  if (code != SQLITE_DONE)
    {
      demains_set_sqlite_error (demains_database_get_handle (into), code, error);
      return FALSE;
    }

  /* Where the stick was is nobody else's business. */
  return demains_database_exec (into, "UPDATE change SET title = '' WHERE step = 0", error);
}

static gboolean
save (const char *part, Transfer *self, DemainsRecovery *recovery, GError **error)
{
  g_autoptr (DemainsDatabase) copy = NULL;
  int fd;

  g_unlink (part);
  fd = g_open (part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_with_errno (part, error);
  close (fd);
  copy = demains_database_open (part, DEMAINS_DATABASE_CREATE, error);
  if (copy == NULL || !copy_pages (demains_recovery_get_database (recovery), copy, error))
    return FALSE;
  g_clear_pointer (&copy, demains_database_close);
  if (g_rename (part, self->target) != 0)
    return fail_with_errno (self->target, error);
  sync_folder (self->target);

  return TRUE;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Transfer *self = data;
  GError *error = NULL;
  g_autofree char *part = g_strconcat (self->target, ".part", NULL);
  g_autoptr (DemainsRecovery) recovery = demains_recovery_open (self->path, &error);

  if (recovery != NULL && save (part, self, recovery, &error))
    {
      demains_recovery_remove (g_steal_pointer (&recovery));
      g_task_return_boolean (task, TRUE);
      return;
    }

  g_unlink (part);
  g_task_return_error (task, error);
}

static GTask *
create_step (GTask *task, GAsyncReadyCallback callback)
{
  GTask *step = g_task_new (NULL, NULL, callback, g_object_ref (task));
  Transfer *transfer = g_task_get_task_data (task);

  g_task_set_source_tag (step, create_step);
  g_task_set_task_data (step, transfer_new (transfer->path, transfer->target, transfer->operation),
                        (GDestroyNotify)transfer_free);

  return step;
}

static void
finish (GTask *task, GError *error)
{
  Transfer *self = g_task_get_task_data (task);

  if (self->operation != NULL)
    demains_operation_finish (self->operation, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  finish (task, error);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (DemainsMergeReport) report = demains_project_merge_finish (result, NULL, &error);
  g_autoptr (GTask) step = NULL;

  if (report == NULL)
    {
      finish (task, error);
      return;
    }

  step = create_step (task, removed_cb);
  g_task_run_in_thread (step, remove_thread);
}

static void
brought_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Transfer *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PARTED))
    {
      g_error_free (error);
      demains_project_merge_async (self->target, self->path, self->target, NULL, merged_cb, g_steal_pointer (&task));
    }
  else
    finish (task, error);
}

DemainsKeptWork *
demains_kept_work_copy (const DemainsKeptWork *self)
{
  DemainsKeptWork *copy = g_new0 (DemainsKeptWork, 1);

  copy->path = g_strdup (self->path);
  copy->project = g_strdup (self->project);
  copy->group = g_strdup (self->group);
  copy->home = g_strdup (self->home);
  copy->time = self->time;

  return copy;
}

void
demains_kept_work_free (DemainsKeptWork *self)
{
  g_free (self->path);
  g_free (self->project);
  g_free (self->group);
  g_free (self->home);
  g_free (self);
}

/**
 * demains_kept_work_list_async:
 * @project: (nullable): id of a project, %NULL for all
 *
 * Looks for work that was kept and is in no open project.
 */
void
demains_kept_work_list_async (const char *project, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_kept_work_list_async);
  g_task_set_task_data (task, g_strdup (project), g_free);
  g_task_run_in_thread (task, list_thread);
}

/**
 * demains_kept_work_list_finish:
 *
 * Returns: (transfer full) (element-type DemainsKeptWork): in the order in which
 *   it was begun
 */
GPtrArray *
demains_kept_work_list_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * demains_kept_work_bring_back_async:
 * @path: a recovery file
 * @project_path: the project's own file, which nobody has open
 * @operation: (nullable): asked whether to go on; ended by this
 *
 * Puts what was kept into its project, whose history goes on with it. If the
 * project was changed elsewhere the two are merged, in one step. The recovery file
 * goes when all of it is on the disk.
 */
void
demains_kept_work_bring_back_async (const char *path, const char *project_path, DemainsOperation *operation,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) step = NULL;

  g_task_set_source_tag (task, demains_kept_work_bring_back_async);
  g_task_set_task_data (task, transfer_new (path, project_path, operation), (GDestroyNotify)transfer_free);
  step = create_step (task, brought_back_cb);
  g_task_run_in_thread (step, bring_back_thread);
}

gboolean
demains_kept_work_bring_back_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * demains_kept_work_save_async:
 * @path: a recovery file
 * @out: where a project of its own is to be; what is there is replaced
 *
 * Makes a project of what was kept. It has neither the films nor the history from
 * before, but is still a copy of its project that can be merged with it.
 */
void
demains_kept_work_save_async (const char *path, const char *out, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_kept_work_save_async);
  g_task_set_task_data (task, transfer_new (path, out, NULL), (GDestroyNotify)transfer_free);
  g_task_run_in_thread (task, save_thread);
}

gboolean
demains_kept_work_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
