/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-finish-dialog.h"
#include "demains-needs.h"
#include "demains-overview-page.h"
#include "demains-position-row.h"
#include "demains-stances.h"
#include "demains-test-window.h"
#include "demains-test.h"
#include "demains-thread-card.h"

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->page = g_object_new (DEMAINS_TYPE_OVERVIEW_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, 900, 700);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static void
list_cards (GtkWidget *widget, GPtrArray *cards)
{
  if (DEMAINS_IS_THREAD_CARD (widget))
    g_ptr_array_add (cards, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_cards (child, cards);
}

static GtkWidget *
find_card (Fixture *fixture, DemainsRecord *record)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  list_cards (fixture->page, cards);
  for (guint i = 0; i < cards->len; i++)
    if (demains_thread_card_get_record (cards->pdata[i]) == record)
      return cards->pdata[i];

  return NULL;
}

static void
press_in (GtkWidget *root, const char *label)
{
  GtkWidget *button = demains_test_find (root, GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
press (Fixture *fixture, const char *label)
{
  press_in (fixture->page, label);
}

/* Each card says what is next, and its button goes to where that is done. */
static void
test_next (void)
{
  Fixture fixture = { .project = demains_test_create_english () };

  fixture.session = demains_session_new (fixture.project);
  set_up (&fixture);
  demains_session_set_page (fixture.session, "overview");
  press (&fixture, "Name a Function");
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "functions");
  press (&fixture, "Name a Scene");
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "script");
  for (guint i = 0; i < 5; i++)
    demains_project_add (fixture.project, DEMAINS_KIND_SCENE, "Somebody knocks", NULL);
  demains_test_flush (fixture.project);
  press (&fixture, "Film a Scene");
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "shoot");
  g_object_set (demains_project_get_root (fixture.project), "pitch", "Nobody waits behind a counter", NULL);
  demains_test_flush (fixture.project);
  press (&fixture, "Write the Next Answer");
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "vision");
  g_assert_nonnull (demains_session_get_selected (fixture.session, DEMAINS_KIND_SECTION));

  /* More than is needed is not counted against it. */
  for (guint i = 0; i < 4; i++)
    demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Night watch", NULL);
  demains_test_flush (fixture.project);
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "4 functions"));
  tear_down (&fixture);
}

/* A card that is chosen marks its thread by more than colour; the way there and back is one action each. */
static void
test_thread (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  DemainsRecord *signal, *hypothesis, *job, *alone;
  GtkWidget *card;

  fixture.session = demains_session_new (fixture.project);
  demains_session_set_page (fixture.session, "overview");
  signal = demains_project_add (fixture.project, DEMAINS_KIND_SIGNAL, "Hot nights", NULL);
  hypothesis = demains_project_add_linked (fixture.project, DEMAINS_KIND_HYPOTHESIS, "Nobody sleeps", signal);
  job = demains_project_add_linked (fixture.project, DEMAINS_KIND_JOB, "Watcher", hypothesis);
  alone = demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Writer", NULL);
  set_up (&fixture);

  card = find_card (&fixture, job);
  g_signal_emit_by_name (card, "clicked");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (card)));
  g_assert_false (gtk_widget_has_css_class (find_card (&fixture, signal), "dimmed"));
  g_assert_true (gtk_widget_has_css_class (find_card (&fixture, alone), "dimmed"));
  g_object_set (fixture.page, "narrow", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (find_card (&fixture, signal)));
  g_assert_false (gtk_widget_get_visible (find_card (&fixture, alone)));

  press (&fixture, "Go There");
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "jobs");
  demains_session_go_back (fixture.session);
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "overview");

  /* A second click shows all again. */
  g_signal_emit_by_name (card, "clicked");
  g_assert_true (gtk_widget_get_visible (find_card (&fixture, alone)));
  tear_down (&fixture);
}

/* With 60 and more cards the columns stay short; what belongs to the chosen one is always there. */
static void
test_many (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();
  DemainsRecord *signal = NULL, *hypothesis;
  GtkWidget *more;

  for (guint i = 0; i < 60; i++)
    signal = demains_project_add (fixture.project, DEMAINS_KIND_SIGNAL, "Hot nights", NULL);
  g_object_set (signal, "sorting", "keep", NULL);
  for (guint i = 0; i < 30; i++)
    {
      DemainsRecord *linked = demains_project_add (fixture.project, DEMAINS_KIND_SIGNAL, "Lamps", NULL);

      hypothesis = demains_project_add_linked (fixture.project, DEMAINS_KIND_HYPOTHESIS, "Nobody sleeps", linked);
    }
  demains_project_link (fixture.project, signal, hypothesis);
  fixture.session = demains_session_new (fixture.project);
  set_up (&fixture);
  /* Those that are linked are there before others. */
  list_cards (fixture.page, cards);
  g_assert_cmpuint (cards->len, ==, 16 + 16 + 7);
  g_assert_cmpstr (demains_record_get_title (demains_thread_card_get_record (cards->pdata[0])), ==, "Hot nights");
  g_assert_cmpstr (demains_record_get_title (demains_thread_card_get_record (cards->pdata[1])), ==, "Lamps");
  g_assert_null (find_card (&fixture, hypothesis));
  g_signal_emit_by_name (find_card (&fixture, signal), "clicked");
  g_assert_nonnull (find_card (&fixture, hypothesis));

  more = demains_test_find (fixture.page, GTK_TYPE_BUTTON, "label", "13 more");
  g_assert_true (gtk_widget_get_mapped (more));
  g_signal_emit_by_name (more, "clicked");
  g_assert_false (gtk_widget_get_visible (more));
  g_ptr_array_set_size (cards, 0);
  list_cards (fixture.page, cards);
  g_assert_cmpuint (cards->len, ==, 16 + 30 + 7);
  tear_down (&fixture);
}

static void
test_positions (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  GtkWidget *row, *scale;

  fixture.session = demains_session_new (fixture.project);
  set_up (&fixture);
  g_assert_cmpint (demains_stances_get (fixture.project, "outreach", 1), ==, -1);
  row = demains_test_find (fixture.page, DEMAINS_TYPE_POSITION_ROW, NULL, NULL);
  scale = demains_test_find (row, GTK_TYPE_SCALE, NULL, NULL);
  gtk_range_set_value (GTK_RANGE (scale), 40);
  g_assert_cmpint (demains_stances_get (fixture.project, "outreach", 1), ==, 40);
  gtk_range_set_value (GTK_RANGE (scale), 45);
  g_assert_cmpint (demains_stances_get (fixture.project, "outreach", 1), ==, 45);
  demains_stances_set (fixture.project, "outreach", 2, TRUE, 70);
  demains_test_flush (fixture.project);
  g_assert_nonnull (demains_test_find (row, GTK_TYPE_LABEL, "label", "→ 25 towards “going towards people”"));
  demains_stances_set (fixture.project, "outreach", 2, FALSE, 70);
  g_assert_cmpint (demains_stances_get (fixture.project, "outreach", 2), ==, -1);
  tear_down (&fixture);
}

static gboolean
is_met (DemainsProject *project)
{
  DemainsNeedState state;

  return !demains_needs_find_next (project, &state) || state.need->id == DEMAINS_NEED_FILM;
}

static void
type (Fixture *fixture, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);

  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
}

/* A group that only types and presses Enter, from an empty project to all that is presented. */
static void
test_finish (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  GtkWidget *dialog;
  guint actions = 0;

  fixture.session = demains_session_new (fixture.project);
  set_up (&fixture);
  press (&fixture, "20 _Minutes Left…");
  demains_test_settle ();
  actions++;
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (fixture.window)));
  g_assert_true (DEMAINS_IS_FINISH_DIALOG (dialog));
  /* The field for a line shows all of it, also before there is one: its letters and what is above and below. */
  g_assert_cmpint (gtk_widget_get_height (gtk_window_get_focus (fixture.window)), >=, 24 + 12);
  /* Too short an answer is asked for again, and is not lost. */
  type (&fixture, "Nobody waits");
  g_assert_true (demains_test_press (fixture.window, "Return"));
  actions++;
  type (&fixture, "Two words");
  g_assert_true (demains_test_press (fixture.window, "<Control>Return"));
  actions++;
  g_assert_cmpstr (
    demains_record_get_text (
      demains_record_list_get (demains_project_get_list (fixture.project, DEMAINS_KIND_SECTION), 0), "text"),
    ==, "Two words");
  while (!is_met (fixture.project))
    {
      type (&fixture, "Somebody knocks at the shutter.");
      g_assert_true (demains_test_press (fixture.window, "<Control>Return"));
      g_assert_cmpuint (++actions, <=, 60);
    }
  g_assert_cmpuint (actions, ==, 22);
  g_assert_nonnull (demains_test_find (dialog, ADW_TYPE_WINDOW_TITLE, "subtitle", "18 of 18 done"));
  g_assert_nonnull (demains_test_find (dialog, ADW_TYPE_STATUS_PAGE, "title", "Everything Is There"));
  press_in (dialog, "Read _Aloud");
  demains_test_settle ();
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "vision");
  tear_down (&fixture);
}

/* In the last slot of a day it is the one thing to do. */
static void
test_last_slot (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  GListModel *slots = G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_SLOT));
  DemainsRecord *slot;
  GtkWidget *button;

  while (g_list_model_get_n_items (slots) > 0)
    demains_project_remove (fixture.project, demains_record_list_get (DEMAINS_RECORD_LIST (slots), 0));
  fixture.session = demains_session_new (fixture.project);
  set_up (&fixture);
  button = demains_test_find (fixture.page, GTK_TYPE_BUTTON, "label", "20 _Minutes Left…");
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));
  slot = demains_project_add (fixture.project, DEMAINS_KIND_SLOT, "All day", NULL);
  g_object_set (slot, "start", G_GINT64_CONSTANT (0), "length", G_GINT64_CONSTANT (1440), NULL);
  demains_project_end_typing (fixture.project);
  demains_test_flush (fixture.project);
  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
  tear_down (&fixture);
}

/* What is skipped stays as it is, and the cards make a draft of it. */
static void
test_skip (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  DemainsRecord *section
    = demains_record_list_get (demains_project_get_list (fixture.project, DEMAINS_KIND_SECTION), 0);
  GtkWidget *dialog;

  fixture.session = demains_session_new (fixture.project);
  set_up (&fixture);
  press (&fixture, "20 _Minutes Left…");
  demains_test_settle ();
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (fixture.window)));
  type (&fixture, "Nobody waits");
  press_in (dialog, "_Next");
  /* Seven answers, the functions, the jobs, the scenes. */
  for (guint i = 0; i < 10; i++)
    press_in (dialog, "_Skip");
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "");
  press_in (dialog, "_Make a First Draft");
  demains_test_settle ();
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Nobody waits.");
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "");
  tear_down (&fixture);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/overview-page/next", test_next);
  g_test_add_func ("/overview-page/thread", test_thread);
  g_test_add_func ("/overview-page/many", test_many);
  g_test_add_func ("/overview-page/positions", test_positions);
  g_test_add_func ("/overview-page/finish", test_finish);
  g_test_add_func ("/overview-page/skip", test_skip);
  g_test_add_func ("/overview-page/last-slot", test_last_slot);

  return g_test_run ();
}
