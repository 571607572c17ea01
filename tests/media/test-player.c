/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>

#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-player.h"

#define FRAMES 120

typedef struct
{
  DemainsProject *project;
  DemainsRecord *take;
  GstElement *sink;
  DemainsPlayer *player;
} Fixture;

/* The number of the frame that is shown, or -1. */
static int
get_shown (Fixture *fixture)
{
  GstSample *sample = NULL;
  int number = -1;

  g_object_get (fixture->sink, "last-sample", &sample, NULL);
  if (sample != NULL)
    {
      number = footage_read_number (gst_sample_get_buffer (sample));
      gst_sample_unref (sample);
    }

  return number;
}

static void
wait_for_frame (Fixture *fixture, int frame)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (get_shown (fixture) != frame)
    {
      if (g_get_monotonic_time () > end)
        g_error ("frame %d is shown, not %d", get_shown (fixture), frame);
      demains_test_spin (5);
    }
}

static void
wait_for_end (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (demains_player_get_playing (fixture->player))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (5);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("player.demains");
  g_autofree char *footage = demains_test_path ("player.mkv");
  g_autoptr (GstElement) convert = NULL;
  g_autoptr (GError) error = NULL;
  GstElement *sink;

  g_unlink (path);
  fixture->project = demains_test_create (path);
  footage_make (footage, FRAMES, FOOTAGE_BEEPS);
  fixture->take = footage_import (fixture->project, footage, NULL, &error);
  g_assert_no_error (error);

  sink = gst_parse_bin_from_description (
    "videoconvert ! video/x-raw,format=I420 ! fakesink name=sink sync=true enable-last-sample=true", TRUE, &error);
  g_assert_no_error (error);
  fixture->sink = gst_bin_get_by_name (GST_BIN (sink), "sink");
  fixture->player = demains_player_new (fixture->project, sink);
  demains_player_load (fixture->player, demains_record_get_id (fixture->take));
  wait_for_frame (fixture, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->sink);
  demains_test_spin (50);
  g_assert_finalize_object (fixture->player);
  g_clear_object (&fixture->take);
  demains_test_close (fixture->project);
}

static void
test_seek (Fixture *fixture, gconstpointer data)
{
  double worst = 0;

  g_assert_cmpint (demains_player_get_duration (fixture->player), ==, demains_house_frame_to_time (FRAMES));
  for (int i = 0; i < 40; i++)
    {
      int frame = i * 67 % FRAMES;
      gint64 start = g_get_monotonic_time ();

      demains_player_seek (fixture->player, demains_house_frame_to_time (frame));
      g_assert_cmpint (demains_player_get_position (fixture->player), ==, demains_house_frame_to_time (frame));
      wait_for_frame (fixture, frame);
      worst = MAX (worst, (g_get_monotonic_time () - start) / 1000.0);
    }
  g_test_message ("slowest of 40 seeks: %.0f ms", worst);

  /* Inside a frame, and beyond the end. */
  demains_player_seek (fixture->player, demains_house_frame_to_time (50) + 20 * GST_MSECOND);
  wait_for_frame (fixture, 50);
  demains_player_seek (fixture->player, 100 * GST_SECOND);
  wait_for_frame (fixture, FRAMES - 1);
}

/* Of seeks that come faster than frames, the last one is what is shown. */
static void
test_scrub (Fixture *fixture, gconstpointer data)
{
  for (int frame = 0; frame <= 100; frame++)
    demains_player_seek (fixture->player, demains_house_frame_to_time (frame));
  wait_for_frame (fixture, 100);
  demains_test_spin (200);
  g_assert_cmpint (get_shown (fixture), ==, 100);
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  demains_player_seek (fixture->player, demains_house_frame_to_time (29));
  for (int frame = 30; frame < 35; frame++)
    {
      demains_player_step (fixture->player, 1);
      wait_for_frame (fixture, frame);
    }
  for (int frame = 33; frame > 27; frame--)
    {
      demains_player_step (fixture->player, -1);
      wait_for_frame (fixture, frame);
    }
  demains_player_step (fixture->player, -100);
  wait_for_frame (fixture, 0);
  g_assert_cmpint (demains_player_get_position (fixture->player), ==, 0);
}

static void
test_range (Fixture *fixture, gconstpointer data)
{
  demains_player_play_range (fixture->player, demains_house_frame_to_time (40), demains_house_frame_to_time (55));
  g_assert_true (demains_player_get_playing (fixture->player));
  wait_for_end (fixture);
  g_assert_cmpint (get_shown (fixture), ==, 54);
  g_assert_cmpint (demains_player_get_position (fixture->player), ==, demains_house_frame_to_time (54));
}

static void
test_play (Fixture *fixture, gconstpointer data)
{
  gint64 start;

  demains_player_seek (fixture->player, 2 * GST_SECOND);
  start = g_get_monotonic_time ();
  demains_player_play (fixture->player);
  demains_test_spin (700);
  g_assert_cmpint (demains_player_get_position (fixture->player), >, 2100 * GST_MSECOND);
  wait_for_end (fixture);
  g_assert_cmpint (g_get_monotonic_time () - start, >, 1800 * 1000);
  g_assert_cmpint (get_shown (fixture), ==, FRAMES - 1);

  /* From the beginning again, and no faster than time. */
  start = g_get_monotonic_time ();
  demains_player_play (fixture->player);
  demains_test_spin (500);
  g_assert_cmpint (demains_player_get_position (fixture->player), <,
                   (g_get_monotonic_time () - start) * 1000 + GST_SECOND / 2);
  demains_player_pause (fixture->player);
  demains_test_spin (100);
  demains_test_until (demains_house_frame_to_time (get_shown (fixture))
                      == demains_player_get_position (fixture->player));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  demains_player_load (fixture->player, "no-such-take");
  while (demains_player_get_error (fixture->player) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (10);
    }
  demains_player_load (fixture->player, demains_record_get_id (fixture->take));
  g_assert_null (demains_player_get_error (fixture->player));
  demains_player_seek (fixture->player, demains_house_frame_to_time (7));
  wait_for_frame (fixture, 7);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/media/player/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("seek", test_seek);
  ADD ("scrub", test_scrub);
  ADD ("step", test_step);
  ADD ("range", test_range);
  ADD ("play", test_play);
  ADD ("missing", test_missing);

  return g_test_run ();
}
