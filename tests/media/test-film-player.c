/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>

#include "demains-cut.h"
#include "demains-film-player.h"
#include "demains-film.h"
#include "demains-house.h"
#include "demains-media-init.h"

/* The film as it is played: which pictures are shown, and when. */

#define TAKE_FRAMES 150

typedef struct
{
  DemainsProject *project;
  DemainsRecord *take;
  DemainsFilmPlayer *player;

  /* Written by the sink's thread. */
  GMutex mutex;
  GArray *numbers;
  GArray *times;
} Fixture;

static void
shown_cb (GstElement *sink, GstBuffer *buffer, GstPad *pad, Fixture *fixture)
{
  int number = footage_read_number (buffer);
  gint64 time = GST_BUFFER_PTS (buffer);

  g_mutex_lock (&fixture->mutex);
  g_array_append_val (fixture->numbers, number);
  g_array_append_val (fixture->times, time);
  g_mutex_unlock (&fixture->mutex);
}

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = demains_test_path (name);
  g_autofree char *footage = demains_test_path ("tones.mkv");
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  fixture->project = demains_test_create (path);
  footage_make (footage, TAKE_FRAMES, FOOTAGE_TONES);
  fixture->take = footage_import (fixture->project, footage, NULL, &error);
  g_assert_no_error (error);
  g_mutex_init (&fixture->mutex);
  fixture->numbers = g_array_new (FALSE, FALSE, sizeof (int));
  fixture->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_object_set (sink, "sync", TRUE, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (shown_cb), fixture);
  fixture->player = demains_film_player_new (fixture->project, sink);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  demains_film_player_stop (fixture->player);
  demains_test_until (G_OBJECT (fixture->player)->ref_count == 1);
  g_clear_object (&fixture->player);
  g_clear_object (&fixture->take);
  g_array_unref (fixture->numbers);
  g_array_unref (fixture->times);
  g_mutex_clear (&fixture->mutex);
  demains_test_close (fixture->project);
}

static void
add_clip (Fixture *fixture, int first, int end)
{
  footage_add_clip (fixture->project, fixture->take, demains_house_frame_to_time (first),
                    demains_house_frame_to_time (end));
}

static int
get_number (Fixture *fixture, guint index)
{
  return g_array_index (fixture->numbers, int, index);
}

static void
play_to_end (Fixture *fixture, gint64 position)
{
  demains_film_player_play (fixture->player, position);
  g_assert_true (demains_film_player_get_playing (fixture->player));
  demains_test_until (!demains_film_player_get_playing (fixture->player));
  g_assert_no_error (demains_film_player_get_error (fixture->player));
  g_assert_cmpint (demains_film_player_get_position (fixture->player), ==,
                   demains_film_get_duration (fixture->project));
}

/* Each picture of the film is shown for its time, also at joins: none is missing, none is longer. */
static void
test_joins (Fixture *fixture, gconstpointer name)
{
  add_clip (fixture, 20, 50);
  add_clip (fixture, 97, 120);
  demains_cut_add_card (fixture->project, "Fin", "dark", GST_SECOND, NULL);
  add_clip (fixture, 3, 8);
  play_to_end (fixture, 0);

  g_assert_cmpuint (fixture->numbers->len, ==, 30 + 23 + 30 + 5);
  for (guint i = 0; i < fixture->numbers->len; i++)
    {
      g_assert_cmpint (g_array_index (fixture->times, gint64, i), ==, demains_house_frame_to_time (i));
      if (i < 30)
        g_assert_cmpint (get_number (fixture, i), ==, 20 + i);
      else if (i < 53)
        g_assert_cmpint (get_number (fixture, i), ==, 97 + i - 30);
      else if (i >= 83)
        g_assert_cmpint (get_number (fixture, i), ==, 3 + i - 83);
    }
}

/* From any frame on, and from the beginning where it is at its end. */
static void
test_from_anywhere (Fixture *fixture, gconstpointer name)
{
  add_clip (fixture, 20, 50);
  add_clip (fixture, 97, 120);
  play_to_end (fixture, demains_house_frame_to_time (40));
  g_assert_cmpuint (fixture->numbers->len, ==, 13);
  g_assert_cmpint (get_number (fixture, 0), ==, 107);

  g_array_set_size (fixture->numbers, 0);
  play_to_end (fixture, demains_film_get_duration (fixture->project));
  g_assert_cmpuint (fixture->numbers->len, ==, 53);
  g_assert_cmpint (get_number (fixture, 0), ==, 20);
}

static guint
count_shown (Fixture *fixture)
{
  guint n;

  g_mutex_lock (&fixture->mutex);
  n = fixture->numbers->len;
  g_mutex_unlock (&fixture->mutex);

  return n;
}

/* Who stops stops; what is begun again meanwhile is what plays. */
static void
test_stop (Fixture *fixture, gconstpointer name)
{
  guint n;

  add_clip (fixture, 0, 150);
  demains_film_player_play (fixture->player, 0);
  demains_test_until (count_shown (fixture) > 5);
  demains_film_player_stop (fixture->player);
  g_assert_false (demains_film_player_get_playing (fixture->player));
  demains_test_until (G_OBJECT (fixture->player)->ref_count == 1);
  n = count_shown (fixture);
  g_assert_cmpuint (n, <, 150);

  for (int i = 0; i < 5; i++)
    demains_film_player_play (fixture->player, demains_house_frame_to_time (10 * i));
  play_to_end (fixture, demains_house_frame_to_time (140));
  g_assert_cmpint (get_number (fixture, fixture->numbers->len - 10), ==, 140);
  g_assert_cmpint (get_number (fixture, fixture->numbers->len - 1), ==, 149);
}

/* Nothing to play is nothing that plays. */
static void
test_empty (Fixture *fixture, gconstpointer name)
{
  demains_film_player_play (fixture->player, 0);
  g_assert_false (demains_film_player_get_playing (fixture->player));
}

#define ADD(name, function) g_test_add ("/film-player/" name, Fixture, name ".demains", set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  demains_media_init ();
  ADD ("joins", test_joins);
  ADD ("from-anywhere", test_from_anywhere);
  ADD ("stop", test_stop);
  ADD ("empty", test_empty);

  return g_test_run ();
}
