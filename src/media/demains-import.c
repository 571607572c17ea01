/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-import.h"

#include <gst/gst.h>

#include "demains-encoder.h"
#include "demains-examine.h"
#include "demains-import-pipeline.h"
#include "demains-media-error-private.h"
#include "demains-original-copy.h"
#include "demains-release.h"
#include "demains-take-encoder.h"

#define TICK_MILLISECONDS 200

/* One import on its way. It lives on the main thread, as long as its task. */
typedef struct
{
  DemainsProject *project;
  char *path;
  DemainsOperation *operation;
  GCancellable *cancellable;
  DemainsFootage *footage;
  DemainsPace *pace;
  DemainsImportReport report;

  DemainsRecord *take;
  DemainsMediaWriter *writer;
  DemainsMediaWriter *original;

  GstElement *pipeline;
  DemainsTakeEncoder *encoder;
  guint bus_watch;
  guint tick;

  /* The pipeline is started and stopped in threads: never the wrong way round. */
  GMutex state_lock;
  gboolean stopped;

  /* What still runs: the copy of the bytes, the pipeline, a writer. */
  guint running;
  GError *error;
} Import;

static void
import_free (Import *self)
{
  g_clear_object (&self->project);
  g_clear_pointer (&self->path, g_free);
  g_clear_object (&self->operation);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->footage, demains_footage_free);
  g_clear_pointer (&self->pace, demains_pace_free);
  g_clear_object (&self->take);
  g_clear_object (&self->writer);
  g_clear_object (&self->original);
  g_clear_object (&self->encoder);
  g_clear_object (&self->pipeline);
  g_clear_error (&self->error);
  g_mutex_clear (&self->state_lock);
  g_free (self);
}

static void
end_task (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  demains_operation_finish (self->operation, self->error);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->take), g_object_unref);
  g_object_unref (task);
}

/* The room that the film took is free before its take goes: on a full disk
 * there is no other. */
static void
give_up (Import *self)
{
  demains_media_writer_discard (self->writer);
  demains_media_writer_discard (self->original);
  demains_project_discard_take (self->project, self->take);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!demains_media_writer_finish_finish (DEMAINS_MEDIA_WRITER (source), result, &error) && self->error == NULL)
    self->error = g_steal_pointer (&error);

  if (--self->running > 0)
    return;
  if (self->error != NULL)
    give_up (self);
  end_task (task);
}

/* Nothing runs any more: the take is whole, or it goes. */
static void
settle (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  if (self->error == NULL && demains_take_encoder_get_duration (self->encoder) == 0)
    self->error = g_error_new_literal (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED, "no picture could be decoded");

  if (self->error != NULL)
    {
      give_up (self);
      end_task (task);
      return;
    }

  self->report.rate = demains_pace_get_rate (self->pace);
  self->report.uneven = demains_pace_is_uneven (self->pace);
  self->running = 2;
  demains_media_writer_finish_async (self->writer, NULL, written_cb, task);
  demains_media_writer_finish_async (self->original, NULL, written_cb, task);
}

static void
end_part (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  if (--self->running == 0)
    settle (task);
}

static void
fail (Import *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static gboolean
stopped_cb (gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);

  demains_take_encoder_close (self->encoder);
  end_part (task);

  return G_SOURCE_REMOVE;
}

static void
stop_in_thread (GstElement *pipeline, gpointer user_data)
{
  Import *self = g_task_get_task_data (user_data);

  g_mutex_lock (&self->state_lock);
  self->stopped = TRUE;
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_mutex_unlock (&self->state_lock);
  g_idle_add (stopped_cb, user_data);
}

/* Stops the pipeline, once, without waiting for it here. */
static void
stop_pipeline (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  if (self->bus_watch == 0)
    return;
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->error != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      demains_take_encoder_abandon (self->encoder);
    }
  gst_element_call_async (self->pipeline, stop_in_thread, task, NULL);
}

/* A file that breaks off is kept as far as it plays. */
static void
pipeline_failed (GTask *task, GstMessage *message)
{
  Import *self = g_task_get_task_data (task);
  g_autoptr (GError) error = demains_media_error_from_message (message);
  GError *writing = demains_media_writer_dup_error (self->writer);

  if (writing != NULL)
    fail (self, writing);
  else if (demains_take_encoder_get_duration (self->encoder) == 0)
    fail (self, g_steal_pointer (&error));
  else
    {
      self->report.cut_short = TRUE;
      g_message ("%s plays to %.1f s only: %s", self->path,
                 demains_take_encoder_get_duration (self->encoder) / (double)GST_SECOND, error->message);
    }
  stop_pipeline (task);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  GTask *task = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    pipeline_failed (task, message);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    stop_pipeline (task);
  else
    return G_SOURCE_CONTINUE;

  return G_SOURCE_CONTINUE;
}

static gboolean
tick_cb (gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  gint64 done = demains_take_encoder_get_duration (self->encoder);
  GError *error = NULL;

  if (self->footage->duration > 0)
    demains_operation_report_progress (self->operation, (double)done / self->footage->duration);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error)
      || (error = demains_media_writer_dup_error (self->writer)) != NULL)
    {
      fail (self, error);
      stop_pipeline (task);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
build_pipeline (Import *self, GError **error)
{
  self->encoder = demains_take_encoder_new (self->writer, self->footage->sound, error);
  if (self->encoder == NULL)
    return FALSE;
  g_object_ref_sink (self->encoder);
  demains_import_report_begin (&self->report, self->footage);
  self->pipeline = demains_import_pipeline_new (self->footage, GST_ELEMENT (self->encoder), self->pace, error);

  return self->pipeline != NULL;
}

static void
play_in_thread (GstElement *pipeline, gpointer user_data)
{
  Import *self = g_task_get_task_data (user_data);

  g_mutex_lock (&self->state_lock);
  if (!self->stopped)
    gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_mutex_unlock (&self->state_lock);
}

static void
start_pipeline (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);

  self->bus_watch = gst_bus_add_watch (bus, bus_cb, task);
  self->tick = g_timeout_add (TICK_MILLISECONDS, tick_cb, task);
  gst_element_call_async (self->pipeline, play_in_thread, g_object_ref (task), demains_release_on_main);
}

static void
copy_in_thread (GTask *thread, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import *self = data;
  GError *error = NULL;

  if (demains_copy_original (self->original, self->path, self->footage, self->cancellable, &error))
    g_task_return_boolean (thread, TRUE);
  else
    g_task_return_error (thread, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, error);
      stop_pipeline (task);
    }
  end_part (task);
}

static void
run_in_thread (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) thread = g_task_new (NULL, NULL, callback, task);

  g_task_set_task_data (thread, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (thread, func);
}

static void
examine_in_thread (GTask *thread, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import *self = data;
  GError *error = NULL;

  self->footage = demains_examine_file (self->path, &error);
  if (self->footage != NULL && demains_encoder_find (&error) != NULL)
    g_task_return_boolean (thread, TRUE);
  else
    g_task_return_error (thread, error);
}

static void
examined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *title = g_filename_display_name (name);

  if (!g_task_propagate_boolean (G_TASK (result), &self->error)
      || g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
    {
      end_task (task);
      return;
    }

  self->writer = demains_project_start_take (self->project, DEMAINS_VERB_IMPORT, title, title);
  if (self->writer == NULL)
    {
      self->error
        = g_error_new_literal (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "the project is read only");
      end_task (task);
      return;
    }
  g_set_object (&self->take, demains_project_find (self->project, demains_media_writer_get_take_id (self->writer)));
  self->original = demains_project_start_original (self->project, demains_media_writer_get_take_id (self->writer));
  if (!build_pipeline (self, &self->error))
    {
      give_up (self);
      end_task (task);
      return;
    }

  self->running = 2;
  start_pipeline (task);
  run_in_thread (task, copy_in_thread, copied_cb);
}

/**
 * demains_import_video_async:
 * @project: where it goes
 * @path: the file of a video or of a photo
 * @operation: told of the progress and asked whether to go on; ended by this
 * @callback: called when the take is whole on the disk, or nothing is left of it
 * @user_data: for @callback
 *
 * A file that breaks off is brought in as far as it plays.
 */
void
demains_import_video_async (DemainsProject *project, const char *path, DemainsOperation *operation,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Import *self = g_new0 (Import, 1);
  GTask *task = g_task_new (project, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_import_video_async);
  g_mutex_init (&self->state_lock);
  self->pace = demains_pace_new ();
  self->project = g_object_ref (project);
  self->path = g_canonicalize_filename (path, NULL);
  self->operation = g_object_ref (operation);
  self->cancellable = g_object_ref (demains_operation_get_cancellable (operation));
  g_task_set_task_data (task, self, (GDestroyNotify)import_free);

  run_in_thread (task, examine_in_thread, examined_cb);
}

/**
 * demains_import_video_finish:
 * @result: what the callback was given
 * @report: (out caller-allocates) (optional): what was found and changed, where a take is returned
 * @error: %DEMAINS_MEDIA_ERROR, %DEMAINS_PROJECT_ERROR, %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the take
 */
DemainsRecord *
demains_import_video_finish (GAsyncResult *result, DemainsImportReport *report, GError **error)
{
  Import *self = g_task_get_task_data (G_TASK (result));

  if (report != NULL)
    *report = self->report;

  return g_task_propagate_pointer (G_TASK (result), error);
}
