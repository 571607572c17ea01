/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-capture.h"

#include <gst/app/app.h>
#include <gst/base/base.h>

#include "demains-capture-error.h"
#include "demains-device-private.h"
#include "demains-drift.h"
#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-release.h"

#define JPEG_DECODER "jpegdec"
#define CAMERA_QUEUE "queue leaky=downstream max-size-buffers=3"
#define CONVERTER "videoconvert name=converter ! capsfilter caps=video/x-raw,format=I420"

/* What is asked of a camera that does not say what it can do. */
static const char ANY_PICTURE[] = "video/x-raw,width=1280,height=720,framerate=30/1;video/x-raw";

/* What is asked of a camera, best first; each is tried against what it can do.
 * Many cameras reach 30 frames a second at this size as JPEG only. */
static const char *const CAMERA_WISHES[] = {
  "video/x-raw,width=1280,height=720,framerate=30/1",
  "image/jpeg,width=1280,height=720,framerate=30/1",
  "video/x-raw,width=1280,height=720,framerate=25/1",
  "image/jpeg,width=1280,height=720,framerate=25/1",
  "image/jpeg,width=1920,height=1080,framerate=30/1",
  "video/x-raw,width=1920,height=1080,framerate=30/1",
  "video/x-raw,width=640,height=480,framerate=30/1",
  "image/jpeg,width=640,height=480,framerate=30/1",
  "video/x-raw,framerate=[15/1,60/1]",
  "image/jpeg,framerate=[15/1,60/1]",
  "video/x-raw",
  "image/jpeg",
};

/* A device that is free begins sooner; one that works never pauses so long. */
#define FIRST_SECONDS 8.0
#define PICTURE_SECONDS 2.5
#define SOUND_SECONDS 2.0

/* What GStreamer's "level" says of zeros is -350 dBFS; of the last bit of 32, -187. */
#define NOTHING_LEVEL (-300.0)
#define MUTED_LEVELS 20

/* What is stamped nearer to now than this was stamped by the system's clock. */
#define MAX_STAMP_AGE (5 * (gint64)GST_SECOND)

struct _DemainsCapture
{
  GObject parent_instance;

  DemainsDevice *device;
  gboolean camera;
  gint64 base;
  GstElement *pipeline;
  GstBaseTransform *converter;
  GstAppSink *sink;
  guint bus_watch;
  gint64 start_time;
  guint nothings;

  /* In the pipeline's thread; the drift is a microphone's. */
  DemainsDrift *drift;
  gboolean stamped;
  gint64 stamp_offset;

  /* Shared with the pipeline's threads. */
  GMutex mutex;
  DemainsSampleFunc func;
  gpointer user_data;
  gint64 last_time;
  gboolean stopped;
};

enum
{
  SIGNAL_FAILED,
  SIGNAL_LEVEL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsCapture, demains_capture, G_TYPE_OBJECT)

static DemainsDeviceType
get_device_type (DemainsCapture *self)
{
  return self->camera ? DEMAINS_DEVICE_CAMERA : DEMAINS_DEVICE_MICROPHONE;
}

static gboolean
is_jpeg (GstCaps *caps)
{
  return caps != NULL && gst_structure_has_name (gst_caps_get_structure (caps, 0), "image/jpeg");
}

/* PipeWire makes anything of its microphones, also one sample a second: it must
 * be told. Others give what they have.
 *
 * Returns: (nullable): what to ask of the microphone */
static GstCaps *
choose_sound (DemainsDevice *device)
{
  g_autoptr (GstCaps) possible = gst_device_get_caps (demains_device_get_device (device));
  g_autoptr (GstCaps) stereo = gst_caps_from_string ("audio/x-raw,channels=2");
  gboolean two = possible != NULL && gst_caps_can_intersect (possible, stereo);

  if (!demains_device_is_pipewire (device))
    return NULL;

  return gst_caps_new_simple ("audio/x-raw", "format", G_TYPE_STRING, "F32LE", "layout", G_TYPE_STRING, "interleaved",
                              "rate", G_TYPE_INT, 48000, "channels", G_TYPE_INT, two ? 2 : 1, NULL);
}

/* A camera that comes through the portal may not say what it can: PipeWire has to
 * be told that a picture is meant.
 *
 * Returns: (nullable): what to ask of the camera */
static GstCaps *
choose_picture (DemainsDevice *device, GError **error)
{
  g_autoptr (GstCaps) possible = gst_device_get_caps (demains_device_get_device (device));
  gboolean lacks_decoder = FALSE;

  if (possible == NULL || gst_caps_is_any (possible) || gst_caps_is_empty (possible))
    return gst_caps_from_string (ANY_PICTURE);

  for (gsize i = 0; i < G_N_ELEMENTS (CAMERA_WISHES); i++)
    {
      g_autoptr (GstCaps) wish = gst_caps_from_string (CAMERA_WISHES[i]);

      if (!gst_caps_can_intersect (possible, wish))
        continue;
      if (!is_jpeg (wish) || demains_media_has_element (JPEG_DECODER))
        return g_steal_pointer (&wish);
      lacks_decoder = TRUE;
    }

  if (lacks_decoder)
    g_set_error_literal (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN, JPEG_DECODER);
  else
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_UNFIT, "%s gives %" GST_PTR_FORMAT " only",
                 demains_device_get_name (device), (gpointer)possible);

  return NULL;
}

/* A device lends few buffers, and none for longer than it is open: PipeWire's
 * source reaches for what it has freed when one comes back while it closes. So
 * whoever looks is given a picture of our own: what is converted is one. */
static GstSample *
take_picture (DemainsCapture *self, GstSample *lent)
{
  g_autoptr (GstBuffer) buffer = NULL;

  if (!gst_base_transform_is_passthrough (self->converter))
    return gst_sample_ref (lent);
  buffer = gst_buffer_copy_deep (gst_sample_get_buffer (lent));

  return gst_sample_new (buffer, gst_sample_get_caps (lent), NULL, NULL);
}

/* A device that stamps what it gives does so by the system's clock, which is believed, or by one
 * of its own: then the first of it counts as taken when it came. What has no stamp was taken now. */
static gint64
get_sample_time (DemainsCapture *self, GstSample *sample)
{
  GstClockTime stamp = GST_BUFFER_PTS (gst_sample_get_buffer (sample));
  GstClockTime time = gst_segment_to_running_time (gst_sample_get_segment (sample), GST_FORMAT_TIME, stamp);
  gint64 now = g_get_monotonic_time () * 1000;

  if (!GST_CLOCK_TIME_IS_VALID (time))
    return now - self->base;
  if (!demains_device_is_pipewire (self->device))
    return time;

  if (!self->stamped)
    self->stamp_offset = ABS (now - (gint64)time) < MAX_STAMP_AGE ? -self->base : now - (gint64)time - self->base;
  self->stamped = TRUE;

  return (gint64)time + self->stamp_offset;
}

static GstFlowReturn
new_sample_cb (GstAppSink *sink, gpointer user_data)
{
  DemainsCapture *self = user_data;
  g_autoptr (GstSample) lent = gst_app_sink_pull_sample (sink);
  g_autoptr (GstSample) sample = NULL;
  gint64 time;

  if (lent == NULL)
    return GST_FLOW_EOS;

  time = get_sample_time (self, lent);
  if (self->camera)
    sample = take_picture (self, lent);
  else
    sample = demains_drift_process (self->drift, lent, &time);

  g_mutex_lock (&self->mutex);
  if (sample != NULL)
    self->last_time = g_get_monotonic_time ();
  if (self->func != NULL && sample != NULL)
    self->func (sample, time, self->user_data);
  g_mutex_unlock (&self->mutex);

  return GST_FLOW_OK;
}

static double
read_level (const GstStructure *structure)
{
  const GValue *peaks = gst_structure_get_value (structure, "peak");
  GValueArray *array = peaks != NULL ? g_value_get_boxed (peaks) : NULL;
  double level = -G_MAXDOUBLE;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  for (guint i = 0; array != NULL && i < array->n_values; i++)
    level = MAX (level, g_value_get_double (g_value_array_get_nth (array, i)));
  G_GNUC_END_IGNORE_DEPRECATIONS

  return level;
}

/* Noise is in every room and in every wire: what is nothing at all, to the last
 * bit and for a while, is switched off, in the computer or at the microphone. */
static void
note_level (DemainsCapture *self, double level)
{
  self->nothings = level < NOTHING_LEVEL ? self->nothings + 1 : 0;
  g_signal_emit (self, signals[SIGNAL_LEVEL], 0, level);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  DemainsCapture *self = user_data;
  const GstStructure *structure;
  g_autoptr (GError) error = NULL;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ERROR:
      error = demains_capture_error_from_message (message, get_device_type (self));
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      break;
    case GST_MESSAGE_EOS:
      error = demains_capture_error_new (get_device_type (self), DEMAINS_CAUSE_GONE, "%s has ended",
                                         demains_device_get_name (self->device));
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      break;
    case GST_MESSAGE_ELEMENT:
      structure = gst_message_get_structure (message);
      if (gst_structure_has_name (structure, "level"))
        note_level (self, read_level (structure));
      break;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}

static void
add_sink (DemainsCapture *self, GstElement *last)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_sample_cb };
  GstElement *sink = gst_element_factory_make ("appsink", NULL);

  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  self->sink = g_object_ref_sink (GST_APP_SINK (sink));
  gst_app_sink_set_callbacks (self->sink, &callbacks, g_object_ref (self), g_object_unref);
  gst_bin_add (GST_BIN (self->pipeline), sink);
  gst_element_link (last, sink);
}

static GstElement *
make_source (DemainsCapture *self, GError **error)
{
  GstElement *source = demains_device_create_source (self->device);

  if (source == NULL)
    g_propagate_error (
      error, demains_capture_error_new (get_device_type (self), DEMAINS_CAUSE_PLUGIN, "%s",
                                        demains_device_is_pipewire (self->device) ? "pipewiresrc" : "gstreamer"));

  return source;
}

/* Pictures are made what the encoder takes, which is less to show, too; a microphone is
 * measured ten times a second. The short leaky queue lets the newest through when a
 * machine is slow. */
static GstElement *
make_chain (DemainsCapture *self, GstCaps *caps, GError **error)
{
  const char *text
    = "audioconvert ! audio/x-raw,format=F32LE,layout=interleaved ! level interval=100000000 post-messages=true";
  g_autoptr (GError) problem = NULL;
  GstElement *chain;

  if (self->camera)
    text = is_jpeg (caps) ? CAMERA_QUEUE " ! " JPEG_DECODER " ! " CONVERTER : CAMERA_QUEUE " ! " CONVERTER;
  chain = gst_parse_bin_from_description_full (text, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &problem);
  if (chain == NULL)
    g_propagate_error (error, demains_capture_error_new (get_device_type (self), DEMAINS_CAUSE_PLUGIN, "%s",
                                                         self->camera                          ? "videoconvert"
                                                         : demains_media_has_element ("level") ? "audioconvert"
                                                                                               : "level"));
  else if (self->camera)
    self->converter = GST_BASE_TRANSFORM (gst_bin_get_by_name (GST_BIN (chain), "converter"));

  return chain;
}

static gboolean
build (DemainsCapture *self, GError **error)
{
  g_autoptr (GstCaps) caps = self->camera ? choose_picture (self->device, error) : choose_sound (self->device);
  GstElement *source, *chain;

  if (self->camera && caps == NULL)
    return FALSE;
  source = make_source (self, error);
  if (source == NULL)
    return FALSE;
  gst_bin_add (GST_BIN (self->pipeline), source);
  chain = make_chain (self, caps, error);
  if (chain == NULL)
    return FALSE;
  gst_bin_add (GST_BIN (self->pipeline), chain);
  add_sink (self, chain);
  if (caps != NULL ? gst_element_link_filtered (source, chain, caps) : gst_element_link (source, chain))
    return TRUE;

  g_propagate_error (error, demains_capture_error_new (get_device_type (self), DEMAINS_CAUSE_UNFIT,
                                                       "%s cannot be linked", demains_device_get_name (self->device)));

  return FALSE;
}

static void
play_in_thread (GstElement *pipeline, gpointer user_data)
{
  DemainsCapture *self = user_data;

  if (!self->stopped)
    gst_element_set_state (pipeline, GST_STATE_PLAYING);
  if (self->stopped)
    gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* The sink holds the capture, which holds the sink: one has to let go. */
static void
stop_in_thread (GstElement *pipeline, gpointer user_data)
{
  DemainsCapture *self = user_data;
  GstAppSinkCallbacks none = { NULL };

  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (self->sink != NULL)
    gst_app_sink_set_callbacks (self->sink, &none, NULL, NULL);
}

static void
demains_capture_finalize (GObject *object)
{
  DemainsCapture *self = DEMAINS_CAPTURE (object);

  g_clear_object (&self->device);
  g_clear_object (&self->sink);
  g_clear_object (&self->converter);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->drift, demains_drift_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (demains_capture_parent_class)->finalize (object);
}

static void
demains_capture_class_init (DemainsCaptureClass *class)
{
  G_OBJECT_CLASS (class)->finalize = demains_capture_finalize;

  signals[SIGNAL_FAILED] = g_signal_new ("failed", DEMAINS_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_LEVEL] = g_signal_new ("level", DEMAINS_TYPE_CAPTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
demains_capture_init (DemainsCapture *self)
{
  g_mutex_init (&self->mutex);
}

/*
 * demains_capture_new:
 * @device: a camera or microphone
 * @camera: which of the two
 * @base: a time of the system's clock, from which the samples' times are counted
 * @func: given every sample, as one that it may keep
 * @user_data: for @func
 *
 * Returns: (transfer full): a capture; see demains_capture_start()
 */
DemainsCapture *
demains_capture_new (DemainsDevice *device, gboolean camera, GstClockTime base, DemainsSampleFunc func,
                     gpointer user_data)
{
  DemainsCapture *self = g_object_new (DEMAINS_TYPE_CAPTURE, NULL);
  g_autoptr (GstClock) clock = gst_system_clock_obtain ();

  self->device = g_object_ref (device);
  self->camera = camera;
  self->base = base;
  self->func = func;
  self->user_data = user_data;
  self->drift = demains_drift_new ();
  self->pipeline = g_object_ref_sink (gst_pipeline_new (camera ? "camera" : "microphone"));
  gst_pipeline_use_clock (GST_PIPELINE (self->pipeline), clock);
  gst_element_set_start_time (self->pipeline, GST_CLOCK_TIME_NONE);
  gst_element_set_base_time (self->pipeline, base);

  return self;
}

/*
 * demains_capture_start:
 * @self: a capture
 *
 * Begins, without waiting for the device; "failed" says when it cannot.
 */
void
demains_capture_start (DemainsCapture *self)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GError) error = NULL;

  self->start_time = g_get_monotonic_time ();
  if (!build (self, &error))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }

  self->bus_watch = gst_bus_add_watch (bus, bus_cb, self);
  gst_element_call_async (self->pipeline, play_in_thread, g_object_ref (self), demains_release_on_main);
}

/*
 * demains_capture_stop:
 * @self: a capture
 *
 * Lets go of the device, in a thread. After this the function given is not
 * called any more, nor a signal emitted.
 */
void
demains_capture_stop (DemainsCapture *self)
{
  g_mutex_lock (&self->mutex);
  self->func = NULL;
  g_mutex_unlock (&self->mutex);

  g_clear_handle_id (&self->bus_watch, g_source_remove);
  self->stopped = TRUE;
  gst_element_call_async (self->pipeline, stop_in_thread, g_object_ref (self), demains_release_on_main);
}

/*
 * demains_capture_get_muted:
 * @self: a capture
 *
 * Returns: whether the microphone has given nothing but zeros for two seconds
 */
gboolean
demains_capture_get_muted (DemainsCapture *self)
{
  return self->nothings >= MUTED_LEVELS;
}

/*
 * demains_capture_get_flowing:
 * @self: a capture
 *
 * Returns: whether anything has come so far that a film may begin with
 */
gboolean
demains_capture_get_flowing (DemainsCapture *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->last_time != 0;
}

/*
 * demains_capture_get_silence:
 * @self: a started capture
 *
 * Returns: seconds since something came last, or since the start
 */
double
demains_capture_get_silence (DemainsCapture *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 since = self->last_time != 0 ? self->last_time : self->start_time;

  return (g_get_monotonic_time () - since) / (double)G_USEC_PER_SEC;
}

/*
 * demains_capture_check:
 * @self: a started capture
 *
 * Returns: (transfer full) (nullable): why nothing comes, once it is time to say so
 */
GError *
demains_capture_check (DemainsCapture *self)
{
  double silence = demains_capture_get_silence (self);
  double patience = self->camera ? PICTURE_SECONDS : SOUND_SECONDS;
  const char *name = demains_device_get_name (self->device);
  DemainsDeviceType type = get_device_type (self);

  if (demains_device_get_lost (self->device))
    return demains_capture_error_new (type, DEMAINS_CAUSE_SERVICE, "%s went with PipeWire", name);
  if (demains_device_get_gone (self->device))
    return demains_capture_error_new (type, DEMAINS_CAUSE_GONE, "%s is gone", name);
  if (silence > (demains_capture_get_flowing (self) ? patience : FIRST_SECONDS))
    return demains_capture_error_new (type, DEMAINS_CAUSE_STOPPED, "nothing from %s for %.1f s", name, silence);

  return NULL;
}
