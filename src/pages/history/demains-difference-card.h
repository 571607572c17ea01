/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-record-difference.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_DIFFERENCE_CARD (demains_difference_card_get_type ())

/* One record that differs: its title, what became of it, each field, and a
 * button. Signal "restore". */
G_DECLARE_FINAL_TYPE (DemainsDifferenceCard, demains_difference_card, DEMAINS, DIFFERENCE_CARD, AdwBin)

GtkWidget *demains_difference_card_new (void);
void demains_difference_card_show (DemainsDifferenceCard *self, DemainsRecordDifference *difference,
                                   DemainsProject *project, gboolean restore_after);
DemainsRecordDifference *demains_difference_card_get_difference (DemainsDifferenceCard *self);

G_END_DECLS
