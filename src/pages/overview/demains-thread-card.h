/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-record.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_THREAD_CARD (demains_thread_card_get_type ())

/* One record in a column of the thread. */
G_DECLARE_FINAL_TYPE (DemainsThreadCard, demains_thread_card, DEMAINS, THREAD_CARD, GtkToggleButton)

GtkWidget *demains_thread_card_new (DemainsRecord *record);
DemainsRecord *demains_thread_card_get_record (DemainsThreadCard *self);
void demains_thread_card_set_marked (DemainsThreadCard *self, gboolean marked, gboolean faded);

G_END_DECLS
