/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-list-indenter.h"

#include "demains-markdown-edit.h"

struct _DemainsListIndenter
{
  GObject parent_instance;
};

static void indenter_iface_init (GtkSourceIndenterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsListIndenter, demains_list_indenter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_INDENTER, indenter_iface_init))

static gboolean
is_trigger (GtkSourceIndenter *indenter, GtkSourceView *view, const GtkTextIter *location, GdkModifierType state,
            guint keyval)
{
  return (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
         && (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0;
}

/* Called after the newline, @iter behind it. An item that was left empty becomes
 * the empty line that CommonMark wants after a list or quote. */
static void
indent (GtkSourceIndenter *indenter, GtkSourceView *view, GtkTextIter *iter)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start = *iter;
  GtkTextIter end = *iter;
  g_autofree char *line = NULL;
  g_autofree char *next = NULL;
  gboolean empty;

  gtk_text_iter_backward_line (&start);
  gtk_text_iter_backward_char (&end);
  line = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  next = demains_markdown_continue (line, &empty);
  if (next == NULL)
    return;

  if (!empty)
    gtk_text_buffer_insert (buffer, iter, next, -1);
  else if (gtk_text_iter_ends_line (iter))
    {
      gtk_text_buffer_delete (buffer, &start, &end);
      *iter = end;
      gtk_text_iter_forward_line (iter);
    }
}

static void
indenter_iface_init (GtkSourceIndenterInterface *iface)
{
  iface->is_trigger = is_trigger;
  iface->indent = indent;
}

static void
demains_list_indenter_class_init (DemainsListIndenterClass *klass)
{
}

static void
demains_list_indenter_init (DemainsListIndenter *self)
{
}

/**
 * demains_list_indenter_new:
 *
 * Returns: (transfer full): an indenter for a view of CommonMark
 */
GtkSourceIndenter *
demains_list_indenter_new (void)
{
  return g_object_new (DEMAINS_TYPE_LIST_INDENTER, NULL);
}
