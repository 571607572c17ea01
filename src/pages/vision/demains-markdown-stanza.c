/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-tags.h"

/* Characters between two empty lines above which text is shown as it is typed. */
#define STANZA_LIMIT (32 * 1024)

static gboolean
is_blank_line (const GtkTextIter *line)
{
  GtkTextIter iter = *line;

  while (!gtk_text_iter_ends_line (&iter))
    {
      if (!g_unichar_isspace (gtk_text_iter_get_char (&iter)))
        return FALSE;
      gtk_text_iter_forward_char (&iter);
    }

  return TRUE;
}

/**
 * demains_markdown_find_stanza:
 * @at: a place in a buffer
 * @start: (out): the start of the lines round it up to an empty one
 * @end: (out): their end, before the last line's newline
 *
 * A stanza is what CommonMark is read by here. Where it would be too long, @end
 * is as far as one looked.
 *
 * Returns: whether the stanza is short enough to be read
 */
gboolean
demains_markdown_find_stanza (const GtkTextIter *at, GtkTextIter *start, GtkTextIter *end)
{
  int middle = gtk_text_iter_get_offset (at);
  GtkTextIter next;
  gboolean short_enough = TRUE;

  *start = *end = *at;
  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_to_line_end (end);
  if (is_blank_line (start))
    return TRUE;

  for (next = *start; short_enough && gtk_text_iter_backward_line (&next) && !is_blank_line (&next); *start = next)
    short_enough = middle - gtk_text_iter_get_offset (&next) < STANZA_LIMIT;

  for (next = *end; gtk_text_iter_forward_line (&next) && !is_blank_line (&next)
                    && gtk_text_iter_get_offset (&next) - middle < STANZA_LIMIT;
       *end = next)
    if (!gtk_text_iter_ends_line (&next))
      gtk_text_iter_forward_to_line_end (&next);

  return short_enough && gtk_text_iter_get_offset (end) - gtk_text_iter_get_offset (start) < STANZA_LIMIT;
}
