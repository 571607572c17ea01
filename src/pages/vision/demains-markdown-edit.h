/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-markdown-spans.h"

G_BEGIN_DECLS

/**
 * DemainsMarkdownEdit:
 * @start: first byte to replace
 * @end: the byte after the last one to replace
 * @text: what comes in its place
 * @select_start: start of the selection afterwards, in the new text
 * @select_end: its end; the same as @select_start for a cursor alone
 */
typedef struct
{
  guint start;
  guint end;
  char *text;
  guint select_start;
  guint select_end;
} DemainsMarkdownEdit;

DemainsMarkdownEdit *demains_markdown_toggle (const char *text, guint start, guint end,
                                              DemainsSpanKind kind) G_GNUC_WARN_UNUSED_RESULT;
void demains_markdown_edit_free (DemainsMarkdownEdit *self);

char *demains_markdown_continue (const char *line, gboolean *empty) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsMarkdownEdit, demains_markdown_edit_free)

G_END_DECLS
