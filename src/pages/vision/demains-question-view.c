/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-question-view.h"

#include "demains-line.h"

struct _DemainsQuestionView
{
  GtkTextView parent_instance;
};

enum
{
  SIGNAL_FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsQuestionView, demains_question_view, GTK_TYPE_TEXT_VIEW)

static void
insert_cb (DemainsQuestionView *self, GtkTextIter *location, const char *text, int length, GtkTextBuffer *buffer)
{
  if (demains_line_insert (buffer, location, text, length) == DEMAINS_LINE_ENTER)
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
}

static void
demains_question_view_class_init (DemainsQuestionViewClass *klass)
{
  signals[SIGNAL_FINISHED]
    = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_question_view_init (DemainsQuestionView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  /* The project's history is the undo. */
  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self), FALSE);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
}
