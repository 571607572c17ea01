/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-media.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MEDIA_READER (demains_media_reader_get_type ())

/* Reads one film of a project file as if it were a file of its own, at any
 * offset, over a read-only connection of its own. A take is seen as complete
 * Matroska: true duration, index before the first cluster. Not for two threads
 * at once. */
G_DECLARE_FINAL_TYPE (DemainsMediaReader, demains_media_reader, DEMAINS, MEDIA_READER, GObject)

DemainsMediaReader *demains_media_reader_new (const char *path, const char *take_id, DemainsMediaRole role,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint64 demains_media_reader_get_size (DemainsMediaReader *self);
gssize demains_media_reader_read (DemainsMediaReader *self, guint64 offset, gpointer buffer, gsize size,
                                  GError **error);
GBytes *demains_media_reader_read_bytes (DemainsMediaReader *self, guint64 offset, gsize size,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

GBytes *demains_media_reader_get_header (DemainsMediaReader *self);
guint demains_media_reader_find_chunk (DemainsMediaReader *self, gint64 time);
GBytes *demains_media_reader_read_chunk (DemainsMediaReader *self, guint index,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
