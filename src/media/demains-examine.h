/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DemainsFootage:
 * @uri: where it is
 * @container: MIME type of the file
 * @video_codec: GStreamer's name of the picture's caps without "video/x-"
 * @audio_codec: the same of the sound, or ""
 * @width: pixels, as they are stored
 * @height: pixels, as they are stored
 * @pixel_aspect: how wide a pixel is, where its height is 1
 * @turned: by how many degrees clockwise its pictures must be turned to stand
 *     upright, after they were mirrored
 * @mirrored: whether they must be mirrored, left to right
 * @interlaced: whether its pictures may be of two halves
 * @photo: whether it is one picture that does not move
 * @high_range: whether its colours are HDR (PQ or HLG, Rec. ITU-R BT.2100)
 * @duration: nanoseconds, or 0 when the file does not say; of a photo how long it is shown
 * @sound: whether there is any that can be decoded
 * @tracks: of such sound
 * @unreadable_tracks: of sound that no decoder is there for
 * @channels: of the first one
 * @sample_rate: of the first one, in Hz
 *
 * What the file of a video or of a photo is made of.
 */
typedef struct
{
  char *uri;
  char *container;
  char *video_codec;
  char *audio_codec;
  int width;
  int height;
  double pixel_aspect;
  int turned;
  gboolean mirrored;
  gboolean interlaced;
  gboolean photo;
  gboolean high_range;
  gint64 duration;
  gboolean sound;
  guint tracks;
  guint unreadable_tracks;
  int channels;
  int sample_rate;
} DemainsFootage;

DemainsFootage *demains_examine (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DemainsFootage *demains_examine_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_footage_free (DemainsFootage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsFootage, demains_footage_free)

G_END_DECLS
