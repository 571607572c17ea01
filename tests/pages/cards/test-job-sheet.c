/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-field-row.h"
#include "demains-jobs-page.h"
#include "demains-link-row.h"
#include "demains-sheet-part.h"
#include "demains-sheet-view.h"
#include "demains-test.h"
#include "demains-test-window.h"

#define LONG 10000

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
  DemainsRecord *job;
} Fixture;

static void
set_up (Fixture *fixture, const char *title, int width)
{
  fixture->project = demains_test_create_english ();
  fixture->job = title != NULL ? demains_project_add (fixture->project, DEMAINS_KIND_JOB, title, NULL) : NULL;
  fixture->session = demains_session_new (fixture->project);
  fixture->page = g_object_new (DEMAINS_TYPE_JOBS_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, 700);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static gboolean
get_sheet (Fixture *fixture)
{
  gboolean sheet;
  GtkWidget *view = demains_test_find (fixture->page, DEMAINS_TYPE_SHEET_VIEW, NULL, NULL);

  g_object_get (fixture->page, "sheet", &sheet, NULL);
  g_assert_false (!sheet && gtk_widget_get_mapped (view));

  return sheet;
}

static void
set_sheet (Fixture *fixture, gboolean sheet)
{
  g_object_set (fixture->page, "sheet", sheet, NULL);
  demains_test_settle ();
  g_assert_cmpint (get_sheet (fixture), ==, sheet);
}

static DemainsSheetPart *
find_part (GtkWidget *widget, const char *field)
{
  if (DEMAINS_IS_SHEET_PART (widget)
      && g_strcmp0 (demains_sheet_part_get_field (DEMAINS_SHEET_PART (widget)), field) == 0)
    return DEMAINS_SHEET_PART (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      DemainsSheetPart *part = find_part (child, field);

      if (part != NULL)
        return part;
    }

  return NULL;
}

static gboolean
shows (Fixture *fixture, const char *field, const char *text)
{
  GtkWidget *part = GTK_WIDGET (find_part (fixture->page, field));

  return gtk_widget_get_mapped (part) && demains_test_find (part, GTK_TYPE_LABEL, "label", text) != NULL;
}

static gboolean
is_blank (Fixture *fixture, const char *field)
{
  return gtk_widget_has_css_class (GTK_WIDGET (find_part (fixture->page, field)), "blank");
}

static void
assert_in_field (Fixture *fixture, const char *field)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, DEMAINS_TYPE_FIELD_ROW) : NULL;

  g_assert_false (get_sheet (fixture));
  g_assert_nonnull (row);
  g_assert_cmpstr (demains_field_row_get_field_name (DEMAINS_FIELD_ROW (row)), ==, field);
  if (field == NULL)
    g_assert_true (DEMAINS_IS_LINK_ROW (row));
}

static void
click (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", 1, 5.0, 5.0);
    }
}

static void
test_toggle (void)
{
  Fixture fixture;
  GtkWidget *toggle, *view, *row;

  set_up (&fixture, "Street watcher", 900);
  toggle = demains_test_find (fixture.page, GTK_TYPE_TOGGLE_BUTTON, "label", "Sheet");
  view = demains_test_find (fixture.page, DEMAINS_TYPE_SHEET_VIEW, NULL, NULL);
  row = demains_test_find (fixture.page, DEMAINS_TYPE_FIELD_ROW, "field", "title");
  g_assert_true (gtk_widget_get_mapped (toggle));
  g_assert_true (gtk_widget_get_sensitive (toggle));
  g_assert_false (gtk_widget_get_mapped (view));

  g_signal_emit_by_name (toggle, "clicked");
  demains_test_settle ();
  g_assert_true (get_sheet (&fixture));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_false (gtk_widget_get_mapped (row));

  gtk_widget_grab_focus (toggle);
  g_assert_true (demains_test_press (fixture.window, "<Control><Shift>f"));
  demains_test_settle ();
  g_assert_false (get_sheet (&fixture));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  g_assert_true (gtk_widget_get_mapped (row));
  tear_down (&fixture);
}

/* What changes is on the sheet at once, whoever changes it. */
static void
test_live (void)
{
  Fixture fixture;
  DemainsRecord *function, *other;

  set_up (&fixture, "Street watcher", 900);
  set_sheet (&fixture, TRUE);
  g_assert_true (shows (&fixture, "title", "Street watcher"));
  g_assert_false (is_blank (&fixture, "title"));
  g_assert_true (is_blank (&fixture, "no_longer"));
  g_assert_true (shows (&fixture, "no_longer", "What this job has stopped doing"));

  g_object_set (fixture.job, "title", "Street <b>guard & co", "no_longer", "Fill in forms.", "day",
                "7h Round\n18:30 News", "status", "agent", NULL);
  g_assert_true (shows (&fixture, "title", "Street <b>guard & co"));
  g_assert_true (shows (&fixture, "no_longer", "Fill in forms."));
  g_assert_false (is_blank (&fixture, "no_longer"));
  g_assert_true (shows (&fixture, "status", "Agent"));
  g_assert_true (shows (&fixture, "day", "7:00"));
  g_assert_true (shows (&fixture, "day", "Round"));
  g_assert_true (shows (&fixture, "day", "18:30"));

  function = demains_project_add_linked (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", fixture.job);
  g_assert_true (shows (&fixture, NULL, "Street watch"));
  g_object_set (function, "name", "Night watch", NULL);
  demains_test_until (shows (&fixture, NULL, "Night watch"));
  demains_project_remove (fixture.project, function);
  demains_test_until (is_blank (&fixture, NULL));

  g_object_set (demains_project_get_root (fixture.project), "group", "Les Halles", "horizon", (gint64)2060, NULL);
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "Job sheet 2060"));

  other = demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Cook", NULL);
  demains_session_set_selected (fixture.session, DEMAINS_KIND_JOB, other);
  g_assert_true (get_sheet (&fixture));
  g_assert_true (shows (&fixture, "title", "Cook"));
  g_assert_true (is_blank (&fixture, "no_longer"));
  tear_down (&fixture);
}

/* From any part to its field, by Enter and by a click. */
static void
test_parts (void)
{
  Fixture fixture;
  guint n_parts;
  const DemainsJobSheetPart *parts = demains_job_sheet_get_parts (&n_parts);

  set_up (&fixture, "Street watcher", 900);
  for (guint i = 0; i < n_parts; i++)
    {
      GtkWidget *part = GTK_WIDGET (find_part (fixture.page, parts[i].field));

      g_object_set (fixture.page, "sheet", TRUE, NULL);
      g_assert_true (gtk_widget_grab_focus (part));
      if (i % 2 == 0)
        g_assert_true (demains_test_press (fixture.window, "Return"));
      else
        {
          /* What is clicked on must have its place. */
          demains_test_settle ();
          click (part);
        }
      assert_in_field (&fixture, parts[i].field);
    }
  tear_down (&fixture);
}

/* The keyboard is at the same thing in the one and in the other. */
static void
test_keyboard (void)
{
  Fixture fixture;

  set_up (&fixture, "Street watcher", 900);
  demains_page_reveal (DEMAINS_PAGE (fixture.page), fixture.job, "risks");
  demains_test_settle ();
  assert_in_field (&fixture, "risks");
  g_assert_true (demains_test_press (fixture.window, "<Control><Shift>f"));
  demains_test_settle ();
  g_assert_true (get_sheet (&fixture));
  g_assert_true (gtk_window_get_focus (fixture.window) == GTK_WIDGET (find_part (fixture.page, "risks")));
  g_assert_true (gtk_widget_child_focus (fixture.page, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (fixture.window) == GTK_WIDGET (find_part (fixture.page, "limits")));
  g_assert_true (demains_test_press (fixture.window, "<Control><Shift>f"));
  demains_test_settle ();
  assert_in_field (&fixture, "limits");

  /* A search leads to the field, not to the sheet. */
  set_sheet (&fixture, TRUE);
  demains_page_reveal (DEMAINS_PAGE (fixture.page), fixture.job, "sign");
  assert_in_field (&fixture, "sign");
  set_sheet (&fixture, TRUE);
  demains_page_reveal (DEMAINS_PAGE (fixture.page), fixture.job, NULL);
  g_assert_true (get_sheet (&fixture));
  tear_down (&fixture);
}

static void
test_delete (void)
{
  Fixture fixture;
  DemainsRecord *other;

  set_up (&fixture, "Street watcher", 900);
  other = demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Cook", NULL);
  set_sheet (&fixture, TRUE);
  demains_project_remove (fixture.project, fixture.job);
  demains_test_settle ();
  g_assert_true (get_sheet (&fixture));
  g_assert_true (shows (&fixture, "title", "Cook"));

  demains_project_remove (fixture.project, other);
  demains_test_settle ();
  g_assert_false (get_sheet (&fixture));
  g_assert_true (demains_test_undo (fixture.project));
  demains_test_settle ();
  set_sheet (&fixture, TRUE);
  g_assert_true (shows (&fixture, "title", "Cook"));
  tear_down (&fixture);
}

/* Without a job there is no sheet, and the next job is one to fill in. */
static void
test_none (void)
{
  Fixture fixture;

  set_up (&fixture, NULL, 900);
  gtk_widget_child_focus (fixture.page, GTK_DIR_TAB_FORWARD);
  demains_test_press (fixture.window, "<Control><Shift>f");
  demains_test_settle ();
  g_assert_false (get_sheet (&fixture));
  demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Cook", NULL);
  demains_test_settle ();
  g_assert_false (get_sheet (&fixture));
  set_sheet (&fixture, TRUE);
  g_assert_true (shows (&fixture, "title", "Cook"));
  tear_down (&fixture);
}

static gboolean
is_beside (Fixture *fixture, const char *field)
{
  GtkWidget *part = GTK_WIDGET (find_part (fixture->page, field));
  GtkWidget *name = gtk_widget_get_first_child (part);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_next_sibling (name), part, &bounds));

  return bounds.origin.x > 0 && bounds.origin.y < gtk_widget_get_height (name);
}

/* A narrow window shows the sheet in place of the list; where letters are large
 * what is written stands below its name, and nothing sticks out. */
static void
test_narrow (void)
{
  Fixture fixture;
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *view;
  int dpi, minimum;

  set_up (&fixture, "Street watcher", 360);
  view = demains_test_find (fixture.page, DEMAINS_TYPE_SHEET_VIEW, NULL, NULL);
  g_object_set (fixture.job, "conditions", "Outside", "day", "10h30-12h30 Extraordinarily", NULL);
  set_sheet (&fixture, TRUE);
  g_assert_true (shows (&fixture, "title", "Street watcher"));

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * dpi, NULL);
  demains_test_settle ();
  g_assert_false (is_beside (&fixture, "conditions"));
  gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <, 280);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  tear_down (&fixture);

  set_up (&fixture, "Street watcher", 900);
  g_object_set (fixture.job, "conditions", "Outside", NULL);
  set_sheet (&fixture, TRUE);
  g_assert_true (is_beside (&fixture, "conditions"));
  tear_down (&fixture);
}

/* All fields full of what nobody types, in one word, in words and in lines; the
 * sheet alone, for a text view takes its own time over such a word. */
static void
test_long (void)
{
  const char *const pieces[] = { "X", "<b>&amp; ", "7h a\n", "- a\n", "a\n\n", "e\u0301" };
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_JOB);
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, NULL, NULL);
  DemainsSession *session = demains_session_new (project);
  GtkWidget *view = g_object_new (DEMAINS_TYPE_SHEET_VIEW, "session", session, "record", job, NULL);
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, NULL);
  GtkWindow *window = demains_test_window_new (scrolled, 500, 700);

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      gint64 start = g_get_monotonic_time ();

      while (text->len < LONG)
        g_string_append (text, pieces[i]);
      for (guint j = 0; j < kind->n_fields; j++)
        g_object_set (job, kind->fields[j].name, text->str, NULL);
      demains_test_settle ();
      g_test_message ("%s: %" G_GINT64_FORMAT " ms", pieces[i], (g_get_monotonic_time () - start) / 1000);
      g_assert_cmpint (gtk_widget_get_width (view), <=, 500);
    }
  demains_test_window_close (window);
  g_assert_finalize_object (session);
  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/job-sheet-page/toggle", test_toggle);
  g_test_add_func ("/job-sheet-page/live", test_live);
  g_test_add_func ("/job-sheet-page/parts", test_parts);
  g_test_add_func ("/job-sheet-page/keyboard", test_keyboard);
  g_test_add_func ("/job-sheet-page/delete", test_delete);
  g_test_add_func ("/job-sheet-page/none", test_none);
  g_test_add_func ("/job-sheet-page/narrow", test_narrow);
  g_test_add_func ("/job-sheet-page/long", test_long);

  return g_test_run ();
}
