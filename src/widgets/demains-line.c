/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-line.h"

#include <string.h>

/**
 * demains_line_insert:
 * @buffer: a buffer that holds one line, in its signal "insert-text"
 * @location: where @text goes; valid afterwards
 * @text: what is being inserted
 * @length: its bytes
 *
 * Caught here and not as a key, so that an input method may have its Enter.
 *
 * Returns: what was made of @text
 */
DemainsLineInsert
demains_line_insert (GtkTextBuffer *buffer, GtkTextIter *location, const char *text, int length)
{
  g_autofree char *line = g_strndup (text, length);

  if (strpbrk (line, "\n\r\t") == NULL)
    return DEMAINS_LINE_INSERT;

  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (strcmp (line, "\n") == 0)
    return DEMAINS_LINE_ENTER;
  gtk_text_buffer_insert (buffer, location, g_strdelimit (line, "\n\r\t", ' '), -1);

  return DEMAINS_LINE_JOINED;
}
