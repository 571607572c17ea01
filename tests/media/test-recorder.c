/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>
#include <signal.h>

#include "demains-database.h"
#include "demains-device-list.h"
#include "demains-filmstrip.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-peak-meter.h"
#include "demains-peaks.h"
#include "demains-recorder.h"
#include "demains-test-disk.h"

/* Runs in a session with PipeWire, a camera and a microphone; starts more of
 * them to pull their plugs. */

typedef struct
{
  DemainsProject *project;
  DemainsDeviceList *cameras;
  DemainsDeviceList *microphones;
  DemainsRecorder *recorder;
} Fixture;

static DemainsDevice *
find_device (DemainsDeviceList *list, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (DemainsDevice) device = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (demains_device_get_name (device), name))
        return device;
    }

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = demains_test_path ("recorder.demains");

  g_unlink (path);
  fixture->project = demains_test_create (path);
  fixture->cameras = demains_device_list_new (DEMAINS_DEVICE_CAMERA);
  fixture->microphones = demains_device_list_new (DEMAINS_DEVICE_MICROPHONE);
  fixture->recorder = demains_recorder_new (fixture->project, NULL);
  demains_device_list_start (fixture->cameras);
  demains_device_list_start (fixture->microphones);
  demains_test_until (demains_device_list_get_ready (fixture->cameras)
                      && demains_device_list_get_ready (fixture->microphones));
  demains_test_until (find_device (fixture->cameras, "Virtual camera") != NULL);
  demains_test_until (find_device (fixture->microphones, "Virtual microphone") != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  demains_recorder_stop_preview (fixture->recorder);
  g_assert_finalize_object (fixture->recorder);
  g_clear_object (&fixture->cameras);
  g_clear_object (&fixture->microphones);
  demains_test_spin (300);
  demains_test_close (fixture->project);
}

static GPid
start_camera (const char *source, const char *name)
{
  g_autofree char *properties
    = g_strdup_printf ("stream-properties=props,media.class=Video/Source,node.name=%s,node.description=%s", name, name);
  g_auto (GStrv) words = g_strsplit (source, " ", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  GPid pid = 0;

  g_strv_builder_add_many (builder, "gst-launch-1.0", "-q", NULL);
  g_strv_builder_addv (builder, (const char **)words);
  g_strv_builder_add_many (builder, "!", "pipewiresink", "mode=provide", properties, NULL);
  arguments = g_strv_builder_end (builder);
  g_spawn_async (NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);

  return pid;
}

static DemainsRecord *
stop (Fixture *fixture, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_recorder_stop_async (fixture->recorder, demains_test_ready_cb, &result);

  return demains_recorder_stop_finish (fixture->recorder, demains_test_wait (&result), error);
}

static DemainsMedia *
get_media (Fixture *fixture, DemainsRecord *take)
{
  return demains_project_find_media (fixture->project, demains_record_get_id (take));
}

static void
start (Fixture *fixture, DemainsDevice *camera, DemainsDevice *microphone)
{
  g_autoptr (GError) error = NULL;

  demains_recorder_set_camera (fixture->recorder, camera);
  demains_recorder_set_microphone (fixture->recorder, microphone);
  demains_recorder_start_preview (fixture->recorder);
  demains_recorder_start (fixture->recorder, "Scène 1", &error);
  g_assert_no_error (error);
}

static void
level_cb (DemainsRecorder *recorder, GParamSpec *pspec, double *loudest)
{
  *loudest = MAX (*loudest, demains_recorder_get_level (recorder));
}

static GBytes *
load_peaks (Fixture *fixture, DemainsRecord *take)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *peaks;

  demains_peaks_load_async (fixture->project, demains_record_get_id (take), NULL, demains_test_ready_cb, &result);
  peaks = demains_peaks_load_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return peaks;
}

/* What is measured while filming is what the sound of the take says afterwards. */
static void
check_peaks (Fixture *fixture, DemainsRecord *take, gint64 frames)
{
  g_autoptr (GBytes) measured = load_peaks (fixture, take);
  g_autoptr (GBytes) made = NULL;
  gsize n_measured, n_made;
  const guint8 *one = g_bytes_get_data (measured, &n_measured);
  const guint8 *other;
  guint8 loudest = 0;

  g_assert_cmpint (ABS ((gint64)n_measured - frames * DEMAINS_PEAKS_PER_SECOND / DEMAINS_HOUSE_RATE), <=, 4);
  demains_test_run_sql (demains_project_get_path (fixture->project), "DELETE FROM peak");
  made = load_peaks (fixture, take);
  other = g_bytes_get_data (made, &n_made);
  for (gsize i = 0; i < MIN (n_made, n_measured); i++)
    {
      g_assert_cmpint (one[i], ==, other[i]);
      loudest = MAX (loudest, one[i]);
    }
  g_assert_cmpint (ABS ((gint64)n_made - (gint64)n_measured), <=, 4);
  g_assert_cmpfloat (demains_peak_to_level (loudest), >, -20);
}

/* Pictures and sound are there, equally long, none missing. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) stills = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) sound = NULL;
  g_autofree char *uri = NULL;
  gint64 elapsed, frames;
  double loudest = -100;

  g_signal_connect (fixture->recorder, "notify::level", G_CALLBACK (level_cb), &loudest);
  start (fixture, find_device (fixture->cameras, "Virtual camera"),
         find_device (fixture->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > 3 * (gint64)GST_SECOND);
  g_assert_no_error (demains_recorder_get_error (fixture->recorder));
  g_assert_cmpfloat (loudest, >, -20);
  g_signal_handlers_disconnect_by_data (fixture->recorder, &loudest);
  g_assert_null (demains_recorder_get_error (fixture->recorder));
  take = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_false (demains_recorder_get_recording (fixture->recorder));
  elapsed = demains_recorder_get_elapsed (fixture->recorder);

  g_assert_cmpstr (demains_record_get_title (take), ==, "Scène 1");
  g_assert_cmpstr (demains_record_get_text (take, "source"), ==, "Virtual camera");
  frames = demains_house_nearest_frame (demains_media_get_duration (get_media (fixture, take)));
  g_assert_cmpint (ABS (frames - demains_house_nearest_frame (elapsed)), <=, 1);
  g_assert_true (demains_media_get_complete (get_media (fixture, take)));

  uri = footage_get_uri (fixture->project, take);
  numbers = footage_read_numbers (uri);
  g_assert_cmpint (numbers->len, ==, frames);
  sound = footage_read_sound (uri);
  g_test_message ("%u pictures, %.1f frames of sound", numbers->len,
                  sound->len / (double)DEMAINS_HOUSE_SAMPLES_PER_FRAME);
  g_assert_cmpint (ABS ((gint64)sound->len - frames * DEMAINS_HOUSE_SAMPLES_PER_FRAME), <=,
                   2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME);

  demains_filmstrip_load_async (fixture->project, demains_record_get_id (take), NULL, demains_test_ready_cb, &result);
  stills = demains_filmstrip_load_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (stills->len, ==, (frames + 14) / 15);
  check_peaks (fixture, take, frames);
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;

  start (fixture, find_device (fixture->cameras, "Virtual camera"), NULL);
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > (gint64)GST_SECOND);
  take = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_media_get_info (get_media (fixture, take))->audio_codec, ==, "");
}

/* Two takes one right after the other, from one preview. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) first = NULL;
  g_autoptr (DemainsRecord) second = NULL;

  start (fixture, find_device (fixture->cameras, "Virtual camera"),
         find_device (fixture->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > (gint64)GST_SECOND);
  first = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (demains_recorder_start (fixture->recorder, "Scène 2", &error));
  g_assert_no_error (error);
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > (gint64)GST_SECOND);
  second = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (first != second);
  g_assert_cmpint (demains_media_get_duration (get_media (fixture, second)), >, GST_SECOND);
}

static void
test_camera_unplugged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GArray) numbers = NULL;
  GPid camera = start_camera ("videotestsrc is-live=true ! video/x-raw,format=YUY2,width=640,height=480,framerate=30/1",
                              "doomed-camera");

  demains_test_until (find_device (fixture->cameras, "doomed-camera") != NULL);
  start (fixture, find_device (fixture->cameras, "doomed-camera"),
         find_device (fixture->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > 2 * (gint64)GST_SECOND);
  kill (camera, SIGKILL);
  demains_test_until (!demains_recorder_get_recording (fixture->recorder));
  g_assert_error (demains_recorder_get_error (fixture->recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_GONE);

  take = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_get_duration (get_media (fixture, take)), >, 2 * GST_SECOND);
  uri = footage_get_uri (fixture->project, take);
  numbers = footage_read_numbers (uri);
  g_assert_cmpuint (numbers->len, >=, 60);
  demains_test_until (find_device (fixture->cameras, "doomed-camera") == NULL);
}

static void
test_microphone_unplugged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  gint64 elapsed;
  g_autofree char *made
    = footage_run ("pw-cli", "create-node", "adapter",
                   "{ factory.name=support.null-audio-sink media.class=Audio/Source/Virtual object.linger=true "
                   "audio.position=[MONO] node.name=doomed-microphone node.description=doomed-microphone }",
                   NULL);
  g_autofree char *destroyed = NULL;

  demains_test_until (find_device (fixture->microphones, "doomed-microphone") != NULL);
  start (fixture, find_device (fixture->cameras, "Virtual camera"),
         find_device (fixture->microphones, "doomed-microphone"));
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > 2 * (gint64)GST_SECOND);
  destroyed = footage_run ("pw-cli", "destroy", "doomed-microphone", NULL);
  demains_test_until (demains_recorder_get_error (fixture->recorder) != NULL);
  g_assert_error (demains_recorder_get_error (fixture->recorder), DEMAINS_MEDIA_ERROR,
                  DEMAINS_MEDIA_ERROR_MICROPHONE_GONE);
  g_assert_true (demains_recorder_get_recording (fixture->recorder));

  elapsed = demains_recorder_get_elapsed (fixture->recorder);
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > elapsed + 2 * (gint64)GST_SECOND);
  take = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_get_duration (get_media (fixture, take)), >, elapsed + 2 * (gint64)GST_SECOND);
}

typedef struct
{
  gint64 last;
  gint64 longest;
} Pauses;

static gboolean
note_pause_cb (gpointer user_data)
{
  Pauses *pauses = user_data;
  gint64 now = g_get_monotonic_time ();

  pauses->longest = MAX (pauses->longest, now - pauses->last);
  pauses->last = now;

  return G_SOURCE_CONTINUE;
}

/* A take that ends while the disk is busy keeps nobody but who asked for it. */
static void
test_slow_disk (Fixture *fixture, gconstpointer data)
{
  const char *path = demains_project_get_path (fixture->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  DemainsDatabase *other;
  Pauses pauses = { 0 };
  guint source;

  start (fixture, find_device (fixture->cameras, "Virtual camera"), NULL);
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > (gint64)GST_SECOND);
  other = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  g_assert_true (demains_database_exec (other, "PRAGMA query_only = 0; BEGIN EXCLUSIVE", &error));
  g_assert_no_error (error);

  pauses.last = g_get_monotonic_time ();
  source = g_timeout_add (10, note_pause_cb, &pauses);
  demains_recorder_stop_async (fixture->recorder, demains_test_ready_cb, &result);
  demains_test_spin (3000);
  g_assert_null (result);
  g_source_remove (source);
  g_test_message ("longest pause: %" G_GINT64_FORMAT " ms", pauses.longest / 1000);
  g_assert_cmpint (pauses.longest, <, 500 * 1000);

  demains_database_rollback (other);
  demains_database_close (other);
  take = demains_recorder_stop_finish (fixture->recorder, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (demains_media_get_complete (get_media (fixture, take)));
}

/* A take is ended while there is room for all that was filmed, and no other one
 * begins; with room again one does. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GError) error = NULL;
  gint64 elapsed;

  start (fixture, find_device (fixture->cameras, "Virtual camera"),
         find_device (fixture->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (fixture->recorder) > 2 * (gint64)GST_SECOND);
  demains_test_disk_set (8 * 1024 * 1024, FALSE);
  demains_test_until (!demains_recorder_get_recording (fixture->recorder));
  elapsed = demains_recorder_get_elapsed (fixture->recorder);
  g_assert_error (demains_recorder_get_error (fixture->recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_SPACE);
  take = stop (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (demains_media_get_complete (get_media (fixture, take)));
  g_assert_cmpint (demains_media_get_duration (get_media (fixture, take)), >=, elapsed - (gint64)GST_SECOND / 10);
  g_assert_cmpint (demains_room_watch_get_seconds (demains_recorder_get_room (fixture->recorder)), ==, 0);
  g_assert_false (demains_recorder_start (fixture->recorder, "Next", &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_SPACE);
  g_clear_error (&error);

  demains_test_disk_set (-1, FALSE);
  demains_test_until (demains_room_watch_get_seconds (demains_recorder_get_room (fixture->recorder)) > 0);
  g_assert_true (demains_recorder_start (fixture->recorder, "Next", &error));
}

static void
test_no_camera (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  demains_recorder_start_preview (fixture->recorder);
  g_assert_error (demains_recorder_get_error (fixture->recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA);
  g_assert_false (demains_recorder_start (fixture->recorder, "", &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (fixture->project, DEMAINS_KIND_TAKE))), ==, 0);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/media/recorder/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("take", test_take);
  ADD ("silent", test_silent);
  ADD ("again", test_again);
  ADD ("camera-unplugged", test_camera_unplugged);
  ADD ("microphone-unplugged", test_microphone_unplugged);
  ADD ("slow-disk", test_slow_disk);
  ADD ("no-room", test_no_room);
  ADD ("no-camera", test_no_camera);

  return g_test_run ();
}
