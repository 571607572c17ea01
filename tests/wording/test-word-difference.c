/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-word-difference.h"

#define ALL G_MAXINT

/* "the [-red-]{+blue+} door … it" */
static char *
describe (const char *before, const char *after, guint context)
{
  g_autoptr (GArray) spans = demains_word_difference_find (before, after, context);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsWordSpan *span = &g_array_index (spans, DemainsWordSpan, i);
      int length = span->length;

      g_assert_cmpuint (span->length, >, 0);
      switch (span->fate)
        {
        case DEMAINS_WORDS_SAME:
          g_string_append_len (text, span->text, length);
          break;
        case DEMAINS_WORDS_DELETED:
          g_string_append_printf (text, "[-%.*s-]", length, span->text);
          break;
        case DEMAINS_WORDS_ADDED:
          g_string_append_printf (text, "{+%.*s+}", length, span->text);
          break;
        case DEMAINS_WORDS_SKIPPED:
          g_string_append (text, "…");
          break;
        }
    }

  return g_string_free (text, FALSE);
}

static void
check (const char *before, const char *after, guint context, const char *expected)
{
  g_autofree char *found = describe (before, after, context);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_plain (void)
{
  check ("", "", ALL, "");
  check ("the door", "the door", ALL, "the door");
  check ("", "the door", ALL, "{+the door+}");
  check ("the door", "", ALL, "[-the door-]");
  check ("the red door", "the blue door", ALL, "the [-red-]{+blue+} door");
  check ("the door", "the open door", ALL, "the {+open +}door");
  check ("the door.", "the door!", ALL, "the door[-.-]{+!+}");
}

static void
test_neighbours (void)
{
  check ("a red door is open", "a blue gate is open", ALL, "a [-red door-]{+blue gate+} is open");
  check ("red, open", "blue, shut", ALL, "[-red-]{+blue+}, [-open-]{+shut+}");
}

static void
test_french (void)
{
  check ("l’été", "l’hiver", ALL, "l’[-été-]{+hiver+}");
  check ("dès demain", "des demain", ALL, "[-dès-]{+des+} demain");
  check ("un cœur\n\nici", "un cœur\n\nlà", ALL, "un cœur\n\n[-ici-]{+là+}");
}

static void
test_context (void)
{
  check ("a b c d e f g h i j", "a b c d e f g h i k", 2, "…h i [-j-]{+k+}");
  check ("a b c d e f g h i j", "z b c d e f g h i j", 2, "[-a-]{+z+} b c…");
  check ("a b c d e f g h i j", "z b c d e f g h i k", 2, "[-a-]{+z+} b c…h i [-j-]{+k+}");
  check ("a b c d e f", "z b c d e k", 2, "[-a-]{+z+} b c d e [-f-]{+k+}");
  check ("a b c d e f g h i j", "a b c d e f g h i j", 2, "…");
}

static void
append_random (GString *text, guint n_words, guint n_kinds)
{
  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "é%d%s", g_test_rand_int_range (0, n_kinds),
                            g_test_rand_int_range (0, 9) == 0 ? "\n" : " ");
}

/* The words of both texts must be found again in the spans. */
static void
check_random (guint n_words, guint n_kinds)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GString) found_before = g_string_new (NULL);
  g_autoptr (GString) found_after = g_string_new (NULL);
  g_autoptr (GArray) spans = NULL;

  append_random (before, n_words, n_kinds);
  append_random (after, n_words, n_kinds);
  spans = demains_word_difference_find (before->str, after->str, ALL);
  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsWordSpan *span = &g_array_index (spans, DemainsWordSpan, i);

      g_assert_cmpint (span->fate, !=, DEMAINS_WORDS_SKIPPED);
      if (span->fate != DEMAINS_WORDS_ADDED)
        g_string_append_len (found_before, span->text, span->length);
      if (span->fate != DEMAINS_WORDS_DELETED)
        g_string_append_len (found_after, span->text, span->length);
    }
  g_assert_cmpstr (before->str, ==, found_before->str);
  g_assert_cmpstr (after->str, ==, found_after->str);
}

static void
test_random (void)
{
  for (guint i = 0; i < 300; i++)
    check_random (g_test_rand_int_range (0, 40), 6);
}

/* Far more than the bound: by paragraphs, and soon. */
static void
test_huge (void)
{
  gint64 start = g_get_monotonic_time ();

  check_random (15000, 1000000);
  check_random (15000, 50);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_paragraphs (void)
{
  g_autoptr (GString) before = g_string_new ("first\n");
  g_autoptr (GString) after = g_string_new ("first\n");
  g_autoptr (GArray) spans = NULL;

  for (guint i = 0; i < 2000; i++)
    {
      g_string_append_printf (before, "old%u ", i);
      g_string_append_printf (after, "new%u ", i);
    }
  g_string_append (before, "\nlast");
  g_string_append (after, "\nlast");
  spans = demains_word_difference_find (before->str, after->str, ALL);
  g_assert_cmpuint (spans->len, ==, 4);
  g_assert_cmpint (g_array_index (spans, DemainsWordSpan, 0).fate, ==, DEMAINS_WORDS_SAME);
  g_assert_cmpint (g_array_index (spans, DemainsWordSpan, 1).fate, ==, DEMAINS_WORDS_DELETED);
  g_assert_cmpint (g_array_index (spans, DemainsWordSpan, 2).fate, ==, DEMAINS_WORDS_ADDED);
  g_assert_cmpint (g_array_index (spans, DemainsWordSpan, 3).fate, ==, DEMAINS_WORDS_SAME);
}

/* Many changes, but not in every paragraph: the words are still told. */
static void
test_many_paragraphs (void)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  g_autoptr (GArray) spans = NULL;
  guint n_deleted = 0;

  for (guint line = 0; line < 400; line++)
    {
      for (guint word = 0; word < 20; word++)
        {
          g_string_append_printf (before, "w%u-%u ", line, word);
          g_string_append_printf (after, line % 2 == 1 && word % 2 == 1 ? "changed%u-%u " : "w%u-%u ", line, word);
        }
      g_string_append_c (before, '\n');
      g_string_append_c (after, '\n');
    }
  spans = demains_word_difference_find (before->str, after->str, 3);
  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsWordSpan *span = &g_array_index (spans, DemainsWordSpan, i);

      n_deleted += span->fate == DEMAINS_WORDS_DELETED;
      g_assert_cmpuint (span->length, <, 300);
    }
  g_assert_cmpuint (n_deleted, ==, 200 * 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-difference/plain", test_plain);
  g_test_add_func ("/word-difference/neighbours", test_neighbours);
  g_test_add_func ("/word-difference/french", test_french);
  g_test_add_func ("/word-difference/context", test_context);
  g_test_add_func ("/word-difference/random", test_random);
  g_test_add_func ("/word-difference/paragraphs", test_paragraphs);
  g_test_add_func ("/word-difference/many-paragraphs", test_many_paragraphs);
  g_test_add_func ("/word-difference/huge", test_huge);

  return g_test_run ();
}
