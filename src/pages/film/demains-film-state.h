/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FILM_STATE (demains_film_state_get_type ())

/* Says when the film was exported last, and whether it is another one since. */
G_DECLARE_FINAL_TYPE (DemainsFilmState, demains_film_state, DEMAINS, FILM_STATE, AdwBin)

void demains_film_state_set_project (DemainsFilmState *self, DemainsProject *project);

G_END_DECLS
