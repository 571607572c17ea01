/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-field-row.h"
#include "demains-member-names.h"
#include "demains-name-list.h"
#include "demains-test-window.h"
#include "demains-test.h"
#include "demains-workshop-make.h"
#include "demains-workshop-page.h"
#include "demains-workshop.h"

#include <glib/gstdio.h>

typedef struct
{
  DemainsProject *workshop;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
  char *toast;
} Fixture;

static void
toast_cb (DemainsSession *session, AdwToast *toast, Fixture *fixture)
{
  g_set_str (&fixture->toast, gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast))));
}

static void
set_up (Fixture *fixture, int width)
{
  g_autofree char *path = demains_test_path ("page.demains");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  demains_workshop_create_async (path, "Atelier", "fr", NULL, demains_test_ready_cb, &result);
  fixture->workshop = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  fixture->session = demains_session_new (fixture->workshop);
  fixture->page = g_object_new (DEMAINS_TYPE_WORKSHOP_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, 900);
  fixture->toast = NULL;
  g_signal_connect (fixture->session, "show-toast", G_CALLBACK (toast_cb), fixture);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->workshop);
  g_free (fixture->toast);
}

static GListModel *
get_list (Fixture *fixture, DemainsKindId kind)
{
  return G_LIST_MODEL (demains_project_get_list (fixture->workshop, kind));
}

static GtkWidget *
find_list (Fixture *fixture, const char *kind)
{
  return demains_test_find (fixture->page, DEMAINS_TYPE_NAME_LIST, "kind", kind);
}

static void
add (Fixture *fixture, const char *kind, const char *name)
{
  GtkWidget *entry = demains_test_find (find_list (fixture, kind), GTK_TYPE_ENTRY, NULL, NULL);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), entry));
}

static GtkWidget *
find_make (Fixture *fixture)
{
  GtkWidget *label = demains_test_find (fixture->page, GTK_TYPE_LABEL, "label", "Make the Groups’ Projects…");

  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
}

static const char *
get_chosen (GtkWidget *choice)
{
  return gtk_string_object_get_string (gtk_drop_down_get_selected_item (GTK_DROP_DOWN (choice)));
}

/* Name the groups one after the other, choose a theme, and their projects can be made. */
static void
test_groups (void)
{
  Fixture fixture;
  GtkWidget *choice;
  g_autofree char *folder = demains_test_path ("groups");
  g_autoptr (DemainsRecord) team = NULL;
  g_autoptr (DemainsRecord) theme = NULL;

  set_up (&fixture, 900);
  g_assert_false (gtk_widget_get_sensitive (find_make (&fixture)));
  add (&fixture, "team", "Les Halles");
  add (&fixture, "team", "Les Tilleuls");
  g_assert_cmpuint (g_list_model_get_n_items (get_list (&fixture, DEMAINS_KIND_TEAM)), ==, 2);
  g_assert_true (gtk_widget_get_sensitive (find_make (&fixture)));

  choice = demains_test_find (find_list (&fixture, "team"), GTK_TYPE_DROP_DOWN, NULL, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 2);
  team = g_list_model_get_item (get_list (&fixture, DEMAINS_KIND_TEAM), 0);
  theme = g_list_model_get_item (get_list (&fixture, DEMAINS_KIND_THEME), 1);
  g_assert_cmpstr (demains_record_get_text (team, "theme"), ==, demains_record_get_id (theme));

  /* What a theme is called is what the choice says, and one undo is one choice. */
  g_object_set (theme, "title", "Bien vivre", NULL);
  demains_test_until (g_str_equal (get_chosen (choice), "Bien vivre"));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 2);
  g_assert_true (demains_test_undo (fixture.workshop));
  g_assert_true (demains_test_undo (fixture.workshop));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==, 0);

  g_mkdir_with_parents (folder, 0755);
  demains_workshop_make_in (fixture.page, fixture.session, folder);
  demains_test_until (fixture.toast != NULL);
  g_assert_nonnull (strstr (fixture.toast, "2"));
  tear_down (&fixture);
}

/* Rename in place, delete with the row's button, bring it back. */
static void
test_themes (void)
{
  Fixture fixture;
  GtkWidget *list, *text, *row;
  g_autoptr (DemainsRecord) theme = NULL;

  set_up (&fixture, 360);
  list = find_list (&fixture, "theme");
  theme = g_list_model_get_item (get_list (&fixture, DEMAINS_KIND_THEME), 3);
  text = demains_test_find (list, GTK_TYPE_TEXT, "text", demains_record_get_title (theme));
  g_assert_nonnull (text);
  gtk_widget_grab_focus (text);
  gtk_editable_set_text (GTK_EDITABLE (text), "Ceux qu’on ne voit pas");
  g_assert_cmpstr (demains_record_get_title (theme), ==, "Ceux qu’on ne voit pas");

  row = gtk_widget_get_ancestor (text, GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (demains_test_find (row, GTK_TYPE_BUTTON, NULL, NULL), "clicked");
  demains_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (get_list (&fixture, DEMAINS_KIND_THEME)), ==, 3);
  g_assert_nonnull (fixture.toast);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), list));
  g_assert_true (demains_test_undo (fixture.workshop));
  g_assert_nonnull (demains_test_find (list, GTK_TYPE_TEXT, "text", "Ceux qu’on ne voit pas"));
  tear_down (&fixture);
}

/* The programme: a slot more begins when the last one ends; times are read as people write them. */
static void
test_programme (void)
{
  Fixture fixture;
  GtkWidget *row;
  g_autoptr (DemainsRecord) last = NULL;

  set_up (&fixture, 900);
  adw_expander_row_set_expanded (
    ADW_EXPANDER_ROW (gtk_widget_get_ancestor (find_list (&fixture, "slot"), ADW_TYPE_EXPANDER_ROW)), TRUE);
  demains_test_settle ();
  add (&fixture, "slot", "Verre de l’amitié");
  last = g_list_model_get_item (get_list (&fixture, DEMAINS_KIND_SLOT), 14);
  g_assert_cmpstr (demains_record_get_title (last), ==, "Verre de l’amitié");
  g_assert_cmpint (demains_record_get_number (last, "day"), ==, 2);
  g_assert_cmpint (demains_record_get_number (last, "start"), ==, 1050);
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_MENU_BUTTON, "label", "Day 2 · 17:30 · 60 min"));

  row = demains_test_find (find_list (&fixture, "slot"), ADW_TYPE_SPIN_ROW, "title", "Begins at");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "9:30");
  gtk_editable_set_text (GTK_EDITABLE (row), "10 h 15");
  adw_spin_row_update (ADW_SPIN_ROW (row));
  g_clear_object (&last);
  last = g_list_model_get_item (get_list (&fixture, DEMAINS_KIND_SLOT), 0);
  g_assert_cmpint (demains_record_get_number (last, "start"), ==, 615);
  tear_down (&fixture);
}

/* What is typed stays as it is; beside it stands how it is understood. */
static void
test_first_day (void)
{
  Fixture fixture;
  DemainsRecord *root;

  set_up (&fixture, 900);
  root = demains_project_get_root (fixture.workshop);
  g_object_set (root, "first-day", "en mars", NULL);
  demains_test_settle ();
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label",
                                       "That is no date yet. Write year, month and day, as in 2027-03-18."));
  g_assert_cmpstr (demains_record_get_text (root, "first_day"), ==, "en mars");
  g_object_set (root, "first-day", "18/03/2027", NULL);
  demains_test_settle ();
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "Thursday 18 March 2027"));
  tear_down (&fixture);
}

static void
chosen_cb (DemainsMemberNames *names, const char *text, char **chosen)
{
  g_set_str (chosen, text);
}

/* Who brought a card is one of the table, or two. */
static void
test_member_names (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsMemberNames *names = g_object_ref_sink (g_object_new (DEMAINS_TYPE_MEMBER_NAMES, NULL));
  g_autofree char *chosen = NULL;

  g_signal_connect (names, "chosen", G_CALLBACK (chosen_cb), &chosen);
  demains_member_names_propose (names, project, "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (names)));
  demains_project_add (project, DEMAINS_KIND_MEMBER, "Aïcha", NULL);
  demains_project_add (project, DEMAINS_KIND_MEMBER, "Benoît", NULL);

  demains_member_names_propose (names, project, "");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (names)));
  g_assert_false (demains_member_names_complete (names));
  demains_member_names_propose (names, project, "aï");
  g_assert_true (demains_member_names_complete (names));
  g_assert_cmpstr (chosen, ==, "Aïcha");
  demains_member_names_propose (names, project, "Aïcha, b");
  g_assert_true (demains_member_names_complete (names));
  g_assert_cmpstr (chosen, ==, "Aïcha, Benoît");

  /* A whole name is not completed: Enter goes on; the button adds another. */
  demains_member_names_propose (names, project, "Benoît");
  g_assert_false (demains_member_names_complete (names));
  g_signal_emit_by_name (demains_test_find (GTK_WIDGET (names), GTK_TYPE_BUTTON, "label", "Aïcha"), "clicked");
  g_assert_cmpstr (chosen, ==, "Benoît, Aïcha");
  demains_member_names_propose (names, project, "Zoé");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (names)));

  g_object_unref (names);
  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/workshop-page/groups", test_groups);
  g_test_add_func ("/workshop-page/themes", test_themes);
  g_test_add_func ("/workshop-page/programme", test_programme);
  g_test_add_func ("/workshop-page/first-day", test_first_day);
  g_test_add_func ("/workshop-page/member-names", test_member_names);

  return g_test_run ();
}
