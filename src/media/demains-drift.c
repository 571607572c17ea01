/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-drift.h"

#include <math.h>

/* A delay-locked loop of the second order tells when a sample really was, from times that
 * waver (F. Adriaensen, "Using a DLL to filter time", LAC 2005): its bandwidth in Hz,
 * while it begins and then. */
#define FIRST_BANDWIDTH 0.5
#define BANDWIDTH 0.05
#define FIRST_SECONDS 3.0

/* Clocks of sound cards are within 100 ppm as a rule; more than this is no clock. */
#define MAX_DRIFT 0.002

/* What is found to be off is made up for in so many seconds, by at most so much: a
 * fiftieth of a semitone. */
#define CORRECTION_SECONDS 4.0
#define MAX_CORRECTION 0.001

/* The times of what a device gives first mean little: nothing is given on for so long, and
 * the earliest of the second half of it counts, as all others are late by waiting only. */
#define SETTLE_SECONDS 0.4

/* A time that is farther off than this is not believed at once. If it stays so, samples
 * have been lost (PipeWire does it by 21 ms) or the device stood still: then the sound begins
 * anew at its time. */
#define OUTLIER_SECONDS 0.015
#define PATIENCE_SECONDS 0.25

/* The resampler's rates are whole numbers. The one that goes out is a power of two, the other
 * odd: so they are never equal, for which it takes another way, some samples off, nor have
 * they a common divisor. Steps are of 2 ppm. */
#define RATE_OUT (1 << 20)

struct _DemainsDrift
{
  GstAudioInfo info;
  GstAudioResampler *resampler;

  /* The loop: when the next sample that comes is due, and how long one lasts, in seconds. */
  double due;
  double period;
  double heard;
  double off;

  /* When the first sample of all was, by the earliest time. */
  double first;

  /* What went out: since when, how many samples, and how many of those that came they are. */
  gint64 start;
  gint64 n_out;
  double used;
  double come;
  double ratio;
};

static int
make_rate_in (double ratio)
{
  return lround (ratio * (RATE_OUT / 2)) * 2 + 1;
}

static void
set_ratio (DemainsDrift *self, double ratio)
{
  int rate_in = make_rate_in (ratio);

  self->ratio = rate_in / (double)RATE_OUT;
  gst_audio_resampler_update (self->resampler, rate_in, RATE_OUT, NULL);
}

static void
set_up (DemainsDrift *self, const GstAudioInfo *info)
{
  g_autoptr (GstStructure) options = gst_structure_new_empty ("options");

  g_clear_pointer (&self->resampler, gst_audio_resampler_free);
  self->info = *info;
  gst_audio_resampler_options_set_quality (GST_AUDIO_RESAMPLER_METHOD_KAISER, GST_AUDIO_RESAMPLER_QUALITY_DEFAULT,
                                           make_rate_in (1), RATE_OUT, options);
  self->resampler
    = gst_audio_resampler_new (GST_AUDIO_RESAMPLER_METHOD_KAISER, GST_AUDIO_RESAMPLER_FLAG_VARIABLE_RATE,
                               GST_AUDIO_INFO_FORMAT (info), info->channels, make_rate_in (1), RATE_OUT, options);
  self->period = 1.0 / info->rate;
  self->heard = 0;
  self->first = G_MAXDOUBLE;
}

/* The sound begins, or begins anew: how fast its clock goes is kept. */
static void
begin (DemainsDrift *self, gint64 time)
{
  gst_audio_resampler_reset (self->resampler);
  self->due = time / (double)GST_SECOND;
  self->off = 0;
  self->start = time;
  self->n_out = 0;
  self->used = 0;
  self->come = 0;
  set_ratio (self, 1.0 / (self->period * self->info.rate));
}

/* Listens at first. TRUE when the sound can begin. */
static gboolean
settle (DemainsDrift *self, gint64 time, gsize n_samples)
{
  if (self->heard >= SETTLE_SECONDS)
    return TRUE;

  if (self->heard >= SETTLE_SECONDS / 2)
    self->first = MIN (self->first, time / (double)GST_SECOND - self->heard);
  self->heard += n_samples / (double)self->info.rate;
  if (self->heard >= SETTLE_SECONDS)
    begin (self, (self->first + self->heard) * GST_SECOND);

  return FALSE;
}

/* Whether @time is one to believe; FALSE also where the sound has to begin anew. */
static gboolean
is_steady (DemainsDrift *self, gint64 time, gsize n_samples, gboolean *anew)
{
  double error = time / (double)GST_SECOND - self->due;

  *anew = FALSE;
  if (fabs (error) <= OUTLIER_SECONDS)
    {
      self->off = 0;
      return TRUE;
    }

  self->off += n_samples * self->period;
  *anew = self->off > PATIENCE_SECONDS || fabs (error) > PATIENCE_SECONDS;

  return FALSE;
}

/* One turn of the loop.
 *
 * Returns: when the first of the samples really was, in seconds */
static double
follow (DemainsDrift *self, gint64 time, gsize n_samples, gboolean steady)
{
  double seconds = n_samples / (double)self->info.rate;
  double bandwidth = self->heard < FIRST_SECONDS ? FIRST_BANDWIDTH : BANDWIDTH;
  double omega = 2 * G_PI * bandwidth * seconds;
  double error = steady ? time / (double)GST_SECOND - self->due : 0;
  double nominal = 1.0 / self->info.rate;
  double begun = self->due + G_SQRT2 * omega * error;

  self->due = begun + n_samples * self->period;
  self->period += omega * omega * error / n_samples;
  self->period = CLAMP (self->period, nominal * (1 - MAX_DRIFT), nominal * (1 + MAX_DRIFT));
  self->heard += seconds;

  return begun;
}

/* How many of the samples that come make one that goes out: as many as the clocks differ
 * by, and a little more or less while what goes out is not where its number says. */
static void
correct (DemainsDrift *self, double begun)
{
  double shown = self->start / (double)GST_SECOND + self->n_out / (double)self->info.rate;
  double content = begun - (self->come - self->used) * self->period;
  double correction = CLAMP ((content - shown) / CORRECTION_SECONDS, -MAX_CORRECTION, MAX_CORRECTION);

  set_ratio (self, (1 - correction) / (self->period * self->info.rate));
}

static GstSample *
resample (DemainsDrift *self, GstSample *sample, gsize n_samples, gint64 *time)
{
  gsize n_out = gst_audio_resampler_get_out_frames (self->resampler, n_samples);
  g_autoptr (GstBuffer) buffer = gst_buffer_new_allocate (NULL, n_out * self->info.bpf, NULL);
  GstMapInfo in, out;
  gpointer from[1], to[1];

  if (!gst_buffer_map (gst_sample_get_buffer (sample), &in, GST_MAP_READ))
    return NULL;
  gst_buffer_map (buffer, &out, GST_MAP_WRITE);
  from[0] = in.data;
  to[0] = out.data;
  gst_audio_resampler_resample (self->resampler, from, n_samples, to, n_out);
  gst_buffer_unmap (buffer, &out);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &in);

  *time = self->start + gst_util_uint64_scale_round (self->n_out, GST_SECOND, self->info.rate);
  self->n_out += n_out;
  self->used += n_out * self->ratio;
  self->come += n_samples;

  return n_out > 0 ? gst_sample_new (buffer, gst_sample_get_caps (sample), NULL, NULL) : NULL;
}

/*
 * demains_drift_new:
 *
 * Returns: (transfer full): for the sound of one microphone
 */
DemainsDrift *
demains_drift_new (void)
{
  return g_new0 (DemainsDrift, 1);
}

/*
 * demains_drift_process:
 * @self: a drift
 * @sample: what comes next, as interleaved floats
 * @time: (inout): when it began as its device tells, in nanoseconds; when what is
 *     returned begins
 *
 * Returns: (transfer full) (nullable): the same sound by the other clock, some
 *     samples later; nothing where too little has come
 */
GstSample *
demains_drift_process (DemainsDrift *self, GstSample *sample, gint64 *time)
{
  GstAudioInfo info;
  gsize n_samples;
  gboolean anew, steady;

  if (!gst_audio_info_from_caps (&info, gst_sample_get_caps (sample)))
    return NULL;
  if (self->resampler == NULL || !gst_audio_info_is_equal (&info, &self->info))
    set_up (self, &info);
  n_samples = gst_buffer_get_size (gst_sample_get_buffer (sample)) / info.bpf;
  if (n_samples == 0 || !settle (self, *time, n_samples))
    return NULL;

  steady = is_steady (self, *time, n_samples, &anew);
  if (anew)
    begin (self, *time);
  correct (self, follow (self, *time, n_samples, steady || anew));

  return resample (self, sample, n_samples, time);
}

/*
 * demains_drift_get_rate:
 * @self: a drift
 *
 * Returns: how much faster than its sound says the microphone's clock goes, in
 *     millionths; less than 0 for a slow one
 */
double
demains_drift_get_rate (DemainsDrift *self)
{
  return self->period > 0 ? (1 / (self->period * self->info.rate) - 1) * 1e6 : 0;
}

void
demains_drift_free (DemainsDrift *self)
{
  g_clear_pointer (&self->resampler, gst_audio_resampler_free);
  g_free (self);
}
