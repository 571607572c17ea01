/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_POSITION_ROW (demains_position_row_get_type ())

/* One slider on both days, each with "not discussed", and what changed between them. */
G_DECLARE_FINAL_TYPE (DemainsPositionRow, demains_position_row, DEMAINS, POSITION_ROW, AdwPreferencesRow)

GtkWidget *demains_position_row_new (DemainsProject *project, const char *slider);
void demains_position_row_refresh (DemainsPositionRow *self);

G_END_DECLS
