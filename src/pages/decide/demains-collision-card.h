/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-collision.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COLLISION_CARD (demains_collision_card_get_type ())

/* Both sides of a collision, with a button each. Property "narrow": one above the
 * other. Signals "chosen" (guint side, a DemainsCollisionSide) and "show-where". */
G_DECLARE_FINAL_TYPE (DemainsCollisionCard, demains_collision_card, DEMAINS, COLLISION_CARD, AdwBin)

GtkWidget *demains_collision_card_new (DemainsProject *project, DemainsRecord *collision);
DemainsRecord *demains_collision_card_get_collision (DemainsCollisionCard *self);

G_END_DECLS
