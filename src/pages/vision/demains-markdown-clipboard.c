/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-guard.h"
#include "demains-markdown-view.h"

/* What our own views paste; other programs are given the words alone. */
#define MARKED "demains-marked-text"

/* Whole passages are taken with the marks beside the selection, that nobody sees.
 * Returns: whether no passage is cut in two */
static gboolean
widen (GtkTextIter *start, GtkTextIter *end)
{
  DemainsPassage passage;
  guint at = gtk_text_iter_get_line_index (start);

  if (demains_markdown_find_passage (start, &passage, NULL) && at < passage.inner_end)
    {
      if (at > passage.inner_start)
        return FALSE;
      gtk_text_iter_set_line_index (start, passage.start);
    }
  at = gtk_text_iter_get_line_index (end);
  if (demains_markdown_find_passage (end, &passage, NULL) && at > passage.start)
    {
      if (at < passage.inner_end)
        return FALSE;
      gtk_text_iter_set_line_index (end, passage.end);
    }

  return TRUE;
}

/**
 * demains_markdown_copy:
 * @view: a view
 * @cut: whether the selection goes
 *
 * Puts the selection into the clipboard. Links go with their words.
 */
void
demains_markdown_copy (GtkTextView *view, gboolean cut)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (GdkContentProvider) content = NULL;
  g_autofree char *words = NULL;
  g_autofree char *plain = NULL;
  GtkTextIter start, end;
  gboolean whole;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;

  whole = widen (&start, &end);
  words = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  plain = whole ? demains_passage_strip (words) : gtk_text_iter_get_visible_text (&start, &end);
  content = gdk_content_provider_new_typed (G_TYPE_STRING, plain);
  if (whole)
    g_object_set_data_full (G_OBJECT (content), MARKED, g_steal_pointer (&words), g_free);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (view)), content);
  if (cut && gtk_text_view_get_editable (view))
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_end_user_action (buffer);
    }
}

/**
 * demains_markdown_dup_copied:
 * @view: a view
 *
 * Returns: (transfer full) (nullable): what demains_markdown_copy() put into the
 *   clipboard, with those links that lead somewhere from here
 */
char *
demains_markdown_dup_copied (DemainsMarkdownView *view)
{
  GdkContentProvider *content = gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (view)));
  const char *marked = content != NULL ? g_object_get_data (G_OBJECT (content), MARKED) : NULL;
  g_autoptr (GArray) passages = NULL;
  char *text = g_strdup (marked);

  if (marked == NULL)
    return NULL;

  passages = demains_passage_find (marked);
  for (guint i = 0; i < passages->len; i++)
    {
      const char *token = g_array_index (passages, DemainsPassage, i).token;
      g_autofree char *before = text;

      text = demains_markdown_tags_is_there (demains_markdown_view_get_tags (view), token)
               ? g_strdup (before)
               : demains_passage_remove (before, token);
    }

  return text;
}

/**
 * demains_markdown_paste:
 * @view: a view
 * @text: what comes in place of the selection
 */
void
demains_markdown_paste (GtkTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  gboolean editable = gtk_text_view_get_editable (view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, editable);
  gtk_text_buffer_insert_interactive_at_cursor (buffer, text, -1, editable);
  gtk_text_buffer_end_user_action (buffer);
}
