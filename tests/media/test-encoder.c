/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is found, remembered and lowered is so for a whole run of the program, so
 * each test is a run of its own. */

#include "config.h"

#include "footage.h"

#include <glib/gstdio.h>

#include "demains-encoder-memory.h"
#include "demains-encoder-test.h"
#include "demains-encoder.h"
#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-recording.h"
#include "demains-strain.h"

#define SLOWER 0.9
#define N_PICTURES 90

/* Of a camera that is quicker than any encoder. */
#define MOST_PICTURES 3000

static char *
get_codec_data (DemainsEncoderUse use)
{
  g_autofree char *line = demains_encoder_dup_line (use, NULL);
  g_autofree char *description
    = g_strdup_printf ("videotestsrc num-buffers=20 ! " DEMAINS_HOUSE_VIDEO_CAPS " ! %s ! fakesink name=sink", line);
  g_autoptr (GstElement) pipeline = gst_parse_launch (description, NULL);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_autoptr (GstPad) pad = gst_element_get_static_pad (sink, "sink");
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GstCaps) caps = NULL;
  const GValue *data;

  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, 60 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  caps = gst_pad_get_current_caps (pad);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  data = gst_structure_get_value (gst_caps_get_structure (caps, 0), "codec_data");

  return gst_value_serialize (data);
}

/* Pictures of takes that are made with less work join with all others, and so do those at a cut. */
static void
run_headers (void)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *cut = NULL;

  g_assert_nonnull (demains_encoder_find (NULL));
  before = get_codec_data (DEMAINS_ENCODER_TAKE);
  cut = get_codec_data (DEMAINS_ENCODER_CUT);
  g_assert_cmpstr (before, ==, cut);
  g_assert_false (demains_encoder_get_lowered ());
  g_assert_true (demains_encoder_lower ());
  g_assert_false (demains_encoder_lower ());
  after = get_codec_data (DEMAINS_ENCODER_TAKE);
  g_assert_cmpstr (before, ==, after);
}

static void
run_measured (void)
{
  g_assert_nonnull (demains_encoder_find (NULL));
  g_assert_cmpfloat (demains_encoder_memory_get ("x264"), ==, DEMAINS_SPEED_UNKNOWN);
  demains_encoder_measure (NULL);
  g_assert_cmpfloat (demains_encoder_memory_get ("x264"), >, 0);
}

/* What cannot be told is not remembered. */
static void
run_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  demains_encoder_measure (cancellable);
  g_assert_cmpfloat (demains_encoder_memory_get ("x264"), ==, DEMAINS_SPEED_UNKNOWN);
}

static void
run_slow (void)
{
  g_assert_nonnull (demains_encoder_find (NULL));
  g_assert_true (demains_encoder_get_lowered ());
  g_assert_cmpint (demains_strain_begin (), ==, DEMAINS_STRAIN_LOWERED);
}

static void
run_finds_openh264 (void)
{
  g_autofree char *line = demains_encoder_dup_line (DEMAINS_ENCODER_TAKE, NULL);

  g_assert_true (g_str_has_prefix (line, "openh264enc"));
}

static void
run_finds_x264 (void)
{
  g_autofree char *line = demains_encoder_dup_line (DEMAINS_ENCODER_TAKE, NULL);

  g_assert_true (g_str_has_prefix (line, "x264enc"));
}

static DemainsRecording *
start_take (DemainsProject *project)
{
  g_autoptr (GError) error = NULL;
  DemainsRecording *take;

  g_assert_nonnull (demains_encoder_find (NULL));
  take = demains_recording_new (project, "Take", "Camera", NULL, FALSE, &error);
  g_assert_no_error (error);

  return take;
}

static void
push (DemainsRecording *take, guint number)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS);
  g_autoptr (GstBuffer) picture = footage_make_picture (number);
  g_autoptr (GstSample) sample = gst_sample_new (picture, caps, NULL, NULL);

  demains_recording_push_video (take, sample, demains_house_frame_to_time (number));
}

static DemainsRecord *
stop_take (DemainsRecording *take)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsRecord *record;

  demains_recording_stop_async (take, demains_test_ready_cb, &result);
  record = demains_recording_stop_finish (take, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return record;
}

/* In the middle of a take, and not at the beginning of a group: no picture is
 * missing, doubled or out of order. */
static void
run_lowered_in_a_take (void)
{
  g_autofree char *path = demains_test_path ("lowered.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecording *take = start_take (project);
  g_autoptr (DemainsRecord) record = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GArray) numbers = NULL;

  for (guint i = 0; i < N_PICTURES; i++)
    {
      if (i == 40)
        g_assert_true (demains_recording_lower (take));
      push (take, i);
      for (guint turn = 0; turn < 6000 && demains_recording_get_waiting (take) >= 4; turn++)
        demains_test_spin (10);
      g_assert_cmpuint (demains_recording_get_waiting (take), <, 4);
    }
  record = stop_take (take);
  g_assert_true (demains_encoder_get_lowered ());
  g_assert_cmpuint (demains_recording_get_n_lost (take), ==, 0);

  uri = footage_get_uri (project, record);
  numbers = footage_read_numbers (uri);
  g_assert_cmpuint (numbers->len, ==, N_PICTURES);
  for (guint i = 0; i < N_PICTURES; i++)
    g_assert_cmpint (g_array_index (numbers, int, i), ==, i);
  g_object_unref (take);
  demains_test_close (project);
}

/* Pictures come as fast as they can be handed on: however fast the machine is, encoding them
 * takes longer, and it really falls behind. Less is done for each then, and what is lost is told. */
static void
run_strained (void)
{
  g_autofree char *path = demains_test_path ("strained.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsRecord) record = NULL;
  g_autoptr (GstCaps) caps = gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS);
  g_autoptr (GstBuffer) picture = footage_make_picture (1);
  g_autoptr (GstSample) sample = gst_sample_new (picture, caps, NULL, NULL);
  DemainsStrain strain = DEMAINS_STRAIN_NONE;
  DemainsRecording *take = start_take (project);
  guint number = 0;

  g_assert_cmpint (demains_strain_judge (take, strain), ==, DEMAINS_STRAIN_NONE);
  for (; strain != DEMAINS_STRAIN_LOSING && number < MOST_PICTURES; number++)
    {
      demains_recording_push_video (take, sample, demains_house_frame_to_time (number));
      strain = demains_strain_judge (take, strain);
      g_assert_true (strain == DEMAINS_STRAIN_NONE || demains_encoder_get_lowered ());
    }

  g_test_message ("Strain %d: %u of %u pictures lost", strain, demains_recording_get_n_lost (take), number);
  g_assert_cmpint (strain, ==, DEMAINS_STRAIN_LOSING);
  g_assert_cmpuint (demains_recording_get_n_lost (take), >, 0);
  g_assert_true (demains_encoder_get_lowered ());
  record = stop_take (take);
  g_object_unref (take);
  demains_test_close (project);
}

static void
run (const char *test, const char *forced)
{
  g_autofree char *path = g_strconcat ("/media/encoder/", test, NULL);

  if (forced != NULL)
    g_setenv ("DEMAINS_ENCODER", forced, TRUE);
  else
    g_unsetenv ("DEMAINS_ENCODER");
  g_test_trap_subprocess (path, 60 * G_USEC_PER_SEC, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_headers (void)
{
  run ("subprocess/headers", "x264");
}

static void
forget (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("XDG_CACHE_HOME"), "demains", "encoders.ini", NULL);

  g_unlink (path);
}

static void
test_measured (void)
{
  forget ();
  run ("subprocess/cancelled", "x264");
  run ("subprocess/measured", "x264");
}

/* As an earlier run left it. */
static void
test_remembered (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("XDG_CACHE_HOME"), "demains", "encoders.ini", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  for (guint i = 0; i < 3; i++)
    demains_encoder_memory_set (((const char *[]){ "vah264lp", "vah264", "v4l2h264" })[i], DEMAINS_SPEED_NONE);
  demains_encoder_memory_set ("x264", SLOWER);
  run ("subprocess/slow", NULL);

  demains_encoder_memory_set ("x264", DEMAINS_SPEED_NONE);
  run ("subprocess/finds-openh264", NULL);
  /* All that is wanted is remembered not to work: then it is tried. */
  run ("subprocess/finds-x264", "x264");

  /* Another version may work. */
  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  groups = g_key_file_get_groups (keys, NULL);
  g_key_file_set_string (keys, groups[0], "gstreamer", "GStreamer 1.0");
  g_key_file_save_to_file (keys, path, NULL);
  run ("subprocess/finds-x264", "x264");
  g_assert_cmpfloat (demains_encoder_memory_get ("x264"), ==, DEMAINS_SPEED_UNKNOWN);
}

static void
test_lowered_in_a_take (void)
{
  forget ();
  run ("subprocess/lowered-in-a-take", "x264");
}

static void
test_strained (void)
{
  run ("subprocess/strained", "x264");
}

int
main (int argc, char *argv[])
{
  g_autofree char *cache = NULL;

  /* Before anybody asks where the cache is. */
  g_test_init (&argc, &argv, NULL);
  if (!g_test_subprocess ())
    {
      cache = demains_test_path ("cache");
      g_setenv ("XDG_CACHE_HOME", cache, TRUE);
    }
  gst_init (&argc, &argv);
  demains_media_init ();

#define ADD(name, func) g_test_add_func ("/media/encoder/" name, func)
  ADD ("headers", test_headers);
  ADD ("measured", test_measured);
  ADD ("remembered", test_remembered);
  ADD ("lowered-in-a-take", test_lowered_in_a_take);
  ADD ("strained", test_strained);
  ADD ("subprocess/headers", run_headers);
  ADD ("subprocess/cancelled", run_cancelled);
  ADD ("subprocess/measured", run_measured);
  ADD ("subprocess/slow", run_slow);
  ADD ("subprocess/finds-openh264", run_finds_openh264);
  ADD ("subprocess/finds-x264", run_finds_x264);
  ADD ("subprocess/lowered-in-a-take", run_lowered_in_a_take);
  ADD ("subprocess/strained", run_strained);

  return g_test_run ();
}
