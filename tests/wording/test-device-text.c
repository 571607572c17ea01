/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdarg.h>

#include "demains-device-private.h"
#include "demains-test-language.h"
#include "demains-wording.h"

/* Devices as GStreamer lists them, with what WirePlumber, PulseAudio or the kernel says of them. */

#define TEST_TYPE_DEVICE (test_device_get_type ())
G_DECLARE_FINAL_TYPE (TestDevice, test_device, TEST, DEVICE, GstDevice)

struct _TestDevice
{
  GstDevice parent_instance;
};

G_DEFINE_FINAL_TYPE (TestDevice, test_device, GST_TYPE_DEVICE)

static void
test_device_class_init (TestDeviceClass *class)
{
}

static void
test_device_init (TestDevice *self)
{
}

static DemainsDevice *
make (const char *class, const char *display_name, const char *facts)
{
  g_autofree char *text = facts != NULL ? g_strconcat ("facts,", facts, NULL) : NULL;
  g_autoptr (GstStructure) properties = text != NULL ? gst_structure_from_string (text, NULL) : NULL;
  g_autoptr (GstCaps) caps = gst_caps_new_any ();
  g_autoptr (GstDevice) device = NULL;

  g_assert_true (text == NULL || properties != NULL);
  device = gst_object_ref_sink (g_object_new (TEST_TYPE_DEVICE, "display-name", display_name, "device-class", class,
                                              "caps", caps, "properties", properties, NULL));

  return demains_device_new (device);
}

static void
check (const char *class, const char *display_name, const char *facts, const char *expected)
{
  g_autoptr (DemainsDevice) device = make (class, display_name, facts);
  g_autofree char *text = demains_device_to_text (device);

  g_assert_cmpstr (text, ==, expected);
}

static void
check_camera (const char *display_name, const char *facts, const char *expected)
{
  check ("Video/Source", display_name, facts, expected);
}

static void
check_microphone (const char *display_name, const char *facts, const char *expected)
{
  check ("Audio/Source", display_name, facts, expected);
}

static void
test_cameras (void)
{
  demains_test_set_language ("en");

  /* WirePlumber, of a card "Integrated_Webcam_HD: Integrate". */
  check_camera ("Integrated_Webcam_HD  Integrate (V4L2)",
                "node.description=(string)\"Integrated_Webcam_HD  Integrate (V4L2)\"", "Integrated Webcam HD");
  check_camera ("Integrated Camera (V4L2)", "node.description=(string)\"Integrated Camera (V4L2)\"",
                "Integrated Camera");
  check_camera ("HD Webcam C525: HD Webcam C525", NULL, "HD Webcam C525");
  check_camera ("HP HD Camera: HP HD Camera Front", NULL, "HP HD Camera Front");
  /* Two lenses of one camera are told apart by the second half. */
  check_camera ("HP HD Camera: HP Wide View", NULL, "HP HD Camera: HP Wide View");
  check_camera ("Aukey:PC-LM1E", NULL, "Aukey: PC-LM1E");
  check_camera ("\\_SB_.PC00.LNK1 (libcamera)", NULL, "Camera");

  /* A camera without a name of its own has one in the system's lists. */
  check_camera ("UVC Camera (046d 0825) (V4L2)", "node.nick=(string)\"Webcam C270\"", "Webcam C270");
  check_camera ("UVC Camera (046d:0825)", NULL, "Camera");
  check_camera ("v4l2_input.pci-0000_00_14.0-usb-0_7_1.0", "api.v4l2.cap.card=(string)\"USB2.0_PC_CAMERA\"",
                "USB2.0 PC CAMERA");
  check_camera ("unknown", "node.nick=(string)OBSBOT", "OBSBOT");
  check_camera ("unknown", NULL, "Camera");
  check_camera ("", NULL, "Camera");

  check_camera ("Built-in Front Camera", "api.libcamera.location=(string)front", "Front camera");
  check_camera ("Caméra intégrée", "api.libcamera.location=(string)back", "Back camera");
  check_camera ("Webcam", "api.libcamera.location=(string)external", "Webcam");
}

#define ANALOG "device.profile.name=(string)analog-stereo,device.profile.description=(string)\"Analog Stereo\","

static void
test_microphones (void)
{
  demains_test_set_language ("en");

  /* PipeWire's own listing, and PulseAudio's. */
  check_microphone ("Built-in Audio Analog Stereo",
                    ANALOG "node.description=(string)\"Built-in Audio Analog Stereo\","
                           "node.name=(string)alsa_input.pci-0000_00_1f.3.analog-stereo",
                    "Computer’s microphone");
  check_microphone ("Built-in Audio Analog Stereo", ANALOG "device.form_factor=(string)internal",
                    "Computer’s microphone");
  /* A card whose maker says what each is. */
  check_microphone ("Tiger Lake-LP Smart Sound Technology Audio Controller Digital Microphone",
                    "device.profile.name=(string)\"HiFi: Mic1: source\",device.profile.description=(string)\"Digital "
                    "Microphone\",node.name=(string)alsa_input.pci-0000_00_1f.3.HiFi__Mic1__source",
                    "Computer’s microphone (Digital Microphone)");
  check_microphone ("Blue Microphones Analog Stereo",
                    ANALOG "device.form-factor=(string)microphone,"
                           "node.name=(string)alsa_input.usb-Blue_Microphones-00.analog-stereo",
                    "Blue Microphones");
  check_microphone ("HD Pro Webcam C920 Mono",
                    "device.profile.name=(string)mono-fallback,device.profile.description=(string)Mono,"
                    "node.name=(string)alsa_input.usb-046d_HD_Pro_Webcam_C920-02.mono-fallback",
                    "HD Pro Webcam C920");
  check_microphone ("alsa_input.usb-Burr-Brown-00.pro-input-0", "node.nick=(string)\"USB AUDIO CODEC\"",
                    "USB AUDIO CODEC");
  check_microphone ("WH-1000XM4", "node.name=(string)bluez_input.14_3F", "WH-1000XM4");
  check_microphone ("unknown", NULL, "Microphone");
  /* The layout alone is no name. */
  check_microphone ("Analog Stereo", ANALOG "node.nick=(string)Scarlett", "Scarlett");
}

static void
test_french (void)
{
  demains_test_set_language ("fr");
  check_camera ("Cam", "api.libcamera.location=(string)front", "Caméra avant");
  check_camera ("Cam", "api.libcamera.location=(string)back", "Caméra arrière");
  check_camera ("unknown", NULL, "Caméra");
  check_microphone ("x", "device.form-factor=(string)internal", "Micro de l’ordinateur");
  check_microphone ("Audio interne Digital Microphone",
                    "device.form-factor=(string)internal,device.profile.name=(string)\"HiFi: Mic1: source\","
                    "device.profile.description=(string)\"Digital Microphone\"",
                    "Micro de l’ordinateur (Digital Microphone)");
  check_microphone ("", NULL, "Micro");
}

/* What earlier versions remembered: a node's name, or where there is none what GStreamer calls it. */
static void
test_identity (void)
{
  g_autoptr (DemainsDevice) node = make ("Video/Source", "HD_Webcam  HD_Webcam (V4L2)",
                                         "node.name=(string)v4l2_input.pci-1,api.v4l2.path=(string)/dev/video0");
  g_autoptr (DemainsDevice) nameless = make ("Audio/Source", "Built-in Audio Analog Stereo", NULL);

  g_assert_cmpstr (demains_device_get_id (node), ==, "v4l2_input.pci-1");
  g_assert_cmpstr (demains_device_get_name (node), ==, "HD Webcam");
  g_assert_cmpstr (demains_device_get_id (nameless), ==, "Built-in Audio Analog Stereo");
}

static void
test_number (void)
{
  g_autoptr (DemainsDevice) device = make ("Video/Source", "HD_Webcam (V4L2)", NULL);
  g_autofree char *text = NULL;

  demains_device_set_number (device, 2);
  text = demains_device_to_text (device);
  g_assert_cmpstr (text, ==, "HD Webcam 2");
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wording/device/cameras", test_cameras);
  g_test_add_func ("/wording/device/microphones", test_microphones);
  g_test_add_func ("/wording/device/french", test_french);
  g_test_add_func ("/wording/device/identity", test_identity);
  g_test_add_func ("/wording/device/number", test_number);

  return g_test_run ();
}
