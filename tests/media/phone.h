/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Videos as telephones and cameras make them, and what is seen and heard in what
 * became of them. Their picture has a white, a red, a blue and a black corner, from
 * the upper left one in lines, and a hand that moves to the right with time. A second
 * after its beginning it flashes, and the sound beeps. */

/**
 * PhoneVideo:
 * @width: pixels of the upright picture
 * @height: the same
 * @rate: pictures a second, as ffmpeg reads it
 * @seconds: of picture
 * @filter: what is done to the upright picture before it is encoded
 * @picture: ffmpeg's options for the picture
 * @display: its options for how the picture is shown, where there are any
 * @sound: its options for the sound, or %NULL for none
 * @layout: channels of the sound, as ffmpeg names them; mono where there is no name
 * @sample_rate: of the sound, in Hz
 * @sound_seconds: how long the sound is, where it is not as long as the picture
 * @sound_start: when it begins, in seconds
 * @picture_start: when the picture begins
 * @second_track: whether there is another sound, which beeps too early
 * @other: more input and options of ffmpeg
 * @patch: what is patched then (see phone_patch())
 * @exif: how a JPEG says that it is turned (Exif 2.3 §4.6.4, Orientation), or 0
 */
typedef struct
{
  int width;
  int height;
  const char *rate;
  double seconds;
  const char *filter;
  const char *picture;
  const char *display;
  const char *sound;
  const char *layout;
  int sample_rate;
  double sound_seconds;
  double sound_start;
  double picture_start;
  gboolean second_track;
  const char *other;
  const char *patch;
  guint8 exif;
} PhoneVideo;

void phone_make (const PhoneVideo *video, const char *path);

/* What ffmpeg makes of such inputs and options. */
void phone_run (const char *words, const char *path);

/* Pairs of words of four letters: the last of the first one in the file becomes the second. */
void phone_patch (const char *path, const char *pairs);

/* A picture of a take: its time and that of the hand in seconds, and whether it is
 * right way up, with black beside it, of about the right colours. */
typedef struct
{
  double time;
  double hand;
  gboolean flash;
  gboolean upright;
  gboolean boxed;
  gboolean grey;
} PhonePicture;

GArray *phone_read_pictures (const PhoneVideo *video, const char *uri);

/* When the sound of a video begins to beep, in seconds, or -1. */
double phone_read_beep (const char *uri);

G_END_DECLS
