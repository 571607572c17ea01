/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the kernel says what it knows of batteries; a sandbox shows it too, so that no service
 * and no permission is needed. */
#define DEMAINS_BATTERY_FOLDER "/sys/class/power_supply"

/**
 * DemainsBattery:
 * @draining: whether the computer lives on it now
 * @percent: how full it is; all of them, where there are several
 * @minutes: how long that lasts at this rate, -1 where it is not known
 *
 * The battery that a computer runs on.
 */
typedef struct
{
  gboolean draining;
  int percent;
  int minutes;
} DemainsBattery;

gboolean demains_battery_is_low (const DemainsBattery *battery);
gboolean demains_battery_read (const char *folder, DemainsBattery *battery);
void demains_battery_read_async (const char *folder, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean demains_battery_read_finish (GAsyncResult *result, DemainsBattery *battery);

G_END_DECLS
