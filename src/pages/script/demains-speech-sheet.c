/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-speech-sheet.h"

#include "demains-choice-row.h"
#include "demains-field-rows.h"
#include "demains-member-row.h"
#include "demains-number-row.h"
#include "demains-part-row.h"
#include "demains-script-text.h"
#include "demains-text-row.h"

#include <glib/gi18n.h>

struct _DemainsSpeechSheet
{
  AdwPreferencesGroup parent_instance;

  DemainsSession *session;
  DemainsRecord *record;
  guint number;

  GtkWidget *buttons;
  DemainsPartRow *more;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
  PROP_NUMBER,
} DemainsSpeechSheetProperty;

#define N_PROPS (PROP_NUMBER + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSpeechSheet, demains_speech_sheet, ADW_TYPE_PREFERENCES_GROUP)

static void
show_time (DemainsSpeechSheet *self)
{
  g_autofree char *time = demains_speech_time_to_text (self->record);
  /* Translators: the number of a speech in its scene */
  g_autofree char *title = g_strdup_printf (_ ("Speech %u"), self->number);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), time);
}

static void
update_editable (DemainsSpeechSheet *self)
{
  gboolean editable = !demains_project_get_read_only (demains_session_get_project (self->session));

  demains_field_rows_set_record (GTK_WIDGET (self), self->record, editable);
  gtk_widget_set_visible (self->buttons, editable);
}

/* The speech changes places with the one before or after it in its scene. */
static void
move (DemainsSpeechSheet *self, int step)
{
  DemainsProject *project = demains_session_get_project (self->session);
  DemainsRecord *scene = demains_project_find (project, demains_record_get_text (self->record, "scene"));
  g_autoptr (GPtrArray) speeches = scene != NULL ? demains_script_list_speeches (project, scene) : NULL;
  guint index, place;

  if (speeches == NULL || !g_ptr_array_find (speeches, self->record, &index))
    return;
  index += step;
  if (index < speeches->len
      && demains_record_list_find (demains_project_get_list (project, DEMAINS_KIND_SPEECH), speeches->pdata[index],
                                   &place))
    demains_project_move (project, self->record, place);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsSpeechSheet *self = DEMAINS_SPEECH_SHEET (widget);

  if (g_str_equal (name, "speech.up"))
    move (self, -1);
  else if (g_str_equal (name, "speech.down"))
    move (self, 1);
  else
    demains_session_remove_row (self->session, self->record, widget);
}

static void
demains_speech_sheet_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSpeechSheet *self = DEMAINS_SPEECH_SHEET (object);

  switch ((DemainsSpeechSheetProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_NUMBER:
      g_value_set_uint (value, self->number);
      break;
    }
}

static void
demains_speech_sheet_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSpeechSheet *self = DEMAINS_SPEECH_SHEET (object);

  switch ((DemainsSpeechSheetProperty)prop_id)
    {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      break;
    case PROP_RECORD:
      self->record = g_value_dup_object (value);
      break;
    case PROP_NUMBER:
      self->number = g_value_get_uint (value);
      if (self->record != NULL)
        show_time (self);
      break;
    }
}

static void
demains_speech_sheet_constructed (GObject *object)
{
  DemainsSpeechSheet *self = DEMAINS_SPEECH_SHEET (object);

  G_OBJECT_CLASS (demains_speech_sheet_parent_class)->constructed (object);

  g_signal_connect_object (self->record, "notify", G_CALLBACK (show_time), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_session_get_project (self->session), "notify::read-only",
                           G_CALLBACK (update_editable), self, G_CONNECT_SWAPPED);
  show_time (self);
  update_editable (self);
}

static void
demains_speech_sheet_dispose (GObject *object)
{
  DemainsSpeechSheet *self = DEMAINS_SPEECH_SHEET (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, show_time, self);
  g_clear_object (&self->session);
  g_clear_object (&self->record);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_SPEECH_SHEET);

  G_OBJECT_CLASS (demains_speech_sheet_parent_class)->dispose (object);
}

static void
demains_speech_sheet_class_init (DemainsSpeechSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_speech_sheet_get_property;
  object_class->set_property = demains_speech_sheet_set_property;
  object_class->constructed = demains_speech_sheet_constructed;
  object_class->dispose = demains_speech_sheet_dispose;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_RECORD]
    = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_NUMBER] = g_param_spec_uint ("number", NULL, NULL, 1, G_MAXUINT, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "speech.up", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "speech.down", NULL, action_cb);
  gtk_widget_class_install_action (widget_class, "speech.delete", NULL, action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "speech.up", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "speech.down", NULL);

  g_type_ensure (DEMAINS_TYPE_CHOICE_ROW);
  g_type_ensure (DEMAINS_TYPE_MEMBER_ROW);
  g_type_ensure (DEMAINS_TYPE_NUMBER_ROW);
  g_type_ensure (DEMAINS_TYPE_PART_ROW);
  g_type_ensure (DEMAINS_TYPE_TEXT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-speech-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSpeechSheet, buttons);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpeechSheet, more);
}

static void
demains_speech_sheet_init (DemainsSpeechSheet *self)
{
  self->number = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_speech_sheet_get_record:
 * @self: a sheet
 *
 * Returns: (transfer none): its speech
 */
DemainsRecord *
demains_speech_sheet_get_record (DemainsSpeechSheet *self)
{
  g_return_val_if_fail (DEMAINS_IS_SPEECH_SHEET (self), NULL);

  return self->record;
}

/**
 * demains_speech_sheet_go_to:
 * @self: a sheet
 * @field: (nullable): the name of one of the speech's fields; %NULL for what is said
 *
 * Takes the keyboard there.
 */
void
demains_speech_sheet_go_to (DemainsSpeechSheet *self, const char *field)
{
  DemainsFieldRow *row;

  g_return_if_fail (DEMAINS_IS_SPEECH_SHEET (self));

  row = demains_field_rows_find (GTK_WIDGET (self->more), field);
  if (row != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->more), TRUE);
  else
    row = demains_field_rows_find (GTK_WIDGET (self), field != NULL ? field : "text");
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
