/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-prompter-window.h"
#include "demains-test-window.h"
#include "demains-text.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

static const char *const FONTS[] = {
  "font-family: Sans",
  "font-family: Serif; font-style: italic",
  "font-family: Monospace",
  "font-family: Sans; font-weight: 900; letter-spacing: 3px",
  "font-family: Serif; font-size: 40px",
};
static const int WIDTHS[] = { 160, 320, 640 };
static const guint PACES[] = { 60, 130, 220 };

static const char WORDS[]
  = "Il est sept heures\u202f: Aïcha frappe au volet. Odette répond, sans se presser, qu’elle a bien "
    "dormi et que la nuit fut longue, mais douce.";

typedef struct
{
  GtkWidget *prompter;
  gint64 wanted;
  gint64 began;
  gint64 moved;
  gint64 moved_before;
  gint64 took;
} Run;

static gint64
get_time (const Run *run)
{
  return (g_get_monotonic_time () - run->began) * 1000;
}

static void
moved_cb (GtkWidget *prompter, GParamSpec *pspec, Run *run)
{
  run->moved_before = run->moved;
  run->moved = get_time (run);
}

static void
ended_cb (GtkWidget *prompter, Run *run)
{
  run->took = get_time (run);
}

/* So many words that each run takes about as long. */
static char *
take_words (guint n)
{
  g_auto (GStrv) words = g_strsplit (WORDS, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL && demains_text_count_words (text->str) < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[i]);

  return g_string_free (text, FALSE);
}

static void
add_style (GtkWidget *widget, guint font)
{
  g_autofree char *name = g_strdup_printf ("font%u", font);

  gtk_widget_set_name (widget, name);
}

static void
load_fonts (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  g_autoptr (GString) css = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (FONTS); i++)
    g_string_append_printf (css, "#font%u { %s; }\n", i, FONTS[i]);
  gtk_css_provider_load_from_string (provider, css->str);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider), 900);
}

static void
start (Run *run)
{
  run->began = g_get_monotonic_time ();
  g_object_set (run->prompter, "playing", TRUE, NULL);
}

static void
make_run (Run *run, GtkFixed *fixed, guint index, guint font, int width)
{
  run->prompter = g_object_new (DEMAINS_TYPE_PROMPTER, NULL);
  add_style (run->prompter, font);
  gtk_widget_set_size_request (run->prompter, width, 60);
  gtk_fixed_put (fixed, run->prompter, index % 3 * 180, index * 12);
  g_signal_connect (run->prompter, "notify::position", G_CALLBACK (moved_cb), run);
  g_signal_connect (run->prompter, "ended", G_CALLBACK (ended_cb), run);
}

static void
wait_for (Run *runs, guint n)
{
  gint64 until = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  for (guint i = 0; i < n; i++)
    while (runs[i].took == 0 && g_get_monotonic_time () < until)
      g_main_context_iteration (NULL, TRUE);
}

/* The end shows in a frame, which on a busy computer comes late: it was between that one and the one before. */
static void
check_runs (Run *runs, guint n)
{
  double worst = 0;

  for (guint i = 0; i < n; i++)
    {
      gint64 off = MAX (runs[i].wanted - runs[i].took, runs[i].moved_before - runs[i].wanted);
      double share = MAX (off, 0) / (double)runs[i].wanted;

      worst = MAX (worst, share);
      g_assert_cmpfloat (share, <=, 0.02);
    }
  g_test_message ("%u runs, at most %.2f %% from words / pace", n, worst * 100);
}

/* Actual time, in a window that is drawn: 5 fonts, 3 widths, 3 paces, and a wanted length. */
static void
test_time (void)
{
  Run runs[G_N_ELEMENTS (FONTS) * G_N_ELEMENTS (WIDTHS) * (G_N_ELEMENTS (PACES) + 1)] = { { NULL } };
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWindow *window = demains_test_window_new (fixed, 1000, 720);
  guint n = 0;

  load_fonts ();
  for (guint font = 0; font < G_N_ELEMENTS (FONTS); font++)
    for (guint width = 0; width < G_N_ELEMENTS (WIDTHS); width++)
      for (guint pace = 0; pace <= G_N_ELEMENTS (PACES); pace++)
        {
          Run *run = &runs[n];

          make_run (run, GTK_FIXED (fixed), n++, font, WIDTHS[width]);
          if (pace < G_N_ELEMENTS (PACES))
            {
              g_autofree char *text = take_words (PACES[pace] / 10);

              run->wanted = demains_text_count_words (text) * 60 * SECOND / PACES[pace];
              g_object_set (run->prompter, "text", text, "words-per-minute", PACES[pace], NULL);
            }
          else
            {
              run->wanted = 7 * SECOND;
              g_object_set (run->prompter, "text", WORDS, "target", run->wanted, NULL);
            }
        }
  demains_test_settle ();
  for (guint i = 0; i < n; i++)
    start (&runs[i]);
  wait_for (runs, n);
  check_runs (runs, n);
  demains_test_window_close (window);
}

/* Another font, width or size of letters on the way changes nothing of the time. */
static void
test_changes (void)
{
  Run run = { NULL };
  GtkWidget *fixed = gtk_fixed_new ();
  GtkWindow *window = demains_test_window_new (fixed, 700, 300);
  gint64 before, after;

  make_run (&run, GTK_FIXED (fixed), 0, 0, 600);
  run.wanted = 6 * SECOND;
  g_object_set (run.prompter, "text", WORDS, "target", run.wanted, NULL);
  demains_test_settle ();
  start (&run);
  demains_test_settle ();
  g_object_get (run.prompter, "position", &before, NULL);
  g_object_set (run.prompter, "text-scale", 2.0, "mirrored", TRUE, NULL);
  gtk_widget_set_size_request (run.prompter, 200, 60);
  g_object_get (run.prompter, "position", &after, NULL);
  g_assert_cmpint (after, ==, before);
  wait_for (&run, 1);
  check_runs (&run, 1);
  demains_test_window_close (window);
}

static gint64
get_position (GtkWidget *prompter)
{
  gint64 position;

  g_object_get (prompter, "position", &position, NULL);

  return position;
}

static void
test_steps (void)
{
  GtkWidget *prompter = g_object_new (DEMAINS_TYPE_PROMPTER, "text", "**One two** three. Four five six. Seven.",
                                      "words-per-minute", 60, NULL);
  GtkWindow *window = demains_test_window_new (prompter, 400, 200);
  DemainsPrompter *self = DEMAINS_PROMPTER (prompter);
  gboolean playing;
  double scale;

  /* Its marks are no words. */
  g_assert_cmpint (demains_prompter_get_duration (self), ==, 7 * SECOND);
  demains_prompter_step (self, 1);
  g_assert_cmpint (get_position (prompter), >, 2 * SECOND);
  g_assert_cmpint (get_position (prompter), <, 4 * SECOND);
  demains_prompter_step (self, -1);
  g_assert_cmpint (get_position (prompter), ==, 0);

  /* Twice as fast, the same word is at the mark. */
  g_object_set (prompter, "position", 4 * SECOND, "words-per-minute", 120, NULL);
  g_assert_cmpint (get_position (prompter), ==, 2 * SECOND);
  g_assert_cmpint (demains_prompter_get_duration (self), ==, 7 * SECOND / 2);
  g_object_set (prompter, "words-per-minute", 60, NULL);

  /* By keyboard: it goes on from where it is, and stands still when paused. */
  gtk_widget_grab_focus (prompter);
  g_assert_true (demains_test_press (window, "space"));
  demains_test_settle ();
  g_assert_cmpint (get_position (prompter), >, 4 * SECOND);
  g_assert_true (demains_test_press (window, "space"));
  g_object_get (prompter, "playing", &playing, NULL);
  g_assert_false (playing);
  g_object_set (prompter, "position", 5 * SECOND, NULL);
  demains_test_settle ();
  g_assert_cmpint (get_position (prompter), ==, 5 * SECOND);
  g_assert_true (demains_test_press (window, "Home"));
  g_assert_cmpint (get_position (prompter), ==, 0);

  /* Each press is a step, and back again. */
  g_assert_true (demains_test_press (window, "Up"));
  g_object_get (prompter, "text-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1.1, 0.001);
  g_assert_true (demains_test_press (window, "Down"));
  g_object_get (prompter, "text-scale", &scale, NULL);
  g_assert_cmpfloat_with_epsilon (scale, 1, 0.001);

  g_object_set (prompter, "position", 100 * SECOND, NULL);
  g_assert_cmpint (get_position (prompter), ==, 7 * SECOND);

  g_object_set (prompter, "text", "", NULL);
  demains_test_settle ();
  g_assert_cmpint (demains_prompter_get_duration (self), ==, 0);
  demains_test_window_close (window);
}

static void
tap (GtkWidget *prompter, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (prompter);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller))
        g_signal_emit_by_name (controller, "released", 1, 50.0, y);
    }
}

static void
count_cb (GtkWidget *prompter, guint *count)
{
  ++*count;
}

/* A tap goes to the line that it is on; on the line that is read it plays, and then it pauses. */
static void
test_tap (void)
{
  GtkWidget *prompter = g_object_new (DEMAINS_TYPE_PROMPTER, "text", WORDS, "words-per-minute", 60, NULL);
  GtkWindow *window = demains_test_window_new (prompter, 300, 300);
  gint64 first, second;
  gboolean playing;
  guint placed = 0;

  g_signal_connect (prompter, "placed", G_CALLBACK (count_cb), &placed);
  demains_test_settle ();
  tap (prompter, 60);
  first = get_position (prompter);
  g_assert_cmpint (first, >, SECOND);
  g_object_get (prompter, "playing", &playing, NULL);
  g_assert_false (playing);
  g_assert_cmpuint (placed, ==, 1);
  tap (prompter, 60);
  second = get_position (prompter);
  g_assert_cmpint (second, >, first);

  /* What is above has been said; a tap on it goes back. */
  tap (prompter, 12);
  g_assert_cmpint (get_position (prompter), ==, first);
  g_assert_cmpuint (placed, ==, 3);

  second = get_position (prompter);
  tap (prompter, 12 + 20);
  g_object_get (prompter, "playing", &playing, NULL);
  g_assert_true (playing);
  tap (prompter, 200);
  g_object_get (prompter, "playing", &playing, NULL);
  g_assert_false (playing);
  g_assert_cmpint (get_position (prompter) - second, <, 5 * SECOND);
  g_assert_cmpuint (placed, ==, 3);
  demains_test_window_close (window);
}

/* On a screen of its own it shows the same moment, and its keys move the one that it follows. */
static void
test_own_screen (void)
{
  GtkWidget *prompter
    = g_object_new (DEMAINS_TYPE_PROMPTER, "text", "One two three. Four five six.", "words-per-minute", 60, NULL);
  GtkWindow *window = demains_test_window_new (prompter, 400, 200);
  GtkWindow *own = demains_prompter_window_show (DEMAINS_PROMPTER (prompter), window);
  GtkWidget *copy;

  demains_test_settle ();
  copy = demains_test_find (GTK_WIDGET (own), DEMAINS_TYPE_PROMPTER, NULL, NULL);
  g_object_set (prompter, "position", 4 * SECOND, NULL);
  g_assert_cmpint (get_position (copy), ==, 4 * SECOND);
  g_assert_true (demains_test_press (own, "Home"));
  g_assert_cmpint (get_position (prompter), ==, 0);
  g_assert_cmpint (get_position (copy), ==, 0);

  g_object_add_weak_pointer (G_OBJECT (own), (gpointer *)&own);
  g_assert_true (demains_test_press (own, "Escape"));
  demains_test_settle ();
  g_assert_null (own);
  demains_test_window_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/prompter/time", test_time);
  g_test_add_func ("/prompter/changes", test_changes);
  g_test_add_func ("/prompter/steps", test_steps);
  g_test_add_func ("/prompter/tap", test_tap);
  g_test_add_func ("/prompter/own-screen", test_own_screen);

  return g_test_run ();
}
