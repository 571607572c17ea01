/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-milestone-mark.h"
#include "demains-path-page.h"
#include "demains-test-window.h"
#include "demains-test.h"

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->project = demains_test_create_english ();
  fixture->session = demains_session_new (fixture->project);
  fixture->page = g_object_new (DEMAINS_TYPE_PATH_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, 900, 700);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), TRUE);
  demains_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), FALSE);
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static DemainsRecordList *
get_list (Fixture *fixture)
{
  return demains_project_get_list (fixture->project, DEMAINS_KIND_MILESTONE);
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_list (fixture)));
}

/* What has the keyboard is a field: that is where a person types. */
static void
type_in (Fixture *fixture, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  g_assert_true (GTK_IS_TEXT (focus));
  gtk_editable_set_text (GTK_EDITABLE (focus), text);
  g_signal_emit_by_name (focus, "activate");
  demains_test_settle ();
}

static GtkWidget *
find_mark (GtkWidget *widget, DemainsRecord *record)
{
  GtkWidget *found = NULL;

  if (DEMAINS_IS_MILESTONE_MARK (widget)
      && demains_milestone_mark_get_record (DEMAINS_MILESTONE_MARK (widget)) == record)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_mark (child, record);

  return found;
}

/* The short version asks for three and two, each in one action besides typing. */
static void
test_three_and_two (Fixture *fixture, gconstpointer data)
{
  const char *const typed[] = { "One", "Two", "Three", "Four", "Five" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    type_in (fixture, typed[i]);
  g_assert_cmpuint (count (fixture), ==, G_N_ELEMENTS (typed));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      DemainsRecord *milestone = demains_record_list_get (get_list (fixture), i);

      g_assert_cmpstr (demains_record_get_title (milestone), ==, typed[i]);
      g_assert_cmpstr (demains_record_get_text (milestone, "lane"), ==, i < 3 ? "reach" : "avoid");
      g_assert_nonnull (find_mark (fixture->page, milestone));
    }

  g_assert_true (demains_test_undo (fixture->project));
  g_assert_cmpuint (count (fixture), ==, 4);
}

/* Arrows change the year of a mark, and one undo takes a step back. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsRecord) draft = demains_record_new (DEMAINS_KIND_MILESTONE);
  DemainsRecord *milestone;

  g_object_set (draft, "title", "First contract", "lane", "reach", "year", (gint64)2032, NULL);
  milestone = demains_project_add_record (fixture->project, draft, NULL);
  demains_test_settle ();
  gtk_widget_grab_focus (find_mark (fixture->page, milestone));
  g_assert_true (demains_test_press (fixture->window, "Right"));
  g_assert_cmpint (demains_record_get_number (milestone, "year"), ==, 2033);
  g_assert_true (demains_test_press (fixture->window, "<Control>Left"));
  g_assert_cmpint (demains_record_get_number (milestone, "year"), ==, 2028);
  g_assert_true (demains_test_press (fixture->window, "Delete"));
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_true (demains_test_undo (fixture->project));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (demains_test_undo (fixture->project));
  g_assert_cmpint (demains_record_get_number (demains_record_list_get (get_list (fixture), 0), "year"), >, 2028);
}

/* Years that nobody means stay as they were typed, and are there to be mended. */
static void
test_odd_years (Fixture *fixture, gconstpointer data)
{
  const gint64 years[] = { 20500, 12, -3, 0, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (DemainsRecord) draft = demains_record_new (DEMAINS_KIND_MILESTONE);
      DemainsRecord *milestone;

      g_object_set (draft, "title", "Odd", "lane", i % 2 == 0 ? "reach" : "avoid", "year", years[i], NULL);
      milestone = demains_project_add_record (fixture->project, draft, NULL);
      demains_test_settle ();
      g_assert_nonnull (find_mark (fixture->page, milestone));
      g_assert_cmpint (demains_record_get_number (milestone, "year"), ==, years[i]);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add ("/path-page/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("three-and-two", test_three_and_two);
  ADD ("keys", test_keys);
  ADD ("odd-years", test_odd_years);

  return g_test_run ();
}
