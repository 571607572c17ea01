/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-difference.h"

#include <string.h>

/* Byte offset of the start of the character that @offset is in or at. */
static gsize
align_to_character (const char *text, gsize offset)
{
  while (offset > 0 && ((guchar)text[offset] & 0xc0) == 0x80)
    offset--;

  return offset;
}

/**
 * demains_difference_find:
 * @self: where to put the stretch that differs
 * @old_text: valid UTF-8
 * @new_text: valid UTF-8
 *
 * Returns: whether the texts differ
 */
gboolean
demains_difference_find (DemainsDifference *self, const char *old_text, const char *new_text)
{
  gsize old_length = strlen (old_text);
  gsize new_length = strlen (new_text);
  gsize shorter = MIN (old_length, new_length);
  gsize head = 0;
  gsize tail = 0;

  while (head < shorter && old_text[head] == new_text[head])
    head++;
  if (head == old_length && head == new_length)
    return FALSE;
  head = align_to_character (old_text, head);

  while (tail < shorter - head && old_text[old_length - tail - 1] == new_text[new_length - tail - 1])
    tail++;
  /* The tail must begin with a whole character. */
  while (tail > 0 && ((guchar)old_text[old_length - tail] & 0xc0) == 0x80)
    tail--;

  self->start = g_utf8_strlen (old_text, head);
  self->old_end = self->start + g_utf8_strlen (old_text + head, old_length - tail - head);
  self->new_start = head;
  self->new_end = new_length - tail;

  return TRUE;
}
