/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>

#include "demains-gate.h"
#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-take-encoder.h"

/* A take from made pictures and sound, that come at random moments as they do from devices, but
 * wait for the encoder, so that none is lost to a busy machine. */

#define CHUNK 1024
#define BEEP_EVERY 10
#define MOST_WAITING G_GUINT64_CONSTANT (60)

typedef struct
{
  guint from;
  guint to;
} Span;

typedef struct
{
  DemainsProject *project;
  DemainsMediaWriter *writer;
  GstElement *pipeline;
  DemainsTakeEncoder *encoder;
  DemainsGate *gate;
  GRand *chance;
} Fixture;

static GstAppSrc *
add_source (Fixture *fixture, const char *pad)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);

  g_object_set (source, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  if (g_str_equal (pad, "video"))
    g_object_set (source, "max-buffers", MOST_WAITING, "block", TRUE, NULL);
  gst_bin_add (GST_BIN (fixture->pipeline), source);
  g_assert_true (gst_element_link_pads (source, "src", GST_ELEMENT (fixture->encoder), pad));

  return GST_APP_SRC (source);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("pause.demains");
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  fixture->project = demains_test_create (path);
  fixture->writer = demains_project_start_take (fixture->project, DEMAINS_VERB_FILM, "Prise", "Caméra");
  fixture->encoder = demains_take_encoder_new (fixture->writer, TRUE, &error);
  g_assert_no_error (error);
  fixture->pipeline = g_object_ref_sink (gst_pipeline_new (NULL));
  gst_bin_add (GST_BIN (fixture->pipeline), GST_ELEMENT (g_object_ref_sink (fixture->encoder)));
  fixture->gate = demains_gate_new (add_source (fixture, "video"), add_source (fixture, "audio"));
  fixture->chance = g_rand_new_with_seed (20250);
  gst_element_set_state (fixture->pipeline, GST_STATE_PLAYING);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gst_element_set_state (fixture->pipeline, GST_STATE_NULL);
  demains_gate_free (fixture->gate);
  g_clear_object (&fixture->encoder);
  g_clear_object (&fixture->pipeline);
  g_clear_object (&fixture->writer);
  g_rand_free (fixture->chance);
  demains_test_close (fixture->project);
}

/* Pictures waver by some milliseconds; sound is late by @late, or early where that is negative. */
static void
push_picture (Fixture *fixture, guint number)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS);
  GstBuffer *picture = footage_make_picture (number);
  g_autoptr (GstSample) sample = gst_sample_new (picture, caps, NULL, NULL);
  gint64 waver = g_rand_int_range (fixture->chance, -4, 5) * (gint64)GST_MSECOND;

  gst_buffer_unref (picture);
  demains_gate_push_video (fixture->gate, sample, GST_SECOND + demains_house_frame_to_time (number) + waver);
}

static void
push_sound (Fixture *fixture, guint chunk)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string ("audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=1");
  gint16 samples[CHUNK];
  g_autoptr (GstSample) sample = NULL;
  GstBuffer *buffer;

  for (guint i = 0; i < CHUNK; i++)
    {
      guint at = chunk * CHUNK + i;

      samples[i] = at / DEMAINS_HOUSE_SAMPLES_PER_FRAME % BEEP_EVERY == 0 ? (at / 24 % 2 == 0 ? 20000 : -20000) : 0;
    }
  buffer = gst_buffer_new_memdup (samples, sizeof samples);
  sample = gst_sample_new (buffer, caps, NULL, NULL);
  gst_buffer_unref (buffer);
  demains_gate_push_audio (fixture->gate, sample,
                           GST_SECOND + gst_util_uint64_scale (chunk * CHUNK, GST_SECOND, DEMAINS_HOUSE_SAMPLE_RATE));
}

/* The sound that has come when a picture does. */
static void
push_sound_until (Fixture *fixture, guint *chunk, guint number, int late)
{
  int until = (int)number * DEMAINS_HOUSE_SAMPLES_PER_FRAME - late;

  while ((int)((*chunk + 1) * CHUNK) <= until)
    push_sound (fixture, (*chunk)++);
}

/* Films the spans; between them the take waits. */
static DemainsRecord *
film (Fixture *fixture, const Span *spans, guint n_spans, int late)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (fixture->pipeline);
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint chunk = 0, number = 0;

  demains_gate_set_paused (fixture->gate, TRUE);
  for (guint i = 0; i < n_spans; i++)
    {
      for (; number < spans[i].from; number++)
        {
          push_sound_until (fixture, &chunk, number, late);
          push_picture (fixture, number);
        }
      demains_gate_set_paused (fixture->gate, FALSE);
      for (; number < spans[i].to; number++)
        {
          push_sound_until (fixture, &chunk, number, late);
          push_picture (fixture, number);
        }
      demains_gate_set_paused (fixture->gate, TRUE);
    }
  demains_gate_close (fixture->gate);
  /* The sound closes by itself with what reaches the end, which may have come already. */
  push_sound_until (fixture, &chunk, number + 1, 0);

  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (fixture->pipeline, GST_STATE_NULL);
  demains_take_encoder_close (fixture->encoder);
  demains_media_writer_finish_async (fixture->writer, NULL, demains_test_ready_cb, &result);
  demains_media_writer_finish_finish (fixture->writer, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return demains_project_find (fixture->project, demains_media_writer_get_take_id (fixture->writer));
}

static gboolean
beeps (GArray *sound, gint64 at)
{
  return at >= 0 && at < sound->len && ABS (g_array_index (sound, gint16, at)) > 5000;
}

/* A beep begins within 20 ms of the picture that it belongs to. */
static gint64
find_beep (GArray *sound, gint64 expected)
{
  const gint64 most = DEMAINS_HOUSE_SAMPLE_RATE / 50;

  for (gint64 off = 0; off <= most; off++)
    for (int sign = -1; sign <= 1; sign += 2)
      if (beeps (sound, expected + sign * off)
          && (expected + sign * off == 0 || !beeps (sound, expected + sign * off - 1)))
        return off;
  g_test_message ("no beep near sample %" G_GINT64_FORMAT, expected);
  g_assert_not_reached ();
}

static void
check (Fixture *fixture, DemainsRecord *take, const Span *spans, guint n_spans)
{
  g_autofree char *uri = footage_get_uri (fixture->project, take);
  g_autoptr (GArray) numbers = footage_read_numbers (uri);
  g_autoptr (GArray) sound = footage_read_sound (uri);
  gint64 worst = 0;
  guint frame = 0;

  for (guint i = 0; i < n_spans; i++)
    /* The newest picture when it pauses is left out. */
    for (guint number = spans[i].from; number < spans[i].to - 1; number++, frame++)
      {
        g_assert_cmpuint (frame, <, numbers->len);
        g_assert_cmpint (g_array_index (numbers, int, frame), ==, number);
        /* One that began before the span does not begin in it. */
        if (number % BEEP_EVERY == 0 && number > spans[i].from)
          worst = MAX (worst, find_beep (sound, (gint64)frame * DEMAINS_HOUSE_SAMPLES_PER_FRAME));
      }
  g_assert_cmpuint (numbers->len, ==, frame);
  g_assert_cmpint (ABS ((gint64)sound->len - (gint64)frame * DEMAINS_HOUSE_SAMPLES_PER_FRAME), <=,
                   DEMAINS_HOUSE_SAMPLE_RATE / 50);
  g_test_message ("%u pictures, none twice, none missing; sound is off by at most %.1f ms", frame,
                  worst * 1000.0 / DEMAINS_HOUSE_SAMPLE_RATE);
}

/* No picture twice, no gap, sound in step: after long waits, after one so short that no picture
 * is lost, and where it begins and ends waiting. */
static void
test_spans (Fixture *fixture, gconstpointer late)
{
  static const Span spans[] = { { 5, 41 }, { 75, 101 }, { 101, 132 }, { 190, 195 }, { 250, 290 } };

  check (fixture, film (fixture, spans, G_N_ELEMENTS (spans), GPOINTER_TO_INT (late)), spans, G_N_ELEMENTS (spans));
}

/* Paused and let go in each second of a minute. */
static void
test_many (Fixture *fixture, gconstpointer late)
{
  Span spans[20];

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    spans[i] = (Span){ 30 * i, 30 * i + 12 };

  check (fixture, film (fixture, spans, G_N_ELEMENTS (spans), GPOINTER_TO_INT (late)), spans, G_N_ELEMENTS (spans));
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define LATE(milliseconds) GINT_TO_POINTER (milliseconds *DEMAINS_HOUSE_SAMPLE_RATE / 1000)
  g_test_add ("/media/pause/late-sound", Fixture, LATE (150), set_up, test_spans, tear_down);
  g_test_add ("/media/pause/early-sound", Fixture, LATE (-150), set_up, test_spans, tear_down);
  g_test_add ("/media/pause/many", Fixture, LATE (40), set_up, test_many, tear_down);

  return g_test_run ();
}
