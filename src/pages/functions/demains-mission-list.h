/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_MISSION_LIST (demains_mission_list_get_type ())

/* The missions of today, each with what becomes of it: what does the CCAS stop
 * doing? Property "session". */
G_DECLARE_FINAL_TYPE (DemainsMissionList, demains_mission_list, DEMAINS, MISSION_LIST, AdwBin)

void demains_mission_list_go_to (DemainsMissionList *self, DemainsRecord *mission, const char *field);

G_END_DECLS
