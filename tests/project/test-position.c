/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-position.h"
#include "demains-uuid.h"

static void
test_between (void)
{
  g_autoptr (GPtrArray) positions = g_ptr_array_new_with_free_func (g_free);

  /* Anywhere, two thousand times: always between its neighbours. */
  for (int i = 0; i < 2000; i++)
    {
      guint index = g_test_rand_int_range (0, positions->len + 1);
      const char *before = index > 0 ? positions->pdata[index - 1] : NULL;
      const char *after = index < positions->len ? positions->pdata[index] : NULL;
      char *position = demains_position_between (before, after);

      g_assert_true (demains_position_is_valid (position));
      if (before != NULL)
        g_assert_cmpstr (before, <, position);
      if (after != NULL)
        g_assert_cmpstr (position, <, after);
      g_ptr_array_insert (positions, index, position);
    }
}

static void
test_ends (void)
{
  g_autofree char *last = demains_position_between (NULL, NULL);
  g_autofree char *first = g_strdup (last);

  /* Filled from top to bottom, or from bottom to top, positions stay short. */
  for (int i = 0; i < 100000; i++)
    {
      g_autofree char *next = demains_position_between (last, NULL);
      g_autofree char *previous = demains_position_between (NULL, first);

      g_assert_cmpstr (last, <, next);
      g_assert_cmpstr (previous, <, first);
      g_set_str (&last, next);
      g_set_str (&first, previous);
    }
  g_assert_cmpuint (strlen (last), <, 6);
  g_assert_cmpuint (strlen (first), <, 6);
}

static void
test_invalid (void)
{
  static const char *const invalid[] = { "", "a", "a0 ", "0", "a00", "é0", "b0", NULL };

  for (int i = 0; invalid[i] != NULL; i++)
    g_assert_false (demains_position_is_valid (invalid[i]));
  g_assert_false (demains_position_is_valid (NULL));
  g_assert_true (demains_position_is_valid ("a0"));
  g_assert_true (demains_position_is_valid ("a0V"));
}

static void
test_uuid (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 10000; i++)
    {
      char *id = demains_uuid_new ();

      g_assert_true (demains_uuid_is_valid (id));
      g_assert_cmpint (id[14], ==, '7');
      g_assert_true (g_hash_table_add (seen, id));
    }
  g_assert_false (demains_uuid_is_valid ("0190c0de-0000-7000-8000-00000000000G"));
  g_assert_false (demains_uuid_is_valid ("'; DROP TABLE job; --"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/position/between", test_between);
  g_test_add_func ("/position/ends", test_ends);
  g_test_add_func ("/position/invalid", test_invalid);
  g_test_add_func ("/uuid/valid", test_uuid);

  return g_test_run ();
}
