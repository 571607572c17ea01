/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-card-list.h"
#include "demains-card.h"
#include "demains-quick-add.h"
#include "demains-test.h"
#include "demains-test-window.h"

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  DemainsCardList *list;
  GtkWidget *quick_add;
  GtkWindow *window;
  char *toast;
} Fixture;

static void
toast_cb (DemainsSession *session, AdwToast *toast, Fixture *fixture)
{
  g_set_str (&fixture->toast, gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast))));
  if (adw_toast_get_button_label (toast) != NULL)
    g_signal_emit_by_name (toast, "button-clicked");
}

/* The names of the functions, in order, with a star at the selected one. */
static char *
describe (Fixture *fixture)
{
  DemainsRecordList *records = demains_project_get_list (fixture->project, DEMAINS_KIND_FUNCTION);
  DemainsRecord *selected = demains_session_get_selected (fixture->session, DEMAINS_KIND_FUNCTION);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (records)); i++)
    {
      DemainsRecord *record = demains_record_list_get (records, i);

      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", demains_record_get_title (record),
                              record == selected ? "*" : "");
    }

  return g_string_free_and_steal (text);
}

static void
assert_cards (Fixture *fixture, const char *expected)
{
  g_autofree char *cards = describe (fixture);

  g_assert_cmpstr (cards, ==, expected);
}

static GtkSelectionModel *
get_selection (Fixture *fixture)
{
  GtkWidget *view = demains_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW, NULL, NULL);

  return gtk_list_view_get_model (GTK_LIST_VIEW (view));
}

/* The card that has the keyboard, by its title. */
static const char *
get_focused (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *card = focus != NULL ? demains_test_find (focus, DEMAINS_TYPE_CARD, NULL, NULL) : NULL;
  g_autoptr (DemainsRecord) record = NULL;

  if (card == NULL || GTK_IS_LIST_VIEW (focus))
    return NULL;
  g_object_get (card, "record", &record, NULL);

  return demains_record_get_title (record);
}

static void
press (Fixture *fixture, const char *accelerator)
{
  g_assert_true (demains_test_press (fixture->window, accelerator));
  demains_test_settle ();
}

static void
set_up (Fixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *const names[] = { "A", "B", "C", "D" };
  DemainsRecord *last = NULL;

  *fixture = (Fixture){ 0 };
  fixture->project = demains_test_create_english ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    last = demains_project_add (fixture->project, DEMAINS_KIND_FUNCTION, names[i], last);
  fixture->session = demains_session_new (fixture->project);
  g_signal_connect (fixture->session, "show-toast", G_CALLBACK (toast_cb), fixture);
  demains_session_set_selected (
    fixture->session, DEMAINS_KIND_FUNCTION,
    demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_FUNCTION), 1));

  fixture->quick_add = g_object_new (DEMAINS_TYPE_QUICK_ADD, "session", fixture->session, "kind", "function", NULL);
  fixture->list = g_object_new (DEMAINS_TYPE_CARD_LIST, "session", fixture->session, "kind", "function",
                                "subtitle-field", "audience", "linked-kind", "job", NULL);
  gtk_box_append (GTK_BOX (box), fixture->quick_add);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->list));
  fixture->window = demains_test_window_new (box, 320, 600);
  demains_card_list_scroll_to_selected (fixture->list, TRUE);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
  g_free (fixture->toast);
}

static void
test_quick_add (void)
{
  Fixture fixture;
  GtkWidget *entry;

  set_up (&fixture);
  entry = demains_test_find (fixture.quick_add, GTK_TYPE_ENTRY, NULL, NULL);
  gtk_widget_grab_focus (fixture.quick_add);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  E ");
  g_signal_emit_by_name (entry, "activate");
  assert_cards (&fixture, "A B E* C D");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "F");
  g_signal_emit_by_name (entry, "activate");
  assert_cards (&fixture, "A B E F* C D");

  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_signal_emit_by_name (entry, "activate");
  assert_cards (&fixture, "A B E F* C D");
  tear_down (&fixture);
}

static void
test_selection (void)
{
  Fixture fixture;

  set_up (&fixture);
  g_assert_true (gtk_selection_model_is_selected (get_selection (&fixture), 1));
  gtk_selection_model_select_item (get_selection (&fixture), 3, TRUE);
  assert_cards (&fixture, "A B C D*");
  demains_session_set_selected (fixture.session, DEMAINS_KIND_FUNCTION, NULL);
  g_assert_false (gtk_selection_model_is_selected (get_selection (&fixture), 3));
  tear_down (&fixture);
}

static void
test_move (void)
{
  Fixture fixture;

  set_up (&fixture);
  g_assert_cmpstr (get_focused (&fixture), ==, "B");
  press (&fixture, "<Alt>Down");
  assert_cards (&fixture, "A C B* D");
  g_assert_true (gtk_selection_model_is_selected (get_selection (&fixture), 2));
  g_assert_cmpstr (get_focused (&fixture), ==, "B");
  press (&fixture, "<Alt>Down");
  assert_cards (&fixture, "A C D B*");
  g_assert_cmpstr (get_focused (&fixture), ==, "B");
  g_assert_false (g_action_group_get_action_enabled (demains_card_list_get_actions (fixture.list), "move-down"));

  for (guint i = 0; i < 3; i++)
    press (&fixture, "<Alt>Up");
  assert_cards (&fixture, "B* A C D");
  g_assert_cmpstr (get_focused (&fixture), ==, "B");
  g_assert_false (g_action_group_get_action_enabled (demains_card_list_get_actions (fixture.list), "move-up"));

  g_assert_true (demains_test_undo (fixture.project));
  assert_cards (&fixture, "A B* C D");
  tear_down (&fixture);
}

/* Drops the function called @dragged on the card called @on. */
static gboolean
drop (Fixture *fixture, const char *dragged, const char *on, gboolean lower_half)
{
  GtkWidget *card = demains_test_find (GTK_WIDGET (fixture->list), DEMAINS_TYPE_CARD, "summary", on);
  GtkWidget *source = demains_test_find (GTK_WIDGET (fixture->list), DEMAINS_TYPE_CARD, "summary", dragged);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, DEMAINS_TYPE_RECORD);
  g_object_get_property (G_OBJECT (source), "record", &value);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, lower_half ? gtk_widget_get_height (card) - 1.0 : 1.0,
                               &taken);
    }
  demains_test_settle ();

  return taken;
}

static void
test_drag (void)
{
  Fixture fixture;

  set_up (&fixture);
  g_assert_true (drop (&fixture, "A", "C", TRUE));
  assert_cards (&fixture, "B* C A D");
  g_assert_true (drop (&fixture, "D", "B", FALSE));
  assert_cards (&fixture, "D B* C A");
  g_assert_true (drop (&fixture, "D", "C", FALSE));
  assert_cards (&fixture, "B* D C A");
  g_assert_true (drop (&fixture, "B", "B", TRUE));
  assert_cards (&fixture, "B* D C A");
  tear_down (&fixture);
}

static void
test_menu_key (void)
{
  Fixture fixture;
  GtkWidget *menu;

  set_up (&fixture);
  menu = demains_test_find (GTK_WIDGET (fixture.list), GTK_TYPE_POPOVER_MENU, NULL, NULL);
  g_assert_false (gtk_widget_get_visible (menu));
  press (&fixture, "<Shift>F10");
  g_assert_true (gtk_widget_get_visible (menu));
  gtk_popover_popdown (GTK_POPOVER (menu));
  demains_test_settle ();
  tear_down (&fixture);
}

static void
test_delete (void)
{
  Fixture fixture;

  set_up (&fixture);
  press (&fixture, "Delete");
  g_assert_cmpstr (fixture.toast, ==, "“B” deleted");
  /* The toast's button was pressed: it came back, and is selected again. */
  assert_cards (&fixture, "A B* C D");

  g_signal_handlers_disconnect_by_func (fixture.session, toast_cb, &fixture);
  demains_card_list_scroll_to_selected (fixture.list, TRUE);
  press (&fixture, "Delete");
  assert_cards (&fixture, "A C* D");
  g_assert_cmpstr (get_focused (&fixture), ==, "C");
  press (&fixture, "Delete");
  press (&fixture, "Delete");
  assert_cards (&fixture, "A*");
  g_assert_cmpstr (get_focused (&fixture), ==, "A");
  press (&fixture, "Delete");
  assert_cards (&fixture, "");
  g_assert_false (demains_test_press (fixture.window, "Delete"));
  tear_down (&fixture);
}

static void
test_duplicate (void)
{
  Fixture fixture;
  g_autofree char *cards = NULL;

  set_up (&fixture);
  press (&fixture, "<Control>d");
  cards = describe (&fixture);
  g_assert_true (g_str_has_prefix (cards, "A B B"));
  g_assert_true (g_str_has_suffix (cards, "* C D"));
  g_assert_true (demains_test_undo (fixture.project));
  g_clear_pointer (&cards, g_free);
  cards = describe (&fixture);
  g_assert_true (g_str_has_prefix (cards, "A B"));
  g_assert_true (g_str_has_suffix (cards, "C D"));
  tear_down (&fixture);
}

static guint
get_n_made (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_selection (fixture)));
}

static void
press_end (Fixture *fixture)
{
  GtkWidget *view = demains_test_find (GTK_WIDGET (fixture->list), GTK_TYPE_LIST_VIEW, NULL, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_End, 0, 0, &handled);
    }
}

/* Of 500 those are made that are seen and some more; a person comes to every other one. */
static void
test_many (void)
{
  Fixture fixture;
  GtkAdjustment *adjustment;
  guint made;

  set_up (&fixture);
  for (guint i = 0; i < 496; i++)
    demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "E", NULL);
  demains_test_settle ();
  made = get_n_made (&fixture);
  g_assert_cmpuint (made, <, 60);

  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (demains_test_find (GTK_WIDGET (fixture.list), GTK_TYPE_SCROLLED_WINDOW, NULL, NULL)));
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >, gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  demains_test_settle ();
  g_assert_cmpuint (get_n_made (&fixture), >, made);

  /* Found by a search, far down. */
  demains_session_set_selected (
    fixture.session, DEMAINS_KIND_FUNCTION,
    demains_record_list_get (demains_project_get_list (fixture.project, DEMAINS_KIND_FUNCTION), 300));
  demains_card_list_scroll_to_selected (fixture.list, TRUE);
  demains_test_settle ();
  g_assert_true (gtk_selection_model_is_selected (get_selection (&fixture), 300));
  g_assert_cmpuint (get_n_made (&fixture), <, 400);

  press_end (&fixture);
  g_assert_cmpuint (get_n_made (&fixture), ==, 500);
  tear_down (&fixture);
}

static void
test_card (void)
{
  Fixture fixture;
  DemainsRecord *b, *job;
  GtkWidget *card;
  g_autofree char *summary = NULL;

  set_up (&fixture);
  b = demains_session_get_selected (fixture.session, DEMAINS_KIND_FUNCTION);
  card = demains_test_find (GTK_WIDGET (fixture.list), DEMAINS_TYPE_CARD, "summary", "B");
  g_assert_nonnull (card);

  g_object_set (b, "audience", "Everyone", NULL);
  g_assert_true (gtk_widget_get_visible (demains_test_find (card, GTK_TYPE_LABEL, "label", "Everyone")));
  job = demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Watcher", NULL);
  demains_project_link (fixture.project, b, job);
  g_object_get (card, "summary", &summary, NULL);
  g_assert_cmpstr (summary, ==, "B, 1 job");
  g_assert_nonnull (demains_test_find (card, GTK_TYPE_LABEL, "label", "1 job"));

  g_object_set (b, "name", "", NULL);
  g_assert_nonnull (demains_test_find (card, GTK_TYPE_LABEL, "label", "Untitled function"));
  tear_down (&fixture);
}

static void
test_read_only (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *record = demains_project_add (project, DEMAINS_KIND_FUNCTION, "A", NULL);
  DemainsProject *reader;
  g_autoptr (DemainsSession) session = NULL;
  DemainsCardList *list;
  GtkWidget *quick_add;
  g_auto (GStrv) actions = NULL;

  demains_test_flush (project);
  reader = demains_test_open (demains_project_get_path (project), DEMAINS_OPEN_READ_ONLY, NULL);
  session = demains_session_new (reader);
  demains_session_set_selected (session, DEMAINS_KIND_FUNCTION,
                                demains_project_find (reader, demains_record_get_id (record)));
  list = g_object_ref_sink (g_object_new (DEMAINS_TYPE_CARD_LIST, "session", session, "kind", "function", NULL));
  quick_add = g_object_ref_sink (g_object_new (DEMAINS_TYPE_QUICK_ADD, "session", session, "kind", "function", NULL));

  actions = g_action_group_list_actions (demains_card_list_get_actions (list));
  g_assert_cmpuint (g_strv_length (actions), ==, 4);
  for (guint i = 0; actions[i] != NULL; i++)
    g_assert_false (g_action_group_get_action_enabled (demains_card_list_get_actions (list), actions[i]));
  g_assert_false (gtk_widget_get_mapped (demains_test_find (quick_add, GTK_TYPE_ENTRY, NULL, NULL)));

  g_assert_finalize_object (list);
  g_assert_finalize_object (quick_add);
  g_clear_object (&session);
  demains_test_close (reader);
  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/cards/quick-add", test_quick_add);
  g_test_add_func ("/cards/selection", test_selection);
  g_test_add_func ("/cards/move", test_move);
  g_test_add_func ("/cards/drag", test_drag);
  g_test_add_func ("/cards/menu-key", test_menu_key);
  g_test_add_func ("/cards/delete", test_delete);
  g_test_add_func ("/cards/duplicate", test_duplicate);
  g_test_add_func ("/cards/many", test_many);
  g_test_add_func ("/cards/card", test_card);
  g_test_add_func ("/cards/read-only", test_read_only);

  return g_test_run ();
}
