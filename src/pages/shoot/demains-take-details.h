/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TAKE_DETAILS (demains_take_details_get_type ())

/* What is noted of a take, beside its row: the note first, then its scene, its title;
 * Enter is done. What can be done with the take are the row's actions. */
G_DECLARE_FINAL_TYPE (DemainsTakeDetails, demains_take_details, DEMAINS, TAKE_DETAILS, GtkPopover)

GtkWidget *demains_take_details_new (DemainsProject *project, DemainsRecord *take);

G_END_DECLS
