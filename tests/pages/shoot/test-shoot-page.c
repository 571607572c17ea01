/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "demains-device-list.h"
#include "demains-level-meter.h"
#include "demains-media-init.h"
#include "demains-prompter-window.h"
#include "demains-script.h"
#include "demains-shoot-controls.h"
#include "demains-shoot-page.h"
#include "demains-shoot-sound.h"
#include "demains-take-list.h"
#include "demains-take-row.h"
#include "demains-test-disk.h"
#include "demains-test-page.h"
#include "demains-test-window.h"
#include "footage.h"
#include "studio.h"

#define SECOND G_GINT64_CONSTANT (1000000000)

typedef DemainsTestPage Fixture;

static void
set_up (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  if (g_str_equal (name, "countdown"))
    g_settings_reset (settings, "countdown");
  else
    g_settings_set_int (settings, "countdown", 0);
  demains_test_page_open (fixture, DEMAINS_TYPE_SHOOT_PAGE, name);
}

static void
tear_down (Fixture *fixture, gconstpointer name)
{
  demains_test_page_close (fixture);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  static const char *const controls[] = { "record", "record_label", "pause", "elapsed", "room", NULL };
  static const char *const sounds[] = { "meter", "reason", "sound-stack", NULL };
  GtkWidget *buttons = GTK_WIDGET (gtk_widget_get_template_child (fixture->page, DEMAINS_TYPE_SHOOT_PAGE, "buttons"));
  GtkWidget *sound = GTK_WIDGET (gtk_widget_get_template_child (fixture->page, DEMAINS_TYPE_SHOOT_PAGE, "sound"));

  if (g_strv_contains (controls, name))
    return gtk_widget_get_template_child (buttons, DEMAINS_TYPE_SHOOT_CONTROLS, name);
  if (g_strv_contains (sounds, name))
    return gtk_widget_get_template_child (sound, DEMAINS_TYPE_SHOOT_SOUND, strchr (name, '-') != NULL ? "stack" : name);

  return gtk_widget_get_template_child (fixture->page, DEMAINS_TYPE_SHOOT_PAGE, name);
}

static gboolean
shows (Fixture *fixture, const char *child)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (get_child (fixture, "stack")), child) == 0;
}

static gboolean
records (Fixture *fixture)
{
  gboolean recording;

  g_object_get (fixture->session, "recording", &recording, NULL);

  return recording;
}

/* Whether the end of a take is on its way to the disk. */
static gboolean
finishes (Fixture *fixture)
{
  gboolean finishing;

  g_object_get (fixture->session, "finishing", &finishing, NULL);

  return finishing;
}

static DemainsRecord *
get_take (Fixture *fixture, guint index)
{
  return demains_record_list_get (demains_project_get_list (fixture->project, DEMAINS_KIND_TAKE), index);
}

/* A second may pass between two looks on a busy machine. */
static gboolean
has_filmed_two_seconds (Fixture *fixture)
{
  const char *text = gtk_label_get_text (get_child (fixture, "elapsed"));

  return !g_str_equal (text, "0′00″") && !g_str_equal (text, "0′01″");
}

static gint64
get_duration (Fixture *fixture, DemainsRecord *take)
{
  return demains_media_get_duration (demains_project_find_media (fixture->project, demains_record_get_id (take)));
}

static gboolean
is_complete (Fixture *fixture, DemainsRecord *take)
{
  return demains_media_get_complete (demains_project_find_media (fixture->project, demains_record_get_id (take)));
}

/* The text of the row of the take that was filmed. */
static const char *
get_row_note (Fixture *fixture)
{
  DemainsTakeList *list = get_child (fixture, "takes");
  GtkListBox *box = GTK_LIST_BOX (gtk_widget_get_template_child (GTK_WIDGET (list), DEMAINS_TYPE_TAKE_LIST, "list"));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_row_at_index (box, 0));

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_template_child (row, DEMAINS_TYPE_TAKE_ROW, "note")));
}

static void
test_record (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *take;

  demains_test_until (shows (fixture, "preview"));
  demains_test_until (demains_level_meter_get_loudness (get_child (fixture, "meter")) == DEMAINS_LOUDNESS_GOOD);

  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (records (fixture));
  g_assert_cmpstr (gtk_label_get_text (get_child (fixture, "record_label")), ==, "Stop");
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "camera_row")));
  demains_test_until (has_filmed_two_seconds (fixture));

  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  g_assert_false (records (fixture));
  g_assert_true (finishes (fixture));
  take = get_take (fixture, 0);
  g_assert_nonnull (take);
  g_assert_cmpstr (demains_record_get_title (take), ==, "Take 1");
  g_assert_cmpstr (demains_record_get_text (take, "origin"), ==, "camera");
  demains_test_until (demains_session_get_selected (fixture->session, DEMAINS_KIND_TAKE) == take);
  g_assert_cmpint (get_duration (fixture, take), >=, 3 * SECOND / 2);
  g_assert_cmpstr (get_row_note (fixture), ==, "");
  g_assert_false (finishes (fixture));
  g_assert_true (is_complete (fixture, take));
  g_assert_nonnull (
    demains_media_get_thumbnail (demains_project_find_media (fixture->project, demains_record_get_id (take))));
}

static const char *
get_label (Fixture *fixture, const char *name)
{
  return gtk_label_get_text (get_child (fixture, name));
}

/* Counts down from three, and can be called off; the stop is at once. */
static void
test_countdown (Fixture *fixture, gconstpointer name)
{
  GtkWidget *countdown = get_child (fixture, "countdown");
  GtkLabel *number = GTK_LABEL (gtk_widget_get_template_child (countdown, DEMAINS_TYPE_SHOOT_COUNTDOWN, "label"));

  demains_test_until (shows (fixture, "preview"));
  g_assert_false (gtk_widget_get_visible (countdown));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  g_assert_true (gtk_widget_get_visible (countdown));
  g_assert_cmpstr (gtk_label_get_text (number), ==, "3");
  g_assert_cmpstr (get_label (fixture, "record_label"), ==, "Cancel");
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "camera_row")));
  g_assert_false (gtk_widget_get_sensitive (demains_test_find (fixture->page, ADW_TYPE_COMBO_ROW, "title", "Scene")));
  demains_test_until (!g_str_equal (gtk_label_get_text (number), "3"));
  g_assert_true (gtk_widget_get_visible (countdown));
  gtk_widget_activate_action (fixture->page, "shoot.cancel", NULL);
  g_assert_false (gtk_widget_get_visible (countdown));
  g_assert_cmpstr (get_label (fixture, "record_label"), ==, "Record");
  demains_test_spin (2500);
  g_assert_false (records (fixture));
  g_assert_null (get_take (fixture, 0));

  gtk_widget_activate_action (fixture->page, "shoot.again", NULL);
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  g_assert_false (gtk_widget_get_visible (countdown));

  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (records (fixture));
  g_assert_false (gtk_widget_get_visible (countdown));
  demains_test_until (has_filmed_two_seconds (fixture));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  g_assert_false (records (fixture));
  demains_test_until (get_duration (fixture, get_take (fixture, 0)) >= 3 * SECOND / 2);
}

/* The scene begins anew once its take is whole, unless somebody calls that off or turns away meanwhile. */
static void
test_again (Fixture *fixture, gconstpointer name)
{
  demains_test_until (shows (fixture, "preview"));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (has_filmed_two_seconds (fixture));
  gtk_widget_activate_action (fixture->page, "shoot.again", NULL);
  g_assert_false (records (fixture));
  demains_test_until (records (fixture));
  demains_test_until (has_filmed_two_seconds (fixture));

  gtk_widget_activate_action (fixture->page, "shoot.again", NULL);
  gtk_widget_activate_action (fixture->page, "shoot.cancel", NULL);
  demains_test_until (!finishes (fixture));
  demains_test_spin (300);
  g_assert_false (records (fixture));

  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (has_filmed_two_seconds (fixture));
  gtk_widget_activate_action (fixture->page, "shoot.again", NULL);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), FALSE);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), TRUE);
  demains_test_until (!finishes (fixture) && shows (fixture, "preview"));
  demains_test_spin (300);
  g_assert_false (records (fixture));
  g_assert_nonnull (get_take (fixture, 2));
  g_assert_null (get_take (fixture, 3));
}

/* The take waits, and says so; it may also end there. */
static void
test_pause (Fixture *fixture, gconstpointer name)
{
  GtkWidget *pause = get_child (fixture, "pause");
  g_autofree char *elapsed = NULL;
  gint64 filmed;

  demains_test_until (shows (fixture, "preview"));
  g_assert_false (gtk_widget_get_visible (pause));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (has_filmed_two_seconds (fixture));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (pause)), ==, "Pause");
  gtk_widget_activate_action (fixture->page, "shoot.pause", NULL);
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "paused")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (pause)), ==, "Go On");
  demains_test_spin (300);
  elapsed = g_strdup (get_label (fixture, "elapsed"));
  demains_test_spin (2000);
  g_assert_cmpstr (get_label (fixture, "elapsed"), ==, elapsed);
  g_assert_true (records (fixture));

  gtk_widget_activate_action (fixture->page, "shoot.pause", NULL);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "paused")));
  demains_test_until (!g_str_equal (get_label (fixture, "elapsed"), elapsed));
  gtk_widget_activate_action (fixture->page, "shoot.pause", NULL);
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  g_assert_false (records (fixture));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "paused")));
  g_assert_false (gtk_widget_get_visible (pause));
  demains_test_until (demains_session_get_selected (fixture->session, DEMAINS_KIND_TAKE) != NULL);
  filmed = get_duration (fixture, get_take (fixture, 0));
  g_test_message ("%s at the pause, %.2f s in all", elapsed, filmed / (double)SECOND);
  /* The two seconds and more that passed meanwhile are not in it. */
  g_assert_cmpint (filmed, >=, 3 * SECOND / 2);
}

static void
add_silent_microphone (void)
{
  const char *const command[]
    = { "pw-cli", "create-node", "adapter",
        "{ factory.name=support.null-audio-sink media.class=Audio/Source/Virtual object.linger=true "
        "audio.position=[MONO] node.name=silent-microphone node.description=silent-microphone }",
        NULL };
  g_autoptr (GSubprocess) process
    = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static const char *
get_name (AdwComboRow *row, guint index)
{
  g_autoptr (GtkStringObject) name = g_list_model_get_item (adw_combo_row_get_model (row), index);

  return name != NULL ? g_intern_string (gtk_string_object_get_string (name)) : NULL;
}

static gboolean
choose_microphone (Fixture *fixture, const char *name)
{
  AdwComboRow *row = get_child (fixture, "microphone_row");

  for (guint i = 0; get_name (row, i) != NULL; i++)
    if (g_str_equal (get_name (row, i), name))
      {
        adw_combo_row_set_selected (row, i);
        return TRUE;
      }

  return FALSE;
}

/* A scene with something to say, which is chosen. */
static DemainsRecord *
add_scene (Fixture *fixture, const char *title, const char *text)
{
  DemainsRecord *scene = demains_project_add (fixture->project, DEMAINS_KIND_SCENE, title, NULL);
  DemainsRecord *speech = demains_script_add_speech (fixture->project, scene, NULL, "Presenter");

  g_object_set (speech, "text", text, NULL);
  demains_test_flush (fixture->project);
  demains_session_set_selected (fixture->session, DEMAINS_KIND_SCENE, scene);

  return scene;
}

static gboolean
is_playing (Fixture *fixture)
{
  gboolean playing;

  g_object_get (get_child (fixture, "prompter"), "playing", &playing, NULL);

  return playing;
}

/* That nobody is heard is said before the take, while it is filmed, and of it. While the
 * microphone is only being opened, the text waits for the take. */
static void
test_silent (Fixture *fixture, gconstpointer name)
{
  GtkWidget *label;

  add_scene (fixture, "The street", "Good evening. It is the ninth of May, and in the street nobody is in a hurry.");
  demains_test_until (shows (fixture, "preview"));
  add_silent_microphone ();
  demains_test_until (choose_microphone (fixture, "silent-microphone"));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  g_assert_true (records (fixture));
  g_assert_null (get_take (fixture, 0));
  g_assert_false (is_playing (fixture));
  demains_test_until (is_playing (fixture));
  g_assert_nonnull (get_take (fixture, 0));
  demains_test_until (has_filmed_two_seconds (fixture));
  demains_test_until (demains_level_meter_get_loudness (get_child (fixture, "meter")) == DEMAINS_LOUDNESS_NONE);
  label = gtk_widget_get_last_child (get_child (fixture, "meter"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "No sound for 5 seconds: is the microphone near?");

  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (g_str_equal (get_row_note (fixture), "No sound was heard"));
  g_object_set (get_take (fixture, 0), "note", "stumbles", NULL);
  demains_test_flush (fixture->project);
  g_assert_cmpstr (get_row_note (fixture), ==, "No sound was heard · stumbles");
}

static const char *
get_camera_name (Fixture *fixture)
{
  return adw_action_row_get_subtitle (get_child (fixture, "camera_row"));
}

/* A camera of the same name is plugged in, chosen, and pulled: the rows say which is which, and
 * what is remembered is the camera and no name. */
static void
test_namesakes (Fixture *fixture, gconstpointer name)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  AdwComboRow *row = get_child (fixture, "camera_row");
  GListModel *cameras = adw_combo_row_get_model (row);
  g_autofree char *remembered = NULL;
  GPid camera;

  demains_test_until (shows (fixture, "preview"));
  g_assert_cmpstr (get_camera_name (fixture), ==, "Virtual camera");
  camera = studio_start_named_camera (
    "videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=240,framerate=30/1", "another-camera",
    "Virtual_camera");
  demains_test_until (g_str_equal (get_camera_name (fixture), "Virtual camera 2"));
  g_assert_cmpuint (g_list_model_get_n_items (cameras), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  g_assert_true (shows (fixture, "preview"));
  g_assert_cmpstr (get_name (row, 0), ==, "Virtual camera 2");
  g_assert_cmpstr (get_name (row, 1), ==, "Virtual camera 1");

  adw_combo_row_set_selected (row, 1);
  g_assert_cmpstr (get_camera_name (fixture), ==, "Virtual camera 1");
  remembered = g_settings_get_string (settings, "camera");
  g_assert_cmpstr (remembered, ==, "another-camera");
  studio_kill (camera);
  demains_test_until (g_str_equal (get_camera_name (fixture), "Virtual camera"));
  demains_test_until (shows (fixture, "preview"));
}

static GtkWindow *
show_own_screen (Fixture *fixture)
{
  DemainsPrompter *prompter = get_child (fixture, "prompter");
  GtkWindow *own = demains_prompter_window_show (prompter, GTK_WINDOW (fixture->window));

  demains_test_settle ();

  return own;
}

static gint64
get_position (Fixture *fixture)
{
  gint64 position;

  g_object_get (get_child (fixture, "prompter"), "position", &position, NULL);

  return position;
}

static void
show_prompter (Fixture *fixture, gboolean shown)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);

  g_settings_set_boolean (settings, "prompter-shown", shown);
  demains_test_until (gtk_widget_get_visible (get_child (fixture, "prompter")) == shown);
}

/* A first scene with something to say, and a second one. */
static DemainsRecord *
write_scenes (Fixture *fixture)
{
  DemainsRecord *scene = add_scene (fixture, "One", "One two three. Four five six.");

  demains_project_add (fixture->project, DEMAINS_KIND_SCENE, "Two", NULL);
  demains_test_flush (fixture->project);

  return scene;
}

/* A prompter that nobody sees is not moved. On a screen of its own the page's keys work, and film. */
static void
test_own_screen (Fixture *fixture, gconstpointer name)
{
  DemainsRecord *scene = write_scenes (fixture);
  GtkWidget *row = demains_test_find (fixture->page, ADW_TYPE_COMBO_ROW, "title", "Scene");
  GtkWindow *own;

  demains_test_until (shows (fixture, "preview"));
  show_prompter (fixture, FALSE);
  gtk_widget_grab_focus (get_child (fixture, "record"));
  demains_test_press (GTK_WINDOW (fixture->window), "Right");
  g_assert_cmpint (get_position (fixture), ==, 0);
  show_prompter (fixture, TRUE);
  own = show_own_screen (fixture);
  for (guint i = 0; i < 2; i++)
    g_assert_true (demains_test_press (own, "Page_Down"));
  g_assert_cmpint (get_position (fixture), >, 0);

  g_assert_true (demains_test_press (own, "space"));
  demains_test_until (records (fixture));
  demains_test_until (is_playing (fixture));
  g_assert_false (gtk_widget_get_sensitive (row));
  demains_test_press (own, "n");
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_SCENE) == scene);
  demains_test_until (has_filmed_two_seconds (fixture));
  g_assert_true (demains_test_press (own, "period"));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "paused")));
  g_assert_true (demains_test_press (own, "space"));
  demains_test_until (!records (fixture));

  demains_test_until (demains_session_get_selected (fixture->session, DEMAINS_KIND_TAKE) != NULL);

  /* From its end the text begins again. */
  g_assert_cmpint (demains_record_get_number (get_take (fixture, 0), "word"), ==, 0);
  g_assert_true (gtk_widget_get_sensitive (row));
  g_assert_true (demains_test_press (own, "n"));
  g_assert_true (demains_session_get_selected (fixture->session, DEMAINS_KIND_SCENE) != scene);
  gtk_window_destroy (own);
}

/* Nobody is filmed unseen, and what was filmed is kept. Who comes back sees what the camera sees now,
 * and can film as soon as it does. */
static void
test_leave (Fixture *fixture, gconstpointer name)
{
  demains_test_until (shows (fixture, "preview"));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (records (fixture));
  demains_test_until (has_filmed_two_seconds (fixture));
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), FALSE);
  demains_test_until (!records (fixture));
  g_assert_nonnull (get_take (fixture, 0));
  demains_test_until (get_duration (fixture, get_take (fixture, 0)) >= 3 * SECOND / 2);
  demains_test_until (!finishes (fixture));

  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), TRUE);
  g_assert_true (shows (fixture, "looking"));
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "record")));
  demains_test_until (shows (fixture, "preview"));
  g_assert_true (gtk_widget_get_sensitive (get_child (fixture, "record")));
}

/* What is said of the sound is said whole. */
static void
test_narrow (Fixture *fixture, gconstpointer name)
{
  GtkWidget *label;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 700);
  demains_test_until (shows (fixture, "preview"));
  demains_test_until (demains_level_meter_get_loudness (get_child (fixture, "meter")) == DEMAINS_LOUDNESS_GOOD);
  demains_test_until (gtk_widget_get_width (fixture->page) == 360);

  label = gtk_widget_get_last_child (get_child (fixture, "meter"));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "Sound is good");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
}

static void
toast_cb (DemainsSession *session, AdwToast *toast, GString *said)
{
  g_string_append (said, gtk_label_get_label (GTK_LABEL (adw_toast_get_custom_title (toast))));
}

/* Free bytes for so many seconds, before anything was filmed: what words and the
 * end of a take need is kept (demains-film-room.c, demains-room-watch.c). */
static void
leave_room (int seconds)
{
  demains_test_disk_set (12 * 1024 * 1024 + (gint64)seconds * 800 * 1000, FALSE);
}

static gboolean
says_room (Fixture *fixture, const char *text)
{
  GtkWidget *label = gtk_widget_get_last_child (get_child (fixture, "room"));

  return g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

/* It warns once at ten minutes and once at two. */
static void
test_room (Fixture *fixture, gconstpointer name)
{
  GtkWidget *room = get_child (fixture, "room");
  GtkWidget *icon = gtk_widget_get_first_child (room);
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (fixture->session, "show-toast", G_CALLBACK (toast_cb), said);
  demains_test_until (shows (fixture, "preview"));
  leave_room (3605);
  demains_test_until (says_room (fixture, "Room for 60 min of film"));
  g_assert_false (gtk_widget_get_visible (icon));
  g_assert_cmpstr (said->str, ==, "");

  leave_room (595);
  demains_test_until (says_room (fixture, "Room for 9 min of film"));
  leave_room (535);
  demains_test_until (says_room (fixture, "Room for 8 min of film"));
  g_assert_true (gtk_widget_get_visible (icon));
  g_assert_cmpstr (said->str, ==, "Only 9 minutes of film still fit on this disk.");

  g_string_truncate (said, 0);
  leave_room (95);
  demains_test_until (says_room (fixture, "Room for 1 min of film"));
  g_assert_true (gtk_widget_has_css_class (room, "error"));
  g_assert_cmpstr (said->str, ==, "Only 1 minute of film still fits on this disk.");
  g_signal_handlers_disconnect_by_data (fixture->session, said);
  demains_test_disk_set (-1, FALSE);
}

static gboolean
says_of_sound (Fixture *fixture, const char *words)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get_child (fixture, "sound-stack")), "none")
         && strstr (gtk_label_get_text (get_child (fixture, "reason")), words) != NULL;
}

/* It is told while a take is filmed, and taken back. */
static void
test_muted (Fixture *fixture, gconstpointer name)
{
  g_autofree char *unlinked = NULL;
  g_autofree char *linked = NULL;

  demains_test_until (shows (fixture, "preview"));
  demains_test_until (demains_level_meter_get_loudness (get_child (fixture, "meter")) >= DEMAINS_LOUDNESS_GOOD);
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (records (fixture));

  unlinked = footage_run ("pw-link", "-d", "ticks:output_MONO", "virtual-microphone:input_MONO", NULL);
  demains_test_until (says_of_sound (fixture, "The microphone is muted"));
  g_assert_true (records (fixture));
  linked = footage_run ("pw-link", "ticks:output_MONO", "virtual-microphone:input_MONO", NULL);
  demains_test_until (!says_of_sound (fixture, ""));
  g_assert_true (records (fixture));
}

/* The daemon is killed while a take is filmed, and started again: nobody need do anything. */
static void
test_daemon_killed (Fixture *fixture, gconstpointer name)
{
  GPid daemon, manager, camera;

  demains_test_until (shows (fixture, "preview"));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (has_filmed_two_seconds (fixture));
  studio_kill_daemon ("pipewire");
  demains_test_until (shows (fixture, "trouble"));
  demains_test_until (!records (fixture) && !finishes (fixture));
  g_assert_true (is_complete (fixture, get_take (fixture, 0)));
  g_assert_cmpstr (adw_status_page_get_title (get_child (fixture, "trouble")), ==, "Camera and Sound Have Stopped");
  g_assert_true (says_of_sound (fixture, "PipeWire, has stopped"));
  demains_test_until (get_duration (fixture, get_take (fixture, 0)) >= 3 * SECOND / 2);

  daemon = studio_spawn ("pipewire");
  demains_test_spin (1000);
  manager = studio_spawn ("wireplumber");
  demains_test_spin (1000);
  camera = studio_start_camera (
    "videotestsrc is-live=true ! video/x-raw,format=I420,width=640,height=480,framerate=30/1", "new-camera");
  demains_test_until (shows (fixture, "preview"));
  g_assert_true (says_of_sound (fixture, "No microphone"));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (records (fixture) && has_filmed_two_seconds (fixture));
  gtk_widget_activate_action (fixture->page, "shoot.record", NULL);
  demains_test_until (get_take (fixture, 1) != NULL);
  demains_page_set_visible_now (DEMAINS_PAGE (fixture->page), FALSE);
  demains_test_spin (300);
  studio_kill (camera);
  studio_kill (manager);
  studio_kill (daemon);
}

static void
test_no_camera (Fixture *fixture, gconstpointer name)
{
  GtkWindow *own;

  demains_test_until (shows (fixture, "trouble"));
  g_assert_cmpstr (adw_status_page_get_title (get_child (fixture, "trouble")), ==, "No Camera");
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "record")));
  g_assert_false (gtk_widget_activate_action (fixture->page, "shoot.record", NULL) && records (fixture));
  demains_test_until (g_str_equal (gtk_stack_get_visible_child_name (get_child (fixture, "sound-stack")), "none"));

  /* Where nothing can be filmed the text can be run all the same. */
  write_scenes (fixture);
  own = show_own_screen (fixture);
  g_assert_true (demains_test_press (own, "space"));
  g_assert_true (is_playing (fixture));
  gtk_window_destroy (own);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);
  demains_media_init ();
  adw_init ();
  /* As a running application does: what GStreamer's threads hand to the main
   * thread must wait for it. */
  g_main_context_acquire (NULL);

  g_test_add ("/shoot/record", Fixture, "record", set_up, test_record, tear_down);
  g_test_add ("/shoot/countdown", Fixture, "countdown", set_up, test_countdown, tear_down);
  g_test_add ("/shoot/again", Fixture, "again", set_up, test_again, tear_down);
  g_test_add ("/shoot/pause", Fixture, "pause", set_up, test_pause, tear_down);
  g_test_add ("/shoot/silent", Fixture, "silent", set_up, test_silent, tear_down);
  g_test_add ("/shoot/own-screen", Fixture, "own-screen", set_up, test_own_screen, tear_down);
  g_test_add ("/shoot/leave", Fixture, "leave", set_up, test_leave, tear_down);
  g_test_add ("/shoot/narrow", Fixture, "narrow", set_up, test_narrow, tear_down);
  g_test_add ("/shoot/room", Fixture, "room", set_up, test_room, tear_down);
  g_test_add ("/shoot/muted", Fixture, "muted", set_up, test_muted, tear_down);
  g_test_add ("/shoot/namesakes", Fixture, "namesakes", set_up, test_namesakes, tear_down);
  g_test_add ("/shoot/daemon-killed", Fixture, "daemon-killed", set_up, test_daemon_killed, tear_down);
  g_test_add ("/shoot/no-camera", Fixture, "no-camera", set_up, test_no_camera, tear_down);

  return g_test_run ();
}
