/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include "demains-application.h"
#include "demains-test.h"
#include "demains-test-window.h"
#include "demains-window.h"

/* Closing a window while the disk is full: a small disk in a mount namespace
 * of this program's own. */

#define SECONDS 20
#define TEXT_SIZE 100000

static DemainsApplication *application;

static char *
disk_path (const char *name)
{
  g_autofree char *disk = demains_test_path ("disk");

  return g_build_filename (disk, name, NULL);
}

static void
fill_disk (void)
{
  g_autofree char *path = disk_path ("filler");
  g_autofree char *block = g_malloc0 (4096);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  while (write (fd, block, 4096) > 0)
    ;
  close (fd);
}

static DemainsWindow *
find_window (void)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (application)); l != NULL; l = l->next)
    if (DEMAINS_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static DemainsWindow *
wait_for_window (void)
{
  gint64 end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  while (find_window () == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (10);
    }

  return find_window ();
}

static AdwAlertDialog *
wait_for_dialog (DemainsWindow *window)
{
  gint64 end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (10);
    }

  return ADW_ALERT_DIALOG (dialog);
}

static void
answer (AdwAlertDialog *dialog, const char *label)
{
  GtkWidget *button = demains_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  demains_test_spin (300);
}

/* More than the space that a project has for itself. */
static char *
make_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < TEXT_SIZE)
    g_string_append (text, "Il est sept heures.\n");
  g_string_truncate (text, TEXT_SIZE);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static DemainsWindow *
open_and_type (const char *name)
{
  g_autofree char *path = disk_path (name);
  g_autofree char *text = make_long_text ();
  DemainsWindow *window;
  DemainsRecord *section;

  demains_test_close (demains_test_create (path));
  demains_application_open_path (application, path, NULL);
  window = wait_for_window ();
  fill_disk ();
  section
    = demains_record_list_get (demains_project_get_list (demains_window_get_project (window), DEMAINS_KIND_SECTION), 0);
  g_object_set (section, "text", text, NULL);

  return window;
}

static void
test_keep_open (void)
{
  DemainsWindow *window = open_and_type ("keep.demains");
  g_autofree char *path = disk_path ("keep.demains");
  g_autofree char *filler = disk_path ("filler");
  g_autoptr (DemainsProject) project = NULL;
  g_autoptr (GError) error = NULL;
  AdwAlertDialog *dialog;
  gint64 end;

  gtk_window_close (GTK_WINDOW (window));
  dialog = wait_for_dialog (window);
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "the disk is full"));
  g_assert_cmpstr (adw_alert_dialog_get_close_response (dialog), ==, "open");
  answer (dialog, "Keep Open");
  g_assert_true (find_window () == window);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (window)));

  /* With room again it saves and goes, and nothing was lost. */
  g_unlink (filler);
  end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;
  gtk_window_close (GTK_WINDOW (window));
  while (find_window () != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (10);
    }

  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (demains_record_get_text (
                      demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0), "text")),
                    ==, TEXT_SIZE);
  demains_test_close (g_steal_pointer (&project));
}

static void
test_lose (void)
{
  DemainsWindow *window = open_and_type ("lose.demains");
  gint64 end = g_get_monotonic_time () + SECONDS * G_USEC_PER_SEC;

  gtk_window_close (GTK_WINDOW (window));
  answer (wait_for_dialog (window), "Close and Lose Changes");
  while (find_window () != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (10);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *disk = NULL;
  gboolean has_disk = unshare (CLONE_NEWNS) == 0;
  int status;

  g_test_init (&argc, &argv, NULL);
  disk = demains_test_path ("disk");
  g_mkdir (disk, 0700);
  if (!has_disk || mount ("tmpfs", disk, "tmpfs", 0, "size=4m") != 0)
    {
      g_print ("1..0 # SKIP this system lends no small disk\n");
      return 0;
    }

  application = demains_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));

  g_test_add_func ("/closing/keep-open", test_keep_open);
  g_test_add_func ("/closing/lose", test_lose);

  status = g_test_run ();
  g_clear_object (&application);

  return status;
}
