/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-welcome-page.h"

#include <glib/gi18n.h>

#include "demains-new-group.h"

struct _DemainsWelcomePage
{
  AdwBreakpointBin parent_instance;

  GSettings *settings;
  DemainsRecents *recents;

  GtkBox *columns;
  DemainsNewGroup *new_group;
  GtkListBox *recents_list;
  GtkWidget *recents_group;
  GtkWidget *forget_all_button;
  AdwSwitchRow *forget_row;
};

enum
{
  SIGNAL_CREATED,
  SIGNAL_FAILED,
  SIGNAL_OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsWelcomePage, demains_welcome_page, ADW_TYPE_BREAKPOINT_BIN)

static void
created_cb (DemainsWelcomePage *self, DemainsProject *project)
{
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, project);
}

static void
failed_cb (DemainsWelcomePage *self, const GError *error, const char *path)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error, path);
}

/* First of all: a window with a dialog closes the dialog and stays. */
static void
prepared_cb (AdwDialog *dialog)
{
  adw_dialog_force_close (dialog);
}

static void
prepare_cb (DemainsWelcomePage *self)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *form = g_object_new (DEMAINS_TYPE_NEW_GROUP, "margin-start", 12, "margin-end", 12, "margin-top", 12,
                                  "margin-bottom", 24, NULL);

  demains_new_group_set_workshop (DEMAINS_NEW_GROUP (form));
  demains_new_group_set_settings (DEMAINS_NEW_GROUP (form), self->settings);
  g_signal_connect_object (form, "created", G_CALLBACK (prepared_cb), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);

  g_object_set (scrolled, "child", form, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE, NULL);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  adw_dialog_set_title (dialog, _ ("Prepare a Workshop"));
  adw_dialog_set_content_width (dialog, 460);
  adw_dialog_set_child (dialog, view);
  adw_dialog_set_focus (dialog, form);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
recent_activated_cb (DemainsWelcomePage *self, GtkListBoxRow *row)
{
  DemainsRecent *recent = g_object_get_data (G_OBJECT (row), "demains-recent");

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, demains_recent_get_path (recent));
}

static void
forget_clicked_cb (GtkButton *button, gpointer user_data)
{
  DemainsWelcomePage *self = user_data;
  DemainsRecent *recent = g_object_get_data (G_OBJECT (button), "demains-recent");

  demains_recents_forget (self->recents, demains_recent_get_path (recent));
}

static void
forget_all_clicked_cb (DemainsWelcomePage *self)
{
  demains_recents_forget_all (self->recents);
}

static GtkWidget *
create_recent_row (gpointer item, gpointer user_data)
{
  DemainsWelcomePage *self = user_data;
  DemainsRecent *recent = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *folder = g_path_get_dirname (demains_recent_get_path (recent));
  g_autofree char *shown = g_filename_display_basename (folder);
  const char *theme = demains_recent_get_theme (recent);
  g_autofree char *subtitle = *theme != '\0' ? g_strdup_printf ("%s · %s", theme, shown) : g_strdup (shown);
  /* Translators: %s is the name of a group. */
  g_autofree char *forget = g_strdup_printf (_ ("Forget %s"), demains_recent_get_group (recent));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), demains_recent_get_group (recent));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, demains_recent_get_path (recent));
  g_object_set_data_full (G_OBJECT (row), "demains-recent", g_object_ref (recent), g_object_unref);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, forget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, forget, -1);
  g_object_set_data_full (G_OBJECT (button), "demains-recent", g_object_ref (recent), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_clicked_cb), self, G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
recents_changed_cb (DemainsWelcomePage *self)
{
  gtk_widget_set_visible (self->forget_all_button,
                          g_list_model_get_n_items (demains_recents_get_list (self->recents)) > 0);
}

static gboolean
demains_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DEMAINS_WELCOME_PAGE (widget)->new_group));
}

static void
demains_welcome_page_dispose (GObject *object)
{
  DemainsWelcomePage *self = DEMAINS_WELCOME_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_WELCOME_PAGE);
  g_clear_object (&self->recents);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (demains_welcome_page_parent_class)->dispose (object);
}

static void
demains_welcome_page_class_init (DemainsWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_welcome_page_dispose;
  widget_class->grab_focus = demains_welcome_page_grab_focus;

  signals[SIGNAL_CREATED] = g_signal_new ("created", DEMAINS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, DEMAINS_TYPE_PROJECT);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", DEMAINS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_ERROR, G_TYPE_STRING);
  signals[SIGNAL_OPEN] = g_signal_new ("open", DEMAINS_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (DEMAINS_TYPE_NEW_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomePage, columns);
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomePage, new_group);
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomePage, recents_list);
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomePage, recents_group);
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomePage, forget_all_button);
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomePage, forget_row);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_all_clicked_cb);
}

static void
demains_welcome_page_init (DemainsWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->new_group, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->new_group, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * demains_welcome_page_new:
 * @settings: the program's settings
 * @recents: what this computer remembers
 *
 * Returns: (transfer floating): a welcome page
 */
GtkWidget *
demains_welcome_page_new (GSettings *settings, DemainsRecents *recents)
{
  DemainsWelcomePage *self = g_object_new (DEMAINS_TYPE_WELCOME_PAGE, NULL);
  GListModel *list = demains_recents_get_list (recents);

  self->recents = g_object_ref (recents);
  self->settings = g_object_ref (settings);
  demains_new_group_set_settings (self->new_group, settings);
  gtk_list_box_bind_model (self->recents_list, list, create_recent_row, self, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (recents_changed_cb), self, G_CONNECT_SWAPPED);
  recents_changed_cb (self);

  g_settings_bind (settings, "remember-recents", self->forget_row, "active", G_SETTINGS_BIND_INVERT_BOOLEAN);
  g_settings_bind (settings, "remember-recents", self->recents_group, "visible", G_SETTINGS_BIND_GET);

  return GTK_WIDGET (self);
}
