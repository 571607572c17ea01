/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <stdlib.h>

#include "demains-film.h"
#include "demains-house.h"
#include "demains-media-init.h"

/* A film of random pieces, so short that they are all joins; DEMAINS_TEST_CUTS says how many in all. */
#define CUTS_OF_A_FILM 50
#define N_CUTS (50 / DEMAINS_TEST_SHARE)
#define N_TAKES 2
#define TAKE_FRAMES 200
#define MAX_FRAMES 40

static DemainsProject *
make_project (DemainsRecord **takes)
{
  g_autofree char *path = demains_test_path ("cuts.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_TAKES; i++)
    {
      g_autofree char *name = g_strdup_printf ("take-%u.mkv", i);
      g_autofree char *footage = demains_test_path (name);

      footage_make (footage, TAKE_FRAMES, FOOTAGE_TONES);
      takes[i] = footage_import (project, footage, NULL, &error);
      g_assert_no_error (error);
    }

  return project;
}

static GArray *
add_clips (DemainsProject *project, DemainsRecord **takes, guint n_cuts)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < n_cuts; i++)
    {
      int length = g_test_rand_int_range (1, MAX_FRAMES + 1);
      int first = g_test_rand_int_range (0, TAKE_FRAMES - length + 1);

      footage_add_clip (project, takes[g_test_rand_int_range (0, N_TAKES)], demains_house_frame_to_time (first),
                        demains_house_frame_to_time (first + length));
      for (int frame = first; frame < first + length; frame++)
        g_array_append_val (wanted, frame);
    }

  return wanted;
}

static void
check_pictures (const char *uri, GArray *wanted)
{
  g_autoptr (GArray) numbers = footage_read_numbers (uri);

  g_assert_cmpuint (numbers->len, ==, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    if (g_array_index (numbers, int, i) != g_array_index (wanted, int, i))
      g_error ("Picture %u of the film is %d, not %d", i, g_array_index (numbers, int, i),
               g_array_index (wanted, int, i));
}

/* In the middle of each frame its own tone is heard: sound is off by less than half of one. */
static void
check_sound (const char *uri, GArray *wanted)
{
  g_autoptr (GArray) sound = footage_read_sound (uri);
  const gint16 *samples = (const gint16 *)sound->data;

  g_assert_cmpint (sound->len, >=, (gint64)wanted->len * DEMAINS_HOUSE_SAMPLES_PER_FRAME);
  for (guint i = 0; i < wanted->len; i++)
    {
      guint tone = footage_find_tone (samples + (gsize)i * DEMAINS_HOUSE_SAMPLES_PER_FRAME);

      if (tone != (guint)g_array_index (wanted, int, i) % FOOTAGE_N_TONES)
        g_error ("Frame %u of the film, %d of its take, has tone %u", i, g_array_index (wanted, int, i), tone);
    }
}

static void
remove_clips (DemainsProject *project)
{
  DemainsRecordList *clips = demains_project_get_list (project, DEMAINS_KIND_CLIP);
  DemainsRecord *clip;

  while ((clip = demains_record_list_get (clips, 0)) != NULL)
    demains_project_remove (project, clip);
}

static void
check_film (DemainsProject *project, DemainsRecord **takes, guint n_cuts)
{
  g_autoptr (GArray) wanted = add_clips (project, takes, n_cuts);
  g_autofree char *path = demains_test_path ("cuts.mp4");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (DemainsOperation) operation = demains_operation_new ("film");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  demains_film_render_async (project, path, DEMAINS_FILM_COPIED, operation, demains_test_ready_cb, &result);
  film = demains_film_render_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_test_message ("%u cuts, %" G_GINT64_FORMAT " pictures, %" G_GINT64_FORMAT " of them copied, in %.1f s", n_cuts,
                  film->frames, film->copied, (g_get_monotonic_time () - start) / 1e6);
  g_assert_cmpint (film->way, ==, DEMAINS_FILM_COPIED);
  g_assert_cmpint (film->frames, ==, wanted->len);
  g_assert_cmpint (film->copied, >, wanted->len / 3);

  check_pictures (uri, wanted);
  check_sound (uri, wanted);
  remove_clips (project);
}

/* Each picture is the one that was chosen, none is missing or there twice, and each has its sound. */
static void
test_cuts (void)
{
  const char *asked = g_getenv ("DEMAINS_TEST_CUTS");
  guint n_cuts = asked != NULL ? atoi (asked) : N_CUTS;
  DemainsRecord *takes[N_TAKES];
  DemainsProject *project = make_project (takes);

  for (guint done = 0; done < n_cuts; done += CUTS_OF_A_FILM)
    check_film (project, takes, MIN (n_cuts - done, CUTS_OF_A_FILM));
  for (guint i = 0; i < N_TAKES; i++)
    g_clear_object (&takes[i]);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_add_func ("/media/film/cuts", test_cuts);

  return g_test_run ();
}
