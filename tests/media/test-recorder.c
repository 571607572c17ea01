/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "demains-database.h"
#include "demains-filmstrip.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-peak-meter.h"
#include "demains-peaks.h"
#include "demains-test-disk.h"
#include "footage.h"
#include "studio.h"

/* Runs in a session with PipeWire, a camera and a microphone; starts more of
 * them to pull their plugs. */

static void
level_cb (DemainsRecorder *recorder, GParamSpec *pspec, double *loudest)
{
  *loudest = MAX (*loudest, demains_recorder_get_level (recorder));
}

static GBytes *
load_peaks (Studio *studio, DemainsRecord *take)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *peaks;

  demains_peaks_load_async (studio->project, demains_record_get_id (take), NULL, demains_test_ready_cb, &result);
  peaks = demains_peaks_load_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return peaks;
}

/* What is measured while filming is what the sound of the take says afterwards; where it ends, a
 * peak may be of less sound. */
static void
check_peaks (Studio *studio, DemainsRecord *take, gint64 frames)
{
  g_autoptr (GBytes) measured = load_peaks (studio, take);
  g_autoptr (GBytes) made = NULL;
  gsize n_measured, n_made;
  const guint8 *one = g_bytes_get_data (measured, &n_measured);
  const guint8 *other;
  guint8 loudest = 0;

  g_assert_cmpint (ABS ((gint64)n_measured - frames * DEMAINS_PEAKS_PER_SECOND / DEMAINS_HOUSE_RATE), <=, 4);
  demains_test_run_sql (demains_project_get_path (studio->project), "DELETE FROM peak");
  made = load_peaks (studio, take);
  other = g_bytes_get_data (made, &n_made);
  for (gsize i = 0; i + 1 < MIN (n_made, n_measured); i++)
    {
      g_assert_cmpint (one[i], ==, other[i]);
      loudest = MAX (loudest, one[i]);
    }
  g_assert_cmpint (ABS ((gint64)n_made - (gint64)n_measured), <=, 4);
  g_assert_cmpfloat (demains_peak_to_level (loudest), >, -20);
}

/* Pictures and sound are there, equally long, none missing. */
static void
test_take (Studio *studio, gconstpointer data)
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

  g_signal_connect (studio->recorder, "notify::level", G_CALLBACK (level_cb), &loudest);
  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > 3 * (gint64)GST_SECOND);
  g_assert_no_error (demains_recorder_get_error (studio->recorder));
  g_assert_cmpfloat (loudest, >, -20);
  g_signal_handlers_disconnect_by_data (studio->recorder, &loudest);
  g_assert_null (demains_recorder_get_error (studio->recorder));
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_false (demains_recorder_get_recording (studio->recorder));
  elapsed = demains_recorder_get_elapsed (studio->recorder);

  g_assert_cmpstr (demains_record_get_title (take), ==, "Scène 1");
  g_assert_cmpstr (demains_record_get_text (take, "source"), ==, "Virtual camera");
  frames = demains_house_nearest_frame (demains_media_get_duration (studio_get_media (studio, take)));
  g_assert_cmpint (ABS (frames - demains_house_nearest_frame (elapsed)), <=, 1);
  g_assert_true (demains_media_get_complete (studio_get_media (studio, take)));

  uri = footage_get_uri (studio->project, take);
  numbers = footage_read_numbers (uri);
  g_assert_cmpint (numbers->len, ==, frames);
  sound = footage_read_sound (uri);
  g_test_message ("%u pictures, %.1f frames of sound", numbers->len,
                  sound->len / (double)DEMAINS_HOUSE_SAMPLES_PER_FRAME);
  g_assert_cmpint (ABS ((gint64)sound->len - frames * DEMAINS_HOUSE_SAMPLES_PER_FRAME), <=,
                   2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME);

  demains_filmstrip_load_async (studio->project, demains_record_get_id (take), NULL, demains_test_ready_cb, &result);
  stills = demains_filmstrip_load_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (stills->len, ==, (frames + 14) / 15);
  check_peaks (studio, take, frames);
}

/* What passes while the take waits is not in it, and its time stands still; it may also begin or
 * end waiting. */
static void
test_pause (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GArray) sound = NULL;
  g_autofree char *uri = NULL;
  gint64 elapsed, frames;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > (gint64)GST_SECOND);
  demains_recorder_set_paused (studio->recorder, TRUE);
  elapsed = demains_recorder_get_elapsed (studio->recorder);
  demains_test_spin (1500);
  g_assert_true (demains_recorder_get_paused (studio->recorder));
  g_assert_true (demains_recorder_get_recording (studio->recorder));
  g_assert_cmpint (demains_recorder_get_elapsed (studio->recorder), ==, elapsed);

  demains_recorder_set_paused (studio->recorder, FALSE);
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > elapsed + (gint64)GST_SECOND);
  demains_recorder_set_paused (studio->recorder, TRUE);
  elapsed = demains_recorder_get_elapsed (studio->recorder);
  demains_test_spin (500);
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_false (demains_recorder_get_paused (studio->recorder));

  frames = demains_house_nearest_frame (elapsed);
  g_assert_cmpint (ABS (demains_media_get_duration (studio_get_media (studio, take)) - elapsed), <=,
                   demains_house_frame_to_time (1));
  uri = footage_get_uri (studio->project, take);
  numbers = footage_read_numbers (uri);
  g_assert_cmpint (ABS ((gint64)numbers->len - frames), <=, 1);
  sound = footage_read_sound (uri);
  g_assert_cmpint (ABS ((gint64)sound->len - frames * DEMAINS_HOUSE_SAMPLES_PER_FRAME), <=,
                   2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME);
}

static void
test_silent (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"), NULL);
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > (gint64)GST_SECOND);
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_media_get_info (studio_get_media (studio, take))->audio_codec, ==, "");
}

/* Two takes one right after the other, from one preview. */
static void
test_again (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) first = NULL;
  g_autoptr (DemainsRecord) second = NULL;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > (gint64)GST_SECOND);
  first = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_true (demains_recorder_start (studio->recorder, "Scène 2", NULL, &error));
  g_assert_no_error (error);
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > (gint64)GST_SECOND);
  second = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_true (first != second);
  g_assert_cmpint (demains_media_get_duration (studio_get_media (studio, second)), >, GST_SECOND);
}

static void
test_camera_unplugged (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GArray) numbers = NULL;
  GPid camera = studio_start_camera (
    "videotestsrc is-live=true ! video/x-raw,format=YUY2,width=640,height=480,framerate=30/1", "doomed-camera");

  demains_test_until (studio_find (studio->cameras, "doomed-camera") != NULL);
  studio_film (studio, studio_find (studio->cameras, "doomed-camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > 2 * (gint64)GST_SECOND);
  kill (camera, SIGKILL);
  demains_test_until (!demains_recorder_get_recording (studio->recorder));
  g_assert_error (demains_recorder_get_error (studio->recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_GONE);

  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_get_duration (studio_get_media (studio, take)), >, 2 * GST_SECOND);
  uri = footage_get_uri (studio->project, take);
  numbers = footage_read_numbers (uri);
  g_assert_cmpuint (numbers->len, >=, 60);
  demains_test_until (studio_find (studio->cameras, "doomed-camera") == NULL);
}

static void
test_microphone_unplugged (Studio *studio, gconstpointer data)
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

  demains_test_until (studio_find (studio->microphones, "doomed-microphone") != NULL);
  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "doomed-microphone"));
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > 2 * (gint64)GST_SECOND);
  destroyed = footage_run ("pw-cli", "destroy", "doomed-microphone", NULL);
  demains_test_until (demains_recorder_get_error (studio->recorder) != NULL);
  g_assert_error (demains_recorder_get_error (studio->recorder), DEMAINS_MEDIA_ERROR,
                  DEMAINS_MEDIA_ERROR_MICROPHONE_GONE);
  g_assert_true (demains_recorder_get_recording (studio->recorder));

  elapsed = demains_recorder_get_elapsed (studio->recorder);
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > elapsed + 2 * (gint64)GST_SECOND);
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_get_duration (studio_get_media (studio, take)), >, elapsed + 2 * (gint64)GST_SECOND);
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

/* A take that ends while the disk is busy for so long, in milliseconds, keeps nobody but who asked for it. Who waited
 * for the disk would wait for all of it; a busy computer may hold up a tick too. */
#define DISK_BUSY 3000

static void
test_slow_disk (Studio *studio, gconstpointer data)
{
  const char *path = demains_project_get_path (studio->project);
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  DemainsDatabase *other;
  Pauses pauses = { 0 };
  guint source;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"), NULL);
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > (gint64)GST_SECOND);
  other = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  g_assert_true (demains_database_exec (other, "PRAGMA query_only = 0; BEGIN EXCLUSIVE", &error));
  g_assert_no_error (error);

  pauses.last = g_get_monotonic_time ();
  source = g_timeout_add (10, note_pause_cb, &pauses);
  demains_recorder_stop_async (studio->recorder, demains_test_ready_cb, &result);
  demains_test_spin (DISK_BUSY);
  g_assert_null (result);
  g_source_remove (source);
  g_test_message ("longest pause: %" G_GINT64_FORMAT " ms", pauses.longest / 1000);
  g_assert_cmpint (pauses.longest, <, DISK_BUSY * 1000 / 2);

  demains_database_rollback (other);
  demains_database_close (other);
  take = demains_recorder_stop_finish (studio->recorder, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_true (demains_media_get_complete (studio_get_media (studio, take)));
}

/* A take is ended while there is room for all that was filmed, and no other one
 * begins; with room again one does. */
static void
test_no_room (Studio *studio, gconstpointer data)
{
  g_autoptr (DemainsRecord) take = NULL;
  g_autoptr (GError) error = NULL;
  gint64 elapsed;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"),
               studio_find (studio->microphones, "Virtual microphone"));
  demains_test_until (demains_recorder_get_elapsed (studio->recorder) > 2 * (gint64)GST_SECOND);
  demains_test_disk_set (8 * 1024 * 1024, FALSE);
  demains_test_until (!demains_recorder_get_recording (studio->recorder));
  elapsed = demains_recorder_get_elapsed (studio->recorder);
  g_assert_error (demains_recorder_get_error (studio->recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_SPACE);
  take = studio_stop (studio, &error);
  g_assert_no_error (error);
  g_assert_true (demains_media_get_complete (studio_get_media (studio, take)));
  g_assert_cmpint (demains_media_get_duration (studio_get_media (studio, take)), >=, elapsed - (gint64)GST_SECOND / 10);
  g_assert_cmpint (demains_room_watch_get_seconds (demains_recorder_get_room (studio->recorder)), ==, 0);
  g_assert_false (demains_recorder_start (studio->recorder, "Next", NULL, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_SPACE);
  g_clear_error (&error);

  demains_test_disk_set (-1, FALSE);
  demains_test_until (demains_room_watch_get_seconds (demains_recorder_get_room (studio->recorder)) > 0);
  g_assert_true (demains_recorder_start (studio->recorder, "Next", NULL, &error));
  g_assert_null (demains_recorder_get_error (studio->recorder));
}

/* Before the camera has opened: that is no failure of picture or sound, and leaves no take behind. */
static void
test_stopped_early (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  studio_film (studio, studio_find (studio->cameras, "Virtual camera"), NULL);
  g_assert_null (studio_stop (studio, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOTHING_FILMED);
  g_assert_null (demains_recorder_get_error (studio->recorder));
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (studio->project, DEMAINS_KIND_TAKE))), ==, 0);
}

static void
test_no_camera (Studio *studio, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  demains_recorder_start_preview (studio->recorder);
  g_assert_error (demains_recorder_get_error (studio->recorder), DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA);
  g_assert_false (demains_recorder_start (studio->recorder, "", NULL, &error));
  g_assert_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA);
  g_assert_cmpuint (
    g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (studio->project, DEMAINS_KIND_TAKE))), ==, 0);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/media/recorder/" name, Studio, NULL, studio_set_up, func, studio_tear_down)
  ADD ("take", test_take);
  ADD ("pause", test_pause);
  ADD ("silent", test_silent);
  ADD ("again", test_again);
  ADD ("camera-unplugged", test_camera_unplugged);
  ADD ("microphone-unplugged", test_microphone_unplugged);
  ADD ("slow-disk", test_slow_disk);
  ADD ("no-room", test_no_room);
  ADD ("stopped-early", test_stopped_early);
  ADD ("no-camera", test_no_camera);

  return g_test_run ();
}
