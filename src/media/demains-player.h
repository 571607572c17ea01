/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PLAYER (demains_player_get_type ())

/* Plays one take of a project into @video_sink. Properties: "take-id",
 * "playing", "position" (ns, notified about 30 times a second while playing),
 * "duration", "error". Seeks are exact; stepping moves by one frame. */
G_DECLARE_FINAL_TYPE (DemainsPlayer, demains_player, DEMAINS, PLAYER, GObject)

DemainsPlayer *demains_player_new (DemainsProject *project, GstElement *video_sink);

void demains_player_load (DemainsPlayer *self, const char *take_id);
void demains_player_play (DemainsPlayer *self);
void demains_player_play_range (DemainsPlayer *self, gint64 start, gint64 end);
void demains_player_pause (DemainsPlayer *self);
void demains_player_seek (DemainsPlayer *self, gint64 position);
void demains_player_step (DemainsPlayer *self, int frames);
void demains_player_stop (DemainsPlayer *self);

gboolean demains_player_get_playing (DemainsPlayer *self);
gint64 demains_player_get_position (DemainsPlayer *self);
gint64 demains_player_get_duration (DemainsPlayer *self);
const GError *demains_player_get_error (DemainsPlayer *self);

G_END_DECLS
