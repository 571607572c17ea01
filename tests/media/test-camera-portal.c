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
  g_test_add_func ("/media/camera-portal/answers", test_answers);

  return g_test_run ();
}
