/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-application.h"

#include <glib/gi18n.h>

#include "demains-application-actions.h"
#include "demains-compare-page.h"
#include "demains-kept-dialog.h"
#include "demains-media-init.h"
#include "demains-rescue-dialog.h"
#include "demains-welcome-window.h"
#include "demains-window.h"
#include "demains-wording.h"

struct _DemainsApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  DemainsRecents *recents;
  DemainsStateFile *views;
  GtkCssProvider *text_provider;

  /* Projects that wait for GStreamer: reading its registry takes a moment, the
   * first time on a computer seconds. */
  GPtrArray *waiting;
  gboolean media_is_ready;

  /* Whether it was said that there is work that was kept. */
  gboolean reminded;
};

/* Set on a project that was made just now: its window begins with writing. */
#define NEW_PROJECT "demains-new"

G_DEFINE_FINAL_TYPE (DemainsApplication, demains_application, ADW_TYPE_APPLICATION)

typedef struct
{
  DemainsApplication *application;
  GtkWindow *parent;
  char *path;
} OpenRequest;

static void
open_request_free (OpenRequest *request)
{
  g_application_release (G_APPLICATION (request->application));
  g_clear_object (&request->application);
  g_clear_weak_pointer (&request->parent);
  g_free (request->path);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenRequest, open_request_free)

/* The size of what a group writes, for the room, apart from the interface. */
static void
update_text_scale (DemainsApplication *self)
{
  char scale[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  g_ascii_formatd (scale, sizeof scale, "%.2f", g_settings_get_double (self->settings, "text-scale"));
  css = g_strdup_printf (".content-text { font-size: %srem; }", scale);
  gtk_css_provider_load_from_string (self->text_provider, css);
}

static void
forgotten_cb (DemainsApplication *self)
{
  demains_state_file_clear (self->views);
  demains_state_file_write (self->views);
}

static DemainsWindow *
find_window (DemainsApplication *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DEMAINS_IS_WINDOW (l->data))
      {
        DemainsProject *project = demains_window_get_project (l->data);
        g_autoptr (GFile) other = g_file_new_for_path (demains_project_get_path (project));

        if (g_file_equal (file, other))
          return l->data;
      }

  return NULL;
}

/* The window, or the project still without one, that has the same file open for
 * writing: links and mounts make several paths of one. */
static DemainsProject *
find_same (DemainsApplication *self, DemainsProject *project)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DEMAINS_IS_WINDOW (l->data) && demains_project_has_same_file (demains_window_get_project (l->data), project))
      return demains_window_get_project (l->data);
  for (guint i = 0; i < self->waiting->len; i++)
    if (demains_project_has_same_file (self->waiting->pdata[i], project))
      return self->waiting->pdata[i];

  return NULL;
}

/* There is nothing more to begin with once a project is open. */
static void
close_welcome (DemainsApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DEMAINS_IS_WELCOME_WINDOW (l->data))
      {
        gtk_window_close (l->data);
        return;
      }
}

static void
group_changed_cb (DemainsApplication *self, GParamSpec *pspec, DemainsRecord *root)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DEMAINS_IS_WINDOW (l->data) && demains_project_get_root (demains_window_get_project (l->data)) == root)
      demains_recents_add (self->recents, demains_window_get_project (l->data));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (OpenRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = demains_project_open_finish (result, &error);

  DemainsProject *same = project != NULL ? find_same (request->application, project) : NULL;
  DemainsWindow *window = same != NULL ? find_window (request->application, demains_project_get_path (same)) : NULL;

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      close_welcome (request->application);
    }
  else if (project != NULL && same == NULL)
    demains_kept_dialog_offer (request->application, project, request->parent);
  else if (project == NULL)
    demains_application_show_error (request->application, error, request->path, request->parent);
}

static void
rescue_cb (AdwDialog *dialog, const char *response, DemainsApplication *self)
{
  demains_rescue_dialog_start (self, g_object_get_data (G_OBJECT (dialog), "demains-path"),
                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (dialog))));
}

static void
demains_application_activate (GApplication *application)
{
  DemainsApplication *self = DEMAINS_APPLICATION (application);

  demains_application_show_welcome (self);
  if (!self->reminded)
    demains_kept_dialog_remind (self);
  self->reminded = TRUE;
}

static void
demains_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *uri = path == NULL ? g_file_get_uri (files[i]) : NULL;

      demains_application_open_path (DEMAINS_APPLICATION (application), path != NULL ? path : uri, NULL);
    }
}

static void
show_window (DemainsApplication *self, DemainsProject *project)
{
  DemainsWindow *window = demains_window_new (GTK_APPLICATION (self), project, self->settings, self->views);

  demains_recents_add (self->recents, project);
  g_signal_connect_object (demains_project_get_root (project), "notify", G_CALLBACK (group_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  if (g_object_get_data (G_OBJECT (project), NEW_PROJECT) != NULL)
    demains_window_start_writing (window);
  close_welcome (self);
}

static void
init_media_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  gst_init (NULL, NULL);
  demains_media_init ();
  g_task_return_boolean (task, TRUE);
}

static void
media_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsApplication *self = DEMAINS_APPLICATION (source);

  self->media_is_ready = TRUE;
  for (guint i = 0; i < self->waiting->len; i++)
    {
      show_window (self, g_ptr_array_index (self->waiting, i));
      g_application_release (G_APPLICATION (self));
    }
  g_ptr_array_set_size (self->waiting, 0);
}

static void
start_media (DemainsApplication *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, media_ready_cb, NULL);

  g_task_set_source_tag (task, start_media);
  g_task_run_in_thread (task, init_media_thread);
}

static void
demains_application_startup (GApplication *application)
{
  DemainsApplication *self = DEMAINS_APPLICATION (application);

  G_APPLICATION_CLASS (demains_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  self->recents = demains_recents_new (self->settings);
  self->views = demains_state_file_new ("views.ini");
  g_signal_connect_object (self->recents, "forgotten", G_CALLBACK (forgotten_cb), self, G_CONNECT_SWAPPED);

  self->text_provider = gtk_css_provider_new ();
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (self->text_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (self->settings, "changed::text-scale", G_CALLBACK (update_text_scale), self,
                           G_CONNECT_SWAPPED);
  update_text_scale (self);

  gtk_window_set_default_icon_name (APPLICATION_ID);
  demains_application_actions_install (self);
  start_media (self);
}

static void
demains_application_shutdown (GApplication *application)
{
  DemainsApplication *self = DEMAINS_APPLICATION (application);

  demains_recents_write_now (self->recents);
  demains_state_file_write_now (self->views);

  G_APPLICATION_CLASS (demains_application_parent_class)->shutdown (application);
}

static void
demains_application_finalize (GObject *object)
{
  DemainsApplication *self = DEMAINS_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->recents);
  g_clear_object (&self->views);
  g_clear_object (&self->text_provider);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (demains_application_parent_class)->finalize (object);
}

static void
demains_application_class_init (DemainsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = demains_application_finalize;
  application_class->activate = demains_application_activate;
  application_class->open = demains_application_open;
  application_class->startup = demains_application_startup;
  application_class->shutdown = demains_application_shutdown;
}

static void
demains_application_init (DemainsApplication *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * demains_application_new:
 *
 * Returns: (transfer full): the program
 */
DemainsApplication *
demains_application_new (void)
{
  return g_object_new (DEMAINS_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/demains/Demains", NULL);
}

/**
 * demains_application_get_settings:
 * @self: the application
 *
 * Returns: (transfer none): its settings
 */
GSettings *
demains_application_get_settings (DemainsApplication *self)
{
  g_return_val_if_fail (DEMAINS_IS_APPLICATION (self), NULL);

  return self->settings;
}

/**
 * demains_application_get_recents:
 * @self: the application
 *
 * Returns: (transfer none): what this computer remembers
 */
DemainsRecents *
demains_application_get_recents (DemainsApplication *self)
{
  g_return_val_if_fail (DEMAINS_IS_APPLICATION (self), NULL);

  return self->recents;
}

/**
 * demains_application_open_path:
 * @self: the application
 * @path: (nullable) (type filename): a project file, %NULL for one that is not
 *   on this computer
 * @parent: (nullable): the window it was asked for in
 *
 * Shows the project's window.
 */
void
demains_application_open_path (DemainsApplication *self, const char *path, GtkWindow *parent)
{
  OpenRequest *request;
  DemainsWindow *window;

  g_return_if_fail (DEMAINS_IS_APPLICATION (self));

  if (path == NULL)
    {
      g_autoptr (GError) error
        = g_error_new_literal (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_FOUND, "no local path");

      demains_application_show_error (self, error, NULL, parent);
      return;
    }

  window = find_window (self, path);
  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      close_welcome (self);
      return;
    }

  request = g_new0 (OpenRequest, 1);
  request->application = g_object_ref (self);
  g_set_weak_pointer (&request->parent, parent);
  request->path = g_strdup (path);
  g_application_hold (G_APPLICATION (self));
  demains_project_open_async (path, DEMAINS_OPEN_WRITE, NULL, opened_cb, request);
}

/**
 * demains_application_show_project:
 * @self: the application
 * @project: an open project
 * @is_new: whether it was made just now
 *
 * Opens a window on @project; the welcome window makes room.
 */
void
demains_application_show_project (DemainsApplication *self, DemainsProject *project, gboolean is_new)
{
  g_return_if_fail (DEMAINS_IS_APPLICATION (self));

  if (is_new)
    g_object_set_data (G_OBJECT (project), NEW_PROJECT, self);

  if (self->media_is_ready)
    {
      show_window (self, project);
      return;
    }

  g_application_hold (G_APPLICATION (self));
  g_ptr_array_add (self->waiting, g_object_ref (project));
}

/* A damaged project is not lost: what is sound in it goes into a new one. */
static void
offer_rescue (DemainsApplication *self, AdwAlertDialog *dialog, const char *path)
{
  adw_alert_dialog_add_response (dialog, "rescue", _ ("_Rescue…"));
  adw_alert_dialog_set_response_appearance (dialog, "rescue", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "rescue");
  g_object_set_data_full (G_OBJECT (dialog), "demains-path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response::rescue", G_CALLBACK (rescue_cb), self, G_CONNECT_DEFAULT);
}

/**
 * demains_application_show_error:
 * @self: the application
 * @error: what hindered something
 * @path: (nullable) (type filename): the file it is about
 * @parent: (nullable): the window to say it over
 *
 * Says what happened and what to do.
 */
void
demains_application_show_error (DemainsApplication *self, const GError *error, const char *path, GtkWindow *parent)
{
  g_autofree char *text = demains_error_to_text (error, path);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("This Did Not Work"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  if (path != NULL && g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED))
    offer_rescue (self, ADW_ALERT_DIALOG (dialog), path);
  if (parent == NULL)
    parent = demains_application_show_welcome (self);
  adw_dialog_present (dialog, GTK_WIDGET (parent));
}

/**
 * demains_application_show_welcome:
 * @self: the application
 *
 * Returns: (transfer none): the welcome window, on the screen
 */
GtkWindow *
demains_application_show_welcome (DemainsApplication *self)
{
  GtkWindow *window = NULL;

  g_return_val_if_fail (DEMAINS_IS_APPLICATION (self), NULL);

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (DEMAINS_IS_WELCOME_WINDOW (l->data))
      window = l->data;

  if (window == NULL)
    window = demains_welcome_window_new (self);
  gtk_window_present (window);

  return window;
}

static void
add_projects_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  gtk_widget_activate_action (page, "compare.add", NULL);
}

/**
 * demains_application_compare:
 * @self: the application
 * @paths: (array zero-terminated=1): project files
 *
 * Opens a window that shows them side by side; nothing in it writes them.
 */
void
demains_application_compare (DemainsApplication *self, const char *const *paths)
{
  static const GActionEntry entries[] = { { .name = "add-projects", .activate = add_projects_cb } };
  GtkWidget *page;
  GtkWidget *window;

  g_return_if_fail (DEMAINS_IS_APPLICATION (self));

  page = GTK_WIDGET (demains_compare_page_new (paths));
  window
    = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "application", self, "title", _ ("Compare"), "default-width", 1100,
                    "default-height", 720, "width-request", 360, "height-request", 294, "content", page, NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), page);
  gtk_window_present (GTK_WINDOW (window));
}
