/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-details.h"

#include <glib/gi18n.h>

#include "demains-record-choice.h"

struct _DemainsTakeDetails
{
  GtkPopover parent_instance;

  GtkWidget *rows;
  AdwEntryRow *note;
  AdwEntryRow *title;
  AdwActionRow *scene_row;
  GtkDropDown *scene;

  DemainsProject *project;
  DemainsRecordChoice *choice;
};

G_DEFINE_FINAL_TYPE (DemainsTakeDetails, demains_take_details, GTK_TYPE_POPOVER)

static void
show_scenes (DemainsTakeDetails *self)
{
  DemainsRecordList *scenes = demains_project_get_list (self->project, DEMAINS_KIND_SCENE);

  gtk_widget_set_visible (GTK_WIDGET (self->scene_row), g_list_model_get_n_items (G_LIST_MODEL (scenes)) > 0);
}

static void
demains_take_details_map (GtkWidget *widget)
{
  DemainsTakeDetails *self = DEMAINS_TAKE_DETAILS (widget);

  gtk_widget_set_sensitive (self->rows, !demains_project_get_read_only (self->project));
  show_scenes (self);
  GTK_WIDGET_CLASS (demains_take_details_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

static void
demains_take_details_dispose (GObject *object)
{
  DemainsTakeDetails *self = DEMAINS_TAKE_DETAILS (object);

  g_clear_object (&self->choice);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_TAKE_DETAILS);

  G_OBJECT_CLASS (demains_take_details_parent_class)->dispose (object);
}

static void
demains_take_details_class_init (DemainsTakeDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_take_details_dispose;
  widget_class->map = demains_take_details_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-take-details.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeDetails, rows);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeDetails, note);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeDetails, title);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeDetails, scene_row);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeDetails, scene);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
demains_take_details_init (DemainsTakeDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_take_details_new:
 * @project: a project
 * @take: one of its takes
 *
 * Returns: (transfer floating): a popover that edits it
 */
GtkWidget *
demains_take_details_new (DemainsProject *project, DemainsRecord *take)
{
  DemainsTakeDetails *self = g_object_new (DEMAINS_TYPE_TAKE_DETAILS, NULL);

  self->project = g_object_ref (project);
  g_object_bind_property (take, "note", self->note, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_bind_property (take, "title", self->title, "text", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  self->choice = demains_record_choice_new (project, self->scene, DEMAINS_KIND_SCENE, _ ("No scene"));
  demains_record_choice_set_record (self->choice, take, "scene");

  return GTK_WIDGET (self);
}
