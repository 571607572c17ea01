/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-difference.h"

#include <string.h>

/* Replacing the stretch that was found must give the new text. */
static void
check (const char *old_text, const char *new_text, guint start, guint old_end)
{
  DemainsDifference difference;
  g_autofree char *replaced = NULL;

  g_assert_true (demains_difference_find (&difference, old_text, new_text));
  g_assert_cmpuint (difference.start, ==, start);
  g_assert_cmpuint (difference.old_end, ==, old_end);

  replaced = g_strdup_printf ("%.*s%.*s%s", (int)(g_utf8_offset_to_pointer (old_text, difference.start) - old_text),
                              old_text, (int)(difference.new_end - difference.new_start),
                              new_text + difference.new_start, g_utf8_offset_to_pointer (old_text, difference.old_end));
  g_assert_cmpstr (replaced, ==, new_text);
  g_assert_true (
    g_utf8_validate_len (new_text + difference.new_start, difference.new_end - difference.new_start, NULL));
}

static void
test_same (void)
{
  DemainsDifference difference;

  g_assert_false (demains_difference_find (&difference, "", ""));
  g_assert_false (demains_difference_find (&difference, "été", "été"));
}

static void
test_plain (void)
{
  check ("", "abc", 0, 0);
  check ("abc", "", 0, 3);
  check ("ac", "abc", 1, 1);
  check ("abc", "ac", 1, 2);
  check ("aaa", "aa", 2, 3);
  check ("aa", "aaa", 2, 2);
  check ("one two", "one three two", 5, 5);
}

static void
test_characters (void)
{
  /* é and è begin with the same byte, ê and 4-byte signs end alike. */
  check ("é", "è", 0, 1);
  check ("un été", "un ètè", 3, 6);
  check ("🙂", "🙃", 0, 1);
  check ("a😀b", "a🐀b", 1, 2);
  check ("Ã", "ã", 0, 1);
  check ("aéé", "aé", 2, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/difference/same", test_same);
  g_test_add_func ("/difference/plain", test_plain);
  g_test_add_func ("/difference/characters", test_characters);

  return g_test_run ();
}
