/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-encoder.h"

#include "demains-encoder-memory.h"
#include "demains-encoder-test.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

/* Some frames tell whether a rung works at all, two seconds of them how fast. */
#define SHORT_TEST 8
#define LONG_TEST (2 * DEMAINS_HOUSE_RATE)

/* What a machine that does nothing else must reach, since camera, preview and
 * sound want their part when people film. */
#define ENOUGH 1.5

typedef struct
{
  const char *name;
  const char *factory;
  const char *codec;
  const char *take;
  const char *cut;
  const char *film;
  const char *small;
  const char *light;
  gboolean hardware;
} Rung;

/* Takes: closed groups of 15 frames, a cluster each, so that a killed program
 * loses half a second and what is in the encoder; no B-frames, no lookahead,
 * about 10 Mbit/s at the most. The hardware's own defaults for rate control are
 * never trusted. A light rung makes coarser pictures with half the work and the
 * very same headers, so that a take may change to it at any group. */
#define H264 " ! h264parse ! capsfilter caps=video/x-h264,stream-format=avc,alignment=au"
#define VA " rate-control=vbr bitrate=6000 key-int-max=15 b-frames=0 ref-frames=2"
#define VA_FILM " rate-control=vbr bitrate=5000 key-int-max=60 b-frames=0"
#define VA_SMALL " rate-control=vbr bitrate=1000 key-int-max=60 b-frames=0"
#define V4L2(rate)                                                                                                     \
  " extra-controls=\"controls,video_bitrate_mode=0,video_bitrate=" rate                                                \
  ",video_gop_size=15,h264_i_frame_period=15,video_b_frames=0\" ! video/x-h264,profile=high,level=(string)4"
#define OPENH264                                                                                                       \
  " rate-control=bitrate complexity=low enable-frame-skip=false scene-change-detection=false multi-thread=0"
#define VP9 " deadline=1 row-mt=true threads=4 tile-columns=2 lag-in-frames=0 auto-alt-ref=false"

/* x264: bitrate is the ceiling of the constant quality that quantizer asks for. Without CABAC a take is an eighth
 * larger and decoded with half the work, of which scrubbing, playing and checking a film are made. */
#define X264_TAKE                                                                                                      \
  " pass=qual quantizer=20 vbv-buf-capacity=1000 key-int-max=15 bframes=0 "                                            \
  "option-string=cabac=0:scenecut=0:rc-lookahead=0:sync-lookahead=0"
#define X264_FINE " speed-preset=superfast bitrate=10000" X264_TAKE H264

#define SMALLER "videoscale ! video/x-raw,width=960,height=540,pixel-aspect-ratio=1/1 ! "

static const Rung RUNGS[] = {
  { "vah264lp", "vah264lpenc", "h264", "vah264lpenc" VA H264, NULL, "vah264lpenc" VA_FILM H264,
    "vah264lpenc" VA_SMALL H264, NULL, TRUE },
  { "vah264", "vah264enc", "h264", "vah264enc" VA H264, NULL, "vah264enc" VA_FILM H264, "vah264enc" VA_SMALL H264, NULL,
    TRUE },
  { "v4l2h264", "v4l2h264enc", "h264", "v4l2h264enc" V4L2 ("6000000") H264, NULL, "v4l2h264enc" V4L2 ("6000000") H264,
    "v4l2h264enc" V4L2 ("1000000") H264, NULL, TRUE },
  { "x264", "x264enc", "h264", "x264enc" X264_FINE, "x264enc threads=1" X264_FINE,
    "x264enc speed-preset=veryfast pass=qual quantizer=21 bitrate=8000 vbv-buf-capacity=1000 key-int-max=60 bframes=0" H264,
    "x264enc speed-preset=veryfast pass=qual quantizer=25 bitrate=1500 vbv-buf-capacity=2000 key-int-max=60 bframes=0" H264,
    "x264enc speed-preset=ultrafast bitrate=4000" X264_TAKE ":8x8dct=1:weightp=1" H264, FALSE },
  { "openh264", "openh264enc", "h264",
    "openh264enc usage-type=camera bitrate=6000000 max-bitrate=10000000 gop-size=15" OPENH264 H264, NULL,
    "openh264enc usage-type=camera bitrate=5000000 max-bitrate=8000000 gop-size=60" OPENH264 H264,
    "openh264enc usage-type=camera bitrate=1000000 max-bitrate=1500000 gop-size=60" OPENH264 H264, NULL, FALSE },
  { "vp9", "vp9enc", "vp9",
    "vp9enc cpu-used=8 end-usage=vbr target-bitrate=4000000 keyframe-max-dist=15" VP9 " ! vp9parse", NULL,
    "vp9enc cpu-used=6 end-usage=vbr target-bitrate=3000000 keyframe-max-dist=60" VP9 " ! vp9parse",
    "vp9enc cpu-used=6 end-usage=vbr target-bitrate=800000 keyframe-max-dist=60" VP9 " ! vp9parse", NULL, FALSE },
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

/* At such a rate libavcodec's "fast" coder is, for those who made both, the better one as well as the faster one
 * (ffmpeg-cvslog, 2018-01-13: "aacenc: use the fast coder as the default"). */
static const AudioRung MP4_AUDIO[] = {
  { "fdkaacenc", "aac", "fdkaacenc bitrate=160000 ! aacparse", FALSE },
  { "avenc_aac", "aac", "avenc_aac bitrate=160000 aac-coder=fast ! aacparse", TRUE },
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

/* Which rung a test asks for by name; every rung may be tried without. */
static gboolean
is_wanted (const Rung *rung)
{
  const char *forced = g_getenv ("DEMAINS_ENCODER");

  return forced == NULL || *forced == '\0' || g_str_equal (forced, rung->name);
}

/* Found once; the lock is held while it is looked for. */
static GMutex mutex;
static const Rung *chosen;
static int tested;
static int measured;

/* Why pictures are made less fine: it was measured, or seen when it mattered. */
static int slow;
static int strained;

/* What is remembered of a rung holds; of others a short test tells whether there
 * is a device behind what is listed. */
static gboolean
try_rung (const Rung *rung, gboolean remembered)
{
  double speed = remembered ? demains_encoder_memory_get (rung->name) : DEMAINS_SPEED_UNKNOWN;

  if (!is_wanted (rung) || !demains_media_has_element (rung->factory))
    return FALSE;
  if (speed == DEMAINS_SPEED_UNKNOWN)
    {
      speed = demains_encoder_test (rung->take, SHORT_TEST, NULL);
      if (speed == DEMAINS_SPEED_NONE)
        demains_encoder_memory_set (rung->name, speed);
      return speed > 0;
    }
  g_atomic_int_set (&slow, speed > 0 && speed < ENOUGH);

  return speed > 0;
}

/* Where all that is remembered is failures, they are tried again. */
static const Rung *
find_rung (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (gsize i = 0; !tested && chosen == NULL && i < 2 * G_N_ELEMENTS (RUNGS); i++)
    if (try_rung (&RUNGS[i % G_N_ELEMENTS (RUNGS)], i < G_N_ELEMENTS (RUNGS)))
      chosen = &RUNGS[i % G_N_ELEMENTS (RUNGS)];
  if (!tested)
    g_info ("Video encoder: %s", chosen != NULL ? chosen->name : "none");
  g_atomic_int_set (&tested, TRUE);

  if (chosen == NULL)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_ENCODER, "no video encoder works");

  return chosen;
}

/* A device that is too slow is passed by from now on; a program makes less fine
 * pictures. */
static void
judge (const Rung *rung, double speed)
{
  gboolean useless = rung->hardware && speed < 1;

  demains_encoder_memory_set (rung->name, useless ? DEMAINS_SPEED_NONE : speed);
  g_atomic_int_set (&slow, !useless && speed < ENOUGH);
  if (useless)
    {
      g_mutex_lock (&mutex);
      chosen = NULL;
      g_atomic_int_set (&tested, FALSE);
      g_mutex_unlock (&mutex);
    }
}

/**
 * demains_encoder_find:
 * @error: %DEMAINS_MEDIA_ERROR_NO_ENCODER
 *
 * The first call tests the ladder as far as nothing is remembered of it, some
 * tenths of a second: make it in a thread before a person waits for it.
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
 * demains_encoder_measure:
 * @cancellable: stops it, as soon as somebody films
 *
 * Encodes two seconds of moving pictures, unless it is known already that this
 * machine is fast enough, and remembers how fast it is. One that was slow may
 * have been busy: it is measured again, once a run. Takes as long as it takes: for a
 * thread, while nothing is filmed.
 */
void
demains_encoder_measure (GCancellable *cancellable)
{
  const Rung *rung = find_rung (NULL);
  double speed;

  if (rung == NULL || g_atomic_int_get (&measured) || demains_encoder_memory_get (rung->name) >= ENOUGH)
    return;
  speed = demains_encoder_test (rung->take, LONG_TEST, cancellable);
  g_info ("Video encoder %s: %.1f × real time", rung->name, speed);
  if (speed == DEMAINS_SPEED_UNKNOWN)
    return;
  g_atomic_int_set (&measured, TRUE);
  judge (rung, speed);
  find_rung (NULL);
}

/**
 * demains_encoder_lower:
 *
 * This machine does not keep up: encoders for takes make less fine pictures from
 * now on, with less work, for as long as the program runs.
 *
 * Returns: whether there was something left to lower
 */
gboolean
demains_encoder_lower (void)
{
  const Rung *rung = find_rung (NULL);

  return rung != NULL && rung->light != NULL && !demains_encoder_get_lowered ()
         && g_atomic_int_compare_and_exchange (&strained, FALSE, TRUE);
}

/**
 * demains_encoder_get_lowered:
 *
 * Returns: whether takes are made less fine than they might be
 */
gboolean
demains_encoder_get_lowered (void)
{
  return g_atomic_int_get (&slow) || g_atomic_int_get (&strained);
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
    if (is_wanted (&RUNGS[i]) && demains_media_has_element (RUNGS[i].factory))
      return g_str_equal (RUNGS[i].codec, "h264");

  return TRUE;
}

/* Not tested as takes' encoder is: nothing waits for it. */
static const Rung *
find_open_rung (GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RUNGS); i++)
    if (g_str_equal (RUNGS[i].codec, "vp9") && demains_media_has_element (RUNGS[i].factory))
      return &RUNGS[i];
  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_ENCODER, "no VP9 encoder is installed");

  return NULL;
}

static const Rung *
find_rung_for (DemainsEncoderUse use, GError **error)
{
  return use == DEMAINS_ENCODER_OPEN ? find_open_rung (error) : find_rung (error);
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
  const Rung *rung = find_rung_for (use, error);

  if (rung == NULL)
    return NULL;
  if (use == DEMAINS_ENCODER_FILM || use == DEMAINS_ENCODER_OPEN)
    return g_strdup (rung->film);
  if (use == DEMAINS_ENCODER_SMALL)
    return g_strconcat (SMALLER, rung->small, NULL);
  if (use == DEMAINS_ENCODER_CUT && rung->cut != NULL)
    return g_strdup (rung->cut);

  return g_strdup (rung->light != NULL && demains_encoder_get_lowered () ? rung->light : rung->take);
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
  const Rung *video = find_rung_for (use, error);

  if (video == NULL)
    return NULL;
  if (use != DEMAINS_ENCODER_TAKE && g_str_equal (video->codec, "h264"))
    {
      rungs = MP4_AUDIO;
      n_rungs = G_N_ELEMENTS (MP4_AUDIO);
    }
  else if (use != DEMAINS_ENCODER_TAKE)
    {
      rungs = WEBM_AUDIO;
      n_rungs = G_N_ELEMENTS (WEBM_AUDIO);
    }

  for (gsize i = 0; i < n_rungs; i++)
    if (demains_media_has_element (rungs[i].factory))
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
