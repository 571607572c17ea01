/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-drift.h"

#include <math.h>

/* A tone that a made microphone hears, whose clock goes wrong by so many ppm; the times of its
 * buffers waver as those of a busy machine do. */
#define RATE 16000
#define BUFFER 320
#define TONE 200.0
#define JITTER 0.002

typedef struct
{
  double ppm;
  double seconds;
  double jitter;

  /* From @lost_from on so much is lost, in seconds; the buffer at @late_at comes so late. */
  double lost_from;
  double lost;
  double late_at;
  double late;

  /* So much too early are the times of its first tenth of a second. */
  double first_early;
} Microphone;

typedef struct
{
  double worst_begin;
  double worst;
  double worst_step;
  double rate;
  gint64 gap;
} Heard;

static GstSample *
hear (double from, double step)
{
  g_autoptr (GstCaps) caps
    = gst_caps_new_simple ("audio/x-raw", "format", G_TYPE_STRING, GST_AUDIO_NE (F32), "layout", G_TYPE_STRING,
                           "interleaved", "rate", G_TYPE_INT, RATE, "channels", G_TYPE_INT, 1, NULL);
  g_autoptr (GstBuffer) buffer = gst_buffer_new_allocate (NULL, BUFFER * sizeof (float), NULL);
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  for (guint i = 0; i < BUFFER; i++)
    ((float *)map.data)[i] = sin (2 * G_PI * TONE * (from + i * step));
  gst_buffer_unmap (buffer, &map);

  return gst_sample_new (buffer, caps, NULL, NULL);
}

/* How late the tone of a buffer is against its time, in seconds: its phase. */
static double
find_lateness (const float *samples, gsize n_samples, double time)
{
  double cosine = 0, sine = 0;

  for (gsize i = 0; i < n_samples; i++)
    {
      double phase = 2 * G_PI * TONE * (time + i / (double)RATE);

      sine += samples[i] * sin (phase);
      cosine += samples[i] * cos (phase);
    }

  return -atan2 (cosine, sine) / (2 * G_PI * TONE);
}

static void
check (Heard *heard, GstSample *sample, gint64 time, float *last, gint64 *end)
{
  GstMapInfo map;
  const float *samples;
  gsize n_samples;
  double seconds = time / (double)GST_SECOND, lateness;

  gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ);
  samples = (const float *)map.data;
  n_samples = map.size / sizeof (float);
  heard->gap = MAX (heard->gap, *end >= 0 ? ABS (time - *end) : 0);
  if (*end >= 0 && time == *end)
    heard->worst_step = MAX (heard->worst_step, fabs (samples[0] - *last));
  for (gsize i = 1; *end >= 0 && i < n_samples; i++)
    heard->worst_step = MAX (heard->worst_step, fabs (samples[i] - samples[i - 1]));

  /* Whole periods of the tone only, 80 samples each. */
  lateness = fabs (find_lateness (samples, n_samples / 80 * 80, seconds));
  if (seconds < 15)
    heard->worst_begin = MAX (heard->worst_begin, lateness);
  else
    heard->worst = MAX (heard->worst, lateness);

  *last = samples[n_samples - 1];
  *end = time + gst_util_uint64_scale_round (n_samples, GST_SECOND, RATE);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
}

static Heard
listen (const Microphone *microphone)
{
  g_autoptr (DemainsDrift) drift = demains_drift_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (2050);
  Heard heard = { 0 };
  double step = 1 / (RATE * (1 + microphone->ppm * 1e-6));
  double now = 0;
  gint64 end = -1;
  float last = 0;

  while (now < microphone->seconds)
    {
      g_autoptr (GstSample) sample = hear (now, step);
      g_autoptr (GstSample) brought = NULL;
      double told = now + g_rand_double_range (random, -1, 1) * microphone->jitter;
      gint64 time;

      if (microphone->late_at > 0 && now <= microphone->late_at && microphone->late_at < now + BUFFER * step)
        told += microphone->late;
      if (now < 0.1)
        told -= microphone->first_early;
      time = MAX (told, 0) * GST_SECOND;
      brought = demains_drift_process (drift, sample, &time);
      if (brought != NULL)
        check (&heard, brought, time, &last, &end);
      now += BUFFER * step;
      if (microphone->lost > 0 && now >= microphone->lost_from && now < microphone->lost_from + BUFFER * step)
        now += microphone->lost;
    }
  heard.rate = demains_drift_get_rate (drift);
  g_test_message ("%+.0f ppm: found %+.1f ppm, at most %.3f ms off at first and %.3f ms then, largest step %.3f",
                  microphone->ppm, heard.rate, heard.worst_begin * 1e3, heard.worst * 1e3, heard.worst_step);

  return heard;
}

/* The largest step of a whole tone from one sample to the next, but where it begins and rings;
 * one sample left out makes it twice as large. */
#define LARGEST_STEP (2 * G_PI * TONE / RATE * 1.1)

/* Ten minutes of a clock that goes wrong are not heard, and not seen: 60 ms without. */
static void
test_ten_minutes (void)
{
  static const double ppm[] = { -100, 0, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (ppm); i++)
    {
      const Microphone microphone = { .ppm = ppm[i], .seconds = 600, .jitter = JITTER };
      Heard heard = listen (&microphone);

      g_assert_cmpfloat (heard.worst_begin, <, 0.003);
      g_assert_cmpfloat (heard.worst, <, 0.001);
      g_assert_cmpfloat (heard.worst_step, <, LARGEST_STEP);
      g_assert_cmpfloat (fabs (heard.rate - ppm[i]), <, 50);
      g_assert_cmpint (heard.gap, <=, 1);
    }
}

/* What is lost is a gap of its length: the sound after it is where it belongs. */
static void
test_lost (void)
{
  const Microphone microphone = { .ppm = 100, .seconds = 60, .jitter = JITTER, .lost_from = 30, .lost = 0.5 };
  Heard heard = listen (&microphone);

  g_assert_cmpfloat (heard.worst, <, 0.0025);
  g_assert_cmpint (ABS (heard.gap - GST_SECOND / 2), <, 10 * GST_MSECOND);
}

/* So does what PipeWire leaves out on a busy machine, which is little. */
static void
test_little_lost (void)
{
  const Microphone microphone
    = { .ppm = 100, .seconds = 60, .jitter = JITTER, .lost_from = 30, .lost = 1024 / 48000.0 };
  Heard heard = listen (&microphone);

  g_assert_cmpint (ABS (heard.gap - (gint64)(GST_SECOND * microphone.lost)), <, 4 * GST_MSECOND);
}

/* The times that a device begins with, which may be a buffer off, are not believed. */
static void
test_begin (void)
{
  const Microphone microphone = { .seconds = 20, .jitter = JITTER, .first_early = 0.02 };
  Heard heard = listen (&microphone);

  g_assert_cmpfloat (heard.worst_begin, <, 0.003);
}

/* One time that is wrong is no reason for anything. */
static void
test_late (void)
{
  const Microphone microphone = { .ppm = -100, .seconds = 60, .jitter = JITTER, .late_at = 30, .late = 0.2 };
  Heard heard = listen (&microphone);

  g_assert_cmpfloat (heard.worst, <, 0.001);
  g_assert_cmpfloat (heard.worst_step, <, LARGEST_STEP);
  g_assert_cmpint (heard.gap, <=, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  g_test_add_func ("/drift/ten-minutes", test_ten_minutes);
  g_test_add_func ("/drift/lost", test_lost);
  g_test_add_func ("/drift/little-lost", test_little_lost);
  g_test_add_func ("/drift/begin", test_begin);
  g_test_add_func ("/drift/late", test_late);

  return g_test_run ();
}
