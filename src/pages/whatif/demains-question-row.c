/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-question-row.h"

#include "demains-record-line.h"

struct _DemainsQuestionRow
{
  GtkListBoxRow parent_instance;

  DemainsSession *session;
  DemainsRecord *record;

  GtkWidget *title;
  GtkWidget *shakes;
  GtkWidget *remove;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
} DemainsQuestionRowProperty;

#define N_PROPS (PROP_RECORD + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsQuestionRow, demains_question_row, GTK_TYPE_LIST_BOX_ROW)

static void
entered_cb (DemainsQuestionRow *self, DemainsRecordLine *line)
{
  g_signal_emit_by_name (demains_record_line_get_view (line), "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
remove_cb (DemainsQuestionRow *self)
{
  demains_session_remove_row (self->session, self->record, GTK_WIDGET (self));
}

static void
demains_question_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsQuestionRow *self = DEMAINS_QUESTION_ROW (object);

  switch ((DemainsQuestionRowProperty)prop_id)
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
demains_question_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsQuestionRow *self = DEMAINS_QUESTION_ROW (object);

  switch ((DemainsQuestionRowProperty)prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_RECORD:
      self->record = g_value_dup_object (value);
      break;
    }
}

static void
demains_question_row_constructed (GObject *object)
{
  DemainsQuestionRow *self = DEMAINS_QUESTION_ROW (object);
  DemainsProject *project = demains_session_get_project (self->session);
  GtkWidget *const lines[] = { self->title, self->shakes };

  G_OBJECT_CLASS (demains_question_row_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_object_set (lines[i], "record", self->record, NULL);
      g_object_bind_property (project, "read-only", lines[i], "editable",
                              G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
    }
  g_object_bind_property (project, "read-only", self->remove, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
}

static void
demains_question_row_dispose (GObject *object)
{
  DemainsQuestionRow *self = DEMAINS_QUESTION_ROW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->record);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_QUESTION_ROW);

  G_OBJECT_CLASS (demains_question_row_parent_class)->dispose (object);
}

static void
demains_question_row_class_init (DemainsQuestionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_question_row_get_property;
  object_class->set_property = demains_question_row_set_property;
  object_class->constructed = demains_question_row_constructed;
  object_class->dispose = demains_question_row_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (DEMAINS_TYPE_RECORD_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-question-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsQuestionRow, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsQuestionRow, shakes);
  gtk_widget_class_bind_template_child (widget_class, DemainsQuestionRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
demains_question_row_init (DemainsQuestionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_question_row_go_to:
 * @self: a row
 * @field: (nullable): the name of one of the question's fields
 *
 * Takes the keyboard there.
 */
void
demains_question_row_go_to (DemainsQuestionRow *self, const char *field)
{
  g_return_if_fail (DEMAINS_IS_QUESTION_ROW (self));

  gtk_widget_grab_focus (g_strcmp0 (field, "shakes") == 0 ? self->shakes : self->title);
}
