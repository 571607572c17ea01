/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_ROOM_WATCH (demains_room_watch_get_type ())

/* How long can still be filmed, looked at every other second while somebody may.
 * Properties: "seconds" (-1 while nobody knows), "by-file-size" (it is the size
 * that a file may have there that ends it, not the disk). */
G_DECLARE_FINAL_TYPE (DemainsRoomWatch, demains_room_watch, DEMAINS, ROOM_WATCH, GObject)

DemainsRoomWatch *demains_room_watch_new (DemainsProject *project);

void demains_room_watch_start (DemainsRoomWatch *self);
void demains_room_watch_stop (DemainsRoomWatch *self);
void demains_room_watch_learn (DemainsRoomWatch *self, gint64 bytes, gint64 nanoseconds);

gint64 demains_room_watch_get_seconds (DemainsRoomWatch *self);
gboolean demains_room_watch_get_by_file_size (DemainsRoomWatch *self);
GError *demains_room_watch_check (DemainsRoomWatch *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
