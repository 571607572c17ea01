/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-edit.h"
#include "demains-markdown-prefix.h"

#include <string.h>

/* CommonMark has no longer ones. */
#define MAX_DIGITS 9

static guint
count_blanks (const char *text)
{
  return strspn (text, " \t");
}

/**
 * demains_markdown_prefix_read:
 * @line: a line of CommonMark, or more text after it
 *
 * Returns: how the line starts
 */
DemainsMarkdownPrefix
demains_markdown_prefix_read (const char *line)
{
  DemainsMarkdownPrefix prefix = { .number = -1 };
  const char *p = line;
  guint digits;

  while (p[count_blanks (p)] == '>')
    {
      p += count_blanks (p) + 1;
      if (*p == ' ')
        p++;
    }
  prefix.quote = p - line;
  prefix.indent = count_blanks (p);
  p += prefix.indent;

  digits = strspn (p, "0123456789");
  if (digits > 0 && digits <= MAX_DIGITS && (p[digits] == '.' || p[digits] == ')') && count_blanks (p + digits + 1) > 0)
    {
      prefix.number = (int)g_ascii_strtoll (p, NULL, 10);
      prefix.marker = digits + 1 + count_blanks (p + digits + 1);
    }
  else if (*p != '\0' && strchr ("-+*", *p) != NULL && count_blanks (p + 1) > 0)
    prefix.marker = 1 + count_blanks (p + 1);

  return prefix;
}

/**
 * demains_markdown_continue:
 * @line: a line, up to where Enter was pressed
 * @empty: (out): whether the line holds nothing of its own, so that Enter ends
 *   the list or quote instead of going on with it
 *
 * Returns: (transfer full) (nullable): what the next line has to start with to go
 *   on with the list or quote; %NULL in ordinary text
 */
char *
demains_markdown_continue (const char *line, gboolean *empty)
{
  DemainsMarkdownPrefix prefix = demains_markdown_prefix_read (line);
  guint before = prefix.quote + prefix.indent;
  GString *next;

  *empty = line[before + prefix.marker] == '\0';
  if (prefix.quote == 0 && prefix.marker == 0)
    return NULL;

  if (prefix.marker == 0)
    before = prefix.quote;
  next = g_string_new_len (line, before);
  if (prefix.number >= 0)
    {
      guint digits = strspn (line + before, "0123456789");

      g_string_append_printf (next, "%d", prefix.number + 1);
      g_string_append_len (next, line + before + digits, prefix.marker - digits);
    }
  else
    g_string_append_len (next, line + before, prefix.marker);

  return g_string_free (next, FALSE);
}
