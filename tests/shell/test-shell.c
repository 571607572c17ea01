/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "demains-application.h"
#include "demains-presenter.h"
#include "demains-search-dialog.h"
#include "demains-sidebar.h"
#include "demains-test.h"
#include "demains-test-window.h"
#include "demains-version.h"
#include "demains-welcome-window.h"
#include "demains-window.h"

#define SECONDS 20

static DemainsApplication *application;

typedef gboolean (*Condition) (gpointer data);

static void
wait_until (Condition condition, gpointer data)
{
  gint64 end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (10);
    }
}

static gpointer
find_window (GType type)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (l->data, type))
      return l->data;

  return NULL;
}

static gboolean
has_window (gpointer type)
{
  return find_window (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
has_no_window (gpointer type)
{
  return !has_window (type);
}

static GtkToggleButton *
find_theme (GtkWidget *welcome, const char *theme)
{
  GtkWidget *label = demains_test_find (welcome, GTK_TYPE_LABEL, "label", theme);

  g_assert_nonnull (label);

  return GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON));
}

static DemainsWindow *
start_group (const char *group, const char *theme)
{
  GtkWidget *welcome;
  GtkWidget *name;

  g_application_activate (G_APPLICATION (application));
  welcome = find_window (DEMAINS_TYPE_WELCOME_WINDOW);
  g_assert_nonnull (welcome);
  name = demains_test_find (welcome, ADW_TYPE_ENTRY_ROW, "title", "Group Name");
  g_assert_nonnull (name);

  gtk_editable_set_text (GTK_EDITABLE (name), group);
  if (theme != NULL)
    gtk_toggle_button_set_active (find_theme (welcome, theme), TRUE);
  g_signal_emit_by_name (demains_test_find (welcome, GTK_TYPE_BUTTON, "label", "Start"), "clicked");

  wait_until (has_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WINDOW));
  wait_until (has_no_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WELCOME_WINDOW));

  return find_window (DEMAINS_TYPE_WINDOW);
}

static void
close_group (DemainsWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  wait_until (has_no_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WINDOW));
}

static gboolean
is_saved (gpointer project)
{
  return demains_project_get_save_state (project) == DEMAINS_SAVE_SAVED;
}

static gboolean
is_called (gpointer window)
{
  return g_strcmp0 (gtk_window_get_title (window), "Les Halles") == 0;
}

static void
test_new (void)
{
  DemainsWindow *window = start_group ("Les Halles", "Ageing");
  DemainsProject *project = demains_window_get_project (window);
  g_autofree char *name = g_path_get_basename (demains_project_get_path (project));
  g_autofree char *first = g_strdup (demains_project_get_path (project));

  g_assert_cmpstr (name, ==, "Les Halles - Ageing.demains");
  g_assert_true (g_file_test (first, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Les Halles");
  g_assert_cmpstr (demains_session_get_page (demains_window_get_session (window)), ==, "vision");
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "language"), ==, "en");
  close_group (window);

  /* The same name again does not touch the first file. */
  window = start_group ("Les Halles", "Ageing");
  project = demains_window_get_project (window);
  g_assert_true (g_str_has_suffix (demains_project_get_path (project), "/Les Halles - Ageing 2.demains"));
  g_assert_cmpuint (g_list_model_get_n_items (demains_recents_get_list (demains_application_get_recents (application))),
                    ==, 2);
  close_group (window);
}

static DemainsWindow *
open_again (const char *path)
{
  demains_application_open_path (application, path, NULL);
  wait_until (has_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WINDOW));

  return find_window (DEMAINS_TYPE_WINDOW);
}

static guint
count_versions (DemainsWindow *window)
{
  return g_list_model_get_n_items (demains_project_get_versions (demains_window_get_project (window)));
}

/* What there was at the end can be found again, once. */
static void
test_version_at_end (void)
{
  DemainsWindow *window = start_group ("Belle Rive", NULL);
  g_autofree char *path = g_strdup (demains_project_get_path (demains_window_get_project (window)));
  g_autoptr (DemainsVersion) version = NULL;

  close_group (window);
  window = open_again (path);
  g_assert_cmpuint (count_versions (window), ==, 0);
  demains_project_add (demains_window_get_project (window), DEMAINS_KIND_JOB, "Cook", NULL);
  close_group (window);

  window = open_again (path);
  g_assert_cmpuint (count_versions (window), ==, 1);
  version = g_list_model_get_item (demains_project_get_versions (demains_window_get_project (window)), 0);
  g_assert_cmpint (demains_version_get_reason (version), ==, DEMAINS_VERSION_CLOSED);
  close_group (window);

  window = open_again (path);
  g_assert_cmpuint (count_versions (window), ==, 1);
  close_group (window);
}

static void
test_no_name (void)
{
  GtkWidget *welcome;

  g_application_activate (G_APPLICATION (application));
  welcome = find_window (DEMAINS_TYPE_WELCOME_WINDOW);
  gtk_editable_set_text (demains_test_find (welcome, ADW_TYPE_ENTRY_ROW, "title", "Group Name"), "  ");
  g_signal_emit_by_name (demains_test_find (welcome, GTK_TYPE_BUTTON, "label", "Start"), "clicked");
  demains_test_spin (600);

  g_assert_true (
    gtk_widget_has_css_class (demains_test_find (welcome, ADW_TYPE_ENTRY_ROW, "title", "Group Name"), "error"));
  g_assert_null (find_window (DEMAINS_TYPE_WINDOW));
}

static gboolean
dismiss_dialog (gpointer title)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      {
        gtk_window_close (l->data);
        demains_test_spin (100);
        return TRUE;
      }

  return FALSE;
}

/* Return acts on what has the keyboard; only from the fields does it start. */
static void
test_return (void)
{
  GtkWidget *welcome;
  GtkWidget *name;
  GtkWidget *open;

  g_application_activate (G_APPLICATION (application));
  welcome = find_window (DEMAINS_TYPE_WELCOME_WINDOW);
  name = demains_test_find (welcome, ADW_TYPE_ENTRY_ROW, "title", "Group Name");
  open = demains_test_find (welcome, ADW_TYPE_BUTTON_ROW, "title", "Open…");
  gtk_editable_set_text (GTK_EDITABLE (name), "Return");

  gtk_widget_grab_focus (open);
  g_signal_emit_by_name (welcome, "activate-default");
  wait_until (dismiss_dialog, "Open Projects");
  g_assert_null (find_window (DEMAINS_TYPE_WINDOW));

  gtk_widget_grab_focus (name);
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (welcome)), "activate");
  wait_until (has_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WINDOW));
  close_group (find_window (DEMAINS_TYPE_WINDOW));
}

static gboolean
press_in (GListModel *shortcuts, GtkWidget *widget, GtkShortcutTrigger *trigger)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);

      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)
          && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                           gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }

  return FALSE;
}

/* As GTK does it: the first of the window's shortcuts that can, does. */
static void
press (GtkWindow *window, const char *keys)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (keys);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_SHORTCUT_CONTROLLER (controller) && press_in (G_LIST_MODEL (controller), GTK_WIDGET (window), trigger))
        return;
    }

  g_assert_not_reached ();
}

static void
test_open_key (void)
{
  const char *none[] = { NULL };
  GtkWindow *window = demains_application_show_welcome (application);

  press (window, "<Control>o");
  wait_until (dismiss_dialog, "Open Projects");

  demains_application_compare (application, none);
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Compare");
  press (window, "<Control>o");
  wait_until (dismiss_dialog, "Add Projects");
  g_assert_false (dismiss_dialog ("Open Projects"));
  gtk_window_close (window);
  demains_test_spin (200);
}

static void
test_rename (void)
{
  DemainsWindow *window = start_group ("Les Halles", NULL);
  DemainsProject *project = demains_window_get_project (window);
  GtkWidget *undo = demains_test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "icon-name", "edit-undo-symbolic");

  g_assert_false (gtk_widget_get_sensitive (undo));
  g_object_set (demains_project_get_root (project), "group", "Grand-Rue", NULL);
  wait_until (is_saved, project);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Grand-Rue");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (undo), ==, "Undo Edit Group “Grand-Rue”");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL));
  wait_until (is_called, window);
  wait_until (is_saved, project);
  g_assert_false (gtk_widget_get_sensitive (undo));
  close_group (window);
}

static gboolean
has_result (gpointer dialog)
{
  return demains_test_find (dialog, GTK_TYPE_LABEL, "label", "Lantern Keeper") != NULL;
}

static void
test_search (void)
{
  DemainsWindow *window = start_group ("Searchers", "Health");
  DemainsProject *project = demains_window_get_project (window);
  DemainsSession *session = demains_window_get_session (window);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Lantern Keeper", NULL);
  g_autofree char *path = g_strdup (demains_project_get_path (project));
  g_autofree char *id = g_strdup (demains_record_get_id (job));
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (DEMAINS_IS_SEARCH_DIALOG (dialog));
  gtk_editable_set_text (demains_test_find (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY, NULL, NULL), "lantern");
  wait_until (has_result, dialog);
  g_signal_emit_by_name (demains_test_find (GTK_WIDGET (dialog), GTK_TYPE_SEARCH_ENTRY, NULL, NULL), "activate");
  g_assert_cmpstr (demains_session_get_page (session), ==, "jobs");
  g_assert_true (demains_session_get_selected (session, DEMAINS_KIND_JOB) == job);
  demains_test_spin (300);
  close_group (window);

  /* The window comes back as it was left. */
  demains_application_open_path (application, path, NULL);
  wait_until (has_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WINDOW));
  window = find_window (DEMAINS_TYPE_WINDOW);
  session = demains_window_get_session (window);
  g_assert_cmpstr (demains_session_get_page (session), ==, "jobs");
  g_assert_cmpstr (demains_record_get_id (demains_session_get_selected (session, DEMAINS_KIND_JOB)), ==, id);
  close_group (window);
}

static gboolean
has_dialog (gpointer window)
{
  return adw_application_window_get_visible_dialog (window) != NULL;
}

static void
test_not_a_project (void)
{
  g_autofree char *path = demains_test_path ("poem.demains");
  GtkWindow *welcome;
  AdwDialog *dialog;

  g_assert_true (g_file_set_contents (path, "Roses are red, and this is no project at all.", -1, NULL));
  demains_application_open_path (application, path, NULL);
  wait_until (has_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WELCOME_WINDOW));
  welcome = find_window (DEMAINS_TYPE_WELCOME_WINDOW);
  wait_until (has_dialog, welcome);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (welcome));

  g_assert_nonnull (
    strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "“poem.demains” is not a Demains project"));
  adw_dialog_force_close (dialog);
}

static void
test_forget (void)
{
  GSettings *settings = demains_application_get_settings (application);
  GListModel *list = demains_recents_get_list (demains_application_get_recents (application));
  DemainsWindow *window;

  g_assert_cmpuint (g_list_model_get_n_items (list), >, 0);
  g_settings_set_boolean (settings, "remember-recents", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);

  window = start_group ("Secret", NULL);
  close_group (window);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_settings_set_boolean (settings, "remember-recents", TRUE);
}

/* A window that reads projects and writes none. */
static void
test_compare (void)
{
  g_autofree char *one = demains_test_path ("one.demains");
  g_autofree char *two = demains_test_path ("two.demains");
  const char *paths[] = { one, two, NULL };
  GtkWindow *window;

  demains_test_close (demains_test_create (one));
  demains_test_close (demains_test_create (two));
  demains_application_compare (application, paths);
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Compare");
  demains_test_spin (500);
  gtk_window_close (window);
  demains_test_spin (200);
  g_assert_null (find_window (ADW_TYPE_APPLICATION_WINDOW));
}

static void
test_text_size (void)
{
  DemainsWindow *window = start_group ("Big", NULL);
  double scale;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.text-larger", NULL);
  g_object_get (demains_window_get_session (window), "text-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1.15, 0.001);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.text-normal", NULL);
  g_object_get (demains_window_get_session (window), "text-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1.0, 0.001);
  close_group (window);
}

static void
test_focus_mode (void)
{
  DemainsWindow *window = start_group ("Focus", NULL);
  GtkWidget *search = demains_test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "icon-name", "edit-find-symbolic");
  GtkWidget *leave = demains_test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "icon-name", "view-restore-symbolic");

  g_assert_true (gtk_widget_get_mapped (search));
  g_assert_false (gtk_widget_get_mapped (leave));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.focus-mode", NULL);
  demains_test_spin (500);
  g_assert_false (gtk_widget_get_child_visible (gtk_widget_get_parent (search)) && gtk_widget_get_mapped (search));
  g_assert_true (gtk_widget_get_mapped (leave));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave-focus-mode", NULL);
  demains_test_spin (500);
  g_assert_true (gtk_widget_get_mapped (search));
  close_group (window);
}

/* One page for the room and nothing else, and back to what was before. */
static void
test_present (void)
{
  DemainsWindow *window = start_group ("Present", "Ageing");
  DemainsSession *session = demains_window_get_session (window);
  GtkWidget *button
    = demains_test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "icon-name", "x-office-presentation-symbolic");
  GtkWidget *presenter;

  g_assert_false (gtk_widget_get_visible (button));
  demains_session_set_page (session, "signals");
  g_assert_true (gtk_widget_get_visible (button));
  presenter = demains_test_find (GTK_WIDGET (window), DEMAINS_TYPE_PRESENTER, NULL, NULL);
  g_assert_false (gtk_widget_get_mapped (presenter));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL));
  demains_test_spin (500);
  g_assert_true (gtk_widget_get_mapped (presenter));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == presenter);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.leave-focus-mode", NULL);
  demains_test_spin (500);
  g_assert_false (gtk_widget_get_mapped (presenter));

  /* Whoever turns to another page meanwhile finds this one as it was. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.present", NULL);
  demains_session_set_page (session, "jobs");
  demains_session_set_page (session, "signals");
  g_assert_false (gtk_widget_get_mapped (presenter));
  close_group (window);
}

/* The take that is filmed is not taken back, and the window goes when all of it is on the disk, without asking. */
static void
test_filming (void)
{
  DemainsWindow *window = start_group ("Filming", NULL);
  DemainsProject *project = demains_window_get_project (window);
  DemainsSession *session = demains_window_get_session (window);
  GtkWidget *undo = demains_test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "icon-name", "edit-undo-symbolic");
  GListModel *takes = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_TAKE));

  demains_project_add (project, DEMAINS_KIND_TAKE, "Take 1", NULL);
  wait_until (is_saved, project);
  g_assert_true (gtk_widget_get_sensitive (undo));
  g_object_set (session, "recording", TRUE, NULL);
  g_assert_false (gtk_widget_get_sensitive (undo));
  demains_session_undo (session);
  g_assert_cmpuint (g_list_model_get_n_items (takes), ==, 1);
  g_object_set (session, "finishing", TRUE, "recording", FALSE, NULL);
  g_assert_false (gtk_widget_get_sensitive (undo));
  demains_session_undo (session);
  demains_test_spin (200);
  g_assert_cmpuint (g_list_model_get_n_items (takes), ==, 1);

  gtk_window_close (GTK_WINDOW (window));
  demains_test_spin (300);
  g_assert_true (find_window (DEMAINS_TYPE_WINDOW) == window);
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  g_object_set (session, "finishing", FALSE, NULL);
  wait_until (has_no_window, GSIZE_TO_POINTER (DEMAINS_TYPE_WINDOW));
}

/* The sidebar says where one is, whatever the keyboard passes by; a row that is chosen takes one there. */
static void
test_sidebar (void)
{
  DemainsWindow *window = start_group ("Sidebar", "Ageing");
  DemainsSession *session = demains_window_get_session (window);
  GtkWidget *sidebar = demains_test_find (GTK_WIDGET (window), DEMAINS_TYPE_SIDEBAR, NULL, NULL);
  GtkListBox *list = demains_test_find (sidebar, GTK_TYPE_LIST_BOX, NULL, NULL);
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (list, 0);
  GtkListBoxRow *second = gtk_list_box_get_row_at_index (list, 1);

  demains_session_set_page (session, "vision");
  g_assert_nonnull (gtk_list_box_get_selected_row (list));
  gtk_list_box_select_row (list, first);
  g_assert_true (gtk_list_box_get_selected_row (list) != first);
  g_assert_cmpstr (demains_session_get_page (session), ==, "vision");
  g_signal_emit_by_name (list, "row-activated", second);
  g_assert_true (gtk_list_box_get_selected_row (list) == second);
  close_group (window);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  application = demains_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/shell/new", test_new);
  g_test_add_func ("/shell/version-at-end", test_version_at_end);
  g_test_add_func ("/shell/no-name", test_no_name);
  g_test_add_func ("/shell/return", test_return);
  g_test_add_func ("/shell/open-key", test_open_key);
  g_test_add_func ("/shell/rename", test_rename);
  g_test_add_func ("/shell/search", test_search);
  g_test_add_func ("/shell/not-a-project", test_not_a_project);
  g_test_add_func ("/shell/forget", test_forget);
  g_test_add_func ("/shell/compare", test_compare);
  g_test_add_func ("/shell/text-size", test_text_size);
  g_test_add_func ("/shell/focus-mode", test_focus_mode);
  g_test_add_func ("/shell/present", test_present);
  g_test_add_func ("/shell/filming", test_filming);
  g_test_add_func ("/shell/sidebar", test_sidebar);

  status = g_test_run ();
  g_clear_object (&application);

  return status;
}
