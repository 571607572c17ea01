/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SLOT_TIMES (demains_slot_times_get_type ())

/* When a slot of the programme is: a button that says it, and opens what changes it. */
G_DECLARE_FINAL_TYPE (DemainsSlotTimes, demains_slot_times, DEMAINS, SLOT_TIMES, AdwBin)

GtkWidget *demains_slot_times_new (DemainsProject *workshop, DemainsRecord *slot);

G_END_DECLS
