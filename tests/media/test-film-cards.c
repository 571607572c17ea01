/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "demains-cut.h"
#include "demains-film-part.h"
#include "demains-film.h"
#include "demains-house.h"
#include "demains-media-init.h"

/* Title cards and fades between clips whose every frame says its number and has a tone of its own. */

#define TAKE_FRAMES 150
#define FADE_FRAMES 10

/* Pictures are looked at in grey from 0 to 255. */
#define WIDTH DEMAINS_HOUSE_WIDTH
#define HEIGHT DEMAINS_HOUSE_HEIGHT
#define GREY_CAPS "video/x-raw,format=GRAY8"

typedef struct
{
  DemainsProject *project;
  DemainsRecord *take;
} Fixture;

/* What is seen of a picture. */
typedef struct
{
  double mean;
  int corner;
  int brightest;
  int darkest;
} Look;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autofree char *path = demains_test_path (name);
  g_autofree char *footage = demains_test_path ("tones.mkv");
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  fixture->project = demains_test_create (path);
  footage_make (footage, TAKE_FRAMES, FOOTAGE_TONES);
  fixture->take = footage_import (fixture->project, footage, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  g_clear_object (&fixture->take);
  demains_test_close (fixture->project);
}

static void
add_clip (Fixture *fixture, int first, int end)
{
  footage_add_clip (fixture->project, fixture->take, demains_house_frame_to_time (first),
                    demains_house_frame_to_time (end));
}

static DemainsRecord *
get_clip (Fixture *fixture, guint index)
{
  return demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_CLIP), index);
}

static char *
render (Fixture *fixture, DemainsFilmWay way, DemainsFilmResult **film)
{
  g_autofree char *path = demains_test_path (way == DEMAINS_FILM_COPIED ? "copied.mp4" : "encoded.mp4");
  g_autofree char *complaints = NULL;
  g_autoptr (DemainsOperation) operation = demains_operation_new ("film");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_film_render_async (fixture->project, path, way, operation, demains_test_ready_cb, &result);
  *film = demains_film_render_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint ((*film)->way, ==, way);
  complaints = footage_run ("sh", "-c", "exec ffmpeg -v error -i \"$0\" -f null - 2>&1", path, NULL);
  g_assert_cmpstr (complaints, ==, "");

  return g_filename_to_uri (path, NULL, NULL);
}

static void
take_look (GArray *array, GstBuffer *buffer, gpointer data)
{
  Look look = { .brightest = 0, .darkest = 255 };
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_READ);
  for (gsize i = 0; i < WIDTH * HEIGHT; i++)
    {
      look.mean += map.data[i] / (double)(WIDTH * HEIGHT);
      look.brightest = MAX (look.brightest, map.data[i]);
      look.darkest = MIN (look.darkest, map.data[i]);
    }
  look.corner = map.data[4 * WIDTH + 4];
  gst_buffer_unmap (buffer, &map);
  g_array_append_val (array, look);
}

static GArray *
look_at (const char *uri)
{
  return footage_read (uri, GREY_CAPS, sizeof (Look), take_look, NULL);
}

/* Of each of a row of frames. */
static void
assert_card (GArray *looks, int first, int end, int ground, gboolean bright_words)
{
  for (int i = first; i < end; i++)
    {
      const Look *look = &g_array_index (looks, Look, i);

      g_assert_cmpint (ABS (look->corner - ground), <=, 6);
      if (bright_words)
        g_assert_cmpint (look->brightest, >, 220);
      else
        g_assert_cmpint (look->darkest, <, 60);
    }
}

static void
assert_silent (GArray *sound, int first, int end)
{
  for (gint64 i = (first + 1) * DEMAINS_HOUSE_SAMPLES_PER_FRAME; i < (end - 1) * DEMAINS_HOUSE_SAMPLES_PER_FRAME; i++)
    g_assert_cmpint (abs (g_array_index (sound, gint16, i)), <, 30);
}

/* That frame of the take, seen and heard. */
static void
assert_frames (GArray *numbers, GArray *sound, int first, int end, int of_take)
{
  for (int i = first; i < end; i++)
    {
      const gint16 *samples = &g_array_index (sound, gint16, i * DEMAINS_HOUSE_SAMPLES_PER_FRAME);

      g_assert_cmpint (g_array_index (numbers, int, i), ==, of_take + i - first);
      g_assert_cmpuint (footage_find_tone (samples), ==, (guint)(of_take + i - first) % FOOTAGE_N_TONES);
    }
}

/* An opening, a clip, a card between two clips and an ending: each frame is what it should be. */
static void
check_cards (Fixture *fixture, DemainsFilmWay way)
{
  g_autofree char *uri = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GArray) looks = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) sound = NULL;

  demains_cut_add_card (fixture->project, "Les Halles\nUne maison où personne n’attend", "dark", 2 * GST_SECOND, NULL);
  add_clip (fixture, 20, 60);
  demains_cut_add_card (fixture->project, "Le soir", "light", GST_SECOND, NULL);
  add_clip (fixture, 100, 140);
  demains_cut_add_card (fixture->project, "", "theme", GST_SECOND, NULL);
  g_assert_cmpint (demains_film_get_duration (fixture->project), ==, demains_house_frame_to_time (200));

  uri = render (fixture, way, &film);
  g_assert_cmpint (film->frames, ==, 200);
  g_assert_cmpuint (film->left_out + film->damaged_clip, ==, 0);
  if (way == DEMAINS_FILM_COPIED)
    g_assert_cmpint (film->copied, >=, 50);
  looks = look_at (uri);
  numbers = footage_read_numbers (uri);
  sound = footage_read_sound (uri);
  g_assert_cmpuint (looks->len, ==, 200);
  assert_card (looks, 0, 60, 0x1c, TRUE);
  assert_frames (numbers, sound, 60, 100, 20);
  assert_card (looks, 100, 130, 0xfa, FALSE);
  assert_frames (numbers, sound, 130, 170, 100);
  assert_card (looks, 170, 200, 0x4d, TRUE);
  assert_silent (sound, 0, 60);
  assert_silent (sound, 100, 130);
  assert_silent (sound, 170, 200);
}

static void
test_cards_copied (Fixture *fixture, gconstpointer name)
{
  check_cards (fixture, DEMAINS_FILM_COPIED);
}

static void
test_cards_encoded (Fixture *fixture, gconstpointer name)
{
  check_cards (fixture, DEMAINS_FILM_ENCODED);
}

/* Without a take there is a film too. */
static void
test_only_cards (Fixture *fixture, gconstpointer name)
{
  g_autofree char *uri = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GArray) looks = NULL;

  demains_cut_add_card (fixture->project, "Un", "light", GST_SECOND, NULL);
  demains_cut_add_card (fixture->project, "Deux", "dark", GST_SECOND, NULL);
  uri = render (fixture, DEMAINS_FILM_COPIED, &film);
  looks = look_at (uri);
  g_assert_cmpuint (looks->len, ==, 60);
  assert_card (looks, 0, 30, 0xfa, FALSE);
  assert_card (looks, 30, 60, 0x1c, TRUE);
}

/* Into black and out of it, in as many frames each; the film is no shorter, and what is not in the fade is as it was.
 */
static void
test_fade (Fixture *fixture, gconstpointer name)
{
  g_autofree char *uri = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GArray) looks = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) sound = NULL;
  double whole;

  add_clip (fixture, 3, 63);
  add_clip (fixture, 73, 133);
  g_object_set (get_clip (fixture, 1), "fade", "yes", NULL);
  uri = render (fixture, DEMAINS_FILM_COPIED, &film);
  g_assert_cmpint (film->frames, ==, 120);
  g_assert_cmpint (film->copied, >, 50);
  looks = look_at (uri);
  numbers = footage_read_numbers (uri);
  sound = footage_read_sound (uri);
  assert_frames (numbers, sound, 0, 60 - FADE_FRAMES, 3);
  assert_frames (numbers, sound, 60 + FADE_FRAMES, 120, 73 + FADE_FRAMES);

  whole = g_array_index (looks, Look, 60 - FADE_FRAMES - 1).brightest;
  for (int i = 0; i < FADE_FRAMES; i++)
    {
      double wanted = whole * (FADE_FRAMES - i) / (FADE_FRAMES + 1);

      g_assert_cmpfloat_with_epsilon (g_array_index (looks, Look, 60 - FADE_FRAMES + i).brightest, wanted, 12);
      g_assert_cmpfloat_with_epsilon (g_array_index (looks, Look, 60 + FADE_FRAMES - 1 - i).brightest, wanted, 12);
    }
}

/* Nothing is longer in a fade than it is; a clip of three frames still is three frames. */
static void
test_short_fade (Fixture *fixture, gconstpointer name)
{
  g_autofree char *uri = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  add_clip (fixture, 10, 13);
  add_clip (fixture, 50, 51);
  demains_cut_add_card (fixture->project, "Fin", "theme", GST_SECOND, NULL);
  for (guint i = 0; i < 3; i++)
    g_object_set (get_clip (fixture, i), "fade", "yes", NULL);
  parts = demains_film_part_list (fixture->project, NULL);
  g_assert_cmpuint (((DemainsFilmPart *)parts->pdata[0])->fade_in, ==, 1);
  g_assert_cmpuint (((DemainsFilmPart *)parts->pdata[0])->fade_out, ==, 1);
  g_assert_cmpuint (((DemainsFilmPart *)parts->pdata[1])->fade_in, ==, 0);
  g_assert_cmpuint (((DemainsFilmPart *)parts->pdata[2])->fade_in, ==, FADE_FRAMES);
  uri = render (fixture, DEMAINS_FILM_COPIED, &film);
  g_assert_cmpint (film->frames, ==, 34);
}

/* Whatever is written on it, a card is drawn, and soon: here as long as a text can be, and one word of 3,000 letters.
 */
static void
test_long_words (Fixture *fixture, gconstpointer name)
{
  g_autofree char *word = g_strnfill (3000, 'm');
  g_autoptr (GString) lines = g_string_new ("Titre");
  const char *texts[3] = { word, NULL, "\n\n \n" };
  g_autoptr (GstCaps) caps = gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS);

  for (guint i = 0; i < 2000; i++)
    g_string_append (lines, "\nune ligne de plus");
  texts[1] = lines->str;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      DemainsRecord *record = demains_cut_add_card (fixture->project, texts[i], "no such style", GST_SECOND, NULL);
      g_autoptr (DemainsTitleCard) card = demains_title_card_new (fixture->project, record);
      g_autoptr (GstBuffer) picture = NULL;
      g_autoptr (GError) error = NULL;

      picture = demains_title_card_make_picture (card, caps, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (gst_buffer_get_size (picture), ==, DEMAINS_HOUSE_WIDTH * DEMAINS_HOUSE_HEIGHT * 3 / 2);
    }
}

#define ADD(name, function) g_test_add ("/film/cards/" name, Fixture, name ".demains", set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  demains_media_init ();
  ADD ("copied", test_cards_copied);
  ADD ("encoded", test_cards_encoded);
  ADD ("only", test_only_cards);
  ADD ("fade", test_fade);
  ADD ("short-fade", test_short_fade);
  ADD ("long-words", test_long_words);

  return g_test_run ();
}
