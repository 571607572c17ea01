/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-decide-page.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-collision-card.h"

struct _DemainsDecidePage
{
  DemainsPage parent_instance;

  GtkStack *stack;
  GtkListBox *list;

  GtkCustomFilter *filter;
  GtkFilterListModel *open;
};

G_DEFINE_FINAL_TYPE (DemainsDecidePage, demains_decide_page, DEMAINS_TYPE_PAGE)

static DemainsProject *
get_project (DemainsDecidePage *self)
{
  return demains_page_get_project (DEMAINS_PAGE (self));
}

static gboolean
is_open_cb (gpointer collision, gpointer user_data)
{
  DemainsDecidePage *self = user_data;

  return demains_collision_is_open (get_project (self), collision);
}

static void
update_stack (DemainsDecidePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->open));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

/* What a collision is about may come and go; all of that goes through the store. */
static void
update_open (DemainsDecidePage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->open)) != demains_collision_count_open (get_project (self)))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static DemainsCollisionCard *
get_card (GtkListBoxRow *row)
{
  return DEMAINS_COLLISION_CARD (gtk_list_box_row_get_child (row));
}

/* The keyboard goes on to what is to be decided next. */
static void
focus_row (DemainsDecidePage *self, guint index)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  GtkListBoxRow *row = n > 0 ? gtk_list_box_get_row_at_index (self->list, MIN (index, n - 1)) : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (get_card (row)));
}

static void
chosen_cb (DemainsDecidePage *self, DemainsCollisionSide side, DemainsCollisionCard *card)
{
  g_autoptr (DemainsRecord) collision = g_object_ref (demains_collision_card_get_collision (card));
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (card), GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  /* Translators: %s is the title of what was decided. */
  g_autofree char *text = g_strdup_printf (_ ("Decided: “%s”"), demains_record_get_title (collision));

  demains_collision_choose (get_project (self), collision, side);
  focus_row (self, index);
  demains_session_toast_undo (demains_page_get_session (DEMAINS_PAGE (self)), text);
}

static void
shown_where_cb (DemainsDecidePage *self, DemainsCollisionCard *card)
{
  DemainsRecord *collision = demains_collision_card_get_collision (card);
  DemainsRecord *record = demains_project_find (get_project (self), demains_record_get_text (collision, "record"));
  const char *field = demains_record_get_text (collision, "field");

  if (record != NULL)
    demains_session_reveal (demains_page_get_session (DEMAINS_PAGE (self)), record, *field != '\0' ? field : NULL);
}

static GtkWidget *
create_row_cb (gpointer collision, gpointer user_data)
{
  DemainsDecidePage *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *card = demains_collision_card_new (get_project (self), collision);

  g_object_bind_property (self, "narrow", card, "narrow", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (card, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "show-where", G_CALLBACK (shown_where_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), card);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  demains_record_get_title (collision), -1);

  return row;
}

static void
demains_decide_page_reveal (DemainsPage *page, DemainsRecord *record, const char *field)
{
  DemainsDecidePage *self = DEMAINS_DECIDE_PAGE (page);

  update_open (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->open)); i++)
    {
      g_autoptr (DemainsRecord) collision = g_list_model_get_item (G_LIST_MODEL (self->open), i);

      if (collision == record)
        focus_row (self, i);
    }
}

static void
demains_decide_page_shown (DemainsPage *page)
{
  update_open (DEMAINS_DECIDE_PAGE (page));
}

static void
demains_decide_page_constructed (GObject *object)
{
  DemainsDecidePage *self = DEMAINS_DECIDE_PAGE (object);
  DemainsRecordList *collisions = demains_project_get_list (get_project (self), DEMAINS_KIND_COLLISION);

  G_OBJECT_CLASS (demains_decide_page_parent_class)->constructed (object);

  self->filter = gtk_custom_filter_new (is_open_cb, self, NULL);
  self->open
    = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (collisions)), GTK_FILTER (g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->open), create_row_cb, self, NULL);
  g_signal_connect_object (self->open, "items-changed", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_project (self), "changed", G_CALLBACK (update_open), self, G_CONNECT_SWAPPED);
  update_stack (self);
}

static void
demains_decide_page_dispose (GObject *object)
{
  DemainsDecidePage *self = DEMAINS_DECIDE_PAGE (object);

  if (self->filter != NULL)
    {
      gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
    }
  g_clear_object (&self->open);
  g_clear_object (&self->filter);
  demains_bin_dispose_template (object, DEMAINS_TYPE_DECIDE_PAGE);

  G_OBJECT_CLASS (demains_decide_page_parent_class)->dispose (object);
}

static void
demains_decide_page_class_init (DemainsDecidePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = demains_decide_page_constructed;
  object_class->dispose = demains_decide_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->reveal = demains_decide_page_reveal;
  DEMAINS_PAGE_CLASS (klass)->shown = demains_decide_page_shown;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-decide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsDecidePage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsDecidePage, list);
}

static void
demains_decide_page_init (DemainsDecidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
