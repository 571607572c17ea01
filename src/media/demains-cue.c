/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cue.h"

#include "demains-caption-charter.h"

#include <math.h>

#define SECOND 1e9

/* What a cue costs that ends after a word; where there is a pause of so many seconds, it is heard as an end too. */
#define AFTER_WORD 4.0
#define AFTER_SHORT_WORD 5.0
#define AFTER_PAUSE 0.4
#define AFTER_CLAUSE 0.3
#define HEARD_PAUSE 0.18
#define SHORT_WORD 3

/* Few cues, of whole sentences, of a length that is neither a flash nor a wall (seconds). */
#define ANY_CUE 0.3
#define TWO_SENTENCES 0.6
#define FLASH 1.2
#define WALL 7.0

/* What cannot be read in time costs more than all else. */
#define UNREADABLE 100.0
#define HASTY 1.5

/* It stays after its last word while nothing else is said, in seconds. */
#define LINGER 0.4

/* Somebody else speaks. */
#define DASH "– "

#define MOST_LETTERS (DEMAINS_CHARTER_LINES * DEMAINS_CHARTER_LINE_LETTERS)

/*
 * demains_cue_new:
 * @start: when it is seen first, in nanoseconds
 * @end: when it is not seen any more
 * @text: what is read, in lines
 *
 * Returns: (transfer full): a cue of somebody who is seen
 */
DemainsCue *
demains_cue_new (gint64 start, gint64 end, const char *text)
{
  DemainsCue *self = g_new0 (DemainsCue, 1);

  self->start = start;
  self->end = end;
  self->text = g_strdup (text);

  return self;
}

void
demains_cue_free (DemainsCue *self)
{
  g_free (self->text);
  g_free (self);
}

/*
 * demains_cue_is_readable:
 * @self: a cue
 *
 * Returns: whether its letters can be read in its time, and its lines seen, by the charter and its tolerance
 */
gboolean
demains_cue_is_readable (const DemainsCue *self)
{
  if (!demains_charter_fits (self->text))
    return FALSE;

  return self->end - self->start >= demains_charter_get_least_duration (demains_charter_count_letters (self->text));
}

/* What is made into cues: some words, who spoke before them, and how long all of it is. */
typedef struct
{
  GPtrArray *words;
  const char *before;
  gint64 duration;
} Text;

static const DemainsSpokenWord *
get_word (const Text *text, guint index)
{
  return text->words->pdata[index];
}

/* What one says is never in one cue with what another one says, or with another sound. */
static gboolean
is_apart (const Text *text, guint word)
{
  const DemainsSpokenWord *here = get_word (text, word);
  const DemainsSpokenWord *before = word > 0 ? get_word (text, word - 1) : here;

  return here->speech != before->speech || here->sound != before->sound;
}

/* Whether somebody else spoke last. */
static gboolean
changes_speaker (const Text *text, guint word)
{
  const DemainsSpokenWord *here = get_word (text, word);
  const char *last = text->before;

  for (guint i = word; i > 0; i--)
    if (!get_word (text, i - 1)->sound)
      {
        last = get_word (text, i - 1)->speaker;
        break;
      }

  return !here->sound && last != NULL && here->speaker != NULL && last != here->speaker;
}

static char *
dup_text (const Text *text, guint first, guint end)
{
  g_autoptr (GString) line = g_string_new (changes_speaker (text, first) ? DASH : NULL);

  for (guint i = first; i < end; i++)
    g_string_append_printf (line, i > first && !get_word (text, i)->glued ? " %s" : "%s", get_word (text, i)->text);

  return demains_charter_break_lines (line->str);
}

/* When nothing else is said yet. */
static gint64
get_limit (const Text *text, guint end)
{
  return end < text->words->len ? get_word (text, end)->start : text->duration;
}

static gint64
find_end (const Text *text, guint first, guint end, guint letters)
{
  gint64 wanted = get_word (text, first)->start + demains_charter_get_least_duration (letters) + 1;

  wanted = MAX (wanted, get_word (text, end - 1)->end + (gint64)(LINGER * SECOND));

  return MIN (wanted, get_limit (text, end));
}

static double
judge_end (const Text *text, guint end)
{
  const DemainsSpokenWord *word = get_word (text, end - 1);

  if (end == text->words->len || word->pause >= DEMAINS_PAUSE_SENTENCE)
    return 0;
  if (word->pause == DEMAINS_PAUSE_CLAUSE)
    return AFTER_CLAUSE;
  if (get_limit (text, end) - word->end >= (gint64)(HEARD_PAUSE * SECOND))
    return AFTER_PAUSE;

  return g_utf8_strlen (word->text, -1) <= SHORT_WORD ? AFTER_SHORT_WORD : AFTER_WORD;
}

/* What a cue of these words costs; infinite where they are too many. */
static double
judge (const Text *text, guint first, guint end)
{
  g_autofree char *lines = dup_text (text, first, end);
  guint letters = demains_charter_count_letters (lines);
  double seconds = (find_end (text, first, end, letters) - get_word (text, first)->start) / SECOND;
  double excess = letters / MAX (demains_charter_get_most_letters (seconds * SECOND), 1) - 1;
  double cost = ANY_CUE + judge_end (text, end);

  if (end > first + 1 && letters > MOST_LETTERS)
    return INFINITY;
  if (end > first + 1 && !demains_charter_fits (lines))
    cost += UNREADABLE;
  for (guint i = first; i + 1 < end; i++)
    cost += get_word (text, i)->pause == DEMAINS_PAUSE_SENTENCE ? TWO_SENTENCES : 0;
  if (excess > DEMAINS_CHARTER_TOLERANCE - 1)
    cost += UNREADABLE * (1 + excess);
  else if (excess > 0)
    cost += HASTY * excess;

  return cost + MAX (FLASH - seconds, 0) + MAX (seconds - WALL, 0);
}

/*
 * demains_cue_list_count_hasty:
 * @cues: (element-type DemainsCue): captions
 *
 * Returns: how many of them cannot be read in their time
 */
guint
demains_cue_list_count_hasty (GPtrArray *cues)
{
  guint n = 0;

  for (guint i = 0; i < cues->len; i++)
    n += !demains_cue_is_readable (cues->pdata[i]);

  return n;
}

/*
 * demains_cue_list_find:
 * @cues: (element-type DemainsCue): captions
 * @time: in nanoseconds
 *
 * Returns: (transfer none) (nullable): the first that is seen then
 */
const DemainsCue *
demains_cue_list_find (GPtrArray *cues, gint64 time)
{
  for (guint i = 0; i < cues->len; i++)
    {
      const DemainsCue *cue = cues->pdata[i];

      if (time >= cue->start && time < cue->end)
        return cue;
    }

  return NULL;
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const DemainsCue *one = *(const DemainsCue *const *)a;
  const DemainsCue *other = *(const DemainsCue *const *)b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/*
 * demains_cue_list_sort:
 * @cues: (element-type DemainsCue): captions, which are put in order of time
 */
void
demains_cue_list_sort (GPtrArray *cues)
{
  g_ptr_array_sort (cues, compare_starts);
}

GPtrArray *
demains_cue_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)demains_cue_free);
}

/* After how many words the cue begins that ends best after so many. */
static void
find_first (const Text *text, guint end, double *costs, guint *firsts)
{
  costs[end] = INFINITY;
  for (guint first = end; first-- > 0;)
    {
      double cost = judge (text, first, end);

      if (!isfinite (cost))
        break;
      if ((first == 0 || !get_word (text, first)->glued) && costs[first] + cost < costs[end])
        {
          costs[end] = costs[first] + cost;
          firsts[end] = first;
        }
      if (is_apart (text, first))
        break;
    }
  /* What is glued together is parted where it would never fit. */
  if (!isfinite (costs[end]))
    {
      costs[end] = costs[end - 1] + UNREADABLE;
      firsts[end] = end - 1;
    }
}

static DemainsCue *
make_cue (const Text *text, guint first, guint end)
{
  const DemainsSpokenWord *word = get_word (text, first);
  g_autofree char *lines = dup_text (text, first, end);
  DemainsCue *cue
    = demains_cue_new (word->start, find_end (text, first, end, demains_charter_count_letters (lines)), lines);

  cue->speech = word->speech;
  cue->speaker = word->speaker;
  cue->style = word->sound ? DEMAINS_CUE_STYLE_SOUND : DEMAINS_CUE_STYLE_SEEN;

  return cue;
}

/*
 * demains_cue_list_from_words:
 * @words: (element-type DemainsSpokenWord): what is said, and when
 * @before: (nullable): who spoke before, an interned string
 * @duration: of all of it, in nanoseconds
 *
 * Returns: (transfer full) (element-type DemainsCue): what is read, in cues that can be read in their time if
 *   that is possible at all, and end where a sentence does if that is
 */
GPtrArray *
demains_cue_list_from_words (GPtrArray *words, const char *before, gint64 duration)
{
  const Text text = { words, before, duration };
  GPtrArray *cues = demains_cue_list_new ();
  g_autofree double *costs = g_new (double, words->len + 1);
  g_autofree guint *firsts = g_new0 (guint, words->len + 1);

  costs[0] = 0;
  for (guint end = 1; end <= words->len; end++)
    find_first (&text, end, costs, firsts);

  for (guint end = words->len; end > 0; end = firsts[end])
    g_ptr_array_add (cues, make_cue (&text, firsts[end], end));
  for (guint i = 0; i < cues->len / 2; i++)
    {
      gpointer cue = cues->pdata[i];

      cues->pdata[i] = cues->pdata[cues->len - 1 - i];
      cues->pdata[cues->len - 1 - i] = cue;
    }

  return cues;
}
