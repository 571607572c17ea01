/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-check.h"

#include "demains-clip-reader.h"
#include "demains-examine.h"
#include "demains-house.h"
#include "demains-media-error.h"

static GstPadProbeReturn
count_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  ++*(gint64 *)user_data;

  return GST_PAD_PROBE_OK;
}

/* Of the file itself, not of what went in. */
static gint64
count_frames (const char *path, gboolean webm, GCancellable *cancellable, GError **error)
{
  g_autofree char *description
    = g_strdup_printf ("filesrc name=source ! %s name=demuxer demuxer.video_0 ! fakesink name=sink sync=false",
                       webm ? "matroskademux" : "qtdemux");
  g_autoptr (GstElement) pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  gint64 count = 0;

  if (pipeline == NULL)
    return -1;
  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  pad = gst_element_get_static_pad (sink, "sink");
  bus = gst_element_get_bus (pipeline);
  g_object_set (source, "location", path, NULL);
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count_cb, &count, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while (message == NULL && !g_cancellable_is_cancelled (cancellable))
    message = gst_bus_timed_pop_filtered (bus, 100 * GST_MSECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return count;
}

/*
 * demains_film_check:
 * @path: a film that was made
 * @webm: whether it is WebM, not MP4
 * @frames: how many pictures were asked for
 * @cancellable: (nullable): makes it give up
 * @error: what is wrong with it
 *
 * Returns: whether it is what was asked for: as many pictures, as long, with sound, and its last picture can be seen
 */
gboolean
demains_film_check (const char *path, gboolean webm, gint64 frames, GCancellable *cancellable, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autoptr (DemainsFootage) footage = uri != NULL ? demains_examine (uri, error) : NULL;
  g_autoptr (DemainsPictureReader) reader = NULL;
  gint64 wanted = demains_house_frame_to_time (frames);
  gint64 counted;
  gboolean exact = FALSE;

  if (footage == NULL)
    return FALSE;
  counted = count_frames (path, webm, cancellable, error);
  if (counted >= 0)
    reader = demains_picture_reader_new (uri, frames - 1, NULL, cancellable, error);
  if (reader == NULL || demains_picture_reader_get (reader, frames - 1, &exact, error) == NULL)
    return FALSE;

  /* Encoders of sound fill up their last block: two frames at the most. */
  if (counted == frames && exact && footage->sound
      && ABS (footage->duration - wanted) <= demains_house_frame_to_time (2))
    return TRUE;

  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED,
               "the film has %" G_GINT64_FORMAT " pictures, not %" G_GINT64_FORMAT ", in %.3f s", counted, frames,
               footage->duration / (double)GST_SECOND);

  return FALSE;
}
