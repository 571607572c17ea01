/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-recorder.h"

#include "demains-capture.h"
#include "demains-encoder.h"
#include "demains-media-error.h"
#include "demains-preview.h"
#include "demains-recording.h"

#define TICK_MILLISECONDS 100

/* A microphone has a moment to begin before it is left out. */
#define FIRST_SOUND_SECONDS 1.5

#define NO_SOUND_LEVEL (-100.0)

struct _DemainsRecorder
{
  GObject parent_instance;

  DemainsProject *project;
  DemainsPreview *preview;
  GstClockTime base;

  DemainsDevice *camera;
  DemainsDevice *microphone;
  DemainsCapture *camera_capture;
  DemainsCapture *microphone_capture;
  DemainsRoomWatch *room;
  guint tick;
  GCancellable *measuring;

  gboolean previewing;
  gboolean seeing;
  gboolean recording;
  gboolean paused;
  char *title;
  DemainsTakeScript script;
  double level;
  DemainsStrain strain;
  gboolean muted;
  GError *error;

  /* The take that is filmed, or was last; the captures' threads look at it. */
  GMutex mutex;
  DemainsRecording *take;
  gboolean armed;
};

enum
{
  PROP_SEEING = 1,
  PROP_RECORDING,
  PROP_PAUSED,
  PROP_ELAPSED,
  PROP_LEVEL,
  PROP_STRAIN,
  PROP_MUTED,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsRecorder, demains_recorder, G_TYPE_OBJECT)

static void
notify (DemainsRecorder *self, guint id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_error (DemainsRecorder *self, const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

static void
say_error (DemainsRecorder *self, DemainsMediaError code, const char *message)
{
  g_autoptr (GError) error = g_error_new_literal (DEMAINS_MEDIA_ERROR, code, message);

  set_error (self, error);
}

static void
set_level (DemainsRecorder *self, double level)
{
  self->level = MAX (level, NO_SOUND_LEVEL);
  notify (self, PROP_LEVEL);
}

static void
set_strain (DemainsRecorder *self, DemainsStrain strain)
{
  if (strain == self->strain)
    return;
  self->strain = strain;
  demains_preview_set_sparse (self->preview, strain != DEMAINS_STRAIN_NONE);
  notify (self, PROP_STRAIN);
}

static void
set_flag (DemainsRecorder *self, gboolean *flag, gboolean value, guint id)
{
  if (*flag == value)
    return;
  *flag = value;
  notify (self, id);
}

static void
picture_cb (GstSample *sample, gint64 time, gpointer user_data)
{
  DemainsRecorder *self = user_data;

  demains_preview_push (self->preview, sample);

  g_mutex_lock (&self->mutex);
  if (self->take != NULL)
    demains_recording_push_video (self->take, sample, time);
  g_mutex_unlock (&self->mutex);
}

static void
sound_cb (GstSample *sample, gint64 time, gpointer user_data)
{
  DemainsRecorder *self = user_data;

  g_mutex_lock (&self->mutex);
  if (self->take != NULL)
    demains_recording_push_audio (self->take, sample, time);
  g_mutex_unlock (&self->mutex);
}

static void
end_take (DemainsRecorder *self)
{
  if (!self->recording)
    return;
  self->recording = FALSE;
  if (!self->armed)
    demains_recording_stop_async (self->take, NULL, NULL);
  self->armed = FALSE;
  self->paused = FALSE;
  notify (self, PROP_RECORDING);
  notify (self, PROP_PAUSED);
}

static void
stop_capture (DemainsRecorder *self, DemainsCapture **capture)
{
  if (*capture == NULL)
    return;
  g_signal_handlers_disconnect_by_data (*capture, self);
  demains_capture_stop (*capture);
  g_clear_object (capture);
}

static void
stop_previewing (DemainsRecorder *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_cancellable_cancel (self->measuring);
  demains_room_watch_stop (self->room);
  stop_capture (self, &self->camera_capture);
  stop_capture (self, &self->microphone_capture);
  set_flag (self, &self->seeing, FALSE, PROP_SEEING);
  set_level (self, NO_SOUND_LEVEL);
  set_flag (self, &self->muted, FALSE, PROP_MUTED);
  self->previewing = FALSE;
}

/* Without a camera there is nothing to show: the take so far is kept. */
static void
camera_failed (DemainsRecorder *self, const GError *error)
{
  set_error (self, error);
  end_take (self);
  stop_previewing (self);
}

/* Without a microphone filming goes on. */
static void
microphone_failed (DemainsRecorder *self, const GError *error)
{
  stop_capture (self, &self->microphone_capture);
  set_level (self, NO_SOUND_LEVEL);
  set_flag (self, &self->muted, FALSE, PROP_MUTED);
  if (self->recording && !self->armed)
    demains_recording_end_audio (self->take);
  set_error (self, error);
}

static void
take_failed_cb (DemainsRecording *take, const GError *error, DemainsRecorder *self)
{
  if (take != self->take)
    return;
  set_error (self, error);
  end_take (self);
}

static DemainsCapture *
start_capture (DemainsRecorder *self, DemainsDevice *device, gboolean camera)
{
  DemainsCapture *capture = demains_capture_new (device, camera, self->base, camera ? picture_cb : sound_cb, self);

  g_signal_connect_object (capture, "failed", G_CALLBACK (camera ? camera_failed : microphone_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (capture, "level", G_CALLBACK (set_level), self, G_CONNECT_SWAPPED);

  return capture;
}

/* The take begins once the camera gives pictures, an encoder is found, and the
 * microphone gives sound, for which a moment is enough. */
static gboolean
begin_take (DemainsRecorder *self, GError **error)
{
  gboolean sound = self->microphone_capture != NULL && demains_capture_get_flowing (self->microphone_capture);
  DemainsRecording *take;

  if (!demains_encoder_is_found ()
      || (self->microphone_capture != NULL && !sound
          && demains_capture_get_silence (self->microphone_capture) < FIRST_SOUND_SECONDS))
    return TRUE;
  if (self->microphone != NULL && !sound && !demains_media_error_is_of_microphone (self->error))
    say_error (self, DEMAINS_MEDIA_ERROR_MICROPHONE_STOPPED, "the microphone gives nothing");

  take = demains_recording_new (self->project, self->title, demains_device_get_name (self->camera), &self->script,
                                sound, error);
  if (take == NULL)
    return FALSE;
  g_signal_connect_object (take, "failed", G_CALLBACK (take_failed_cb), self, G_CONNECT_DEFAULT);
  demains_recording_set_paused (take, self->paused);

  g_mutex_lock (&self->mutex);
  self->armed = FALSE;
  self->take = take;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

static void
forget_take (DemainsRecorder *self)
{
  g_autoptr (DemainsRecording) take = NULL;

  g_mutex_lock (&self->mutex);
  take = g_steal_pointer (&self->take);
  g_mutex_unlock (&self->mutex);
}

/* A take is ended while there is room for what the encoder still holds. */
static GError *
check_take (DemainsRecorder *self)
{
  DemainsMedia *media = demains_recording_get_media (self->take);
  GError *error = demains_recording_dup_error (self->take);

  if (media != NULL)
    demains_room_watch_learn (self->room, demains_media_get_size (media), demains_media_get_duration (media));
  set_strain (self, demains_strain_judge (self->take, self->strain));

  return error != NULL ? error : demains_room_watch_check (self->room);
}

static void
watch_take (DemainsRecorder *self)
{
  g_autoptr (GError) error = NULL;

  if (self->armed && demains_capture_get_flowing (self->camera_capture))
    begin_take (self, &error);
  else if (!self->armed)
    error = check_take (self);

  if (error == NULL)
    {
      notify (self, PROP_ELAPSED);
      return;
    }
  set_error (self, error);
  end_take (self);
}

static void
watch_devices (DemainsRecorder *self)
{
  g_autoptr (GError) error = demains_capture_check (self->camera_capture);

  if (error != NULL)
    {
      camera_failed (self, error);
      return;
    }
  set_flag (self, &self->seeing, demains_capture_get_flowing (self->camera_capture), PROP_SEEING);
  if (self->microphone_capture != NULL)
    error = demains_capture_check (self->microphone_capture);
  if (error != NULL)
    microphone_failed (self, error);
  set_flag (self, &self->muted,
            self->microphone_capture != NULL && demains_capture_get_muted (self->microphone_capture), PROP_MUTED);
}

static gboolean
tick_cb (gpointer user_data)
{
  g_autoptr (DemainsRecorder) self = g_object_ref (user_data);

  watch_devices (self);
  if (self->recording)
    watch_take (self);

  return G_SOURCE_CONTINUE;
}

static void
demains_recorder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsRecorder *self = DEMAINS_RECORDER (object);

  switch (id)
    {
    case PROP_SEEING:
      g_value_set_boolean (value, self->seeing);
      break;
    case PROP_RECORDING:
      g_value_set_boolean (value, self->recording);
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, self->paused);
      break;
    case PROP_ELAPSED:
      g_value_set_int64 (value, demains_recorder_get_elapsed (self));
      break;
    case PROP_LEVEL:
      g_value_set_double (value, self->level);
      break;
    case PROP_STRAIN:
      g_value_set_uint (value, self->strain);
      break;
    case PROP_MUTED:
      g_value_set_boolean (value, self->muted);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_recorder_dispose (GObject *object)
{
  DemainsRecorder *self = DEMAINS_RECORDER (object);

  end_take (self);
  stop_previewing (self);
  forget_take (self);
  g_clear_pointer (&self->preview, demains_preview_free);
  g_clear_object (&self->camera);
  g_clear_object (&self->microphone);
  g_clear_object (&self->measuring);
  g_clear_object (&self->room);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_recorder_parent_class)->dispose (object);
}

static void
demains_recorder_finalize (GObject *object)
{
  DemainsRecorder *self = DEMAINS_RECORDER (object);

  g_clear_pointer (&self->title, g_free);
  demains_take_script_set (&self->script, NULL);
  g_clear_error (&self->error);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (demains_recorder_parent_class)->finalize (object);
}

static void
demains_recorder_class_init (DemainsRecorderClass *class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = demains_recorder_get_property;
  object_class->dispose = demains_recorder_dispose;
  object_class->finalize = demains_recorder_finalize;

  properties[PROP_SEEING] = g_param_spec_boolean ("seeing", NULL, NULL, FALSE, readable);
  properties[PROP_RECORDING] = g_param_spec_boolean ("recording", NULL, NULL, FALSE, readable);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, readable);
  properties[PROP_ELAPSED] = g_param_spec_int64 ("elapsed", NULL, NULL, 0, G_MAXINT64, 0, readable);
  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, NO_SOUND_LEVEL, 100, NO_SOUND_LEVEL, readable);
  properties[PROP_STRAIN] = g_param_spec_uint ("strain", NULL, NULL, 0, DEMAINS_STRAIN_LOSING, 0, readable);
  properties[PROP_MUTED] = g_param_spec_boolean ("muted", NULL, NULL, FALSE, readable);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_recorder_init (DemainsRecorder *self)
{
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();

  g_mutex_init (&self->mutex);
  self->base = gst_clock_get_time (clock);
  self->level = NO_SOUND_LEVEL;
}

/**
 * demains_recorder_new:
 * @project: where takes go
 * @preview_sink: (transfer floating) (nullable): shows what the camera sees
 *
 * Returns: (transfer full): a recorder; see demains_recorder_start_preview()
 */
DemainsRecorder *
demains_recorder_new (DemainsProject *project, GstElement *preview_sink)
{
  DemainsRecorder *self = g_object_new (DEMAINS_TYPE_RECORDER, NULL);

  self->project = g_object_ref (project);
  self->room = demains_room_watch_new (project);
  self->preview = demains_preview_new (preview_sink);

  return self;
}

/**
 * demains_recorder_set_camera:
 * @self: a recorder
 * @camera: (nullable): what films
 *
 * Changes the camera; a take that is being filmed ends with the old one.
 */
void
demains_recorder_set_camera (DemainsRecorder *self, DemainsDevice *camera)
{
  gboolean previewing = self->previewing;

  if (self->camera == camera && (camera == NULL || self->camera_capture != NULL))
    return;
  end_take (self);
  stop_previewing (self);
  g_set_object (&self->camera, camera);
  if (previewing && camera != NULL)
    demains_recorder_start_preview (self);
}

/**
 * demains_recorder_set_microphone:
 * @self: a recorder
 * @microphone: (nullable): what hears, or %NULL to film without sound
 *
 * Changes the microphone. A take that is being filmed goes on with the new one,
 * if it had one.
 */
void
demains_recorder_set_microphone (DemainsRecorder *self, DemainsDevice *microphone)
{
  if (self->microphone == microphone && (microphone == NULL || self->microphone_capture != NULL))
    return;
  stop_capture (self, &self->microphone_capture);
  set_level (self, NO_SOUND_LEVEL);
  set_flag (self, &self->muted, FALSE, PROP_MUTED);
  g_set_object (&self->microphone, microphone);
  if (self->previewing && microphone != NULL)
    {
      set_error (self, NULL);
      self->microphone_capture = start_capture (self, microphone, FALSE);
      demains_capture_start (self->microphone_capture);
    }
}

/**
 * demains_recorder_start_preview:
 * @self: a recorder
 *
 * Opens camera and microphone, without waiting for them: "error" says what
 * cannot be opened.
 */
void
demains_recorder_start_preview (DemainsRecorder *self)
{
  if (self->previewing)
    return;
  set_error (self, NULL);
  if (self->camera == NULL)
    {
      say_error (self, DEMAINS_MEDIA_ERROR_NO_CAMERA, "no camera is chosen");
      return;
    }

  /* So that the first take need not wait for the test of the encoders. */
  g_clear_object (&self->measuring);
  self->measuring = g_cancellable_new ();
  demains_strain_measure (self->measuring);

  demains_preview_play (self->preview);
  self->camera_capture = start_capture (self, self->camera, TRUE);
  if (self->microphone != NULL)
    self->microphone_capture = start_capture (self, self->microphone, FALSE);
  self->tick = g_timeout_add (TICK_MILLISECONDS, tick_cb, self);
  demains_room_watch_start (self->room);
  self->previewing = TRUE;

  if (self->microphone_capture != NULL)
    demains_capture_start (self->microphone_capture);
  demains_capture_start (self->camera_capture);
}

/**
 * demains_recorder_stop_preview:
 * @self: a recorder
 *
 * Lets go of camera and microphone; a take that is being filmed ends.
 */
void
demains_recorder_stop_preview (DemainsRecorder *self)
{
  end_take (self);
  stop_previewing (self);
}

/**
 * demains_recorder_dup_picture:
 * @self: a recorder
 *
 * Returns: (transfer full) (nullable): what the camera saw last, raw and not mirrored
 */
GstSample *
demains_recorder_dup_picture (DemainsRecorder *self)
{
  return self->seeing ? demains_preview_dup_last (self->preview) : NULL;
}

/**
 * demains_recorder_start:
 * @self: a recorder that previews
 * @title: of the take
 * @script: (nullable): what of the project's script it films
 * @error: %DEMAINS_MEDIA_ERROR, %DEMAINS_PROJECT_ERROR_READ_ONLY
 *
 * Begins a take: with the next picture, or, when the camera is still being
 * opened, with its first one.
 *
 * Returns: whether it begins
 */
gboolean
demains_recorder_start (DemainsRecorder *self, const char *title, const DemainsTakeScript *script, GError **error)
{
  GError *full;

  if (self->recording)
    return TRUE;
  if (!self->previewing)
    {
      if (self->error != NULL)
        g_propagate_error (error, g_error_copy (self->error));
      else
        g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA, "no camera is open");
      return FALSE;
    }
  if ((full = demains_room_watch_check (self->room)) != NULL)
    {
      g_propagate_error (error, full);
      return FALSE;
    }

  /* What was wrong with another take is over; what is wrong with a device is not. */
  if (!demains_media_error_is_of_camera (self->error) && !demains_media_error_is_of_microphone (self->error))
    set_error (self, NULL);
  forget_take (self);
  g_cancellable_cancel (self->measuring);
  set_strain (self, demains_strain_begin ());
  g_set_str (&self->title, title);
  demains_take_script_set (&self->script, script);
  self->armed = TRUE;
  if (demains_capture_get_flowing (self->camera_capture) && !begin_take (self, error))
    {
      self->armed = FALSE;
      return FALSE;
    }
  self->recording = TRUE;
  notify (self, PROP_RECORDING);
  notify (self, PROP_ELAPSED);

  return TRUE;
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  DemainsRecord *take = demains_recording_stop_finish (DEMAINS_RECORDING (source), result, &error);

  if (take != NULL)
    g_task_return_pointer (task, take, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * demains_recorder_get_take:
 * @self: a recorder
 *
 * Returns: (transfer none) (nullable): the take that is filmed, or was last; none before
 *   its first picture
 */
DemainsRecord *
demains_recorder_get_take (DemainsRecorder *self)
{
  return self->take != NULL ? demains_recording_get_take (self->take) : NULL;
}

/**
 * demains_recorder_stop_async:
 * @self: a recorder
 * @callback: called when all of the take is on the disk, or cannot be
 * @user_data: for @callback
 *
 * Ends the take; if it has ended already, gives that one.
 */
void
demains_recorder_stop_async (DemainsRecorder *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_recorder_stop_async);
  end_take (self);
  if (self->take != NULL)
    demains_recording_stop_async (self->take, stopped_cb, g_steal_pointer (&task));
  else if (self->error != NULL && !demains_media_error_is_of_microphone (self->error))
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_new_error (task, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOTHING_FILMED, "no picture was taken");
}

/**
 * demains_recorder_stop_finish:
 * @self: a recorder
 * @result: what the callback was given
 * @error: why there is no take
 *
 * Returns: (transfer full) (nullable): the take
 */
DemainsRecord *
demains_recorder_stop_finish (DemainsRecorder *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_recorder_get_recording:
 * @self: a recorder
 *
 * Returns: whether a take is being filmed
 */
gboolean
demains_recorder_get_recording (DemainsRecorder *self)
{
  return self->recording;
}

/**
 * demains_recorder_set_paused:
 * @self: a recorder
 * @paused: whether what the camera sees now is left out of the take
 *
 * Lets the take that is being filmed wait, or go on. Where none is, nothing happens.
 */
void
demains_recorder_set_paused (DemainsRecorder *self, gboolean paused)
{
  g_return_if_fail (DEMAINS_IS_RECORDER (self));

  if (!self->recording || self->paused == paused)
    return;
  self->paused = paused;
  if (!self->armed)
    demains_recording_set_paused (self->take, paused);
  notify (self, PROP_PAUSED);
  notify (self, PROP_ELAPSED);
}

/**
 * demains_recorder_get_paused:
 * @self: a recorder
 *
 * Returns: whether the take that is being filmed waits
 */
gboolean
demains_recorder_get_paused (DemainsRecorder *self)
{
  g_return_val_if_fail (DEMAINS_IS_RECORDER (self), FALSE);

  return self->paused;
}

/**
 * demains_recorder_get_elapsed:
 * @self: a recorder
 *
 * Returns: how long the take is, in nanoseconds
 */
gint64
demains_recorder_get_elapsed (DemainsRecorder *self)
{
  return self->take != NULL ? demains_recording_get_elapsed (self->take) : 0;
}

/**
 * demains_recorder_get_level:
 * @self: a recorder
 *
 * Returns: the loudest of the last tenth of a second, in dBFS
 */
double
demains_recorder_get_level (DemainsRecorder *self)
{
  return self->level;
}

/**
 * demains_recorder_get_strain:
 * @self: a recorder
 *
 * Returns: how hard it is for the machine to film this take, or the last one
 */
DemainsStrain
demains_recorder_get_strain (DemainsRecorder *self)
{
  return self->strain;
}

/**
 * demains_recorder_get_n_lost:
 * @self: a recorder
 *
 * Returns: how many pictures are missing in that take
 */
guint
demains_recorder_get_n_lost (DemainsRecorder *self)
{
  return self->take != NULL ? demains_recording_get_n_lost (self->take) : 0;
}

/**
 * demains_recorder_get_muted:
 * @self: a recorder
 *
 * Returns: whether the microphone gives nothing at all, not even noise
 */
gboolean
demains_recorder_get_muted (DemainsRecorder *self)
{
  return self->muted;
}

/**
 * demains_recorder_get_room:
 * @self: a recorder
 *
 * Returns: (transfer none): how long can still be filmed
 */
DemainsRoomWatch *
demains_recorder_get_room (DemainsRecorder *self)
{
  return self->room;
}

/**
 * demains_recorder_get_error:
 * @self: a recorder
 *
 * Returns: (transfer none) (nullable): what is wrong, while it is
 */
const GError *
demains_recorder_get_error (DemainsRecorder *self)
{
  return self->error;
}
