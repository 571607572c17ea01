/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a letter typed into the vision costs the main loop: the moment in which it
 * is taken in, and all that follows until the next one, with layout and drawing
 * (by the processor here). Typed ten a second, as a fast typist does. */

#include "config.h"

#include "bench.h"

#include "demains-markdown-view.h"
#include "demains-vision-page.h"

#include <glib/gstdio.h>

#define KEYS 200
#define KEY_MICROSECONDS 100000
#define WORDS 15000

/* What is typed, over and over. */
static const char SENTENCE[] = " Il est sept heures, et personne ne pousse la porte.";

static gint64 slept;

/* The main loop's own sleep is no work. */
static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 start = g_get_monotonic_time ();
  int answer = g_poll (fds, n_fds, timeout);

  slept += g_get_monotonic_time () - start;

  return answer;
}

static GtkTextView *
find_view (GtkWidget *top)
{
  if (DEMAINS_IS_MARKDOWN_VIEW (top))
    return GTK_TEXT_VIEW (top);
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkTextView *found = find_view (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Writes words into a section each, evenly. */
static void
write_words (DemainsProject *project, guint n_words, guint n_sections)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_SECTION);

  for (guint i = 0; i < n_sections; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint word = 0; word < n_words / n_sections; word++)
        g_string_append (text, word % 60 == 59 ? "jour.\n\n" : word % 12 == 11 ? "**nuit** " : "maison ");
      g_object_set (demains_record_list_get (list, i), "text", text->str, NULL);
    }
}

static void
type_keys (const char *folder, const char *variant, guint n_words, guint n_sections, double taken_in[], double all[])
{
  g_autofree char *path = g_build_filename (folder, "keys.demains", NULL);
  DemainsProject *project = bench_create_project (path);
  g_autoptr (DemainsSession) session = demains_session_new (project);
  GtkWidget *page, *window;
  GtkTextBuffer *buffer;
  GtkTextIter end;

  write_words (project, n_words, n_sections);
  page = g_object_new (DEMAINS_TYPE_VISION_PAGE, "session", session, NULL);
  window = g_object_new (ADW_TYPE_WINDOW, "content", page, "default-width", 1024, "default-height", 768, NULL);
  gtk_window_present (GTK_WINDOW (window));
  demains_page_set_visible_now (DEMAINS_PAGE (page), TRUE);
  bench_spin (2 * G_USEC_PER_SEC);
  buffer = gtk_text_view_get_buffer (find_view (page));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, gtk_text_buffer_get_char_count (buffer) / 2);
  gtk_text_buffer_place_cursor (buffer, &end);

  for (int i = 0; i < KEYS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      slept = 0;
      gtk_text_buffer_insert_interactive_at_cursor (buffer, SENTENCE + i % strlen (SENTENCE), 1, TRUE);
      taken_in[i] = (g_get_monotonic_time () - start) / 1000.0;
      bench_spin (KEY_MICROSECONDS);
      all[i] = (g_get_monotonic_time () - start - slept) / 1000.0;
    }

  gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&session);
  bench_spin (G_USEC_PER_SEC / 10);
  bench_flush_project (project);
  bench_close_project (project);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    guint words;
    guint sections;
  } variants[] = {
    { "60 words in a section", 60, 1 },
    { "15,000 words in seven sections", WORDS, 7 },
    { "15,000 words in one section", WORDS, 1 },
  };
  static double taken_in[G_N_ELEMENTS (variants)][KEYS], all[G_N_ELEMENTS (variants)][KEYS];

  g_assert_cmpint (argc, ==, 2);
  adw_init ();
  g_main_context_set_poll_func (NULL, poll_cb);

  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    type_keys (argv[1], variants[i].name, variants[i].words, variants[i].sections, taken_in[i], all[i]);

  bench_print_title ("A letter taken in", "ms");
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    for (int key = 0; key < KEYS; key++)
      bench_print (variants[i].name, taken_in[i][key]);
  bench_print_title ("A letter, with all that follows until the next", "ms");
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    for (int key = 0; key < KEYS; key++)
      bench_print (variants[i].name, all[i][key]);

  return 0;
}
