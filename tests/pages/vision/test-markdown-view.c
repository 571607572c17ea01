/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-view.h"
#include "demains-vision-spelling.h"

#include <adwaita.h>
#include <string.h>
#include <time.h>

static void
settle (DemainsMarkdownView *view)
{
  while (demains_markdown_tags_get_busy (demains_markdown_view_get_tags (view)) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static DemainsMarkdownView *
create_view (const char *text)
{
  DemainsMarkdownView *view = g_object_ref_sink (g_object_new (DEMAINS_TYPE_MARKDOWN_VIEW, "text", text, NULL));

  settle (view);

  return view;
}

static GtkTextBuffer *
get_buffer (DemainsMarkdownView *view)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
place_cursor (DemainsMarkdownView *view, int offset)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &iter, offset);
  gtk_text_buffer_place_cursor (get_buffer (view), &iter);
  settle (view);
}

static int
get_cursor (DemainsMarkdownView *view)
{
  int offset;

  g_object_get (get_buffer (view), "cursor-position", &offset, NULL);

  return offset;
}

/* The text that has a tag, pieces parted by |. */
static char *
find_tagged (DemainsMarkdownView *view, GtkTextTag *tag)
{
  GString *found = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (get_buffer (view), &iter);
  while (gtk_text_iter_starts_tag (&iter, tag) || gtk_text_iter_forward_to_tag_toggle (&iter, tag))
    {
      GtkTextIter start = iter;
      g_autofree char *piece = NULL;

      if (!gtk_text_iter_starts_tag (&iter, tag))
        break;
      gtk_text_iter_forward_to_tag_toggle (&iter, tag);
      piece = gtk_text_iter_get_text (&start, &iter);
      g_string_append_printf (found, "%s%s", found->len > 0 ? "|" : "", piece);
      if (!gtk_text_iter_starts_tag (&iter, tag) && !gtk_text_iter_forward_to_tag_toggle (&iter, tag))
        break;
    }

  return g_string_free (found, FALSE);
}

static void
assert_tagged (DemainsMarkdownView *view, DemainsSpanKind kind, guint level, const char *expected)
{
  DemainsMarkdownTags *tags = demains_markdown_view_get_tags (view);
  g_autofree char *found = find_tagged (view, demains_markdown_tags_get (tags, kind, level));

  g_assert_cmpstr (found, ==, expected);
}

static void
insert (DemainsMarkdownView *view, int offset, const char *text)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &iter, offset);
  gtk_text_buffer_insert (get_buffer (view), &iter, text, -1);
  settle (view);
}

static void
erase (DemainsMarkdownView *view, int from, int to)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &start, from);
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &end, to);
  gtk_text_buffer_delete (get_buffer (view), &start, &end);
  settle (view);
}

static void
count_notify_cb (guint *count)
{
  (*count)++;
}

static void
test_tags (void)
{
  g_autoptr (DemainsMarkdownView) view = create_view ("Été **gras** et *à*\n\n> cité 🙂\n> *fin*\n\n- un\n  - deux");

  assert_tagged (view, DEMAINS_SPAN_STRONG, 0, "**gras**");
  assert_tagged (view, DEMAINS_SPAN_EMPHASIS, 0, "*à*|*fin*");
  assert_tagged (view, DEMAINS_SPAN_MARK, 0, "**|**|*|*|*|*");
  assert_tagged (view, DEMAINS_SPAN_QUOTE, 1, "> cité 🙂|> *fin*");
  assert_tagged (view, DEMAINS_SPAN_BULLET, 1, "- un\n  - deux");
  assert_tagged (view, DEMAINS_SPAN_BULLET, 2, "  - deux");
}

/* What is read again after a change, a piece at a time, is what would be found in
 * the whole text at once. */
static void
test_incremental (void)
{
  static const char *const parts[] = { "*", "**", "é", " ", "\n", "\n\n", "> ", "- ", "1. ", "mot", "🙂", "# " };
  g_autoptr (DemainsMarkdownView) view = create_view ("");

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (DemainsMarkdownView) fresh = NULL;
      int length = gtk_text_buffer_get_char_count (get_buffer (view));

      if (length > 120)
        erase (view, g_test_rand_int_range (0, 60), g_test_rand_int_range (60, 120));
      else
        insert (view, g_test_rand_int_range (0, length + 1), parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);

      fresh = create_view (demains_markdown_view_get_text (view));
      for (guint kind = DEMAINS_SPAN_STRONG; kind <= DEMAINS_SPAN_NUMBER_MARK; kind++)
        {
          g_autofree char *expected
            = find_tagged (fresh, demains_markdown_tags_get (demains_markdown_view_get_tags (fresh), kind, 1));

          assert_tagged (view, kind, 1, expected);
        }
    }
}

static void
test_near (void)
{
  g_autoptr (DemainsMarkdownView) view = create_view ("un **deux**\ntrois *quatre*");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();
  GtkTextTag *near = demains_markdown_tags_get_near (demains_markdown_view_get_tags (view));
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *elsewhere = NULL;

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (view));
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (view));

  place_cursor (view, 0);
  first = find_tagged (view, near);
  g_assert_cmpstr (first, ==, "**|**");
  place_cursor (view, 14);
  second = find_tagged (view, near);
  g_assert_cmpstr (second, ==, "*|*");
  gtk_widget_grab_focus (button);
  elsewhere = find_tagged (view, near);
  g_assert_cmpstr (elsewhere, ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_set_text (void)
{
  const struct
  {
    const char *before;
    const char *after;
    int cursor;
  } cases[] = {
    { "", "été", 3 },
    { "un deux trois", "un trois", 3 },
    { "un trois", "un deux trois", 8 },
    { "é", "è", 1 },
    { "aé", "aè", 2 },
    { "🙂a", "🙃a", 1 },
    { "aaa", "aaaa", 4 },
    { "abc", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DemainsMarkdownView) view = create_view (cases[i].before);
      guint notified = 0;

      g_signal_connect_swapped (view, "notify::text", G_CALLBACK (count_notify_cb), &notified);
      demains_markdown_view_set_text (view, cases[i].after);
      g_assert_cmpstr (demains_markdown_view_get_text (view), ==, cases[i].after);
      g_assert_cmpint (get_cursor (view), ==, cases[i].cursor);
      g_assert_cmpuint (notified, ==, 1);
      demains_markdown_view_set_text (view, cases[i].after);
      g_assert_cmpuint (notified, ==, 1);
    }
}

/* A user's action is one change of the text, whatever it does to the buffer. */
static void
test_notify (void)
{
  g_autoptr (DemainsMarkdownView) view = create_view ("un deux");
  GtkTextBuffer *buffer = get_buffer (view);
  guint notified = 0;

  g_signal_connect_swapped (view, "notify::text", G_CALLBACK (count_notify_cb), &notified);
  place_cursor (view, 4);
  demains_markdown_view_toggle (view, DEMAINS_SPAN_STRONG);
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "un **deux**");
  g_assert_cmpint (get_cursor (view), ==, 6);
  g_assert_cmpuint (notified, ==, 1);

  gtk_text_buffer_begin_user_action (buffer);
  erase (view, 0, 3);
  insert (view, 0, "x ");
  g_assert_cmpuint (notified, ==, 1);
  gtk_text_buffer_end_user_action (buffer);
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "x **deux**");
}

static void
test_read_only (void)
{
  g_autoptr (DemainsMarkdownView) view = create_view ("un deux");

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  place_cursor (view, 4);
  demains_markdown_view_toggle (view, DEMAINS_SPAN_STRONG);
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "un deux");
}

static void
press_enter (DemainsMarkdownView *view, int offset)
{
  GtkSourceIndenter *indenter = gtk_source_view_get_indenter (GTK_SOURCE_VIEW (view));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &iter, offset);
  g_assert_true (gtk_source_indenter_is_trigger (indenter, GTK_SOURCE_VIEW (view), &iter, 0, GDK_KEY_Return));
  gtk_text_buffer_insert (get_buffer (view), &iter, "\n", 1);
  gtk_source_indenter_indent (indenter, GTK_SOURCE_VIEW (view), &iter);
  gtk_text_buffer_place_cursor (get_buffer (view), &iter);
  settle (view);
}

static void
test_enter (void)
{
  const struct
  {
    const char *before;
    int at;
    const char *after;
    int cursor;
  } cases[] = {
    { "- été", 5, "- été\n- ", 8 },    { "- un deux", 5, "- un \n- deux", 8 },
    { "- un\n- ", 7, "- un\n\n", 6 },  { "- un\n- \n- trois", 7, "- un\n\n\n- trois", 6 },
    { "> un", 4, "> un\n> ", 7 },      { "> un\n> ", 7, "> un\n\n", 6 },
    { "9. un", 5, "9. un\n10. ", 10 }, { "un", 2, "un\n", 3 },
    { "> un", 2, "> \nun", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DemainsMarkdownView) view = create_view (cases[i].before);

      press_enter (view, cases[i].at);
      g_assert_cmpstr (demains_markdown_view_get_text (view), ==, cases[i].after);
      g_assert_cmpint (get_cursor (view), ==, cases[i].cursor);
    }
}

static void
test_spelling (void)
{
  g_autoptr (SpellingChecker) french = demains_vision_spelling_create ("fr");
  g_autoptr (SpellingChecker) english = demains_vision_spelling_create ("en");
  g_autoptr (SpellingChecker) none = demains_vision_spelling_create ("xx");
  g_autoptr (DemainsMarkdownView) view = create_view ("la maisson");

  g_assert_null (none);
  if (french == NULL || english == NULL)
    {
      g_test_skip ("No dictionary");
      return;
    }
  g_assert_true (spelling_checker_check_word (french, "maison", -1));
  g_assert_true (spelling_checker_check_word (french, "CCAS", -1));
  g_assert_false (spelling_checker_check_word (french, "neighbourhood", -1));
  g_assert_true (spelling_checker_check_word (english, "house", -1));

  demains_markdown_view_set_spell_checker (view, french);
  g_assert_nonnull (gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (view)));
  demains_markdown_view_set_spell_checker (view, english);
  demains_markdown_view_set_spell_checker (view, NULL);
  g_assert_null (gtk_text_view_get_extra_menu (GTK_TEXT_VIEW (view)));
}

static char *
make_long_text (gsize size)
{
  GString *text = g_string_sized_new (size + 200);

  while (text->len < size)
    g_string_append (
      text, "Elle *traverse* la place, l’été, et **personne** n’attend derrière un guichet.\n\n- une\n- deux\n\n");

  return g_string_free (text, FALSE);
}

/* Microseconds of this thread's own work, whatever else the machine does. */
static gint64
get_cpu_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Five megabytes pasted: the paste itself costs little more than in a bare
 * buffer, and no slice of the rest holds up a frame for long. */
static void
test_long_paste (void)
{
  g_autofree char *text = make_long_text (5 * 1024 * 1024);
  g_autoptr (GtkTextBuffer) plain = gtk_text_buffer_new (NULL);
  g_autoptr (DemainsMarkdownView) view = create_view ("début");
  gint64 start = get_cpu_time ();
  gint64 bare, pasted, longest = 0, total;

  gtk_text_buffer_insert_at_cursor (plain, text, -1);
  bare = get_cpu_time () - start;

  start = get_cpu_time ();
  gtk_text_buffer_insert_at_cursor (get_buffer (view), text, -1);
  pasted = get_cpu_time () - start;

  start = get_cpu_time ();
  while (demains_markdown_tags_get_busy (demains_markdown_view_get_tags (view)))
    {
      gint64 before = get_cpu_time ();

      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, get_cpu_time () - before);
    }
  total = get_cpu_time () - start;

  g_test_message ("bare %.0f ms, pasted %.0f ms (× %.2f), formatted in %.0f ms, longest slice %.1f ms", bare / 1e3,
                  pasted / 1e3, (double)pasted / bare, total / 1e3, longest / 1e3);
  g_assert_cmpfloat ((double)pasted / bare, <, 4);
  g_assert_cmpint (longest, <, 100000);
}

/* Links show no marks, the cursor passes over them, and no edit leaves half of one. */
static void
test_links (void)
{
  static const char text[] = "la [veille de rue](#00000001) passe.[⚑](#00000002) Fin";
  const int words = strlen ("la [");
  const int after_words = words + strlen ("veille de rue");
  const int after_link = after_words + strlen ("](#00000001)");
  const int word_ends[] = { 2, words + 6, words + 9, after_link, after_link + 6, 50 };
  GtkWidget *window = gtk_window_new ();
  DemainsMarkdownView *view = create_view (text);
  g_autofree char *seen = NULL;
  g_autofree char *tagged = NULL;
  GtkTextIter start, end;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  settle (view);
  gtk_text_buffer_get_bounds (get_buffer (view), &start, &end);
  seen = gtk_text_iter_get_visible_text (&start, &end);
  g_assert_cmpstr (seen, ==, "la veille de rue passe.⚑ Fin");
  tagged = find_tagged (view, demains_markdown_tags_get (demains_markdown_view_get_tags (view), DEMAINS_SPAN_LINK, 0));
  g_assert_cmpstr (tagged, ==, "[veille de rue](#00000001)");

  /* Fifteen steps from "la" to the blank after the link, and as many back. */
  place_cursor (view, 2);
  for (guint i = 0; i < strlen (" veille de rue "); i++)
    g_signal_emit_by_name (view, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, 1, FALSE);
  g_assert_cmpint (get_cursor (view), ==, after_link + 1);
  for (guint i = 0; i < strlen (" veille de rue "); i++)
    g_signal_emit_by_name (view, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, -1, FALSE);
  g_assert_cmpint (get_cursor (view), ==, 2);

  /* By words too: "la", three of the link, "passe", the flag. */
  place_cursor (view, 0);
  for (guint i = 0; i < G_N_ELEMENTS (word_ends); i++)
    {
      g_signal_emit_by_name (view, "move-cursor", GTK_MOVEMENT_WORDS, 1, FALSE);
      g_assert_cmpint (get_cursor (view), ==, word_ends[i]);
    }

  /* The letter that is seen before the cursor goes, not the mark. */
  place_cursor (view, after_link);
  g_signal_emit_by_name (view, "backspace");
  g_assert_true (g_str_has_prefix (demains_markdown_view_get_text (view), "la [veille de ru](#00000001) passe"));
  gtk_text_buffer_insert_interactive_at_cursor (get_buffer (view), "e", -1, TRUE);
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, text);
  place_cursor (view, words - 1);
  g_signal_emit_by_name (view, "delete-from-cursor", GTK_DELETE_CHARS, 1);
  g_assert_true (g_str_has_prefix (demains_markdown_view_get_text (view), "la [eille de rue](#00000001) passe"));
  demains_markdown_view_set_text (view, text);

  /* Cut and pasted, words take their link along, though its marks were not selected.
   * Nothing is dispatched in between: no key was pressed, so that the compositor may
   * say that the clipboard is not ours. */
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &start, words);
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &end, after_words);
  gtk_text_buffer_select_range (get_buffer (view), &start, &end);
  g_signal_emit_by_name (view, "cut-clipboard");
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "la  passe.[⚑](#00000002) Fin");
  gtk_text_buffer_get_start_iter (get_buffer (view), &start);
  gtk_text_buffer_place_cursor (get_buffer (view), &start);
  g_signal_emit_by_name (view, "paste-clipboard");
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "[veille de rue](#00000001)la  passe.[⚑](#00000002) Fin");
  demains_markdown_view_set_text (view, text);

  /* What cuts into a mark takes all of it. */
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &start, after_words - 3);
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &end, after_words + 2);
  gtk_text_buffer_delete_interactive (get_buffer (view), &start, &end, TRUE);
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "la veille de  passe.[⚑](#00000002) Fin");

  /* A flag goes whole. */
  place_cursor (view, strlen ("la veille de  passe.") + strlen ("[.](#00000002)"));
  g_signal_emit_by_name (view, "backspace");
  g_assert_cmpstr (demains_markdown_view_get_text (view), ==, "la veille de  passe. Fin");

  /* Bold words stay linked. */
  demains_markdown_view_set_text (view, text);
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &start, words);
  gtk_text_buffer_get_iter_at_offset (get_buffer (view), &end, after_words);
  gtk_text_buffer_select_range (get_buffer (view), &start, &end);
  demains_markdown_view_toggle (view, DEMAINS_SPAN_STRONG);
  g_assert_true (g_str_has_prefix (demains_markdown_view_get_text (view), "la [**veille de rue**](#00000001) passe"));

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (view);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/markdown-view/tags", test_tags);
  g_test_add_func ("/markdown-view/incremental", test_incremental);
  g_test_add_func ("/markdown-view/near", test_near);
  g_test_add_func ("/markdown-view/set-text", test_set_text);
  g_test_add_func ("/markdown-view/notify", test_notify);
  g_test_add_func ("/markdown-view/read-only", test_read_only);
  g_test_add_func ("/markdown-view/enter", test_enter);
  g_test_add_func ("/markdown-view/spelling", test_spelling);
  g_test_add_func ("/markdown-view/long-paste", test_long_paste);
  g_test_add_func ("/markdown-view/links", test_links);

  return g_test_run ();
}
