/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_BATTERY_LABEL (demains_battery_label_get_type ())

/* Advises to plug the computer in while its battery is low and drains, else it is not there. */
G_DECLARE_FINAL_TYPE (DemainsBatteryLabel, demains_battery_label, DEMAINS, BATTERY_LABEL, GtkBox)

void demains_battery_label_watch (DemainsBatteryLabel *self, const char *folder);
void demains_battery_label_stop (DemainsBatteryLabel *self);

G_END_DECLS
