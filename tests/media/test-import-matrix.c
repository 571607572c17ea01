/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>

#include "demains-house.h"
#include "demains-media-init.h"
#include "demains-media-reader.h"
#include "demains-wording.h"
#include "footage.h"
#include "phone.h"

/* What is made, and what it must become: the length in seconds, the number of
 * channels, and what is said of it. */
typedef struct
{
  const char *name;
  PhoneVideo video;
  double seconds;
  const char *said;
} Row;

#define H264 "-c:v libx264 -preset ultrafast -bf 2 -b_strategy 0"
#define BASELINE "-c:v libx264 -preset ultrafast -profile:v baseline"
#define HIGH "-c:v libx264 -preset veryfast -profile:v high -bf 3"
#define HEVC "-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1"
#define HDR(transfer)                                                                                                  \
  "-c:v libx265 -preset ultrafast -pix_fmt yuv420p10le -tag:v hvc1 -color_primaries bt2020 -colorspace bt2020nc "      \
  "-color_trc " transfer " -x265-params log-level=none:colorprim=bt2020:colormatrix=bt2020nc:transfer=" transfer
#define TO_HDR(transfer)                                                                                               \
  "zscale=min=709:pin=709:tin=709:rin=limited:m=2020_ncl:p=2020:t=" transfer ":npl=203,format=yuv420p10le"
#define VP8 "-c:v libvpx -deadline realtime -cpu-used 8 -b:v 1M"
#define VP9 "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -b:v 1M"
#define AAC "-c:a aac"
#define OPUS "-c:a libopus"
#define UNEVEN "select='if(between(t,0.4,0.95),not(mod(n,5)),not(mod(n,2)))'"
#define JPEG "-c:v mjpeg -pix_fmt yuvj420p -q:v 2 -frames:v 1 -update 1"
#define PNG "-c:v png -pix_fmt rgb24 -frames:v 1 -update 1"
#define SUBTITLE "-f srt -i data:text/plain;base64,MQowMDowMDowMCwwMDAgLS0+IDAwOjAwOjAxLDAwMAptb3ZlCg=="

#define SMALL .width = 640, .height = 360, .seconds = 1.6
#define UPRIGHT .width = 360, .height = 640, .seconds = 1.6
#define STANDS(w, h) .width = w, .height = h, .seconds = 1, .rate = "30"
#define MONO .layout = "mono"
#define STEREO .layout = "stereo"

static const Row ROWS[] = {
  /* Codecs and containers. */
  { "h264-baseline.mp4",
    { SMALL, .rate = "30", .picture = BASELINE, .sound = AAC, MONO, .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720." },
  { "h264-high-b-frames.mov",
    { SMALL, .rate = "25", .picture = HIGH, .sound = AAC, STEREO, .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, 25 to 30 frames a second." },
  { "h264.mkv",
    { SMALL, .rate = "24", .picture = H264, .sound = OPUS, STEREO, .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, 24 to 30 frames a second." },
  { "h264.3gp",
    { .width = 352,
      .height = 288,
      .seconds = 1.6,
      .rate = "15",
      .picture = BASELINE,
      .sound = AAC,
      MONO,
      .sample_rate = 22050 },
    1.6,
    "352×288 to 1280×720, black bars left and right, 15 to 30 frames a second." },
  { "hevc.mp4",
    { SMALL, .rate = "30", .picture = HEVC, .sound = AAC, STEREO, .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720." },
  { "hevc.mov",
    { SMALL, .rate = "30000/1001", .picture = HEVC, .sound = AAC, MONO, .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720." },
  { "hevc-hlg.mov",
    { SMALL, .rate = "30", .filter = TO_HDR ("arib-std-b67"), .picture = HDR ("arib-std-b67"), .sound = AAC, MONO,
      .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720, HDR to ordinary colours." },
  { "hevc-pq.mp4",
    { SMALL, .rate = "30", .filter = TO_HDR ("smpte2084"), .picture = HDR ("smpte2084"), .sound = AAC, STEREO,
      .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, HDR to ordinary colours." },
  { "vp8.webm",
    { SMALL, .rate = "30", .picture = VP8, .sound = OPUS, MONO, .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720." },
  { "vp9.webm",
    { SMALL, .rate = "24", .picture = VP9, .sound = OPUS, STEREO, .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, 24 to 30 frames a second." },
  { "mpeg4.3gp",
    { .width = 640,
      .height = 480,
      .seconds = 1.6,
      .rate = "25",
      .picture = "-c:v mpeg4 -q:v 4",
      .sound = AAC,
      STEREO,
      .sample_rate = 44100 },
    1.6,
    "640×480 to 1280×720, black bars left and right, 25 to 30 frames a second." },
  { "mpeg4.mp4",
    { SMALL, .rate = "30", .picture = "-c:v mpeg4 -q:v 4 -bf 1", .sound = AAC, MONO, .sample_rate = 22050 },
    1.6,
    "640×360 to 1280×720." },
  { "mjpeg.avi",
    { SMALL, .rate = "30", .picture = "-c:v mjpeg -q:v 4", .sound = "-c:a libmp3lame", STEREO, .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720." },
  { "mjpeg.mov",
    { SMALL, .rate = "15", .picture = "-c:v mjpeg -q:v 4", .sound = "-c:a pcm_s16le", STEREO, .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, 15 to 30 frames a second." },

  /* How it was held. */
  { "turned-90.mp4",
    { UPRIGHT, .rate = "30", .filter = "transpose=cclock", .picture = H264, .display = "-display_rotation -90",
      .sound = AAC, MONO, .sample_rate = 44100 },
    1.6,
    "Turned upright, 360×640 to 1280×720, black bars left and right." },
  { "turned-180.mov",
    { SMALL, .rate = "24", .filter = "hflip,vflip", .picture = H264, .display = "-display_rotation 180" },
    1.6,
    "Turned upright, 640×360 to 1280×720, 24 to 30 frames a second, no sound." },
  { "turned-270.mov",
    { UPRIGHT, .rate = "60", .filter = "transpose=clock", .picture = HEVC, .display = "-display_rotation 90",
      .sound = AAC, STEREO, .sample_rate = 48000 },
    1.6,
    "Turned upright, 360×640 to 1280×720, black bars left and right, 60 to 30 frames a second." },
  { "turned-hlg.mov",
    { UPRIGHT, .rate = "30", .filter = TO_HDR ("arib-std-b67") ",transpose=cclock", .picture = HDR ("arib-std-b67"),
      .display = "-display_rotation -90", .sound = AAC, MONO, .sample_rate = 44100 },
    1.6,
    "Turned upright, 360×640 to 1280×720, black bars left and right, HDR to ordinary colours." },
  { "mirrored.mp4",
    { SMALL, .rate = "30", .filter = "hflip", .picture = H264, .display = "-display_hflip", .sound = AAC, MONO,
      .sample_rate = 44100 },
    1.6,
    "No longer mirrored, 640×360 to 1280×720." },

  /* Sizes. 720 wide, not 1080: there GStreamer 1.26's libav once called its own video meta wrong, which is fatal here.
   */
  { "portrait.mp4",
    { UPRIGHT, .rate = "30", .filter = "scale=720:1280", .picture = H264, .sound = AAC, STEREO, .sample_rate = 48000 },
    1.6,
    "720×1280 to 1280×720, black bars left and right." },
  { "odd.webm",
    { .width = 641, .height = 361, .seconds = 1.6, .rate = "30", .picture = VP9 },
    1.6,
    "641×361 to 1280×720, no sound." },
  { "4k.mp4",
    { .width = 640,
      .height = 360,
      .seconds = 1.2,
      .rate = "15",
      .filter = "scale=3840:2160",
      .picture = H264,
      .sound = AAC,
      STEREO,
      .sample_rate = 48000 },
    1.2,
    "3840×2160 to 1280×720, 15 to 30 frames a second." },
  { "wide-pixels.mp4",
    { .width = 960,
      .height = 540,
      .seconds = 1.6,
      .rate = "25",
      .filter = "scale=720:540,setsar=4/3",
      .picture = H264 },
    1.6,
    "720×540 to 1280×720, 25 to 30 frames a second, no sound." },

  /* Paces. */
  { "slow-motion.mp4",
    { SMALL, .rate = "120", .picture = BASELINE, .sound = AAC, MONO, .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720, 120 to 30 frames a second." },
  { "fifty.mov",
    { SMALL, .rate = "50", .picture = H264, .sound = AAC, MONO, .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720, 50 to 30 frames a second." },
  { "uneven.mp4",
    { SMALL, .rate = "60", .filter = UNEVEN, .picture = H264 " -fps_mode vfr", .sound = AAC, MONO,
      .sample_rate = 44100 },
    1.6,
    "640×360 to 1280×720, uneven to 30 frames a second." },
  { "uneven.mkv",
    { SMALL, .rate = "60", .filter = UNEVEN, .picture = H264 " -fps_mode vfr", .sound = OPUS, MONO,
      .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, uneven to 30 frames a second." },
  { "interlaced.mp4",
    { SMALL, .rate = "25", .filter = "setfield=tff",
      .picture = "-c:v libx264 -preset ultrafast -flags +ildct+ilme -x264opts tff=1" },
    1.6,
    "640×360 to 1280×720, 25 to 30 frames a second, no longer interlaced, no sound." },

  /* Sounds. */
  { "surround.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, .layout = "5.1", .sample_rate = 48000 },
    1.6,
    "640×360 to 1280×720, surround sound to stereo." },
  { "two-tracks.mov",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, STEREO, .sample_rate = 48000, .second_track = TRUE },
    1.6,
    "640×360 to 1280×720, one of 2 sound tracks." },
  { "two-tracks.mkv",
    { SMALL, .rate = "30", .picture = H264, .sound = OPUS, MONO, .sample_rate = 48000, .second_track = TRUE },
    1.6,
    "640×360 to 1280×720, one of 2 sound tracks." },
  { "strange-track.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, STEREO, .sample_rate = 48000, .second_track = TRUE,
      .patch = "mp4a apac" },
    1.6,
    "640×360 to 1280×720, one of 2 sound tracks." },
  { "strange-sound.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, STEREO, .sample_rate = 48000, .patch = "mp4a apac" },
    1.6,
    "640×360 to 1280×720, no sound, as this computer cannot read it." },
  { "late-sound.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, MONO, .sample_rate = 44100, .sound_start = 0.5 },
    1.6,
    "640×360 to 1280×720." },
  { "late-sound.mkv",
    { SMALL, .rate = "30", .picture = H264, .sound = OPUS, MONO, .sample_rate = 48000, .sound_start = 0.5 },
    1.6,
    "640×360 to 1280×720." },
  { "late-picture.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, MONO, .sample_rate = 44100, .sound_seconds = 1.8,
      .picture_start = 0.2 },
    1.8,
    "640×360 to 1280×720." },
  { "long-sound.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, MONO, .sample_rate = 44100, .sound_seconds = 2.5 },
    1.6,
    "640×360 to 1280×720." },
  { "short-sound.mp4",
    { SMALL, .rate = "30", .picture = H264, .sound = AAC, MONO, .sample_rate = 44100, .sound_seconds = 1.3 },
    1.6,
    "640×360 to 1280×720." },
  { "data.mp4",
    { SMALL, .rate = "30", .picture = H264 " -timecode 00:00:01:00 -map 2:s -c:s mov_text", .sound = AAC, MONO,
      .sample_rate = 44100, .other = SUBTITLE, .patch = "tx3g mebx sbtl meta" },
    1.6,
    "640×360 to 1280×720." },

  /* Photos: pictures that stand. */
  { "photo.jpg",
    { STANDS (640, 480), .picture = JPEG },
    5,
    "A photo, shown for 5 seconds, 640×480 to 1280×720, black bars left and right." },
  { "photo-turned-90.jpg",
    { STANDS (360, 640), .filter = "transpose=cclock", .picture = JPEG, .exif = 6 },
    5,
    "A photo, shown for 5 seconds, turned upright, 360×640 to 1280×720, black bars left and right." },
  { "photo-turned-180.jpg",
    { STANDS (640, 360), .filter = "hflip,vflip", .picture = JPEG, .exif = 3 },
    5,
    "A photo, shown for 5 seconds, turned upright, 640×360 to 1280×720." },
  { "photo-wide.png",
    { STANDS (1600, 500), .picture = PNG },
    5,
    "A photo, shown for 5 seconds, 1600×500 to 1280×720, black bars above and below." },
  { "photo.webp",
    { STANDS (640, 360), .picture = "-c:v libwebp -frames:v 1" },
    5,
    "A photo, shown for 5 seconds, 640×360 to 1280×720." },
};

static gboolean
is_photo (const Row *row)
{
  return g_str_has_prefix (row->name, "photo");
}

/* In the house profile: so many pictures, each at its time. */
static void
check_house (DemainsMedia *media, const Row *row, GArray *pictures)
{
  const DemainsMediaInfo *info = demains_media_get_info (media);
  const double length = demains_media_get_duration (media) / (double)GST_SECOND;

  g_assert_cmpstr (info->video_codec, ==, "h264");
  g_assert_cmpint (info->width, ==, DEMAINS_HOUSE_WIDTH);
  g_assert_cmpint (info->height, ==, DEMAINS_HOUSE_HEIGHT);
  g_assert_true (demains_media_get_complete (media));
  g_assert_cmpfloat_with_epsilon (length, row->seconds, 1.01 / DEMAINS_HOUSE_RATE);
  g_assert_cmpfloat_with_epsilon (pictures->len / (double)DEMAINS_HOUSE_RATE, row->seconds, 1.01 / DEMAINS_HOUSE_RATE);
}

/* Each picture is upright and shows what the source showed then, within a picture of the
 * source and what one pixel of the hand's way is. */
static void
check_pictures (const Row *row, GArray *pictures)
{
  const PhoneVideo *video = &row->video;
  const double rate = strstr (row->name, "uneven") != NULL ? 12 : MIN (g_ascii_strtod (video->rate, NULL), 60);
  double worst = 0;

  for (guint i = 0; i < pictures->len; i++)
    {
      const PhonePicture *picture = &g_array_index (pictures, PhonePicture, i);
      const double shown = is_photo (row) ? 0 : MAX (picture->time - video->picture_start, 0);

      g_assert_cmpint (demains_house_nearest_frame (picture->time * GST_SECOND), ==, i);
      g_assert_true (picture->upright);
      g_assert_true (picture->boxed);
      g_assert_true (picture->grey);
      worst = MAX (worst, fabs (picture->hand - shown));
    }
  g_test_message ("the hand is off by %.0f ms at most", 1000 * worst);
  g_assert_cmpfloat (worst, <, 1 / MIN (rate, 30) + 0.025);
}

static void
check_step (const Row *row, GArray *pictures, const char *uri)
{
  const double due = 1 + row->video.picture_start;
  double flash = -1;

  for (guint i = 0; flash < 0 && i < pictures->len; i++)
    if (g_array_index (pictures, PhonePicture, i).flash)
      flash = g_array_index (pictures, PhonePicture, i).time;
  g_assert_cmpfloat_with_epsilon (flash, due, 0.034);

  if (row->video.sound != NULL && strstr (row->name, "strange-sound") == NULL)
    {
      const double beep = phone_read_beep (uri) + row->video.picture_start;

      g_test_message ("flash at %.3f s, beep %+.1f ms later", flash, 1000 * (beep - flash));
      g_assert_cmpfloat_with_epsilon (beep, flash, 0.020);
    }
}

/* It is silent, and the file is kept byte for byte. */
static void
check_photo (DemainsProject *project, DemainsMedia *media, const char *take, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsMediaReader) reader
    = demains_media_reader_new (demains_project_get_path (project), take, DEMAINS_MEDIA_ORIGINAL, &error);
  g_autofree char *bytes = NULL;
  g_autofree char *kept = NULL;
  gsize size;

  g_assert_no_error (error);
  g_assert_cmpstr (demains_media_get_info (media)->audio_codec, ==, "");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (demains_media_reader_get_size (reader), ==, size);
  kept = g_malloc (size);
  g_assert_cmpint (demains_media_reader_read (reader, 0, kept, size, &error), ==, size);
  g_assert_cmpmem (kept, size, bytes, size);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *path = demains_test_path (row->name);
  g_autofree char *project_path = demains_test_path ("matrix.demains");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) take = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GArray) pictures = NULL;
  DemainsImportReport report;
  DemainsProject *project;
  DemainsMedia *media;

  phone_make (&row->video, path);
  g_unlink (project_path);
  project = demains_test_create (project_path);
  take = footage_import (project, path, &report, &error);
  g_assert_no_error (error);
  media = demains_project_find_media (project, demains_record_get_id (take));

  said = demains_import_report_to_text (&report);
  g_assert_cmpstr (said, ==, row->said);

  uri = footage_get_uri (project, take);
  pictures = phone_read_pictures (&row->video, uri);
  check_house (media, row, pictures);
  check_pictures (row, pictures);
  if (is_photo (row))
    check_photo (project, media, demains_record_get_id (take), path);
  else
    check_step (row, pictures, uri);

  g_clear_object (&take);
  demains_test_close (project);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  gst_init (&argc, &argv);
  demains_media_init ();
  g_test_init (&argc, &argv, NULL);

  for (gsize i = g_test_rand_int_range (0, DEMAINS_TEST_SHARE); i < G_N_ELEMENTS (ROWS); i += DEMAINS_TEST_SHARE)
    {
      g_autofree char *name = g_strconcat ("/media/import-matrix/", ROWS[i].name, NULL);

      g_test_add_data_func (name, &ROWS[i], test_row);
    }

  return g_test_run ();
}
