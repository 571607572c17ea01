/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/* Reads the pictures of a take as they are kept, encoded, one after the other. For a
 * thread that may wait. */

typedef struct _DemainsPacketReader DemainsPacketReader;

DemainsPacketReader *demains_packet_reader_new (const char *uri, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *demains_packet_reader_get_headers (DemainsPacketReader *self);
gint64 demains_packet_reader_find_key (DemainsPacketReader *self, gint64 frame);
GstBuffer *demains_packet_reader_get (DemainsPacketReader *self, gint64 frame) G_GNUC_WARN_UNUSED_RESULT;
void demains_packet_reader_free (DemainsPacketReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPacketReader, demains_packet_reader_free)

G_END_DECLS
