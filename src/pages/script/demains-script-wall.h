/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SCRIPT_WALL (demains_script_wall_get_type ())

/* The script for the room: one scene at a time, or all of them as a table. Properties:
 * "session", "model" (GListModel of scenes), "narrow", "table" (which of the two). */
G_DECLARE_FINAL_TYPE (DemainsScriptWall, demains_script_wall, DEMAINS, SCRIPT_WALL, AdwBin)

G_END_DECLS
