/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-mark.h"

#include "demains-bin.h"
#include "demains-scene-text.h"
#include "demains-script-text.h"

struct _DemainsScriptMark
{
  DemainsRecordPart parent_instance;

  GtkLabel *time;
  GtkWidget *consent_box;
  GtkLabel *consent;
};

G_DEFINE_FINAL_TYPE (DemainsScriptMark, demains_script_mark, DEMAINS_TYPE_RECORD_PART)

static char *
describe_time (DemainsProject *project, DemainsRecord *record)
{
  DemainsSceneTime time;

  if (demains_record_get_kind_id (record) != DEMAINS_KIND_SCENE)
    return demains_member_consent_to_text (record);
  demains_script_measure_scene (project, record, &time);

  return demains_scene_time_to_text (&time);
}

static void
demains_script_mark_update (DemainsRecordPart *part)
{
  DemainsScriptMark *self = DEMAINS_SCRIPT_MARK (part);
  DemainsProject *project = demains_session_get_project (demains_record_part_get_session (part));
  DemainsRecord *record = demains_record_part_get_record (part);
  g_autofree char *time = NULL;
  g_autofree char *consent = NULL;
  g_autofree char *summary = NULL;

  if (record == NULL)
    return;

  time = describe_time (project, record);
  consent = demains_record_get_kind_id (record) == DEMAINS_KIND_SCENE ? demains_scene_consent_to_text (project, record)
                                                                      : g_strdup ("");
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->consent, consent);
  gtk_widget_set_visible (self->consent_box, *consent != '\0');

  summary = *consent != '\0' ? g_strdup_printf ("%s, %s", time, consent) : g_steal_pointer (&time);
  demains_record_part_set_summary (part, summary);
}

static void
demains_script_mark_dispose (GObject *object)
{
  demains_bin_dispose_template (object, DEMAINS_TYPE_SCRIPT_MARK);

  G_OBJECT_CLASS (demains_script_mark_parent_class)->dispose (object);
}

static void
demains_script_mark_class_init (DemainsScriptMarkClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DemainsRecordPartClass *part_class = DEMAINS_RECORD_PART_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_script_mark_dispose;
  /* What is said in a scene, and by whom, is in other records. */
  part_class->follows_record = TRUE;
  part_class->follows_project = TRUE;
  part_class->update = demains_script_mark_update;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-script-mark.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptMark, time);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptMark, consent_box);
  gtk_widget_class_bind_template_child (widget_class, DemainsScriptMark, consent);
}

static void
demains_script_mark_init (DemainsScriptMark *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
