/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "demains-database.h"
#include "demains-examine.h"
#include "demains-house.h"
#include "demains-import.h"
#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-media-reader.h"
#include "demains-take-encoder.h"

typedef struct
{
  DemainsProject *project;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("Groupe n° 3 & co.demains");

  g_unlink (path);
  fixture->project = demains_test_create (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  demains_test_close (fixture->project);
}

static guint
count_takes (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (fixture->project, DEMAINS_KIND_TAKE)));
}

/* Every frame is there, once, in order; so is the sound. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("numbers.mkv");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) sound = NULL;
  DemainsMedia *media;

  footage_make (path, 95, FOOTAGE_BEEPS);
  take = footage_import (fixture->project, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_record_get_text (take, "origin"), ==, "file");

  media = demains_project_find_media (fixture->project, demains_record_get_id (take));
  g_assert_cmpint (demains_media_get_duration (media), ==, demains_house_frame_to_time (95));
  g_assert_true (demains_media_get_complete (media));
  g_assert_nonnull (demains_media_get_thumbnail (media));

  uri = footage_get_uri (fixture->project, take);
  numbers = footage_read_numbers (uri);
  g_assert_cmpuint (numbers->len, ==, 95);
  for (int i = 0; i < 95; i++)
    g_assert_cmpint (g_array_index (numbers, int, i), ==, i);

  sound = footage_read_sound (uri);
  g_assert_cmpuint (sound->len, ==, 95 * DEMAINS_HOUSE_SAMPLES_PER_FRAME);
  for (guint i = 0; i < sound->len; i++)
    if (i / DEMAINS_HOUSE_SAMPLES_PER_FRAME % 30 != 0)
      g_assert_cmpint (ABS (g_array_index (sound, gint16, i)), <=, 2);
  g_assert_cmpint (ABS (g_array_index (sound, gint16, 30 * DEMAINS_HOUSE_SAMPLES_PER_FRAME + 12)), >, 19000);
}

/* What a player needs of it: its length, its streams, and any place in it. */
static void
test_by_uri (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("numbers.mkv");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = footage_import (fixture->project, path, NULL, &error);
  g_autofree char *uri = NULL;
  g_autoptr (DemainsFootage) footage = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) sink = NULL;

  g_assert_no_error (error);
  uri = footage_get_uri (fixture->project, take);
  footage = demains_examine (uri, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ABS (footage->duration - demains_house_frame_to_time (95)), <, GST_MSECOND);
  g_assert_cmpstr (footage->audio_codec, ==, "flac");

  pipeline = gst_parse_launch ("uridecodebin3 name=decoder ! videoconvert ! video/x-raw,format=I420 ! "
                               "fakesink name=sink enable-last-sample=true sync=false",
                               &error);
  g_assert_no_error (error);
  {
    g_autoptr (GstElement) decoder = gst_bin_get_by_name (GST_BIN (pipeline), "decoder");

    g_object_set (decoder, "uri", uri, NULL);
  }
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  gst_element_get_state (pipeline, NULL, NULL, 10 * GST_SECOND);
  for (int frame = 94; frame >= 0; frame -= 7)
    {
      GstSample *sample = NULL;

      g_assert_true (gst_element_seek_simple (pipeline, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
                                              demains_house_frame_to_time (frame) + 8 * GST_MSECOND));
      g_assert_cmpint (gst_element_get_state (pipeline, NULL, NULL, 10 * GST_SECOND), ==, GST_STATE_CHANGE_SUCCESS);
      g_object_get (sink, "last-sample", &sample, NULL);
      g_assert_nonnull (sample);
      g_assert_cmpint (footage_read_number (gst_sample_get_buffer (sample)), ==, frame);
      gst_sample_unref (sample);
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* The original's bytes are kept as they are. */
static void
test_original (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("numbers.mkv");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = footage_import (fixture->project, path, NULL, &error);
  g_autoptr (DemainsMediaReader) reader = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *kept = NULL;
  gsize size;

  g_assert_no_error (error);
  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  reader = demains_media_reader_new (demains_project_get_path (fixture->project), demains_record_get_id (take),
                                     DEMAINS_MEDIA_ORIGINAL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (demains_media_reader_get_size (reader), ==, size);
  kept = g_malloc (size);
  g_assert_cmpint (demains_media_reader_read (reader, 0, kept, size, &error), ==, size);
  g_assert_cmpmem (kept, size, bytes, size);
}

/* A telephone's video: another size, few frames a second, sound in AAC. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("street.mp4");
  g_autofree char *out
    = footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=768x432:rate=25/2:duration=4",
                   "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100:duration=4", "-c:v", "libx264",
                   "-pix_fmt", "yuv420p", "-c:a", "aac", path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = footage_import (fixture->project, path, NULL, &error);
  DemainsMedia *media;

  g_assert_no_error (error);
  media = demains_project_find_media (fixture->project, demains_record_get_id (take));
  g_assert_cmpint (demains_media_get_duration (media), ==, 4 * GST_SECOND);
  g_assert_cmpint (demains_media_get_info (media)->width, ==, DEMAINS_HOUSE_WIDTH);
  g_assert_cmpstr (demains_media_get_info (media)->audio_codec, ==, "flac");
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("silent.mkv");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  DemainsMedia *media;

  footage_make (path, 20, FOOTAGE_SILENT);
  take = footage_import (fixture->project, path, NULL, &error);
  g_assert_no_error (error);
  media = demains_project_find_media (fixture->project, demains_record_get_id (take));
  g_assert_cmpint (demains_media_get_duration (media), ==, demains_house_frame_to_time (20));
  g_assert_cmpstr (demains_media_get_info (media)->audio_codec, ==, "");
}

/* A file that breaks off is kept as far as it plays. */
static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = demains_test_path ("long.mkv");
  g_autofree char *path = demains_test_path ("short.mkv");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  DemainsMedia *media;
  gsize size;

  footage_make (whole, 150, FOOTAGE_BEEPS);
  g_file_get_contents (whole, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, size * 6 / 10, &error);
  g_assert_no_error (error);

  take = footage_import (fixture->project, path, NULL, &error);
  g_assert_no_error (error);
  media = demains_project_find_media (fixture->project, demains_record_get_id (take));
  g_assert_cmpint (demains_media_get_duration (media), >, 2 * GST_SECOND);
  g_assert_cmpint (demains_media_get_duration (media), <, 4 * GST_SECOND);
}

static void
check_refused (Fixture *fixture, const char *path, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  DemainsRecord *take = footage_import (fixture->project, path, NULL, &error);

  g_assert_null (take);
  g_assert_error (error, domain, code);
  g_assert_cmpuint (count_takes (fixture), ==, 0);
  g_assert_null (demains_project_peek_undo (fixture->project));
  g_assert_null (demains_project_peek_redo (fixture->project));
}

static void
test_bad (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tiny = demains_test_path ("tiny.mp4");
  g_autofree char *text = demains_test_path ("text.mp4");
  g_autofree char *sound = demains_test_path ("sound.m4a");
  g_autofree char *half = demains_test_path ("half.mp4");
  g_autofree char *missing = demains_test_path ("missing.mp4");
  g_autofree char *folder = g_path_get_dirname (tiny);
  g_autofree char *out = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  g_file_set_contents (tiny, "abcd", 4, NULL);
  check_refused (fixture, tiny, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO);
  g_file_set_contents (text, "Ceci n’est pas une vidéo.\nMais du texte.\n", -1, NULL);
  check_refused (fixture, text, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO);
  check_refused (fixture, folder, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_IS_FOLDER);
  check_refused (fixture, missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  out = footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=duration=2", "-c:a", "aac", sound, NULL);
  check_refused (fixture, sound, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_PICTURE);

  /* An MP4 without its end has no index: nothing of it plays. */
  g_free (out);
  out = footage_run ("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=duration=2", half, NULL);
  g_assert_true (g_file_get_contents (half, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (half, bytes, size / 2, NULL));
  check_refused (fixture, half, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED);
}

/* A project that is taken for a video is not even opened: that would drop SQLite's
 * locks on it. */
static void
test_project (Fixture *fixture, gconstpointer data)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000001, .l_len = 1 };
  const char *path = demains_project_get_path (fixture->project);
  DemainsDatabase *other = demains_database_open (path, DEMAINS_DATABASE_READ, NULL);
  int fd;

  g_assert_true (demains_database_exec (other, "PRAGMA query_only = 0; BEGIN IMMEDIATE", NULL));
  check_refused (fixture, path, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_VIDEO);
  fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (fcntl (fd, F_OFD_GETLK, &lock), ==, 0);
  g_assert_cmpint (lock.l_type, ==, F_WRLCK);
  close (fd);
  demains_database_rollback (other);
  demains_database_close (other);
}

static void
cancel_cb (GObject *operation, GParamSpec *pspec, gpointer data)
{
  demains_operation_cancel (DEMAINS_OPERATION (operation));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("long.mkv");
  g_autoptr (DemainsOperation) operation = demains_operation_new ("import");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  footage_make (path, 300, FOOTAGE_BEEPS);
  g_signal_connect (operation, "notify::progress", G_CALLBACK (cancel_cb), NULL);
  demains_import_video_async (fixture->project, path, operation, demains_test_ready_cb, &result);
  g_assert_null (demains_import_video_finish (demains_test_wait (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  demains_test_flush (fixture->project);
  demains_test_spin (100);
  g_assert_cmpuint (count_takes (fixture), ==, 0);
  g_assert_null (demains_project_peek_undo (fixture->project));
  g_assert_null (demains_project_peek_redo (fixture->project));
}

/* Whoever holds a stopped pipeline last, in whatever thread, does not hold the
 * project by it. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  DemainsMediaWriter *writer = demains_project_start_take (fixture->project, DEMAINS_VERB_FILM, "", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsTakeEncoder) encoder = NULL;

  encoder = g_object_ref_sink (demains_take_encoder_new (writer, TRUE, &error));
  g_assert_no_error (error);
  demains_take_encoder_close (encoder);
  g_assert_finalize_object (writer);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/media/import/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("whole", test_whole);
  ADD ("by-uri", test_by_uri);
  ADD ("original", test_original);
  ADD ("slow", test_slow);
  ADD ("silent", test_silent);
  ADD ("cut-short", test_cut_short);
  ADD ("bad", test_bad);
  ADD ("project", test_project);
  ADD ("cancel", test_cancel);
  ADD ("close", test_close);

  return g_test_run ();
}
