/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-compare-markup.h"

#include "demains-passage.h"

#include <cmark.h>
#include <string.h>

/* A label lays out all of its text at once: what is far longer than a vision
 * would freeze the window, so that it is cut here (bytes). */
#define MAX_SHOWN (64 * 1024)

static const char *
get_tag (cmark_node_type type)
{
  switch ((int)type)
    {
    case CMARK_NODE_STRONG:
    case CMARK_NODE_HEADING:
      return "b";
    case CMARK_NODE_EMPH:
    case CMARK_NODE_BLOCK_QUOTE:
      return "i";
    default:
      return NULL;
    }
}

static void
append_bullet (GString *markup, cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);

  if (cmark_node_get_list_type (list) == CMARK_ORDERED_LIST)
    {
      int number = cmark_node_get_list_start (list);

      while ((item = cmark_node_previous (item)) != NULL)
        number++;
      g_string_append_printf (markup, "%d.\u2002", number);
    }
  else
    g_string_append (markup, "•\u2002");
}

/* What stands between a block and the one before it. */
static void
append_gap (GString *markup, cmark_node *node)
{
  cmark_node *before = cmark_node_previous (node);

  if (before == NULL)
    return;

  if (cmark_node_get_type (node) == CMARK_NODE_ITEM && cmark_node_get_list_tight (cmark_node_parent (node)))
    g_string_append (markup, "\n");
  else
    g_string_append (markup, "\n\n");
}

static gboolean
is_block (cmark_node_type type)
{
  return type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK && type != CMARK_NODE_DOCUMENT;
}

static void
append_start (GString *markup, cmark_node *node)
{
  cmark_node_type type = cmark_node_get_type (node);
  const char *tag = get_tag (type);
  g_autofree char *literal = NULL;

  if (is_block (type))
    append_gap (markup, node);
  if (tag != NULL)
    g_string_append_printf (markup, "<%s>", tag);

  switch ((int)type)
    {
    case CMARK_NODE_ITEM:
      append_bullet (markup, node);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      g_string_append (markup, "—");
      break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
      g_string_append (markup, "\n");
      break;
    case CMARK_NODE_CODE:
    case CMARK_NODE_CODE_BLOCK:
      literal = g_markup_escape_text (cmark_node_get_literal (node), -1);
      g_string_append_printf (markup, "<tt>%s</tt>", g_strchomp (literal));
      break;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
      literal = g_markup_escape_text (cmark_node_get_literal (node), -1);
      g_string_append (markup, type == CMARK_NODE_HTML_BLOCK ? g_strchomp (literal) : literal);
      break;
    default:
      break;
    }
}

static char *
cut (const char *text)
{
  g_autofree char *kept = g_strndup (text, MAX_SHOWN);
  const char *end;

  g_utf8_validate (kept, -1, &end);
  kept[end - kept] = '\0';

  return g_strconcat (kept, "…", NULL);
}

/**
 * demains_compare_markup:
 * @text: CommonMark
 *
 * Takes what groups write (bold, italic, quotes, lists, headings) to Pango
 * markup. Everything else in it, HTML too, is shown as it was typed. Lines end
 * where they were ended. Very long texts are cut, with an ellipsis.
 *
 * Returns: (transfer full): Pango markup, always valid
 */
char *
demains_compare_markup (const char *text)
{
  g_autofree char *valid = strlen (text) > MAX_SHOWN ? cut (text) : g_utf8_make_valid (text, -1);
  g_autofree char *shown = demains_passage_strip (valid);
  cmark_node *document = cmark_parse_document (shown, strlen (shown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  GString *markup = g_string_new (NULL);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      const char *tag = get_tag (cmark_node_get_type (node));

      if (event == CMARK_EVENT_ENTER)
        append_start (markup, node);
      else if (tag != NULL)
        g_string_append_printf (markup, "</%s>", tag);
    }
  cmark_iter_free (iter);
  cmark_node_free (document);

  return g_string_free (markup, FALSE);
}
