/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "demains-consequence-outline.h"
#include "demains-consequence-view.h"
#include "demains-consequence-wheel.h"
#include "demains-field-row.h"
#include "demains-outline-row.h"
#include "demains-question-list.h"
#include "demains-question-row.h"
#include "demains-record-line.h"
#include "demains-test-window.h"
#include "demains-test.h"
#include "demains-whatif-page.h"
#include "demains-wheel-layout.h"

typedef struct
{
  DemainsProject *project;
  DemainsRecord *hypothesis;
  DemainsSession *session;
  DemainsConsequenceTree *tree;
  GtkWidget *page;
  GtkWidget *wheel;
  GtkWindow *window;
} Fixture;

static void
show (Fixture *fixture, int width)
{
  fixture->session = demains_session_new (fixture->project);
  fixture->page = g_object_new (DEMAINS_TYPE_WHATIF_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, 700);
  fixture->wheel = demains_test_find (fixture->page, DEMAINS_TYPE_CONSEQUENCE_WHEEL, NULL, NULL);
  g_object_get (fixture->page, "tree", &fixture->tree, NULL);
}

static void
set_up (Fixture *fixture, int width)
{
  fixture->project = demains_test_create_english ();
  fixture->hypothesis = demains_project_add (fixture->project, DEMAINS_KIND_HYPOTHESIS, "No counter", NULL);
  show (fixture, width);
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->tree);
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static DemainsRecord *
get_node (Fixture *fixture, guint index)
{
  guint n_nodes;
  const DemainsConsequenceNode *nodes;

  demains_consequence_tree_update (fixture->tree);
  nodes = demains_consequence_tree_get_nodes (fixture->tree, &n_nodes);
  g_assert_cmpuint (index, <, n_nodes);

  return nodes[index].record;
}

/* As in "a1 b2 c1": title and ring. */
static void
check (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const DemainsConsequenceNode *nodes;
  guint n_nodes;

  demains_consequence_tree_update (fixture->tree);
  nodes = demains_consequence_tree_get_nodes (fixture->tree, &n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    g_string_append_printf (text, "%s%s%u", i > 0 ? " " : "", demains_record_get_text (nodes[i].record, "title"),
                            nodes[i].ring);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
enter (Fixture *fixture, GType list, const char *title)
{
  GtkWidget *entry
    = demains_test_find (demains_test_find (fixture->page, list, NULL, NULL), GTK_TYPE_ENTRY, NULL, NULL);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), title);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static void
add (Fixture *fixture, const char *title)
{
  enter (fixture, DEMAINS_TYPE_CONSEQUENCE_OUTLINE, title);
}

/* The title of the row that has the keyboard. */
static const char *
get_focused (Fixture *fixture)
{
  GtkWidget *row = gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), DEMAINS_TYPE_OUTLINE_ROW);
  g_autoptr (DemainsRecord) record = NULL;

  if (row == NULL)
    return NULL;
  g_object_get (row, "record", &record, NULL);

  return demains_record_get_text (record, "title");
}

static void
go_to (Fixture *fixture, guint index)
{
  demains_page_reveal (DEMAINS_PAGE (fixture->page), get_node (fixture, index), "title");
  g_assert_cmpstr (get_focused (fixture), ==, demains_record_get_title (get_node (fixture, index)));
}

static void
write_here (Fixture *fixture, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (gtk_window_get_focus (fixture->window)));

  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
}

/* A key that the row takes before the text in it: FALSE where it leaves it to that. */
static gboolean
press_in_row (Fixture *fixture, const char *accelerator)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (accelerator);
  GtkWidget *line = gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), DEMAINS_TYPE_RECORD_LINE);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (line);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0;
           GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          g_assert_cmpint (gtk_event_controller_get_propagation_phase (controller), ==, GTK_PHASE_CAPTURE);
          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, line, NULL);
        }
    }

  return FALSE;
}

/* Tab, Shift+Tab, Alt+Up: each keeps the keyboard where it is and is one step. */
static void
test_outline_keys (void)
{
  Fixture fixture;

  set_up (&fixture, 900);
  add (&fixture, "a");
  add (&fixture, "b");
  add (&fixture, "c");
  check (&fixture, "a1 b1 c1");

  go_to (&fixture, 1);
  g_assert_true (press_in_row (&fixture, "Tab"));
  check (&fixture, "a1 b2 c1");
  g_assert_cmpstr (get_focused (&fixture), ==, "b");
  go_to (&fixture, 2);
  g_assert_true (press_in_row (&fixture, "Tab"));
  g_assert_true (press_in_row (&fixture, "Tab"));
  check (&fixture, "a1 b2 c3");
  g_assert_true (press_in_row (&fixture, "<Shift>Tab"));
  check (&fixture, "a1 b2 c2");
  g_assert_true (press_in_row (&fixture, "<Alt>Up"));
  check (&fixture, "a1 c2 b2");
  g_assert_cmpstr (get_focused (&fixture), ==, "c");
  g_assert_true (press_in_row (&fixture, "Up"));
  g_assert_cmpstr (get_focused (&fixture), ==, "a");
  g_assert_true (press_in_row (&fixture, "Down"));
  g_assert_cmpstr (get_focused (&fixture), ==, "c");

  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 b2 c2");
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 b2 c3");
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 b2 c1");
  tear_down (&fixture);
}

/* Enter adds the next one of the same ring and goes there; in an empty row it
 * leads out; Delete takes an empty row away. */
static void
test_outline_enter (void)
{
  Fixture fixture;

  set_up (&fixture, 900);
  add (&fixture, "a");
  add (&fixture, "b");
  go_to (&fixture, 1);
  press_in_row (&fixture, "Tab");
  write_here (&fixture, "\n");
  check (&fixture, "a1 b2 2");
  g_assert_cmpstr (get_focused (&fixture), ==, "");
  write_here (&fixture, "c");
  check (&fixture, "a1 b2 c2");
  write_here (&fixture, "\n");
  write_here (&fixture, "\n");
  check (&fixture, "a1 b2 c2 1");
  g_assert_cmpstr (get_focused (&fixture), ==, "");
  g_assert_true (press_in_row (&fixture, "BackSpace"));
  check (&fixture, "a1 b2 c2");
  g_assert_cmpstr (get_focused (&fixture), ==, "c");
  tear_down (&fixture);
}

static void
test_outline_delete (void)
{
  Fixture fixture;
  GtkWidget *row;

  set_up (&fixture, 900);
  add (&fixture, "a");
  add (&fixture, "b");
  add (&fixture, "c");
  go_to (&fixture, 1);
  press_in_row (&fixture, "Tab");
  go_to (&fixture, 0);
  row = gtk_widget_get_ancestor (gtk_window_get_focus (fixture.window), DEMAINS_TYPE_OUTLINE_ROW);
  gtk_widget_activate_action (row, "consequence.delete", NULL);
  check (&fixture, "c1");
  g_assert_cmpstr (get_focused (&fixture), ==, "c");
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 b2 c1");
  tear_down (&fixture);
}

/* To walk through the page with Tab changes nothing. */
static void
test_tab_through (void)
{
  Fixture fixture;
  gboolean rows = FALSE, wheel = FALSE, entry = FALSE;

  set_up (&fixture, 900);
  add (&fixture, "a");
  add (&fixture, "b");
  add (&fixture, "c");
  gtk_widget_grab_focus (demains_test_find (fixture.page, DEMAINS_TYPE_FIELD_ROW, "field", "loses"));
  for (int i = 0; i < 12; i++)
    {
      GtkWidget *focus;

      focus = gtk_window_get_focus (fixture.window);
      if (gtk_widget_get_ancestor (focus, DEMAINS_TYPE_RECORD_LINE) == NULL || !press_in_row (&fixture, "Tab"))
        gtk_widget_child_focus (GTK_WIDGET (fixture.window), GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (fixture.window);
      rows |= gtk_widget_get_ancestor (focus, DEMAINS_TYPE_OUTLINE_ROW) != NULL;
      wheel |= gtk_widget_get_ancestor (focus, DEMAINS_TYPE_CONSEQUENCE_WHEEL) != NULL;
      entry |= gtk_widget_get_ancestor (focus, DEMAINS_TYPE_QUESTION_LIST) != NULL;
    }
  g_assert_true (rows && wheel && entry);
  check (&fixture, "a1 b1 c1");
  tear_down (&fixture);
}

static void
check_current (Fixture *fixture, const char *title)
{
  DemainsRecord *current = demains_consequence_wheel_get_current (DEMAINS_CONSEQUENCE_WHEEL (fixture->wheel));

  g_assert_cmpstr (demains_record_get_title (current), ==, title);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), fixture->wheel));
}

static void
test_wheel_keys (void)
{
  static const char *const walk[][2] = {
    { "Down", "a" }, { "Right", "c" }, { "Right", "a" },       { "Down", "b" },
    { "Left", "d" }, { "Up", "c" },    { "Up", "No counter" }, { "Left", "No counter" },
  };
  Fixture fixture;
  GtkWidget *entry;

  set_up (&fixture, 900);
  add (&fixture, "a");
  demains_consequence_tree_add (fixture.tree, get_node (&fixture, 0), NULL, "b");
  add (&fixture, "c");
  demains_consequence_tree_add (fixture.tree, get_node (&fixture, 2), NULL, "d");
  demains_test_settle ();
  gtk_widget_grab_focus (fixture.wheel);
  check_current (&fixture, "No counter");
  for (guint i = 0; i < G_N_ELEMENTS (walk); i++)
    {
      g_assert_true (demains_test_press (fixture.window, walk[i][0]));
      check_current (&fixture, walk[i][1]);
    }

  /* Writes in place. */
  demains_test_press (fixture.window, "Down");
  g_assert_true (demains_test_press (fixture.window, "Return"));
  demains_test_settle ();
  entry = demains_test_find (fixture.wheel, GTK_TYPE_ENTRY, NULL, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "a");
  gtk_editable_set_text (GTK_EDITABLE (entry), "a new");
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
  check (&fixture, "a new1 b2 c1 d2");
  check_current (&fixture, "a new");

  /* Adds what follows, and takes away with all that follows. */
  g_assert_true (demains_test_press (fixture.window, "Insert"));
  demains_test_settle ();
  gtk_editable_set_text (GTK_EDITABLE (entry), "e");
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
  check (&fixture, "a new1 b2 e2 c1 d2");
  check_current (&fixture, "e");
  g_assert_true (demains_test_undo (fixture.project));
  demains_test_settle ();
  check (&fixture, "a new1 b2 c1 d2");
  gtk_widget_grab_focus (fixture.wheel);
  demains_test_press (fixture.window, "Down");
  g_assert_true (demains_test_press (fixture.window, "Delete"));
  check (&fixture, "c1 d2");
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a new1 b2 c1 d2");
  tear_down (&fixture);
}

/* 4, 10 and 16: no sector without room for words, none over another. */
static void
test_wheel_layout (void)
{
  DemainsConsequenceNode nodes[30] = { 0 };
  DemainsSector sectors[30];
  guint n = 0, second = 0;

  for (int a = 0; a < 4; a++)
    {
      int first = n;

      nodes[n++] = (DemainsConsequenceNode){ NULL, 1, -1 };
      for (int b = 0; b < (a < 2 ? 3 : 2); b++, second++)
        {
          int parent = n;

          nodes[n++] = (DemainsConsequenceNode){ NULL, 2, first };
          for (guint c = 0; c < (second < 6 ? 2 : 1); c++)
            nodes[n++] = (DemainsConsequenceNode){ NULL, 3, parent };
        }
    }
  g_assert_cmpuint (n, ==, 30);

  demains_wheel_lay_out (nodes, n, 300, sectors);
  for (guint i = 0; i < n; i++)
    {
      graphene_rect_t rooms[DEMAINS_N_ROOMS], room;
      gboolean fits = FALSE;

      demains_sector_get_rooms (&sectors[i], rooms);
      room = rooms[0];
      /* Somewhere two lines of ten letters fit. */
      for (guint r = 0; r < DEMAINS_N_ROOMS; r++)
        fits |= rooms[r].size.width >= 60 && rooms[r].size.height >= 28;
      g_assert_true (fits);
      for (guint j = 0; j < n; j++)
        if (j != i)
          g_assert_false (demains_sector_contains (&sectors[j], room.origin.x + room.size.width / 2,
                                                   room.origin.y + room.size.height / 2));
      if (nodes[i].parent >= 0)
        {
          float middle = sectors[i].start + sectors[i].span / 2;
          DemainsSector *parent = &sectors[nodes[i].parent];
          float radius = (parent->inner + parent->outer) / 2;

          g_assert_true (demains_sector_contains (parent, radius * cosf (middle), radius * sinf (middle)));
        }
    }
}

static void
test_questions (void)
{
  Fixture fixture;
  g_autoptr (GListModel) linked = NULL;
  g_autoptr (DemainsRecord) question = NULL;
  GtkWidget *row;

  set_up (&fixture, 900);
  enter (&fixture, DEMAINS_TYPE_QUESTION_LIST, "Who opens the door?");
  linked = demains_project_list_linked (fixture.project, fixture.hypothesis, DEMAINS_KIND_QUESTION);
  g_assert_cmpuint (g_list_model_get_n_items (linked), ==, 1);
  question = g_list_model_get_item (linked, 0);
  g_assert_cmpstr (demains_record_get_title (question), ==, "Who opens the door?");
  demains_page_reveal (DEMAINS_PAGE (fixture.page), question, "shakes");
  write_here (&fixture, "The agents");
  g_assert_cmpstr (demains_record_get_text (question, "shakes"), ==, "The agents");

  row = demains_test_find (fixture.page, DEMAINS_TYPE_QUESTION_ROW, NULL, NULL);
  g_signal_emit_by_name (demains_test_find (row, GTK_TYPE_BUTTON, "icon-name", "user-trash-symbolic"), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (linked), ==, 0);
  demains_test_settle ();
  g_assert_nonnull (gtk_window_get_focus (fixture.window));
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (g_list_model_get_n_items (linked), ==, 1);
  tear_down (&fixture);
}

/* Everything is seen, nothing can be written, added or taken away. */
static void
test_read_only (void)
{
  Fixture fixture;
  DemainsProject *writer = demains_test_create_english ();
  g_autoptr (DemainsConsequenceTree) tree = demains_consequence_tree_new (writer);
  GtkWidget *text, *entry;

  fixture.hypothesis = demains_project_add (writer, DEMAINS_KIND_HYPOTHESIS, "No counter", NULL);
  demains_consequence_tree_set_hypothesis (tree, fixture.hypothesis);
  demains_consequence_tree_add (tree, fixture.hypothesis, NULL, "a");
  demains_consequence_tree_add (tree, fixture.hypothesis, NULL, "b");
  demains_test_flush (writer);
  fixture.project = demains_test_open (demains_project_get_path (writer), DEMAINS_OPEN_READ_ONLY, NULL);
  show (&fixture, 900);

  check (&fixture, "a1 b1");
  go_to (&fixture, 1);
  text = gtk_window_get_focus (fixture.window);
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (text)));
  g_assert_false (press_in_row (&fixture, "Tab"));
  g_assert_false (press_in_row (&fixture, "BackSpace"));
  check (&fixture, "a1 b1");
  entry = demains_test_find (demains_test_find (fixture.page, DEMAINS_TYPE_QUESTION_LIST, NULL, NULL), GTK_TYPE_ENTRY,
                             NULL, NULL);
  g_assert_false (gtk_widget_get_mapped (entry));
  gtk_widget_grab_focus (fixture.wheel);
  demains_test_press (fixture.window, "Down");
  check_current (&fixture, "a");
  demains_test_press (fixture.window, "Delete");
  demains_test_press (fixture.window, "Return");
  check (&fixture, "a1 b1");
  check_current (&fixture, "a");
  tear_down (&fixture);
  g_clear_object (&tree);
  demains_test_close (writer);
}

static gboolean
is_below (GtkWidget *widget, GtkWidget *other)
{
  graphene_rect_t one, two;

  g_assert_true (gtk_widget_compute_bounds (widget, gtk_widget_get_parent (widget), &one));
  g_assert_true (gtk_widget_compute_bounds (other, gtk_widget_get_parent (widget), &two));

  return one.origin.y >= two.origin.y + two.size.height;
}

static void
test_narrow (void)
{
  Fixture fixture;
  GtkWidget *outline;

  set_up (&fixture, 360);
  add (&fixture, "Nobody waits, nobody meets anybody either, and the street has nowhere to sit down");
  demains_page_reveal (DEMAINS_PAGE (fixture.page), get_node (&fixture, 0), "title");
  demains_test_settle ();
  outline = demains_test_find (fixture.page, DEMAINS_TYPE_CONSEQUENCE_OUTLINE, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), ==, 360);
  g_assert_true (is_below (fixture.wheel, outline));
  tear_down (&fixture);
}

/* With room enough the two are beside each other. */
static void
test_wide (void)
{
  Fixture fixture;
  GtkWidget *view, *outline, *wheel;
  GtkWindow *window;

  set_up (&fixture, 900);
  add (&fixture, "a");
  view = g_object_new (DEMAINS_TYPE_CONSEQUENCE_VIEW, "session", fixture.session, "tree", fixture.tree, NULL);
  window = demains_test_window_new (view, 1000, 700);
  outline = demains_test_find (view, DEMAINS_TYPE_CONSEQUENCE_OUTLINE, NULL, NULL);
  wheel = demains_test_find (view, DEMAINS_TYPE_CONSEQUENCE_WHEEL, NULL, NULL);
  g_assert_false (is_below (wheel, outline));
  g_assert_cmpint (gtk_widget_get_width (wheel) + gtk_widget_get_width (outline), <, gtk_widget_get_width (view));
  demains_test_window_close (window);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/whatif-page/outline-keys", test_outline_keys);
  g_test_add_func ("/whatif-page/outline-enter", test_outline_enter);
  g_test_add_func ("/whatif-page/outline-delete", test_outline_delete);
  g_test_add_func ("/whatif-page/tab-through", test_tab_through);
  g_test_add_func ("/whatif-page/wheel-keys", test_wheel_keys);
  g_test_add_func ("/whatif-page/wheel-layout", test_wheel_layout);
  g_test_add_func ("/whatif-page/questions", test_questions);
  g_test_add_func ("/whatif-page/read-only", test_read_only);
  g_test_add_func ("/whatif-page/narrow", test_narrow);
  g_test_add_func ("/whatif-page/wide", test_wide);

  return g_test_run ();
}
