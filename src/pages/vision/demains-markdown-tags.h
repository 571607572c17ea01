/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-markdown-spans.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MARKDOWN_TAGS (demains_markdown_tags_get_type ())

/* Whether what a link's token stands for is there. */
typedef gboolean (*DemainsMarkdownIsThere) (const char *token, gpointer user_data);

/* Keeps the tags of a text buffer true to the CommonMark in it. Only what
 * changed is read again, before the next frame is drawn; much of it in slices. */
G_DECLARE_FINAL_TYPE (DemainsMarkdownTags, demains_markdown_tags, DEMAINS, MARKDOWN_TAGS, GObject)

DemainsMarkdownTags *demains_markdown_tags_new (GtkTextBuffer *buffer);

GtkTextTag *demains_markdown_tags_get (DemainsMarkdownTags *self, DemainsSpanKind kind, guint level);
GtkTextTag *demains_markdown_tags_get_near (DemainsMarkdownTags *self);
void demains_markdown_tags_set_is_there (DemainsMarkdownTags *self, DemainsMarkdownIsThere is_there,
                                         gpointer user_data);
gboolean demains_markdown_tags_is_there (DemainsMarkdownTags *self, const char *token);
void demains_markdown_tags_look_again (DemainsMarkdownTags *self);
void demains_markdown_tags_set_active (DemainsMarkdownTags *self, gboolean active);
gboolean demains_markdown_tags_get_busy (DemainsMarkdownTags *self);
void demains_markdown_tags_leave_unchecked (DemainsMarkdownTags *self);
void demains_markdown_tags_style (DemainsMarkdownTags *self, GtkWidget *widget);

gboolean demains_markdown_find_stanza (const GtkTextIter *at, GtkTextIter *start, GtkTextIter *end);

G_END_DECLS
