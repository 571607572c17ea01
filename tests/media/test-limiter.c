/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "demains-limiter.h"
#include "demains-test.h"

#define CEILING 0.8

static GArray *
make_peaks (guint n_peaks)
{
  GArray *peaks = g_array_new (FALSE, TRUE, sizeof (float));

  for (guint i = 0; i < n_peaks; i++)
    {
      float peak = g_test_rand_double_range (0, 1) < 0.1 ? g_test_rand_double_range (0, 8) : 0.5;

      g_array_append_val (peaks, peak);
    }

  return peaks;
}

/* Wherever in a peak its loudest sample is, and however short the sound: it is not over the ceiling. */
static void
test_no_peak_is_over (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GArray) peaks = make_peaks (g_test_rand_int_range (1, 60));
      g_autoptr (GArray) factors = NULL;
      float loud = 2;

      g_array_append_val (peaks, loud);
      factors = demains_limiter_find (peaks, CEILING);
      g_assert_nonnull (factors);
      g_assert_cmpuint (factors->len, ==, peaks->len);
      for (double place = -0.5; place < peaks->len - 0.5; place += 0.05)
        {
          double factor = demains_limiter_get (factors, place);

          g_assert_cmpfloat (factor, >, 0);
          g_assert_cmpfloat (factor, <=, 1);
          g_assert_cmpfloat (factor * g_array_index (peaks, float, MAX ((int)lround (place), 0)), <=, CEILING + 1e-5);
        }
    }
}

/* What is far from a loud moment is left as it is, and nothing is done where none is. */
static void
test_the_rest_is_left (void)
{
  g_autoptr (GArray) peaks = g_array_new (FALSE, TRUE, sizeof (float));
  g_autoptr (GArray) factors = NULL;
  float quiet = CEILING, loud = 2;

  for (guint i = 0; i < 100; i++)
    g_array_append_val (peaks, quiet);
  g_assert_null (demains_limiter_find (peaks, CEILING + 1e-6));

  g_array_index (peaks, float, 50) = loud;
  factors = demains_limiter_find (peaks, CEILING + 1e-6);
  g_assert_cmpfloat (demains_limiter_get (factors, 30), ==, 1);
  g_assert_cmpfloat (demains_limiter_get (factors, 70), ==, 1);
  g_assert_cmpfloat (demains_limiter_get (factors, 50), <, 0.41);
}

/* It goes down and up without a step: by no more from one peak to the next than a tenth of the way. */
static void
test_it_is_smooth (void)
{
  g_autoptr (GArray) peaks = make_peaks (2000);
  g_autoptr (GArray) factors = demains_limiter_find (peaks, CEILING);

  for (guint i = 1; i < factors->len; i++)
    g_assert_cmpfloat (fabs (g_array_index (factors, float, i) - g_array_index (factors, float, i - 1)), <, 0.1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/limiter/no-peak-is-over", test_no_peak_is_over);
  g_test_add_func ("/media/limiter/the-rest-is-left", test_the_rest_is_left);
  g_test_add_func ("/media/limiter/it-is-smooth", test_it_is_smooth);

  return g_test_run ();
}
