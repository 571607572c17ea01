/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-project-merge.h"

/* A project whose file a portal shows: when what was written to the copy goes into
 * the file. */

/* After the last change, in milliseconds; and no more than this share of the time is
 * spent on it, so that hours of film are not written again at each pause. */
#define QUIET 3000
#define SHARE 10

/* A file that could not be written is tried again after so many milliseconds. */
#define RETRY 10000

/* What is done with the copy when its file is closed. */
typedef struct
{
  DemainsCheckout *checkout;
  gboolean is_done;
  GTask *task;
} Ending;

static void
ending_free (Ending *self)
{
  g_clear_pointer (&self->checkout, demains_checkout_unref);
  g_clear_object (&self->task);
  g_free (self);
}

/* Whether the file holds all that is on the disk. */
gboolean
demains_project_is_checked_in (DemainsProject *self)
{
  return self->checkout == NULL || self->read_only
         || (!self->checking_in && self->store != NULL
             && demains_store_get_written (self->store) == self->n_checked_in);
}

/* Where a portal shows the file, %NULL where it is not checked out. */
const char *
demains_project_get_document (DemainsProject *self)
{
  return self->checkout != NULL ? self->path : NULL;
}

static void
end_check_in (DemainsProject *self, GError *error)
{
  self->checking_in = FALSE;
  g_clear_error (&self->check_in_error);
  self->check_in_error = error;
  if (error != NULL)
    g_message ("%s is not checked in: %s", self->path, error->message);
  demains_project_advance (self);
}

static void
joined_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (demains_checkout_join (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  end_check_in (DEMAINS_PROJECT (source), error);
}

/* The file is checked in again in its turn, now that the copy has all of it. */
static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  g_autoptr (DemainsMergeReport) report = demains_project_merge_into_finish (self, result, NULL, &error);

  if (report == NULL || self->checkout == NULL)
    {
      /* Not even a copy of the same project: it is left alone. */
      if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_OTHER_PROJECT)
          || g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT))
        error->code = DEMAINS_PROJECT_ERROR_CHANGED;
      end_check_in (self, error);
      return;
    }

  self->n_checked_in = G_MAXUINT64;
  task = g_task_new (self, NULL, joined_cb, NULL);
  g_task_set_source_tag (task, merged_cb);
  g_task_set_task_data (task, demains_checkout_ref (self->checkout), (GDestroyNotify)demains_checkout_unref);
  g_task_run_in_thread (task, joined_thread);
}

static void
fetch_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (demains_checkout_fetch_other (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && self->checkout != NULL)
    demains_project_merge_into_async (self, demains_checkout_get_other (self->checkout), NULL, merged_cb, NULL);
  else
    end_check_in (self, error);
}

/* Somebody else changed the file meanwhile: what they did joins what is open, as a
 * step that can be undone. */
static void
join (DemainsProject *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, fetched_cb, NULL);

  g_task_set_source_tag (task, join);
  g_task_set_task_data (task, demains_checkout_ref (self->checkout), (GDestroyNotify)demains_checkout_unref);
  g_task_run_in_thread (task, fetch_thread);
}

static void
checked_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autofree gint64 *start = user_data;
  GError *error = NULL;

  self->check_in_took = g_get_monotonic_time () - *start;
  demains_project_save_copy_finish (self, result, &error);
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_CHANGED) && self->checkout != NULL)
    {
      g_clear_error (&error);
      join (self);
    }
  else
    end_check_in (self, error);
}

/* Begins to write the file anew, unless that has begun. */
void
demains_project_check_in (DemainsProject *self)
{
  g_clear_handle_id (&self->check_in_source, g_source_remove);
  if (self->checking_in)
    return;

  self->checking_in = TRUE;
  demains_project_copy_async (self, self->path, self->checkout, NULL, checked_in_cb,
                              g_memdup2 (&(gint64){ g_get_monotonic_time () }, sizeof (gint64)));
}

static gboolean
quiet_cb (gpointer user_data)
{
  DemainsProject *self = user_data;

  self->check_in_source = 0;
  demains_project_check_in (self);

  return G_SOURCE_REMOVE;
}

/* Once nothing more was written for a while. */
void
demains_project_queue_check_in (DemainsProject *self)
{
  gint64 delay = MAX (QUIET, SHARE * self->check_in_took / 1000);

  g_clear_handle_id (&self->check_in_source, g_source_remove);
  if (self->store == NULL || self->checkout == NULL || self->checking_in || self->close_tasks != NULL
      || demains_project_is_checked_in (self))
    return;

  if (self->check_in_error != NULL)
    delay = MAX (RETRY, delay);
  self->check_in_source = g_timeout_add (MIN (delay, G_MAXUINT), quiet_cb, self);
}

static void
end_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Ending *ending = data;

  if (ending->is_done)
    demains_checkout_finish (g_steal_pointer (&ending->checkout));
  else
    g_clear_pointer (&ending->checkout, demains_checkout_unref);
  g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;

  g_task_return_boolean (ending->task, TRUE);
  ending_free (ending);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Ending *ending = user_data;
  g_autoptr (GTask) work = g_task_new (NULL, NULL, ended_cb, ending);

  g_task_set_source_tag (work, stopped_cb);
  g_task_set_task_data (work, ending, NULL);
  if (ending->checkout != NULL)
    g_task_run_in_thread (work, end_thread);
  else
    g_task_return_boolean (work, TRUE);
}

/* Closes the file, then @task is told. A copy whose file has it all goes; one that
 * has more stays for the next time. */
void
demains_project_stop (DemainsProject *self, GTask *task)
{
  Ending *ending = g_new0 (Ending, 1);
  g_autoptr (GTask) stop = g_task_new (NULL, NULL, stopped_cb, ending);

  g_task_set_source_tag (stop, demains_project_stop);
  /* A copy that is behind a file of another format is not given up for it. */
  ending->is_done = demains_project_is_checked_in (self) && self->n_checked_in != G_MAXUINT64;
  ending->checkout = g_steal_pointer (&self->checkout);
  ending->task = g_object_ref (task);
  g_clear_handle_id (&self->check_in_source, g_source_remove);
  demains_store_stop (self->store, stop);
  g_clear_pointer (&self->store, demains_store_unref);
}
