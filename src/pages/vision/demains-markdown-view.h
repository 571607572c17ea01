/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtksourceview/gtksource.h>
#include <libspelling.h>

#include "demains-markdown-tags.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MARKDOWN_VIEW (demains_markdown_view_get_type ())

/* Text in CommonMark, written as it is read: bold is bold, the marks are seen in
 * the cursor's paragraph only. It scrolls with what is round it and has no undo
 * of its own: the project's history is the undo. Properties: "text", notified
 * once a key or a paste; "spell-checker", NULL for none. Actions "markdown.bold"
 * (Ctrl+B), "markdown.italic" (Ctrl+I) and "markdown.activate". Words
 * that lead to a record (demains-passage.h) have a dotted line and show no marks;
 * a click on them or that action is the signal "passage-activated" (token, whether
 * by the keyboard).
 *
 * A GtkSourceView because libspelling works on its buffers and because its
 * indenter knows when Enter is not the input method's. */
G_DECLARE_FINAL_TYPE (DemainsMarkdownView, demains_markdown_view, DEMAINS, MARKDOWN_VIEW, GtkSourceView)

const char *demains_markdown_view_get_text (DemainsMarkdownView *self);
void demains_markdown_view_set_text (DemainsMarkdownView *self, const char *text);
void demains_markdown_view_toggle (DemainsMarkdownView *self, DemainsSpanKind kind);
void demains_markdown_view_set_spell_checker (DemainsMarkdownView *self, SpellingChecker *checker);
char *demains_markdown_dup_copied (DemainsMarkdownView *view) G_GNUC_WARN_UNUSED_RESULT;
DemainsMarkdownTags *demains_markdown_view_get_tags (DemainsMarkdownView *self);

G_END_DECLS
