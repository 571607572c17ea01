/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-voice.h"

#include "demains-peak-meter.h"

/* In a room that is not quiet a voice is so much louder than that, and not more below what is loud than this (dB). */
#define ABOVE_NOISE 8.0
#define LEAST_RANGE 18.0

/* The share of the peaks that is below what is loud, and below what a room is. */
#define LOUD_SHARE 0.98
#define NOISE_SHARE 0.05

/* A pause that is shorter is a consonant (in peaks of 20 ms: 120 ms). */
#define LEAST_PAUSE 6

#define PEAK_NANOSECONDS (G_GINT64_CONSTANT (1000000000) / DEMAINS_PEAKS_PER_SECOND)

/* In peaks: from the first of them, before the end, and how many were spoken before. */
typedef struct
{
  guint start;
  guint end;
  guint before;
} Stretch;

struct _DemainsVoice
{
  GArray *stretches;
  guint n_peaks;
};

static const Stretch *
get_stretch (DemainsVoice *self, guint index)
{
  return &g_array_index (self->stretches, Stretch, index);
}

/* The level that so much of the peaks is below. */
static double
find_level (const guint8 *peaks, gsize n, double share)
{
  gsize counts[G_MAXUINT8 + 1] = { 0 };
  gsize below = 0;
  guint peak = 0;

  for (gsize i = 0; i < n; i++)
    counts[peaks[i]]++;
  while (peak < G_MAXUINT8 && (below += counts[peak]) <= share * n)
    peak++;

  return demains_peak_to_level (peak);
}

static guint8
find_floor (const guint8 *peaks, gsize n)
{
  double loud = find_level (peaks, n, LOUD_SHARE);
  double noise = find_level (peaks, n, NOISE_SHARE);
  double floor
    = MAX (MIN (noise + ABOVE_NOISE, loud - LEAST_RANGE), MAX (loud - DEMAINS_VOICE_RANGE, DEMAINS_VOICE_QUIET_ROOM));

  return CLAMP (DEMAINS_PEAK_FULL_SCALE + DEMAINS_PEAK_STEPS_PER_DECIBEL * floor, 1, DEMAINS_PEAK_FULL_SCALE);
}

/* Goes on with the stretch before where the pause is none. */
static void
add_stretch (DemainsVoice *self, guint start, guint end)
{
  Stretch *last = self->stretches->len > 0 ? (Stretch *)get_stretch (self, self->stretches->len - 1) : NULL;
  Stretch stretch = { start, end, 0 };

  if (last != NULL && start - last->end < LEAST_PAUSE)
    last->end = end;
  else
    g_array_append_val (self->stretches, stretch);
}

static void
drop_clicks (DemainsVoice *self)
{
  guint n = 0, spoken = 0;

  for (guint i = 0; i < self->stretches->len; i++)
    {
      Stretch stretch = *get_stretch (self, i);

      if (stretch.end - stretch.start < DEMAINS_VOICE_LEAST_PEAKS)
        continue;
      stretch.before = spoken;
      spoken += stretch.end - stretch.start;
      g_array_index (self->stretches, Stretch, n++) = stretch;
    }
  g_array_set_size (self->stretches, n);
}

/*
 * demains_voice_new:
 * @peaks: those of a take
 *
 * Returns: (transfer full): when somebody speaks in it
 */
DemainsVoice *
demains_voice_new (GBytes *peaks)
{
  DemainsVoice *self = g_new0 (DemainsVoice, 1);
  gsize n;
  const guint8 *data = g_bytes_get_data (peaks, &n);
  guint8 floor = find_floor (data, n);
  gsize start = n;

  self->n_peaks = n;
  self->stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  for (gsize i = 0; i <= n; i++)
    {
      gboolean voice = i < n && data[i] >= floor;

      if (voice && start == n)
        start = i;
      else if (!voice && start < n)
        {
          add_stretch (self, start, i);
          start = n;
        }
    }
  drop_clicks (self);

  return self;
}

void
demains_voice_free (DemainsVoice *self)
{
  g_array_unref (self->stretches);
  g_free (self);
}

guint
demains_voice_get_n_stretches (DemainsVoice *self)
{
  return self->stretches->len;
}

/*
 * demains_voice_get_spoken:
 * @pause: which one
 *
 * Returns: how long somebody has spoken before it, in seconds
 */
double
demains_voice_get_spoken (DemainsVoice *self, guint pause)
{
  const Stretch *stretch = pause > 0 ? get_stretch (self, pause - 1) : NULL;

  return stretch != NULL ? (stretch->before + stretch->end - stretch->start) / (double)DEMAINS_PEAKS_PER_SECOND : 0;
}

/*
 * demains_voice_get_pause:
 * @pause: which one
 *
 * Returns: how long it is, in seconds
 */
double
demains_voice_get_pause (DemainsVoice *self, guint pause)
{
  guint start = pause > 0 ? get_stretch (self, pause - 1)->end : 0;
  guint end = pause < self->stretches->len ? get_stretch (self, pause)->start : self->n_peaks;

  return (end - start) / (double)DEMAINS_PEAKS_PER_SECOND;
}

/* The stretch in which so much has been spoken; at the seam of two the first or the second. */
static const Stretch *
find_stretch (DemainsVoice *self, double spoken, gboolean second)
{
  guint low = 0, high = self->stretches->len - 1;

  while (low < high)
    {
      guint middle = (low + high + 1) / 2;
      double before = get_stretch (self, middle)->before;

      if (second ? before <= spoken : before < spoken)
        low = middle;
      else
        high = middle - 1;
    }

  return get_stretch (self, low);
}

static gint64
find_time (DemainsVoice *self, double seconds, gboolean second)
{
  double spoken = seconds * DEMAINS_PEAKS_PER_SECOND;
  const Stretch *stretch = find_stretch (self, spoken + (second ? 0.01 : -0.01), second);

  return (stretch->start + CLAMP (spoken - stretch->before, 0, stretch->end - stretch->start)) * PEAK_NANOSECONDS;
}

/*
 * demains_voice_get_start:
 * @self: one with a stretch
 * @spoken: seconds
 *
 * Returns: when what is said after so much speaking begins, after a pause that is there, in nanoseconds
 */
gint64
demains_voice_get_start (DemainsVoice *self, double spoken)
{
  return find_time (self, spoken, TRUE);
}

/*
 * demains_voice_get_end:
 * @self: one with a stretch
 * @spoken: seconds
 *
 * Returns: when so much has been spoken, before a pause that is there, in nanoseconds
 */
gint64
demains_voice_get_end (DemainsVoice *self, double spoken)
{
  return find_time (self, spoken, FALSE);
}
