/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-speech-list.h"

#include "demains-bin.h"
#include "demains-script.h"
#include "demains-speech-sheet.h"

struct _DemainsSpeechList
{
  DemainsRecordPart parent_instance;

  GtkBox *sheets;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (DemainsSpeechList, demains_speech_list, DEMAINS_TYPE_RECORD_PART)

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
show_speeches (DemainsSpeechList *self, GPtrArray *speeches)
{
  GtkWidget *last = NULL, *next;

  for (guint i = 0; i < speeches->len; i++)
    {
      DemainsSpeechSheet *sheet = find_sheet (self, speeches->pdata[i]);

      if (sheet == NULL)
        {
          sheet = g_object_new (DEMAINS_TYPE_SPEECH_SHEET, "session",
                                demains_record_part_get_session (DEMAINS_RECORD_PART (self)), "record",
                                speeches->pdata[i], NULL);
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

static void
demains_speech_list_update (DemainsRecordPart *part)
{
  DemainsRecord *scene = demains_record_part_get_record (part);
  DemainsProject *project = demains_session_get_project (demains_record_part_get_session (part));
  g_autoptr (GPtrArray) speeches = scene != NULL ? demains_script_list_speeches (project, scene) : g_ptr_array_new ();

  show_speeches (DEMAINS_SPEECH_LIST (part), speeches);
}

/* Who speaks is named; what they say comes next. */
static void
add_cb (DemainsSpeechList *self)
{
  DemainsRecordPart *part = DEMAINS_RECORD_PART (self);
  DemainsRecord *scene = demains_record_part_get_record (part);
  g_autofree char *character = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  DemainsRecord *speech;

  if (*character == '\0' || scene == NULL)
    return;

  speech = demains_script_add_speech (demains_session_get_project (demains_record_part_get_session (part)), scene, NULL,
                                      character);
  if (speech == NULL)
    return;
  gtk_editable_set_text (self->entry, "");
  demains_speech_list_go_to (self, speech, "text");
}

static void
demains_speech_list_start (DemainsRecordPart *part)
{
  DemainsProject *project = demains_session_get_project (demains_record_part_get_session (part));

  g_object_bind_property (project, "read-only", DEMAINS_SPEECH_LIST (part)->entry, "visible",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (demains_project_get_list (project, DEMAINS_KIND_SPEECH), "items-changed",
                           G_CALLBACK (demains_speech_list_update), part, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
demains_speech_list_dispose (GObject *object)
{
  DemainsSpeechList *self = DEMAINS_SPEECH_LIST (object);
  DemainsSession *session = demains_record_part_get_session (DEMAINS_RECORD_PART (self));

  if (session != NULL)
    g_signal_handlers_disconnect_by_func (
      demains_project_get_list (demains_session_get_project (session), DEMAINS_KIND_SPEECH), demains_speech_list_update,
      self);
  demains_bin_dispose_template (self, DEMAINS_TYPE_SPEECH_LIST);

  G_OBJECT_CLASS (demains_speech_list_parent_class)->dispose (object);
}

static void
demains_speech_list_class_init (DemainsSpeechListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsRecordPartClass *part_class = DEMAINS_RECORD_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_speech_list_dispose;
  part_class->start = demains_speech_list_start;
  part_class->update = demains_speech_list_update;

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
