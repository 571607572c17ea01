/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-room-watch.h"
#include "demains-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_ROOM_LABEL (demains_room_label_get_type ())

/* Says how long can still be filmed, and warns, by a sign and a toast, when ten
 * and when two minutes are left. */
G_DECLARE_FINAL_TYPE (DemainsRoomLabel, demains_room_label, DEMAINS, ROOM_LABEL, GtkBox)

void demains_room_label_set_watch (DemainsRoomLabel *self, DemainsRoomWatch *watch, DemainsSession *session);

G_END_DECLS
