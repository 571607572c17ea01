/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-difference-markup.h"

#include <glib/gi18n.h>
#include <string.h>

#include "demains-word-difference.h"

/* Characters: a long page is laid out while the list scrolls past, a book is not. */
#define MOST_OF_A_SPAN 3000
#define MOST_OF_A_FIELD 8000

/* The words of a span, cut short where they are a book. */
static char *
dup_words (const DemainsWordSpan *span)
{
  g_autofree char *text = g_strndup (span->text, span->length);
  g_autofree char *start = NULL;

  if (span->fate == DEMAINS_WORDS_SKIPPED)
    return g_strdup (" … ");
  if (g_utf8_strlen (text, -1) <= MOST_OF_A_SPAN)
    return g_steal_pointer (&text);

  start = g_utf8_substring (text, 0, MOST_OF_A_SPAN);

  return g_strconcat (start, " …", NULL);
}

/* Blanks that came or went alone must be seen. */
static void
show_blanks (char **words)
{
  GString *shown = g_string_new (*words);

  g_string_replace (shown, "\n", "¶", 0);
  g_string_replace (shown, " ", "␣", 0);
  g_free (*words);
  *words = g_string_free (shown, FALSE);
}

static gboolean
is_blank (const char *words)
{
  return words[strspn (words, " \n\t\r")] == '\0';
}

/* Blanks at the end of words that came or went are left as they are. */
static void
append_markup (GString *markup, DemainsWordsFate fate, const char *words)
{
  g_autofree char *core = g_strchomp (g_strdup (words));
  g_autofree char *escaped = g_markup_escape_text (fate == DEMAINS_WORDS_SAME ? words : core, -1);

  switch (fate)
    {
    case DEMAINS_WORDS_SAME:
      g_string_append (markup, escaped);
      return;
    case DEMAINS_WORDS_SKIPPED:
      g_string_append (markup, escaped);
      break;
    case DEMAINS_WORDS_DELETED:
      g_string_append_printf (markup, "<s>%s</s>", escaped);
      break;
    case DEMAINS_WORDS_ADDED:
      g_string_append_printf (markup, "<b><u>%s</u></b>", escaped);
      break;
    }
  g_string_append (markup, words + strlen (core));
}

static void
append_speech (GString *speech, DemainsWordsFate fate, const char *words)
{
  switch (fate)
    {
    case DEMAINS_WORDS_SAME:
    case DEMAINS_WORDS_SKIPPED:
      g_string_append (speech, words);
      break;
    case DEMAINS_WORDS_DELETED:
      /* Translators: read aloud in the middle of a text; %s are words. */
      g_string_append_printf (speech, _ (" (deleted: %s) "), words);
      break;
    case DEMAINS_WORDS_ADDED:
      /* Translators: read aloud in the middle of a text; %s are words. */
      g_string_append_printf (speech, _ (" (added: %s) "), words);
      break;
    }
}

static char *
join_words (GArray *spans, void (*append) (GString *, DemainsWordsFate, const char *))
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < spans->len && text->len < MOST_OF_A_FIELD; i++)
    {
      const DemainsWordSpan *span = &g_array_index (spans, DemainsWordSpan, i);
      g_autofree char *words = dup_words (span);

      if (span->fate != DEMAINS_WORDS_SAME && span->fate != DEMAINS_WORDS_SKIPPED && is_blank (words))
        show_blanks (&words);
      /* What came in the place of something stands beside it. */
      if (span->fate == DEMAINS_WORDS_ADDED && i > 0 && !g_ascii_isspace (text->str[text->len - 1])
          && g_array_index (spans, DemainsWordSpan, i - 1).fate == DEMAINS_WORDS_DELETED)
        g_string_append_c (text, ' ');
      append (text, span->fate, words);
      if (text->len >= MOST_OF_A_FIELD && i + 1 < spans->len)
        /* Translators: at the end of a text of which only the start is shown. */
        append (text, DEMAINS_WORDS_SKIPPED, _ (" … and more."));
    }

  return text->len > 0 ? g_strchomp (g_string_free (text, FALSE)) : g_string_free (text, FALSE);
}

/**
 * demains_difference_markup_from_words:
 * @spans: (element-type DemainsWordSpan): what became of the words of a text
 *
 * Returns: (transfer full): the text with deleted words struck through, added
 *   ones bold and underlined
 */
char *
demains_difference_markup_from_words (GArray *spans)
{
  return join_words (spans, append_markup);
}

/**
 * demains_difference_markup_from_values:
 * @before: what a field said, or ""
 * @after: what it says, or ""
 *
 * Returns: (transfer full): both
 */
char *
demains_difference_markup_from_values (const char *before, const char *after)
{
  GString *markup = g_string_new (NULL);

  if (*before != '\0')
    append_markup (markup, DEMAINS_WORDS_DELETED, before);
  if (*before != '\0' && *after != '\0')
    g_string_append (markup, " → ");
  if (*after != '\0')
    append_markup (markup, DEMAINS_WORDS_ADDED, after);

  return g_string_free (markup, FALSE);
}

/**
 * demains_difference_speech_from_words:
 * @spans: (element-type DemainsWordSpan): what became of the words of a text
 *
 * Returns: (transfer full): the text with what became of words told in words
 */
char *
demains_difference_speech_from_words (GArray *spans)
{
  return join_words (spans, append_speech);
}

/**
 * demains_difference_speech_from_values:
 * @before: what a field said, or ""
 * @after: what it says, or ""
 *
 * Returns: (transfer full): a phrase that tells both
 */
char *
demains_difference_speech_from_values (const char *before, const char *after)
{
  g_autoptr (GString) speech = g_string_new (NULL);

  if (*before != '\0' && *after != '\0')
    /* Translators: what a field said before and what it says after. */
    return g_strdup_printf (_ ("before: %s, after: %s"), before, after);
  append_speech (speech, *before != '\0' ? DEMAINS_WORDS_DELETED : DEMAINS_WORDS_ADDED,
                 *before != '\0' ? before : after);

  return g_strstrip (g_strdup (speech->str));
}

/* One of the two texts; of what only the other has it says nothing. */
static GArray *
list_side (GArray *spans, gboolean second)
{
  GArray *side = g_array_new (FALSE, FALSE, sizeof (DemainsWordSpan));

  for (guint i = 0; i < spans->len; i++)
    {
      DemainsWordSpan span = g_array_index (spans, DemainsWordSpan, i);

      if (span.fate == (second ? DEMAINS_WORDS_DELETED : DEMAINS_WORDS_ADDED))
        continue;
      if (span.fate == DEMAINS_WORDS_DELETED)
        span.fate = DEMAINS_WORDS_ADDED;
      g_array_append_val (side, span);
    }

  return side;
}

static void
append_side_speech (GString *speech, DemainsWordsFate fate, const char *words)
{
  if (fate == DEMAINS_WORDS_ADDED)
    /* Translators: read aloud in the middle of a text; %s are words. */
    g_string_append_printf (speech, _ (" (only here: %s) "), words);
  else
    g_string_append (speech, words);
}

/**
 * demains_difference_markup_from_side:
 * @spans: (element-type DemainsWordSpan): what differs between two texts
 * @second: which of the two
 *
 * Returns: (transfer full): that text, what only it has bold and underlined
 */
char *
demains_difference_markup_from_side (GArray *spans, gboolean second)
{
  g_autoptr (GArray) side = list_side (spans, second);

  return join_words (side, append_markup);
}

/**
 * demains_difference_speech_from_side:
 * @spans: (element-type DemainsWordSpan): what differs between two texts
 * @second: which of the two
 *
 * Returns: (transfer full): that text, with what only it has told in words
 */
char *
demains_difference_speech_from_side (GArray *spans, gboolean second)
{
  g_autoptr (GArray) side = list_side (spans, second);

  return join_words (side, append_side_speech);
}
