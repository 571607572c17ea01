/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-path.h"
#include "demains-test.h"

static void
test_place (void)
{
  const DemainsPathSpan span = demains_path_span (2026, 2050);
  double fraction;

  g_assert_cmpint (span.last, ==, 2050);
  g_assert_cmpint (demains_path_span (2060, 2050).last, ==, 2085);
  g_assert_cmpint (demains_path_place (&span, 0, &fraction), ==, DEMAINS_PATH_UNDATED);
  g_assert_cmpint (demains_path_place (&span, 2038, &fraction), ==, DEMAINS_PATH_WITHIN);
  g_assert_cmpfloat_with_epsilon (fraction, 0.5, 1e-9);
  g_assert_cmpint (demains_path_get_year (&span, fraction), ==, 2038);
  g_assert_cmpint (demains_path_place (&span, 20500, &fraction), ==, DEMAINS_PATH_AFTER);
  g_assert_cmpfloat (fraction, ==, 1);
  g_assert_cmpint (demains_path_place (&span, 12, &fraction), ==, DEMAINS_PATH_BEFORE);
  g_assert_cmpint (demains_path_place (&span, -5, &fraction), ==, DEMAINS_PATH_BEFORE);
  g_assert_cmpfloat (fraction, ==, 0);
  g_assert_cmpint (demains_path_get_year (&span, 7), ==, 2050);
}

static void
test_ticks (void)
{
  const DemainsPathSpan span = demains_path_span (2026, 2050);
  const DemainsPathSpan long_span = demains_path_span (2026, 900000);

  g_assert_cmpint (demains_path_get_tick_step (&span, 24), ==, 1);
  g_assert_cmpint (demains_path_get_tick_step (&span, 10), ==, 5);
  g_assert_cmpint (demains_path_get_tick_step (&span, 0), ==, 50);
  g_assert_cmpint (demains_path_get_tick_step (&long_span, 10), ==, 100000);
}

/* Nothing covers anything, and what has room stays near the line. */
static void
test_stack (void)
{
  DemainsPathBox boxes[] = { { 0, 100, 9 }, { 50, 100, 9 }, { 108, 100, 9 }, { 50, 100, 9 } };

  g_assert_cmpuint (demains_path_stack (boxes, G_N_ELEMENTS (boxes), 8), ==, 3);
  g_assert_cmpuint (boxes[0].row, ==, 0);
  g_assert_cmpuint (boxes[1].row, ==, 1);
  g_assert_cmpuint (boxes[2].row, ==, 0);
  g_assert_cmpuint (boxes[3].row, ==, 2);
  g_assert_cmpuint (demains_path_stack (boxes, 0, 8), ==, 0);
}

static DemainsRecord *
add (DemainsProject *project, const char *lane, gint64 year, gint64 until)
{
  g_autoptr (DemainsRecord) record = demains_record_new (DEMAINS_KIND_MILESTONE);

  g_object_set (record, "title", "One", "lane", lane, "year", year, "until", until, NULL);

  return demains_project_add_record (project, record, NULL);
}

static void
test_count_and_shift (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *period = add (project, "reach", 2030, 2034);
  DemainsRecord *end = add (project, "avoid", 0, 2040);
  guint n_reach, n_avoid;

  add (project, "", 0, 0);
  demains_path_count (project, &n_reach, &n_avoid);
  g_assert_cmpuint (n_reach, ==, 2);
  g_assert_cmpuint (n_avoid, ==, 1);

  demains_path_shift (project, period, 2032);
  g_assert_cmpint (demains_record_get_number (period, "year"), ==, 2032);
  g_assert_cmpint (demains_record_get_number (period, "until"), ==, 2036);
  g_assert_true (demains_test_undo (project));
  g_assert_cmpint (demains_record_get_number (period, "year"), ==, 2030);
  g_assert_cmpint (demains_record_get_number (period, "until"), ==, 2034);

  demains_path_shift (project, end, 2041);
  g_assert_cmpint (demains_record_get_number (end, "year"), ==, 0);
  g_assert_cmpint (demains_record_get_number (end, "until"), ==, 2041);
  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/place", test_place);
  g_test_add_func ("/path/ticks", test_ticks);
  g_test_add_func ("/path/stack", test_stack);
  g_test_add_func ("/path/count-and-shift", test_count_and_shift);

  return g_test_run ();
}
