/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TAKE_ROW (demains_take_row_get_type ())

/* One take: its picture, its name, which can be changed here, how long it is, where it
 * comes from, which one of its scene it is, and what was noted. Actions "take.play",
 * "take.rename", "take.rate", "take.details", "take.delete". */
G_DECLARE_FINAL_TYPE (DemainsTakeRow, demains_take_row, DEMAINS, TAKE_ROW, GtkListBoxRow)

GtkWidget *demains_take_row_new (DemainsSession *session, DemainsRecord *take);

DemainsRecord *demains_take_row_get_take (DemainsTakeRow *self);
void demains_take_row_play (DemainsTakeRow *self);

G_END_DECLS
