/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes until the picture that was asked for is shown: anywhere in a take of a minute, and one after the
 * other as when the playhead is dragged. The pictures move and have noise, as those of a camera. First in groups of
 * pictures of a second, then in those that takes have. */

#include "config.h"

#include <glib/gstdio.h>

#include "bench.h"
#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-player.h"
#include "demains-take-encoder.h"
#include "footage.h"

#define SECONDS 60
#define RUNS 200
#define DRAG_FRAMES 3

/* Frames of a group of pictures; 0 for what takes have. */
static const struct
{
  guint frames;
  const char *name;
} GROUPS[] = { { DEMAINS_HOUSE_RATE, "groups of a second" }, { 0, "groups that takes have" } };

static gint64
get_shown (GstElement *sink)
{
  GstSample *sample = NULL;
  gint64 frame = -1;

  g_object_get (sink, "last-sample", &sample, NULL);
  if (sample != NULL)
    frame = demains_house_nearest_frame (GST_BUFFER_PTS (gst_sample_get_buffer (sample)));
  g_clear_pointer (&sample, gst_sample_unref);

  return frame;
}

static double
seek (DemainsPlayer *player, GstElement *sink, gint64 frame)
{
  gint64 start = g_get_monotonic_time ();

  demains_player_seek (player, demains_house_frame_to_time (frame));
  while (get_shown (sink) != frame)
    bench_spin (1000);

  return bench_seconds_since (start) * 1000;
}

static void
make_video (const char *path)
{
  g_autofree char *picture
    = g_strdup_printf ("testsrc2=size=1280x720:rate=30:duration=%d,noise=alls=4:allf=t,format=yuv420p", SECONDS);

  g_free (footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", picture, "-c:v", "libx264", "-preset",
                       "ultrafast", "-crf", "26", path, NULL));
}

static void
set_group (GstBin *encoder, guint frames)
{
  g_autoptr (GstIterator) found = gst_bin_iterate_all_by_element_factory_name (encoder, "x264enc");
  GValue element = G_VALUE_INIT;

  g_assert_cmpint (gst_iterator_next (found, &element), ==, GST_ITERATOR_OK);
  g_object_set (g_value_get_object (&element), "key-int-max", frames, NULL);
  g_value_unset (&element);
}

static char *
make_take (DemainsProject *project, const char *video, guint group)
{
  g_autoptr (DemainsMediaWriter) writer = bench_start_take (project);
  g_autofree char *description
    = g_strdup_printf ("filesrc location=%s ! matroskademux ! h264parse ! avdec_h264 name=decoder", video);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, &error);
  g_autoptr (GstElement) decoder = gst_bin_get_by_name (GST_BIN (pipeline), "decoder");
  DemainsTakeEncoder *encoder = demains_take_encoder_new (writer, FALSE, &error);

  g_assert_no_error (error);
  if (group > 0)
    set_group (GST_BIN (encoder), group);
  gst_bin_add (GST_BIN (pipeline), GST_ELEMENT (encoder));
  gst_element_link_pads (decoder, "src", GST_ELEMENT (encoder), "video");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  footage_finish (pipeline);
  demains_take_encoder_close (encoder);
  bench_finish_take (writer);

  return g_strdup (demains_media_writer_get_take_id (writer));
}

static void
scrub (DemainsProject *project, const char *take_id)
{
  GstElement *view = gst_parse_bin_from_description (
    "videoconvert ! fakesink name=sink sync=true enable-last-sample=true", TRUE, NULL);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (view), "sink");
  g_autoptr (DemainsPlayer) player = demains_player_new (project, view);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  demains_player_load (player, take_id);
  while (get_shown (sink) != 0)
    bench_spin (1000);

  for (guint i = 0; i < RUNS; i++)
    bench_print ("anywhere", seek (player, sink, g_rand_int_range (random, 0, SECONDS * DEMAINS_HOUSE_RATE)));
  for (guint i = 0; i < RUNS; i++)
    bench_print ("dragged on", seek (player, sink, 100 + DRAG_FRAMES * i));
  for (guint i = RUNS; i > 0; i--)
    bench_print ("dragged back", seek (player, sink, 100 + DRAG_FRAMES * i));

  demains_player_stop (player);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = g_build_filename (argv[argc - 1], "scrub.demains", NULL);
  g_autofree char *video = g_build_filename (argv[argc - 1], "take.mkv", NULL);
  DemainsProject *project;

  gst_init (&argc, &argv);
  demains_media_init ();
  project = bench_create_project (path);
  make_video (video);

  for (guint i = 0; i < G_N_ELEMENTS (GROUPS); i++)
    {
      g_autofree char *take_id = make_take (project, video, GROUPS[i].frames);
      g_autofree char *title = g_strdup_printf ("From asking for a picture to its being shown, %s", GROUPS[i].name);

      bench_print_title (title, "ms");
      scrub (project, take_id);
    }

  g_unlink (video);
  bench_close_project (project);

  return 0;
}
