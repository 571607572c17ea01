/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsSheetLine:
 * @mark: what stands before it in a column of its own: an hour, a bullet; "" for nothing
 * @text: what it says; more than one line where what was typed goes on
 */
typedef struct
{
  char *mark;
  char *text;
} DemainsSheetLine;

GPtrArray *demains_sheet_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;
void demains_sheet_lines_add (GPtrArray *lines, const char *mark, const char *text);
GPtrArray *demains_sheet_lines_parse (const char *text, gboolean hours) G_GNUC_WARN_UNUSED_RESULT;
char *demains_sheet_lines_to_text (GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
