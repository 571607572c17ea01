/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsMarkdownPrefix:
 * @quote: bytes of the marks of quotes and the blanks before them
 * @indent: bytes of the blanks after those
 * @marker: bytes of the mark of an item, with the blank after it; 0 for none
 * @number: of an item of a numbered list, or -1
 *
 * How a line starts before its own text.
 */
typedef struct
{
  guint quote;
  guint indent;
  guint marker;
  int number;
} DemainsMarkdownPrefix;

DemainsMarkdownPrefix demains_markdown_prefix_read (const char *line);

G_END_DECLS
