/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <math.h>
#include <string.h>

#include <gst/app/app.h>

#include "demains-house.h"
#include "demains-import.h"
#include "demains-media-init.h"

#define WIDTH DEMAINS_HOUSE_WIDTH
#define HEIGHT DEMAINS_HOUSE_HEIGHT
#define BITS 16
#define CELL (WIDTH / BITS)

GstBuffer *
footage_make_picture (guint number)
{
  gsize size = WIDTH * HEIGHT * 3 / 2;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, size, NULL);
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  memset (map.data, 128, size);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint bit = 0; bit < BITS; bit++)
      memset (map.data + y * WIDTH + bit * CELL, number >> bit & 1 ? 235 : 16, CELL);
  gst_buffer_unmap (buffer, &map);
  GST_BUFFER_PTS (buffer) = demains_house_frame_to_time (number);
  GST_BUFFER_DURATION (buffer) = demains_house_frame_to_time (number + 1) - GST_BUFFER_PTS (buffer);

  return buffer;
}

/* Far enough from each other for a frame's length to tell. */
static double
get_tone (guint tone)
{
  return 500 + 60 * tone;
}

static GstBuffer *
make_sound (guint number, FootageSound sound)
{
  gint16 samples[DEMAINS_HOUSE_SAMPLES_PER_FRAME] = { 0 };
  double tone = sound == FOOTAGE_TONES ? get_tone (number % FOOTAGE_N_TONES) : 1000;
  GstBuffer *buffer;

  if (sound == FOOTAGE_TONES || number % DEMAINS_HOUSE_RATE == 0)
    for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
      samples[i] = 20000 * sin (2 * G_PI * tone * i / DEMAINS_HOUSE_SAMPLE_RATE);
  buffer = gst_buffer_new_memdup (samples, sizeof samples);
  GST_BUFFER_PTS (buffer) = demains_house_frame_to_time (number);

  return buffer;
}

int
footage_read_number (GstBuffer *picture)
{
  int number = 0;
  GstMapInfo map;

  gst_buffer_map (picture, &map, GST_MAP_READ);
  for (int bit = 0; bit < BITS; bit++)
    if (map.data[HEIGHT / 2 * WIDTH + bit * CELL + CELL / 2] > 125)
      number |= 1 << bit;
  gst_buffer_unmap (picture, &map);

  return number;
}

void
footage_finish (GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message
    = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

void
footage_make (const char *path, guint frames, FootageSound sound)
{
  g_autofree char *description = g_strdup_printf (
    "appsrc name=video format=time caps=" DEMAINS_HOUSE_VIDEO_CAPS " ! queue ! "
    "x264enc speed-preset=ultrafast key-int-max=60 bframes=2 ! matroskamux name=mux ! filesink name=sink %s",
    sound != FOOTAGE_SILENT
      ? "appsrc name=audio format=time caps=audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=1 ! "
        "flacenc ! queue max-size-time=0 max-size-bytes=0 max-size-buffers=0 ! mux."
      : "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstElement) video = gst_bin_get_by_name (GST_BIN (pipeline), "video");
  g_autoptr (GstElement) audio = gst_bin_get_by_name (GST_BIN (pipeline), "audio");
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");

  g_assert_no_error (error);
  g_object_set (sink, "location", path, NULL);
  g_object_set (video, "block", TRUE, "max-buffers", G_GUINT64_CONSTANT (8), NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  for (guint number = 0; number < frames; number++)
    {
      if (audio != NULL)
        gst_app_src_push_buffer (GST_APP_SRC (audio), make_sound (number, sound));
      gst_app_src_push_buffer (GST_APP_SRC (video), footage_make_picture (number));
    }
  if (audio != NULL)
    gst_app_src_end_of_stream (GST_APP_SRC (audio));
  gst_app_src_end_of_stream (GST_APP_SRC (video));
  footage_finish (pipeline);
}

GArray *
footage_read (const char *uri, const char *caps, guint element, FootageTake take, gpointer data)
{
  g_autofree char *description
    = g_strdup_printf ("uridecodebin name=decoder ! %s ! %s ! appsink name=sink sync=false",
                       g_str_has_prefix (caps, "video") ? "videoconvert" : "audioconvert ! audioresample", caps);
  GArray *array = g_array_new (FALSE, FALSE, element);
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) decoder = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GError) error = NULL;
  GstSample *sample;

  pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  decoder = gst_bin_get_by_name (GST_BIN (pipeline), "decoder");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_object_set (decoder, "uri", uri, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while ((sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), 20 * GST_SECOND)) != NULL)
    {
      take (array, gst_sample_get_buffer (sample), data);
      gst_sample_unref (sample);
    }
  g_assert_true (gst_app_sink_is_eos (GST_APP_SINK (sink)));
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return array;
}

static void
take_number (GArray *array, GstBuffer *buffer, gpointer data)
{
  int number = footage_read_number (buffer);

  g_array_append_val (array, number);
}

/* The power of a tone, by a window that lets its neighbours through little. */
static double
measure_tone (const gint16 *samples, guint n_samples, double tone)
{
  double sine = 0, cosine = 0;

  for (guint i = 0; i < n_samples; i++)
    {
      double weight = 1 - cos (2 * G_PI * (i + 0.5) / n_samples);
      double phase = 2 * G_PI * tone * i / DEMAINS_HOUSE_SAMPLE_RATE;

      sine += weight * samples[i] * sin (phase);
      cosine += weight * samples[i] * cos (phase);
    }

  return sine * sine + cosine * cosine;
}

guint
footage_find_tone (const gint16 *samples)
{
  guint best = 0;
  double most = -1;

  for (guint tone = 0; tone < FOOTAGE_N_TONES; tone++)
    {
      double power = measure_tone (samples, DEMAINS_HOUSE_SAMPLES_PER_FRAME, get_tone (tone));

      if (power > most)
        {
          most = power;
          best = tone;
        }
    }

  return best;
}

static void
take_sound (GArray *array, GstBuffer *buffer, gpointer data)
{
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READ);
  g_array_append_vals (array, map.data, map.size / sizeof (gint16));
  gst_buffer_unmap (buffer, &map);
}

GArray *
footage_read_numbers (const char *uri)
{
  return footage_read (uri, "video/x-raw,format=I420", sizeof (int), take_number, NULL);
}

GArray *
footage_read_sound (const char *uri)
{
  return footage_read (uri, "audio/x-raw,format=S16LE,rate=48000,channels=1", sizeof (gint16), take_sound, NULL);
}

char *
footage_run (const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = -1;
  va_list list;

  va_start (list, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (list, const char *))
    g_ptr_array_add (arguments, (char *)argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_spawn_sync (NULL, (char **)arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);

  return g_strchomp (output);
}

DemainsRecord *
footage_import (DemainsProject *project, const char *path, DemainsImportReport *report, GError **error)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new ("import");
  g_autoptr (GAsyncResult) result = NULL;
  DemainsRecord *take;

  demains_import_video_async (project, path, operation, demains_test_ready_cb, &result);
  take = demains_import_video_finish (demains_test_wait (&result), report, error);
  g_assert_cmpint (demains_operation_get_state (operation), ==,
                   take != NULL ? DEMAINS_OPERATION_DONE : DEMAINS_OPERATION_FAILED);

  return take;
}

void
footage_add_clip (DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point)
{
  DemainsRecord *clip = demains_project_add (project, DEMAINS_KIND_CLIP, NULL, NULL);

  g_object_set (clip, "take", demains_record_get_id (take), "in-point", in_point, "out-point", out_point, NULL);
}

char *
footage_get_uri (DemainsProject *project, DemainsRecord *take)
{
  return demains_media_get_uri (demains_project_get_path (project), demains_record_get_id (take), FALSE);
}
