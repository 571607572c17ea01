/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-question-list.h"

#include "demains-bin.h"
#include "demains-question-row.h"

struct _DemainsQuestionList
{
  DemainsRecordPart parent_instance;

  GListModel *questions;

  GtkListBox *list;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (DemainsQuestionList, demains_question_list, DEMAINS_TYPE_RECORD_PART)

static GtkWidget *
create_row_cb (gpointer question, gpointer user_data)
{
  DemainsRecordPart *part = user_data;

  return g_object_new (DEMAINS_TYPE_QUESTION_ROW, "session", demains_record_part_get_session (part), "record", question,
                       NULL);
}

static void
show_list (DemainsQuestionList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          self->questions != NULL && g_list_model_get_n_items (self->questions) > 0);
}

static void
set_questions (DemainsQuestionList *self, GListModel *questions)
{
  if (self->questions != NULL)
    g_signal_handlers_disconnect_by_func (self->questions, show_list, self);
  g_set_object (&self->questions, questions);
  if (questions != NULL)
    g_signal_connect_object (questions, "items-changed", G_CALLBACK (show_list), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, questions, create_row_cb, self, NULL);
  show_list (self);
}

static void
add_cb (DemainsQuestionList *self)
{
  DemainsRecordPart *part = DEMAINS_RECORD_PART (self);
  DemainsRecord *record = demains_record_part_get_record (part);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*title == '\0' || record == NULL)
    return;

  demains_project_add_linked (demains_session_get_project (demains_record_part_get_session (part)),
                              DEMAINS_KIND_QUESTION, title, record);
  gtk_editable_set_text (self->entry, "");
}

static gboolean
demains_question_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_QUESTION_LIST (widget)->entry));
}

static void
demains_question_list_start (DemainsRecordPart *part)
{
  g_object_bind_property (demains_session_get_project (demains_record_part_get_session (part)), "read-only",
                          DEMAINS_QUESTION_LIST (part)->entry, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
demains_question_list_update (DemainsRecordPart *part)
{
  DemainsRecord *record = demains_record_part_get_record (part);
  g_autoptr (GListModel) questions = NULL;

  if (record != NULL)
    questions = demains_project_list_linked (demains_session_get_project (demains_record_part_get_session (part)),
                                             record, DEMAINS_KIND_QUESTION);
  set_questions (DEMAINS_QUESTION_LIST (part), questions);
}

static void
demains_question_list_dispose (GObject *object)
{
  DemainsQuestionList *self = DEMAINS_QUESTION_LIST (object);

  if (self->list != NULL)
    set_questions (self, NULL);
  demains_bin_dispose_template (self, DEMAINS_TYPE_QUESTION_LIST);

  G_OBJECT_CLASS (demains_question_list_parent_class)->dispose (object);
}

static void
demains_question_list_class_init (DemainsQuestionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsRecordPartClass *part_class = DEMAINS_RECORD_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_question_list_dispose;
  widget_class->grab_focus = demains_question_list_grab_focus;
  part_class->start = demains_question_list_start;
  part_class->update = demains_question_list_update;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-question-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsQuestionList, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsQuestionList, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
demains_question_list_init (DemainsQuestionList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_question_list_go_to:
 * @self: a list
 * @question: one of its questions
 * @field: (nullable): the name of one of its fields
 *
 * Takes the keyboard to where @field of @question is written.
 */
void
demains_question_list_go_to (DemainsQuestionList *self, DemainsRecord *question, const char *field)
{
  g_return_if_fail (DEMAINS_IS_QUESTION_LIST (self));

  for (guint i = 0; self->questions != NULL && i < g_list_model_get_n_items (self->questions); i++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (self->questions, i);

      if (record == question)
        demains_question_row_go_to (DEMAINS_QUESTION_ROW (gtk_list_box_get_row_at_index (self->list, i)), field);
    }
}
