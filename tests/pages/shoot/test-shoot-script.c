/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script.h"
#include "demains-shoot-script.h"
#include "demains-test-window.h"
#include "demains-test.h"

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  DemainsRecord *scenes[2];
  DemainsRecord *speech;
  GtkWidget *prompter;
  DemainsShootScript *script;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->project = demains_test_create_english ();
  fixture->session = demains_session_new (fixture->project);
  for (guint i = 0; i < 2; i++)
    fixture->scenes[i] = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, i == 0 ? "One" : "Two", NULL);
  fixture->speech = demains_script_add_speech (fixture->project, fixture->scenes[0], NULL, "Presenter");
  g_object_set (fixture->speech, "text", "Good evening.", NULL);
  demains_test_flush (fixture->project);

  fixture->prompter = g_object_new (DEMAINS_TYPE_PROMPTER, NULL);
  fixture->script = g_object_new (DEMAINS_TYPE_SHOOT_SCRIPT, NULL);
  gtk_box_append (GTK_BOX (box), fixture->prompter);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->script));
  fixture->window = demains_test_window_new (box, 400, 700);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_SCENE, fixture->scenes[0]);
  demains_shoot_script_set_up (fixture->script, fixture->session, DEMAINS_PROMPTER (fixture->prompter));
  demains_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  demains_test_window_close (fixture->window);
  g_assert_finalize_object (fixture->session);
  demains_test_close (fixture->project);
}

static void
check_text (Fixture *fixture, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (fixture->prompter, "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* What is rewritten is read; what is read is not taken away under the eyes. */
static void
test_rewritten (Fixture *fixture, gconstpointer data)
{
  check_text (fixture, "Good evening.");
  g_object_set (fixture->speech, "text", "Good night to you all.", NULL);
  demains_test_flush (fixture->project);
  check_text (fixture, "Good night to you all.");

  demains_shoot_script_begin (fixture->script);
  g_object_set (fixture->speech, "text", "Something else.", NULL);
  demains_test_flush (fixture->project);
  check_text (fixture, "Good night to you all.");
  demains_shoot_script_end (fixture->script);
  demains_project_add (fixture->project, DEMAINS_KIND_JOB, "Any change", NULL);
  check_text (fixture, "Something else.");

  /* Rewritten on another page, while this one is not seen. */
  gtk_widget_set_visible (GTK_WIDGET (fixture->script), FALSE);
  g_object_set (fixture->speech, "text", "Elsewhere.", NULL);
  demains_test_flush (fixture->project);
  gtk_widget_set_visible (GTK_WIDGET (fixture->script), TRUE);
  demains_test_settle ();
  check_text (fixture, "Elsewhere.");
}

static void
test_pace (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = demains_test_find (GTK_WIDGET (fixture->script), ADW_TYPE_SPIN_ROW, "title", "Words per minute");
  guint pace;

  adw_spin_row_set_value (ADW_SPIN_ROW (row), 180);
  g_object_get (fixture->prompter, "words-per-minute", &pace, NULL);
  g_assert_cmpuint (pace, ==, 180);
  g_assert_cmpuint (demains_speech_get_pace (fixture->speech), ==, 180);
}

static void
test_next (Fixture *fixture, gconstpointer data)
{
  g_assert_true (demains_shoot_script_next_scene (fixture->script));
  g_assert_true (demains_shoot_script_get_scene (fixture->script) == fixture->scenes[1]);
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_SCENE) == fixture->scenes[1]);
  check_text (fixture, "");
  g_assert_false (gtk_widget_get_visible (fixture->prompter));
  g_assert_false (demains_shoot_script_next_scene (fixture->script));

  demains_project_remove (fixture->project, fixture->scenes[1]);
  demains_test_settle ();
  g_assert_null (demains_shoot_script_get_scene (fixture->script));
}

static gboolean
is_playing (Fixture *fixture)
{
  gboolean playing;

  g_object_get (fixture->prompter, "playing", &playing, NULL);

  return playing;
}

/* What runs waits with the film and goes on with it; what stood still does not begin to run. */
static void
test_paused (Fixture *fixture, gconstpointer data)
{
  demains_shoot_script_begin (fixture->script);
  g_assert_true (is_playing (fixture));
  demains_shoot_script_set_paused (fixture->script, TRUE);
  g_assert_false (is_playing (fixture));
  demains_shoot_script_set_paused (fixture->script, FALSE);
  g_assert_true (is_playing (fixture));

  g_object_set (fixture->prompter, "playing", FALSE, NULL);
  demains_shoot_script_set_paused (fixture->script, TRUE);
  demains_shoot_script_set_paused (fixture->script, FALSE);
  g_assert_false (is_playing (fixture));

  g_object_set (fixture->prompter, "playing", TRUE, NULL);
  demains_shoot_script_set_paused (fixture->script, TRUE);
  demains_shoot_script_end (fixture->script);
  demains_shoot_script_set_paused (fixture->script, FALSE);
  g_assert_false (is_playing (fixture));
}

static gint64
get_position (Fixture *fixture)
{
  gint64 position;

  g_object_get (fixture->prompter, "position", &position, NULL);

  return position;
}

/* Filming begins where somebody brought the text, and again there; a rehearsal changes nothing. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = demains_test_find (GTK_WIDGET (fixture->script), ADW_TYPE_COMBO_ROW, "title", "Speech");
  DemainsRecord *other = demains_script_add_speech (fixture->project, fixture->scenes[0], NULL, "Guest");
  gint64 place;

  g_object_set (fixture->speech, "text", "One two three. Four five six. Seven.", NULL);
  g_object_set (other, "text", "Eight nine ten. Eleven.", NULL);
  demains_test_flush (fixture->project);
  demains_prompter_step (DEMAINS_PROMPTER (fixture->prompter), 1);
  place = get_position (fixture);
  g_assert_cmpint (place, >, 0);
  for (guint i = 0; i < 2; i++)
    {
      demains_shoot_script_begin (fixture->script);
      g_assert_true (is_playing (fixture));
      g_assert_cmpint (get_position (fixture), ==, place);
      demains_prompter_step (DEMAINS_PROMPTER (fixture->prompter), 1);
      demains_shoot_script_end (fixture->script);
      g_assert_cmpint (get_position (fixture), ==, place);
    }

  /* Read to its end without filming it, into the next speech. */
  g_signal_emit_by_name (fixture->prompter, "ended");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  demains_shoot_script_begin (fixture->script);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  g_assert_cmpint (get_position (fixture), ==, place);
  demains_shoot_script_end (fixture->script);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  demains_shoot_script_begin (fixture->script);
  check_text (fixture, "Eight nine ten. Eleven.");
  g_assert_cmpint (get_position (fixture), ==, 0);
  demains_shoot_script_end (fixture->script);

  demains_shoot_script_next_scene (fixture->script);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_SCENE, fixture->scenes[0]);
  check_text (fixture, "One two three. Four five six. Seven.");
  demains_shoot_script_begin (fixture->script);
  g_assert_cmpint (get_position (fixture), ==, 0);
}

/* Filming begins with a word: at another pace with the same one, in a text that was rewritten with the first. */
static void
test_start_word (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->speech, "text", "One two three. Four five six. Seven.", NULL);
  demains_test_flush (fixture->project);
  demains_prompter_step (DEMAINS_PROMPTER (fixture->prompter), 1);
  g_object_set (fixture->speech, "pace", (gint64)65, NULL);
  demains_test_flush (fixture->project);
  demains_shoot_script_begin (fixture->script);
  g_assert_cmpuint (demains_speech_find_word (fixture->speech, get_position (fixture)), ==, 3);
  demains_shoot_script_end (fixture->script);

  g_object_set (fixture->speech, "text", "Eight nine ten. Eleven twelve.", NULL);
  demains_test_flush (fixture->project);
  demains_shoot_script_begin (fixture->script);
  g_assert_cmpint (get_position (fixture), ==, 0);
  demains_shoot_script_end (fixture->script);

  /* From its end it begins again. */
  for (guint i = 0; i < 2; i++)
    demains_prompter_step (DEMAINS_PROMPTER (fixture->prompter), 1);
  g_assert_cmpint (get_position (fixture), ==, demains_prompter_get_duration (DEMAINS_PROMPTER (fixture->prompter)));
  demains_shoot_script_begin (fixture->script);
  demains_shoot_script_end (fixture->script);
  g_assert_cmpint (get_position (fixture), ==, 0);
}

/* A merge takes the scene away that is filmed: what is read stays to the end of the take. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  demains_shoot_script_begin (fixture->script);
  demains_shoot_script_set_paused (fixture->script, TRUE);
  demains_project_remove (fixture->project, fixture->scenes[0]);
  demains_test_settle ();
  check_text (fixture, "Good evening.");
  g_assert_true (demains_shoot_script_get_scene (fixture->script) == fixture->scenes[0]);
  demains_shoot_script_end (fixture->script);
  check_text (fixture, "");
  g_assert_null (demains_shoot_script_get_scene (fixture->script));
}

static void
check_choices (Fixture *fixture, gboolean free)
{
  static const char *const TITLES[] = { "Scene", "Speech" };

  for (gsize i = 0; i < G_N_ELEMENTS (TITLES); i++)
    {
      GtkWidget *row = demains_test_find (GTK_WIDGET (fixture->script), ADW_TYPE_COMBO_ROW, "title", TITLES[i]);

      g_assert_true (gtk_widget_get_visible (row));
      g_assert_cmpint (gtk_widget_get_sensitive (row), ==, free);
    }
}

/* What is filmed is chosen before. */
static void
test_busy (Fixture *fixture, gconstpointer data)
{
  check_choices (fixture, TRUE);
  demains_shoot_script_set_busy (fixture->script, TRUE);
  check_choices (fixture, FALSE);
  demains_shoot_script_set_busy (fixture->script, FALSE);
  check_choices (fixture, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/shoot-script/rewritten", Fixture, NULL, set_up, test_rewritten, tear_down);
  g_test_add ("/shoot-script/pace", Fixture, NULL, set_up, test_pace, tear_down);
  g_test_add ("/shoot-script/paused", Fixture, NULL, set_up, test_paused, tear_down);
  g_test_add ("/shoot-script/start", Fixture, NULL, set_up, test_start, tear_down);
  g_test_add ("/shoot-script/start-word", Fixture, NULL, set_up, test_start_word, tear_down);
  g_test_add ("/shoot-script/removed", Fixture, NULL, set_up, test_removed, tear_down);
  g_test_add ("/shoot-script/busy", Fixture, NULL, set_up, test_busy, tear_down);
  g_test_add ("/shoot-script/next", Fixture, NULL, set_up, test_next, tear_down);

  return g_test_run ();
}
