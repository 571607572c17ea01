/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-caption-charter.h"

#include <math.h>
#include <string.h>

#define SECOND 1e9

/* Letters that can be read in 0, 1, 2, 3 and 4 seconds; then as many a second as in four on average. */
static const double LETTERS[] = { 0, 12, 20, 36, 60 };
#define MOST_SECONDS ((int)G_N_ELEMENTS (LETTERS) - 1)
#define LETTERS_PER_SECOND 15.0

/* A line that ends so is better than one of the best length. */
#define AFTER_MARK (-6)
#define AFTER_SHORT_WORD 6
#define SHORT_WORD 3

/*
 * demains_charter_get_most_letters:
 * @duration: how long a caption is seen, in nanoseconds
 *
 * Returns: how many letters it may have, without the tolerance
 */
double
demains_charter_get_most_letters (gint64 duration)
{
  double seconds = MAX (duration, 0) / SECOND;
  int whole = MIN (seconds, MOST_SECONDS);

  if (whole == MOST_SECONDS)
    return LETTERS[MOST_SECONDS] + LETTERS_PER_SECOND * (seconds - MOST_SECONDS);

  return LETTERS[whole] + (LETTERS[whole + 1] - LETTERS[whole]) * (seconds - whole);
}

/*
 * demains_charter_get_least_duration:
 * @letters: of a caption
 *
 * Returns: how long it has to be seen at least, with the tolerance, in nanoseconds
 */
gint64
demains_charter_get_least_duration (guint letters)
{
  double wanted = letters / DEMAINS_CHARTER_TOLERANCE;
  int whole = 0;

  if (wanted >= LETTERS[MOST_SECONDS])
    return ceil ((MOST_SECONDS + (wanted - LETTERS[MOST_SECONDS]) / LETTERS_PER_SECOND) * SECOND);
  while (LETTERS[whole + 1] <= wanted)
    whole++;

  return ceil ((whole + (wanted - LETTERS[whole]) / (LETTERS[whole + 1] - LETTERS[whole])) * SECOND);
}

/*
 * demains_charter_count_letters:
 * @text: of a caption
 *
 * Returns: how many letters, marks and spaces it has; the end of a line is one
 */
guint
demains_charter_count_letters (const char *text)
{
  return g_utf8_strlen (text, -1);
}

/*
 * demains_charter_fits:
 * @text: of a caption, in lines
 *
 * Returns: whether there is room for it
 */
gboolean
demains_charter_fits (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean fits = g_strv_length (lines) <= DEMAINS_CHARTER_LINES;

  for (guint i = 0; lines[i] != NULL; i++)
    fits = fits && g_utf8_strlen (lines[i], -1) <= DEMAINS_CHARTER_LINE_LETTERS;

  return fits;
}

/* How good a line's end before that space is: the less the better. */
static int
judge_break (const char *text, const char *space, int letters)
{
  int first = g_utf8_strlen (text, space - text);
  int badness = MAX (first, letters - first - 1);
  const char *word = space;
  gunichar last = g_utf8_get_char (g_utf8_prev_char (space));

  if (badness > DEMAINS_CHARTER_LINE_LETTERS)
    badness += letters;
  while (word > text && word[-1] != ' ')
    word--;
  if (g_unichar_ispunct (last))
    return badness + AFTER_MARK;

  return g_utf8_strlen (word, space - word) <= SHORT_WORD ? badness + AFTER_SHORT_WORD : badness;
}

/*
 * demains_charter_break_lines:
 * @text: of a caption, in one line
 *
 * Returns: (transfer full): the same in two lines where it is too long for one
 */
char *
demains_charter_break_lines (const char *text)
{
  char *lines = g_strdup (text);
  int letters = demains_charter_count_letters (text);
  char *best = NULL;
  int least = G_MAXINT;

  if (letters <= DEMAINS_CHARTER_LINE_LETTERS)
    return lines;
  for (char *space = strchr (lines, ' '); space != NULL; space = strchr (space + 1, ' '))
    {
      int badness = space > lines ? judge_break (lines, space, letters) : G_MAXINT;

      if (badness < least)
        {
          least = badness;
          best = space;
        }
    }
  if (best != NULL)
    *best = '\n';

  return lines;
}
