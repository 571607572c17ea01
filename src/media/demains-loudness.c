/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-loudness.h"

#include "demains-peak-meter.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

/* Peaks in dBFS. From -1 on sound is cut off: it is the most that EBU R 128 allows, and what is
 * cut off stays so. Below, no voice is too loud: OBS calls it so from -9 (VolumeMeter.cpp), but
 * that is for what is sent out as it is, and a film is levelled. A voice at arm's length from a
 * laptop peaks at -30 to -10, OBS's -20 being its warning; the noise of a room that a quiet one
 * has to be heard through is at -60 to -50. */
#define CLIPPING (-1.0)
#define FLOOR_OF_GOOD (-36.0)
#define FLOOR_OF_SOUND (-55.0)

/* So much louder it has to be before it is called better, so that no word comes and goes. */
#define MARGIN_OF_GOOD 3.0
#define MARGIN_OF_SOUND 5.0

/* Who speaks pauses for less. */
#define QUIET_TIME (5 * SECOND)

/* A bump clips once, a voice that is too near again and again. */
#define CLIPPING_TIME (3 * SECOND)
#define BUMP_TIME (SECOND / 4)

/* Nothing was measured for so long: what was heard before says nothing about now. */
#define GAP_TIME (2 * SECOND)

#define NEVER G_MININT64

static gboolean
is_within (gint64 moment, gint64 time, gint64 span)
{
  return moment != NEVER && time - moment < span;
}

static DemainsLoudness
judge (DemainsLoudnessJudge *self, gint64 time, gboolean clips_again)
{
  if (clips_again || (self->loudness == DEMAINS_LOUDNESS_HIGH && is_within (self->clipped, time, CLIPPING_TIME)))
    return DEMAINS_LOUDNESS_HIGH;
  if (is_within (self->good, time, QUIET_TIME))
    return DEMAINS_LOUDNESS_GOOD;
  /* Who begins to speak is not told at once that it is too quiet. */
  if (time - self->since < QUIET_TIME)
    return DEMAINS_LOUDNESS_UNKNOWN;

  return is_within (self->heard, time, QUIET_TIME) ? DEMAINS_LOUDNESS_LOW : DEMAINS_LOUDNESS_NONE;
}

/**
 * demains_loudness_judge_reset:
 * @self: a judge
 *
 * Forgets all: another microphone is heard.
 */
void
demains_loudness_judge_reset (DemainsLoudnessJudge *self)
{
  *self = (DemainsLoudnessJudge){ DEMAINS_LOUDNESS_UNKNOWN, NEVER, NEVER, NEVER, NEVER, NEVER };
}

/**
 * demains_loudness_judge_push:
 * @self: a judge
 * @level: the peak of the last tenth of a second, in dBFS
 * @time: when it was, in nanoseconds of any clock
 *
 * Returns: what is to be said now
 */
DemainsLoudness
demains_loudness_judge_push (DemainsLoudnessJudge *self, double level, gint64 time)
{
  gboolean was_good = self->loudness >= DEMAINS_LOUDNESS_GOOD;
  gboolean was_heard = self->loudness >= DEMAINS_LOUDNESS_LOW;
  gboolean clips_again = FALSE;

  if (self->last != NEVER && time - self->last > GAP_TIME)
    demains_loudness_judge_reset (self);
  if (self->since == NEVER)
    self->since = time;
  self->last = time;

  if (level >= FLOOR_OF_SOUND + (was_heard ? 0 : MARGIN_OF_SOUND))
    self->heard = time;
  if (level >= FLOOR_OF_GOOD + (was_good ? 0 : MARGIN_OF_GOOD))
    self->good = time;
  if (level >= CLIPPING)
    {
      clips_again = is_within (self->clipped, time, CLIPPING_TIME) && !is_within (self->clipped, time, BUMP_TIME);
      if (self->loudness == DEMAINS_LOUDNESS_HIGH || !is_within (self->clipped, time, BUMP_TIME))
        self->clipped = time;
    }
  self->loudness = judge (self, time, clips_again);

  return self->loudness;
}

/**
 * demains_loudness_judge_take:
 * @peaks: how loud a take is (demains-peaks.h)
 *
 * Returns: what is to be said of all of it: the worst that would have been said while it was filmed
 */
DemainsLoudness
demains_loudness_judge_take (GBytes *peaks)
{
  DemainsLoudnessJudge self;
  double loudest = -G_MAXDOUBLE;
  gboolean high = FALSE;
  gsize n_peaks;
  const guint8 *data = g_bytes_get_data (peaks, &n_peaks);

  if (n_peaks == 0)
    return DEMAINS_LOUDNESS_UNKNOWN;

  demains_loudness_judge_reset (&self);
  for (gsize i = 0; i < n_peaks; i++)
    {
      double level = demains_peak_to_level (data[i]);

      high
        |= demains_loudness_judge_push (&self, level, i * SECOND / DEMAINS_PEAKS_PER_SECOND) == DEMAINS_LOUDNESS_HIGH;
      loudest = MAX (loudest, level);
    }

  if (high)
    return DEMAINS_LOUDNESS_HIGH;
  if (loudest < FLOOR_OF_SOUND)
    return DEMAINS_LOUDNESS_NONE;

  return loudest < FLOOR_OF_GOOD ? DEMAINS_LOUDNESS_LOW : DEMAINS_LOUDNESS_GOOD;
}
