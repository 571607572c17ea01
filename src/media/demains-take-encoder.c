/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-encoder.h"

#include <gst/app/app.h>
#include <gst/audio/audio.h>

#include "demains-cluster-splitter.h"
#include "demains-encoder-swap.h"
#include "demains-encoder.h"
#include "demains-house.h"
#include "demains-peak-meter.h"

/* So much may wait for a slow disk before the pictures wait too. */
#define MAX_BACKLOG (64 * 1024 * 1024)

struct _DemainsTakeEncoder
{
  GstBin parent_instance;

  DemainsMediaWriter *writer;
  DemainsMediaInfo info;
  DemainsClusterSplitter *splitter;

  /* Where pictures wait, before they are made to fit and before the encoder. */
  GstElement *intake_queue;
  GstElement *encoder_queue;

  GMutex mutex;
  gboolean abandoned;
  gint64 duration;

  DemainsPeakMeter *meter;
};

G_DEFINE_FINAL_TYPE (DemainsTakeEncoder, demains_take_encoder, GST_TYPE_BIN)

static void
header_cb (GBytes *header, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;

  demains_media_writer_begin (self->writer, &self->info, header);
}

static void
cluster_cb (GBytes *cluster, gint64 start, gint64 end, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;
  DemainsMediaChunk chunk = { cluster, start, end };

  demains_media_writer_append (self->writer, &chunk);

  g_mutex_lock (&self->mutex);
  self->duration = MAX (self->duration, end);
  g_mutex_unlock (&self->mutex);
}

static GBytes *
sample_to_bytes (GstSample *sample)
{
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  gsize size = gst_buffer_get_size (buffer);
  guint8 *data = g_malloc (size);

  gst_buffer_extract (buffer, 0, data, size);

  return g_bytes_new_take (data, size);
}

static gboolean
is_abandoned (DemainsTakeEncoder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->abandoned;
}

/* Waits while the disk is far behind. FALSE when it will not catch up; until then
 * what cannot be written now is kept. */
static gboolean
wait_for_writer (DemainsTakeEncoder *self)
{
  while (!is_abandoned (self))
    {
      g_autoptr (GError) error = NULL;

      if (demains_media_writer_get_backlog (self->writer) <= MAX_BACKLOG)
        return TRUE;
      error = demains_media_writer_dup_error (self->writer);
      if (error != NULL)
        return FALSE;
      g_usleep (10 * 1000);
    }

  return FALSE;
}

static GstFlowReturn
new_bytes_cb (GstAppSink *sink, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (sample == NULL)
    return GST_FLOW_EOS;
  if (!wait_for_writer (self))
    return GST_FLOW_ERROR;

  bytes = sample_to_bytes (sample);
  if (!demains_cluster_splitter_push (self->splitter, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error))
    {
      GST_ELEMENT_ERROR (self, STREAM, MUX, (NULL), ("%s", error->message));
      return GST_FLOW_ERROR;
    }

  return GST_FLOW_OK;
}

static void
end_of_bytes_cb (GstAppSink *sink, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;

  demains_cluster_splitter_finish (self->splitter);
}

static GstFlowReturn
new_still_cb (GstAppSink *sink, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr (GBytes) jpeg = NULL;
  gint64 time;

  if (sample == NULL)
    return GST_FLOW_EOS;

  jpeg = sample_to_bytes (sample);
  time = demains_house_frame_to_time (demains_house_nearest_frame (GST_BUFFER_PTS (gst_sample_get_buffer (sample))));
  demains_media_writer_add_still (self->writer, time, jpeg);

  return GST_FLOW_OK;
}

static void
peaks_cb (GBytes *peaks, gint64 time, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;

  demains_media_writer_add_peaks (self->writer, time, peaks);
}

/* The sound as it is encoded: continuous, from the beginning of the take on. */
static GstPadProbeReturn
measure_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  GstAudioInfo format;
  GstMapInfo map;

  if (caps == NULL || !gst_audio_info_from_caps (&format, caps)
      || !gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ))
    return GST_PAD_PROBE_OK;
  demains_peak_meter_push (self->meter, (const gint16 *)map.data, map.size / format.bpf, format.channels);
  gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
end_of_sound_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  DemainsTakeEncoder *self = user_data;

  if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS)
    demains_peak_meter_finish (self->meter);

  return GST_PAD_PROBE_OK;
}

static void
add_meter (DemainsTakeEncoder *self, GstElement *part)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (part, "src");

  self->meter = demains_peak_meter_new (peaks_cb, self);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, measure_cb, self, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, end_of_sound_cb, self, NULL);
}

static GstPadProbeReturn
pick_still_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  gint64 frame = demains_house_nearest_frame (GST_BUFFER_PTS (GST_PAD_PROBE_INFO_BUFFER (info)));

  return frame % DEMAINS_HOUSE_FRAMES_PER_STILL == 0 ? GST_PAD_PROBE_OK : GST_PAD_PROBE_DROP;
}

static GstElement *
add_part (DemainsTakeEncoder *self, const char *description, GError **error)
{
  GstElement *part = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);

  if (part != NULL)
    gst_bin_add (GST_BIN (self), part);

  return part;
}

static void
add_ghost_pad (DemainsTakeEncoder *self, const char *name, GstElement *part)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (part, "sink");

  gst_element_add_pad (GST_ELEMENT (self), gst_ghost_pad_new (name, pad));
}

static gboolean
add_stills (DemainsTakeEncoder *self, GstElement *tee, GError **error)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_still_cb };
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstElement) sink = NULL;
  GstElement *part
    = add_part (self,
                "queue max-size-buffers=4 ! videoscale ! video/x-raw,width=160,height=90 ! videoconvert ! "
                "jpegenc quality=75 ! appsink name=stills sync=false async=false",
                error);

  if (part == NULL)
    return FALSE;
  pad = gst_element_get_static_pad (part, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, pick_still_cb, NULL, NULL);
  sink = gst_bin_get_by_name (GST_BIN (part), "stills");
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);

  return gst_element_link (tee, part);
}

static GstElement *
add_muxer (DemainsTakeEncoder *self, GError **error)
{
  GstAppSinkCallbacks callbacks = { .new_sample = new_bytes_cb, .eos = end_of_bytes_cb };
  GstElement *muxer = gst_element_factory_make ("matroskamux", NULL);
  GstElement *sink = gst_element_factory_make ("appsink", NULL);

  if (muxer == NULL || sink == NULL)
    {
      g_set_error (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN, "no Matroska muxer is installed");
      g_clear_pointer (&muxer, gst_object_unref);
      g_clear_pointer (&sink, gst_object_unref);
      return NULL;
    }

  /* A cluster begins at the first key frame after so long: at each of them. */
  g_object_set (muxer, "streamable", TRUE, "min-cluster-duration", (gint64)400 * GST_MSECOND, "writing-app", "Demains",
                NULL);
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);
  gst_bin_add_many (GST_BIN (self), muxer, sink, NULL);
  gst_element_link (muxer, sink);

  return muxer;
}

static gboolean
add_video (DemainsTakeEncoder *self, GstElement *muxer, GError **error)
{
  GstElement *intake, *tee, *queue, *encoder;

  intake
    = add_part (self,
                "queue name=pictures max-size-buffers=6 max-size-bytes=0 max-size-time=0 ! "
                "videoconvertscale add-borders=true n-threads=2 ! videorate ! " DEMAINS_HOUSE_VIDEO_CAPS " ! identity",
                error);
  encoder = intake != NULL ? demains_encoder_new_video (DEMAINS_ENCODER_TAKE, error) : NULL;
  if (encoder == NULL)
    return FALSE;

  tee = gst_element_factory_make ("tee", NULL);
  queue = gst_element_factory_make ("queue", NULL);
  g_object_set (queue, "max-size-buffers", 6, "max-size-bytes", 0, "max-size-time", G_GUINT64_CONSTANT (0), NULL);
  gst_bin_add_many (GST_BIN (self), tee, queue, encoder, NULL);
  add_ghost_pad (self, "video", intake);
  self->intake_queue = gst_bin_get_by_name (GST_BIN (intake), "pictures");
  self->encoder_queue = g_object_ref (queue);

  return gst_element_link_many (intake, tee, queue, encoder, muxer, NULL) && add_stills (self, tee, error);
}

/* Sound comes without gaps (see demains-drift.c) but where it begins, and where some
 * was lost: what is more off than the tolerance is filled with silence or cut, so that
 * sound keeps to the pictures. */
static gboolean
add_audio (DemainsTakeEncoder *self, GstElement *muxer, GError **error)
{
  const char *codec = NULL;
  GstElement *intake, *encoder, *queue;

  intake
    = add_part (self,
                "queue max-size-time=2000000000 max-size-buffers=0 max-size-bytes=0 ! audioconvert ! audioresample ! "
                "audiorate tolerance=1000000 skip-to-first=false ! "
                "audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=[1,2] ! identity",
                error);
  encoder = intake != NULL ? demains_encoder_new_audio (DEMAINS_ENCODER_TAKE, &codec, error) : NULL;
  if (encoder == NULL)
    return FALSE;

  queue = gst_element_factory_make ("queue", NULL);
  gst_bin_add_many (GST_BIN (self), encoder, queue, NULL);
  add_ghost_pad (self, "audio", intake);
  add_meter (self, intake);
  g_strlcpy (self->info.audio_codec, codec, sizeof self->info.audio_codec);

  return gst_element_link_many (intake, encoder, queue, muxer, NULL);
}

static void
demains_take_encoder_finalize (GObject *object)
{
  DemainsTakeEncoder *self = DEMAINS_TAKE_ENCODER (object);

  g_clear_object (&self->intake_queue);
  g_clear_object (&self->encoder_queue);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->splitter, demains_cluster_splitter_free);
  g_clear_pointer (&self->meter, demains_peak_meter_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (demains_take_encoder_parent_class)->finalize (object);
}

static void
demains_take_encoder_class_init (DemainsTakeEncoderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = demains_take_encoder_finalize;
}

static void
demains_take_encoder_init (DemainsTakeEncoder *self)
{
  g_mutex_init (&self->mutex);
  self->info = (DemainsMediaInfo){
    .container = "video/x-matroska",
    .width = DEMAINS_HOUSE_WIDTH,
    .height = DEMAINS_HOUSE_HEIGHT,
    .rate_numerator = DEMAINS_HOUSE_RATE,
    .rate_denominator = 1,
  };
}

/**
 * demains_take_encoder_new:
 * @writer: the take
 * @sound: whether there will be a pad "audio"
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER, or a missing plug-in
 *
 * May test encoders the first time (see demains_encoder_find()).
 *
 * Returns: (transfer floating) (nullable): the bin
 */
DemainsTakeEncoder *
demains_take_encoder_new (DemainsMediaWriter *writer, gboolean sound, GError **error)
{
  const char *codec = demains_encoder_find (error);
  g_autoptr (DemainsTakeEncoder) self = NULL;
  GstElement *muxer;

  if (codec == NULL)
    return NULL;

  self = g_object_ref_sink (g_object_new (DEMAINS_TYPE_TAKE_ENCODER, NULL));
  self->writer = g_object_ref (writer);
  self->splitter = demains_cluster_splitter_new (DEMAINS_HOUSE_RATE, 1, header_cb, cluster_cb, self);
  g_strlcpy (self->info.video_codec, codec, sizeof self->info.video_codec);

  muxer = add_muxer (self, error);
  if (muxer == NULL || !add_video (self, muxer, error) || (sound && !add_audio (self, muxer, error)))
    return NULL;

  g_object_force_floating (G_OBJECT (self));

  return g_steal_pointer (&self);
}

/**
 * demains_take_encoder_get_duration:
 * @self: a take encoder
 *
 * Returns: how much of the take is with the writer, in nanoseconds
 */
gint64
demains_take_encoder_get_duration (DemainsTakeEncoder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->duration;
}

/**
 * demains_take_encoder_get_waiting:
 * @self: a take encoder
 *
 * Returns: how many pictures wait to be encoded
 */
guint
demains_take_encoder_get_waiting (DemainsTakeEncoder *self)
{
  guint intake, encoder;

  g_object_get (self->intake_queue, "current-level-buffers", &intake, NULL);
  g_object_get (self->encoder_queue, "current-level-buffers", &encoder, NULL);

  return intake + encoder;
}

/**
 * demains_take_encoder_renew:
 * @self: a take encoder
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER
 *
 * Goes on with pictures as demains_encoder_lower() has them made now, from the
 * next group on; none is lost by it.
 *
 * Returns: whether that is possible
 */
gboolean
demains_take_encoder_renew (DemainsTakeEncoder *self, GError **error)
{
  GstElement *encoder = demains_encoder_new_video (DEMAINS_ENCODER_TAKE, error);
  g_autoptr (GstPad) pictures = gst_element_get_static_pad (self->encoder_queue, "src");

  if (encoder == NULL)
    return FALSE;
  demains_encoder_swap (pictures, encoder);

  return TRUE;
}

/**
 * demains_take_encoder_close:
 * @self: a take encoder in a pipeline that was stopped
 *
 * Hands the last second to the writer, when an error left it unfinished, and
 * lets go of the writer. That holds the project, which must end on the main
 * thread, while the last to hold a pipeline may be the thread that stopped it.
 */
void
demains_take_encoder_close (DemainsTakeEncoder *self)
{
  demains_cluster_splitter_finish (self->splitter);
  g_clear_object (&self->writer);
}

/**
 * demains_take_encoder_abandon:
 * @self: a take encoder
 *
 * Nothing more is wanted: its pipeline stops at once, even where it waits for
 * the disk.
 */
void
demains_take_encoder_abandon (DemainsTakeEncoder *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->abandoned = TRUE;
}
