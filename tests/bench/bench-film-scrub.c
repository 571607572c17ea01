/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes until the picture that was asked for is shown: anywhere in a take of a minute, and one after the
 * other as when the playhead is dragged. The pictures move and have noise, as those of a camera. */

#include "config.h"

#include <glib/gstdio.h>

#include "bench.h"
#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-player.h"
#include "footage.h"

#define SECONDS 60
#define RUNS 200
#define DRAG_FRAMES 3

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

static DemainsRecord *
make_take (DemainsProject *project, const char *folder)
{
  g_autofree char *video = g_build_filename (folder, "take.mkv", NULL);
  g_autofree char *picture
    = g_strdup_printf ("testsrc2=size=1280x720:rate=30:duration=%d,noise=alls=4:allf=t,format=yuv420p", SECONDS);
  g_autoptr (GError) error = NULL;
  DemainsRecord *take;

  g_free (footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", picture, "-c:v", "libx264", "-preset",
                       "ultrafast", "-crf", "26", video, NULL));
  take = footage_import (project, video, NULL, &error);
  g_assert_no_error (error);
  g_unlink (video);

  return take;
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = g_build_filename (argv[argc - 1], "scrub.demains", NULL);
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (DemainsPlayer) player = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  DemainsProject *project;
  GstElement *view;

  gst_init (&argc, &argv);
  demains_media_init ();
  project = bench_create_project (path);
  take = make_take (project, argv[argc - 1]);
  view = gst_parse_bin_from_description ("videoconvert ! fakesink name=sink sync=true enable-last-sample=true", TRUE,
                                         NULL);
  sink = gst_bin_get_by_name (GST_BIN (view), "sink");
  player = demains_player_new (project, view);
  demains_player_load (player, demains_record_get_id (take));
  while (get_shown (sink) != 0)
    bench_spin (1000);

  bench_print_title ("From asking for a picture to its being shown", "ms");
  for (guint i = 0; i < RUNS; i++)
    {
      gint64 frame = g_rand_int_range (random, 0, SECONDS * DEMAINS_HOUSE_RATE);

      bench_print ("anywhere", seek (player, sink, frame));
    }
  for (guint i = 0; i < RUNS; i++)
    bench_print ("dragged on", seek (player, sink, 100 + DRAG_FRAMES * i));
  for (guint i = RUNS; i > 0; i--)
    bench_print ("dragged back", seek (player, sink, 100 + DRAG_FRAMES * i));

  demains_player_stop (player);
  g_clear_object (&player);
  g_clear_object (&sink);
  bench_close_project (project);

  return 0;
}
