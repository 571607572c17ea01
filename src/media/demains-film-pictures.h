/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-film-writer.h"
#include "demains-film.h"

G_BEGIN_DECLS

/* The pictures of a film: copied from takes as they are where that is possible, else
 * encoded. For a thread that may wait. */

/* How much of the work they are, before the check. */
#define DEMAINS_FILM_PICTURES_SHARE 0.97

gboolean demains_film_pictures_render (GPtrArray *parts, GPtrArray *cues, DemainsFilmWriter *writer,
                                       DemainsOperation *operation, DemainsFilmResult *result, GError **error);

G_END_DECLS
