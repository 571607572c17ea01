/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-loudness.h"
#include "demains-peak-meter.h"

#define STEP (G_GINT64_CONSTANT (100) * 1000 * 1000)

static DemainsLoudnessJudge judge;
static gint64 now;
static guint changes;

/* The same level for a while. Returns what is said at its end. */
static DemainsLoudness
hear (double level, double seconds)
{
  for (int i = 0; i < (int)(seconds * 10 + 0.5); i++)
    {
      DemainsLoudness before = judge.loudness;

      now += STEP;
      if (demains_loudness_judge_push (&judge, level, now) != before)
        changes++;
    }

  return judge.loudness;
}

static void
begin (void)
{
  demains_loudness_judge_reset (&judge);
  changes = 0;
}

static void
test_silence (void)
{
  begin ();
  g_assert_cmpint (hear (-80, 4.5), ==, DEMAINS_LOUDNESS_UNKNOWN);
  g_assert_cmpint (hear (-80, 1), ==, DEMAINS_LOUDNESS_NONE);
  /* Hum that wavers round the limit is no sound, and says nothing new. */
  changes = 0;
  for (int i = 0; i < 100; i++)
    hear (i % 2 == 0 ? -53 : -58, 0.1);
  g_assert_cmpint (judge.loudness, ==, DEMAINS_LOUDNESS_NONE);
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpint (hear (-20, 0.1), ==, DEMAINS_LOUDNESS_GOOD);
}

/* Syllables, pauses between sentences, one bump: a good sound all the while. */
static void
test_speech (void)
{
  begin ();
  hear (-18, 1);
  g_assert_cmpint (judge.loudness, ==, DEMAINS_LOUDNESS_GOOD);
  changes = 0;
  for (int i = 0; i < 20; i++)
    {
      hear (-14, 0.3);
      hear (-50, 0.2);
      hear (-38, 1.5);
    }
  hear (-70, 3);
  hear (-12, 0.5);
  hear (0, 0.2);
  hear (-12, 3);
  g_assert_cmpint (judge.loudness, ==, DEMAINS_LOUDNESS_GOOD);
  g_assert_cmpuint (changes, ==, 0);
}

static void
test_quiet (void)
{
  begin ();
  g_assert_cmpint (hear (-42, 6), ==, DEMAINS_LOUDNESS_LOW);
  /* A little louder now and then is not yet good. */
  changes = 0;
  for (int i = 0; i < 50; i++)
    hear (i % 3 == 0 ? -34.5 : -40, 0.1);
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpint (hear (-32, 0.1), ==, DEMAINS_LOUDNESS_GOOD);
  /* And a little softer is not yet bad. */
  changes = 0;
  for (int i = 0; i < 100; i++)
    hear (i % 30 == 0 ? -35 : -45, 0.1);
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpint (hear (-45, 6), ==, DEMAINS_LOUDNESS_LOW);
}

static void
test_loud (void)
{
  begin ();
  hear (-10, 1);
  g_assert_cmpint (hear (-0.2, 0.1), ==, DEMAINS_LOUDNESS_GOOD);
  hear (-10, 1);
  g_assert_cmpint (hear (-0.2, 0.1), ==, DEMAINS_LOUDNESS_HIGH);
  changes = 0;
  for (int i = 0; i < 10; i++)
    {
      hear (-8, 2);
      hear (0, 0.1);
    }
  g_assert_cmpuint (changes, ==, 0);
  g_assert_cmpint (hear (-8, 3.2), ==, DEMAINS_LOUDNESS_GOOD);
  /* Without a break. */
  g_assert_cmpint (hear (0, 1), ==, DEMAINS_LOUDNESS_HIGH);
}

/* What was heard before the page was left says nothing about now. */
static void
test_gap (void)
{
  begin ();
  hear (-18, 1);
  now += 60 * 10 * STEP;
  g_assert_cmpint (hear (-80, 1), ==, DEMAINS_LOUDNESS_UNKNOWN);
}

static DemainsLoudness
judge_take (double usual, double loud, guint every)
{
  guint8 peaks[10 * DEMAINS_PEAKS_PER_SECOND];
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (peaks); i++)
    peaks[i]
      = DEMAINS_PEAK_FULL_SCALE + DEMAINS_PEAK_STEPS_PER_DECIBEL * (every > 0 && i % every == every - 1 ? loud : usual);
  bytes = g_bytes_new_static (peaks, sizeof peaks);

  return demains_loudness_judge_take (bytes);
}

static void
test_take (void)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  g_assert_cmpint (demains_loudness_judge_take (nothing), ==, DEMAINS_LOUDNESS_UNKNOWN);
  g_assert_cmpint (judge_take (-70, 0, 0), ==, DEMAINS_LOUDNESS_NONE);
  g_assert_cmpint (judge_take (-45, 0, 0), ==, DEMAINS_LOUDNESS_LOW);
  g_assert_cmpint (judge_take (-45, -20, 50), ==, DEMAINS_LOUDNESS_GOOD);
  g_assert_cmpint (judge_take (-20, 0, 50), ==, DEMAINS_LOUDNESS_HIGH);
  /* A door that slams once. */
  g_assert_cmpint (judge_take (-20, 0, 400), ==, DEMAINS_LOUDNESS_GOOD);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/loudness/silence", test_silence);
  g_test_add_func ("/media/loudness/speech", test_speech);
  g_test_add_func ("/media/loudness/quiet", test_quiet);
  g_test_add_func ("/media/loudness/loud", test_loud);
  g_test_add_func ("/media/loudness/gap", test_gap);
  g_test_add_func ("/media/loudness/take", test_take);

  return g_test_run ();
}
