/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-capture.h"
#include "demains-device-private.h"
#include "demains-test.h"

/* A camera of moving pictures, as a system would list it. */
#define TEST_TYPE_CAMERA (test_camera_get_type ())
G_DECLARE_FINAL_TYPE (TestCamera, test_camera, TEST, CAMERA, GstDevice)

struct _TestCamera
{
  GstDevice parent_instance;
};

G_DEFINE_FINAL_TYPE (TestCamera, test_camera, GST_TYPE_DEVICE)

static GstElement *
test_camera_create_element (GstDevice *device, const char *name)
{
  GstElement *source = gst_element_factory_make ("videotestsrc", name);

  g_object_set (source, "is-live", TRUE, NULL);

  return source;
}

static void
test_camera_class_init (TestCameraClass *klass)
{
  GST_DEVICE_CLASS (klass)->create_element = test_camera_create_element;
}

static void
test_camera_init (TestCamera *self)
{
}

static DemainsDevice *
make_camera (void)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,width=320,height=240,framerate=30/1");
  g_autoptr (GstDevice) device = g_object_ref_sink (
    g_object_new (TEST_TYPE_CAMERA, "display-name", "Test camera", "device-class", "Video/Source", "caps", caps, NULL));

  return demains_device_new (device);
}

static void
count_cb (GstSample *sample, gint64 time, gpointer pictures)
{
  g_atomic_int_inc ((int *)pictures);
}

static void
keep_cb (GstSample *sample, gint64 time, gpointer kept)
{
  if (g_atomic_pointer_compare_and_exchange ((gpointer *)kept, NULL, sample))
    gst_sample_ref (sample);
}

static void
let_flow (DemainsCapture *capture)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  demains_capture_start (capture);
  while (!demains_capture_get_flowing (capture) && g_get_monotonic_time () < end)
    demains_test_spin (20);
  g_assert_true (demains_capture_get_flowing (capture));
  demains_test_spin (100);
}

/* A picture may be looked at for longer than the camera is open: it is not one
 * of those that the camera lends. */
static void
test_copies (void)
{
  g_autoptr (DemainsDevice) camera = make_camera ();
  g_autoptr (GstSample) kept = NULL;
  g_autoptr (DemainsCapture) capture = demains_capture_new (camera, TRUE, 0, keep_cb, &kept);
  GstBuffer *picture;

  let_flow (capture);
  demains_capture_stop (capture);
  g_assert_nonnull (kept);

  picture = gst_sample_get_buffer (kept);
  g_assert_null (picture->pool);
  g_assert_null (gst_buffer_get_parent_buffer_meta (picture));
  demains_test_spin (200);
}

/* A camera that was let go of leaves nothing behind. */
static void
test_stop (void)
{
  g_autoptr (DemainsDevice) camera = make_camera ();
  DemainsCapture *capture = demains_capture_new (camera, TRUE, 0, count_cb, &(int){ 0 });
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  gpointer weak = capture;

  g_object_add_weak_pointer (G_OBJECT (capture), &weak);
  let_flow (capture);

  demains_capture_stop (capture);
  g_object_unref (capture);
  while (weak != NULL && g_get_monotonic_time () < end)
    demains_test_spin (20);
  g_assert_null (weak);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  gst_init (&argc, &argv);

  g_test_add_func ("/capture/copies", test_copies);
  g_test_add_func ("/capture/stop", test_stop);

  return g_test_run ();
}
