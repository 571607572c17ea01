/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-check.h"

#include <ebur128.h>
#include <math.h>

#include "demains-clip-reader.h"
#include "demains-examine.h"
#include "demains-house.h"
#include "demains-media-error-private.h"

#define SOUND_CAPS "audio/x-raw,format=F32LE,layout=interleaved,rate=48000,channels=%u"

/* What is found in a film, in the threads of its pipeline. */
typedef struct
{
  gint64 frames;
  ebur128_state *meter;
} Findings;

static GstPadProbeReturn
count_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Findings *self = user_data;

  self->frames++;

  return GST_PAD_PROBE_DROP;
}

static GstPadProbeReturn
listen_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Findings *self = user_data;
  GstMapInfo map;

  if (gst_buffer_map (GST_PAD_PROBE_INFO_BUFFER (info), &map, GST_MAP_READ))
    {
      ebur128_add_frames_float (self->meter, (const float *)map.data,
                                map.size / (self->meter->channels * sizeof (float)));
      gst_buffer_unmap (GST_PAD_PROBE_INFO_BUFFER (info), &map);
    }

  return GST_PAD_PROBE_OK;
}

static void
watch (GstElement *pipeline, const char *sink, GstPadProbeCallback callback, Findings *findings)
{
  g_autoptr (GstElement) element = gst_bin_get_by_name (GST_BIN (pipeline), sink);
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "sink");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, callback, findings, NULL);
}

static gboolean
wait_for_end (GstElement *pipeline, GCancellable *cancellable, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;

  while (message == NULL)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      message = gst_bus_timed_pop_filtered (bus, 100 * GST_MSECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    }
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    return TRUE;
  g_propagate_error (error, demains_media_error_from_message (message));

  return FALSE;
}

/* Counts the pictures and decodes the sound, of the file itself, not of what went in. Loudness has its own thread; the
 * rest has one, so the sink for pictures, which gets none, must not be waited for. */
static gboolean
go_through (const char *path, gboolean webm, Findings *findings, GCancellable *cancellable, GError **error)
{
  g_autofree char *description
    = g_strdup_printf ("filesrc name=source ! %s name=demuxer "
                       "demuxer.video_0 ! fakesink name=pictures sync=false async=false "
                       "demuxer.audio_0 ! decodebin ! audioconvert ! audioresample ! " SOUND_CAPS
                       " ! queue ! fakesink name=sound sync=false",
                       webm ? "matroskademux" : "qtdemux", findings->meter->channels);
  g_autoptr (GstElement) pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  g_autoptr (GstElement) source = NULL;
  gboolean good;

  if (pipeline == NULL)
    return FALSE;
  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_object_set (source, "location", path, NULL);
  watch (pipeline, "pictures", count_cb, findings);
  watch (pipeline, "sound", listen_cb, findings);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  good = wait_for_end (pipeline, cancellable, error);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return good;
}

/* The last picture can be seen: the index is right to the end. */
static gboolean
ends_well (const char *uri, gint64 frames, GCancellable *cancellable, GError **error)
{
  g_autoptr (DemainsPictureReader) reader = demains_picture_reader_new (uri, frames - 1, NULL, cancellable, error);
  gboolean exact = FALSE;

  if (reader == NULL || demains_picture_reader_get (reader, frames - 1, &exact, error) == NULL)
    return FALSE;
  if (!exact)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED, "the film's last picture is not its last");

  return exact;
}

/* Encoders of sound fill up their last block: two frames at the most. */
static gboolean
is_complete (const DemainsFootage *footage, gint64 counted, gint64 frames, GError **error)
{
  gint64 wanted = demains_house_frame_to_time (frames);

  if (counted == frames && ABS (footage->duration - wanted) <= demains_house_frame_to_time (2))
    return TRUE;
  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED,
               "the film has %" G_GINT64_FORMAT " pictures, not %" G_GINT64_FORMAT ", in %.3f s", counted, frames,
               footage->duration / (double)GST_SECOND);

  return FALSE;
}

/*
 * demains_film_check:
 * @path: a film that was made
 * @webm: whether it is WebM, not MP4
 * @frames: how many pictures were asked for
 * @channels: 1 where both of its sound are the same, of which then one is measured; else 2
 * @loudness: (out): of its sound, in LUFS (ITU-R BS.1770); -HUGE_VAL where nothing is heard
 * @cancellable: (nullable): makes it give up
 * @error: what is wrong with it
 *
 * Returns: whether it is what was asked for: as many pictures, as long, with sound that decodes to its end, and its
 *     last picture can be seen
 */
gboolean
demains_film_check (const char *path, gboolean webm, gint64 frames, guint channels, double *loudness,
                    GCancellable *cancellable, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autoptr (DemainsFootage) footage = uri != NULL ? demains_examine (uri, error) : NULL;
  Findings findings = { 0 };
  gboolean good;

  *loudness = -HUGE_VAL;
  if (footage == NULL)
    return FALSE;
  if (!footage->sound)
    {
      g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED, "the film has no sound");
      return FALSE;
    }
  findings.meter = ebur128_init (channels, DEMAINS_HOUSE_SAMPLE_RATE, EBUR128_MODE_I);
  if (channels == 1)
    ebur128_set_channel (findings.meter, 0, EBUR128_DUAL_MONO);
  good = go_through (path, webm, &findings, cancellable, error) && is_complete (footage, findings.frames, frames, error)
         && ends_well (uri, frames, cancellable, error);
  ebur128_loudness_global (findings.meter, loudness);
  ebur128_destroy (&findings.meter);

  return good;
}
