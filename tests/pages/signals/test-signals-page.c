/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-card.h"
#include "demains-field-row.h"
#include "demains-presenter.h"
#include "demains-quick-add.h"
#include "demains-signals-page.h"
#include "demains-test-window.h"
#include "demains-test.h"

#define N_MANY 500

/* Seconds that a busy machine may take for what a person sees at once on a quiet one. */
#define LONGEST 10

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *fixture, DemainsProject *project, int width)
{
  fixture->project = project;
  fixture->session = demains_session_new (project);
  fixture->page = g_object_new (DEMAINS_TYPE_SIGNALS_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, 700);
}

/* Three signals and no deck. */
static DemainsProject *
create (void)
{
  const char *const titles[] = { "A", "B", "C" };
  DemainsProject *project = demains_test_create_english ();
  GListModel *list = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SIGNAL));

  while (g_list_model_get_n_items (list) > 0)
    demains_project_remove (project, demains_record_list_get (DEMAINS_RECORD_LIST (list), 0));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    demains_project_add (project, DEMAINS_KIND_SIGNAL, titles[i], NULL);

  return project;
}

static void
set_up (Fixture *fixture)
{
  show (fixture, create (), 800);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static DemainsRecordList *
get_list (Fixture *fixture)
{
  return demains_project_get_list (fixture->project, DEMAINS_KIND_SIGNAL);
}

static DemainsRecord *
get_selected (Fixture *fixture)
{
  return demains_session_get_selected (fixture->session, DEMAINS_KIND_SIGNAL);
}

static const char *
get_sorting (DemainsRecord *record)
{
  return demains_record_get_text (record, "sorting");
}

static void
press (Fixture *fixture, const char *accelerator)
{
  g_assert_true (demains_test_press (fixture->window, accelerator));
  demains_test_settle ();
}

static GtkWidget *
get_list_view (Fixture *fixture)
{
  return demains_test_find (fixture->page, GTK_TYPE_LIST_VIEW, NULL, NULL);
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_list_view (fixture)))));
}

static AdwToggleGroup *
get_filter (Fixture *fixture)
{
  return ADW_TOGGLE_GROUP (demains_test_find (fixture->page, ADW_TYPE_TOGGLE_GROUP, NULL, NULL));
}

static GtkWidget *
find_entry (Fixture *fixture, const char *prompt)
{
  return demains_test_find (demains_test_find (fixture->page, DEMAINS_TYPE_QUICK_ADD, NULL, NULL), GTK_TYPE_ENTRY,
                            "placeholder-text", prompt);
}

static void
test_add (void)
{
  Fixture fixture;
  GtkWidget *first, *second;

  set_up (&fixture);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture.page), TRUE);
  first = find_entry (&fixture, "New signal…");
  second = find_entry (&fixture, "What is observed (optional)");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), first));

  gtk_editable_set_text (GTK_EDITABLE (first), " Night shops ");
  g_signal_emit_by_name (first, "activate");
  g_assert_cmpstr (demains_record_get_title (get_selected (&fixture)), ==, "Night shops");

  gtk_editable_set_text (GTK_EDITABLE (second), "Open at two");
  gtk_widget_grab_focus (second);
  g_signal_emit_by_name (second, "activate");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_list (&fixture))), ==, 4);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), first));
  gtk_editable_set_text (GTK_EDITABLE (first), "Night bus");
  g_signal_emit_by_name (first, "activate");
  g_assert_cmpstr (demains_record_get_text (get_selected (&fixture), "observed"), ==, "Open at two");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (second)), ==, "");

  /* Both texts are one step. */
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_list (&fixture))), ==, 4);
  tear_down (&fixture);
}

static void
test_sort_by_key (void)
{
  Fixture fixture;
  DemainsRecord *record;

  set_up (&fixture);
  record = get_selected (&fixture);
  gtk_widget_grab_focus (get_list_view (&fixture));
  press (&fixture, "k");
  g_assert_cmpstr (get_sorting (record), ==, "keep");
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "Keep"));
  press (&fixture, "m");
  g_assert_cmpstr (get_sorting (record), ==, "maybe");
  press (&fixture, "n");
  g_assert_cmpstr (get_sorting (record), ==, "no");
  press (&fixture, "n");
  g_assert_cmpstr (get_sorting (record), ==, "");
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpstr (get_sorting (record), ==, "no");
  tear_down (&fixture);
}

static void
test_sort_by_button (void)
{
  Fixture fixture;
  GtkWidget *card, *button;
  DemainsRecord *record;

  set_up (&fixture);
  record = demains_record_list_get (get_list (&fixture), 0);
  card = demains_test_find (fixture.page, DEMAINS_TYPE_CARD, NULL, NULL);
  button = demains_test_find (card, GTK_TYPE_TOGGLE_BUTTON, "tooltip-text", "Maybe (M)");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_cmpstr (get_sorting (record), ==, "maybe");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  g_assert_cmpstr (get_sorting (record), ==, "");
  tear_down (&fixture);
}

static void
test_filter (void)
{
  Fixture fixture;
  DemainsRecordList *list;

  set_up (&fixture);
  list = get_list (&fixture);
  g_object_set (demains_record_list_get (list, 0), "sorting", "maybe", NULL);
  g_object_set (demains_record_list_get (list, 2), "sorting", "maybe", NULL);
  demains_session_set_selected (fixture.session, DEMAINS_KIND_SIGNAL, demains_record_list_get (list, 0));
  adw_toggle_group_set_active_name (get_filter (&fixture), "maybe");
  g_assert_cmpuint (count_shown (&fixture), ==, 2);
  g_assert_cmpstr (adw_toggle_get_label (adw_toggle_group_get_toggle_by_name (get_filter (&fixture), "maybe")), ==,
                   "Maybe 2");

  /* What is sorted otherwise goes, and its neighbour is next. */
  gtk_widget_grab_focus (get_list_view (&fixture));
  press (&fixture, "k");
  g_assert_cmpuint (count_shown (&fixture), ==, 1);
  g_assert_true (get_selected (&fixture) == demains_record_list_get (list, 2));
  g_assert_cmpstr (adw_toggle_group_get_active_name (get_filter (&fixture)), ==, "maybe");

  /* What one goes to is seen. */
  demains_page_reveal (DEMAINS_PAGE (fixture.page), demains_record_list_get (list, 1), NULL);
  g_assert_cmpstr (adw_toggle_group_get_active_name (get_filter (&fixture)), ==, "all");
  g_assert_cmpuint (count_shown (&fixture), ==, 3);
  tear_down (&fixture);
}

static void
test_present (void)
{
  Fixture fixture;
  GtkWidget *presenter;
  DemainsRecordList *list;

  set_up (&fixture);
  list = get_list (&fixture);
  presenter = demains_test_find (fixture.page, DEMAINS_TYPE_PRESENTER, NULL, NULL);
  g_assert_false (gtk_widget_get_mapped (presenter));
  demains_session_set_selected (fixture.session, DEMAINS_KIND_SIGNAL, demains_record_list_get (list, 0));
  g_object_set (fixture.page, "presenting", TRUE, NULL);
  demains_test_settle ();
  g_assert_true (gtk_widget_get_mapped (presenter));
  g_assert_nonnull (demains_test_find (presenter, GTK_TYPE_LABEL, "label", "1 / 3"));
  g_assert_nonnull (demains_test_find (presenter, GTK_TYPE_LABEL, "label", "A"));

  press (&fixture, "Right");
  g_assert_nonnull (demains_test_find (presenter, GTK_TYPE_LABEL, "label", "B"));
  press (&fixture, "k");
  g_assert_cmpstr (get_sorting (demains_record_list_get (list, 1)), ==, "keep");
  press (&fixture, "space");
  press (&fixture, "Page_Down");
  g_assert_true (get_selected (&fixture) == demains_record_list_get (list, 2));
  press (&fixture, "Page_Up");
  g_assert_true (get_selected (&fixture) == demains_record_list_get (list, 1));

  g_object_set (fixture.page, "presenting", FALSE, NULL);
  demains_test_settle ();
  g_assert_false (gtk_widget_get_mapped (presenter));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), get_list_view (&fixture)));
  tear_down (&fixture);
}

/* Read only: everything is seen, nothing is sorted or added. */
static void
test_read_only (void)
{
  DemainsProject *project = demains_test_create_english ();
  Fixture fixture;
  GtkWidget *button;

  demains_project_add (project, DEMAINS_KIND_SIGNAL, "A", NULL);
  demains_test_flush (project);
  show (&fixture, demains_test_open (demains_project_get_path (project), DEMAINS_OPEN_READ_ONLY, NULL), 900);
  gtk_widget_grab_focus (get_list_view (&fixture));
  demains_test_press (fixture.window, "k");
  demains_test_settle ();
  g_assert_cmpstr (get_sorting (get_selected (&fixture)), ==, "");
  button = demains_test_find (fixture.page, GTK_TYPE_TOGGLE_BUTTON, "tooltip-text", "Keep (K)");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (gtk_widget_get_mapped (find_entry (&fixture, "New signal…")));
  tear_down (&fixture);
  demains_test_close (project);
}

/* As many as a day can bring, and one as long as a page: nothing waits, nothing is wider for it. */
static void
test_many (void)
{
  Fixture fixture;
  g_autofree char *title = g_strnfill (10000, 'w');
  DemainsProject *project = create ();
  double seconds;

  demains_project_add (project, DEMAINS_KIND_SIGNAL, title, NULL);
  for (guint i = 0; i < N_MANY; i++)
    demains_project_add (project, DEMAINS_KIND_SIGNAL, "One of many", NULL);
  show (&fixture, project, 800);
  demains_session_set_selected (fixture.session, DEMAINS_KIND_SIGNAL, demains_record_list_get (get_list (&fixture), 3));
  demains_test_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), ==, 800);

  g_test_timer_start ();
  gtk_widget_grab_focus (get_list_view (&fixture));
  for (guint i = 0; i < 20; i++)
    demains_test_press (fixture.window, i % 2 == 0 ? "k" : "m");
  adw_toggle_group_set_active_name (get_filter (&fixture), "maybe");
  g_assert_cmpuint (count_shown (&fixture), ==, 1);
  adw_toggle_group_set_active_name (get_filter (&fixture), "all");
  seconds = g_test_timer_elapsed ();
  g_test_message ("20 keys and two filters: %.3f s", seconds);
  g_assert_cmpfloat (seconds, <, LONGEST);

  g_object_set (fixture.page, "presenting", TRUE, NULL);
  demains_test_settle ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), ==, 800);
  tear_down (&fixture);
}

/* Each theme has a deck of its own, every card of it to be checked. */
static void
test_decks (void)
{
  Fixture fixture;
  DemainsRecordList *list;

  show (&fixture, demains_test_create_english (), 360);
  list = get_list (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 8);
  for (guint i = 0; i < 8; i++)
    {
      DemainsRecord *record = demains_record_list_get (list, i);

      g_assert_cmpstr (demains_record_get_text (record, "to_check"), ==, "yes");
      g_assert_true (strchr (demains_record_get_text (record, "observed"), '?') != NULL);
      g_assert_true (strchr (demains_record_get_text (record, "so_what"), '?') != NULL);
      g_assert_cmpstr (demains_record_get_text (record, "axis"), !=, "");
    }
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), ==, 360);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/signals-page/add", test_add);
  g_test_add_func ("/signals-page/sort-by-key", test_sort_by_key);
  g_test_add_func ("/signals-page/sort-by-button", test_sort_by_button);
  g_test_add_func ("/signals-page/filter", test_filter);
  g_test_add_func ("/signals-page/present", test_present);
  g_test_add_func ("/signals-page/read-only", test_read_only);
  g_test_add_func ("/signals-page/many", test_many);
  g_test_add_func ("/signals-page/decks", test_decks);

  return g_test_run ();
}
