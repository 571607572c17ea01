/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-peak-meter.h"
#include "demains-peaks.h"
#include "demains-test.h"

#define MILLISECOND G_GINT64_CONSTANT (1000000)

/* A peak is 20 ms. */
static guint8
to_peak (double level)
{
  return DEMAINS_PEAK_FULL_SCALE + level * DEMAINS_PEAK_STEPS_PER_DECIBEL;
}

/* Appends so many peaks of a level. */
static void
add (GByteArray *peaks, guint count, double level)
{
  guint8 peak = to_peak (level);

  for (guint i = 0; i < count; i++)
    g_byte_array_append (peaks, &peak, 1);
}

static gboolean
find (GByteArray *array, gint64 *start, gint64 *end)
{
  g_autoptr (GBytes) peaks = g_byte_array_free_to_bytes (array);

  return demains_peaks_find_sound (peaks, start, end);
}

/* Two seconds of a room, a click, a sentence with a pause in it, and the room again. */
static void
test_sentence (void)
{
  GByteArray *peaks = g_byte_array_new ();
  gint64 start, end;

  add (peaks, 100, -58);
  add (peaks, 2, -8);
  add (peaks, 48, -58);
  add (peaks, 50, -20);
  add (peaks, 40, -57);
  add (peaks, 50, -30);
  add (peaks, 200, -58);
  g_assert_true (find (peaks, &start, &end));
  g_assert_cmpint (start, ==, 3000 * MILLISECOND - 300 * MILLISECOND);
  g_assert_cmpint (end, ==, 5800 * MILLISECOND + 400 * MILLISECOND);
}

/* Who begins at once loses nothing. */
static void
test_at_once (void)
{
  GByteArray *peaks = g_byte_array_new ();
  gint64 start, end;

  add (peaks, 100, -20);
  g_assert_true (find (peaks, &start, &end));
  g_assert_cmpint (start, ==, 0);
  g_assert_cmpint (end, >=, 2000 * MILLISECOND);
}

/* In an empty room, in one click, and in nothing, nobody speaks. */
static void
test_nobody (void)
{
  GByteArray *room = g_byte_array_new ();
  GByteArray *click = g_byte_array_new ();
  gint64 start, end;

  add (room, 200, -62);
  g_assert_false (find (room, &start, &end));
  add (click, 100, -70);
  add (click, 2, -6);
  add (click, 100, -70);
  g_assert_false (find (click, &start, &end));
  g_assert_false (find (g_byte_array_new (), &start, &end));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/peaks/sentence", test_sentence);
  g_test_add_func ("/peaks/at-once", test_at_once);
  g_test_add_func ("/peaks/nobody", test_nobody);

  return g_test_run ();
}
