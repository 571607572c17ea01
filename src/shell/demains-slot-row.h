/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SLOT_ROW (demains_slot_row_get_type ())

/* One slot of the programme: what it is and when; opened, all of it to edit. */
G_DECLARE_FINAL_TYPE (DemainsSlotRow, demains_slot_row, DEMAINS, SLOT_ROW, AdwExpanderRow)

GtkWidget *demains_slot_row_new (DemainsProject *project, DemainsRecord *slot);
DemainsRecord *demains_slot_row_get_record (DemainsSlotRow *self);

G_END_DECLS
