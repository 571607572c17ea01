/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-word-times.h"

#include "demains-script.h"
#include "demains-text.h"

#include <string.h>

#define MINUTE (60 * G_GINT64_CONSTANT (1000000000))

/* Who presses "back" so soon after a sentence began means the one before it. */
#define JUST_BEGUN (3 * G_GINT64_CONSTANT (1000000000) / 2)

/* A word of one letter takes time too: letters are counted from here. */
#define WORD_WEIGHT 3

struct _DemainsWordTimes
{
  char *text;
  GArray *starts; /* gsize: bytes */
  GArray *times;  /* gint64: nanoseconds, one more than words */
};

static gsize
get_start (DemainsWordTimes *self, guint word)
{
  return word < self->starts->len ? g_array_index (self->starts, gsize, word) : strlen (self->text);
}

static gint64
get_time (DemainsWordTimes *self, guint word)
{
  return g_array_index (self->times, gint64, word);
}

/* Long words take longer, yet all of them together what so many words take. */
static void
share_time (DemainsWordTimes *self, gint64 duration)
{
  guint n = self->starts->len;
  guint64 whole = 0, before = 0;
  gint64 time = 0;

  for (guint i = 0; i < n; i++)
    whole += get_start (self, i + 1) - get_start (self, i) + WORD_WEIGHT;
  g_array_append_val (self->times, time);
  for (guint i = 0; i < n; i++)
    {
      before += get_start (self, i + 1) - get_start (self, i) + WORD_WEIGHT;
      time = (double)duration * before / whole;
      g_array_append_val (self->times, time);
    }
}

/**
 * demains_word_times_new:
 * @plain: text without marks
 * @words_per_minute: how fast it is said; held to what can be spoken
 * @target: how long it is to take, in nanoseconds; 0 for as long as its words take
 *
 * Returns: (transfer full): when each of its words is said
 */
DemainsWordTimes *
demains_word_times_new (const char *plain, guint words_per_minute, gint64 target)
{
  DemainsWordTimes *self = g_new0 (DemainsWordTimes, 1);
  gint64 pace = CLAMP (words_per_minute, DEMAINS_PACE_MIN, DEMAINS_PACE_MAX);

  self->text = g_strdup (plain);
  self->starts = demains_text_find_words (plain);
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  share_time (self, target > 0 && self->starts->len > 0 ? target : self->starts->len * MINUTE / pace);

  return self;
}

void
demains_word_times_free (DemainsWordTimes *self)
{
  g_free (self->text);
  g_array_unref (self->starts);
  g_array_unref (self->times);
  g_free (self);
}

/**
 * demains_word_times_get_duration:
 *
 * Returns: how long all of it takes, in nanoseconds
 */
gint64
demains_word_times_get_duration (DemainsWordTimes *self)
{
  return get_time (self, self->starts->len);
}

/* The last word that begins at @offset or before; -1 before the first. */
static int
find_by_offset (DemainsWordTimes *self, gsize offset)
{
  int low = -1, high = (int)self->starts->len - 1;

  while (low < high)
    {
      int middle = (low + high + 1) / 2;

      if (get_start (self, middle) <= offset)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

static int
find_by_time (DemainsWordTimes *self, gint64 time)
{
  int low = 0, high = MAX ((int)self->starts->len - 1, 0);

  while (low < high)
    {
      int middle = (low + high + 1) / 2;

      if (get_time (self, middle) <= time)
        low = middle;
      else
        high = middle - 1;
    }

  return low;
}

static double
get_share (double value, double from, double to)
{
  return to > from ? CLAMP ((value - from) / (to - from), 0, 1) : 0;
}

/**
 * demains_word_times_get_time:
 * @offset: a byte of the text
 *
 * Returns: when it is said, in nanoseconds
 */
gint64
demains_word_times_get_time (DemainsWordTimes *self, gsize offset)
{
  int word = find_by_offset (self, offset);
  double share;

  if (word < 0)
    return 0;
  share = get_share (offset, get_start (self, word), get_start (self, word + 1));

  return get_time (self, word) + share * (get_time (self, word + 1) - get_time (self, word));
}

/**
 * demains_word_times_get_word_time:
 * @word: how many words come before it
 *
 * Returns: when that word begins, in nanoseconds; the end where there is none
 */
gint64
demains_word_times_get_word_time (DemainsWordTimes *self, guint word)
{
  return get_time (self, MIN (word, self->starts->len));
}

/**
 * demains_word_times_get_offset:
 * @time: a moment, in nanoseconds
 *
 * Returns: the byte that the word begins at which is said then
 */
gsize
demains_word_times_get_offset (DemainsWordTimes *self, gint64 time)
{
  return self->starts->len > 0 ? get_start (self, find_by_time (self, time)) : 0;
}

/**
 * demains_word_times_find_word:
 * @time: a moment, in nanoseconds
 *
 * Returns: how many words have been said before the one that is said then; all of them at the end
 */
guint
demains_word_times_find_word (DemainsWordTimes *self, gint64 time)
{
  return time < demains_word_times_get_duration (self) ? (guint)find_by_time (self, time) : self->starts->len;
}

/* Whether a sentence begins with that word: after a line's end, or what ends one. */
static gboolean
begins_sentence (DemainsWordTimes *self, guint word)
{
  const char *start, *p;

  if (word == 0)
    return TRUE;
  start = self->text + get_start (self, word - 1);
  for (p = self->text + get_start (self, word); p > start; p = g_utf8_prev_char (p))
    {
      gunichar c = g_utf8_get_char (g_utf8_prev_char (p));

      if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == '\n')
        return TRUE;
      if (g_unichar_isalnum (c))
        return FALSE;
    }

  return FALSE;
}

/**
 * demains_word_times_get_sentence:
 * @time: a moment, in nanoseconds
 * @step: -1 or 1
 *
 * Returns: when the sentence begins that is gone back or on to from there; right after its
 *   beginning one goes back to the sentence before
 */
gint64
demains_word_times_get_sentence (DemainsWordTimes *self, gint64 time, int step)
{
  int word;

  if (self->starts->len == 0)
    return 0;

  if (step > 0)
    {
      for (word = find_by_time (self, time) + 1; word < (int)self->starts->len; word++)
        if (begins_sentence (self, word))
          break;
      return get_time (self, word);
    }

  for (word = find_by_time (self, time); word > 0; word--)
    if (begins_sentence (self, word) && time - get_time (self, word) > JUST_BEGUN)
      break;

  return get_time (self, MAX (word, 0));
}
