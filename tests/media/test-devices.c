/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

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

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/media/devices/namesakes", Studio, NULL, studio_set_up, test_namesakes, studio_tear_down);

  return g_test_run ();
}
