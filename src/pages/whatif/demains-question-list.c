/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-question-list.h"

#include "demains-bin.h"
#include "demains-question-row.h"

struct _DemainsQuestionList
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  GListModel *questions;

  GtkListBox *list;
  GtkEditable *entry;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
} DemainsQuestionListProperty;

#define N_PROPS (PROP_RECORD + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsQuestionList, demains_question_list, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer question, gpointer user_data)
{
  DemainsQuestionList *self = user_data;

  return g_object_new (DEMAINS_TYPE_QUESTION_ROW, "session", self->session, "record", question, NULL);
}

static void
show_list (DemainsQuestionList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          self->questions != NULL && g_list_model_get_n_items (self->questions) > 0);
}

static void
watch_questions (DemainsQuestionList *self)
{
  g_autoptr (GListModel) questions = NULL;

  if (self->session != NULL && self->record != NULL)
    questions
      = demains_project_list_linked (demains_session_get_project (self->session), self->record, DEMAINS_KIND_QUESTION);
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
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*title == '\0' || self->record == NULL)
    return;

  demains_project_add_linked (demains_session_get_project (self->session), DEMAINS_KIND_QUESTION, title, self->record);
  gtk_editable_set_text (self->entry, "");
}

static gboolean
demains_question_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_QUESTION_LIST (widget)->entry));
}

static void
demains_question_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsQuestionList *self = DEMAINS_QUESTION_LIST (object);

  switch ((DemainsQuestionListProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    }
}

static void
demains_question_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsQuestionList *self = DEMAINS_QUESTION_LIST (object);

  switch ((DemainsQuestionListProperty)prop_id)
    {
    case PROP_SESSION:
      if (!g_set_object (&self->session, g_value_get_object (value)) || self->session == NULL)
        return;
      g_object_bind_property (demains_session_get_project (self->session), "read-only", self->entry, "visible",
                              G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
      watch_questions (self);
      break;
    case PROP_RECORD:
      if (g_set_object (&self->record, g_value_get_object (value)))
        watch_questions (self);
      break;
    }
}

static void
demains_question_list_dispose (GObject *object)
{
  DemainsQuestionList *self = DEMAINS_QUESTION_LIST (object);

  g_clear_object (&self->record);
  if (self->list != NULL)
    watch_questions (self);
  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_QUESTION_LIST);

  G_OBJECT_CLASS (demains_question_list_parent_class)->dispose (object);
}

static void
demains_question_list_class_init (DemainsQuestionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_question_list_get_property;
  object_class->set_property = demains_question_list_set_property;
  object_class->dispose = demains_question_list_dispose;
  widget_class->grab_focus = demains_question_list_grab_focus;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

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
