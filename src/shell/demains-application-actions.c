/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-application-actions.h"

#include <glib/gi18n.h>

#include "demains-comparison.h"
#include "demains-preferences-dialog.h"
#include "demains-project-filters.h"
#include "demains-shortcut-table.h"
#include "demains-shortcuts-dialog.h"

typedef struct
{
  DemainsApplication *application;
  GtkWindow *parent;
} FileRequest;

static FileRequest *
file_request_new (DemainsApplication *application)
{
  FileRequest *request = g_new0 (FileRequest, 1);
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (application));

  request->application = g_object_ref (application);
  g_set_object (&request->parent, parent);

  return request;
}

static void
file_request_free (FileRequest *request)
{
  g_clear_object (&request->application);
  g_clear_object (&request->parent);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FileRequest, file_request_free)

static GtkFileDialog *
create_file_dialog (DemainsApplication *self, const char *title)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autofree char *path = g_settings_get_string (demains_application_get_settings (self), "project-folder");

  gtk_file_dialog_set_title (dialog, title);
  demains_project_filters_add (dialog);
  if (*path != '\0')
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      gtk_file_dialog_set_initial_folder (dialog, folder);
    }

  return dialog;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FileRequest) request = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      demains_application_open_path (request->application, g_file_peek_path (file), request->parent);
    }
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DemainsApplication *self = user_data;
  g_autoptr (GtkFileDialog) dialog = create_file_dialog (self, _ ("Open Projects"));
  FileRequest *request = file_request_new (self);

  gtk_file_dialog_open_multiple (dialog, request->parent, NULL, opened_cb, request);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FileRequest) request = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;

  if (files == NULL)
    return;

  for (guint i = 0; i < MIN (g_list_model_get_n_items (files), DEMAINS_COMPARISON_MAX_GROUPS); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        g_strv_builder_add (paths, g_file_peek_path (file));
    }

  strv = g_strv_builder_end (paths);
  demains_application_compare (request->application, (const char *const *)strv);
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DemainsApplication *self = user_data;
  g_autoptr (GtkFileDialog) dialog = create_file_dialog (self, _ ("Choose Two to Six Projects"));
  FileRequest *request = file_request_new (self);

  gtk_file_dialog_open_multiple (dialog, request->parent, NULL, compared_cb, request);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  demains_application_show_welcome (user_data);
}

static GtkWidget *
get_active (DemainsApplication *self)
{
  return GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self)));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_dialog_present (demains_preferences_dialog_new (demains_application_get_settings (user_data)),
                      get_active (user_data));
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_dialog_present (demains_shortcuts_dialog_new (), get_active (user_data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AdwDialog *dialog = g_object_new (
    ADW_TYPE_ABOUT_DIALOG, "application-name", "Demains", "application-icon", APPLICATION_ID, "version",
    PACKAGE_VERSION, "developer-name", _ ("The Demains authors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
    _ ("Write, describe and film a vision of the future, as a group"), "copyright", _ ("© The Demains authors"),
    /* Translators: put your names here, a line each. */
    "translator-credits", _ ("translator-credits"), NULL);

  adw_dialog_present (dialog, get_active (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each window saves what it has and asks if need be; the last one ends the
   * program. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/**
 * demains_application_actions_install:
 * @self: the application
 *
 * Gives it what its menus and keys do.
 */
void
demains_application_actions_install (DemainsApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "new", .activate = new_cb },
    { .name = "open", .activate = open_cb },
    { .name = "compare", .activate = compare_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "shortcuts", .activate = shortcuts_cb },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  demains_shortcut_table_install (GTK_APPLICATION (self));
}
