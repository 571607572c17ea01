/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-welcome-window.h"

#include "demains-welcome-page.h"

struct _DemainsWelcomeWindow
{
  AdwApplicationWindow parent_instance;

  AdwToolbarView *toolbar_view;
};

G_DEFINE_FINAL_TYPE (DemainsWelcomeWindow, demains_welcome_window, ADW_TYPE_APPLICATION_WINDOW)

static DemainsApplication *
get_application (DemainsWelcomeWindow *self)
{
  return DEMAINS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

static void
created_cb (DemainsWelcomeWindow *self, DemainsProject *project)
{
  demains_application_show_project (get_application (self), project, TRUE);
}

static void
failed_cb (DemainsWelcomeWindow *self, const GError *error, const char *path)
{
  demains_application_show_error (get_application (self), error, path, GTK_WINDOW (self));
}

static void
open_cb (DemainsWelcomeWindow *self, const char *path)
{
  demains_application_open_path (get_application (self), path, GTK_WINDOW (self));
}

static gboolean
drop_cb (DemainsWelcomeWindow *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = files; l != NULL; l = l->next)
    demains_application_open_path (get_application (self), g_file_peek_path (l->data), GTK_WINDOW (self));

  return files != NULL;
}

static void
demains_welcome_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_WELCOME_WINDOW);

  G_OBJECT_CLASS (demains_welcome_window_parent_class)->dispose (object);
}

static void
demains_welcome_window_class_init (DemainsWelcomeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_welcome_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-welcome-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsWelcomeWindow, toolbar_view);
}

static void
demains_welcome_window_init (DemainsWelcomeWindow *self)
{
  GtkDropTarget *drop_target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (drop_target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop_target));
}

/**
 * demains_welcome_window_new:
 * @application: the application
 *
 * Returns: (transfer none): a welcome window with the keyboard in the group's
 *   name
 */
GtkWindow *
demains_welcome_window_new (DemainsApplication *application)
{
  DemainsWelcomeWindow *self = g_object_new (DEMAINS_TYPE_WELCOME_WINDOW, "application", application, NULL);
  GtkWidget *page = demains_welcome_page_new (demains_application_get_settings (application),
                                              demains_application_get_recents (application));

  g_signal_connect_object (page, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  adw_toolbar_view_set_content (self->toolbar_view, page);
  gtk_widget_grab_focus (page);

  return GTK_WINDOW (self);
}
