/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-word-difference.h"

#include <string.h>

/* Myers' way costs this times the texts' length in time, and its square in
 * memory (16 MB): texts that differ more are compared by paragraphs first. */
#define MAX_EDITS 2000

/* So few words are not worth a sign that they were left out. */
#define LEAST_SKIPPED 4

typedef struct
{
  const char *start;
  gsize length;
  guint id; /* the same for the same text */
  gboolean blank;
} Token;

/* Both texts in tokens, and which of them are in one text only. */
typedef struct
{
  GArray *before;
  GArray *after;
  gboolean *deleted;
  gboolean *added;
} Comparison;

typedef gsize (*Measure) (const char *text);

typedef enum
{
  SORT_WORD,
  SORT_BLANK,
  SORT_OTHER,
} Sort;

static Sort
get_sort (const char *text)
{
  gunichar character = g_utf8_get_char (text);

  if (g_unichar_isalnum (character) || g_unichar_ismark (character))
    return SORT_WORD;

  return g_unichar_isspace (character) ? SORT_BLANK : SORT_OTHER;
}

/* Letters and figures that follow each other, blanks that do (to the end of a
 * line), or one sign. */
static gsize
measure_word (const char *text)
{
  Sort sort = get_sort (text);
  const char *end = g_utf8_next_char (text);

  while (sort != SORT_OTHER && end[-1] != '\n' && *end != '\0' && get_sort (end) == sort)
    end = g_utf8_next_char (end);

  return end - text;
}

static gsize
measure_line (const char *text)
{
  gsize length = strcspn (text, "\n");

  return text[length] == '\n' ? length + 1 : length;
}

static GArray *
cut_into_tokens (const char *text, Measure measure, GHashTable *ids)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  while (*text != '\0')
    {
      Token token = { text, measure (text), 0, get_sort (text) == SORT_BLANK };
      char *key = g_strndup (text, token.length);

      token.id = GPOINTER_TO_UINT (g_hash_table_lookup (ids, key));
      if (token.id == 0)
        {
          token.id = g_hash_table_size (ids) + 1;
          g_hash_table_insert (ids, g_steal_pointer (&key), GUINT_TO_POINTER (token.id));
        }
      g_free (key);
      g_array_append_val (tokens, token);
      text += token.length;
    }

  return tokens;
}

static void
comparison_clear (Comparison *self)
{
  g_clear_pointer (&self->before, g_array_unref);
  g_clear_pointer (&self->after, g_array_unref);
  g_clear_pointer (&self->deleted, g_free);
  g_clear_pointer (&self->added, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Comparison, comparison_clear)

static void
comparison_cut (Comparison *self, const char *before, const char *after, Measure measure)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  comparison_clear (self);
  self->before = cut_into_tokens (before, measure, ids);
  self->after = cut_into_tokens (after, measure, ids);
  self->deleted = g_new0 (gboolean, self->before->len + 1);
  self->added = g_new0 (gboolean, self->after->len + 1);
}

/* Whether the way with one more edit on diagonal @k comes from the one above. */
static gboolean
comes_from_above (const int *furthest, int k, int n_edits)
{
  return k == -n_edits || (k != n_edits && furthest[k - 1] < furthest[k + 1]);
}

/* Back along the shortest way, marking what it leaves out and puts in. */
static void
mark_edits (GPtrArray *rounds, int x, int y, gboolean *deleted, gboolean *added)
{
  for (int d = rounds->len - 1; d > 0; d--)
    {
      const int *furthest = (const int *)rounds->pdata[d] + d;
      int k = x - y;
      int from = comes_from_above (furthest, k, d) ? k + 1 : k - 1;
      int from_x = furthest[from];

      while (x > from_x && y > from_x - from)
        x--, y--;
      if (x == from_x)
        added[--y] = TRUE;
      else
        deleted[--x] = TRUE;
    }
}

/* E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986). FALSE
 * where the texts differ too much. */
static gboolean
find_edits (const Token *a, int n, const Token *b, int m, gboolean *deleted, gboolean *added)
{
  int max = MIN (n + m, MAX_EDITS);
  g_autofree int *memory = g_new0 (int, 2 * max + 3);
  int *furthest = memory + max + 1;
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func (g_free);

  for (int d = 0; d <= max; d++)
    {
      g_ptr_array_add (rounds, g_memdup2 (furthest - d, (2 * d + 1) * sizeof *furthest));
      for (int k = -d; k <= d; k += 2)
        {
          int x = comes_from_above (furthest, k, d) ? furthest[k + 1] : furthest[k - 1] + 1;

          while (x < n && x - k < m && a[x].id == b[x - k].id)
            x++;
          furthest[k] = x;
          if (x >= n && x - k >= m)
            {
              mark_edits (rounds, n, m, deleted, added);
              return TRUE;
            }
        }
    }

  return FALSE;
}

/* Marks what differs between parts of the texts; with @at_any_price all of them. */
static gboolean
comparison_find (Comparison *self, guint i, guint n, guint j, guint m, gboolean at_any_price)
{
  const Token *a = (const Token *)self->before->data;
  const Token *b = (const Token *)self->after->data;

  while (i < n && j < m && a[i].id == b[j].id)
    i++, j++;
  while (n > i && m > j && a[n - 1].id == b[m - 1].id)
    n--, m--;
  if (find_edits (a + i, n - i, b + j, m - j, self->deleted + i, self->added + j))
    return TRUE;

  while (at_any_price && i < n)
    self->deleted[i++] = TRUE;
  while (at_any_price && j < m)
    self->added[j++] = TRUE;

  return at_any_price;
}

/* Where a token begins, or the text ends. */
static const char *
get_start (GArray *tokens, guint first)
{
  const Token *last;

  if (first < tokens->len)
    return g_array_index (tokens, Token, first).start;
  if (tokens->len == 0)
    return NULL;
  last = &g_array_index (tokens, Token, tokens->len - 1);

  return last->start + last->length;
}

static guint
pass_tokens (GArray *tokens, guint first, const char *end)
{
  while (first < tokens->len && g_array_index (tokens, Token, first).start < end)
    first++;

  return first;
}

/* Paragraphs that came or went, then the words in which those in the same place differ. */
static void
comparison_find_by_paragraphs (Comparison *self, const char *before, const char *after)
{
  g_auto (Comparison) lines = { 0 };
  guint first = 0, second = 0;

  comparison_cut (&lines, before, after, measure_line);
  comparison_find (&lines, 0, lines.before->len, 0, lines.after->len, TRUE);
  for (guint i = 0, j = 0; i < lines.before->len || j < lines.after->len;)
    {
      gboolean same = !lines.deleted[i] && !lines.added[j];
      guint first_end, second_end;

      while (lines.deleted[i])
        i++;
      while (lines.added[j])
        j++;
      i += same;
      j += same;
      first_end = pass_tokens (self->before, first, get_start (lines.before, i));
      second_end = pass_tokens (self->after, second, get_start (lines.after, j));
      comparison_find (self, first, first_end, second, second_end, TRUE);
      first = first_end;
      second = second_end;
    }
}

/* Words that were replaced one after the other are read as one replacement. */
static void
comparison_join (Comparison *self)
{
  gboolean after_change = FALSE;

  for (guint i = 0, j = 0; i < self->before->len || j < self->after->len;)
    if (self->deleted[i])
      i++, after_change = TRUE;
    else if (self->added[j])
      j++, after_change = TRUE;
    else
      {
        after_change = after_change && g_array_index (self->before, Token, i).blank
                       && (self->deleted[i + 1] || self->added[j + 1]);
        self->deleted[i++] = self->added[j++] = after_change;
      }
}

static void
add_span (GArray *spans, DemainsWordsFate fate, const char *start, const char *end)
{
  DemainsWordSpan span = { fate, start, end - start };

  if (end > start)
    g_array_append_val (spans, span);
}

static guint
count_words (const char *start, const char *end)
{
  guint n = 0;

  for (; start < end; start += measure_word (start))
    n += get_sort (start) == SORT_WORD;

  return n;
}

/* The end of so many words. */
static const char *
pass_words (const char *start, const char *end, guint n)
{
  while (start < end && n > 0)
    {
      n -= get_sort (start) == SORT_WORD;
      start += measure_word (start);
    }

  return MIN (start, end);
}

/* What did not change, without what is far from a change. */
static void
add_same (GArray *spans, const char *start, const char *end, gboolean last, guint context)
{
  guint n = count_words (start, end);
  guint head = spans->len > 0 || context >= n ? MIN (context, n) : 0;
  guint tail = last ? 0 : MIN (context, n);
  const char *skipped;
  const char *rest;

  if (n - MIN (n, head + tail) < LEAST_SKIPPED)
    {
      add_span (spans, DEMAINS_WORDS_SAME, start, end);
      return;
    }

  skipped = pass_words (start, end, head);
  rest = pass_words (skipped, end, n - head - tail);
  while (!last && rest < end && get_sort (rest) == SORT_BLANK)
    rest += measure_word (rest);
  add_span (spans, DEMAINS_WORDS_SAME, start, skipped);
  add_span (spans, DEMAINS_WORDS_SKIPPED, skipped, last ? end : rest);
  if (!last)
    add_span (spans, DEMAINS_WORDS_SAME, rest, end);
}

static GArray *
comparison_make_spans (Comparison *self, guint context)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DemainsWordSpan));
  guint i = 0, j = 0;

  while (i < self->before->len || j < self->after->len)
    {
      guint first_i = i, first_j = j;

      while (i < self->before->len && j < self->after->len && !self->deleted[i] && !self->added[j])
        i++, j++;
      if (j > first_j)
        add_same (spans, get_start (self->after, first_j), get_start (self->after, j),
                  i == self->before->len && j == self->after->len, context);
      first_i = i;
      first_j = j;
      while (i < self->before->len && self->deleted[i])
        i++;
      while (j < self->after->len && self->added[j])
        j++;
      add_span (spans, DEMAINS_WORDS_DELETED, get_start (self->before, first_i), get_start (self->before, i));
      add_span (spans, DEMAINS_WORDS_ADDED, get_start (self->after, first_j), get_start (self->after, j));
    }

  return spans;
}

/**
 * demains_word_difference_find:
 * @before: valid UTF-8
 * @after: valid UTF-8
 * @context: how many words to keep on either side of a change; %G_MAXINT for all
 *
 * Compares two texts word by word; where they differ much, paragraph by
 * paragraph, and then the words of those that differ.
 *
 * Returns: (transfer full) (element-type DemainsWordSpan): from the first word to
 *   the last what became of them; the spans point into the two texts
 */
GArray *
demains_word_difference_find (const char *before, const char *after, guint context)
{
  g_auto (Comparison) comparison = { 0 };

  comparison_cut (&comparison, before, after, measure_word);
  if (!comparison_find (&comparison, 0, comparison.before->len, 0, comparison.after->len, FALSE))
    comparison_find_by_paragraphs (&comparison, before, after);
  comparison_join (&comparison);

  return comparison_make_spans (&comparison, context);
}
