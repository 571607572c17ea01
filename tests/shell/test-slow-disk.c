/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-application.h"
#include "demains-disk-fault.h"
#include "demains-test.h"
#include "demains-test-window.h"
#include "demains-version.h"
#include "demains-window.h"

/* The real window on a disk that takes half a second for each write and sync: each
 * screen shown, typed into, closed, and the main loop never asks the disk itself. */

#define DELAY 500

static DemainsApplication *application;

static DemainsWindow *
find_window (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (DEMAINS_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
type_into_vision (DemainsWindow *window)
{
  GtkWidget *view = demains_test_find (GTK_WIDGET (window), GTK_TYPE_TEXT_VIEW, NULL, NULL);
  GtkTextBuffer *buffer;

  g_assert_nonnull (view);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  for (guint i = 0; i < 20; i++)
    {
      gtk_text_buffer_insert_at_cursor (buffer, "mot ", -1);
      demains_test_spin (50);
    }
}

static void
test_slow_disk (void)
{
  static const char *const pages[] = { "vision", "functions", "jobs", "shoot", "film", "history" };
  g_autofree char *path = demains_test_path ("slow.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsWindow *window;

  demains_test_close (project);
  demains_disk_fault_set_delay (DELAY);
  demains_application_open_path (application, path, NULL);
  demains_test_until (find_window () != NULL);
  window = find_window ();
  project = demains_window_get_project (window);
  demains_test_spin (300);
  type_into_vision (window);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_SAVING);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", pages[i]);
      demains_test_spin (200);
    }
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "Lunch");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  demains_test_spin (200);
  gtk_window_close (GTK_WINDOW (window));
  demains_test_spin (500);
  g_assert_nonnull (find_window ());
  demains_disk_fault_set_delay (0);
  demains_test_until (find_window () == NULL);

  g_test_message ("the disk was called %u times, %u of them by the main loop", demains_disk_fault_get_calls (),
                  demains_disk_fault_get_main_calls ());
  g_assert_cmpuint (demains_disk_fault_get_calls (), >, 100);
  g_assert_cmpuint (demains_disk_fault_get_main_calls (), ==, 0);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  demains_disk_fault_start ();
  application = demains_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/slow-disk/window", test_slow_disk);

  status = g_test_run ();
  g_clear_object (&application);

  return status;
}
