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
};

G_DEFINE_FINAL_TYPE (DemainsTakeList, demains_take_list, ADW_TYPE_BIN)

static GtkWidget *
create_row_cb (gpointer item, gpointer user_data)
{
  return demains_take_row_new (DEMAINS_TAKE_LIST (user_data)->session, item);
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
  GListModel *takes;

  g_return_if_fail (DEMAINS_IS_TAKE_LIST (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  takes = G_LIST_MODEL (demains_project_get_list (demains_session_get_project (session), DEMAINS_KIND_TAKE));
  gtk_list_box_bind_model (self->list, takes, create_row_cb, self, NULL);
  g_signal_connect_object (takes, "items-changed", G_CALLBACK (takes_changed_cb), self, G_CONNECT_DEFAULT);
  takes_changed_cb (takes, 0, 0, 0, self);
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

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (demains_take_row_get_take (DEMAINS_TAKE_ROW (row)) == take)
      gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (row), NULL);
}
