/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-time-entry.h"
#include "demains-trim.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static const DemainsTrim TAKE = { 10 * SECOND, 0, 10 * SECOND, 0, 30, 1 };

static void
test_pictures (void)
{
  DemainsTrim ntsc = { 10 * SECOND, 0, 10 * SECOND, 0, 30000, 1001 };

  g_assert_cmpint (demains_trim_get_frame (&TAKE), ==, 33333333);
  g_assert_cmpint (demains_trim_snap (&TAKE, 0), ==, 0);
  g_assert_cmpint (demains_trim_snap (&TAKE, -5), ==, 0);
  g_assert_cmpint (demains_trim_snap (&TAKE, 16 * SECOND / 1000), ==, 0);
  g_assert_cmpint (demains_trim_snap (&TAKE, 17 * SECOND / 1000), ==, 33333333);
  g_assert_cmpint (demains_trim_snap (&ntsc, SECOND), ==, 30 * SECOND * 1001 / 30000);

  /* What is seen is what began last, not what is nearest. */
  g_assert_cmpint (demains_trim_get_seen (&TAKE, -5), ==, 0);
  g_assert_cmpint (demains_trim_get_seen (&TAKE, 32 * SECOND / 1000), ==, 0);
  g_assert_cmpint (demains_trim_get_seen (&TAKE, 66 * SECOND / 1000), ==, 33333333);

  /* Picture by picture through a long take, without drifting. */
  for (gint64 picture = 0, time = 0; picture < 20 * 60 * 30; picture++)
    {
      g_assert_cmpint (time, ==, picture * SECOND / 30);
      g_assert_cmpint (demains_trim_get_seen (&TAKE, time), ==, time);
      g_assert_cmpint (demains_trim_get_seen (&TAKE, time + 30 * SECOND / 1000), ==, time);
      time = demains_trim_snap (&TAKE, time + demains_trim_get_frame (&TAKE));
    }
}

static void
test_points (void)
{
  DemainsTrim trim = TAKE;

  demains_trim_drag_in (&trim, 4 * SECOND);
  g_assert_cmpint (trim.in_point, ==, 4 * SECOND);
  g_assert_cmpint (trim.position, ==, 4 * SECOND);
  demains_trim_drag_out (&trim, 2 * SECOND);
  g_assert_cmpint (trim.out_point - trim.in_point, ==, 33333333);
  g_assert_cmpint (trim.position, ==, 4 * SECOND);
  demains_trim_drag_out (&trim, 11 * SECOND);
  g_assert_cmpint (trim.out_point, ==, 10 * SECOND);
  demains_trim_drag_in (&trim, 11 * SECOND);
  g_assert_cmpint (trim.in_point, ==, trim.out_point - 33333333);

  demains_trim_set_out (&trim, 3 * SECOND);
  g_assert_cmpint (trim.in_point, ==, 0);
  g_assert_cmpint (trim.out_point, ==, 3 * SECOND);
  demains_trim_set_in (&trim, 5 * SECOND);
  g_assert_cmpint (trim.in_point, ==, 5 * SECOND);
  g_assert_cmpint (trim.out_point, ==, 10 * SECOND);
}

static void
test_nothing (void)
{
  DemainsTrim empty = { 0, 0, 0, 0, 30, 1 };

  demains_trim_drag_in (&empty, SECOND);
  demains_trim_drag_out (&empty, SECOND);
  demains_trim_seek (&empty, SECOND);
  g_assert_cmpint (empty.in_point, ==, 0);
  g_assert_cmpint (empty.out_point, ==, 0);
  g_assert_cmpint (empty.position, ==, 0);
}

static void
test_typed_times (void)
{
  static const struct
  {
    const char *text;
    gint64 time;
  } cases[] = {
    { "0′12″04", 12040 },
    { "12.04", 12040 },
    { "12,04", 12040 },
    { " 0:12.04 ", 12040 },
    { "1'02\"5", 62500 },
    { "1’02", 62000 },
    { "1 h 02′41″", 3761000 },
    { "2 min 24", 144000 },
    { "3 s", 3000 },
    { "90", 90000 },
    { "", -1 },
    { "soon", -1 },
    { "-3", -1 },
    { "1.2.3", -1 },
    { "99999999999999999999", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = -1;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (demains_time_parse (cases[i].text, &time), ==, cases[i].time >= 0);
      if (cases[i].time >= 0)
        g_assert_cmpint (time, ==, cases[i].time * 1000000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trim/pictures", test_pictures);
  g_test_add_func ("/trim/points", test_points);
  g_test_add_func ("/trim/nothing", test_nothing);
  g_test_add_func ("/trim/typed-times", test_typed_times);

  return g_test_run ();
}
