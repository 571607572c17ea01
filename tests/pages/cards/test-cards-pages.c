/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-card-list.h"
#include "demains-cards-view.h"
#include "demains-field-row.h"
#include "demains-functions-page.h"
#include "demains-jobs-page.h"
#include "demains-mission-row.h"
#include "demains-missions.h"
#include "demains-quick-add.h"
#include "demains-record-line.h"
#include "demains-script-page.h"
#include "demains-script.h"
#include "demains-speech-sheet.h"
#include "demains-test.h"
#include "demains-test-window.h"

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, GType type, int width)
{
  fixture->project = demains_test_create_english ();
  fixture->session = demains_session_new (fixture->project);
  fixture->page = g_object_new (type, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, 700);
}

static void
tear_down (Fixture *fixture)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static DemainsFieldRow *
find_row (Fixture *fixture, const char *field)
{
  GtkWidget *row = demains_test_find (fixture->page, DEMAINS_TYPE_FIELD_ROW, "field", field);

  return row != NULL ? DEMAINS_FIELD_ROW (row) : NULL;
}

static GtkWidget *
find_visible_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget)
      && gtk_widget_get_ancestor (widget, DEMAINS_TYPE_QUICK_ADD) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *entry = find_visible_entry (child);

      if (entry != NULL)
        return entry;
    }

  return NULL;
}

static void
add (Fixture *fixture, const char *title)
{
  GtkWidget *entry = find_visible_entry (fixture->page);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), title);
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
}

/* Whatever a kind holds has a row that shows it. */
static void
check_every_field (GType type, DemainsKindId id)
{
  Fixture fixture;
  const DemainsKind *kind = demains_kind_get (id);
  GtkWidget *cards;

  set_up (&fixture, type, 900);
  cards = demains_test_find (fixture.page, DEMAINS_TYPE_CARDS_VIEW, "kind", kind->name);
  demains_project_add (fixture.project, id, "One", NULL);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      GtkWidget *row = demains_test_find (cards, DEMAINS_TYPE_FIELD_ROW, "field", kind->fields[i].name);

      g_assert_nonnull (row);
      g_assert_true (demains_field_row_get_field (DEMAINS_FIELD_ROW (row)) == &kind->fields[i]);
    }
  tear_down (&fixture);
}

static void
test_function_fields (void)
{
  check_every_field (DEMAINS_TYPE_FUNCTIONS_PAGE, DEMAINS_KIND_FUNCTION);
}

static void
test_job_fields (void)
{
  check_every_field (DEMAINS_TYPE_JOBS_PAGE, DEMAINS_KIND_JOB);
}

static void
test_scene_fields (void)
{
  check_every_field (DEMAINS_TYPE_SCRIPT_PAGE, DEMAINS_KIND_SCENE);
}

static void
test_prop_fields (void)
{
  check_every_field (DEMAINS_TYPE_SCRIPT_PAGE, DEMAINS_KIND_PROP);
}

static void
test_member_fields (void)
{
  check_every_field (DEMAINS_TYPE_SCRIPT_PAGE, DEMAINS_KIND_MEMBER);
}

static GtkWidget *
find_speech (Fixture *fixture, guint number)
{
  g_autofree char *title = g_strdup_printf ("Speech %u", number);

  return demains_test_find (fixture->page, DEMAINS_TYPE_SPEECH_SHEET, "title", title);
}

static void
type_speech (Fixture *fixture, const char *character, const char *text)
{
  GtkWidget *entry = demains_test_find (fixture->page, GTK_TYPE_ENTRY, "placeholder-text", "New speech: who speaks?");
  GtkWidget *focus;

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), character);
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
  /* The keyboard is where what is said goes. */
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
  demains_test_settle ();
}

static void
test_speeches (void)
{
  Fixture fixture;
  DemainsRecord *scene, *first;
  DemainsRecordList *speeches;
  GtkWidget *sheet;

  set_up (&fixture, DEMAINS_TYPE_SCRIPT_PAGE, 900);
  add (&fixture, "Opening");
  scene = demains_record_list_get (demains_project_get_list (fixture.project, DEMAINS_KIND_SCENE), 0);
  speeches = demains_project_get_list (fixture.project, DEMAINS_KIND_SPEECH);
  type_speech (&fixture, "Presenter", "Good evening to all of you.");
  type_speech (&fixture, "Guest", "Good evening.");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (speeches)), ==, 2);
  first = demains_record_list_get (speeches, 0);
  g_assert_cmpstr (demains_record_get_text (first, "scene"), ==, demains_record_get_id (scene));
  g_assert_cmpstr (demains_record_get_text (first, "text"), ==, "Good evening to all of you.");

  /* Its rows show the speech, not the scene; all of its fields but the scene have one. */
  sheet = find_speech (&fixture, 1);
  for (guint i = 0; i < demains_kind_get (DEMAINS_KIND_SPEECH)->n_fields; i++)
    {
      const char *field = demains_kind_get (DEMAINS_KIND_SPEECH)->fields[i].name;
      GtkWidget *row = demains_test_find (sheet, DEMAINS_TYPE_FIELD_ROW, "field", field);

      if (g_str_equal (field, "scene"))
        continue;
      g_assert_nonnull (row);
      g_assert_true (demains_field_row_get_record (DEMAINS_FIELD_ROW (row)) == first);
    }

  /* At 60 words a minute six words take six seconds, four more than wanted. */
  g_object_set (first, "pace", (gint64)60, "seconds", (gint64)2, NULL);
  g_assert_cmpstr (adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (sheet)), ==,
                   "6 words · 0′06″ · 4 words too many");

  gtk_widget_activate_action (sheet, "speech.down", NULL);
  demains_test_settle ();
  g_assert_true (demains_record_list_get (speeches, 1) == first);
  g_assert_true (find_speech (&fixture, 2) == sheet);
  gtk_widget_activate_action (sheet, "speech.down", NULL);
  g_assert_true (demains_record_list_get (speeches, 1) == first);
  gtk_widget_activate_action (sheet, "speech.up", NULL);
  demains_test_settle ();
  g_assert_true (demains_record_list_get (speeches, 0) == first);

  gtk_widget_activate_action (find_speech (&fixture, 1), "speech.delete", NULL);
  demains_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (speeches)), ==, 1);
  g_assert_null (find_speech (&fixture, 2));
  g_assert_true (demains_test_undo (fixture.project));
  demains_test_settle ();
  g_assert_nonnull (find_speech (&fixture, 2));

  /* From the search one comes to the very field. */
  demains_page_reveal (DEMAINS_PAGE (fixture.page), demains_record_list_get (speeches, 1), "tone");
  demains_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), find_speech (&fixture, 2)));
  tear_down (&fixture);
}

/* Who takes part and did not agree is said on the card of the scene at once. */
static void
test_consent (void)
{
  Fixture fixture;
  DemainsRecord *scene, *member, *speech;

  set_up (&fixture, DEMAINS_TYPE_SCRIPT_PAGE, 900);
  scene = demains_project_add (fixture.project, DEMAINS_KIND_SCENE, "Opening", NULL);
  member = demains_project_add (fixture.project, DEMAINS_KIND_MEMBER, "Aïcha", NULL);
  speech = demains_script_add_speech (fixture.project, scene, NULL, "Presenter");
  g_object_set (speech, "member", demains_record_get_id (member), NULL);
  g_object_set (member, "image", "no", NULL);
  demains_test_flush (fixture.project);
  demains_test_settle ();
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "Aïcha (no: image · to ask: voice)"));

  g_object_set (speech, "presence", "voice", NULL);
  g_object_set (member, "voice", "yes", NULL);
  demains_test_flush (fixture.project);
  demains_test_settle ();
  g_assert_null (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "Aïcha (no: image · to ask: voice)"));
  tear_down (&fixture);
}

/* Who speaks is one of the members as they are called now, or nobody. */
static void
test_member_choice (void)
{
  Fixture fixture;
  DemainsRecord *scene, *member, *speech;
  GtkDropDown *names;
  GtkWidget *row;

  set_up (&fixture, DEMAINS_TYPE_SCRIPT_PAGE, 900);
  scene = demains_project_add (fixture.project, DEMAINS_KIND_SCENE, "Opening", NULL);
  member = demains_project_add (fixture.project, DEMAINS_KIND_MEMBER, "A.", NULL);
  speech = demains_script_add_speech (fixture.project, scene, NULL, "Presenter");
  demains_test_settle ();
  row = demains_test_find (find_speech (&fixture, 1), DEMAINS_TYPE_FIELD_ROW, "field", "member");
  names = GTK_DROP_DOWN (demains_test_find (row, GTK_TYPE_DROP_DOWN, NULL, NULL));
  g_assert_cmpuint (gtk_drop_down_get_selected (names), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (names)), ==, 2);

  gtk_drop_down_set_selected (names, 1);
  g_assert_cmpstr (demains_record_get_text (speech, "member"), ==, demains_record_get_id (member));
  g_object_set (member, "name", "Aïcha", NULL);
  demains_test_flush (fixture.project);
  g_assert_cmpstr (gtk_string_object_get_string (gtk_drop_down_get_selected_item (names)), ==, "Aïcha");
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (gtk_drop_down_get_selected (names), ==, 0);

  /* Who is gone is nobody, and comes back. */
  gtk_drop_down_set_selected (names, 1);
  demains_project_remove (fixture.project, member);
  g_assert_cmpuint (gtk_drop_down_get_selected (names), ==, 0);
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (gtk_drop_down_get_selected (names), ==, 1);
  tear_down (&fixture);
}

static void
test_start (void)
{
  Fixture fixture;
  DemainsRecordList *scenes;

  set_up (&fixture, DEMAINS_TYPE_SCRIPT_PAGE, 900);
  scenes = demains_project_get_list (fixture.project, DEMAINS_KIND_SCENE);
  gtk_widget_activate_action (fixture.page, "script.start", "s", "bulletin");
  demains_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scenes)), ==, 6);
  g_assert_true (demains_session_get_selected (fixture.session, DEMAINS_KIND_SCENE)
                 == demains_record_list_get (scenes, 0));
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_MENU_BUTTON, "label", "3′00″ of 3′00″"));
  gtk_widget_activate_action (fixture.page, "script.start", "s", "no such form");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (scenes)), ==, 6);
  tear_down (&fixture);
}

static DemainsRecord *
get_mission (Fixture *fixture, guint index)
{
  return demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_MISSION), index);
}

static GtkWidget *
find_mission_row (GtkWidget *widget, DemainsRecord *mission)
{
  if (DEMAINS_IS_MISSION_ROW (widget))
    {
      g_autoptr (DemainsRecord) record = NULL;

      g_object_get (widget, "record", &record, NULL);
      return record == mission ? widget : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_mission_row (child, mission);

      if (row != NULL)
        return row;
    }

  return NULL;
}

/* Each mission of today is decided in one action, and says who does it instead. */
static void
test_missions (void)
{
  Fixture fixture;
  DemainsRecord *mission, *function;
  GtkWidget *row, *fates, *instead;
  guint n;

  set_up (&fixture, DEMAINS_TYPE_FUNCTIONS_PAGE, 900);
  n = g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_MISSION)));
  g_assert_cmpuint (n, ==, 16);
  mission = get_mission (&fixture, 4);
  function = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  g_object_set (function, "mission", demains_record_get_text (mission, "key"), NULL);
  demains_page_reveal (DEMAINS_PAGE (fixture.page), mission, NULL);
  demains_test_settle ();
  g_assert_nonnull (
    demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "0 kept, 0 moved, 0 dropped, 16 still open"));
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "→ Street watch"));

  row = find_mission_row (fixture.page, mission);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), row));
  fates = demains_test_find (row, ADW_TYPE_TOGGLE_GROUP, NULL, NULL);
  instead = demains_test_find (row, DEMAINS_TYPE_RECORD_LINE, "field", "instead");
  g_assert_cmpuint (adw_toggle_group_get_active (ADW_TOGGLE_GROUP (fates)), ==, GTK_INVALID_LIST_POSITION);
  g_assert_false (gtk_widget_get_visible (instead));
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (fates), "moved");
  g_assert_cmpstr (demains_record_get_text (mission, "fate"), ==, "moved");
  g_assert_true (gtk_widget_get_visible (instead));
  demains_test_flush (fixture.project);
  g_assert_nonnull (
    demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "0 kept, 1 moved, 0 dropped, 15 still open"));
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (adw_toggle_group_get_active (ADW_TOGGLE_GROUP (fates)), ==, GTK_INVALID_LIST_POSITION);

  /* What a newer program says is shown as nothing and kept; what was typed stays in sight. */
  g_object_set (mission, "fate", "shared", "instead", "The neighbours", NULL);
  g_assert_cmpuint (adw_toggle_group_get_active (ADW_TOGGLE_GROUP (fates)), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpstr (demains_record_get_text (mission, "fate"), ==, "shared");
  g_assert_true (gtk_widget_get_visible (instead));
  tear_down (&fixture);
}

/* One that lost its missions lists them again in one step; a group adds its own. */
static void
test_no_missions (void)
{
  Fixture fixture;
  DemainsRecord *mission;
  GtkWidget *button;

  set_up (&fixture, DEMAINS_TYPE_FUNCTIONS_PAGE, 900);
  mission = get_mission (&fixture, 0);
  demains_page_reveal (DEMAINS_PAGE (fixture.page), mission, NULL);
  while ((mission = get_mission (&fixture, 0)) != NULL)
    demains_project_remove (fixture.project, mission);
  demains_test_settle ();
  button = demains_test_find (fixture.page, GTK_TYPE_BUTTON, "label", "_List Today’s Missions");
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  demains_test_settle ();
  g_assert_cmpuint (demains_missions_count (fixture.project).open, ==, 16);
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (demains_missions_count (fixture.project).open, ==, 0);
  g_signal_emit_by_name (button, "clicked");
  demains_test_settle ();
  add (&fixture, "Lend bicycles");
  g_assert_cmpstr (demains_record_get_title (get_mission (&fixture, 16)), ==, "Lend bicycles");
  tear_down (&fixture);
}

/* Ways of working are a list of their own beside the functions. */
static void
test_ways (void)
{
  Fixture fixture;
  DemainsRecord *way;

  set_up (&fixture, DEMAINS_TYPE_FUNCTIONS_PAGE, 900);
  way = demains_project_add (fixture.project, DEMAINS_KIND_WAY, "One voice each", NULL);
  demains_page_reveal (DEMAINS_PAGE (fixture.page), way, "tension");
  demains_test_settle ();
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), GTK_WIDGET (find_row (&fixture, "tension"))));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (find_row (&fixture, "tomorrow"))));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (find_row (&fixture, "audience"))));
  tear_down (&fixture);
}

/* From nothing: type, Enter, type, Enter, and the keyboard never leaves. */
static void
test_from_empty (void)
{
  Fixture fixture;
  GListModel *records;
  GtkWidget *entry;

  set_up (&fixture, DEMAINS_TYPE_FUNCTIONS_PAGE, 900);
  records = G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_FUNCTION));
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 0);
  add (&fixture, "Street watch");
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 1);
  entry = find_visible_entry (fixture.page);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), entry));
  add (&fixture, "Cool rooms");
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, 2);
  g_assert_cmpstr (demains_record_get_title (demains_field_row_get_record (find_row (&fixture, "name"))), ==,
                   "Cool rooms");
  g_assert_nonnull (demains_test_find (fixture.page, GTK_TYPE_LABEL, "label", "Cool rooms"));
  tear_down (&fixture);
}

static gboolean
is_in_view (GtkWidget *row)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (row, viewport, &bounds) && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (viewport);
}

static void
test_reveal (void)
{
  Fixture fixture;
  DemainsRecord *second;
  GtkWidget *focus;
  DemainsFieldRow *row;

  set_up (&fixture, DEMAINS_TYPE_JOBS_PAGE, 900);
  demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Watcher", NULL);
  second = demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Cook", NULL);
  demains_test_settle ();
  row = find_row (&fixture, "risks");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (row)));

  demains_page_reveal (DEMAINS_PAGE (fixture.page), second, "risks");
  demains_test_settle ();
  demains_test_settle ();
  focus = gtk_window_get_focus (fixture.window);
  g_assert_true (demains_session_get_selected (fixture.session, DEMAINS_KIND_JOB) == second);
  g_assert_true (demains_field_row_get_record (row) == second);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (row)));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (row)));
  g_assert_true (is_in_view (GTK_WIDGET (row)));
  tear_down (&fixture);
}

/* A part that was left open is open in the next window. */
static void
test_parts_remember (void)
{
  Fixture fixture;
  GtkWidget *part;

  set_up (&fixture, DEMAINS_TYPE_JOBS_PAGE, 900);
  part = demains_test_find (fixture.page, ADW_TYPE_EXPANDER_ROW, "title", "Skills");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (part), TRUE);
  tear_down (&fixture);

  set_up (&fixture, DEMAINS_TYPE_JOBS_PAGE, 900);
  part = demains_test_find (fixture.page, ADW_TYPE_EXPANDER_ROW, "title", "Skills");
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (part)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (part), FALSE);
  tear_down (&fixture);

  set_up (&fixture, DEMAINS_TYPE_JOBS_PAGE, 900);
  part = demains_test_find (fixture.page, ADW_TYPE_EXPANDER_ROW, "title", "Skills");
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (part)));
  tear_down (&fixture);
}

static void
test_narrow (void)
{
  Fixture fixture;
  DemainsRecord *record;
  GtkWidget *split;

  set_up (&fixture, DEMAINS_TYPE_FUNCTIONS_PAGE, 360);
  record = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  demains_test_settle ();
  split = demains_test_find (fixture.page, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL, NULL);
  g_assert_true (adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (split)));
  g_assert_false (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  demains_page_reveal (DEMAINS_PAGE (fixture.page), record, "need");
  g_assert_true (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (split)));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), ==, 360);

  demains_project_remove (fixture.project, record);
  demains_test_settle ();
  g_assert_nonnull (find_visible_entry (fixture.page));
  tear_down (&fixture);
}

static void
test_delete_and_undo (void)
{
  Fixture fixture;
  DemainsRecord *first;

  set_up (&fixture, DEMAINS_TYPE_FUNCTIONS_PAGE, 900);
  add (&fixture, "Street watch");
  add (&fixture, "Cool rooms");
  gtk_widget_activate_action (GTK_WIDGET (find_row (&fixture, "name")), "card.delete", NULL);
  first = demains_field_row_get_record (find_row (&fixture, "name"));
  g_assert_cmpstr (demains_record_get_title (first), ==, "Street watch");
  demains_project_remove (fixture.project, first);
  demains_test_settle ();
  g_assert_null (demains_field_row_get_record (find_row (&fixture, "name")));

  g_assert_true (demains_test_undo (fixture.project));
  g_assert_true (demains_test_undo (fixture.project));
  demains_test_settle ();
  g_assert_nonnull (demains_field_row_get_record (find_row (&fixture, "name")));
  tear_down (&fixture);
}

/* Read only: everything is seen, nothing can be typed, added or taken away. */
static void
test_read_only (void)
{
  DemainsProject *project = demains_test_create_english ();
  Fixture fixture = { 0 };
  GtkWidget *text;
  g_autofree char *name = NULL;

  demains_project_add (project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  demains_test_flush (project);
  fixture.project = demains_test_open (demains_project_get_path (project), DEMAINS_OPEN_READ_ONLY, NULL);
  fixture.session = demains_session_new (fixture.project);
  fixture.page = g_object_new (DEMAINS_TYPE_FUNCTIONS_PAGE, "session", fixture.session, NULL);
  fixture.window = demains_test_window_new (fixture.page, 900, 700);

  text = demains_test_find (GTK_WIDGET (find_row (&fixture, "name")), GTK_TYPE_TEXT_VIEW, NULL, NULL);
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "text", &name, NULL);
  g_assert_cmpstr (name, ==, "Street watch");
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (text)));
  g_assert_null (find_visible_entry (fixture.page));
  tear_down (&fixture);
  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/cards-pages/function-fields", test_function_fields);
  g_test_add_func ("/cards-pages/job-fields", test_job_fields);
  g_test_add_func ("/cards-pages/scene-fields", test_scene_fields);
  g_test_add_func ("/cards-pages/prop-fields", test_prop_fields);
  g_test_add_func ("/cards-pages/member-fields", test_member_fields);
  g_test_add_func ("/cards-pages/speeches", test_speeches);
  g_test_add_func ("/cards-pages/consent", test_consent);
  g_test_add_func ("/cards-pages/member-choice", test_member_choice);
  g_test_add_func ("/cards-pages/start", test_start);
  g_test_add_func ("/cards-pages/missions", test_missions);
  g_test_add_func ("/cards-pages/no-missions", test_no_missions);
  g_test_add_func ("/cards-pages/ways", test_ways);
  g_test_add_func ("/cards-pages/from-empty", test_from_empty);
  g_test_add_func ("/cards-pages/reveal", test_reveal);
  g_test_add_func ("/cards-pages/parts-remember", test_parts_remember);
  g_test_add_func ("/cards-pages/narrow", test_narrow);
  g_test_add_func ("/cards-pages/delete-and-undo", test_delete_and_undo);
  g_test_add_func ("/cards-pages/read-only", test_read_only);

  return g_test_run ();
}
