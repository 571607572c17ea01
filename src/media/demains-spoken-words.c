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

/* "M. Martin", "p. 3": a point after one letter, or before a small one, ends no sentence. */
static gboolean
ends_sentence (const char *text, const char *point, const char *end)
{
  return g_utf8_next_char (text) != point && !g_unichar_islower (g_utf8_get_char (end));
}

/* What is heard between the word at @text and the next one, whose letters begin at @end. */
static DemainsPause
find_pause (const char *text, const char *end)
{
  DemainsPause pause = DEMAINS_PAUSE_NONE;

  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '!' || c == '?' || c == 0x2026 || c == '\n' || (c == '.' && (p[1] == '.' || p[-1] == '.'))
          || (c == '.' && ends_sentence (text, p, end)))
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

static gboolean
is_glued (const char *plain, const char *begin)
{
  return begin > plain && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (begin)));
}

/*
 * demains_spoken_words_add:
 * @words: (element-type DemainsSpokenWord): the words so far
 * @speech: the next speech
 * @start: when the first that is read of it is in the take
 *
 * Adds what is said of it, at the times of the prompter.
 *
 * Returns: when it is over
 */
gint64
demains_spoken_words_add (GPtrArray *words, const DemainsSpokenSpeech *speech, gint64 start)
{
  g_autoptr (DemainsWordTimes) times = demains_word_times_new (speech->plain, speech->words_per_minute, speech->target);
  g_autoptr (GArray) starts = demains_text_find_words (speech->plain);
  const char *begin = speech->plain;
  gint64 from = demains_word_times_get_duration (times);
  DemainsSpokenWord *word = NULL;

  for (guint i = 0; i < starts->len; i++)
    {
      const char *letters = speech->plain + g_array_index (starts, gsize, i);
      const char *next
        = i + 1 < starts->len ? speech->plain + g_array_index (starts, gsize, i + 1) : letters + strlen (letters);
      const char *end = *next != '\0' ? find_own_end (letters, next) : next;
      gint64 time = demains_word_times_get_time (times, letters - speech->plain);

      if (i == speech->n_left_out)
        from = time;
      if (i >= speech->n_left_out)
        {
          gboolean glued = word != NULL && is_glued (speech->plain, begin);

          if (glued)
            word->pause = DEMAINS_PAUSE_NONE;
          word = g_new (DemainsSpokenWord, 1);
          *word = (DemainsSpokenWord){ .text = dup_word (begin, end),
                                       .speech = speech->number,
                                       .speaker = speech->speaker,
                                       .glued = glued,
                                       .pause = find_pause (letters, next),
                                       .start = start + time - from };
          word->end = start + demains_word_times_get_time (times, next - speech->plain) - from;
          g_ptr_array_add (words, word);
        }
      begin = end;
    }
  if (word != NULL)
    word->pause = DEMAINS_PAUSE_SPEECH;

  return start + demains_word_times_get_duration (times) - from;
}

static DemainsSpokenWord *
get_word (GPtrArray *words, guint index)
{
  return words->pdata[index];
}

/*
 * demains_spoken_words_add_sound:
 * @words: (element-type DemainsSpokenWord): what is said, at its times
 * @speech: the number of a speech, whether it has words or none
 * @sound: what else is heard where it begins
 * @duration: of the take, in nanoseconds
 *
 * Puts it before the first word of that speech: by itself where nobody speaks for a while, else beside the word.
 * Where there is neither time for it nor a word it is left out.
 */
void
demains_spoken_words_add_sound (GPtrArray *words, guint speech, const char *sound, gint64 duration)
{
  g_autofree char *text = g_strdup_printf ("(%s)", sound);
  DemainsSpokenWord *word;
  gint64 quiet, from;
  guint i = 0;

  while (i < words->len && get_word (words, i)->speech < speech)
    i++;
  quiet = i > 0 ? get_word (words, i - 1)->end : 0;
  from = i < words->len ? get_word (words, i)->start : duration;
  if (from - quiet < SOUND_LEAST)
    {
      g_autofree char *own = NULL;

      if (i == words->len || get_word (words, i)->speech != speech)
        return;
      own = g_steal_pointer (&get_word (words, i)->text);
      get_word (words, i)->text = g_strconcat (text, " ", own, NULL);
      return;
    }

  word = g_new (DemainsSpokenWord, 1);
  *word = (DemainsSpokenWord){ .text = g_steal_pointer (&text),
                               .speech = speech,
                               .sound = TRUE,
                               .pause = DEMAINS_PAUSE_SPEECH,
                               .start = from - MIN (from - quiet, SOUND_MOST),
                               .end = from };
  g_ptr_array_insert (words, i, word);
}
