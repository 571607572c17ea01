/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* Where a group stands between the two ends of each slider, day by day. */

const DemainsChoice *demains_stances_get_sliders (void);
int demains_stances_get (DemainsProject *project, const char *slider, int day);
void demains_stances_set (DemainsProject *project, const char *slider, int day, gboolean discussed, int value);

G_END_DECLS
