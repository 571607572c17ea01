/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-limiter.h"

/* Over so many peaks before and after it something is turned down: 33 ms, longer than a period of the
 * lowest voice (about 80 Hz). */
#define REACH 5

static float
get (GArray *values, int i)
{
  return g_array_index (values, float, CLAMP (i, 0, (int)values->len - 1));
}

static float
get_least (GArray *values, int from, int to)
{
  float least = get (values, from);

  for (int i = from + 1; i <= to; i++)
    least = MIN (least, get (values, i));

  return least;
}

static float
get_mean (GArray *values, int from, int to)
{
  float sum = 0;

  for (int i = from; i <= to; i++)
    sum += get (values, i);

  return sum / (to - from + 1);
}

/*
 * demains_limiter_find:
 * @peaks: (element-type gfloat): the peaks of a sound, one after the other
 * @ceiling: what none may be over
 *
 * Each is turned down as far as the loudest nearby needs, which is then made smooth. As the smoothing
 * reaches less far, a peak and those beside it are never turned down by less than they need.
 *
 * Returns: (transfer full) (nullable) (element-type gfloat): a factor for each; %NULL where none is over
 */
GArray *
demains_limiter_find (GArray *peaks, double ceiling)
{
  g_autoptr (GArray) wanted = g_array_sized_new (FALSE, FALSE, sizeof (float), peaks->len);
  g_autoptr (GArray) least = g_array_sized_new (FALSE, FALSE, sizeof (float), peaks->len);
  GArray *factors;
  float lowest = 1;

  for (guint i = 0; i < peaks->len; i++)
    {
      float peak = g_array_index (peaks, float, i);
      float factor = peak > ceiling ? ceiling / peak : 1;

      g_array_append_val (wanted, factor);
      lowest = MIN (lowest, factor);
    }
  if (lowest == 1)
    return NULL;

  factors = g_array_sized_new (FALSE, FALSE, sizeof (float), peaks->len);
  for (int i = 0; i < (int)peaks->len; i++)
    {
      float factor = get_least (wanted, i - REACH - 1, i + REACH + 1);

      g_array_append_val (least, factor);
    }
  for (int i = 0; i < (int)peaks->len; i++)
    {
      float factor = get_mean (least, i - REACH, i + REACH);

      g_array_append_val (factors, factor);
    }

  return factors;
}

/*
 * demains_limiter_get:
 * @factors: (element-type gfloat): what demains_limiter_find() gave
 * @place: where, in peaks from the middle of the first; between two of them it goes from one to the other
 *
 * Returns: by what the sound is multiplied there
 */
double
demains_limiter_get (GArray *factors, double place)
{
  /* floor() without a call, as a place is never before -1. */
  int before = (int)(place + 1) - 1;
  double one = get (factors, before), other = get (factors, before + 1);

  return one + (other - one) * (place - before);
}
