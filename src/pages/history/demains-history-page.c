/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-history-page.h"

#include <glib/gi18n.h>

#include "demains-bin.h"
#include "demains-changes-view.h"
#include "demains-moment-row.h"

struct _DemainsHistoryPage
{
  DemainsPage parent_instance;

  GtkStack *stack;
  AdwStatusPage *empty;
  GtkWidget *first_name;
  AdwNavigationSplitView *split;
  GtkWidget *name;
  GtkListBox *list;
  GtkLabel *heading;
  DemainsChangesView *changes;

  GListStore *moments;
  DemainsMoment *selected;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (DemainsHistoryPage, demains_history_page, DEMAINS_TYPE_PAGE)

static void
select_moment (DemainsHistoryPage *self, DemainsMoment *moment)
{
  g_autofree char *text = NULL;

  g_set_object (&self->selected, moment);
  g_object_get (moment, "text", &text, NULL);
  gtk_label_set_label (self->heading, text);
  demains_changes_view_show (self->changes, moment);
}

static void
row_selected_cb (DemainsHistoryPage *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->updating)
    select_moment (self, demains_moment_row_get_moment (DEMAINS_MOMENT_ROW (row)));
}

static void
row_activated_cb (DemainsHistoryPage *self)
{
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

static guint
find_selected (DemainsHistoryPage *self)
{
  for (guint i = 0; self->selected != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->moments)); i++)
    {
      g_autoptr (DemainsMoment) moment = g_list_model_get_item (G_LIST_MODEL (self->moments), i);

      if (demains_moment_equal (moment, self->selected))
        return i;
    }

  return 0;
}

static void
list_moments (DemainsHistoryPage *self)
{
  g_autoptr (GPtrArray) moments = demains_moment_list (demains_page_get_project (DEMAINS_PAGE (self)));
  g_autoptr (DemainsMoment) moment = NULL;
  guint index;

  self->updating = TRUE;
  g_list_store_splice (self->moments, 0, g_list_model_get_n_items (G_LIST_MODEL (self->moments)), moments->pdata,
                       moments->len);
  index = find_selected (self);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
  self->updating = FALSE;
  gtk_stack_set_visible_child_name (self->stack, moments->len > 1 ? "history" : "empty");
  moment = g_list_model_get_item (G_LIST_MODEL (self->moments), index);
  select_moment (self, moment);
}

static void
name_cb (DemainsHistoryPage *self, GtkWidget *unused)
{
  gboolean first = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "empty");
  GtkEditable *entry = GTK_EDITABLE (first ? self->first_name : self->name);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  /* Translators: %s is the name of a version. */
  g_autofree char *text = g_strdup_printf (_ ("Version named: “%s”"), name);

  if (*name == '\0'
      || demains_project_add_version (demains_page_get_project (DEMAINS_PAGE (self)), DEMAINS_VERSION_NAMED, name)
           == NULL)
    return;
  gtk_editable_set_text (entry, "");
  gtk_widget_grab_focus (self->name);
  demains_session_toast (demains_page_get_session (DEMAINS_PAGE (self)), text);
}

static void
read_only_cb (DemainsHistoryPage *self)
{
  gboolean writable = !demains_project_get_read_only (demains_page_get_project (DEMAINS_PAGE (self)));

  gtk_widget_set_visible (self->name, writable);
  gtk_widget_set_visible (self->first_name, writable);
  adw_status_page_set_description (
    self->empty,
    writable ? _ ("A version is made each time the project is closed. Name one now to come back to it.") : NULL);
  list_moments (self);
}

static GtkWidget *
create_row_cb (gpointer moment, gpointer user_data)
{
  return demains_moment_row_new (moment);
}

static void
demains_history_page_shown (DemainsPage *page)
{
  DemainsHistoryPage *self = DEMAINS_HISTORY_PAGE (page);

  demains_changes_view_set_active (self->changes, TRUE);
  list_moments (self);
}

static void
demains_history_page_hidden (DemainsPage *page)
{
  demains_changes_view_set_active (DEMAINS_HISTORY_PAGE (page)->changes, FALSE);
}

static void
demains_history_page_constructed (GObject *object)
{
  DemainsHistoryPage *self = DEMAINS_HISTORY_PAGE (object);
  DemainsProject *project = demains_page_get_project (DEMAINS_PAGE (self));

  G_OBJECT_CLASS (demains_history_page_parent_class)->constructed (object);

  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->moments), create_row_cb, NULL, NULL);
  demains_changes_view_set_session (self->changes, demains_page_get_session (DEMAINS_PAGE (self)),
                                    G_LIST_MODEL (self->moments));
  g_signal_connect_object (demains_project_get_versions (project), "items-changed", G_CALLBACK (list_moments), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "notify::read-only", G_CALLBACK (read_only_cb), self, G_CONNECT_SWAPPED);
  read_only_cb (self);
}

static void
demains_history_page_dispose (GObject *object)
{
  DemainsHistoryPage *self = DEMAINS_HISTORY_PAGE (object);

  self->updating = TRUE;
  g_clear_object (&self->selected);
  demains_bin_dispose_template (object, DEMAINS_TYPE_HISTORY_PAGE);
  g_clear_object (&self->moments);

  G_OBJECT_CLASS (demains_history_page_parent_class)->dispose (object);
}

static void
demains_history_page_class_init (DemainsHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = demains_history_page_constructed;
  object_class->dispose = demains_history_page_dispose;
  DEMAINS_PAGE_CLASS (klass)->shown = demains_history_page_shown;
  DEMAINS_PAGE_CLASS (klass)->hidden = demains_history_page_hidden;

  g_type_ensure (DEMAINS_TYPE_CHANGES_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, first_name);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, split);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, name);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, heading);
  gtk_widget_class_bind_template_child (widget_class, DemainsHistoryPage, changes);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
demains_history_page_init (DemainsHistoryPage *self)
{
  self->moments = g_list_store_new (DEMAINS_TYPE_MOMENT);
  gtk_widget_init_template (GTK_WIDGET (self));
}
