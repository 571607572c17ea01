/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_SCENE_ROW (demains_scene_row_get_type ())

/* Which scene is filmed: the one that is selected in the session, or none. */
G_DECLARE_FINAL_TYPE (DemainsSceneRow, demains_scene_row, DEMAINS, SCENE_ROW, AdwComboRow)

void demains_scene_row_set_session (DemainsSceneRow *self, DemainsSession *session);
gboolean demains_scene_row_next (DemainsSceneRow *self);

G_END_DECLS
