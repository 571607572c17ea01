/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text-merge.h"

#include <string.h>

/* A paragraph or a sentence, or the space between two. Spaces are pieces of their
 * own so that two neighbours that change in the two copies are kept apart. Two
 * pieces that say the same have the same symbol. */
typedef struct
{
  const char *start;
  gsize length;
  gpointer symbol;
  gboolean is_space;
} Piece;

/* All pieces of a text, and the indices of those that are not space. */
typedef struct
{
  Piece *pieces;
  guint n;
  guint *words;
  guint n_words;
  const char *end;
} Pieces;

/* Texts that differ by more pieces than this (the square of it is the memory that
 * is needed) have only what they share at their start and end in common. */
#define MOST_EDITS 1000

#define NONE G_MAXUINT

typedef enum
{
  LEVEL_PARAGRAPH,
  LEVEL_SENTENCE,
} Level;

/* The two results as far as they are. */
typedef struct
{
  GString *with_one;
  GString *with_other;
  gboolean collides;
} Merge;

static const char *
skip_spaces (const char *p, const char *end)
{
  while (p < end && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* What may stand between the full stop and the space: “Oui ! » ”. */
static gboolean
closes_sentence (gunichar c)
{
  return ends_sentence (c) || c == '"' || c == ')' || c == ']' || c == '*' || c == '_' || c == 0x00a0 || c == 0x202f
         || c == 0x00bb || c == 0x201d || c == 0x2019;
}

/* Where the paragraph or sentence that begins at @p ends. */
static const char *
find_end (const char *p, const char *end, Level level)
{
  while (p < end && *p != '\n')
    {
      gunichar c = g_utf8_get_char (p);

      p = g_utf8_next_char (p);
      if (level == LEVEL_PARAGRAPH || !ends_sentence (c))
        continue;
      while (p < end && closes_sentence (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p < end && g_unichar_isspace (g_utf8_get_char (p)))
        break;
    }

  return p;
}

static gpointer
find_symbol (GHashTable *symbols, const Piece *piece)
{
  char *text = g_strndup (piece->start, piece->length);
  gpointer symbol = g_hash_table_lookup (symbols, text);

  if (symbol == NULL)
    g_hash_table_insert (symbols, text, symbol = text);
  else
    g_free (text);

  return symbol;
}

static Pieces
cut (const char *start, const char *end, Level level, GHashTable *symbols)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  GArray *words = g_array_new (FALSE, FALSE, sizeof (guint));
  Pieces result = { .end = end };

  for (const char *p = start; p < end;)
    {
      const char *next = skip_spaces (p, end);
      Piece piece = { .start = p, .is_space = next > p };

      if (!piece.is_space)
        {
          next = find_end (p, end, level);
          g_array_append_val (words, pieces->len);
        }
      piece.length = next - p;
      piece.symbol = find_symbol (symbols, &piece);
      g_array_append_val (pieces, piece);
      p = next;
    }
  result.n = pieces->len;
  result.n_words = words->len;
  result.pieces = (Piece *)g_array_free (pieces, FALSE);
  result.words = (guint *)g_array_free (words, FALSE);

  return result;
}

static void
clear_pieces (Pieces *self)
{
  g_free (self->pieces);
  g_free (self->words);
}

static gboolean
is_same_word (const Pieces *a, guint i, const Pieces *b, guint j)
{
  return a->pieces[a->words[i]].symbol == b->pieces[b->words[j]].symbol;
}

static const char *
get_start (const Pieces *self, guint index)
{
  return index < self->n ? self->pieces[index].start : self->end;
}

/* Follows the way that @furthest tells from the end of both back to their start. */
static void
trace_back (guint skip, int d, int k, GPtrArray *furthest, guint *matches)
{
  for (; d >= 0; d--)
    {
      const int *before = d > 0 ? (int *)furthest->pdata[d - 1] + d - 1 : NULL;
      int x = ((int *)furthest->pdata[d])[k + d];
      gboolean down = d > 0 && (k == -d || (k != d && before[k - 1] < before[k + 1]));
      int start = d == 0 ? 0 : down ? before[k + 1] : before[k - 1] + 1;

      while (x > start)
        {
          x--;
          matches[skip + x] = skip + x - k;
        }
      k += down ? 1 : -1;
    }
}

/* The middle of two texts that differ at both of its ends: a longest common
 * subsequence by E. Myers, “An O(ND) Difference Algorithm and Its Variations”,
 * 1986, the greedy one. */
static void
match_middle (const Pieces *a, const Pieces *b, guint skip, int n, int m, guint *matches)
{
  g_autoptr (GPtrArray) furthest = g_ptr_array_new_with_free_func (g_free);

  for (int d = 0; d <= MIN (n + m, MOST_EDITS); d++)
    {
      int *now = g_new (int, 2 * d + 1) + d;
      const int *before = d > 0 ? (int *)furthest->pdata[d - 1] + d - 1 : NULL;

      g_ptr_array_add (furthest, now - d);
      for (int k = -d; k <= d; k += 2)
        {
          int x = d == 0 ? 0 : k == -d || (k != d && before[k - 1] < before[k + 1]) ? before[k + 1] : before[k - 1] + 1;

          while (x < n && x - k < m && x - k >= 0 && is_same_word (a, skip + x, b, skip + x - k))
            x++;
          now[k] = x;
          if (x < n || x - k < m)
            continue;
          trace_back (skip, d, k, furthest, matches);
          return;
        }
    }
}

/* For each word of @a the word of @b that it is in both, or NONE. */
static guint *
match_words (const Pieces *a, const Pieces *b)
{
  guint *matches = g_new (guint, a->n_words + 1);
  guint most = MIN (a->n_words, b->n_words);
  guint start = 0, end = 0;

  for (guint i = 0; i < a->n_words; i++)
    matches[i] = NONE;
  for (; start < most && is_same_word (a, start, b, start); start++)
    matches[start] = start;
  for (; end < most - start && is_same_word (a, a->n_words - end - 1, b, b->n_words - end - 1); end++)
    matches[a->n_words - end - 1] = b->n_words - end - 1;
  match_middle (a, b, start, a->n_words - start - end, b->n_words - start - end, matches);

  return matches;
}

static gboolean
is_space (const Pieces *a, guint i, const Pieces *b, guint j)
{
  return j < b->n && a->pieces[i].is_space && a->pieces[i].symbol == b->pieces[j].symbol;
}

/* For each piece of @a the piece of @b that it is in both, or NONE. A space is the
 * one behind the same word, else the one before the same. */
static guint *
match (const Pieces *a, const Pieces *b)
{
  g_autofree guint *words = match_words (a, b);
  guint *matches = g_new (guint, a->n + 1);
  guint next = 0;

  for (guint i = 0; i < a->n; i++)
    matches[i] = NONE;
  for (guint i = 0; i < a->n_words; i++)
    if (words[i] != NONE)
      matches[a->words[i]] = b->words[words[i]];
  for (guint i = 0; i < a->n; i++)
    {
      if (i > 0 && matches[i - 1] != NONE && is_space (a, i, b, matches[i - 1] + 1))
        matches[i] = matches[i - 1] + 1;
      else if (i + 1 < a->n && matches[i + 1] != NONE && matches[i + 1] > next
               && is_space (a, i, b, matches[i + 1] - 1))
        matches[i] = matches[i + 1] - 1;
      if (matches[i] != NONE)
        next = matches[i] + 1;
    }

  return matches;
}

static void merge (Merge *self, Level level, const char *const starts[3], const char *const ends[3]);

static gboolean
is_same (const char *a, const char *a_end, const char *b, const char *b_end)
{
  return a_end - a == b_end - b && memcmp (a, b, a_end - a) == 0;
}

/* A stretch between two places that all three share: of whom alone changed it, or
 * of both where they agree, else by smaller pieces, else both are kept. */
static void
merge_stretch (Merge *self, Level level, const char *const starts[3], const char *const ends[3])
{
  gboolean one_changed = !is_same (starts[0], ends[0], starts[1], ends[1]);
  gboolean differ = !is_same (starts[1], ends[1], starts[2], ends[2]);
  gboolean other_changed = !is_same (starts[0], ends[0], starts[2], ends[2]);
  guint from_one = one_changed ? 1 : 2;
  guint from_other = other_changed ? 2 : 1;

  if (one_changed && other_changed && differ && level == LEVEL_PARAGRAPH)
    {
      merge (self, LEVEL_SENTENCE, starts, ends);
      return;
    }

  self->collides |= one_changed && other_changed && differ;
  g_string_append_len (self->with_one, starts[from_one], ends[from_one] - starts[from_one]);
  g_string_append_len (self->with_other, starts[from_other], ends[from_other] - starts[from_other]);
}

/* The three-way merge of diff3 (S. Khanna, K. Kunal, B. C. Pierce, “A Formal
 * Investigation of Diff3”, 2007): the texts are cut where all three agree. */
static void
merge (Merge *self, Level level, const char *const starts[3], const char *const ends[3])
{
  g_autoptr (GHashTable) symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Pieces texts[3];
  guint at[3] = { 0, 0, 0 };
  g_autofree guint *in_one = NULL;
  g_autofree guint *in_other = NULL;

  for (guint i = 0; i < 3; i++)
    texts[i] = cut (starts[i], ends[i], level, symbols);
  in_one = match (&texts[0], &texts[1]);
  in_other = match (&texts[0], &texts[2]);

  for (guint i = 0; i <= texts[0].n; i++)
    {
      gboolean ended = i == texts[0].n;
      guint next[3] = { i, ended ? texts[1].n : in_one[i], ended ? texts[2].n : in_other[i] };
      const char *from[3], *to[3];

      if (next[1] == NONE || next[2] == NONE)
        continue;
      for (guint side = 0; side < 3; side++)
        {
          from[side] = get_start (&texts[side], at[side]);
          to[side] = get_start (&texts[side], next[side]);
          at[side] = next[side] + 1;
        }
      merge_stretch (self, level, from, to);
      if (ended)
        break;
      g_string_append_len (self->with_one, texts[0].pieces[i].start, texts[0].pieces[i].length);
      g_string_append_len (self->with_other, texts[0].pieces[i].start, texts[0].pieces[i].length);
    }
  for (guint i = 0; i < 3; i++)
    clear_pieces (&texts[i]);
}

/**
 * demains_text_merge:
 * @base: a text, UTF-8
 * @one: what became of it here
 * @other: what became of it there
 * @with_one: (out): both changes; where they collide, as @one has it
 * @with_other: (out): both changes; where they collide, as @other has it
 *
 * Joins two changes of one text paragraph by paragraph, and within a paragraph
 * that both changed sentence by sentence. To swap @one and @other swaps the results.
 *
 * Returns: whether they joined everywhere; then both results are the same
 */
gboolean
demains_text_merge (const char *base, const char *one, const char *other, char **with_one, char **with_other)
{
  const char *const starts[3] = { base, one, other };
  const char *const ends[3] = { base + strlen (base), one + strlen (one), other + strlen (other) };
  Merge self = { .with_one = g_string_new (NULL), .with_other = g_string_new (NULL) };

  merge_stretch (&self, LEVEL_PARAGRAPH, starts, ends);
  *with_one = g_string_free (self.with_one, FALSE);
  *with_other = g_string_free (self.with_other, FALSE);

  return !self.collides;
}

static void join (GString *result, Level level, const char *const starts[2], const char *const ends[2]);

/* A stretch between two places that both share: what only one has, or by smaller
 * pieces where each has one paragraph, else the one and then the other. */
static void
join_stretch (GString *result, Level level, const char *const starts[2], const char *const ends[2])
{
  gboolean both = starts[0] < ends[0] && starts[1] < ends[1];

  if (both && level == LEVEL_PARAGRAPH && memchr (starts[0], '\n', ends[0] - starts[0]) == NULL
      && memchr (starts[1], '\n', ends[1] - starts[1]) == NULL)
    {
      join (result, LEVEL_SENTENCE, starts, ends);
      return;
    }

  g_string_append_len (result, starts[0], ends[0] - starts[0]);
  if (both && !g_unichar_isspace (g_utf8_get_char (g_utf8_find_prev_char (starts[0], ends[0])))
      && !g_unichar_isspace (g_utf8_get_char (starts[1])))
    g_string_append (result, level == LEVEL_PARAGRAPH ? "\n\n" : " ");
  g_string_append_len (result, starts[1], ends[1] - starts[1]);
}

static void
join (GString *result, Level level, const char *const starts[2], const char *const ends[2])
{
  g_autoptr (GHashTable) symbols = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Pieces texts[2] = { cut (starts[0], ends[0], level, symbols), cut (starts[1], ends[1], level, symbols) };
  g_autofree guint *in_other = match (&texts[0], &texts[1]);
  guint at[2] = { 0, 0 };

  for (guint i = 0; i <= texts[0].n; i++)
    {
      gboolean ended = i == texts[0].n;
      guint next[2] = { i, ended ? texts[1].n : in_other[i] };
      const char *from[2], *to[2];

      if (next[1] == NONE)
        continue;
      for (guint side = 0; side < 2; side++)
        {
          from[side] = get_start (&texts[side], at[side]);
          to[side] = get_start (&texts[side], next[side]);
          at[side] = next[side] + 1;
        }
      join_stretch (result, level, from, to);
      if (!ended)
        g_string_append_len (result, texts[0].pieces[i].start, texts[0].pieces[i].length);
    }
  for (guint i = 0; i < 2; i++)
    clear_pieces (&texts[i]);
}

/**
 * demains_text_join:
 * @one: a text
 * @other: another
 *
 * Returns: (transfer full): what both share once, and where they differ the passage
 *   of @one followed by that of @other
 */
char *
demains_text_join (const char *one, const char *other)
{
  const char *const starts[2] = { one, other };
  const char *const ends[2] = { one + strlen (one), other + strlen (other) };
  GString *result = g_string_new (NULL);

  join (result, LEVEL_PARAGRAPH, starts, ends);

  return g_string_free (result, FALSE);
}
