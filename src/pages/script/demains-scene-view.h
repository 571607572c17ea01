/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-part.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SCENE_VIEW (demains_scene_view_get_type ())

/* A scene as the room reads it: all that is needed to film it. Properties: those of
 * DemainsRecordPart. */
G_DECLARE_FINAL_TYPE (DemainsSceneView, demains_scene_view, DEMAINS, SCENE_VIEW, DemainsRecordPart)

G_END_DECLS
