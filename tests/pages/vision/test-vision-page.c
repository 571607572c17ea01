/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-view.h"
#include "demains-marked-list.h"
#include "demains-mention-picker.h"
#include "demains-project-passage.h"
#include "demains-question-view.h"
#include "demains-read-aloud.h"
#include "demains-section-column.h"
#include "demains-test.h"
#include "demains-vision-page.h"

#include <glib/gstdio.h>
#include <time.h>

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *window;
  DemainsPage *page;
} Fixture;

/* Long enough for a count and a frame after it. */
#define WAIT 350

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("vision.demains");

  g_unlink (path);
  self->project = demains_test_create (path);
  self->session = demains_session_new (self->project);
  self->page = g_object_new (DEMAINS_TYPE_VISION_PAGE, "session", self->session, NULL);
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 600);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  demains_test_spin (WAIT);
  demains_page_set_visible_now (self->page, TRUE);
  demains_test_spin (WAIT);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  demains_test_spin (20);
  g_assert_finalize_object (self->session);
  demains_test_close (self->project);
}

static DemainsRecordList *
get_list (Fixture *self)
{
  return demains_project_get_list (self->project, DEMAINS_KIND_SECTION);
}

static guint
count_sections (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_list (self)));
}

/* The nth widget of a type below another, in the order they are seen. */
static GtkWidget *
find_widget (GtkWidget *top, GType type, guint *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (top), type) && (*n)-- == 0)
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_nth (Fixture *self, GType type, guint n)
{
  return find_widget (GTK_WIDGET (self->page), type, &n);
}

static GtkTextBuffer *
get_buffer (Fixture *self, guint n)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, n)));
}

static const char *
get_text (Fixture *self, guint n)
{
  return demains_markdown_view_get_text (DEMAINS_MARKDOWN_VIEW (get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, n)));
}

static void
type (Fixture *self, guint n, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (self, n), text, -1, TRUE);
}

static GtkWidget *
get_focus (Fixture *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

/* A new project: every question is there, the keyboard is in the first text. */
static void
test_first (Fixture *self, gconstpointer data)
{
  guint n = count_sections (self);

  g_assert_cmpuint (n, >, 3);
  g_assert_nonnull (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, n - 1));
  g_assert_null (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, n));
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 0));
  g_assert_true (demains_session_get_selected (self->session, DEMAINS_KIND_SECTION)
                 == demains_record_list_get (get_list (self), 0));
}

static void
test_typing (Fixture *self, gconstpointer data)
{
  DemainsRecord *section = demains_record_list_get (get_list (self), 0);
  DemainsSectionColumn *column = DEMAINS_SECTION_COLUMN (get_nth (self, DEMAINS_TYPE_SECTION_COLUMN, 0));

  type (self, 0, "Aïcha ");
  type (self, 0, "ne pousse pas **la porte**.");
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Aïcha ne pousse pas **la porte**.");
  demains_test_spin (WAIT);
  g_assert_cmpuint (demains_section_column_get_words (column), ==, 6);

  demains_project_end_typing (self->project);
  type (self, 0, " Été.");
  g_assert_cmpstr (get_text (self, 0), ==, "Aïcha ne pousse pas **la porte**. Été.");
}

/* What is pasted is plain text with one kind of line end, and one step to undo. */
static void
test_paste (Fixture *self, gconstpointer data)
{
  GtkWidget *text = get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 0);
  GtkTextIter start, end;

  type (self, 0, "avant");
  demains_project_end_typing (self->project);
  gtk_text_buffer_get_bounds (get_buffer (self, 0), &start, &end);
  gtk_text_buffer_select_range (get_buffer (self, 0), &start, &end);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (text), "un\r\ndeux\rtrois\u2029qua\001tre\t🙂");
  g_signal_emit_by_name (text, "paste-clipboard");
  demains_test_spin (WAIT);
  g_assert_cmpstr (get_text (self, 0), ==, "un\ndeux\ntrois\nquatre\t🙂");
  g_assert_true (demains_test_undo (self->project));
  g_assert_cmpstr (get_text (self, 0), ==, "avant");
}

/* What is undone changes the text where it differs and nowhere else. */
static void
test_undo (Fixture *self, gconstpointer data)
{
  GtkTextBuffer *buffer = get_buffer (self, 0);
  GtkTextIter iter;
  int cursor;

  type (self, 0, "un trois");
  demains_project_end_typing (self->project);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 3);
  gtk_text_buffer_place_cursor (buffer, &iter);
  type (self, 0, "deux ");
  demains_test_flush (self->project);
  g_assert_cmpstr (get_text (self, 0), ==, "un deux trois");

  g_assert_true (demains_test_undo (self->project));
  g_assert_cmpstr (get_text (self, 0), ==, "un trois");
  g_object_get (buffer, "cursor-position", &cursor, NULL);
  g_assert_cmpint (cursor, ==, 3);
  g_assert_true (demains_test_redo (self->project));
  g_assert_cmpstr (get_text (self, 0), ==, "un deux trois");
  g_assert_true (demains_test_undo (self->project));
  g_assert_true (demains_test_undo (self->project));
  g_assert_cmpstr (get_text (self, 0), ==, "");
}

/* A section that moves keeps its widget, its cursor and the keyboard. */
static void
test_move (Fixture *self, gconstpointer data)
{
  GtkWidget *first = get_nth (self, DEMAINS_TYPE_SECTION_VIEW, 0);
  GtkWidget *text = get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 0);

  type (self, 0, "ici");
  gtk_widget_activate_action (first, "section.move-down", NULL);
  demains_test_spin (20);
  g_assert_true (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, 1) == first);
  g_assert_true (get_focus (self) == text);
  g_assert_true (demains_test_undo (self->project));
  demains_test_spin (20);
  g_assert_true (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, 0) == first);
  gtk_widget_activate_action (first, "section.move-up", NULL);
  demains_test_spin (20);
  g_assert_true (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, 0) == first);
  g_assert_true (demains_test_redo (self->project));
}

static void
test_add_and_delete (Fixture *self, gconstpointer data)
{
  guint n = count_sections (self);
  DemainsRecord *added;

  gtk_widget_activate_action (GTK_WIDGET (self->page), "vision.add-section", NULL);
  demains_test_spin (WAIT);
  g_assert_cmpuint (count_sections (self), ==, n + 1);
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_QUESTION_VIEW, n));
  added = demains_record_list_get (get_list (self), n);
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (self))),
                                                "Et\nla nuit ?", -1, TRUE);
  g_assert_cmpstr (demains_record_get_text (added, "question"), ==, "Et la nuit ?");
  gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_focus (self))), "\n", -1,
                                                TRUE);
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, n));

  gtk_widget_activate_action (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, n), "section.delete", NULL);
  demains_test_spin (WAIT);
  g_assert_cmpuint (count_sections (self), ==, n);
  g_assert_true (demains_test_undo (self->project));
  demains_page_reveal (self->page, added, "text");
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, n));

  while (count_sections (self) > 0)
    demains_project_remove (self->project, demains_record_list_get (get_list (self), 0));
  demains_test_spin (WAIT);
  g_assert_null (get_nth (self, DEMAINS_TYPE_SECTION_VIEW, 0));
  g_assert_true (gtk_widget_get_mapped (get_nth (self, ADW_TYPE_STATUS_PAGE, 0)));
  gtk_widget_activate_action (GTK_WIDGET (self->page), "vision.add-section", NULL);
  demains_test_spin (WAIT);
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_QUESTION_VIEW, 0));
}

static double
get_cursor_height (Fixture *self)
{
  GtkWidget *focus = get_focus (self);
  GdkRectangle cursor;
  graphene_point_t place;

  gtk_text_view_get_cursor_locations (GTK_TEXT_VIEW (focus), NULL, &cursor, NULL);
  g_assert_true (gtk_widget_compute_point (focus, self->window, &GRAPHENE_POINT_INIT (cursor.x, cursor.y), &place));

  return place.y;
}

/* Wherever the keyboard goes, its line is seen; in focus mode, in the middle. */
static void
test_follow (Fixture *self, gconstpointer data)
{
  guint n = count_sections (self);

  for (guint i = 0; i < 60; i++)
    type (self, 0, "encore une ligne\n");
  demains_test_spin (WAIT);
  g_assert_cmpfloat (get_cursor_height (self), >, 0);
  g_assert_cmpfloat (get_cursor_height (self), <, 560);

  demains_page_reveal (self->page, demains_record_list_get (get_list (self), n - 1), "text");
  demains_test_spin (WAIT);
  g_assert_cmpfloat (get_cursor_height (self), >, 0);
  g_assert_cmpfloat (get_cursor_height (self), <, 560);

  g_object_set (self->session, "focus-mode", TRUE, NULL);
  demains_test_spin (WAIT);
  g_assert_cmpfloat (get_cursor_height (self), >, 250);
  g_assert_cmpfloat (get_cursor_height (self), <, 350);
  demains_page_reveal (self->page, demains_record_list_get (get_list (self), 0), "text");
  demains_test_spin (WAIT);
  g_assert_cmpfloat (get_cursor_height (self), >, 250);
  g_assert_cmpfloat (get_cursor_height (self), <, 350);
}

/* Microseconds of this thread's own work, whatever else the machine does. */
static int
get_text_height (GtkTextView *view)
{
  GtkTextIter end;
  int y, height;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_get_line_yrange (view, &end, &y, &height);

  return y + height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

/* A text is always as high as what is in it. */
static void
test_text_size (Fixture *self, gconstpointer data)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkTextView *view = GTK_TEXT_VIEW (get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 1));
  const char *const sizes[] = { "100%", "240%", "60%", "100%" };
  int height = 0;

  for (guint i = 0; i < 30; i++)
    type (self, 1, "A morning in 2050, told at such length that it needs several lines. ");
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (self->window), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *style = g_strdup_printf (".content-text { font-size: %s; }", sizes[i]);

      gtk_css_provider_load_from_string (provider, style);
      demains_test_spin (WAIT);
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (view)), ==, get_text_height (view));
      g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (view)), !=, height);
      height = gtk_widget_get_height (GTK_WIDGET (view));
    }
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (self->window), GTK_STYLE_PROVIDER (provider));
}

static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* One key in a vision of 15,000 words, with all that follows it on the main loop
 * before the next frame. */
static void
test_long_vision (Fixture *self, gconstpointer data)
{
  guint n = count_sections (self);
  g_autoptr (GString) part = g_string_new (NULL);
  gint64 total = 0, longest = 0;

  for (guint i = 0; i < 15000 / n; i += 10)
    g_string_append (part, i % 100 == 90 ? "et *puis* la porte **reste** ouverte, tard, chaque soir.\n\n"
                                         : "la place est calme et le banc attend les voisins ");
  for (guint i = 0; i < n; i++)
    type (self, i, part->str);
  demains_test_spin (1500);
  g_assert_cmpuint (
    demains_section_column_get_words (DEMAINS_SECTION_COLUMN (get_nth (self, DEMAINS_TYPE_SECTION_COLUMN, 0))), >,
    14000);

  for (guint i = 0; i < 200; i++)
    {
      gint64 start = get_cpu_time ();
      gint64 took;

      type (self, n / 2, i % 6 == 5 ? " " : "e");
      while (demains_markdown_tags_get_busy (
        demains_markdown_view_get_tags (DEMAINS_MARKDOWN_VIEW (get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, n / 2)))))
        g_main_context_iteration (NULL, TRUE);
      took = get_cpu_time () - start;
      total += took;
      longest = MAX (longest, took);
    }
  g_test_message ("a key in 15,000 words: %.2f ms on average, %.1f ms at most", total / 200 / 1e3, longest / 1e3);
  g_assert_cmpint (total / 200, <, 16000);
}

/* @ and some letters of a title, Enter: its words, linked. One undo, and the letters
 * are back. */
static void
test_mention (Fixture *self, gconstpointer data)
{
  DemainsRecord *section = demains_record_list_get (get_list (self), 0);
  DemainsRecord *job = demains_project_add (self->project, DEMAINS_KIND_JOB, "Veilleuse de rue", NULL);
  GtkWidget *picker;
  g_autoptr (GPtrArray) marked = NULL;
  g_autofree char *linked = NULL;
  DemainsRecord *link;

  type (self, 0, "a@b ");
  picker = get_nth (self, DEMAINS_TYPE_MENTION_PICKER, 0);
  g_assert_false (gtk_widget_get_visible (picker));
  type (self, 0, "@");
  g_assert_true (gtk_widget_get_visible (picker));
  type (self, 0, "zzz");
  g_assert_false (gtk_widget_get_visible (picker));
  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 0), "backspace");
  type (self, 0, "rue");
  g_assert_true (gtk_widget_get_visible (picker));
  demains_mention_picker_activate (DEMAINS_MENTION_PICKER (picker));
  link = demains_record_list_get (demains_project_get_list (self->project, DEMAINS_KIND_LINK), 0);
  g_assert_cmpstr (demains_record_get_text (link, "type"), ==, "mentions");
  linked = g_strdup_printf ("a@b [Veilleuse de rue](#%s)", demains_record_get_token (link));
  g_assert_cmpstr (get_text (self, 0), ==, linked);
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 0));
  type (self, 0, " passe");
  demains_test_spin (20);

  /* Its words deleted, it is told; the record is not lost. */
  g_assert_false (gtk_widget_get_visible (get_nth (self, DEMAINS_TYPE_MARKED_LIST, 0)));
  gtk_text_buffer_set_text (get_buffer (self, 0), "rien", -1);
  demains_test_until (gtk_widget_get_visible (get_nth (self, DEMAINS_TYPE_MARKED_LIST, 0)));
  marked = demains_project_list_marked (self->project, section);
  g_assert_true (marked->len == 1 && marked->pdata[0] == link);
  g_assert_true (demains_test_undo (self->project));
  demains_test_until (!gtk_widget_get_visible (get_nth (self, DEMAINS_TYPE_MARKED_LIST, 0)));
  g_assert_true (demains_test_undo (self->project));
  g_assert_cmpstr (get_text (self, 0), ==, "a@b @rue");
  g_assert_true (demains_project_find (self->project, demains_record_get_id (job)) == job);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (self->project, DEMAINS_KIND_LINK))), ==, 0);
}

/* One key, no name, no words needed; what was said stays when the text goes on. */
static void
test_disagree (Fixture *self, gconstpointer data)
{
  DemainsRecordList *remarks = demains_project_get_list (self->project, DEMAINS_KIND_REMARK);
  GtkWidget *view = get_nth (self, DEMAINS_TYPE_SECTION_VIEW, 0);
  DemainsRecord *remark;
  g_autofree char *text = NULL;

  gtk_widget_activate_action (view, "section.remark", "s", "disagreement");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (remarks)), ==, 0);
  type (self, 0, "Tout le monde veille. Personne ne dort.");
  gtk_widget_activate_action (view, "section.remark", "s", "disagreement");
  remark = demains_record_list_get (remarks, 0);
  g_assert_cmpstr (demains_record_get_text (remark, "type"), ==, "disagreement");
  g_assert_cmpstr (demains_record_get_text (remark, "quote"), ==, "Personne ne dort.");
  text = g_strdup_printf ("Tout le monde veille. Personne ne dort.[⚑](#%s)", demains_record_get_token (remark));
  g_assert_cmpstr (get_text (self, 0), ==, text);
  demains_test_until (gtk_widget_get_visible (get_nth (self, DEMAINS_TYPE_MARKED_LIST, 0)));
  type (self, 0, " Sauf Marcel.");
  demains_test_spin (WAIT);
  g_assert_cmpuint (demains_section_view_get_words (DEMAINS_SECTION_VIEW (view)), ==, 9);
  g_assert_true (demains_project_has_passage (self->project, remark));
  demains_project_remove_marked (self->project, remark);
  g_assert_cmpstr (get_text (self, 0), ==, "Tout le monde veille. Personne ne dort. Sauf Marcel.");
}

static void
test_aloud (Fixture *self, gconstpointer data)
{
  DemainsReadAloud *aloud = DEMAINS_READ_ALOUD (get_nth (self, DEMAINS_TYPE_READ_ALOUD, 0));
  gint64 paused;

  /* Nothing to read: the text stays. */
  gtk_widget_activate_action (GTK_WIDGET (self->page), "vision.read-aloud", NULL);
  g_assert_true (gtk_widget_get_mapped (get_nth (self, DEMAINS_TYPE_SECTION_COLUMN, 0)));

  type (self, 0, "Un.\n\nDeux.");
  gtk_widget_activate_action (GTK_WIDGET (self->page), "vision.read-aloud", NULL);
  demains_test_spin (WAIT);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (aloud)));
  g_assert_true (ADW_IS_BIN (get_focus (self)));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (adw_bin_get_child (ADW_BIN (get_focus (self))))), ==, "Un.");
  demains_test_spin (WAIT);
  g_assert_cmpint (demains_read_aloud_get_elapsed (aloud), >, 0);
  demains_read_aloud_stop (aloud);
  paused = demains_read_aloud_get_elapsed (aloud);
  demains_test_spin (WAIT);
  g_assert_cmpint (demains_read_aloud_get_elapsed (aloud), ==, paused);
  g_signal_emit_by_name (aloud, "ended");
  demains_test_spin (WAIT);
  g_assert_true (get_focus (self) == get_nth (self, DEMAINS_TYPE_MARKDOWN_VIEW, 0));
}

/* The line and the verb are fields of the project, there before the sections. */
static void
test_telling (Fixture *self, gconstpointer data)
{
  GtkTextView *pitch = GTK_TEXT_VIEW (get_nth (self, GTK_TYPE_TEXT_VIEW, 0));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (pitch), "Une halle ouverte", -1);
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (self->project), "pitch"), ==,
                   "Une halle ouverte");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, function) g_test_add ("/vision-page/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("first", test_first);
  ADD ("typing", test_typing);
  ADD ("mention", test_mention);
  ADD ("disagree", test_disagree);
  ADD ("aloud", test_aloud);
  ADD ("telling", test_telling);
  ADD ("paste", test_paste);
  ADD ("undo", test_undo);
  ADD ("move", test_move);
  ADD ("add-and-delete", test_add_and_delete);
  ADD ("follow", test_follow);
  ADD ("text-size", test_text_size);
  ADD ("long-vision", test_long_vision);

  return g_test_run ();
}
