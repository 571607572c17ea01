/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The house profile: every take has it, so that every cut and join fits. A
 * frame's time is its number divided by the rate; a second of sound is a whole
 * number of samples a frame. */

#define DEMAINS_HOUSE_WIDTH 1280
#define DEMAINS_HOUSE_HEIGHT 720
#define DEMAINS_HOUSE_RATE 30
#define DEMAINS_HOUSE_SAMPLE_RATE 48000
#define DEMAINS_HOUSE_SAMPLES_PER_FRAME (DEMAINS_HOUSE_SAMPLE_RATE / DEMAINS_HOUSE_RATE)

/* Key frames of takes: half a second apart. */
#define DEMAINS_HOUSE_FRAMES_PER_GROUP 15

/* Filmstrip pictures: every 15th frame, two a second, 160 by 90. */
#define DEMAINS_HOUSE_FRAMES_PER_STILL 15
#define DEMAINS_HOUSE_STILL_HEIGHT 90

/* How long a photo is shown. */
#define DEMAINS_HOUSE_PHOTO_SECONDS 5

/* The profile, as fields of caps. */
#define DEMAINS_HOUSE_SIZE_CAPS "width=1280,height=720,pixel-aspect-ratio=1/1"
#define DEMAINS_HOUSE_RATE_CAPS "framerate=30/1"
/* What players take 720p for (ITU-R BT.709). Cameras that give JPEG have colours of their own, which
 * not every player knows, and takes with different colours cannot be copied into one film. */
#define DEMAINS_HOUSE_COLORIMETRY "bt709"
#define DEMAINS_HOUSE_VIDEO_CAPS                                                                                       \
  "video/x-raw,format=I420," DEMAINS_HOUSE_RATE_CAPS "," DEMAINS_HOUSE_SIZE_CAPS                                       \
  ",colorimetry=" DEMAINS_HOUSE_COLORIMETRY

/* No telephone makes more: 200 million, of Samsung's ISOCELL HP1 (2021). What says that it has more would need
 * gigabytes, and is not decoded. */
#define DEMAINS_MOST_PIXELS (G_GUINT64_CONSTANT (16384) * 12288)

/* Whether a picture of @width by @height pixels has more of them than %DEMAINS_MOST_PIXELS. */
static inline gboolean
demains_house_is_too_large (guint64 width, guint64 height)
{
  return width * height > DEMAINS_MOST_PIXELS;
}

/* The time at which frame @frame begins. */
static inline gint64
demains_house_frame_to_time (gint64 frame)
{
  return gst_util_uint64_scale (frame, GST_SECOND, DEMAINS_HOUSE_RATE);
}

/* The frame whose time is nearest to @time: for times that Matroska has
 * rounded to milliseconds. */
static inline gint64
demains_house_nearest_frame (gint64 time)
{
  return gst_util_uint64_scale_round (MAX (time, 0), DEMAINS_HOUSE_RATE, GST_SECOND);
}

/* The number of the first frame with a time of @time or later. */
static inline gint64
demains_house_first_frame_from (gint64 time)
{
  gint64 frame = demains_house_nearest_frame (time);

  /* A frame's own time, which is rounded to nanoseconds, is that frame. */
  return demains_house_frame_to_time (frame) + 1000 < time ? frame + 1 : frame;
}

G_END_DECLS
