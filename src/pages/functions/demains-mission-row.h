/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MISSION_ROW (demains_mission_row_get_type ())

/* A mission of today and what becomes of it. Properties: "session", "record". */
G_DECLARE_FINAL_TYPE (DemainsMissionRow, demains_mission_row, DEMAINS, MISSION_ROW, GtkListBoxRow)

void demains_mission_row_go_to (DemainsMissionRow *self, const char *field);
void demains_mission_row_show_functions (DemainsMissionRow *self);

G_END_DECLS
