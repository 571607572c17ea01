/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-take-list.h"

#include "demains-take-row.h"

struct _DemainsTakeList
{
  AdwBin parent_instance;

  GtkStack *stack;
  GtkViewport *viewport;
  GtkListBox *list;

  DemainsSession *session;
  DemainsRecord *scene;
  GtkSorter *sorter;
};

G_DEFINE_FINAL_TYPE (DemainsTakeList, demains_take_list, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  return demains_take_row_new (DEMAINS_TAKE_LIST (user_data)->session, item);
}

/* Those of the scene that is filmed come first. */
static int
compare_cb (gconstpointer one, gconstpointer other, gpointer user_data)
{
  DemainsTakeList *self = user_data;
  const char *id = self->scene != NULL ? demains_record_get_id (self->scene) : NULL;

  if (id == NULL)
    return GTK_ORDERING_EQUAL;

  return g_str_equal (demains_record_get_text ((DemainsRecord *)other, "scene"), id)
         - g_str_equal (demains_record_get_text ((DemainsRecord *)one, "scene"), id);
}

static GtkListBoxRow *
find_row (DemainsTakeList *self, DemainsRecord *take)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (demains_take_row_get_take (DEMAINS_TAKE_ROW (row)) == take)
      return row;

  return NULL;
}

static gboolean
is_on_its_way (DemainsTakeList *self, DemainsRecord *take)
{
  DemainsMedia *media;

  if (take == NULL)
    return FALSE;
  media = demains_project_find_media (demains_session_get_project (self->session), demains_record_get_id (take));

  return media != NULL && !demains_media_get_complete (media);
}

static void
takes_changed_cb (GListModel *takes, guint position, guint removed, guint added, DemainsTakeList *self)
{
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (takes) > 0 ? "takes" : "empty");

  if (added == 1)
    {
      g_autoptr (DemainsRecord) take = g_list_model_get_item (takes, position);

      demains_take_list_scroll_to (self, take);
    }
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row)
{
  demains_take_row_play (DEMAINS_TAKE_ROW (row));
}

static void
demains_take_list_dispose (GObject *object)
{
  DemainsTakeList *self = DEMAINS_TAKE_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->sorter);
  g_clear_object (&self->scene);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_TAKE_LIST);

  G_OBJECT_CLASS (demains_take_list_parent_class)->dispose (object);
}

static void
demains_take_list_class_init (DemainsTakeListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_take_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-take-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeList, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeList, viewport);
  gtk_widget_class_bind_template_child (widget_class, DemainsTakeList, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
demains_take_list_init (DemainsTakeList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_take_list_set_session:
 * @self: a list
 * @session: whose takes it shows; set once
 */
void
demains_take_list_set_session (DemainsTakeList *self, DemainsSession *session)
{
  g_autoptr (GtkSortListModel) sorted = NULL;
  GListModel *takes;

  g_return_if_fail (DEMAINS_IS_TAKE_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  takes = G_LIST_MODEL (demains_project_get_list (demains_session_get_project (session), DEMAINS_KIND_TAKE));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, self, NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (takes), g_object_ref (self->sorter));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (sorted), create_row_cb, self, NULL);
  g_signal_connect_object (takes, "items-changed", G_CALLBACK (takes_changed_cb), self, G_CONNECT_DEFAULT);
  takes_changed_cb (takes, 0, 0, 0, self);
}

/**
 * demains_take_list_set_scene:
 * @self: a list
 * @scene: (nullable): what is filmed
 *
 * Lists the takes of that scene first. One that is moved to another scene stays where it
 * is in the list until then.
 */
void
demains_take_list_set_scene (DemainsTakeList *self, DemainsRecord *scene)
{
  g_return_if_fail (DEMAINS_IS_TAKE_LIST (self));

  if (g_set_object (&self->scene, scene))
    gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
}

/**
 * demains_take_list_scroll_to:
 * @self: a list
 * @take: one of the project's takes
 *
 * Brings a take into sight; the keyboard stays where it is.
 */
void
demains_take_list_scroll_to (DemainsTakeList *self, DemainsRecord *take)
{
  GtkListBoxRow *row;

  g_return_if_fail (DEMAINS_IS_TAKE_LIST (self));

  row = find_row (self, take);
  if (row != NULL)
    gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (row), NULL);
}

/**
 * demains_take_list_act:
 * @self: a list
 * @filmed: (nullable): the take that is filmed, or was last
 * @action: one of a row's actions
 *
 * Does it with the take that has the keyboard, or else with @filmed as long as it is on its
 * way to the disk, or else with the one that is selected.
 */
void
demains_take_list_act (DemainsTakeList *self, DemainsRecord *filmed, const char *action)
{
  GtkWidget *row;

  g_return_if_fail (DEMAINS_IS_TAKE_LIST (self));

  row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  if (row == NULL)
    row = (GtkWidget *)find_row (
      self, is_on_its_way (self, filmed) ? filmed : demains_session_get_selected (self->session, DEMAINS_KIND_TAKE));
  if (row == NULL)
    return;
  gtk_viewport_scroll_to (self->viewport, row, NULL);
  gtk_widget_activate_action (row, action, NULL);
}
