/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-spoken-words.h"

#include "demains-text.h"
#include "demains-word-times.h"

#include <string.h>

#define NO_BREAK_SPACE "\302\240"

/* What is heard beside speech is read by itself where there is so much time, and not for longer than that. */
#define SOUND_LEAST G_GINT64_CONSTANT (1500000000)
#define SOUND_MOST G_GINT64_CONSTANT (3000000000)

static void
word_free (DemainsSpokenWord *self)
{
  g_free (self->text);
  g_free (self);
}

/* What opens, where a space is before it, goes with the word that follows. */
static gboolean
is_opening (gunichar c)
{
  return c == 0xab || c == 0x2013 || c == 0x2014 || c == 0x2018 || c == 0x201c || c == '"' || c == '(' || c == '['
         || c == '-';
}

/* Where the word at @start ends and the marks of the next one begin; @end is where that one's letters do. */
static const char *
find_own_end (const char *start, const char *end)
{
  const char *cut = end;
  const char *p = end;

  while (p > start)
    {
      const char *before = g_utf8_prev_char (p);
      gunichar c = g_utf8_get_char (before);

      if (g_unichar_isspace (c))
        cut = p;
      else if (!is_opening (c))
        break;
      p = before;
    }

  return cut;
}

static DemainsPause
find_pause (const char *text, const char *end)
{
  DemainsPause pause = DEMAINS_PAUSE_NONE;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == '\n')
        pause = DEMAINS_PAUSE_SENTENCE;
      else if (c == ',' || c == ';' || c == ':' || c == ')' || c == 0x2013 || c == 0x2014)
        pause = MAX (pause, DEMAINS_PAUSE_CLAUSE);
      else if (g_unichar_isalnum (c))
        pause = DEMAINS_PAUSE_NONE;
    }

  return pause;
}

/* What is between it and its marks is not where a line ends. */
static char *
dup_word (const char *start, const char *end)
{
  g_autofree char *text = g_strstrip (g_strndup (start, end - start));
  g_auto (GStrv) parts = g_strsplit_set (text, " \n\t", -1);

  return g_strjoinv (NO_BREAK_SPACE, parts);
}

GPtrArray *
demains_spoken_words_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)word_free);
}

/*
 * demains_spoken_words_add:
 * @words: (element-type DemainsSpokenWord): the words so far
 * @speech: the number of the next speech
 * @plain: it, without marks of CommonMark
 * @words_per_minute: how fast it is on the prompter
 * @target: how long it is to take there, in nanoseconds; 0 for as long as its words take
 * @n_left_out: how many of its words are not read
 * @start: when the first that is read is in the take
 *
 * Adds what is said of it, at the times of the prompter.
 *
 * Returns: when it is over
 */
gint64
demains_spoken_words_add (GPtrArray *words, guint speech, const char *plain, guint words_per_minute, gint64 target,
                          guint n_left_out, gint64 start)
{
  g_autoptr (DemainsWordTimes) times = demains_word_times_new (plain, words_per_minute, target);
  g_autoptr (GArray) starts = demains_text_find_words (plain);
  const char *begin = plain;
  gint64 from = demains_word_times_get_duration (times);

  for (guint i = 0; i < starts->len; i++)
    {
      gsize first = g_array_index (starts, gsize, i);
      gsize next = i + 1 < starts->len ? g_array_index (starts, gsize, i + 1) : strlen (plain);
      const char *end = i + 1 < starts->len ? find_own_end (plain + first, plain + next) : plain + next;
      gint64 time = demains_word_times_get_time (times, first);
      DemainsSpokenWord *word;

      if (i == n_left_out)
        from = time;
      if (i >= n_left_out)
        {
          word = g_new (DemainsSpokenWord, 1);
          *word = (DemainsSpokenWord){ dup_word (begin, end),
                                       speech,
                                       FALSE,
                                       find_pause (plain + first, plain + next),
                                       start + time - from,
                                       start + demains_word_times_get_time (times, next) - from };
          if (i + 1 == starts->len)
            word->pause = DEMAINS_PAUSE_SPEECH;
          g_ptr_array_add (words, word);
        }
      begin = end;
    }

  return start + demains_word_times_get_duration (times) - from;
}

/*
 * demains_spoken_words_add_sound:
 * @words: (element-type DemainsSpokenWord): what is said, at its times
 * @speech: the number of a speech
 * @sound: what else is heard where it begins
 *
 * Puts it before the first word of that speech: by itself where nobody speaks for a while, else beside the word.
 */
void
demains_spoken_words_add_sound (GPtrArray *words, guint speech, const char *sound)
{
  g_autofree char *text = g_strdup_printf ("(%s)", sound);
  DemainsSpokenWord *first, *word;
  gint64 silent;
  guint i = 0;

  while (i < words->len && ((DemainsSpokenWord *)words->pdata[i])->speech != speech)
    i++;
  if (i == words->len)
    return;

  first = words->pdata[i];
  silent = first->start - (i > 0 ? ((DemainsSpokenWord *)words->pdata[i - 1])->end : 0);
  if (silent < SOUND_LEAST)
    {
      g_autofree char *own = g_steal_pointer (&first->text);

      first->text = g_strconcat (text, " ", own, NULL);
      return;
    }
  word = g_new (DemainsSpokenWord, 1);
  *word = (DemainsSpokenWord){
    g_steal_pointer (&text), speech, TRUE, DEMAINS_PAUSE_SPEECH, first->start - MIN (silent, SOUND_MOST), first->start
  };
  g_ptr_array_insert (words, i, word);
}
