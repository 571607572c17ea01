/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-link-picker.h"
#include "demains-link-pill.h"
#include "demains-link-row.h"
#include "demains-test.h"
#include "demains-test-window.h"

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  DemainsRecord *function;
  DemainsRecord *job;
  GtkWidget *functions_row;
  GtkWidget *jobs_row;
  GtkWindow *window;
} Fixture;

static GtkWidget *
create_row (Fixture *fixture, DemainsRecord *record, const char *kind)
{
  return g_object_new (DEMAINS_TYPE_LINK_ROW, "session", fixture->session, "kind", kind, "title", kind, "add-label",
                       "Link…", "record", record, NULL);
}

static void
set_up (Fixture *fixture)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->project = demains_test_create_english ();
  fixture->session = demains_session_new (fixture->project);
  fixture->function = demains_project_add (fixture->project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  fixture->job = demains_project_add (fixture->project, DEMAINS_KIND_JOB, "Watcher", NULL);
  /* A function's row of jobs and a job's row of functions, both ends at once. */
  fixture->jobs_row = create_row (fixture, fixture->function, "job");
  fixture->functions_row = create_row (fixture, fixture->job, "function");
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->jobs_row);
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->functions_row);
  fixture->window = demains_test_window_new (list, 400, 600);
}

static void
tear_down (Fixture *fixture)
{
  GtkWidget *row = fixture->jobs_row;

  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *)&row);
  demains_test_window_close (fixture->window);
  g_assert_null (row);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static DemainsLinkPill *
find_pill (GtkWidget *row)
{
  GtkWidget *pill = demains_test_find (row, DEMAINS_TYPE_LINK_PILL, NULL, NULL);

  return pill != NULL ? DEMAINS_LINK_PILL (pill) : NULL;
}

static DemainsRecord *
find_linked (GtkWidget *row)
{
  DemainsLinkPill *pill = find_pill (row);

  return pill != NULL ? demains_link_pill_get_record (pill) : NULL;
}

static GtkWidget *
open_picker (GtkWidget *row)
{
  GtkWidget *button = demains_test_find (row, GTK_TYPE_MENU_BUTTON, NULL, NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  demains_test_settle ();

  return GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
}

static void
type_and_enter (GtkWidget *picker, const char *words)
{
  GtkWidget *entry = demains_test_find (picker, GTK_TYPE_ENTRY, NULL, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
}

static void
assert_link_goes_from_function_to_job (Fixture *fixture)
{
  DemainsRecordList *links = demains_project_get_list (fixture->project, DEMAINS_KIND_LINK);
  DemainsRecord *link = demains_record_list_get (links, 0);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (links)), ==, 1);
  g_assert_cmpstr (demains_record_get_text (link, "type"), ==, "leads-to");
  g_assert_cmpstr (demains_record_get_text (link, "source"), ==, demains_record_get_id (fixture->function));
  g_assert_cmpstr (demains_record_get_text (link, "target"), ==, demains_record_get_id (fixture->job));
}

static void
test_from_function (void)
{
  Fixture fixture;

  set_up (&fixture);
  g_assert_null (find_pill (fixture.jobs_row));
  type_and_enter (open_picker (fixture.jobs_row), "wat");
  g_assert_true (find_linked (fixture.jobs_row) == fixture.job);
  g_assert_true (find_linked (fixture.functions_row) == fixture.function);
  assert_link_goes_from_function_to_job (&fixture);
  tear_down (&fixture);
}

static void
test_from_job (void)
{
  Fixture fixture;

  set_up (&fixture);
  type_and_enter (open_picker (fixture.functions_row), "");
  g_assert_true (find_linked (fixture.jobs_row) == fixture.job);
  g_assert_true (find_linked (fixture.functions_row) == fixture.function);
  assert_link_goes_from_function_to_job (&fixture);
  tear_down (&fixture);
}

/* One Enter makes the job and the link; one undo takes both back. */
static void
test_create (void)
{
  Fixture fixture;
  DemainsRecord *created;
  GtkWidget *picker;
  GListModel *jobs;

  set_up (&fixture);
  jobs = G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_JOB));
  picker = open_picker (fixture.jobs_row);
  gtk_editable_set_text (GTK_EDITABLE (demains_test_find (picker, GTK_TYPE_ENTRY, NULL, NULL)), "Night cook");
  g_assert_nonnull (demains_test_find (picker, GTK_TYPE_LABEL, "label", "Create “Night cook”"));
  type_and_enter (picker, "Night cook");
  created = find_linked (fixture.jobs_row);
  g_assert_cmpstr (demains_record_get_title (created), ==, "Night cook");
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 2);

  g_assert_true (demains_test_undo (fixture.project));
  g_assert_null (find_pill (fixture.jobs_row));
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  g_assert_true (demains_test_redo (fixture.project));
  g_assert_cmpstr (demains_record_get_title (find_linked (fixture.jobs_row)), ==, "Night cook");
  tear_down (&fixture);
}

/* A name that is there already, in other case, is not offered again. */
static void
test_no_second_of_a_name (void)
{
  Fixture fixture;
  GtkWidget *picker;
  GtkWidget *entry;

  set_up (&fixture);
  picker = open_picker (fixture.jobs_row);
  entry = demains_test_find (picker, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Watch");
  g_assert_true (gtk_widget_get_visible (demains_test_find (picker, GTK_TYPE_BUTTON, NULL, NULL)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "WATCHER");
  g_assert_false (gtk_widget_get_visible (demains_test_find (picker, GTK_TYPE_BUTTON, NULL, NULL)));
  gtk_popover_popdown (GTK_POPOVER (picker));
  demains_test_settle ();
  tear_down (&fixture);
}

static void
test_unlink (void)
{
  Fixture fixture;

  set_up (&fixture);
  demains_project_link (fixture.project, fixture.function, fixture.job);
  g_signal_emit_by_name (find_pill (fixture.functions_row), "unlink");
  g_assert_null (find_pill (fixture.functions_row));
  g_assert_null (find_pill (fixture.jobs_row));
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_true (find_linked (fixture.jobs_row) == fixture.job);
  g_assert_true (find_linked (fixture.functions_row) == fixture.function);
  tear_down (&fixture);
}

static void
reveal_cb (DemainsSession *session, DemainsRecord *record, const char *field, DemainsRecord **revealed)
{
  *revealed = record;
}

static void
test_jump (void)
{
  Fixture fixture;
  DemainsRecord *revealed = NULL;

  set_up (&fixture);
  demains_project_link (fixture.project, fixture.function, fixture.job);
  g_signal_connect (fixture.session, "reveal", G_CALLBACK (reveal_cb), &revealed);
  g_signal_emit_by_name (find_pill (fixture.jobs_row), "jump");
  g_assert_true (revealed == fixture.job);
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "jobs");
  tear_down (&fixture);
}

static void
test_read_only (void)
{
  Fixture fixture;
  GtkWidget *unlink;

  set_up (&fixture);
  demains_project_link (fixture.project, fixture.function, fixture.job);
  demains_field_row_set_editable (DEMAINS_FIELD_ROW (fixture.jobs_row), FALSE);
  g_assert_false (gtk_widget_get_visible (demains_test_find (fixture.jobs_row, GTK_TYPE_MENU_BUTTON, NULL, NULL)));
  unlink = demains_test_find (fixture.jobs_row, GTK_TYPE_BUTTON, "tooltip-text", "Unlink “Watcher”");
  g_assert_nonnull (unlink);
  g_assert_false (gtk_widget_get_visible (unlink));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/links/from-function", test_from_function);
  g_test_add_func ("/links/from-job", test_from_job);
  g_test_add_func ("/links/create", test_create);
  g_test_add_func ("/links/no-second-of-a-name", test_no_second_of_a_name);
  g_test_add_func ("/links/unlink", test_unlink);
  g_test_add_func ("/links/jump", test_jump);
  g_test_add_func ("/links/read-only", test_read_only);

  return g_test_run ();
}
