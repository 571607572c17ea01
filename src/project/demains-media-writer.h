/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-media.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MEDIA_WRITER (demains_media_writer_get_type ())

/* Appends one film to a project, a chunk at a time. Made by
 * demains_project_start_take(); its methods may be called from any thread and
 * return at once: the store's thread commits each chunk in a transaction of
 * its own. */
G_DECLARE_FINAL_TYPE (DemainsMediaWriter, demains_media_writer, DEMAINS, MEDIA_WRITER, GObject)

void demains_media_writer_begin (DemainsMediaWriter *self, const DemainsMediaInfo *info, GBytes *header);
void demains_media_writer_append (DemainsMediaWriter *self, const DemainsMediaChunk *chunk);
void demains_media_writer_add_still (DemainsMediaWriter *self, gint64 time, GBytes *jpeg);
void demains_media_writer_add_peaks (DemainsMediaWriter *self, gint64 time, GBytes *peaks);
void demains_media_writer_discard (DemainsMediaWriter *self);
void demains_media_writer_finish_async (DemainsMediaWriter *self, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean demains_media_writer_finish_finish (DemainsMediaWriter *self, GAsyncResult *result, GError **error);

gint64 demains_media_writer_get_backlog (DemainsMediaWriter *self);
GError *demains_media_writer_dup_error (DemainsMediaWriter *self);
const char *demains_media_writer_get_take_id (DemainsMediaWriter *self);

G_END_DECLS
