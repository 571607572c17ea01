/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TAKE_LIST (demains_take_list_get_type ())

/* The takes of a project, the first one on top. */
G_DECLARE_FINAL_TYPE (DemainsTakeList, demains_take_list, DEMAINS, TAKE_LIST, AdwBin)

void demains_take_list_set_session (DemainsTakeList *self, DemainsSession *session);
void demains_take_list_set_scene (DemainsTakeList *self, DemainsRecord *scene);
void demains_take_list_act (DemainsTakeList *self, DemainsRecord *filmed, const char *action);
void demains_take_list_scroll_to (DemainsTakeList *self, DemainsRecord *take);

G_END_DECLS
