/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <string.h>

#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-wording.h"
#include "footage.h"
#include "studio.h"

/* The real camera portal, which takes this program for the Flatpak, with each answer that a
 * person can have given it; and a computer that has no portal. */

#define STORE "org.freedesktop.impl.portal.PermissionStore"

static void
answer (const char *permission)
{
  g_autofree char *list = g_strdup_printf ("['%s']", permission);
  g_autofree char *done = footage_run (
    "gdbus", "call", "--session", "--dest", STORE, "--object-path", "/org/freedesktop/impl/portal/PermissionStore",
    "--method", STORE ".SetPermission", "devices", "true", "camera", "org.demains.Demains", list, NULL);
}

static void
assert_says (DemainsDeviceList *cameras, DemainsMediaError code, const char *words)
{
  const GError *error = demains_device_list_get_error (cameras);
  g_autofree char *text = NULL;

  g_assert_error (error, DEMAINS_MEDIA_ERROR, (int)code);
  text = demains_error_to_text (error, NULL);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, words));
}

/* A person says no, then yes, and tries again. */
static void
test_answers (void)
{
  Studio studio = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autofree char *path = demains_test_path ("portal.demains");

  studio.project = demains_test_create (path);
  studio.cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  studio.microphones = demains_device_list_new (DEMAINS_DEVICE_MICROPHONE);
  studio.recorder = demains_recorder_new (studio.project, NULL);

  answer ("no");
  demains_device_list_start (studio.cameras);
  demains_test_until (demains_device_list_get_ready (studio.cameras));
  assert_says (studio.cameras, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED, "allow the camera");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (studio.cameras)), ==, 0);

  answer ("yes");
  demains_device_list_start (studio.cameras);
  studio_film (&studio, studio_await (studio.cameras, "Virtual camera"), NULL);
  g_assert_no_error (demains_device_list_get_error (studio.cameras));
  studio_film_for (&studio, 1);
  g_assert_no_error (demains_recorder_get_error (studio.recorder));

  studio_kill_daemon ("pipewire");
  demains_test_until (!demains_recorder_get_recording (studio.recorder));
  g_assert_error (demains_recorder_get_error (studio.recorder), DEMAINS_MEDIA_ERROR,
                  DEMAINS_MEDIA_ERROR_DEVICE_SERVICE);
  assert_says (studio.cameras, DEMAINS_MEDIA_ERROR_DEVICE_SERVICE, "PipeWire, has stopped");
  take = studio_stop (&studio, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_get_duration (studio_get_media (&studio, take)), >=, GST_SECOND);

  /* It is started again outside (tests/support/sandboxed.py). */
  studio_film (&studio, studio_await (studio.cameras, "Virtual camera"), NULL);
  studio_film_for (&studio, 1);
  g_assert_no_error (demains_recorder_get_error (studio.recorder));

  studio_tear_down (&studio, NULL);
}

static gboolean
is_lost (DemainsDeviceList *microphones)
{
  return g_error_matches (demains_device_list_get_error (microphones), DEMAINS_MEDIA_ERROR,
                          DEMAINS_MEDIA_ERROR_SOUND_SERVICE);
}

/* As the page does with what was chosen. */
static void
listen (Studio *studio)
{
  demains_recorder_set_microphone (studio->recorder,
                                   demains_device_list_find (studio->microphones, "virtual-microphone"));
}

/* Sound comes from the sound service, which ends and is started again (tests/support/sandboxed.py). */
static void
test_sound (void)
{
  Studio studio = { 0 };
  g_autofree char *path = demains_test_path ("sound.demains");
  g_autoptr (DemainsDevice) microphone = NULL;

  studio.project = demains_test_create (path);
  studio.cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  studio.microphones = demains_device_list_new (DEMAINS_DEVICE_MICROPHONE);
  studio.recorder = demains_recorder_new (studio.project, NULL);
  answer ("yes");
  demains_device_list_start (studio.cameras);
  demains_device_list_start (studio.microphones);
  microphone = g_object_ref (studio_await (studio.microphones, "Virtual microphone"));
  g_assert_cmpstr (demains_device_get_id (microphone), ==, "virtual-microphone");
  demains_recorder_set_camera (studio.recorder, studio_await (studio.cameras, "Virtual camera"));
  demains_recorder_set_microphone (studio.recorder, microphone);
  demains_recorder_start_preview (studio.recorder);
  demains_test_until (demains_recorder_get_level (studio.recorder) > -60);
  g_signal_connect_swapped (studio.microphones, "items-changed", G_CALLBACK (listen), &studio);

  /* For a moment: what is heard with it says so, and it is the same one afterwards. */
  studio_kill_daemon ("pipewire-pulse");
  demains_test_until (demains_recorder_get_error (studio.recorder) != NULL);
  g_assert_error (demains_recorder_get_error (studio.recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_SOUND_SERVICE);
  g_assert_false (demains_media_error_is_of_camera (demains_recorder_get_error (studio.recorder)));
  studio_await (studio.microphones, "Microphone 1");
  g_assert_true (studio_find (studio.microphones, "Virtual microphone") == microphone);
  g_assert_false (demains_device_get_gone (microphone));
  demains_test_until (demains_recorder_get_level (studio.recorder) > -60);
  g_assert_no_error (demains_recorder_get_error (studio.recorder));
  demains_recorder_stop_preview (studio.recorder);

  g_signal_handlers_disconnect_by_data (studio.microphones, &studio);

  /* For longer: there is none, and it says why until they are back. */
  studio_kill_daemon ("pipewire-pulse");
  demains_test_until (is_lost (studio.microphones));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (studio.microphones)), ==, 0);
  g_assert_true (demains_device_get_gone (microphone));
  studio_await (studio.microphones, "Microphone 2");
  studio_await (studio.microphones, "Virtual microphone");
  g_assert_no_error (demains_device_list_get_error (studio.microphones));

  studio_tear_down (&studio, NULL);
}

static void
test_absent (void)
{
  g_autoptr (DemainsDeviceList) cameras = NULL;
  g_autoptr (GTestDBus) bus = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  /* A bus that knows no services. */
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  demains_device_list_start (cameras);
  demains_test_until (demains_device_list_get_ready (cameras));
  assert_says (cameras, DEMAINS_MEDIA_ERROR_CAMERA_PORTAL, "xdg-desktop-portal");
  g_clear_object (&cameras);
  g_test_dbus_stop (bus);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/media/camera-portal/absent", test_absent);
  g_test_add_func ("/media/camera-portal/sound", test_sound);
  g_test_add_func ("/media/camera-portal/answers", test_answers);

  return g_test_run ();
}
