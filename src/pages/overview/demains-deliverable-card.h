/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-needs.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_DELIVERABLE_CARD (demains_deliverable_card_get_type ())

/* What one of the three deliverables has, and a button for what it lacks next.
 * Property "title"; signal "next" when the button is clicked. */
G_DECLARE_FINAL_TYPE (DemainsDeliverableCard, demains_deliverable_card, DEMAINS, DELIVERABLE_CARD, AdwBin)

void demains_deliverable_card_show (DemainsDeliverableCard *self, DemainsProject *project,
                                    DemainsDeliverable deliverable);

G_END_DECLS
