/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "demains-film.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

#define SAMPLES DEMAINS_HOUSE_SAMPLES_PER_FRAME

/* A beep may be heard 5 ms beside its picture. */
#define SYNC_SAMPLES 240

typedef struct
{
  DemainsProject *project;
  DemainsRecord *take;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer frames)
{
  g_autofree char *path = demains_test_path ("film.demains");
  g_autofree char *footage = demains_test_path ("footage.mkv");
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  fixture->project = demains_test_create (path);
  footage_make (footage, GPOINTER_TO_UINT (frames), FOOTAGE_BEEPS);
  fixture->take = footage_import (fixture->project, footage, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->take);
  demains_test_close (fixture->project);
}

static DemainsFilmResult *
render (Fixture *fixture, const char *path, GError **error)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new ("film");
  g_autoptr (GAsyncResult) result = NULL;

  demains_film_render_async (fixture->project, path, DEMAINS_FILM_COPIED, operation, demains_test_ready_cb, &result);

  return demains_film_render_finish (demains_test_wait (&result), error);
}

static void
assert_nothing_left (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, ".part"));
}

static double
probe (const char *path, const char *stream, const char *entry)
{
  g_autofree char *out = footage_run ("ffprobe", "-v", "error", "-select_streams", stream, "-show_entries", entry,
                                      "-of", "csv=p=0", path, NULL);

  return g_ascii_strtod (out, NULL);
}

/* 6.5 s and 3.5 s are 300 frames, each of them the one that was chosen. */
static void
test_exact (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("exact.mp4");
  g_autofree char *uri = NULL;
  g_autofree char *complaints = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;

  footage_add_clip (fixture->project, fixture->take, 3200 * GST_MSECOND, 9700 * GST_MSECOND);
  footage_add_clip (fixture->project, fixture->take, 12 * GST_SECOND, 15500 * GST_MSECOND);
  g_assert_cmpint (demains_film_get_duration (fixture->project), ==, 10 * GST_SECOND);

  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (film->path, ==, path);
  g_assert_cmpint (film->frames, ==, 300);
  g_assert_cmpint (film->duration, ==, 10 * GST_SECOND);
  g_assert_cmpuint (film->damaged_clip, ==, 0);
  g_assert_cmpint (film->way, ==, DEMAINS_FILM_COPIED);
  g_assert_cmpint (film->copied, ==, 291);

  g_assert_cmpfloat_with_epsilon (probe (path, "v:0", "stream=duration"), 10.0, 0.001);
  g_assert_cmpfloat_with_epsilon (probe (path, "a:0", "stream=duration"), 10.0, 0.034);
  g_assert_cmpfloat_with_epsilon (probe (path, "v:0", "format=duration"), 10.0, 0.034);
  complaints = footage_run ("sh", "-c", "exec ffmpeg -v error -i \"$0\" -f null - 2>&1", path, NULL);
  g_assert_cmpstr (complaints, ==, "");

  uri = g_filename_to_uri (path, NULL, NULL);
  numbers = footage_read_numbers (uri);
  g_assert_cmpuint (numbers->len, ==, 300);
  for (int i = 0; i < 300; i++)
    g_assert_cmpint (g_array_index (numbers, int, i), ==, i < 195 ? 96 + i : 360 + i - 195);
}

/* The moving index comes first, so that a film plays while it is loaded. */
static void
test_index_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("index.mp4");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  const char *moov, *mdat;
  gsize size;

  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND);
  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  moov = g_strstr_len (bytes, size, "moov");
  moov = moov != NULL ? moov : memmem (bytes, size, "moov", 4);
  mdat = memmem (bytes, size, "mdat", 4);
  g_assert_true (moov != NULL && mdat != NULL && moov < mdat);
}

/* A beep is heard where its picture is seen, through a join as well. */
static void
test_sync (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("sync.mp4");
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) sound = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  const int beeps[] = { 20, 50, 65 };

  /* Frames 10 to 54, then 100 to 139: beeps in frames 30, 60 and 120. */
  footage_add_clip (fixture->project, fixture->take, demains_house_frame_to_time (10),
                    demains_house_frame_to_time (55));
  footage_add_clip (fixture->project, fixture->take, demains_house_frame_to_time (55),
                    demains_house_frame_to_time (61));
  footage_add_clip (fixture->project, fixture->take, demains_house_frame_to_time (106),
                    demains_house_frame_to_time (140));
  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (film->frames, ==, 85);

  uri = g_filename_to_uri (path, NULL, NULL);
  sound = footage_read_sound (uri);
  for (guint i = 0, at = 0; i < G_N_ELEMENTS (beeps); i++)
    {
      int offset;

      while (at < sound->len && abs (g_array_index (sound, gint16, at)) < 5000)
        at++;
      offset = (int)at - beeps[i] * SAMPLES;
      g_test_message ("beep %u: %+.1f ms", i, offset / 48.0);
      g_assert_cmpint (abs (offset), <, SYNC_SAMPLES);
      at += 3 * SAMPLES;
    }
}

static void
check_numbers (const char *path, guint n)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (GArray) numbers = footage_read_numbers (uri);

  g_assert_cmpuint (numbers->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (numbers, int, i), ==, i);
}

/* Takes have the colours of the house, whatever those of the camera are, so that the film is copied. */
static void
test_other_colours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("other.mp4");
  g_autofree char *footage = demains_test_path ("footage.mkv");
  g_autofree char *other = demains_test_path ("other.mkv");
  g_autofree char *said
    = footage_run ("ffmpeg", "-v", "error", "-y", "-i", footage, "-colorspace", "smpte170m", "-color_primaries",
                   "smpte170m", "-color_trc", "smpte170m", "-c:v", "libx264", "-c:a", "copy", other, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (DemainsRecord) take = footage_import (fixture->project, other, NULL, &error);

  g_assert_no_error (error);
  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND / 2);
  footage_add_clip (fixture->project, take, GST_SECOND / 2, GST_SECOND);
  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (film->way, ==, DEMAINS_FILM_COPIED);
  check_numbers (path, 30);
}

static void
test_no_clip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("none.mp4");
  g_autoptr (GError) error = NULL;

  g_assert_null (render (fixture, path, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CLIP);
  assert_nothing_left (path);
}

/* The rest is a film, and it is told that a clip is not in it. */
static void
test_lost_take (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("lost.mp4");
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GError) error = NULL;
  DemainsRecord *clip;

  clip = demains_project_add (fixture->project, DEMAINS_KIND_CLIP, NULL, NULL);
  g_object_set (clip, "take", "no-such-take", "out-point", (gint64)GST_SECOND, NULL);
  g_assert_null (render (fixture, path, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CLIP);
  assert_nothing_left (path);

  g_clear_error (&error);
  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND);
  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (film->frames, ==, 30);
  g_assert_cmpuint (film->left_out, ==, 1);
}

static void
test_no_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = demains_test_path ("no-such-folder");
  g_autofree char *path = g_build_filename (folder, "film.mp4", NULL);
  g_autoptr (GError) error = NULL;

  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND);
  g_assert_null (render (fixture, path, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FILM_NOWHERE);
}

/* What was done to the file while nobody had it open. */
static void
damage (Fixture *fixture, const char *sql)
{
  g_autofree char *path = g_strdup (demains_project_get_path (fixture->project));
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->take);
  demains_test_close (fixture->project);
  demains_test_run_sql (path, sql);
  fixture->project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);
}

/* Where half a second of a take cannot be read its pictures stand still, and all else is as it was: copied. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("unreadable.mp4");
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) sound = NULL;

  footage_add_clip (fixture->project, fixture->take, 0, 4 * GST_SECOND);
  damage (fixture, "UPDATE chunk SET bytes = x'00' WHERE number = 3 AND media IN"
                   " (SELECT id FROM media WHERE role = 'take');");
  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (film->frames, ==, 120);
  g_assert_cmpint (film->copied, ==, 105);
  g_assert_cmpuint (film->damaged_clip, ==, 1);
  g_assert_cmpuint (film->silent_clip, ==, 0);

  numbers = footage_read_numbers (uri);
  g_assert_cmpuint (numbers->len, ==, 120);
  for (int i = 0; i < 120; i++)
    if (i < 45 || i >= 60)
      g_assert_cmpint (g_array_index (numbers, int, i), ==, i);
  /* The beep after the damage is heard in its frame. */
  sound = footage_read_sound (uri);
  for (int i = 0; i < SAMPLES && ABS (g_array_index (sound, gint16, 90 * SAMPLES - SYNC_SAMPLES + i)) < 5000; i++)
    g_assert_cmpint (i, <, 2 * SYNC_SAMPLES);
}

/* A take that lost its end, and one whose sound is of no kind that is known. */
static void
test_flaws (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("flaws.mp4");
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (GError) error = NULL;

  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND);
  footage_add_clip (fixture->project, fixture->take, 0, 2 * GST_SECOND);
  damage (fixture, "UPDATE media SET duration = 1500000000, header = CAST (replace (CAST (header AS TEXT), 'A_FLAC',"
                   " 'A_NONE') AS BLOB) WHERE role = 'take';");
  film = render (fixture, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (film->frames, ==, 75);
  g_assert_cmpuint (film->shortened_clip, ==, 2);
  g_assert_cmpuint (film->silent_clip, ==, 1);
}

/* The file that was chosen may be replaced, and no other that its extension leads to. */
static void
test_extension (Fixture *fixture, gconstpointer data)
{
  g_autofree char *chosen = demains_test_path ("Chosen");
  g_autofree char *other = g_strconcat (chosen, ".mp4", NULL);
  g_autofree char *free_name = g_strconcat (chosen, " (2).mp4", NULL);
  g_autoptr (DemainsFilmResult) film = NULL;
  g_autoptr (DemainsFilmResult) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  g_assert_true (g_file_set_contents (other, "the film of yesterday", -1, NULL));
  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND);
  film = render (fixture, chosen, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (film->path, ==, free_name);
  g_assert_true (g_file_get_contents (other, &left, NULL, NULL));
  g_assert_cmpstr (left, ==, "the film of yesterday");

  again = render (fixture, other, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->path, ==, other);
}

static void
test_captions_of_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("captioned.mp4");
  g_autoptr (DemainsOperation) operation = demains_operation_new ("film");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  footage_add_clip (fixture->project, fixture->take, 0, GST_SECOND);
  demains_film_render_async (fixture->project, path, DEMAINS_FILM_CAPTIONED, operation, demains_test_ready_cb, &result);
  g_assert_null (demains_film_render_finish (demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAPTIONS);
  assert_nothing_left (path);
}

static void
cancel_cb (GObject *operation, GParamSpec *pspec, gpointer data)
{
  demains_operation_cancel (DEMAINS_OPERATION (operation));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("cancelled.mp4");
  g_autoptr (DemainsOperation) operation = demains_operation_new ("film");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  footage_add_clip (fixture->project, fixture->take, 0, 5 * GST_SECOND);
  g_signal_connect (operation, "notify::progress", G_CALLBACK (cancel_cb), NULL);
  demains_film_render_async (fixture->project, path, DEMAINS_FILM_COPIED, operation, demains_test_ready_cb, &result);
  g_assert_null (demains_film_render_finish (demains_test_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  assert_nothing_left (path);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, frames, func)                                                                                        \
  g_test_add ("/media/film/" name, Fixture, GUINT_TO_POINTER (frames), set_up, func, tear_down)
  ADD ("exact", 480, test_exact);
  ADD ("index-first", 60, test_index_first);
  ADD ("sync", 150, test_sync);
  ADD ("other-colours", 45, test_other_colours);
  ADD ("no-clip", 15, test_no_clip);
  ADD ("lost-take", 30, test_lost_take);
  ADD ("no-place", 30, test_no_place);
  ADD ("unreadable", 150, test_unreadable);
  ADD ("flaws", 75, test_flaws);
  ADD ("extension", 30, test_extension);
  ADD ("captions-of-nothing", 30, test_captions_of_nothing);
  ADD ("cancel", 150, test_cancel);

  return g_test_run ();
}
