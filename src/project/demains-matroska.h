/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-media-table.h"

G_BEGIN_DECLS

/* The front of a Matroska file that a take is shown as: the header that was
 * kept, with the true duration, and an index of the clusters that follow. */
GBytes *demains_matroska_make_front (GBytes *header, gint64 duration, GArray *map,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A film's first chunks carry its header behind their cluster, where players pass
 * it by: so it is not lost with one page of the media table. */
GBytes *demains_matroska_append_header (GBytes *cluster, GBytes *header) G_GNUC_WARN_UNUSED_RESULT;
GBytes *demains_matroska_find_header (GBytes *chunk) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DemainsMatroskaPacket:
 * @time: of the film, in nanoseconds
 * @offset: where it begins in its cluster, in bytes
 * @size: in bytes
 * @key: whether it needs no other one
 *
 * An encoded picture.
 */
typedef struct
{
  gint64 time;
  gsize offset;
  gsize size;
  gboolean key;
} DemainsMatroskaPacket;

/**
 * DemainsMatroskaVideo:
 * @track: its number
 * @scale: nanoseconds in a tick
 * @codec_private: (nullable): the headers that its decoder needs
 *
 * The pictures of a film.
 */
typedef struct
{
  guint64 track;
  guint64 scale;
  GBytes *codec_private;
} DemainsMatroskaVideo;

gboolean demains_matroska_find_video (GBytes *header, DemainsMatroskaVideo *video);
void demains_matroska_video_clear (DemainsMatroskaVideo *self);
void demains_matroska_list_packets (const DemainsMatroskaVideo *video, GBytes *cluster, GArray *packets);
void demains_matroska_read_info (GBytes *header, DemainsMediaInfo *info);

G_END_DECLS
