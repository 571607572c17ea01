/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What to do with a text that is to be inserted where one line is wanted. */
typedef enum
{
  DEMAINS_LINE_INSERT, /* nothing: it has no line end */
  DEMAINS_LINE_JOINED, /* nothing more: it was inserted with blanks for its line ends */
  DEMAINS_LINE_ENTER,  /* it was Enter and nothing else: go on */
} DemainsLineInsert;

DemainsLineInsert demains_line_insert (GtkTextBuffer *buffer, GtkTextIter *location, const char *text, int length);

G_END_DECLS
