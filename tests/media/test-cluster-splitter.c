/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cluster-splitter.h"
#include "demains-encoder.h"
#include "demains-house.h"
#include "demains-media-error.h"

#include <string.h>

#include <gst/app/app.h>

typedef struct
{
  GBytes *header;
  GPtrArray *clusters;
  GArray *times;
} Cut;

static void
header_cb (GBytes *header, gpointer user_data)
{
  Cut *cut = user_data;

  g_assert_null (cut->header);
  cut->header = g_bytes_ref (header);
}

static void
cluster_cb (GBytes *cluster, gint64 start, gint64 end, gpointer user_data)
{
  Cut *cut = user_data;

  g_ptr_array_add (cut->clusters, g_bytes_ref (cluster));
  g_array_append_val (cut->times, start);
  g_array_append_val (cut->times, end);
}

static void
cut_clear (Cut *cut)
{
  g_clear_pointer (&cut->header, g_bytes_unref);
  g_clear_pointer (&cut->clusters, g_ptr_array_unref);
  g_clear_pointer (&cut->times, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cut, cut_clear)

static GBytes *
make_stream (guint frames)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) sink = NULL;
  GByteArray *bytes = g_byte_array_new ();
  GstElement *encoder = NULL;
  GstSample *sample;

  text = g_strdup_printf (
    "videotestsrc num-buffers=%u ! " DEMAINS_HOUSE_VIDEO_CAPS " ! queue name=raw ! fakesink name=hole "
    "audiotestsrc num-buffers=%u samplesperbuffer=1600 ! audio/x-raw,rate=48000,channels=2,format=S16LE ! "
    "flacenc quality=3 blocksize=2400 ! queue ! mux. "
    "matroskamux name=mux streamable=true min-cluster-duration=900000000 ! appsink name=sink sync=false",
    frames, frames);
  pipeline = gst_parse_launch (text, &error);
  g_assert_no_error (error);
  encoder = demains_encoder_new_video (DEMAINS_ENCODER_TAKE, &error);
  g_assert_no_error (error);
  {
    g_autoptr (GstElement) raw = gst_bin_get_by_name (GST_BIN (pipeline), "raw");
    g_autoptr (GstElement) hole = gst_bin_get_by_name (GST_BIN (pipeline), "hole");
    g_autoptr (GstElement) mux = gst_bin_get_by_name (GST_BIN (pipeline), "mux");

    gst_element_unlink (raw, hole);
    gst_bin_remove (GST_BIN (pipeline), hole);
    gst_bin_add (GST_BIN (pipeline), encoder);
    g_assert_true (gst_element_link_many (raw, encoder, mux, NULL));
  }

  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  while ((sample = gst_app_sink_pull_sample (GST_APP_SINK (sink))) != NULL)
    {
      GstMapInfo map;

      gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ);
      g_byte_array_append (bytes, map.data, map.size);
      gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
      gst_sample_unref (sample);
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return g_byte_array_free_to_bytes (bytes);
}

static void
split (Cut *cut, GBytes *stream, gsize piece)
{
  g_autoptr (DemainsClusterSplitter) splitter = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (stream, &size);

  cut->clusters = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  cut->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  splitter = demains_cluster_splitter_new (DEMAINS_HOUSE_RATE, 1, header_cb, cluster_cb, cut);
  for (gsize at = 0; at < size; at += piece)
    {
      demains_cluster_splitter_push (splitter, data + at, MIN (piece, size - at), &error);
      g_assert_no_error (error);
    }
  demains_cluster_splitter_finish (splitter);
}

/* The pieces, put together again, are the stream but for the sizes. */
static void
test_whole (void)
{
  g_autoptr (GBytes) stream = make_stream (105);
  g_auto (Cut) cut = { 0 };
  g_autoptr (GByteArray) joined = g_byte_array_new ();
  gsize size, differing = 0;
  const guint8 *data = g_bytes_get_data (stream, &size);

  split (&cut, stream, 4099);
  g_assert_nonnull (cut.header);
  g_assert_cmpuint (cut.clusters->len, ==, 4);

  g_byte_array_append (joined, g_bytes_get_data (cut.header, NULL), g_bytes_get_size (cut.header));
  for (guint i = 0; i < cut.clusters->len; i++)
    {
      GBytes *cluster = g_ptr_array_index (cut.clusters, i);
      const guint8 *bytes = g_bytes_get_data (cluster, NULL);
      guint64 length;

      g_assert_cmpmem (bytes, 4, "\x1F\x43\xB6\x75", 4);
      g_assert_cmphex (bytes[4], ==, 0x01);
      memcpy (&length, bytes + 4, 8);
      length = GUINT64_FROM_BE (length) & G_GUINT64_CONSTANT (0x00FFFFFFFFFFFFFF);
      g_assert_cmpuint (length, ==, g_bytes_get_size (cluster) - 12);
      g_byte_array_append (joined, bytes, g_bytes_get_size (cluster));
    }

  g_assert_cmpuint (joined->len, <=, size);
  for (gsize i = 0; i < joined->len; i++)
    differing += joined->data[i] != data[i];
  g_assert_cmpuint (differing, <=, 4 * 7);
}

static void
test_times (void)
{
  g_autoptr (GBytes) stream = make_stream (105);
  g_auto (Cut) cut = { 0 };
  const gint64 *times;

  split (&cut, stream, 64 * 1024);
  times = (const gint64 *)(gpointer)cut.times->data;
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpint (times[2 * i], ==, i * GST_SECOND);
      g_assert_cmpint (times[2 * i + 1], ==, i < 3 ? (i + 1) * GST_SECOND : 3500 * GST_MSECOND);
    }
}

/* However the bytes are cut, the pieces are the same. */
static void
test_pieces (void)
{
  g_autoptr (GBytes) stream = make_stream (40);
  g_auto (Cut) one = { 0 };
  g_auto (Cut) two = { 0 };

  split (&one, stream, g_bytes_get_size (stream));
  split (&two, stream, 7);
  g_assert_true (g_bytes_equal (one.header, two.header));
  g_assert_cmpuint (one.clusters->len, ==, 2);
  g_assert_cmpuint (two.clusters->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_true (g_bytes_equal (one.clusters->pdata[i], two.clusters->pdata[i]));
}

/* A stream cut short anywhere gives what was whole. */
static void
test_cut_short (void)
{
  g_autoptr (GBytes) stream = make_stream (90);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (stream, 0, g_bytes_get_size (stream) * 9 / 10);
  g_auto (Cut) cut = { 0 };
  gint64 end;

  split (&cut, part, 1000);
  g_assert_cmpuint (cut.clusters->len, ==, 3);
  end = g_array_index (cut.times, gint64, 5);
  g_assert_cmpint (end, >, 2 * GST_SECOND);
  g_assert_cmpint (end, <, 3 * GST_SECOND);
}

static void
test_not_matroska (void)
{
  g_auto (Cut) cut = { 0 };
  g_autoptr (DemainsClusterSplitter) splitter
    = demains_cluster_splitter_new (DEMAINS_HOUSE_RATE, 1, header_cb, cluster_cb, &cut);
  g_autoptr (GError) error = NULL;

  g_assert_false (demains_cluster_splitter_push (splitter, "\0\0\0\0not a film", 14, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/cluster-splitter/whole", test_whole);
  g_test_add_func ("/media/cluster-splitter/times", test_times);
  g_test_add_func ("/media/cluster-splitter/pieces", test_pieces);
  g_test_add_func ("/media/cluster-splitter/cut-short", test_cut_short);
  g_test_add_func ("/media/cluster-splitter/not-matroska", test_not_matroska);

  return g_test_run ();
}
