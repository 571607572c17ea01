/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-encoder-test.h"

#include <gst/app/app.h>

#include "demains-house.h"

/* What takes longer says nothing: the machine may be busy. */
#define TIMEOUT_SECONDS 10
#define LOOK (50 * GST_MSECOND)

/* Pictures that are made before the clock runs and shown again and again. */
#define N_PICTURES 15
#define PICTURE_SIZE (DEMAINS_HOUSE_WIDTH * DEMAINS_HOUSE_HEIGHT * 3 / 2)

/* Soft stripes that wander, with the noise of a small sensor: as a camera's
 * pictures they are never twice the same. */
static GstBuffer *
make_picture (guint number)
{
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, PICTURE_SIZE, NULL);
  guint32 noise = number + 1;
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  for (guint y = 0; y < DEMAINS_HOUSE_HEIGHT; y++)
    for (guint x = 0; x < DEMAINS_HOUSE_WIDTH; x++)
      {
        guint stripe = (x + y / 2 + number * 7) % 128;

        noise = noise * 1664525 + 1013904223;
        map.data[y * DEMAINS_HOUSE_WIDTH + x] = 60 + (stripe < 64 ? stripe : 127 - stripe) + (noise >> 28);
      }
  memset (map.data + DEMAINS_HOUSE_WIDTH * DEMAINS_HOUSE_HEIGHT, 128, PICTURE_SIZE / 3);
  gst_buffer_unmap (buffer, &map);

  return buffer;
}

static void
give_pictures (GstAppSrc *source, guint n_frames)
{
  g_autoptr (GPtrArray) pictures = g_ptr_array_new_with_free_func ((GDestroyNotify)gst_buffer_unref);

  for (guint i = 0; i < MIN (n_frames, N_PICTURES); i++)
    g_ptr_array_add (pictures, make_picture (i));
  for (guint i = 0; i < n_frames; i++)
    {
      GstBuffer *picture = gst_buffer_copy (pictures->pdata[i % pictures->len]);

      GST_BUFFER_PTS (picture) = demains_house_frame_to_time (i);
      GST_BUFFER_DURATION (picture) = demains_house_frame_to_time (i + 1) - GST_BUFFER_PTS (picture);
      gst_app_src_push_buffer (source, picture);
    }
  gst_app_src_end_of_stream (source);
}

static GstPadProbeReturn
count_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  g_atomic_int_inc ((int *)user_data);

  return GST_PAD_PROBE_OK;
}

/* Whether it came to its end; NULL where that took too long or is not wanted. */
static GstMessage *
wait_for_end (GstElement *pipeline, GCancellable *cancellable)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  gint64 end = g_get_monotonic_time () + TIMEOUT_SECONDS * G_USEC_PER_SEC;
  GstMessage *message = NULL;

  while (message == NULL && g_get_monotonic_time () < end && !g_cancellable_is_cancelled (cancellable))
    message = gst_bus_timed_pop_filtered (bus, LOOK, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

  return message;
}

/*
 * demains_encoder_test:
 * @line: the elements that encode
 * @n_frames: how many pictures
 * @cancellable: (nullable): what stops it
 *
 * Encodes moving pictures of the house profile as fast as that goes.
 *
 * Returns: how many times faster than real time it was; %DEMAINS_SPEED_NONE when
 *     it does not work, %DEMAINS_SPEED_UNKNOWN when it did not come to an end
 */
double
demains_encoder_test (const char *line, guint n_frames, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autofree char *description
    = g_strdup_printf ("appsrc name=source format=time max-bytes=0 caps=\"" DEMAINS_HOUSE_VIDEO_CAPS
                       "\" ! videoconvert ! %s ! fakesink name=sink sync=false",
                       line);
  gint64 start, end;
  int frames = 0;

  pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);
  if (pipeline == NULL)
    {
      g_info ("An encoder cannot be set up: %s", error->message);
      return DEMAINS_SPEED_NONE;
    }

  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  pad = gst_element_get_static_pad (sink, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count_cb, &frames, NULL);
  give_pictures (GST_APP_SRC (source), n_frames);
  start = g_get_monotonic_time ();
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = wait_for_end (pipeline, cancellable);
  end = g_get_monotonic_time ();
  gst_element_set_state (pipeline, GST_STATE_NULL);

  if (message == NULL)
    return DEMAINS_SPEED_UNKNOWN;
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR || frames != (int)n_frames)
    return DEMAINS_SPEED_NONE;

  return (double)n_frames / DEMAINS_HOUSE_RATE / MAX (end - start, 1) * G_USEC_PER_SEC;
}
