/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-encoder.h"

#include "demains-house.h"
#include "demains-media-error.h"

#define TEST_FRAMES 8
#define TEST_TIMEOUT (10 * GST_SECOND)

typedef struct
{
  const char *name;
  const char *factory;
  const char *codec;
  const char *take;
  const char *film;
} Rung;

/* Takes: closed groups of 15 frames, a cluster each, so that a killed program
 * loses half a second and what is in the encoder; no B-frames, little lookahead,
 * about 10 Mbit/s at the most. The
 * hardware's own defaults for rate control are never trusted. */
#define H264 " ! h264parse ! capsfilter caps=video/x-h264,stream-format=avc,alignment=au"
#define VA " rate-control=vbr bitrate=6000 key-int-max=15 b-frames=0 ref-frames=2"
#define VA_FILM " rate-control=vbr bitrate=5000 key-int-max=60 b-frames=0"
#define V4L2                                                                                                           \
  " extra-controls=\"controls,video_bitrate_mode=0,video_bitrate=6000000,video_gop_size=15,h264_i_frame_period=15,video_b_frames=0\" ! video/x-h264,profile=high,level=(string)4"
#define OPENH264                                                                                                       \
  " rate-control=bitrate complexity=low enable-frame-skip=false scene-change-detection=false multi-thread=0"
#define VP9 " deadline=1 row-mt=true threads=4 tile-columns=2 lag-in-frames=0 auto-alt-ref=false"

/* x264: bitrate is the ceiling of the constant quality that quantizer asks for. */
static const Rung RUNGS[] = {
  { "vah264lp", "vah264lpenc", "h264", "vah264lpenc" VA H264, "vah264lpenc" VA_FILM H264 },
  { "vah264", "vah264enc", "h264", "vah264enc" VA H264, "vah264enc" VA_FILM H264 },
  { "v4l2h264", "v4l2h264enc", "h264", "v4l2h264enc" V4L2 H264, "v4l2h264enc" V4L2 H264 },
  { "x264", "x264enc", "h264",
    "x264enc speed-preset=superfast pass=qual quantizer=20 bitrate=10000 vbv-buf-capacity=1000 key-int-max=15 bframes=0 option-string=scenecut=0:rc-lookahead=5:sync-lookahead=0" H264,
    "x264enc speed-preset=veryfast pass=qual quantizer=21 bitrate=8000 vbv-buf-capacity=1000 key-int-max=60 bframes=0" H264 },
  { "openh264", "openh264enc", "h264",
    "openh264enc usage-type=camera bitrate=6000000 max-bitrate=10000000 gop-size=15" OPENH264 H264,
    "openh264enc usage-type=camera bitrate=5000000 max-bitrate=8000000 gop-size=60" OPENH264 H264 },
  { "vp9", "vp9enc", "vp9",
    "vp9enc cpu-used=8 end-usage=vbr target-bitrate=4000000 keyframe-max-dist=15" VP9 " ! vp9parse",
    "vp9enc cpu-used=6 end-usage=vbr target-bitrate=3000000 keyframe-max-dist=60" VP9 " ! vp9parse" },
};

typedef struct
{
  const char *factory;
  const char *codec;
  const char *description;
  gboolean primes;
} AudioRung;

#define AAC_BLOCK 1024

/* Blocks of 2400 samples last 50 ms sharp, so Matroska's milliseconds hold
 * their times exactly. */
static const AudioRung TAKE_AUDIO[] = {
  { "flacenc", "flac", "flacenc quality=3 blocksize=2400 ! flacparse", FALSE },
  { "opusenc", "opus", "opusenc bitrate=160000 ! opusparse", FALSE },
};

static const AudioRung MP4_AUDIO[] = {
  { "fdkaacenc", "aac", "fdkaacenc bitrate=160000 ! aacparse", FALSE },
  { "avenc_aac", "aac", "avenc_aac bitrate=160000 ! aacparse", TRUE },
  { "voaacenc", "aac", "voaacenc bitrate=160000 ! aacparse", FALSE },
  { "opusenc", "opus", "opusenc bitrate=160000 ! opusparse", FALSE },
};

static const AudioRung WEBM_AUDIO[] = {
  { "opusenc", "opus", "opusenc bitrate=160000 ! opusparse", FALSE },
  { "vorbisenc", "vorbis", "vorbisenc quality=0.6", FALSE },
};

/* An encoder that begins with a block of silence of its own, and says so to
 * nobody, would put all sound late by it: the block is taken off. */
static GstPadProbeReturn
drop_priming_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstBuffer *buffer = GST_PAD_PROBE_INFO_BUFFER (info);
  GstClockTime early = gst_util_uint64_scale (AAC_BLOCK, GST_SECOND, DEMAINS_HOUSE_SAMPLE_RATE);

  if (GST_BUFFER_PTS (buffer) < early / 2)
    return GST_PAD_PROBE_DROP;

  buffer = gst_buffer_make_writable (buffer);
  GST_BUFFER_PTS (buffer) -= MIN (GST_BUFFER_PTS (buffer), early);
  GST_BUFFER_DTS (buffer) = GST_CLOCK_TIME_NONE;
  GST_PAD_PROBE_INFO_DATA (info) = buffer;

  return GST_PAD_PROBE_OK;
}

static void
drop_priming (GstElement *encoder)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (encoder, "src");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, drop_priming_cb, NULL, NULL);
}

static gboolean
has_factory (const char *name)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find (name);

  return factory != NULL;
}

/* Which rung a test asks for by name; every rung may be tried without. */
static gboolean
is_wanted (const Rung *rung)
{
  const char *forced = g_getenv ("DEMAINS_ENCODER");

  return forced == NULL || *forced == '\0' || g_str_equal (forced, rung->name);
}

static GstPadProbeReturn
count_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  g_atomic_int_inc ((int *)user_data);

  return GST_PAD_PROBE_OK;
}

/* Sends a few frames through a rung: an encoder that is listed may still have
 * no device behind it. */
static gboolean
test_rung (const Rung *rung)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GstPad) pad = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autofree char *description = NULL;
  int frames = 0;

  if (!has_factory (rung->factory))
    return FALSE;

  description = g_strdup_printf ("videotestsrc pattern=ball num-buffers=%d ! " DEMAINS_HOUSE_VIDEO_CAPS
                                 " ! videoconvert ! %s ! fakesink name=sink",
                                 TEST_FRAMES, rung->take);
  pipeline = gst_parse_launch_full (description, NULL, GST_PARSE_FLAG_FATAL_ERRORS, &error);
  if (pipeline == NULL)
    {
      g_info ("Encoder %s cannot be set up: %s", rung->name, error->message);
      return FALSE;
    }

  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  pad = gst_element_get_static_pad (sink, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER, count_cb, &frames, NULL);
  bus = gst_element_get_bus (pipeline);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, TEST_TIMEOUT, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  g_debug ("Encoder %s: %d of %d frames", rung->name, frames, TEST_FRAMES);

  return message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS && frames == TEST_FRAMES;
}

/* Set once, when the ladder has been tested. */
static int tested;

static const Rung *
find_rung (GError **error)
{
  static GMutex mutex;
  static const Rung *chosen = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (gsize i = 0; !tested && chosen == NULL && i < G_N_ELEMENTS (RUNGS); i++)
    if (is_wanted (&RUNGS[i]) && test_rung (&RUNGS[i]))
      chosen = &RUNGS[i];
  if (!tested)
    g_info ("Video encoder: %s", chosen != NULL ? chosen->name : "none");
  g_atomic_int_set (&tested, TRUE);

  if (chosen == NULL)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_ENCODER, "no video encoder works");

  return chosen;
}

/**
 * demains_encoder_find:
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER
 *
 * The first call tests the ladder, some tenths of a second: make it in a thread
 * before a person waits for it.
 *
 * Returns: (nullable): "h264" or "vp9"
 */
const char *
demains_encoder_find (GError **error)
{
  const Rung *rung = find_rung (error);

  return rung != NULL ? rung->codec : NULL;
}

/**
 * demains_encoder_is_found:
 *
 * Returns: whether demains_encoder_find() answers at once
 */
gboolean
demains_encoder_is_found (void)
{
  return g_atomic_int_get (&tested);
}

/**
 * demains_encoder_may_be_h264:
 *
 * Tests nothing, so it is right at once and for nearly everybody.
 *
 * Returns: whether an H.264 encoder is installed
 */
gboolean
demains_encoder_may_be_h264 (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RUNGS); i++)
    if (is_wanted (&RUNGS[i]) && has_factory (RUNGS[i].factory))
      return g_str_equal (RUNGS[i].codec, "h264");

  return TRUE;
}

/**
 * demains_encoder_dup_line:
 * @use: what it is for
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER
 *
 * Returns: (transfer full) (nullable): the elements that encode, as gst-launch-1.0 takes them
 */
char *
demains_encoder_dup_line (DemainsEncoderUse use, GError **error)
{
  const Rung *rung = find_rung (error);

  return rung != NULL ? g_strdup (use == DEMAINS_ENCODER_TAKE ? rung->take : rung->film) : NULL;
}

/**
 * demains_encoder_new_video:
 * @use: what it is for
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER
 *
 * Returns: (transfer floating) (nullable): a bin that takes raw pictures of the
 *     house profile and gives what a muxer takes
 */
GstElement *
demains_encoder_new_video (DemainsEncoderUse use, GError **error)
{
  g_autofree char *line = demains_encoder_dup_line (use, error);
  g_autofree char *description = NULL;

  if (line == NULL)
    return NULL;
  description = g_strconcat ("videoconvert ! ", line, NULL);

  return gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);
}

/**
 * demains_encoder_new_audio:
 * @use: what it is for
 * @codec: (out) (optional): its name, such as "flac"
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER
 *
 * Returns: (transfer floating) (nullable): a bin that takes 16-bit sound at
 *     48 kHz and gives what a muxer takes
 */
GstElement *
demains_encoder_new_audio (DemainsEncoderUse use, const char **codec, GError **error)
{
  const AudioRung *rungs = TAKE_AUDIO;
  gsize n_rungs = G_N_ELEMENTS (TAKE_AUDIO);
  const Rung *video = find_rung (error);

  if (video == NULL)
    return NULL;
  if (use == DEMAINS_ENCODER_FILM && g_str_equal (video->codec, "h264"))
    {
      rungs = MP4_AUDIO;
      n_rungs = G_N_ELEMENTS (MP4_AUDIO);
    }
  else if (use == DEMAINS_ENCODER_FILM)
    {
      rungs = WEBM_AUDIO;
      n_rungs = G_N_ELEMENTS (WEBM_AUDIO);
    }

  for (gsize i = 0; i < n_rungs; i++)
    if (has_factory (rungs[i].factory))
      {
        g_autofree char *description = g_strconcat ("audioconvert ! ", rungs[i].description, NULL);
        GstElement *encoder
          = gst_parse_bin_from_description_full (description, TRUE, NULL, GST_PARSE_FLAG_FATAL_ERRORS, error);

        if (codec != NULL)
          *codec = rungs[i].codec;
        if (encoder != NULL && rungs[i].primes)
          drop_priming (encoder);
        return encoder;
      }

  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_ENCODER, "no audio encoder is installed");

  return NULL;
}
