/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-choice-row.h"
#include "demains-test.h"
#include "demains-test-window.h"
#include "demains-text-row.h"

#include <string.h>

/* Laying out 5 MB takes longer than this, even on an idle machine. */
#define MANY_SECONDS 4.0

typedef struct
{
  DemainsProject *project;
  DemainsRecord *record;
  DemainsFieldRow *row;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, GType type, const char *field)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->project = demains_test_create_english ();
  fixture->record = demains_project_add (fixture->project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  fixture->row = g_object_new (type, "field", field, "record", fixture->record, NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (fixture->row));
  fixture->window = demains_test_window_new (list, 400, 500);
}

static void
tear_down (Fixture *fixture)
{
  DemainsFieldRow *row = fixture->row;

  g_object_add_weak_pointer (G_OBJECT (row), (gpointer *)&row);
  demains_test_window_close (fixture->window);
  g_assert_null (row);
  demains_test_close (fixture->project);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  GtkWidget *view = demains_test_find (GTK_WIDGET (fixture->row), GTK_TYPE_TEXT_VIEW, NULL, NULL);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static char *
dup_buffer_text (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_object_get (get_buffer (fixture), "text", &text, NULL);

  return g_steal_pointer (&text);
}

static int
get_cursor (Fixture *fixture)
{
  int position;

  g_object_get (get_buffer (fixture), "cursor-position", &position, NULL);

  return position;
}

static void
assert_buffer_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = dup_buffer_text (fixture);

  g_assert_cmpstr (text, ==, expected);
}

/* The last label of the row says what is wrong. */
static GtkWidget *
find_notice (Fixture *fixture)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (fixture->row));

  return gtk_widget_get_last_child (box);
}

static void
test_label (void)
{
  Fixture fixture;
  g_autofree char *hint = NULL;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "audience");
  g_object_get (fixture.row, "hint", &hint, NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (fixture.row)), ==, "Public");
  g_assert_cmpstr (hint, ==, "Who it is for, and who it leaves out");
  tear_down (&fixture);
}

static void
test_line (void)
{
  Fixture fixture;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "name");
  assert_buffer_text (&fixture, "Street watch");

  gtk_text_buffer_set_text (get_buffer (&fixture), "Night watch", -1);
  g_assert_cmpstr (demains_record_get_title (fixture.record), ==, "Night watch");

  g_assert_true (demains_test_undo (fixture.project));
  assert_buffer_text (&fixture, "Street watch");
  g_assert_true (demains_test_redo (fixture.project));
  assert_buffer_text (&fixture, "Night watch");
  tear_down (&fixture);
}

static void
test_one_line (void)
{
  Fixture fixture;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "audience");
  gtk_text_buffer_set_text (get_buffer (&fixture), "the old\nthe young", -1);
  g_assert_cmpstr (demains_record_get_text (fixture.record, "audience"), ==, "the old the young");
  assert_buffer_text (&fixture, "the old the young");
  gtk_text_buffer_insert_at_cursor (get_buffer (&fixture), "\n", 1);
  assert_buffer_text (&fixture, "the old the young");
  tear_down (&fixture);
}

static void
test_text (void)
{
  Fixture fixture;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  gtk_text_buffer_set_text (get_buffer (&fixture), "Nobody knocks.\nNobody asks.", -1);
  g_assert_cmpstr (demains_record_get_text (fixture.record, "need"), ==, "Nobody knocks.\nNobody asks.");
  g_assert_true (demains_test_undo (fixture.project));
  assert_buffer_text (&fixture, "");
  g_assert_true (demains_test_redo (fixture.project));
  assert_buffer_text (&fixture, "Nobody knocks.\nNobody asks.");
  tear_down (&fixture);
}

/* A change from elsewhere leaves the cursor between the letters it was between. */
static void
test_cursor_stays (void)
{
  Fixture fixture;
  GtkTextIter iter;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  g_object_set (fixture.record, "need", "été et hiver", NULL);
  gtk_text_buffer_get_iter_at_offset (get_buffer (&fixture), &iter, 6);
  gtk_text_buffer_place_cursor (get_buffer (&fixture), &iter);
  g_object_set (fixture.record, "need", "Un été et hiver", NULL);
  assert_buffer_text (&fixture, "Un été et hiver");
  g_assert_cmpint (get_cursor (&fixture), ==, 9);
  g_object_set (fixture.record, "need", "Un été et deux hivers", NULL);
  g_assert_cmpint (get_cursor (&fixture), ==, 9);
  tear_down (&fixture);
}

static void
test_placeholder (void)
{
  Fixture fixture;
  GtkWidget *placeholder;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  placeholder = demains_test_find (GTK_WIDGET (fixture.row), GTK_TYPE_LABEL, "label", "What would go wrong without it");
  g_assert_true (gtk_widget_get_visible (placeholder));
  gtk_text_buffer_insert_at_cursor (get_buffer (&fixture), "x", -1);
  g_assert_false (gtk_widget_get_visible (placeholder));
  g_object_set (fixture.record, "need", "", NULL);
  g_assert_true (gtk_widget_get_visible (placeholder));
  tear_down (&fixture);
}

/* The row is as tall as its text, to a limit, and shrinks again. */
static void
test_grows (void)
{
  Fixture fixture;
  int empty, ten, many;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  demains_test_settle ();
  empty = gtk_widget_get_height (GTK_WIDGET (fixture.row));
  g_object_set (fixture.record, "need", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10", NULL);
  demains_test_settle ();
  ten = gtk_widget_get_height (GTK_WIDGET (fixture.row));
  g_assert_cmpint (ten, >, empty + 80);
  for (guint i = 0; i < 100; i++)
    gtk_text_buffer_insert_at_cursor (get_buffer (&fixture), "line\n", -1);
  demains_test_settle ();
  many = gtk_widget_get_height (GTK_WIDGET (fixture.row));
  g_assert_cmpint (many, >, ten);
  g_assert_cmpint (many, <, 460);
  g_object_set (fixture.record, "need", "", NULL);
  demains_test_settle ();
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture.row)), ==, empty);
  tear_down (&fixture);
}

/* A row is no higher than its text, also in a window that grew wider since. */
static void
test_wraps (void)
{
  const char *one = "One";
  const char *two = "A sentence that is too long for one line of so narrow a window.";
  Fixture fixture;
  int line, narrow, wide;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "audience");
  g_object_set (fixture.record, "audience", one, NULL);
  demains_test_settle ();
  line = gtk_widget_get_height (GTK_WIDGET (fixture.row));
  g_object_set (fixture.record, "audience", two, NULL);
  demains_test_settle ();
  narrow = gtk_widget_get_height (GTK_WIDGET (fixture.row));
  g_assert_cmpint (narrow, >, line + 10);
  gtk_window_set_default_size (fixture.window, 980, 500);
  demains_test_settle ();
  wide = gtk_widget_get_height (GTK_WIDGET (fixture.row));
  g_assert_cmpint (wide, ==, line);
  tear_down (&fixture);
}

static void
test_choice (void)
{
  Fixture fixture;
  GtkDropDown *drop_down;
  GtkStringObject *shown;

  set_up (&fixture, DEMAINS_TYPE_CHOICE_ROW, "fate");
  drop_down = GTK_DROP_DOWN (demains_test_find (GTK_WIDGET (fixture.row), GTK_TYPE_DROP_DOWN, NULL, NULL));
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)), ==, 5);

  gtk_drop_down_set_selected (drop_down, 3);
  g_assert_cmpstr (demains_record_get_text (fixture.record, "fate"), ==, "dropped");
  gtk_drop_down_set_selected (drop_down, 0);
  g_assert_cmpstr (demains_record_get_text (fixture.record, "fate"), ==, "");
  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, 3);

  /* A choice of a newer program is shown and kept. */
  g_object_set (fixture.record, "fate", "shared", NULL);
  shown = gtk_drop_down_get_selected_item (drop_down);
  g_assert_cmpstr (gtk_string_object_get_string (shown), ==, "shared");
  g_assert_cmpstr (demains_record_get_text (fixture.record, "fate"), ==, "shared");
  tear_down (&fixture);
}

static void
test_other_record (void)
{
  Fixture fixture;
  DemainsRecord *other;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "name");
  other = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Cool rooms", NULL);
  demains_field_row_set_record (fixture.row, other);
  assert_buffer_text (&fixture, "Cool rooms");
  g_assert_cmpstr (demains_record_get_title (fixture.record), ==, "Street watch");

  g_object_set (fixture.record, "name", "Watch", NULL);
  assert_buffer_text (&fixture, "Cool rooms");
  gtk_text_buffer_set_text (get_buffer (&fixture), "Warm rooms", -1);
  g_assert_cmpstr (demains_record_get_title (other), ==, "Warm rooms");
  g_assert_cmpstr (demains_record_get_title (fixture.record), ==, "Watch");
  tear_down (&fixture);
}

/* Who does not see the cursor sees the row. */
static void
test_focus_shows (void)
{
  Fixture fixture;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  gtk_window_set_focus (fixture.window, NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture.row), "focused"));
  gtk_widget_grab_focus (GTK_WIDGET (fixture.row));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture.row), "focused"));
  gtk_window_set_focus (fixture.window, NULL);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture.row), "focused"));
  tear_down (&fixture);
}

static void
test_read_only (void)
{
  Fixture fixture;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "name");
  demains_field_row_set_editable (fixture.row, FALSE);
  g_assert_false (gtk_text_view_get_editable (
    GTK_TEXT_VIEW (demains_test_find (GTK_WIDGET (fixture.row), GTK_TYPE_TEXT_VIEW, NULL, NULL))));
  tear_down (&fixture);

  set_up (&fixture, DEMAINS_TYPE_CHOICE_ROW, "fate");
  demains_field_row_set_editable (fixture.row, FALSE);
  g_assert_false (
    gtk_widget_get_sensitive (demains_test_find (GTK_WIDGET (fixture.row), GTK_TYPE_DROP_DOWN, NULL, NULL)));
  tear_down (&fixture);
}

/* The row has no undo of its own: what the key undoes is the project's to say. */
static void
test_undo_key (void)
{
  Fixture fixture;

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "name");
  gtk_widget_grab_focus (GTK_WIDGET (fixture.row));
  gtk_text_buffer_set_text (get_buffer (&fixture), "Night watch", -1);
  demains_test_press (fixture.window, "<Control>z");
  assert_buffer_text (&fixture, "Night watch");
  tear_down (&fixture);

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  gtk_widget_grab_focus (GTK_WIDGET (fixture.row));
  gtk_text_buffer_insert_at_cursor (get_buffer (&fixture), "words", -1);
  demains_test_press (fixture.window, "<Control>z");
  assert_buffer_text (&fixture, "words");
  tear_down (&fixture);
}

static void
paste (Fixture *fixture, const char *text)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->row));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->row)), text);
  gtk_widget_activate_action (gtk_window_get_focus (fixture->window), "clipboard.paste", NULL);
  demains_test_settle ();
}

/* What does not fit is refused whole, in words, and at once. */
static void
check_huge (GType type, const char *field)
{
  Fixture fixture;
  g_autofree char *huge = g_strnfill (5 * 1024 * 1024, 'x');
  gint64 start;
  double seconds;

  set_up (&fixture, type, field);
  paste (&fixture, "words");
  g_assert_cmpstr (demains_record_get_text (fixture.record, field), ==, "words");

  start = g_get_monotonic_time ();
  paste (&fixture, huge);
  /* The clipboard hands over in its own time, which is not the row's. */
  while (!gtk_widget_get_visible (find_notice (&fixture)) && g_get_monotonic_time () - start < 20 * G_USEC_PER_SEC)
    g_main_context_iteration (NULL, FALSE);
  seconds = (g_get_monotonic_time () - start) / (double)G_USEC_PER_SEC;
  g_test_message ("refusing 5 MB took %.2f s", seconds);
  g_assert_cmpfloat (seconds, <, MANY_SECONDS);
  g_assert_cmpstr (demains_record_get_text (fixture.record, field), ==, "words");
  g_assert_true (gtk_widget_get_visible (find_notice (&fixture)));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (find_notice (&fixture))), "Too long"));

  paste (&fixture, ", more");
  g_assert_cmpstr (demains_record_get_text (fixture.record, field), ==, "words, more");
  g_assert_false (gtk_widget_get_visible (find_notice (&fixture)));
  tear_down (&fixture);
}

static void
test_huge_line (void)
{
  check_huge (DEMAINS_TYPE_TEXT_ROW, "audience");
}

static void
test_huge_text (void)
{
  check_huge (DEMAINS_TYPE_TEXT_ROW, "need");
}

/* A long text that fits, in one paragraph, does not make keys wait. */
static void
test_long_text (void)
{
  Fixture fixture;
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start;
  double seconds;

  while (text->len < 99000)
    g_string_append (text, "Nobody knows who lives behind the third door on the left. ");

  set_up (&fixture, DEMAINS_TYPE_TEXT_ROW, "need");
  paste (&fixture, text->str);
  g_assert_cmpstr (demains_record_get_text (fixture.record, "need"), ==, text->str);
  start = g_get_monotonic_time ();
  gtk_text_buffer_insert_at_cursor (get_buffer (&fixture), "!", 1);
  demains_test_settle ();
  seconds = (g_get_monotonic_time () - start) / (double)G_USEC_PER_SEC;
  g_test_message ("a key after 99,000 characters took %.2f s", seconds);
  g_assert_cmpfloat (seconds, <, MANY_SECONDS);
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/field-rows/label", test_label);
  g_test_add_func ("/field-rows/line", test_line);
  g_test_add_func ("/field-rows/line-is-one-line", test_one_line);
  g_test_add_func ("/field-rows/text", test_text);
  g_test_add_func ("/field-rows/cursor-stays", test_cursor_stays);
  g_test_add_func ("/field-rows/placeholder", test_placeholder);
  g_test_add_func ("/field-rows/grows", test_grows);
  g_test_add_func ("/field-rows/wraps", test_wraps);
  g_test_add_func ("/field-rows/choice", test_choice);
  g_test_add_func ("/field-rows/other-record", test_other_record);
  g_test_add_func ("/field-rows/focus-shows", test_focus_shows);
  g_test_add_func ("/field-rows/read-only", test_read_only);
  g_test_add_func ("/field-rows/undo-key", test_undo_key);
  g_test_add_func ("/field-rows/huge-line", test_huge_line);
  g_test_add_func ("/field-rows/huge-text", test_huge_text);
  g_test_add_func ("/field-rows/long-text", test_long_text);

  return g_test_run ();
}
