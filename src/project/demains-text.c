/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text.h"

#include "demains-passage.h"

#include <cmark.h>
#include <string.h>

/* What ends a word though no space is there: the dashes of an aside. */
static gboolean
is_dash (gunichar c)
{
  return c == 0x2013 || c == 0x2014;
}

/* “20 000” with its no-break space is one word, as it is one number. */
static gboolean
is_digit_group (gunichar before, gunichar space, const char *after)
{
  return (space == 0x00a0 || space == 0x202f) && g_unichar_isdigit (before)
         && g_unichar_isdigit (g_utf8_get_char (after));
}

/* Counts the words, and where @starts is given, adds the byte that each begins at. */
static guint
walk_words (const char *plain, GArray *starts)
{
  guint words = 0;
  gboolean in_word = FALSE;
  gunichar before = 0;

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dash (c) || (g_unichar_isspace (c) && !is_digit_group (before, c, g_utf8_next_char (p))))
        in_word = FALSE;
      else if (!in_word && g_unichar_isalnum (c))
        {
          gsize start = p - plain;

          in_word = TRUE;
          words++;
          if (starts != NULL)
            g_array_append_val (starts, start);
        }
      before = c;
    }

  return words;
}

static void
end_block (GString *plain, const char *gap)
{
  while (plain->len > 0 && plain->str[plain->len - 1] == '\n')
    g_string_truncate (plain, plain->len - 1);
  if (plain->len > 0)
    g_string_append (plain, gap);
}

static void
append_node (GString *plain, cmark_node *node, gboolean entering)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      /* What CommonMark calls code or HTML is, in a vision, what someone typed. */
      g_string_append (plain, cmark_node_get_literal (node));
      if (cmark_node_get_type (node) == CMARK_NODE_CODE_BLOCK || cmark_node_get_type (node) == CMARK_NODE_HTML_BLOCK)
        end_block (plain, "\n\n");
      break;

    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append_c (plain, '\n');
      break;

    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
    case CMARK_NODE_LIST:
      if (!entering)
        end_block (plain, cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_ITEM ? "\n" : "\n\n");
      break;

    default:
      break;
    }
}

/**
 * demains_text_to_plain:
 * @markdown: CommonMark
 *
 * What is read aloud: the text without its marks, links and flags. A line stays a line, an item
 * of a list is one line, other blocks are parted by an empty line.
 *
 * Returns: (transfer full): plain text, without an empty line at either end
 */
char *
demains_text_to_plain (const char *markdown)
{
  GString *plain = g_string_new (NULL);
  cmark_node *document;
  cmark_iter *iter;
  cmark_event_type event;
  g_autofree char *unlinked = NULL;

  g_return_val_if_fail (markdown != NULL, g_string_free (plain, FALSE));

  unlinked = demains_passage_strip (markdown);
  document = cmark_parse_document (unlinked, strlen (unlinked), CMARK_OPT_DEFAULT);
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    append_node (plain, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);
  cmark_iter_free (iter);
  cmark_node_free (document);

  end_block (plain, "");

  return g_string_free (plain, FALSE);
}

/**
 * demains_text_count_words:
 * @text: CommonMark
 *
 * Counts as word processors do: what stands between spaces or dashes is a word
 * if it has a letter or a digit. So “l’eau” and “porte-à-porte” are one word
 * each, the “»” or “?” after a French no-break space is none, and neither is a
 * mark of CommonMark.
 *
 * Returns: the number of words
 */
guint
demains_text_count_words (const char *text)
{
  g_autofree char *plain = demains_text_to_plain (text);

  return walk_words (plain, NULL);
}

/**
 * demains_text_find_words:
 * @plain: text without marks, such as of demains_text_to_plain()
 *
 * Returns: (transfer full) (element-type gsize): the byte that each word begins at; as
 *   many as demains_text_count_words() counts
 */
GArray *
demains_text_find_words (const char *plain)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_return_val_if_fail (plain != NULL, starts);

  walk_words (plain, starts);

  return starts;
}

/**
 * demains_text_get_reading_seconds:
 * @words: a number of words
 * @words_per_minute: the reader's speed
 *
 * Returns: how long reading them aloud takes, in seconds, rounded
 */
guint
demains_text_get_reading_seconds (guint words, guint words_per_minute)
{
  g_return_val_if_fail (words_per_minute > 0, 0);

  return ((guint64)words * 60 + words_per_minute / 2) / words_per_minute;
}
