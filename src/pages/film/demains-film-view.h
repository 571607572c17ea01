/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FILM_VIEW (demains_film_view_get_type ())

/* The whole film, as it would be exported. Property "playing". */
G_DECLARE_FINAL_TYPE (DemainsFilmView, demains_film_view, DEMAINS, FILM_VIEW, AdwBin)

void demains_film_view_set_project (DemainsFilmView *self, DemainsProject *project);
void demains_film_view_play (DemainsFilmView *self, gint64 position);
void demains_film_view_stop (DemainsFilmView *self);
void demains_film_view_toggle_captions (DemainsFilmView *self);
gboolean demains_film_view_get_playing (DemainsFilmView *self);
const GError *demains_film_view_get_error (DemainsFilmView *self);

G_END_DECLS
