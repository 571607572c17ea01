/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-difference-card.h"
#include "demains-difference-markup.h"
#include "demains-history-page.h"
#include "demains-moment-row.h"
#include "demains-test-window.h"
#include "demains-test.h"
#include "demains-version.h"
#include "demains-word-difference.h"

#define MANY 3000

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;
  GtkWindow *window;
  char *toast;
} Fixture;

static void
show_toast_cb (DemainsSession *session, AdwToast *toast, Fixture *fixture)
{
  g_set_str (&fixture->toast, gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast))));
}

static void
show (Fixture *fixture, int width)
{
  fixture->session = demains_session_new (fixture->project);
  g_signal_connect (fixture->session, "show-toast", G_CALLBACK (show_toast_cb), fixture);
  fixture->page = g_object_new (DEMAINS_TYPE_HISTORY_PAGE, "session", fixture->session, NULL);
  fixture->window = demains_test_window_new (fixture->page, width, 700);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), TRUE);
  demains_test_settle ();
}

static void
tear_down (Fixture *fixture)
{
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), FALSE);
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
  g_free (fixture->toast);
}

static GtkWidget *
find_label (Fixture *fixture, const char *text)
{
  GtkWidget *label = demains_test_find (fixture->page, GTK_TYPE_LABEL, "label", text);

  return label != NULL && gtk_widget_get_mapped (label) ? label : NULL;
}

static DemainsDifferenceCard *
find_card (Fixture *fixture, const char *title)
{
  GtkWidget *label = find_label (fixture, title);
  GtkWidget *card = label != NULL ? gtk_widget_get_ancestor (label, DEMAINS_TYPE_DIFFERENCE_CARD) : NULL;

  return card != NULL ? DEMAINS_DIFFERENCE_CARD (card) : NULL;
}

static void
click_in (DemainsDifferenceCard *card, const char *label)
{
  GtkWidget *button = demains_test_find (GTK_WIDGET (card), GTK_TYPE_BUTTON, "label", label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static GtkListBox *
get_list (Fixture *fixture)
{
  GtkWidget *row = demains_test_find (fixture->page, DEMAINS_TYPE_MOMENT_ROW, NULL, NULL);

  return GTK_LIST_BOX (gtk_widget_get_parent (row));
}

static void
select_row (Fixture *fixture, int index)
{
  GtkListBox *list = get_list (fixture);

  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, index));
}

static const char *
get_results (Fixture *fixture)
{
  GtkWidget *list = demains_test_find (fixture->page, ADW_TYPE_CLAMP_SCROLLABLE, NULL, NULL);
  GtkWidget *stack = gtk_widget_get_ancestor (list, GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static GtkWidget *
find_mapped_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *entry = find_mapped_entry (child);

      if (entry != NULL)
        return entry;
    }

  return NULL;
}

/* From nothing to a version: type, Enter. */
static void
test_from_empty (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  GListModel *versions = demains_project_get_versions (fixture.project);
  GtkWidget *entry;

  show (&fixture, 900);
  entry = find_mapped_entry (fixture.page);
  g_assert_nonnull (entry);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_list (&fixture))));
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "  Before lunch ");
  g_signal_emit_by_name (entry, "activate");
  demains_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 1);
  g_assert_nonnull (find_label (&fixture, "Before lunch"));
  g_assert_nonnull (strstr (fixture.toast, "Before lunch"));
  entry = find_mapped_entry (fixture.page);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture.window), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 1);
  tear_down (&fixture);
}

/* The paragraph that everybody liked before lunch. */
static void
test_bring_back (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  DemainsRecord *section
    = demains_record_list_get (demains_project_get_list (fixture.project, DEMAINS_KIND_SECTION), 0);
  DemainsRecord *kept = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  DemainsRecord *gone = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Cool rooms", kept);
  g_autofree char *gone_id = g_strdup (demains_record_get_id (gone));

  g_object_set (section, "text", "Nobody waits. The door is open since the first tram.", NULL);
  demains_project_add_version (fixture.project, DEMAINS_VERSION_NAMED, "Before lunch");
  g_object_set (section, "text", "Nobody waits.", NULL);
  g_object_set (kept, "name", "Night watch", NULL);
  demains_project_remove (fixture.project, gone);
  demains_project_add (fixture.project, DEMAINS_KIND_JOB, "Cook", NULL);

  show (&fixture, 900);
  demains_test_until (find_card (&fixture, "Cool rooms") != NULL);
  g_assert_nonnull (find_label (&fixture, "Deleted"));
  g_assert_nonnull (find_label (&fixture, "Added"));
  g_assert_nonnull (find_label (&fixture, "Nobody waits.<s> The door is open since the first tram.</s>"));
  g_assert_nonnull (find_label (&fixture, "<s>Street watch</s> → <b><u>Night watch</u></b>"));

  /* The same from the version's own row. */
  select_row (&fixture, 1);
  demains_test_until (find_card (&fixture, "Cool rooms") != NULL);
  click_in (find_card (&fixture, "Cool rooms"), "Bring Back");
  demains_test_until (demains_project_find (fixture.project, gone_id) != NULL);
  demains_test_until (fixture.toast != NULL);
  g_assert_cmpstr (fixture.toast, ==, "“Cool rooms” is as it was");
  g_assert_cmpstr (demains_record_get_title (kept), ==, "Night watch");
  demains_test_until (find_card (&fixture, "Cool rooms") == NULL);

  click_in (find_card (&fixture, "Cook"), "Delete");
  demains_test_until (find_card (&fixture, "Cook") == NULL);
  click_in (find_card (&fixture, "Night watch"), "Restore");
  demains_test_until (find_card (&fixture, "Night watch") == NULL);
  g_assert_cmpstr (demains_record_get_title (kept), ==, "Street watch");

  demains_session_set_page (fixture.session, "history");
  demains_session_undo (fixture.session);
  demains_test_until (g_str_equal (demains_record_get_title (kept), "Night watch"));
  demains_test_settle ();
  g_assert_cmpstr (demains_session_get_page (fixture.session), ==, "history");
  tear_down (&fixture);
}

static void
test_restore_everything (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  GListModel *functions = G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_FUNCTION));
  GListModel *versions = demains_project_get_versions (fixture.project);
  GtkWidget *button;

  demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  demains_project_add_version (fixture.project, DEMAINS_VERSION_NAMED, "Before lunch");
  demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Cool rooms", NULL);
  show (&fixture, 900);
  demains_test_until (find_card (&fixture, "Cool rooms") != NULL);
  button = demains_test_find (fixture.page, GTK_TYPE_BUTTON, "label", "Restore Everything");
  g_signal_emit_by_name (button, "clicked");
  demains_test_until (g_list_model_get_n_items (functions) == 1);
  demains_test_until (fixture.toast != NULL);
  g_assert_nonnull (strstr (fixture.toast, "Before lunch"));
  /* What there was can be found again too. */
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 2);
  demains_test_until (find_label (&fixture, "Before a restore") != NULL);

  g_assert_true (demains_test_undo (fixture.project));
  g_assert_cmpuint (g_list_model_get_n_items (functions), ==, 2);

  /* The oldest row; now there is something, then nothing to restore. */
  select_row (&fixture, 2);
  g_signal_emit_by_name (button, "clicked");
  demains_test_until (g_list_model_get_n_items (functions) == 1);
  demains_test_until (g_str_equal (get_results (&fixture), "same"));
  g_clear_pointer (&fixture.toast, g_free);
  g_signal_emit_by_name (button, "clicked");
  demains_test_until (fixture.toast != NULL);
  g_assert_cmpstr (fixture.toast, ==, "It already is as it was then");
  tear_down (&fixture);
}

/* A link is told by its ends, and comes back after them. */
static void
test_link (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  DemainsRecord *function = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  DemainsRecord *job = demains_project_add_linked (fixture.project, DEMAINS_KIND_JOB, "Watcher", function);
  GtkWidget *button;
  DemainsDifferenceCard *card;

  demains_project_add_version (fixture.project, DEMAINS_VERSION_NAMED, "Before lunch");
  demains_project_unlink (fixture.project, function, job);
  demains_project_remove (fixture.project, function);
  show (&fixture, 900);
  demains_test_until ((card = find_card (&fixture, "Street watch → Watcher")) != NULL);
  button = demains_test_find (GTK_WIDGET (card), GTK_TYPE_BUTTON, "label", "Bring Back");
  g_assert_false (gtk_widget_get_sensitive (button));
  click_in (find_card (&fixture, "Street watch"), "Bring Back");
  demains_test_until (find_card (&fixture, "Street watch") == NULL);
  click_in (find_card (&fixture, "Street watch → Watcher"), "Bring Back");
  demains_test_until (g_str_equal (get_results (&fixture), "same"));
  tear_down (&fixture);
}

/* Nobody named a version before lunch: what there was is found all the same. */
static void
test_break (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  DemainsRecord *liked = demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Cool rooms", NULL);
  g_autoptr (GPtrArray) steps = demains_project_list_steps (fixture.project);
  g_autofree char *id = g_strdup (demains_record_get_id (liked));

  for (guint i = 0; i < steps->len; i++)
    ((DemainsStep *)steps->pdata[i])->time -= 2 * G_TIME_SPAN_HOUR;
  demains_project_remove (fixture.project, liked);
  demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);

  show (&fixture, 900);
  g_assert_nonnull (find_label (&fixture, "Before a break"));
  select_row (&fixture, 1);
  demains_test_until (find_card (&fixture, "Cool rooms") != NULL);
  g_assert_nonnull (find_card (&fixture, "Street watch"));
  click_in (find_card (&fixture, "Cool rooms"), "Bring Back");
  demains_test_until (demains_project_find (fixture.project, id) != NULL);
  tear_down (&fixture);
}

static void
add_functions (DemainsProject *project, guint n)
{
  g_autoptr (DemainsRecord) first = demains_record_new (DEMAINS_KIND_FUNCTION);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, first);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DemainsRecord) record = demains_record_new (DEMAINS_KIND_FUNCTION);
      g_autofree char *name = g_strdup_printf ("Function %u", i);

      g_object_set (record, "name", name, NULL);
      demains_change_add (change, record);
    }
  demains_project_apply (project, change);
}

/* Who brings back one after the other is not thrown to the top each time. */
static void
test_keep_place (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  GListModel *functions = G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_FUNCTION));
  GtkWidget *card;
  GtkAdjustment *adjustment;
  double value;

  demains_project_add_version (fixture.project, DEMAINS_VERSION_NAMED, "Before lunch");
  add_functions (fixture.project, 100);
  show (&fixture, 900);
  demains_test_until (g_str_equal (get_results (&fixture), "list"));
  demains_test_settle ();
  card = demains_test_find (fixture.page, DEMAINS_TYPE_DIFFERENCE_CARD, NULL, NULL);
  adjustment
    = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (gtk_widget_get_ancestor (card, ADW_TYPE_CLAMP_SCROLLABLE)));
  gtk_adjustment_set_value (adjustment, 3000);
  demains_test_settle ();
  value = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (value, >, 2500);
  click_in (DEMAINS_DIFFERENCE_CARD (demains_test_find (fixture.page, DEMAINS_TYPE_DIFFERENCE_CARD, NULL, NULL)),
            "Delete");
  demains_test_until (g_list_model_get_n_items (functions) == 99);
  demains_test_until (fixture.toast != NULL);
  demains_test_spin (500);
  g_assert_cmpfloat (ABS (gtk_adjustment_get_value (adjustment) - value), <, 200);
  tear_down (&fixture);
}

static guint
count_cards (GtkWidget *widget)
{
  guint n = DEMAINS_IS_DIFFERENCE_CARD (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_cards (child);

  return n;
}

/* Thousands of differences, some hundred cards. */
static void
test_many (void)
{
  Fixture fixture = { .project = demains_test_create_english () };

  demains_project_add_version (fixture.project, DEMAINS_VERSION_NAMED, "Before lunch");
  add_functions (fixture.project, MANY);
  show (&fixture, 900);
  demains_test_until (g_str_equal (get_results (&fixture), "list"));
  demains_test_settle ();
  g_assert_cmpuint (count_cards (fixture.page), >, 2);
  g_assert_cmpuint (count_cards (fixture.page), <, MANY / 10);
  tear_down (&fixture);
}

/* The list first, then what changed, as a page with a way back. */
static void
test_narrow (void)
{
  Fixture fixture = { .project = demains_test_create_english () };
  AdwNavigationSplitView *split;
  GtkListBox *list;

  demains_project_add_version (fixture.project, DEMAINS_VERSION_NAMED,
                               "Before lunch, when everybody liked the paragraph about the tram and the open door");
  demains_project_add (fixture.project, DEMAINS_KIND_FUNCTION, "Cool rooms", NULL);
  show (&fixture, 360);
  split = ADW_NAVIGATION_SPLIT_VIEW (demains_test_find (fixture.page, ADW_TYPE_NAVIGATION_SPLIT_VIEW, NULL, NULL));
  g_assert_true (adw_navigation_split_view_get_collapsed (split));
  g_assert_false (adw_navigation_split_view_get_show_content (split));
  list = get_list (&fixture);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  select_row (&fixture, 1);
  demains_test_settle ();
  g_assert_true (adw_navigation_split_view_get_show_content (split));
  demains_test_until (find_card (&fixture, "Cool rooms") != NULL);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture.window)), ==, 360);
  tear_down (&fixture);
}

static void
test_read_only (void)
{
  DemainsProject *project = demains_test_create_english ();
  Fixture fixture = { 0 };

  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "Before lunch");
  demains_project_add (project, DEMAINS_KIND_FUNCTION, "Cool rooms", NULL);
  demains_test_flush (project);
  fixture.project = demains_test_open (demains_project_get_path (project), DEMAINS_OPEN_READ_ONLY, NULL);
  show (&fixture, 900);
  demains_test_until (find_card (&fixture, "Cool rooms") != NULL);
  g_assert_null (find_mapped_entry (fixture.page));
  g_assert_false (
    gtk_widget_get_visible (demains_test_find (fixture.page, GTK_TYPE_BUTTON, "label", "Restore Everything")));
  g_assert_false (gtk_widget_get_visible (
    demains_test_find (GTK_WIDGET (find_card (&fixture, "Cool rooms")), GTK_TYPE_BUTTON, "label", "Delete")));
  tear_down (&fixture);
  demains_test_close (project);
}

/* What is bold or struck through for the eye is told to the ear. */
static void
test_speech (void)
{
  g_autoptr (GArray) spans = demains_word_difference_find ("a <red> door", "a blue door", G_MAXINT);
  g_autofree char *markup = demains_difference_markup_from_words (spans);
  g_autofree char *speech = demains_difference_speech_from_words (spans);

  g_assert_cmpstr (markup, ==, "a <s>&lt;red&gt;</s> <b><u>blue</u></b> door");
  g_assert_cmpstr (speech, ==, "a  (deleted: <red>)  (added: blue)  door");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/history-page/from-empty", test_from_empty);
  g_test_add_func ("/history-page/bring-back", test_bring_back);
  g_test_add_func ("/history-page/restore-everything", test_restore_everything);
  g_test_add_func ("/history-page/link", test_link);
  g_test_add_func ("/history-page/break", test_break);
  g_test_add_func ("/history-page/keep-place", test_keep_place);
  g_test_add_func ("/history-page/many", test_many);
  g_test_add_func ("/history-page/narrow", test_narrow);
  g_test_add_func ("/history-page/read-only", test_read_only);
  g_test_add_func ("/history-page/speech", test_speech);

  return g_test_run ();
}
