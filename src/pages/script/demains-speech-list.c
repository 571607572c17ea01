/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-speech-list.h"

#include "demains-bin.h"
#include "demains-script.h"
#include "demains-speech-sheet.h"

struct _DemainsSpeechList
{
  AdwBin parent_instance;

  DemainsSession *session;
  DemainsRecord *record;

  GtkBox *sheets;
  GtkEditable *entry;
};

typedef enum
{
  PROP_SESSION = 1,
  PROP_RECORD,
} DemainsSpeechListProperty;

#define N_PROPS (PROP_RECORD + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsSpeechList, demains_speech_list, ADW_TYPE_BIN)

static DemainsSpeechSheet *
find_sheet (DemainsSpeechList *self, DemainsRecord *speech)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->sheets)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (demains_speech_sheet_get_record (DEMAINS_SPEECH_SHEET (child)) == speech)
      return DEMAINS_SPEECH_SHEET (child);

  return NULL;
}

/* Makes what is new, and takes away from below what is no more: who writes in one of the
 * sheets keeps it. */
static void
refresh (DemainsSpeechList *self)
{
  g_autoptr (GPtrArray) speeches = NULL;
  GtkWidget *last = NULL, *next;

  if (self->session != NULL && self->record != NULL)
    speeches = demains_script_list_speeches (demains_session_get_project (self->session), self->record);
  for (guint i = 0; speeches != NULL && i < speeches->len; i++)
    {
      DemainsSpeechSheet *sheet = find_sheet (self, speeches->pdata[i]);

      if (sheet == NULL)
        {
          sheet
            = g_object_new (DEMAINS_TYPE_SPEECH_SHEET, "session", self->session, "record", speeches->pdata[i], NULL);
          gtk_box_append (self->sheets, GTK_WIDGET (sheet));
        }
      gtk_box_reorder_child_after (self->sheets, GTK_WIDGET (sheet), last);
      g_object_set (sheet, "number", i + 1, NULL);
      last = GTK_WIDGET (sheet);
    }

  next = last != NULL ? gtk_widget_get_next_sibling (last) : gtk_widget_get_first_child (GTK_WIDGET (self->sheets));
  while (next != NULL)
    {
      GtkWidget *old = next;

      next = gtk_widget_get_next_sibling (old);
      gtk_box_remove (self->sheets, old);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), last != NULL);
}

/* Who speaks is named; what they say comes next. */
static void
add_cb (DemainsSpeechList *self)
{
  g_autofree char *character = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  DemainsRecord *speech;

  if (*character == '\0' || self->record == NULL)
    return;

  speech = demains_script_add_speech (demains_session_get_project (self->session), self->record, NULL, character);
  if (speech == NULL)
    return;
  gtk_editable_set_text (self->entry, "");
  demains_speech_list_go_to (self, speech, "text");
}

static void
set_session (DemainsSpeechList *self, DemainsSession *session)
{
  DemainsProject *project;

  if (!g_set_object (&self->session, session) || session == NULL)
    return;

  project = demains_session_get_project (session);
  g_object_bind_property (project, "read-only", self->entry, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (demains_project_get_list (project, DEMAINS_KIND_SPEECH), "items-changed",
                           G_CALLBACK (refresh), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
demains_speech_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsSpeechList *self = DEMAINS_SPEECH_LIST (object);

  switch ((DemainsSpeechListProperty)prop_id)
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
demains_speech_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsSpeechList *self = DEMAINS_SPEECH_LIST (object);

  switch ((DemainsSpeechListProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_RECORD:
      g_set_object (&self->record, g_value_get_object (value));
      break;
    }
  refresh (self);
}

static void
demains_speech_list_dispose (GObject *object)
{
  DemainsSpeechList *self = DEMAINS_SPEECH_LIST (object);

  g_clear_object (&self->record);
  if (self->sheets != NULL)
    refresh (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_func (
      demains_project_get_list (demains_session_get_project (self->session), DEMAINS_KIND_SPEECH), refresh, self);
  g_clear_object (&self->session);
  demains_bin_dispose_template (self, DEMAINS_TYPE_SPEECH_LIST);

  G_OBJECT_CLASS (demains_speech_list_parent_class)->dispose (object);
}

static void
demains_speech_list_class_init (DemainsSpeechListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_speech_list_get_property;
  object_class->set_property = demains_speech_list_set_property;
  object_class->dispose = demains_speech_list_dispose;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, DEMAINS_TYPE_RECORD, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-speech-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsSpeechList, sheets);
  gtk_widget_class_bind_template_child (widget_class, DemainsSpeechList, entry);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
demains_speech_list_init (DemainsSpeechList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_speech_list_go_to:
 * @self: a list
 * @speech: one of its speeches
 * @field: (nullable): the name of one of its fields
 *
 * Takes the keyboard to where @field of @speech is written.
 */
void
demains_speech_list_go_to (DemainsSpeechList *self, DemainsRecord *speech, const char *field)
{
  DemainsSpeechSheet *sheet;

  g_return_if_fail (DEMAINS_IS_SPEECH_LIST (self));

  sheet = find_sheet (self, speech);
  if (sheet != NULL)
    demains_speech_sheet_go_to (sheet, field);
}
