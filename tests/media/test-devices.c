/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-wording.h"
#include "footage.h"
#include "studio.h"

/* What the lists say of real nodes of a PipeWire that come and go. */

/* A camera of USB, as its driver names it. */
static GPid
plug_in (const char *node)
{
  return studio_start_named_camera (
    "videotestsrc is-live=true ! video/x-raw,format=I420,width=320,height=240,framerate=30/1", node,
    "HD_Webcam:HD_Web");
}

static gboolean
is_called (Studio *studio, const char *node, const char *name)
{
  DemainsDevice *device = demains_device_list_find (studio->cameras, node);
  g_autofree char *text = device != NULL ? demains_device_to_text (device) : NULL;

  return g_strcmp0 (text, name) == 0;
}

/* Three cameras of one make: each is told from the others, and a number stays with who has it. */
static void
test_namesakes (Studio *studio, gconstpointer data)
{
  GPid a, b = plug_in ("v4l2_input.pci-b");
  GPid c;

  demains_test_until (is_called (studio, "v4l2_input.pci-b", "HD Webcam"));
  a = plug_in ("v4l2_input.pci-a");
  demains_test_until (is_called (studio, "v4l2_input.pci-a", "HD Webcam 1"));
  g_assert_true (is_called (studio, "v4l2_input.pci-b", "HD Webcam 2"));
  c = plug_in ("v4l2_input.pci-0");
  demains_test_until (is_called (studio, "v4l2_input.pci-0", "HD Webcam 3"));
  g_assert_true (is_called (studio, "v4l2_input.pci-a", "HD Webcam 1"));
  g_assert_true (is_called (studio, "v4l2_input.pci-b", "HD Webcam 2"));
  g_assert_true (is_called (studio, "virtual-camera", "Virtual camera"));

  studio_kill (a);
  demains_test_until (is_called (studio, "v4l2_input.pci-a", NULL));
  g_assert_true (is_called (studio, "v4l2_input.pci-b", "HD Webcam 2"));
  g_assert_true (is_called (studio, "v4l2_input.pci-0", "HD Webcam 3"));
  a = plug_in ("v4l2_input.pci-a");
  demains_test_until (is_called (studio, "v4l2_input.pci-a", "HD Webcam 1"));

  studio_kill (a);
  studio_kill (b);
  demains_test_until (is_called (studio, "v4l2_input.pci-0", "HD Webcam"));

  /* It is found by what it is and not by what it is called, and it films. */
  studio_film (studio, demains_device_list_find (studio->cameras, "v4l2_input.pci-0"), NULL);
  studio_film_for (studio, 0.5);
  g_assert_no_error (demains_recorder_get_error (studio->recorder));
  demains_recorder_stop_preview (studio->recorder);
  studio_kill (c);
}

static gboolean
lacks_rights (DemainsDeviceList *devices, DemainsMediaError code)
{
  return g_error_matches (demains_device_list_get_error (devices), DEMAINS_MEDIA_ERROR, code);
}

static void
assert_says (DemainsDeviceList *devices, const char *words)
{
  g_autofree char *text = demains_error_to_text (demains_device_list_get_error (devices), NULL);

  g_assert_nonnull (text);
  g_assert_nonnull (strstr (text, words));
}

/* PipeWire has neither camera nor microphone to give, and the kernel's may not be opened (tests/support/barred.py). */
static void
test_barred (Studio *studio, gconstpointer data)
{
  GPid daemon, manager, camera;

  g_assert_no_error (demains_device_list_get_error (studio->cameras));
  studio_kill_daemon ("pipewire");
  demains_test_until (demains_device_list_get_error (studio->cameras) != NULL);
  g_assert_false (lacks_rights (studio->cameras, DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS));
  g_assert_false (lacks_rights (studio->microphones, DEMAINS_MEDIA_ERROR_MICROPHONE_RIGHTS));
  daemon = studio_spawn ("pipewire");
  demains_test_spin (1000);
  manager = studio_spawn ("wireplumber");

  demains_test_until (lacks_rights (studio->cameras, DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS));
  assert_says (studio->cameras, "group “video”");
  demains_test_until (lacks_rights (studio->microphones, DEMAINS_MEDIA_ERROR_MICROPHONE_RIGHTS));
  assert_says (studio->microphones, "group “audio”");

  /* One that PipeWire has is as good. */
  demains_test_spin (500);
  camera = plug_in ("another-camera");
  demains_test_until (demains_device_list_find (studio->cameras, "another-camera") != NULL);
  g_assert_no_error (demains_device_list_get_error (studio->cameras));
  studio_kill (camera);
  demains_test_until (lacks_rights (studio->cameras, DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS));
  studio_kill (manager);
  studio_kill (daemon);
}

static int
get_connection (GstElement *source)
{
  int descriptor;

  g_object_get (source, "fd", &descriptor, NULL);

  return descriptor;
}

/* What happens to the memory of one source's connection is nothing to another source. */
static void
test_apart (Studio *studio, gconstpointer data)
{
  DemainsDevice *camera = studio_await (studio->cameras, "Virtual camera");
  g_autoptr (GstElement) one = g_object_ref_sink (demains_device_create_source (camera));
  g_autoptr (GstElement) other = g_object_ref_sink (demains_device_create_source (camera));
  int descriptor = get_connection (other);

  g_assert_cmpint (get_connection (one), >, 0);
  g_assert_cmpint (descriptor, >, 0);
  g_assert_cmpint (get_connection (one), !=, descriptor);

  /* It is closed with its source. */
  g_clear_object (&other);
  g_assert_cmpint (fcntl (descriptor, F_GETFD), ==, -1);
  g_assert_cmpint (errno, ==, EBADF);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/media/devices/namesakes", Studio, NULL, studio_set_up, test_namesakes, studio_tear_down);

  g_test_add ("/media/devices/apart", Studio, NULL, studio_set_up, test_apart, studio_tear_down);

  g_test_add ("/media/devices/barred", Studio, NULL, studio_set_up, test_barred, studio_tear_down);

  return g_test_run ();
}
