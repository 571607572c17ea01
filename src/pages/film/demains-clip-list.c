/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-clip-list.h"

#include <glib/gi18n.h>

#include "demains-clip-row.h"
#include "demains-film.h"
#include "demains-script-text.h"
#include "demains-wording.h"

struct _DemainsClipList
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *total;

  DemainsSession *session;
  DemainsClipPictures *pictures;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DemainsClipList, demains_clip_list, ADW_TYPE_BIN)

static DemainsProject *
get_project (DemainsClipList *self)
{
  return demains_session_get_project (self->session);
}

static GListModel *
get_clips (DemainsClipList *self)
{
  return G_LIST_MODEL (demains_project_get_list (get_project (self), DEMAINS_KIND_CLIP));
}

static GtkListBoxRow *
find_row (DemainsClipList *self, DemainsRecord *clip)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (demains_clip_row_get_clip (DEMAINS_CLIP_ROW (row)) == clip)
      return row;

  return NULL;
}

static void
show_total (DemainsClipList *self)
{
  DemainsProject *project = get_project (self);
  g_autofree char *text = demains_film_time_to_text (project, demains_film_get_duration (project));

  gtk_label_set_text (self->total, text);
}

static void
show_selected (DemainsClipList *self)
{
  DemainsRecord *clip = demains_session_get_selected (self->session, DEMAINS_KIND_CLIP);

  self->filling = TRUE;
  gtk_list_box_select_row (self->list, clip != NULL ? find_row (self, clip) : NULL);
  self->filling = FALSE;
}

/* The rows are there already: the list box heard of it first. */
static void
clips_changed_cb (DemainsClipList *self)
{
  guint n_clips = g_list_model_get_n_items (get_clips (self));

  for (guint i = 0; i < n_clips; i++)
    demains_clip_row_set_number (DEMAINS_CLIP_ROW (gtk_list_box_get_row_at_index (self->list, i)), i + 1);
  gtk_stack_set_visible_child_name (self->stack, n_clips > 0 ? "clips" : "empty");
  self->filling = FALSE;
  show_selected (self);
  show_total (self);
}

/* A clip that moves is a row that goes and comes: that is not a choice. */
static void
clips_changing_cb (DemainsClipList *self)
{
  self->filling = TRUE;
}

static void
selection_changed_cb (DemainsClipList *self, guint kind)
{
  if (kind == DEMAINS_KIND_CLIP)
    show_selected (self);
}

static void
row_selected_cb (DemainsClipList *self, GtkListBoxRow *row)
{
  if (!self->filling && row != NULL)
    demains_session_set_selected (self->session, DEMAINS_KIND_CLIP, demains_clip_row_get_clip (DEMAINS_CLIP_ROW (row)));
}

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  DemainsClipList *self = user_data;
  GtkWidget *row = demains_clip_row_new (get_project (self), item, self->pictures);

  /* One that moved was listened to before. */
  g_signal_handlers_disconnect_by_func (item, show_total, self);
  g_signal_connect_object (item, "notify", G_CALLBACK (show_total), self, G_CONNECT_SWAPPED);

  return row;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, DemainsClipList *self)
{
  DemainsRecord *clip = demains_clip_row_get_clip (g_value_get_object (value));
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, y);
  guint index;

  gtk_list_box_drag_unhighlight_row (self->list);
  if (!demains_record_list_find (DEMAINS_RECORD_LIST (get_clips (self)), clip, NULL))
    return FALSE;

  index = row != NULL ? (guint)gtk_list_box_row_get_index (row) : g_list_model_get_n_items (get_clips (self)) - 1;
  demains_project_move (get_project (self), clip, index);

  return TRUE;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, DemainsClipList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, y);

  if (row != NULL)
    gtk_list_box_drag_highlight_row (self->list, row);

  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, DemainsClipList *self)
{
  gtk_list_box_drag_unhighlight_row (self->list);
}

static void
demains_clip_list_dispose (GObject *object)
{
  DemainsClipList *self = DEMAINS_CLIP_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->pictures);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_CLIP_LIST);

  G_OBJECT_CLASS (demains_clip_list_parent_class)->dispose (object);
}

static void
demains_clip_list_class_init (DemainsClipListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_clip_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-clip-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsClipList, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsClipList, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsClipList, total);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
demains_clip_list_init (DemainsClipList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (DEMAINS_TYPE_CLIP_ROW, GDK_ACTION_MOVE);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (target, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

/**
 * demains_clip_list_set_session:
 * @self: a list
 * @session: whose film it shows; set once
 */
void
demains_clip_list_set_session (DemainsClipList *self, DemainsSession *session)
{
  g_return_if_fail (DEMAINS_IS_CLIP_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->pictures = demains_clip_pictures_new (get_project (self));
  g_signal_connect_object (get_clips (self), "items-changed", G_CALLBACK (clips_changing_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, get_clips (self), create_row_cb, self, NULL);
  g_signal_connect_object (get_clips (self), "items-changed", G_CALLBACK (clips_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (demains_project_get_root (get_project (self)), "notify::film-seconds",
                           G_CALLBACK (show_total), self, G_CONNECT_SWAPPED);
  clips_changed_cb (self);
}

/**
 * demains_clip_list_choose_focused:
 * @self: a list
 *
 * Chooses the clip that has the keyboard: by Tab that comes to one that is not chosen.
 */
void
demains_clip_list_choose_focused (DemainsClipList *self)
{
  GtkWidget *row;

  g_return_if_fail (DEMAINS_IS_CLIP_LIST (self));

  row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  if (row != NULL)
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
}

/**
 * demains_clip_list_move:
 * @self: a list
 * @by: how many places later in the film, negative for earlier
 *
 * Moves the clip that has the keyboard, or the chosen one; the keyboard goes with it.
 */
void
demains_clip_list_move (DemainsClipList *self, int by)
{
  DemainsRecord *clip;
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  guint n_clips = g_list_model_get_n_items (get_clips (self));
  GtkListBoxRow *row;
  guint index;

  demains_clip_list_choose_focused (self);
  clip = demains_session_get_selected (self->session, DEMAINS_KIND_CLIP);
  if (clip == NULL || !demains_record_list_find (DEMAINS_RECORD_LIST (get_clips (self)), clip, &index))
    return;
  if ((int)index + by < 0 || index + by >= n_clips)
    return;

  demains_project_move (get_project (self), clip, index + by);
  row = find_row (self, clip);
  if (focused && row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
