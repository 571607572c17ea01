/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text.h"
#include "demains-word-times.h"

#include <string.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static const char TEXT[] = "Bonsoir\u202f! Il est sept heures. Qui veille, demain\u202f?\nPersonne\u00a0: c’est fini.";

/* Words over words per minute, whatever the words are; or what was asked for. */
static void
test_duration (void)
{
  const char *const texts[] = { TEXT, "", "?! …", "a", "x y\n\nz", "anticonstitutionnellement et a b c" };
  const guint paces[] = { 60, 130, 220 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; j < G_N_ELEMENTS (paces); j++)
      {
        g_autoptr (DemainsWordTimes) times = demains_word_times_new (texts[i], paces[j], 0);
        g_autoptr (DemainsWordTimes) wanted = demains_word_times_new (texts[i], paces[j], 20 * SECOND);
        guint words = demains_text_count_words (texts[i]);

        g_assert_cmpint (ABS (demains_word_times_get_duration (times) - words * 60 * SECOND / paces[j]), <=, 1);
        g_assert_cmpint (demains_word_times_get_duration (wanted), ==, words > 0 ? 20 * SECOND : 0);
      }
}

static void
test_bounds (void)
{
  g_autoptr (DemainsWordTimes) slow = demains_word_times_new ("one two", 0, -1);
  g_autoptr (DemainsWordTimes) fast = demains_word_times_new ("one two", G_MAXUINT, 0);

  g_assert_cmpint (demains_word_times_get_duration (slow), ==, 2 * SECOND);
  g_assert_cmpint (demains_word_times_get_duration (fast), ==, 2 * 60 * SECOND / 220);
}

/* Every moment has its word, every byte its time, in one order. */
static void
test_order (void)
{
  g_autoptr (DemainsWordTimes) times = demains_word_times_new (TEXT, 130, 0);
  gint64 duration = demains_word_times_get_duration (times);
  gsize offset = 0;
  gint64 time = 0;

  for (gint64 i = 0; i <= 1000; i++)
    {
      gsize next = demains_word_times_get_offset (times, duration * i / 1000);

      g_assert_cmpuint (next, >=, offset);
      g_assert_cmpint (demains_word_times_get_time (times, next), <=, duration * i / 1000);
      offset = next;
    }
  g_assert_cmpstr (TEXT + offset, ==, "fini.");
  for (gsize i = 0; i <= strlen (TEXT); i++)
    {
      gint64 next = demains_word_times_get_time (times, i);

      g_assert_cmpint (next, >=, time);
      time = next;
    }
  g_assert_cmpint (time, ==, duration);
}

static void
check_sentence (DemainsWordTimes *times, gint64 time, int step, const char *expected)
{
  gint64 found = demains_word_times_get_sentence (times, time, step);

  g_assert_true (g_str_has_prefix (TEXT + demains_word_times_get_offset (times, found), expected));
}

static void
test_sentences (void)
{
  /* A minute, so that each sentence takes some seconds. */
  g_autoptr (DemainsWordTimes) times = demains_word_times_new (TEXT, 130, 60 * SECOND);
  gint64 hours = demains_word_times_get_time (times, strstr (TEXT, "heures") - TEXT);
  gint64 who = demains_word_times_get_time (times, strstr (TEXT, "Qui") - TEXT);

  check_sentence (times, hours, -1, "Il est");
  check_sentence (times, hours, 1, "Qui veille");
  check_sentence (times, who + SECOND, -1, "Il est");
  check_sentence (times, who + 2 * SECOND, -1, "Qui veille");
  check_sentence (times, who, 1, "Personne");
  check_sentence (times, 0, -1, "Bonsoir");
  g_assert_cmpint (demains_word_times_get_sentence (times, 59 * SECOND, 1), ==, 60 * SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/word-times/duration", test_duration);
  g_test_add_func ("/word-times/bounds", test_bounds);
  g_test_add_func ("/word-times/order", test_order);
  g_test_add_func ("/word-times/sentences", test_sentences);

  return g_test_run ();
}
