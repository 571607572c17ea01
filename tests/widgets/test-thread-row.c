/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-link-pill.h"
#include "demains-test-window.h"
#include "demains-test.h"
#include "demains-thread-row.h"

static void
list_pills (GtkWidget *widget, GPtrArray *pills)
{
  if (DEMAINS_IS_LINK_PILL (widget))
    g_ptr_array_add (pills, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_pills (child, pills);
}

/* From a job to the signal behind it by one action, and back by one. */
static void
test_there_and_back (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsSession *session = demains_session_new (project);
  DemainsRecord *signal = demains_project_add (project, DEMAINS_KIND_SIGNAL, "Hot nights", NULL);
  DemainsRecord *hypothesis = demains_project_add_linked (project, DEMAINS_KIND_HYPOTHESIS, "Nobody sleeps", signal);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Watcher", NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = g_object_new (DEMAINS_TYPE_THREAD_ROW, "session", session, "record", job, NULL);
  GtkWindow *window;
  g_autoptr (GPtrArray) pills = g_ptr_array_new ();
  gboolean can_go_back;

  gtk_list_box_append (GTK_LIST_BOX (list), row);
  window = demains_test_window_new (list, 400, 600);
  g_assert_false (gtk_widget_get_visible (row));

  /* It follows links that come while it is shown. */
  demains_project_link (project, hypothesis, job);
  g_assert_true (gtk_widget_get_visible (row));
  list_pills (row, pills);
  g_assert_cmpuint (pills->len, ==, 2);
  g_assert_true (demains_link_pill_get_record (pills->pdata[0]) == signal);
  g_assert_true (demains_link_pill_get_record (pills->pdata[1]) == hypothesis);

  demains_session_set_page (session, "jobs");
  g_signal_emit_by_name (pills->pdata[0], "jump");
  g_assert_cmpstr (demains_session_get_page (session), ==, "signals");
  g_assert_true (demains_session_get_selected (session, DEMAINS_KIND_SIGNAL) == signal);
  g_object_get (session, "can-go-back", &can_go_back, NULL);
  g_assert_true (can_go_back);
  demains_session_go_back (session);
  g_assert_cmpstr (demains_session_get_page (session), ==, "jobs");
  g_assert_true (demains_session_get_selected (session, DEMAINS_KIND_JOB) == job);
  g_object_get (session, "can-go-back", &can_go_back, NULL);
  g_assert_false (can_go_back);

  /* A record that goes breaks the thread there. */
  demains_project_remove (project, hypothesis);
  demains_test_flush (project);
  demains_test_settle ();
  g_assert_false (gtk_widget_get_visible (row));

  demains_test_window_close (window);
  g_assert_finalize_object (session);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/thread-row/there-and-back", test_there_and_back);

  return g_test_run ();
}
