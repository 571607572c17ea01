/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FILM_PLAYER (demains_film_player_get_type ())

/* Plays the film of a project as it is now, from any of its frames on, without rendering it first: what is seen and
 * heard is made as for an export, somewhat before it is shown. A take is levelled by what is heard of it from there on.
 * Properties: "playing", "position" (ns, notified about 30 times a second while playing), "error". */
G_DECLARE_FINAL_TYPE (DemainsFilmPlayer, demains_film_player, DEMAINS, FILM_PLAYER, GObject)

DemainsFilmPlayer *demains_film_player_new (DemainsProject *project, GstElement *video_sink);

void demains_film_player_play (DemainsFilmPlayer *self, gint64 position);
void demains_film_player_stop (DemainsFilmPlayer *self);

gboolean demains_film_player_get_playing (DemainsFilmPlayer *self);
gint64 demains_film_player_get_position (DemainsFilmPlayer *self);
gint64 demains_film_player_get_duration (DemainsFilmPlayer *self);
const GError *demains_film_player_get_error (DemainsFilmPlayer *self);

G_END_DECLS
