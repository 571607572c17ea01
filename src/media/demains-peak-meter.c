/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-peak-meter.h"

#include <math.h>
#include <stdlib.h>

#include "demains-house.h"

#define SAMPLES_PER_PEAK (DEMAINS_HOUSE_SAMPLE_RATE / DEMAINS_PEAKS_PER_SECOND)

struct _DemainsPeakMeter
{
  DemainsPeaksFunc func;
  gpointer user_data;

  guint8 row[DEMAINS_PEAKS_PER_ROW];
  guint n_peaks;
  gint64 n_given;

  /* Of the peak that is being made. */
  guint n_samples;
  int loudest;
};

static guint8
make_peak (int loudest)
{
  double level;

  if (loudest == 0)
    return 0;
  level = 20 * log10 (loudest / -(double)G_MININT16);

  return CLAMP (lround (DEMAINS_PEAK_FULL_SCALE + DEMAINS_PEAK_STEPS_PER_DECIBEL * level), 1, DEMAINS_PEAK_FULL_SCALE);
}

static void
give_row (DemainsPeakMeter *self)
{
  g_autoptr (GBytes) row = g_bytes_new (self->row, self->n_peaks);

  self->func (row, gst_util_uint64_scale (self->n_given, GST_SECOND, DEMAINS_PEAKS_PER_SECOND), self->user_data);
  self->n_given += self->n_peaks;
  self->n_peaks = 0;
}

static void
add_peak (DemainsPeakMeter *self)
{
  self->row[self->n_peaks++] = make_peak (self->loudest);
  self->n_samples = 0;
  self->loudest = 0;
  if (self->n_peaks == DEMAINS_PEAKS_PER_ROW)
    give_row (self);
}

/*
 * demains_peak_meter_new:
 * @func: given each row of %DEMAINS_PEAKS_PER_ROW peaks; the last may be shorter
 * @user_data: for @func
 *
 * Returns: (transfer full): a meter at the beginning of a take
 */
DemainsPeakMeter *
demains_peak_meter_new (DemainsPeaksFunc func, gpointer user_data)
{
  DemainsPeakMeter *self = g_new0 (DemainsPeakMeter, 1);

  self->func = func;
  self->user_data = user_data;

  return self;
}

/*
 * demains_peak_meter_push:
 * @self: a meter
 * @samples: what comes next, at 48 kHz, channels interleaved
 * @n_samples: of one channel
 * @channels: how many
 *
 * Calls the function for each row that this makes full.
 */
void
demains_peak_meter_push (DemainsPeakMeter *self, const gint16 *samples, gsize n_samples, guint channels)
{
  for (gsize i = 0; i < n_samples; i++)
    {
      for (guint channel = 0; channel < channels; channel++)
        {
          int loudness = abs (samples[i * channels + channel]);

          self->loudest = MAX (self->loudest, loudness);
        }
      if (++self->n_samples == SAMPLES_PER_PEAK)
        add_peak (self);
    }
}

/*
 * demains_peak_meter_finish:
 * @self: a meter
 *
 * The sound is over: gives what is not a whole row.
 */
void
demains_peak_meter_finish (DemainsPeakMeter *self)
{
  if (self->n_samples > 0)
    add_peak (self);
  if (self->n_peaks > 0)
    give_row (self);
}

void
demains_peak_meter_free (DemainsPeakMeter *self)
{
  g_free (self);
}

/*
 * demains_peak_to_level:
 * @peak: a peak
 *
 * Returns: the same in dBFS; minus infinity for silence
 */
double
demains_peak_to_level (guint8 peak)
{
  return peak > 0 ? (peak - DEMAINS_PEAK_FULL_SCALE) / (double)DEMAINS_PEAK_STEPS_PER_DECIBEL : -INFINITY;
}
