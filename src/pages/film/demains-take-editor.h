/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-filmstrip-view.h"
#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TAKE_EDITOR (demains_take_editor_get_type ())

/* One take: seen, heard, and the part of it between two points. Signal
 * "trimmed": people moved a point and let go of it. */
G_DECLARE_FINAL_TYPE (DemainsTakeEditor, demains_take_editor, DEMAINS, TAKE_EDITOR, AdwBin)

void demains_take_editor_set_project (DemainsTakeEditor *self, DemainsProject *project);
void demains_take_editor_load (DemainsTakeEditor *self, DemainsRecord *take, gint64 in_point, gint64 out_point);
void demains_take_editor_set_range (DemainsTakeEditor *self, gint64 in_point, gint64 out_point);
void demains_take_editor_settle (DemainsTakeEditor *self);

DemainsRecord *demains_take_editor_get_take (DemainsTakeEditor *self);
const DemainsTrim *demains_take_editor_get_trim (DemainsTakeEditor *self);
GtkWidget *demains_take_editor_get_play_button (DemainsTakeEditor *self);

void demains_take_editor_toggle_playing (DemainsTakeEditor *self);
void demains_take_editor_play_range (DemainsTakeEditor *self, gint64 start, gint64 end);
void demains_take_editor_pause (DemainsTakeEditor *self);
void demains_take_editor_move (DemainsTakeEditor *self, int pictures, int seconds);
void demains_take_editor_go (DemainsTakeEditor *self, gboolean to_end);
void demains_take_editor_set_in (DemainsTakeEditor *self);
void demains_take_editor_set_out (DemainsTakeEditor *self);
DemainsSilence demains_take_editor_trim_silence (DemainsTakeEditor *self);

G_END_DECLS
