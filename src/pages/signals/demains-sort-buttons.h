/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SORT_BUTTONS (demains_sort_buttons_get_type ())

/* Keep, maybe, no: how a signal is sorted, and the buttons that sort it. Properties:
 * "session", "record", "compact" (only the chosen one says its name, and the
 * keyboard passes by: a card has keys for it). */
G_DECLARE_FINAL_TYPE (DemainsSortButtons, demains_sort_buttons, DEMAINS, SORT_BUTTONS, GtkBox)

const DemainsField *demains_sort_buttons_get_field (void);
void demains_sort_buttons_sort (DemainsRecord *record, const char *key);

G_END_DECLS
