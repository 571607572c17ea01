/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DemainsMediaInfo:
 * @container: MIME type of the bytes, such as "video/x-matroska"
 * @video_codec: "h264", "vp9", …, or "" without a picture
 * @audio_codec: "flac", "opus", …, or "" without sound
 * @width: pixels, 0 without a picture
 * @height: pixels, 0 without a picture
 * @rate_numerator: frames a second, numerator
 * @rate_denominator: frames a second, denominator
 *
 * What a stored film is made of; written once, before its first second.
 */
typedef struct
{
  char container[48];
  char video_codec[16];
  char audio_codec[16];
  int width;
  int height;
  int rate_numerator;
  int rate_denominator;
} DemainsMediaInfo;

/**
 * DemainsMediaRole:
 * @DEMAINS_MEDIA_TAKE: the take in the house profile, one Matroska cluster a chunk
 * @DEMAINS_MEDIA_ORIGINAL: an imported file byte for byte, in pieces
 * @DEMAINS_MEDIA_PHOTO: a photo as JPEG, one chunk; what has the place of a take's id is its own
 */
typedef enum
{
  DEMAINS_MEDIA_TAKE,
  DEMAINS_MEDIA_ORIGINAL,
  DEMAINS_MEDIA_PHOTO,
} DemainsMediaRole;

/**
 * DemainsMediaChunk:
 * @bytes: one whole Matroska cluster, or a piece of the original
 * @start: time of its first sample or frame, in nanoseconds
 * @end: time after its last, in nanoseconds
 * @crc: CRC-32 of the bytes, 0 for one that is yet to be made
 */
typedef struct
{
  GBytes *bytes;
  gint64 start;
  gint64 end;
  guint32 crc;
} DemainsMediaChunk;

/**
 * DemainsStill:
 * @time: nanoseconds from the start of the take
 * @jpeg: a small picture
 */
typedef struct
{
  gint64 time;
  GBytes *jpeg;
} DemainsStill;

DemainsStill *demains_still_new (gint64 time, GBytes *jpeg) G_GNUC_WARN_UNUSED_RESULT;
void demains_still_free (DemainsStill *self);

#define DEMAINS_TYPE_MEDIA (demains_media_get_type ())

/* What is known of a take's film: properties "duration" (ns), "size" (bytes),
 * "complete", "thumbnail" (GBytes, a JPEG), notified on the main thread while
 * it grows. */
G_DECLARE_FINAL_TYPE (DemainsMedia, demains_media, DEMAINS, MEDIA, GObject)

const char *demains_media_get_take_id (DemainsMedia *self);
const DemainsMediaInfo *demains_media_get_info (DemainsMedia *self);
gint64 demains_media_get_duration (DemainsMedia *self);
gint64 demains_media_get_size (DemainsMedia *self);
gboolean demains_media_get_complete (DemainsMedia *self);
gint64 demains_media_get_freed (DemainsMedia *self);
GBytes *demains_media_get_thumbnail (DemainsMedia *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsStill, demains_still_free)

G_END_DECLS
