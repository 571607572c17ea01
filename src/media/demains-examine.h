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
 * @width: pixels
 * @height: pixels
 * @duration: nanoseconds, or 0 when the file does not say
 * @sound: whether there is any
 *
 * What a video file is made of.
 */
typedef struct
{
  char *uri;
  char *container;
  char *video_codec;
  char *audio_codec;
  int width;
  int height;
  gint64 duration;
  gboolean sound;
} DemainsFootage;

DemainsFootage *demains_examine (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DemainsFootage *demains_examine_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_footage_free (DemainsFootage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsFootage, demains_footage_free)

G_END_DECLS
