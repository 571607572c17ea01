/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-stream-reader.h"

#include "demains-media-error-private.h"
#include "demains-media-init.h"

/* Where nothing comes for so long, nothing will. */
#define STALL (20 * GST_SECOND)
#define POLL (100 * GST_MSECOND)

static const struct
{
  const char *caps;
  const char *pad;
  const char *decoder;
} STREAMS[] = {
  [DEMAINS_STREAM_SOUND] = { "audio/x-raw", "audio_0", "decodebin" },
  [DEMAINS_STREAM_PICTURES] = { "video/x-raw(ANY)", "video_0", "decodebin caps=\"video/x-raw(ANY)\"" },
};

/*
 * demains_stream_reader_check:
 * @self: a stream reader with its pipeline
 * @error: what the pipeline says, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it goes on, and somebody wants it
 */
gboolean
demains_stream_reader_check (DemainsStreamReader *self, GError **error)
{
  g_autoptr (GstMessage) message = gst_bus_pop_filtered (self->bus, GST_MESSAGE_ERROR);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (message == NULL)
    return TRUE;
  g_propagate_error (error, demains_media_error_from_message (message));

  return FALSE;
}

static gboolean
wait_until_ready (DemainsStreamReader *self, GError **error)
{
  for (GstClockTime waited = 0; waited < STALL; waited += POLL)
    {
      GstStateChangeReturn change = gst_element_get_state (self->pipeline, NULL, NULL, POLL);

      if (!demains_stream_reader_check (self, error))
        return FALSE;
      if (change == GST_STATE_CHANGE_SUCCESS)
        return TRUE;
      if (change == GST_STATE_CHANGE_FAILURE)
        break;
    }
  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED, "the take cannot be decoded");

  return FALSE;
}

/* What a take is, is known: to find it out takes longer than to read a short clip. */
static char *
describe (const char *uri, DemainsStream stream, const char *tail)
{
  /* Two pictures: what is decoded and not asked for is for nothing. Of sound, which is smaller, it is ten seconds. */
  static const char SINK[] = "appsink name=sink sync=false max-bytes=2000000";

  if (demains_media_is_take (uri))
    return g_strdup_printf ("demainstakesrc name=source ! matroskademux name=demuxer demuxer.%s ! %s ! %s ! %s",
                            STREAMS[stream].pad, STREAMS[stream].decoder, tail, SINK);

  return g_strdup_printf ("uridecodebin name=source caps=\"%s\" expose-all-streams=false ! queue ! %s ! %s",
                          STREAMS[stream].caps, tail, SINK);
}

static gboolean
seek (GstElement *element, gint64 start)
{
  return gst_element_seek_simple (element, GST_FORMAT_TIME,
                                  GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_KEY_UNIT | GST_SEEK_FLAG_SNAP_BEFORE, start);
}

/*
 * demains_stream_reader_open:
 * @self: a stream reader, all zero
 * @uri: a video
 * @stream: which of its streams
 * @tail: what it then goes through, as gst-launch-1.0 takes it
 * @start: what is read begins here or before, in nanoseconds
 * @cancellable: (nullable): makes the reader give up
 * @error: %DEMAINS_MEDIA_ERROR, %G_IO_ERROR
 *
 * Begins at the key frame before @start: what comes too early is left out
 * by its time, so no decoder has a say in where a clip begins.
 *
 * Returns: whether it can be read
 */
gboolean
demains_stream_reader_open (DemainsStreamReader *self, const char *uri, DemainsStream stream, const char *tail,
                            gint64 start, GCancellable *cancellable, GError **error)
{
  g_autofree char *description = describe (uri, stream, tail);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstElement) demuxer = NULL;

  self->pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  if (self->pipeline == NULL)
    return FALSE;
  g_object_ref_sink (self->pipeline);
  source = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  g_object_set (source, "uri", uri, NULL);
  self->sink = GST_APP_SINK (gst_bin_get_by_name (GST_BIN (self->pipeline), "sink"));
  self->bus = gst_element_get_bus (self->pipeline);
  g_set_object (&self->cancellable, cancellable);

  /* A demuxer that has not begun does so where it is told: nothing is decoded for nothing before. */
  demuxer = gst_bin_get_by_name (GST_BIN (self->pipeline), "demuxer");
  if (demuxer != NULL && start > 0)
    seek (demuxer, start);
  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  if (!wait_until_ready (self, error))
    return FALSE;
  if (demuxer == NULL && start > 0)
    {
      if (!seek (self->pipeline, start) || !wait_until_ready (self, error))
        g_debug ("%s is read from its start", uri);
      g_clear_error (error);
    }
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);

  return TRUE;
}

/*
 * demains_stream_reader_pull:
 * @self: an open stream reader
 * @stalled: what to say where nothing comes, and no end
 * @error: (out): why there is no more
 *
 * Returns: (transfer full) (nullable): what comes next; %NULL without an error at the end
 */
GstSample *
demains_stream_reader_pull (DemainsStreamReader *self, DemainsMediaError stalled, GError **error)
{
  for (GstClockTime waited = 0; waited < STALL; waited += POLL)
    {
      GstSample *sample = gst_app_sink_try_pull_sample (self->sink, POLL);

      if (sample != NULL)
        return sample;
      if (!demains_stream_reader_check (self, error) || gst_app_sink_is_eos (self->sink))
        return NULL;
    }
  g_set_error (error, DEMAINS_MEDIA_ERROR, stalled, "nothing comes any more");

  return NULL;
}

void
demains_stream_reader_clear (DemainsStreamReader *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->sink);
  g_clear_object (&self->bus);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->cancellable);
}
