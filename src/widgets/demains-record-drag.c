/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-drag.h"

/* Borrows all of it: the widget outlives its controller, and this with it. */
struct _DemainsRecordDrop
{
  GtkWidget *widget;
  GtkWidget *above;
  GtkWidget *below;
  DemainsProject *project;
  DemainsRecord *record;
};

static gboolean
is_below (DemainsRecordDrop *self, double y)
{
  return y > gtk_widget_get_height (self->widget) / 2.0;
}

static void
show_place (DemainsRecordDrop *self, gboolean above, gboolean below)
{
  gtk_widget_set_opacity (self->above, above ? 1.0 : 0.0);
  gtk_widget_set_opacity (self->below, below ? 1.0 : 0.0);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, DemainsRecordDrop *self)
{
  show_place (self, !is_below (self, y), is_below (self, y));

  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, DemainsRecordDrop *self)
{
  show_place (self, FALSE, FALSE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, DemainsRecordDrop *self)
{
  DemainsRecord *dragged = g_value_get_object (value);
  DemainsRecordList *list;
  guint from, to;

  show_place (self, FALSE, FALSE);
  if (dragged == NULL || self->record == NULL)
    return FALSE;

  /* What comes from another list or window has no place here. */
  list = demains_project_get_list (self->project, demains_record_get_kind_id (self->record));
  if (!demains_record_list_find (list, dragged, &from) || !demains_record_list_find (list, self->record, &to))
    return FALSE;

  if (is_below (self, y))
    to++;
  if (from < to)
    to--;
  if (from != to)
    demains_project_move (self->project, dragged, to);

  return TRUE;
}

/**
 * demains_record_drag_prepare:
 * @source: what is dragged by
 * @widget: what the record looks like
 * @x: where in @widget the pointer holds it
 * @y: where in @widget the pointer holds it
 * @project: its project
 * @record: (nullable): the record
 *
 * Returns: (transfer full) (nullable): what is dragged, %NULL in a project that
 *   is read only
 */
GdkContentProvider *
demains_record_drag_prepare (GtkDragSource *source, GtkWidget *widget, double x, double y, DemainsProject *project,
                             DemainsRecord *record)
{
  g_autoptr (GdkPaintable) picture = NULL;

  if (record == NULL || demains_project_get_read_only (project))
    return NULL;

  picture = gtk_widget_paintable_new (widget);
  gtk_drag_source_set_icon (source, picture, x, y);

  return gdk_content_provider_new_typed (DEMAINS_TYPE_RECORD, record);
}

/**
 * demains_record_drop_new:
 * @widget: shows a record
 * @above: in it, says that what is dropped comes before
 * @below: in it, says that it comes after
 *
 * Makes a record that is dropped on @widget the neighbour of the one it shows.
 *
 * Returns: (transfer none): what is to be told which that is; it lives as long
 *   as @widget
 */
DemainsRecordDrop *
demains_record_drop_new (GtkWidget *widget, GtkWidget *above, GtkWidget *below)
{
  GtkDropTarget *target = gtk_drop_target_new (DEMAINS_TYPE_RECORD, GDK_ACTION_MOVE);
  DemainsRecordDrop *self = g_new0 (DemainsRecordDrop, 1);

  self->widget = widget;
  self->above = above;
  self->below = below;
  g_object_set_data_full (G_OBJECT (target), "demains-record-drop", self, g_free);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));

  return self;
}

/**
 * demains_record_drop_set:
 * @self: a place to drop records
 * @project: (nullable): the project of @record
 * @record: (nullable): what the widget shows, for as long as it is there
 */
void
demains_record_drop_set (DemainsRecordDrop *self, DemainsProject *project, DemainsRecord *record)
{
  self->project = project;
  self->record = record;
}
