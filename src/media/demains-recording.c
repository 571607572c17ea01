/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-recording.h"

#include "demains-encoder.h"
#include "demains-gate.h"
#include "demains-media-error-private.h"
#include "demains-take-encoder.h"

/* Sound of the last instant may be so late; an encoder has so long to end. */
#define SOUND_TAIL_MILLISECONDS 400
#define END_MILLISECONDS 10000

/* Raw pictures that may wait before those of the encoder do, until some are left out: 11 MB. */
#define MAX_PICTURES 8

struct _DemainsRecording
{
  GObject parent_instance;

  DemainsProject *project;
  DemainsRecord *take;
  DemainsMediaWriter *writer;
  DemainsGate *gate;
  GstElement *pipeline;
  DemainsTakeEncoder *encoder;
  GstAppSrc *pictures;
  int n_lost;
  guint bus_watch;
  guint tail_timeout;
  guint end_timeout;

  gboolean stopping;
  gboolean over;
  GError *error;
  GQueue tasks;
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsRecording, demains_recording, G_TYPE_OBJECT)

static void
answer (DemainsRecording *self, GTask *task)
{
  if (self->take != NULL)
    g_task_return_pointer (task, g_object_ref (self->take), g_object_unref);
  else if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_new_error (task, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOTHING_FILMED, "no picture came");
  g_object_unref (task);
}

/* A take without a single picture is none. */
static void
end (DemainsRecording *self)
{
  if (demains_take_encoder_get_duration (self->encoder) == 0)
    {
      demains_project_discard_take (self->project, self->take);
      g_clear_object (&self->take);
    }

  self->over = TRUE;
  while (!g_queue_is_empty (&self->tasks))
    answer (self, g_queue_pop_head (&self->tasks));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsRecording) self = user_data;
  g_autoptr (GError) error = NULL;

  demains_media_writer_finish_finish (self->writer, result, &error);
  if (error != NULL && self->error == NULL)
    {
      self->error = g_steal_pointer (&error);
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, self->error);
    }
  end (self);
}

static gboolean
stopped_cb (gpointer user_data)
{
  g_autoptr (DemainsRecording) self = user_data;

  demains_take_encoder_close (self->encoder);
  demains_media_writer_finish_async (self->writer, NULL, written_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
stop_in_thread (GstElement *pipeline, gpointer user_data)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_idle_add (stopped_cb, user_data);
}

/* Takes the pipeline down, once; the rest follows when it is. */
static void
take_down (DemainsRecording *self)
{
  if (self->bus_watch == 0)
    return;
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_handle_id (&self->tail_timeout, g_source_remove);
  g_clear_handle_id (&self->end_timeout, g_source_remove);
  gst_element_call_async (self->pipeline, stop_in_thread, g_object_ref (self), NULL);
}

static void
fail (DemainsRecording *self, GstMessage *message)
{
  g_autoptr (GError) writing = demains_media_writer_dup_error (self->writer);
  g_autoptr (GError) error = demains_media_error_from_message (message);

  if (self->error == NULL)
    self->error = writing != NULL ? g_steal_pointer (&writing) : g_steal_pointer (&error);
  take_down (self);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, self->error);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (DemainsRecording) self = g_object_ref (user_data);

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    take_down (self);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    fail (self, message);

  return G_SOURCE_CONTINUE;
}

static void
tail_cb (gpointer user_data)
{
  DemainsRecording *self = user_data;

  self->tail_timeout = 0;
  demains_gate_close_audio (self->gate);
}

static void
end_cb (gpointer user_data)
{
  DemainsRecording *self = user_data;

  self->end_timeout = 0;
  g_warning ("The encoder did not end; the take is cut short");
  demains_take_encoder_abandon (self->encoder);
  take_down (self);
}

static GstElement *
add_source (DemainsRecording *self, const char *pad)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);

  g_object_set (source, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  if (g_str_equal (pad, "video"))
    g_object_set (source, "max-buffers", (guint64)MAX_PICTURES, "leaky-type", GST_APP_LEAKY_TYPE_DOWNSTREAM, NULL);
  gst_bin_add (GST_BIN (self->pipeline), source);
  gst_element_link_pads (source, "src", GST_ELEMENT (self->encoder), pad);

  return source;
}

static gboolean
build (DemainsRecording *self, gboolean sound, GError **error)
{
  GstElement *video, *audio;

  self->encoder = demains_take_encoder_new (self->writer, sound, error);
  if (self->encoder == NULL)
    return FALSE;

  g_object_ref_sink (self->encoder);
  self->pipeline = g_object_ref_sink (gst_pipeline_new ("take"));
  gst_bin_add (GST_BIN (self->pipeline), GST_ELEMENT (self->encoder));
  video = add_source (self, "video");
  self->pictures = g_object_ref (GST_APP_SRC (video));
  audio = sound ? add_source (self, "audio") : NULL;
  self->gate = demains_gate_new (GST_APP_SRC (video), audio != NULL ? GST_APP_SRC (audio) : NULL);

  return TRUE;
}

static void
demains_recording_finalize (GObject *object)
{
  DemainsRecording *self = DEMAINS_RECORDING (object);

  g_clear_handle_id (&self->bus_watch, g_source_remove);
  g_clear_handle_id (&self->tail_timeout, g_source_remove);
  g_clear_handle_id (&self->end_timeout, g_source_remove);
  g_clear_pointer (&self->gate, demains_gate_free);
  g_clear_object (&self->pictures);
  g_clear_object (&self->encoder);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->writer);
  g_clear_object (&self->take);
  g_clear_object (&self->project);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (demains_recording_parent_class)->finalize (object);
}

static void
demains_recording_class_init (DemainsRecordingClass *class)
{
  G_OBJECT_CLASS (class)->finalize = demains_recording_finalize;

  signals[SIGNAL_FAILED] = g_signal_new ("failed", DEMAINS_TYPE_RECORDING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
demains_recording_init (DemainsRecording *self)
{
  g_queue_init (&self->tasks);
}

/*
 * demains_recording_new:
 * @project: where the take goes
 * @title: its title
 * @camera: what films it
 * @script: what of the script it films
 * @sound: whether there will be sound
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER, %DEMAINS_PROJECT_ERROR
 *
 * Returns: (transfer full) (nullable): a take that begins with the next picture
 */
DemainsRecording *
demains_recording_new (DemainsProject *project, const char *title, const char *camera, const DemainsTakeScript *script,
                       gboolean sound, GError **error)
{
  g_autoptr (DemainsRecording) self = g_object_new (DEMAINS_TYPE_RECORDING, NULL);
  g_autoptr (GstBus) bus = NULL;

  self->project = g_object_ref (project);
  self->writer = demains_project_start_take_of_script (project, DEMAINS_VERB_FILM, title, camera, script);
  if (self->writer == NULL)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "the project is read only");
      return NULL;
    }
  g_set_object (&self->take, demains_project_find (project, demains_media_writer_get_take_id (self->writer)));
  if (!build (self, sound, error))
    {
      demains_project_discard_take (project, self->take);
      return NULL;
    }

  bus = gst_element_get_bus (self->pipeline);
  self->bus_watch = gst_bus_add_watch (bus, bus_cb, self);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  return g_steal_pointer (&self);
}

/*
 * demains_recording_push_video:
 * @self: a recording
 * @sample: a raw picture
 * @time: when it was taken
 *
 * May be called in any thread.
 */
void
demains_recording_push_video (DemainsRecording *self, GstSample *sample, gint64 time)
{
  if (gst_app_src_get_current_level_buffers (self->pictures) >= MAX_PICTURES)
    g_atomic_int_inc (&self->n_lost);
  demains_gate_push_video (self->gate, sample, time);
}

/*
 * demains_recording_push_audio:
 * @self: a recording
 * @sample: raw sound
 * @time: when it begins
 *
 * May be called in any thread.
 */
void
demains_recording_push_audio (DemainsRecording *self, GstSample *sample, gint64 time)
{
  demains_gate_push_audio (self->gate, sample, time);
}

/*
 * demains_recording_end_audio:
 * @self: a recording
 *
 * The microphone is gone: the take goes on without sound.
 */
void
demains_recording_end_audio (DemainsRecording *self)
{
  demains_gate_close_audio (self->gate);
}

/*
 * demains_recording_set_paused:
 * @self: a recording
 * @paused: whether nothing of what is pushed now is for the take
 */
void
demains_recording_set_paused (DemainsRecording *self, gboolean paused)
{
  demains_gate_set_paused (self->gate, paused);
}

/*
 * demains_recording_get_elapsed:
 * @self: a recording
 *
 * Returns: how long the take is, in nanoseconds
 */
gint64
demains_recording_get_elapsed (DemainsRecording *self)
{
  return demains_gate_get_elapsed (self->gate);
}

/*
 * demains_recording_get_take:
 * @self: a recording
 *
 * Returns: (transfer none): its record
 */
DemainsRecord *
demains_recording_get_take (DemainsRecording *self)
{
  return self->take;
}

/*
 * demains_recording_get_media:
 * @self: a recording
 *
 * Returns: (transfer none) (nullable): what is known of its film so far
 */
DemainsMedia *
demains_recording_get_media (DemainsRecording *self)
{
  return demains_project_find_media (self->project, demains_media_writer_get_take_id (self->writer));
}

/*
 * demains_recording_get_waiting:
 * @self: a recording
 *
 * Returns: how many pictures wait for the encoder
 */
guint
demains_recording_get_waiting (DemainsRecording *self)
{
  return gst_app_src_get_current_level_buffers (self->pictures) + demains_take_encoder_get_waiting (self->encoder);
}

/*
 * demains_recording_get_n_lost:
 * @self: a recording
 *
 * Returns: how many pictures were left out because the encoder is too slow
 */
guint
demains_recording_get_n_lost (DemainsRecording *self)
{
  return g_atomic_int_get (&self->n_lost);
}

/*
 * demains_recording_lower:
 * @self: a recording
 *
 * The machine does not keep up: the pictures that come are made less fine.
 *
 * Returns: whether there was something left to lower
 */
gboolean
demains_recording_lower (DemainsRecording *self)
{
  g_autoptr (GError) error = NULL;

  if (!demains_encoder_lower ())
    return FALSE;
  if (!demains_take_encoder_renew (self->encoder, &error))
    g_warning ("The next take is lowered, not this one: %s", error->message);

  return TRUE;
}

/*
 * demains_recording_dup_error:
 * @self: a recording
 *
 * Returns: (transfer full) (nullable): why nothing can be written now
 */
GError *
demains_recording_dup_error (DemainsRecording *self)
{
  return demains_media_writer_dup_error (self->writer);
}

/*
 * demains_recording_stop_async:
 * @self: a recording
 * @callback: called when all of the take is on the disk, or cannot be
 * @user_data: for @callback
 *
 * Ends the take; may be called again, also when it is over.
 */
void
demains_recording_stop_async (DemainsRecording *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_recording_stop_async);
  if (self->over)
    {
      answer (self, task);
      return;
    }

  g_queue_push_tail (&self->tasks, task);
  if (self->stopping || self->bus_watch == 0)
    return;
  self->stopping = TRUE;
  demains_gate_close (self->gate);
  self->tail_timeout = g_timeout_add_once (SOUND_TAIL_MILLISECONDS, tail_cb, self);
  self->end_timeout = g_timeout_add_once (END_MILLISECONDS, end_cb, self);
}

/*
 * demains_recording_stop_finish:
 * @self: a recording
 * @result: what the callback was given
 * @error: why there is no take
 *
 * Returns: (transfer full) (nullable): the take
 */
DemainsRecord *
demains_recording_stop_finish (DemainsRecording *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
