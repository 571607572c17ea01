/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsLoudness:
 * @DEMAINS_LOUDNESS_UNKNOWN: too little was heard to say
 * @DEMAINS_LOUDNESS_NONE: nothing that could be a voice
 * @DEMAINS_LOUDNESS_LOW: a voice that is far away
 * @DEMAINS_LOUDNESS_GOOD: a voice
 * @DEMAINS_LOUDNESS_HIGH: cut off at full scale, for good
 *
 * What a level means to people who hold a microphone.
 */
typedef enum
{
  DEMAINS_LOUDNESS_UNKNOWN,
  DEMAINS_LOUDNESS_NONE,
  DEMAINS_LOUDNESS_LOW,
  DEMAINS_LOUDNESS_GOOD,
  DEMAINS_LOUDNESS_HIGH,
} DemainsLoudness;

/* Follows a level and says what it means, steadily: pauses of speech and single bumps
 * change nothing. */
typedef struct
{
  DemainsLoudness loudness;
  gint64 since;
  gint64 last;
  gint64 heard;
  gint64 good;
  gint64 clipped;
} DemainsLoudnessJudge;

void demains_loudness_judge_reset (DemainsLoudnessJudge *self);
DemainsLoudness demains_loudness_judge_push (DemainsLoudnessJudge *self, double level, gint64 time);
DemainsLoudness demains_loudness_judge_take (GBytes *peaks);

G_END_DECLS
