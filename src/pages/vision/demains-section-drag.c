/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-section-drag.h"

typedef struct
{
  GtkWidget *widget;
  GtkWidget *above;
  GtkWidget *below;
  DemainsProject *project;
  DemainsRecord *section;
} Target;

static gboolean
is_below (Target *self, double y)
{
  return y > gtk_widget_get_height (self->widget) / 2.0;
}

static void
show_place (Target *self, gboolean above, gboolean below)
{
  gtk_widget_set_opacity (self->above, above ? 1.0 : 0.0);
  gtk_widget_set_opacity (self->below, below ? 1.0 : 0.0);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, gpointer user_data)
{
  Target *self = user_data;

  show_place (self, !is_below (self, y), is_below (self, y));

  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, gpointer user_data)
{
  show_place (user_data, FALSE, FALSE);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  Target *self = user_data;
  DemainsRecordList *list = demains_project_get_list (self->project, DEMAINS_KIND_SECTION);
  DemainsRecord *dragged = g_value_get_object (value);
  guint from, to;

  show_place (self, FALSE, FALSE);
  /* What comes from another list or window has no place here. */
  if (dragged == NULL || !demains_record_list_find (list, dragged, &from)
      || !demains_record_list_find (list, self->section, &to))
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
 * demains_section_drag_prepare:
 * @source: what is dragged by
 * @widget: what the section looks like
 * @project: its project
 * @section: the section
 *
 * Returns: (transfer full) (nullable): what is dragged, %NULL in a project that
 *   is read only
 */
GdkContentProvider *
demains_section_drag_prepare (GtkDragSource *source, GtkWidget *widget, DemainsProject *project, DemainsRecord *section)
{
  g_autoptr (GdkPaintable) picture = NULL;

  if (demains_project_get_read_only (project))
    return NULL;

  picture = gtk_widget_paintable_new (widget);
  gtk_drag_source_set_icon (source, picture, gtk_widget_get_width (widget), 0);

  return gdk_content_provider_new_typed (DEMAINS_TYPE_RECORD, section);
}

/**
 * demains_section_drag_accept:
 * @widget: shows a section
 * @above: in it, says that what is dropped comes before
 * @below: in it, says that it comes after
 * @project: the project
 * @section: the section
 *
 * Makes another section that is dropped on @widget its neighbour.
 */
void
demains_section_drag_accept (GtkWidget *widget, GtkWidget *above, GtkWidget *below, DemainsProject *project,
                             DemainsRecord *section)
{
  GtkDropTarget *target = gtk_drop_target_new (DEMAINS_TYPE_RECORD, GDK_ACTION_MOVE);
  Target *self = g_new (Target, 1);

  /* All of it lives as long as the widget, and the target with it. */
  *self = (Target){ widget, above, below, project, section };
  g_object_set_data_full (G_OBJECT (target), "demains-target", self, g_free);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
