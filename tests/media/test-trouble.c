/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-test-disk.h"
#include "demains-wording.h"
#include "footage.h"
#include "studio.h"

/* Every cause of "no camera" and "no sound", made as it comes about: with real nodes of a
 * real PipeWire, other programs that hold them, missing plug-ins, a daemon that is killed. */

#define SMALL "video/x-raw,format=I420,width=640,height=480,framerate=30/1"

static const GError *
get_error (Studio *studio)
{
  return demains_recorder_get_error (studio->recorder);
}

static void
assert_says (const GError *error, DemainsMediaError code, const char *words)
{
  g_autofree char *text = NULL;

  g_assert_error (error, DEMAINS_MEDIA_ERROR, (int)code);
  text = demains_error_to_text (error, NULL);
  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, words));
}

static void
look (Studio *studio, DemainsDevice *camera, DemainsDevice *microphone)
{
  demains_recorder_set_camera (studio->recorder, camera);
  demains_recorder_set_microphone (studio->recorder, microphone);
  demains_recorder_start_preview (studio->recorder);
}

static char *
read_property (const char *node, const char *name)
{
  g_autofree char *command = g_strdup_printf (
    "import json,subprocess; print(next((o['id'] if '%s'=='id' else o['info']['props']['%s'] for o in "
    "json.loads(subprocess.check_output('pw-dump')) if o.get('info',{}).get('props',{}).get('node.name')=='%s'),''))",
    name, name, node);

  return footage_run ("python3", "-c", command, NULL);
}

static char *
await_property (const char *node, const char *name)
{
  for (guint i = 0; i < 100; i++)
    {
      char *value = read_property (node, name);

      if (*value != '\0')
        return value;
      g_free (value);
      demains_test_spin (100);
    }
  g_assert_not_reached ();
}

/* A program that lets nobody else have a node. */
static GPid
hold (const char *node, const char *caps)
{
  g_autofree char *serial = await_property (node, "object.serial");
  g_autofree char *command
    = g_strdup_printf ("gst-launch-1.0 -q pipewiresrc target-object=%s "
                       "stream-properties=p,node.name=holder,node.exclusive=true,node.dont-reconnect=true ! %s ! "
                       "fakesink",
                       serial, caps);
  GPid holder = studio_spawn (command);
  g_autofree char *id = await_property ("holder", "id");

  /* Linked, and not only there. */
  demains_test_spin (1000);

  return holder;
}

static void
test_camera_busy (Studio *studio, gconstpointer data)
{
  DemainsDevice *device = studio_find (studio->cameras, "Virtual camera");
  GPid holder = hold ("virtual-camera", "video/x-raw");

  look (studio, device, NULL);
  demains_test_until (get_error (studio) != NULL);
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_CAMERA_BUSY, "Another program uses the camera");
  g_assert_false (demains_recorder_start (studio->recorder, "", NULL, NULL));

  studio_kill (holder);
  demains_test_spin (500);
  studio_film (studio, device, NULL);
  studio_film_for (studio, 1);
  g_assert_no_error (get_error (studio));
}

static void
film_until_disk_is_full (Studio *studio)
{
  g_assert_true (demains_recorder_start (studio->recorder, "", NULL, NULL));
  studio_film_for (studio, 0.5);
  demains_test_disk_set (8 * 1024 * 1024, FALSE);
  demains_test_until (!demains_recorder_get_recording (studio->recorder));
  demains_test_disk_set (-1, FALSE);
  demains_test_until (demains_room_watch_get_seconds (demains_recorder_get_room (studio->recorder)) != 0);
}

/* Filming goes on without sound, and says so, also after a take that ended for another reason. */
static void
test_microphone_busy (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  GPid holder = hold ("virtual-microphone", "audio/x-raw,rate=48000,channels=1");

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  demains_test_until (get_error (studio) != NULL);
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_MICROPHONE_BUSY, "film without sound");
  studio_film_for (studio, 1);
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_media_get_info (studio_get_media (studio, take))->audio_codec, ==, "");

  film_until_disk_is_full (studio);
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_NO_SPACE, "The disk is full");
  g_assert_true (demains_recorder_start (studio->recorder, "", NULL, NULL));
  studio_film_for (studio, 0.5);
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_MICROPHONE_STOPPED, "film without sound");
  studio_kill (holder);
}

static void
test_camera_unfit (Studio *studio, gconstpointer data)
{
  GPid camera
    = studio_start_camera ("videotestsrc is-live=true ! " SMALL
                           " ! x264enc tune=zerolatency ! video/x-h264,stream-format=byte-stream,alignment=au",
                           "unfit-camera");

  look (studio, studio_await (studio->cameras, "unfit-camera"), NULL);
  demains_test_until (get_error (studio) != NULL);
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_CAMERA_UNFIT, "cannot read the pictures");
  studio_kill (camera);
}

/* Most cameras give JPEG. */
static void
test_no_decoder (Studio *studio, gconstpointer data)
{
  GPid camera = studio_start_camera ("videotestsrc is-live=true ! " SMALL " ! jpegenc", "jpeg-camera");
  DemainsDevice *device = studio_await (studio->cameras, "jpeg-camera");
  GstRegistry *registry = gst_registry_get ();
  g_autoptr (GstPluginFeature) decoder = gst_registry_find_feature (registry, "jpegdec", GST_TYPE_ELEMENT_FACTORY);

  gst_registry_remove_feature (registry, decoder);
  look (studio, device, NULL);
  demains_test_until (get_error (studio) != NULL);
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN, "“jpegdec”");

  gst_registry_add_feature (registry, decoder);
  look (studio, device, NULL);
  demains_test_spin (500);
  g_assert_no_error (get_error (studio));
  demains_recorder_stop_preview (studio->recorder);
  studio_kill (camera);
}

static void
set_volume (const char *command, const char *value)
{
  g_autofree char *id = await_property ("quiet-microphone", "id");
  g_autofree char *done = footage_run ("wpctl", command, id, value, NULL);
}

/* It is told before and during a take, and taken back. */
static void
test_muted (Studio *studio, gconstpointer data)
{
  g_autofree char *linked = NULL;
  g_autofree char *destroyed = NULL;

  studio_start_microphone ("quiet-microphone");
  studio_await (studio->microphones, "quiet-microphone");
  linked = footage_run ("pw-link", "ticks:output_MONO", "quiet-microphone:input_MONO", NULL);
  look (studio, studio_find (studio->cameras, "Virtual camera"), studio_find (studio->microphones, "quiet-microphone"));
  demains_test_until (demains_recorder_get_level (studio->recorder) > -60);
  g_assert_false (demains_recorder_get_muted (studio->recorder));
  set_volume ("set-mute", "1");
  demains_test_until (demains_recorder_get_muted (studio->recorder));
  set_volume ("set-mute", "0");
  demains_test_until (!demains_recorder_get_muted (studio->recorder));

  g_assert_true (demains_recorder_start (studio->recorder, "", NULL, NULL));
  studio_film_for (studio, 0.5);
  set_volume ("set-volume", "0");
  demains_test_until (demains_recorder_get_muted (studio->recorder));
  g_assert_true (demains_recorder_get_recording (studio->recorder));
  set_volume ("set-volume", "1");
  demains_test_until (!demains_recorder_get_muted (studio->recorder));
  g_assert_no_error (get_error (studio));
  demains_recorder_stop_preview (studio->recorder);
  destroyed = footage_run ("pw-cli", "destroy", "quiet-microphone", NULL);
}

/* A camera whose pictures become larger in the middle of a take: PipeWire hands on none of the new
 * ones. What was filmed before is kept, and it is said that nothing comes. */
static void
test_resized (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autofree char *uri = NULL;
  GPid camera = studio_start_camera ("concat name=c videotestsrc is-live=true num-buffers=180 ! " SMALL
                                     " ! c. videotestsrc is-live=true ! "
                                     "video/x-raw,format=I420,width=1280,height=720,framerate=30/1 ! c. c.",
                                     "elastic-camera");

  studio_film (studio, studio_await (studio->cameras, "elastic-camera"), NULL);
  demains_test_until (!demains_recorder_get_recording (studio->recorder));
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_CAMERA_STOPPED, "sends no picture");
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  uri = footage_get_uri (studio->project, take);
  numbers = footage_read_numbers (uri);
  g_test_message ("%u pictures kept", numbers->len);
  g_assert_cmpuint (numbers->len, >=, 30);
  studio_kill (camera);
}

static void
check_plugin (DemainsDeviceType device_type, DemainsMediaError code)
{
  g_autoptr (DemainsDeviceList) list = demains_device_list_new (device_type);

  demains_device_list_start (list);
  demains_test_until (demains_device_list_get_ready (list));
  assert_says (demains_device_list_get_error (list), code, "“pipewiredeviceprovider”");
}

/* GStreamer as it is where its part for PipeWire was not installed. */
static void
test_no_plugin (void)
{
  if (g_test_subprocess ())
    {
      check_plugin (DEMAINS_DEVICE_CAMERA, DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN);
      check_plugin (DEMAINS_DEVICE_MICROPHONE, DEMAINS_MEDIA_ERROR_MICROPHONE_PLUGIN);
      return;
    }

  g_autoptr (GstPlugin) core = gst_registry_find_plugin (gst_registry_get (), "coreelements");
  g_autofree char *registry = demains_test_path ("registry");
  g_autofree char *plugins = demains_test_path ("plugins");
  g_autofree char *target = g_build_filename (plugins, "libgstcoreelements.so", NULL);
  g_auto (GStrv) environment = g_get_environ ();

  g_assert_cmpint (g_mkdir (plugins, 0700), ==, 0);
  g_assert_cmpint (symlink (gst_plugin_get_filename (core), target), ==, 0);
  environment = g_environ_setenv (environment, "GST_REGISTRY", registry, TRUE);
  environment = g_environ_setenv (environment, "GST_PLUGIN_SYSTEM_PATH", plugins, TRUE);
  g_test_trap_subprocess_with_envp (NULL, (const char *const *)environment, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* The take is kept, and all is there again as soon as the daemon is. */
static void
test_daemon_killed (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (DemainsRecord) next = NULL;
  GPid daemon, manager, camera;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  studio_film_for (studio, 2);
  studio_kill_daemon ("pipewire");
  demains_test_until (!demains_recorder_get_recording (studio->recorder));
  assert_says (get_error (studio), DEMAINS_MEDIA_ERROR_DEVICE_SERVICE, "PipeWire, has stopped");
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_get_duration (studio_get_media (studio, take)), >=, 2 * GST_SECOND);
  demains_test_until (demains_device_list_get_error (studio->cameras) != NULL
                      && demains_device_list_get_error (studio->microphones) != NULL);
  assert_says (demains_device_list_get_error (studio->cameras), DEMAINS_MEDIA_ERROR_DEVICE_SERVICE, "by itself");
  assert_says (demains_device_list_get_error (studio->microphones), DEMAINS_MEDIA_ERROR_SOUND_SERVICE, "by itself");

  daemon = studio_spawn ("pipewire");
  demains_test_spin (1000);
  manager = studio_spawn ("wireplumber");
  demains_test_spin (1000);
  camera = studio_start_camera ("videotestsrc is-live=true ! " SMALL, "new-camera");
  studio_start_microphone ("new-microphone");
  studio_film (studio, studio_await (studio->cameras, "new-camera"),
               studio_await (studio->microphones, "new-microphone"));
  g_assert_no_error (demains_device_list_get_error (studio->cameras));
  studio_film_for (studio, 1);
  g_assert_no_error (get_error (studio));
  next = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_media_get_info (studio_get_media (studio, next))->audio_codec, !=, "");
  demains_recorder_stop_preview (studio->recorder);

  studio_kill (camera);
  demains_test_until (studio_find (studio->cameras, "new-camera") == NULL
                      && demains_device_list_get_error (studio->cameras) != NULL);
  assert_says (demains_device_list_get_error (studio->cameras), DEMAINS_MEDIA_ERROR_NO_CAMERA, "No camera was found");
  studio_kill (manager);
  studio_kill (daemon);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/media/trouble/" name, Studio, NULL, studio_set_up, func, studio_tear_down)
  ADD ("camera-busy", test_camera_busy);
  ADD ("microphone-busy", test_microphone_busy);
  ADD ("camera-unfit", test_camera_unfit);
  ADD ("no-decoder", test_no_decoder);
  ADD ("muted", test_muted);
  ADD ("resized", test_resized);
  g_test_add_func ("/media/trouble/no-plugin", test_no_plugin);
  ADD ("daemon-killed", test_daemon_killed);

  return g_test_run ();
}
