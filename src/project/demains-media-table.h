/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-media.h"

G_BEGIN_DECLS

/* Rows of films. All but the conversion functions run in a thread that owns the
 * connection. */

/**
 * DemainsMediaRow:
 * @id: row of the media table
 * @freed: when it was deleted for good, in microseconds since 1970; then it has nothing else but @take
 *
 * A film as its header row tells it.
 */
typedef struct
{
  gint64 id;
  char *take;
  DemainsMediaRole role;
  DemainsMediaInfo info;
  gint64 duration;
  gint64 size;
  gint64 chunks;
  gboolean complete;
  GBytes *header;
  GBytes *thumbnail;
  gint64 freed;
} DemainsMediaRow;

/**
 * DemainsChunkPlace:
 * @row: of the chunk table
 * @start: nanoseconds
 * @stop: nanoseconds
 * @offset: byte at which the chunk begins among all chunks
 * @size: bytes
 */
typedef struct
{
  gint64 row;
  gint64 start;
  gint64 stop;
  gint64 offset;
  gint64 size;
} DemainsChunkPlace;

void demains_media_row_free (DemainsMediaRow *self);

const char *demains_media_role_to_name (DemainsMediaRole role);
DemainsMediaRole demains_media_role_from_name (const char *name);
GBytes *demains_media_table_load_photo (DemainsDatabase *database, const char *photo,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint32 demains_media_table_make_crc (GBytes *bytes);

gboolean demains_media_table_begin (DemainsDatabase *database, const char *take, DemainsMediaRole role,
                                    const DemainsMediaInfo *info, GBytes *header, GError **error);
gboolean demains_media_table_skip (DemainsDatabase *database, const char *take, DemainsMediaRole role, gint64 chunks,
                                   GError **error);
gboolean demains_media_table_append (DemainsDatabase *database, const char *take, DemainsMediaRole role, gint64 number,
                                     const DemainsMediaChunk *chunk, GError **error);
gboolean demains_media_table_complete (DemainsDatabase *database, const char *take, DemainsMediaRole role,
                                       GError **error);
gboolean demains_media_table_discard (DemainsDatabase *database, const char *take, DemainsMediaRole role,
                                      GError **error);
gboolean demains_media_table_add_still (DemainsDatabase *database, const char *take, gint64 time, GBytes *jpeg,
                                        GError **error);
gboolean demains_media_table_add_peaks (DemainsDatabase *database, const char *take, gint64 time, GBytes *peaks,
                                        GError **error);

GPtrArray *demains_media_table_load (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DemainsMediaRow *demains_media_table_find (DemainsDatabase *database, const char *take, DemainsMediaRole role,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *demains_media_table_map (DemainsDatabase *database, gint64 media, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_media_table_load_stills (DemainsDatabase *database, const char *take,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *demains_media_table_load_peaks (DemainsDatabase *database, const char *take,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_media_table_check (DemainsDatabase *database, GPtrArray *problems, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsMediaRow, demains_media_row_free)

G_END_DECLS
