/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-passage.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MARKDOWN_GUARD (demains_markdown_guard_get_type ())

/* Sees to it that what people do in a text buffer leaves no half marks of links,
 * and no link on words that it was not made for: see demains_passage_cut(). */
G_DECLARE_FINAL_TYPE (DemainsMarkdownGuard, demains_markdown_guard, DEMAINS, MARKDOWN_GUARD, GObject)

DemainsMarkdownGuard *demains_markdown_guard_new (GtkTextBuffer *buffer);
void demains_markdown_guard_set_resting (DemainsMarkdownGuard *self, gboolean resting);

gboolean demains_markdown_find_passage (const GtkTextIter *at, DemainsPassage *passage, char **words);
gboolean demains_markdown_delete (GtkTextView *view, gboolean forward);
void demains_markdown_copy (GtkTextView *view, gboolean cut);
void demains_markdown_paste (GtkTextView *view, const char *text);
char *demains_markdown_clean_paste (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
