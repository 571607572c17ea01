/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>
#include <gst/app/app.h>

#include "demains-clip-pictures.h"
#include "demains-house.h"
#include "demains-media-init.h"

typedef struct
{
  DemainsProject *project;
  DemainsRecord *take;
  DemainsClipPictures *pictures;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("pictures.demains");
  g_autofree char *footage = demains_test_path ("footage.mkv");
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  fixture->project = demains_test_create (path);
  footage_make (footage, 75, FOOTAGE_SILENT);
  fixture->take = footage_import (fixture->project, footage, NULL, &error);
  g_assert_no_error (error);
  fixture->pictures = demains_clip_pictures_new (fixture->project);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->pictures);
  g_clear_object (&fixture->take);
  demains_test_close (fixture->project);
}

static GBytes *
load (Fixture *fixture, gint64 time)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *jpeg;

  demains_clip_pictures_load_async (fixture->pictures, demains_record_get_id (fixture->take), time, NULL,
                                    demains_test_ready_cb, &result);
  jpeg = demains_clip_pictures_load_finish (fixture->pictures, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return jpeg;
}

static int
read_number (GBytes *jpeg)
{
  g_autofree char *path = demains_test_path ("picture.jpeg");
  g_autofree char *description = g_strdup_printf (
    "filesrc location=%s ! jpegdec ! videoconvertscale ! video/x-raw,format=I420,width=%d,height=%d ! "
    "appsink name=sink sync=false",
    path, DEMAINS_HOUSE_WIDTH, DEMAINS_HOUSE_HEIGHT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstSample) sample = NULL;

  g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg), &error);
  g_assert_no_error (error);
  pipeline = gst_parse_launch (description, &error);
  g_assert_no_error (error);
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  sample = gst_app_sink_pull_sample (GST_APP_SINK (sink));
  g_assert_nonnull (sample);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return footage_read_number (gst_sample_get_buffer (sample));
}

/* The very frame, wherever the filmstrip has its pictures. */
static void
test_exact (Fixture *fixture, gconstpointer data)
{
  static const int frames[] = { 0, 1, 37, 61, 74 };

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      g_autoptr (GBytes) jpeg = load (fixture, demains_house_frame_to_time (frames[i]));

      g_assert_cmpint (read_number (jpeg), ==, frames[i]);
    }
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = load (fixture, GST_SECOND);
  g_autoptr (GBytes) again = load (fixture, GST_SECOND);

  g_assert_true (first == again);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) wanted = NULL;
  g_autoptr (GAsyncResult) unwanted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  const char *id = demains_record_get_id (fixture->take);

  demains_clip_pictures_load_async (fixture->pictures, id, 0, cancellable, demains_test_ready_cb, &unwanted);
  demains_clip_pictures_load_async (fixture->pictures, id, GST_SECOND, NULL, demains_test_ready_cb, &wanted);
  g_cancellable_cancel (cancellable);

  g_assert_null (demains_clip_pictures_load_finish (fixture->pictures, demains_test_wait (&unwanted), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  jpeg = demains_clip_pictures_load_finish (fixture->pictures, demains_test_wait (&wanted), &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_number (jpeg), ==, 30);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/media/clip-pictures/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("exact", test_exact);
  ADD ("kept", test_kept);
  ADD ("cancel", test_cancel);

  return g_test_run ();
}
