/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-passage.h"

#include <string.h>

/* "](#", the token, ")". */
#define CLOSER "](#"
#define CLOSER_LENGTH (strlen (CLOSER) + DEMAINS_PASSAGE_TOKEN_LENGTH + 1)

/* A passage that an edit may leave as it is, in the bytes before and after it. */
typedef struct
{
  DemainsPassage old;
  DemainsPassage new;
  gboolean kept;
} Fate;

/* What an edit does: @length bytes come in place of those from @start to @end. */
typedef struct
{
  guint start;
  guint end;
  guint length;
} Edit;

static gboolean
is_escaped (const char *text, guint at)
{
  guint slashes = 0;

  while (slashes < at && text[at - slashes - 1] == '\\')
    slashes++;

  return slashes % 2 == 1;
}

static gboolean
is_closer (const char *text, guint at)
{
  const char *token = text + at + strlen (CLOSER);

  if (strncmp (text + at, CLOSER, strlen (CLOSER)) != 0 || is_escaped (text, at))
    return FALSE;
  for (guint i = 0; i < DEMAINS_PASSAGE_TOKEN_LENGTH; i++)
    if (!g_ascii_isdigit (token[i]) && !(token[i] >= 'a' && token[i] <= 'f'))
      return FALSE;

  return token[DEMAINS_PASSAGE_TOKEN_LENGTH] == ')';
}

/* The bracket that belongs to the one at @closer, as CommonMark pairs them: a link
 * is not inside another, hence not before @limit. */
static gboolean
find_opener (const char *text, guint limit, guint closer, guint *opener)
{
  guint depth = 0;

  for (guint i = closer; i > limit && text[i - 1] != '\n'; i--)
    {
      if (text[i - 1] == ']' && !is_escaped (text, i - 1))
        depth++;
      else if (text[i - 1] == '[' && !is_escaped (text, i - 1) && depth-- == 0)
        {
          *opener = i - 1;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * demains_passage_is_in:
 * @text: CommonMark
 *
 * Returns: whether there may be passages in it; a quick look
 */
gboolean
demains_passage_is_in (const char *text)
{
  return strstr (text, CLOSER) != NULL;
}

/**
 * demains_passage_find:
 * @text: CommonMark
 *
 * Returns: (transfer full) (element-type DemainsPassage): the passages, flags and
 *   broken ones in their order
 */
GArray *
demains_passage_find (const char *text)
{
  GArray *passages = g_array_new (FALSE, TRUE, sizeof (DemainsPassage));
  guint limit = 0;

  for (const char *at = strstr (text, CLOSER); at != NULL; at = strstr (at + 1, CLOSER))
    {
      DemainsPassage passage = { .inner_end = at - text };

      if (!is_closer (text, passage.inner_end))
        continue;
      passage.end = passage.inner_end + CLOSER_LENGTH;
      memcpy (passage.token, at + strlen (CLOSER), DEMAINS_PASSAGE_TOKEN_LENGTH);
      passage.broken = !find_opener (text, limit, passage.inner_end, &passage.start);
      if (passage.broken)
        passage.start = passage.inner_start = passage.inner_end;
      else
        passage.inner_start = passage.start + 1;
      passage.flag = passage.inner_end - passage.inner_start == strlen (DEMAINS_PASSAGE_FLAG)
                     && g_str_has_prefix (text + passage.inner_start, DEMAINS_PASSAGE_FLAG);
      g_array_append_val (passages, passage);
      limit = passage.end;
    }

  return passages;
}

/**
 * demains_passage_has:
 * @text: CommonMark
 * @token: the end of a record's id
 *
 * Returns: whether the record has a passage or flag there that is not broken
 */
gboolean
demains_passage_has (const char *text, const char *token)
{
  g_autoptr (GArray) passages = NULL;

  if (strstr (text, token) == NULL)
    return FALSE;

  passages = demains_passage_find (text);
  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *passage = &g_array_index (passages, DemainsPassage, i);

      if (!passage->broken && passage->inner_end > passage->inner_start && g_str_equal (passage->token, token))
        return TRUE;
    }

  return FALSE;
}

static char *
strip (const char *text, const char *token)
{
  g_autoptr (GArray) passages = demains_passage_find (text);
  GString *plain = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *passage = &g_array_index (passages, DemainsPassage, i);

      if (token != NULL && !g_str_equal (passage->token, token))
        continue;
      g_string_append_len (plain, text + at, passage->start - at);
      if (!passage->flag)
        g_string_append_len (plain, text + passage->inner_start, passage->inner_end - passage->inner_start);
      at = passage->end;
    }
  g_string_append (plain, text + at);

  return g_string_free (plain, FALSE);
}

/**
 * demains_passage_strip:
 * @text: CommonMark
 *
 * Returns: (transfer full): the same without flags and without the marks of passages
 */
char *
demains_passage_strip (const char *text)
{
  return demains_passage_is_in (text) ? strip (text, NULL) : g_strdup (text);
}

/**
 * demains_passage_remove:
 * @text: CommonMark
 * @token: the end of a record's id
 *
 * Returns: (transfer full): the same with that record's passages as plain words and
 *   without its flags
 */
char *
demains_passage_remove (const char *text, const char *token)
{
  return strip (text, token);
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026;
}

/* What may stand between the end of a sentence and the blank after it: marks,
 * brackets, a quote's end with its French blank, flags. */
static const char *
pass_trail (const char *p)
{
  static const char flag[] = "[" DEMAINS_PASSAGE_FLAG CLOSER;

  for (;;)
    {
      gunichar c = g_utf8_get_char (p);

      if (ends_sentence (c) || c == 0x00bb || c == 0x201d || (c != 0 && c < 0x80 && strchr (")*_\"", c) != NULL))
        p = g_utf8_next_char (p);
      else if (g_unichar_isspace (c) && g_utf8_get_char (g_utf8_next_char (p)) == 0x00bb)
        p = g_utf8_next_char (g_utf8_next_char (p));
      else if (g_str_has_prefix (p, flag) && strchr (p, ')') != NULL)
        p = strchr (p, ')') + 1;
      else
        return p;
    }
}

/**
 * demains_passage_find_sentence:
 * @text: CommonMark
 * @at: a byte of it
 * @start: (out): first byte of the sentence round it
 * @end: (out): the byte after it, without blanks
 *
 * Where a line has no end of sentence, it is one.
 */
void
demains_passage_find_sentence (const char *text, guint at, guint *start, guint *end)
{
  const char *p;

  *start = at;
  while (*start > 0 && text[*start - 1] != '\n')
    (*start)--;

  for (p = text + *start; *p != '\0' && *p != '\n';)
    {
      gboolean ended = ends_sentence (g_utf8_get_char (p));

      p = g_utf8_next_char (p);
      if (!ended)
        continue;
      p = pass_trail (p);
      if (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
        continue;
      if (p >= text + at)
        break;
      *start = p - text;
    }

  *end = p - text;
  while (*start < *end && g_ascii_isspace (text[*start]))
    (*start)++;
  while (*end > *start && g_ascii_isspace (text[*end - 1]))
    (*end)--;
}

static gboolean
touches (const Edit *edit, guint start, guint end)
{
  return edit->start < end && edit->end > start;
}

static gboolean
is_blank (const char *text, guint start, guint end)
{
  for (const char *p = text + start; p < text + end; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* Where a passage is after the edit, if that leaves its marks and some of its own
 * words. All words anew are another passage: the link would be wrong. */
static Fate
foresee (const DemainsPassage *passage, const Edit *edit)
{
  Fate fate = { *passage, *passage, TRUE };
  int delta = (int)edit->length - (int)(edit->end - edit->start);

  if (touches (edit, passage->start, passage->inner_start) || touches (edit, passage->inner_end, passage->end)
      || (edit->start < edit->end && edit->start <= passage->inner_start && edit->end >= passage->inner_end))
    fate.kept = edit->end <= passage->start || edit->start >= passage->end;
  if (edit->end <= passage->start)
    {
      fate.new.start += delta;
      fate.new.inner_start += delta;
    }
  if (edit->end <= passage->inner_end)
    {
      fate.new.inner_end += delta;
      fate.new.end += delta;
    }

  return fate;
}

static void
add_cut (GArray *cuts, guint start, guint end)
{
  DemainsPassageCut cut = { start, end };

  if (start < end)
    g_array_append_val (cuts, cut);
}

/* What the edit left of the bytes from @start to @end, in the bytes after it. */
static void
cut_left (GArray *cuts, const Edit *edit, guint start, guint end)
{
  int delta = (int)edit->length - (int)(edit->end - edit->start);

  if (start < edit->start)
    add_cut (cuts, start, MIN (end, edit->start));
  if (end > edit->end)
    add_cut (cuts, MAX (start, edit->end) + delta, end + delta);
}

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  const DemainsPassageCut *one = a;
  const DemainsPassageCut *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

static gboolean
is_cut (GArray *cuts, guint at)
{
  for (guint i = 0; i < cuts->len; i++)
    if (at >= g_array_index (cuts, DemainsPassageCut, i).start && at < g_array_index (cuts, DemainsPassageCut, i).end)
      return TRUE;

  return FALSE;
}

/* The text without the cuts, which are in order; for each of its bytes and its end,
 * where that was before. */
static char *
apply_cuts (const char *text, GArray *cuts, guint **places)
{
  gsize length = strlen (text);
  GString *result = g_string_sized_new (length);

  *places = g_new (guint, length + 1);
  for (guint i = 0; i < length; i++)
    if (!is_cut (cuts, i))
      {
        (*places)[result->len] = i;
        g_string_append_c (result, text[i]);
      }
  (*places)[result->len] = length;

  return g_string_free (result, FALSE);
}

static GArray *
collect_cuts (GArray *fates, GArray *strangers, const Edit *edit)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (DemainsPassageCut));

  for (guint i = 0; i < fates->len; i++)
    {
      const Fate *fate = &g_array_index (fates, Fate, i);

      if (fate->kept)
        continue;
      cut_left (cuts, edit, fate->old.start, fate->old.flag ? fate->old.end : fate->old.inner_start);
      if (!fate->old.flag)
        cut_left (cuts, edit, fate->old.inner_end, fate->old.end);
    }
  g_array_append_vals (cuts, strangers->data, strangers->len);
  g_array_sort (cuts, compare_cuts);

  return cuts;
}

/* A passage that the edit neither left as it was nor brought whole: a mark that got
 * a partner by chance. It is linked with nothing that anyone meant. */
static gboolean
is_stranger (const DemainsPassage *passage, const guint *places, const Edit *edit)
{
  return !passage->broken
         && (places[passage->start] < edit->start || places[passage->end - 1] >= edit->start + edit->length);
}

/* Reads the result again: every passage is to be where it was foreseen.
 * Returns: whether it is so; what is not was marked. */
static gboolean
check (const char *result, GArray *cuts, GArray *fates, GArray *strangers, const Edit *edit)
{
  g_autofree guint *places = NULL;
  g_autofree char *text = apply_cuts (result, cuts, &places);
  g_autoptr (GArray) found = demains_passage_find (text);
  guint n_strangers = strangers->len;
  gboolean sound = TRUE;
  g_autofree gboolean *expected = g_new0 (gboolean, found->len + 1);

  for (guint i = 0; i < fates->len; i++)
    {
      Fate *fate = &g_array_index (fates, Fate, i);
      gboolean there = FALSE;

      for (guint j = 0; fate->kept && j < found->len && !there; j++)
        {
          const DemainsPassage *passage = &g_array_index (found, DemainsPassage, j);

          there = places[passage->end - 1] == fate->new.end - 1 && passage->broken == fate->new.broken
                  && (passage->broken || places[passage->start] == fate->new.start)
                  && (passage->broken || fate->new.flag == passage->flag)
                  && (passage->broken || !is_blank (text, passage->inner_start, passage->inner_end));
          expected[j] = expected[j] || there;
        }
      if (fate->kept && !there)
        fate->kept = sound = FALSE;
    }
  for (guint j = 0; sound && j < found->len; j++)
    {
      const DemainsPassage *passage = &g_array_index (found, DemainsPassage, j);

      if (expected[j] || !is_stranger (passage, places, edit))
        continue;
      add_cut (strangers, places[passage->inner_end], places[passage->end - 1] + 1);
    }

  return sound && strangers->len == n_strangers;
}

static char *
replace (const char *text, guint start, guint end, const char *inserted)
{
  return g_strdup_printf ("%.*s%s%s", (int)start, text, inserted, text + end);
}

/**
 * demains_passage_cut:
 * @text: CommonMark
 * @start: first byte that is replaced
 * @end: the byte after the last one that is replaced
 * @inserted: what comes in their place
 *
 * What else is to go so that no link is wrong after an edit: all of a mark that the
 * edit cut into, and the marks of words that are not what they were. What was a
 * passage then is plain words.
 *
 * Returns: (transfer full) (element-type DemainsPassageCut): the cuts, in their
 *   order, in bytes of the text after the edit
 */
GArray *
demains_passage_cut (const char *text, guint start, guint end, const char *inserted)
{
  const Edit edit = { start, end, strlen (inserted) };
  g_autofree char *result = replace (text, start, end, inserted);
  g_autoptr (GArray) passages = demains_passage_find (text);
  g_autoptr (GArray) fates = g_array_new (FALSE, FALSE, sizeof (Fate));
  g_autoptr (GArray) strangers = g_array_new (FALSE, FALSE, sizeof (DemainsPassageCut));
  g_autoptr (GArray) cuts = NULL;

  for (guint i = 0; i < passages->len; i++)
    {
      Fate fate = foresee (&g_array_index (passages, DemainsPassage, i), &edit);

      g_array_append_val (fates, fate);
    }

  /* Each time round at least one mark is found to go. */
  do
    {
      g_clear_pointer (&cuts, g_array_unref);
      cuts = collect_cuts (fates, strangers, &edit);
    }
  while (!check (result, cuts, fates, strangers, &edit));

  return g_steal_pointer (&cuts);
}

/**
 * demains_passage_splice:
 * @text: CommonMark
 * @start: first byte that is replaced
 * @end: the byte after the last one that is replaced
 * @inserted: what comes in their place
 *
 * Returns: (transfer full): the text after the edit and its cuts
 */
char *
demains_passage_splice (const char *text, guint start, guint end, const char *inserted)
{
  g_autofree char *result = replace (text, start, end, inserted);
  g_autoptr (GArray) cuts = demains_passage_cut (text, start, end, inserted);
  g_autofree guint *places = NULL;

  return apply_cuts (result, cuts, &places);
}

/* Whether every passage of @before is one of @after, and @token too. */
static gboolean
added_only (const char *before, const char *after, const char *token)
{
  g_autoptr (GArray) old = demains_passage_find (before);
  g_autoptr (GArray) new = demains_passage_find (after);
  guint n_broken = 0;

  for (guint i = 0; i < old->len; i++)
    n_broken += g_array_index (old, DemainsPassage, i).broken;
  for (guint i = 0; i < new->len; i++)
    n_broken -= g_array_index (new, DemainsPassage, i).broken;

  return new->len == old->len + 1 && n_broken == 0 && demains_passage_has (after, token);
}

/**
 * demains_passage_link:
 * @text: CommonMark
 * @start: first byte of the words
 * @end: the byte after them
 * @words: (nullable): what to put in their place, %NULL to leave them
 * @token: the end of a link's id
 *
 * Returns: (transfer full) (nullable): the text with those words as a passage,
 *   without the blanks round them; %NULL where they cannot be one: no words, more
 *   than a line, or a part of another passage
 */
char *
demains_passage_link (const char *text, guint start, guint end, const char *words, const char *token)
{
  g_autofree char *inner = NULL;
  g_autofree char *link = NULL;
  g_autofree char *result = NULL;
  g_autoptr (GArray) passages = demains_passage_find (text);

  while (words == NULL && start < end && g_ascii_isspace (text[start]))
    start++;
  while (words == NULL && end > start && g_ascii_isspace (text[end - 1]))
    end--;
  inner = words != NULL ? g_strdup (words) : g_strndup (text + start, end - start);
  /* A title may have any character; those two would be read as marks. */
  if (words != NULL)
    g_strdelimit (g_strdelimit (g_strdelimit (inner, "[", '('), "]", ')'), "\\\n", ' ');
  if (is_blank (inner, 0, strlen (inner)))
    return NULL;
  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *passage = &g_array_index (passages, DemainsPassage, i);

      if (start < passage->end && MAX (end, start + 1) > passage->start)
        return NULL;
    }

  link = g_strdup_printf ("[%s" CLOSER "%s)", inner, token);
  result = replace (text, start, end, link);
  if (!added_only (text, result, token))
    return NULL;

  return g_steal_pointer (&result);
}

/**
 * demains_passage_flag:
 * @text: CommonMark
 * @at: a byte of it
 * @token: the end of a remark's id
 *
 * Returns: (transfer full) (nullable): the text with a flag there, or after the
 *   passage round that place; %NULL where none can be
 */
char *
demains_passage_flag (const char *text, guint at, const char *token)
{
  g_autoptr (GArray) passages = demains_passage_find (text);
  g_autofree char *flag = g_strdup_printf ("[" DEMAINS_PASSAGE_FLAG CLOSER "%s)", token);
  g_autofree char *result = NULL;

  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *passage = &g_array_index (passages, DemainsPassage, i);

      if (at > passage->start && at < passage->end)
        at = passage->end;
    }
  result = replace (text, at, at, flag);
  if (!added_only (text, result, token))
    return NULL;

  return g_steal_pointer (&result);
}
