/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-part.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SCENE_LINE (demains_scene_line_get_type ())

/* A scene in the table of the script: its columns, or one below the other while it is
 * "narrow". Without a record it is the table's head. Other properties: those of
 * DemainsRecordPart. */
G_DECLARE_FINAL_TYPE (DemainsSceneLine, demains_scene_line, DEMAINS, SCENE_LINE, DemainsRecordPart)

G_END_DECLS
