/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-position.h"

/* A position is a whole number and a fraction, in digits that sort as bytes:
 *
 *     whole: one letter that tells how many digits follow, then the digits;
 *            'a' one digit, 'b' two … 'z' twenty-six; before zero 'Z' one
 *            digit, 'Y' two … 'A' twenty-six
 *     fraction: any digits, none at the end that is the lowest
 *
 * Appending counts the whole number up, so that a list filled from top to
 * bottom keeps short positions; only putting between two makes a fraction. */

static const char DIGITS[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define BASE 62
#define LONGEST 4096

static int
digit_value (char digit)
{
  const char *found = strchr (DIGITS, digit);

  return found != NULL && digit != '\0' ? (int)(found - DIGITS) : -1;
}

static gsize
whole_length (const char *position)
{
  if (position[0] >= 'a' && position[0] <= 'z')
    return position[0] - 'a' + 2;
  if (position[0] >= 'A' && position[0] <= 'Z')
    return 'Z' - position[0] + 2;

  return 0;
}

/* The whole number one up or down; NULL where the scale ends. */
static char *
step_whole (const char *position, int direction)
{
  gsize length = whole_length (position);
  g_autofree char *digits = g_strndup (position + 1, length - 1);
  char head = position[0];

  for (gssize i = (gssize)length - 2; i >= 0; i--)
    {
      int value = digit_value (digits[i]) + direction;

      if (value >= 0 && value < BASE)
        {
          digits[i] = DIGITS[value];
          return g_strdup_printf ("%c%s", head, digits);
        }
      digits[i] = direction > 0 ? DIGITS[0] : DIGITS[BASE - 1];
    }

  if (head == (direction > 0 ? 'z' : 'A'))
    return NULL;
  if (direction > 0 && head == 'Z')
    return g_strdup ("a0");
  if (direction < 0 && head == 'a')
    return g_strdup ("Zz");

  head += direction;
  g_free (digits);
  digits = g_strnfill (whole_length (&head) - 1, direction > 0 ? DIGITS[0] : DIGITS[BASE - 1]);

  return g_strdup_printf ("%c%s", head, digits);
}

/* A fraction between two others; @high is NULL for one. */
static char *
fraction_between (const char *low, const char *high)
{
  GString *result = g_string_new (NULL);
  gboolean bounded = high != NULL;

  for (gsize i = 0;; i++)
    {
      int a = *low != '\0' ? digit_value (*low++) : 0;
      int b = bounded && high[i] != '\0' ? digit_value (high[i]) : (bounded ? 0 : BASE);

      if (b - a > 1)
        {
          g_string_append_c (result, DIGITS[(a + b) / 2]);
          return g_string_free (result, FALSE);
        }
      g_string_append_c (result, DIGITS[a]);
      if (b > a)
        bounded = FALSE;
    }
}

/**
 * demains_position_between:
 * @before: (nullable): the position before, %NULL at the start of a list
 * @after: (nullable): the position after, %NULL at the end
 *
 * Two positions that are equal or in the wrong order (a damaged or merged file)
 * count as if there were no @after.
 *
 * Returns: (transfer full): a position between the two
 */
char *
demains_position_between (const char *before, const char *after)
{
  g_autofree char *whole = NULL;
  g_autofree char *fraction = NULL;
  g_autofree char *next = NULL;

  if (before != NULL && after != NULL && strcmp (before, after) >= 0)
    after = NULL;
  if (before == NULL && after == NULL)
    return g_strdup ("a0");

  if (before == NULL)
    {
      next = step_whole (after, -1);
      if (after[whole_length (after)] != '\0')
        return g_strndup (after, whole_length (after));
      if (next != NULL)
        return g_steal_pointer (&next);
      before = "A00000000000000000000000000";
    }

  whole = g_strndup (before, whole_length (before));
  if (after != NULL && strncmp (before, after, strlen (whole)) == 0)
    {
      fraction = fraction_between (before + strlen (whole), after + strlen (whole));
      return g_strconcat (whole, fraction, NULL);
    }

  next = step_whole (before, 1);
  if (next != NULL && (after == NULL || strcmp (next, after) < 0))
    return g_steal_pointer (&next);

  fraction = fraction_between (before + strlen (whole), NULL);

  return g_strconcat (whole, fraction, NULL);
}

/**
 * demains_position_is_valid:
 * @position: (nullable): a text, maybe from outside
 *
 * Returns: whether demains_position_between() can take it
 */
gboolean
demains_position_is_valid (const char *position)
{
  gsize length, whole;

  if (position == NULL)
    return FALSE;

  length = strlen (position);
  whole = whole_length (position);
  if (whole == 0 || length < whole || length > LONGEST)
    return FALSE;

  for (gsize i = 1; i < length; i++)
    if (digit_value (position[i]) < 0)
      return FALSE;

  return length == whole || position[length - 1] != DIGITS[0];
}
