/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-word-alignment.h"

#include "demains-voice.h"

#include <math.h>
#include <string.h>

/* Where words may be parted by a pause that is heard: the way through both, text and sound, is found that costs
 * least, in seconds (dynamic programming, as it is used to lay a text on its sound).
 *
 * A mark without a pause, and a pause without a mark, cost so much; the last a second for each of its own. */
#define MISSED_CLAUSE 0.12
#define MISSED_SENTENCE 0.6
#define MISSED_SPEECH 1.2
#define ODD_PAUSE 1.0

/* What is said before and after the text ("Action!") costs this for each of its seconds; text that is not said, since
 * the take ends before it, and to begin with another speech than the first. */
#define FOREIGN 0.8
#define UNSAID 0.12
#define LATER_SPEECH 1.0

/* How much a stretch that lasts twice or half as long as its words costs: this, times its length, times ln(2)². */
#define MISFIT 2.0

/* Of the time on the prompter so much is voice as a rule; the rest is pauses. */
#define VOICE_SHARE 0.8

/* So many marks and pauses in a row may have no other; the two are not farther apart than that many seconds. */
#define MOST_MISSED 16
#define MOST_APART 30.0

/* Nobody speaks so long in one take: its words stay at the times of the prompter. */
#define MOST_STEPS 1000000
#define MOST_STEPS_ANYWHERE 100000

/* A word is as long as its letters, and somewhat, with more for vowels; a figure as what says it. Found by trying
 * with speech of eSpeak NG, in French. */
#define WORD_WEIGHT 1
#define VOWEL_WEIGHT 1.5
#define DIGIT_WEIGHT 7

typedef struct
{
  double cost;
  guint mark;
  guint pause;
} Step;

/* @rate: seconds for a letter; @whole: whether all of the text is said; @anywhere: whether any of its speeches may be
 * the first */
typedef struct
{
  GPtrArray *words;
  DemainsVoice *voice;
  GCancellable *cancellable;
  double rate;
  gboolean whole;
  gboolean anywhere;
  GArray *marks; /* guint: before how many words */
  double *said;  /* of the marks: letters before it */
  double *missed;
  double *odd; /* of the pauses */
  guint n_pauses;
  Step *steps;
} Way;

static DemainsSpokenWord *
get_word (GPtrArray *words, guint index)
{
  return words->pdata[index];
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiouy", c) != NULL;
}

/* How often a mouth opens for it, by and large: vowels that stand together are one, and the "e" or "es" at the end
 * is none, where it has others. */
static guint
count_vowels (const char *word)
{
  gsize end = strlen (word);
  guint n = 0;

  while (end > 0 && !g_ascii_isalnum (word[end - 1]))
    end--;
  if (end > 2 && word[end - 1] == 's')
    end--;
  for (gsize i = 0; i < end; i++)
    n += is_vowel (word[i]) && (i == 0 || !is_vowel (word[i - 1]));

  return n > 1 && word[end - 1] == 'e' && !is_vowel (word[end - 2]) ? n - 1 : n;
}

/* How long a word is, in letters. */
static double
get_weight (const DemainsSpokenWord *word)
{
  g_autofree char *lower = g_utf8_strdown (word->text, -1);
  g_autofree char *plain = g_str_to_ascii (lower, "C");
  double weight = WORD_WEIGHT + VOWEL_WEIGHT * count_vowels (plain);

  for (const char *p = plain; *p != '\0'; p++)
    weight += g_ascii_isdigit (*p) ? DIGIT_WEIGHT : g_ascii_isalpha (*p) ? 1 : 0;

  return weight;
}

static double
get_missed (DemainsPause pause)
{
  static const double COSTS[] = { 0, MISSED_CLAUSE, MISSED_SENTENCE, MISSED_SPEECH };

  return COSTS[pause];
}

static guint
get_mark (Way *way, guint mark)
{
  return g_array_index (way->marks, guint, mark);
}

static Step *
get_step (Way *way, guint mark, guint pause)
{
  return &way->steps[mark * way->n_pauses + pause];
}

static void
find_marks (Way *way)
{
  guint n = 0;

  way->marks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (way->marks, n);
  for (guint i = 0; i < way->words->len; i++)
    {
      n = i + 1;
      if (get_word (way->words, i)->pause != DEMAINS_PAUSE_NONE || n == way->words->len)
        g_array_append_val (way->marks, n);
    }
}

/* What is before each mark and pause, and what they cost without one of the other. */
static void
measure (Way *way)
{
  double said = 0, missed = 0, odd = 0;
  guint word = 0;

  way->said = g_new0 (double, way->marks->len);
  way->missed = g_new0 (double, way->marks->len);
  way->odd = g_new0 (double, way->n_pauses);
  for (guint i = 0; i < way->marks->len; i++)
    {
      for (; word < get_mark (way, i); word++)
        said += get_weight (get_word (way->words, word));
      missed += word > 0 ? get_missed (get_word (way->words, word - 1)->pause) : 0;
      way->said[i] = said;
      way->missed[i] = missed;
    }
  for (guint i = 0; i < way->n_pauses; i++)
    {
      odd += ODD_PAUSE * demains_voice_get_pause (way->voice, i);
      way->odd[i] = odd;
    }
}

static double
get_misfit (Way *way, guint mark, guint pause, guint next_mark, guint next_pause)
{
  double expected = way->rate * (way->said[next_mark] - way->said[mark]);
  double spoken = demains_voice_get_spoken (way->voice, next_pause) - demains_voice_get_spoken (way->voice, pause);
  double ratio = log (spoken / expected);

  return MISFIT * expected * ratio * ratio;
}

/* What it costs to begin there. */
static double
get_start_cost (Way *way, guint mark, guint pause)
{
  double cost = FOREIGN * demains_voice_get_spoken (way->voice, pause);

  if (mark == 0)
    return cost;
  if (!way->anywhere || way->whole || get_word (way->words, get_mark (way, mark) - 1)->pause != DEMAINS_PAUSE_SPEECH)
    return INFINITY;

  return cost + LATER_SPEECH;
}

/* The cheapest way to a mark at a pause: from the beginning, or from one before. */
static void
find_step (Way *way, guint mark, guint pause)
{
  Step *best = get_step (way, mark, pause);
  double spoken = demains_voice_get_spoken (way->voice, pause);

  *best = (Step){ get_start_cost (way, mark, pause), mark, pause };
  if (mark == 0 || pause == 0 || (!way->anywhere && fabs (spoken - way->rate * way->said[mark]) > MOST_APART))
    return;

  for (guint i = mark - MIN (mark, MOST_MISSED); i < mark; i++)
    for (guint k = pause - MIN (pause, MOST_MISSED); k < pause; k++)
      {
        double cost = get_step (way, i, k)->cost;

        if (cost >= best->cost)
          continue;
        cost += way->missed[mark - 1] - way->missed[i] + way->odd[pause - 1] - way->odd[k]
                + get_misfit (way, i, k, mark, pause);
        if (cost < best->cost)
          *best = (Step){ cost, i, k };
      }
}

/* Where the text ends: at its last mark, or where the take does.
 *
 * Returns: what it costs; infinite where there is no way */
static double
find_end (Way *way, guint *mark, guint *pause)
{
  double all = demains_voice_get_spoken (way->voice, way->n_pauses - 1);
  double best = INFINITY;

  for (guint i = way->whole ? way->marks->len - 1 : 1; i < way->marks->len; i++)
    for (guint k = 1; k < way->n_pauses; k++)
      {
        const Step *step = get_step (way, i, k);
        double cost = step->cost + FOREIGN * (all - demains_voice_get_spoken (way->voice, k))
                      + UNSAID * way->rate * (way->said[way->marks->len - 1] - way->said[i]);

        /* A way has a step at least. */
        if (cost < best && step->mark != i)
          {
            best = cost;
            *mark = i;
            *pause = k;
          }
      }

  return best;
}

static double
find_way (Way *way, double rate, gboolean whole, guint *mark, guint *pause)
{
  way->rate = rate;
  way->whole = whole;
  for (guint i = 0; i < way->marks->len && !g_cancellable_is_cancelled (way->cancellable); i++)
    for (guint k = 0; k < way->n_pauses; k++)
      find_step (way, i, k);

  return g_cancellable_is_cancelled (way->cancellable) ? INFINITY : find_end (way, mark, pause);
}

/* As fast as all of the text takes all of the voice, or as fast as the prompter went.
 *
 * Returns: whether there is a way */
static gboolean
find_best_way (Way *way, guint *mark, guint *pause)
{
  double said = way->said[way->marks->len - 1];
  double spoken = demains_voice_get_spoken (way->voice, way->n_pauses - 1);
  double expected
    = (get_word (way->words, way->words->len - 1)->end - get_word (way->words, 0)->start) / 1e9 * VOICE_SHARE;
  double cost_of_part = find_way (way, expected / said, FALSE, mark, pause);
  double cost_of_whole = find_way (way, spoken / said, TRUE, mark, pause);

  if (cost_of_part < cost_of_whole)
    find_way (way, expected / said, FALSE, mark, pause);

  return isfinite (MIN (cost_of_whole, cost_of_part));
}

/* Between two marks whose pauses are known each word takes its part of the voice. */
static void
lay (Way *way, guint mark, guint pause, guint next_mark, guint next_pause)
{
  double from = demains_voice_get_spoken (way->voice, pause);
  double length = demains_voice_get_spoken (way->voice, next_pause) - from;
  double said = way->said[next_mark] - way->said[mark];
  double before = 0;

  for (guint i = get_mark (way, mark); i < get_mark (way, next_mark); i++)
    {
      DemainsSpokenWord *word = get_word (way->words, i);

      word->start = demains_voice_get_start (way->voice, from + length * before / said);
      before += get_weight (word);
      word->end = demains_voice_get_end (way->voice, from + length * before / said);
    }
}

static void
way_clear (Way *way)
{
  g_array_unref (way->marks);
  demains_voice_free (way->voice);
  g_free (way->said);
  g_free (way->missed);
  g_free (way->odd);
  g_free (way->steps);
}

/* Moves the words to where they are heard; those that are not are taken off. */
static void
move_words (Way *way, guint mark, guint pause)
{
  g_ptr_array_set_size (way->words, get_mark (way, mark));
  while (get_step (way, mark, pause)->mark != mark)
    {
      const Step *step = get_step (way, mark, pause);
      guint before = step->mark, before_pause = step->pause;

      lay (way, before, before_pause, mark, pause);
      mark = before;
      pause = before_pause;
    }
  if (mark > 0)
    g_ptr_array_remove_range (way->words, 0, get_mark (way, mark));
}

/*
 * demains_word_alignment_apply:
 * @words: (element-type DemainsSpokenWord): a text, at the times of the prompter
 * @peaks: how loud it was
 * @anywhere: whether any of its speeches may be the first that is said
 * @cancellable: (nullable): makes it give up
 *
 * Moves the words to where they are heard; what is not said at either end is taken off. Without a voice, and where
 * nothing of it fits, they stay where they are.
 */
void
demains_word_alignment_apply (GPtrArray *words, GBytes *peaks, gboolean anywhere, GCancellable *cancellable)
{
  Way way = { .words = words, .voice = demains_voice_new (peaks), .anywhere = anywhere, .cancellable = cancellable };
  guint mark = 0, pause = 0;

  way.n_pauses = demains_voice_get_n_stretches (way.voice) + 1;
  if (words->len == 0 || way.n_pauses == 1)
    {
      demains_voice_free (way.voice);
      return;
    }

  find_marks (&way);
  if ((guint64)way.marks->len * way.n_pauses <= (anywhere ? MOST_STEPS_ANYWHERE : MOST_STEPS))
    {
      measure (&way);
      way.steps = g_new (Step, way.marks->len * way.n_pauses);
      if (find_best_way (&way, &mark, &pause))
        move_words (&way, mark, pause);
    }
  way_clear (&way);
}
