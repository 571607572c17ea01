/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_NEW_GROUP (demains_new_group_get_type ())

/* What a new group project needs: a name, a theme, Start. The file is made
 * where the last one was, under a name that says whose it is. Signals "created"
 * (DemainsProject), "failed" (GError, const char *path). */
G_DECLARE_FINAL_TYPE (DemainsNewGroup, demains_new_group, DEMAINS, NEW_GROUP, AdwBin)

void demains_new_group_set_workshop (DemainsNewGroup *self);
void demains_new_group_set_settings (DemainsNewGroup *self, GSettings *settings);

G_END_DECLS
