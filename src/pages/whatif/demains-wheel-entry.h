/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_WHEEL_ENTRY (demains_wheel_entry_get_type ())

/* A field over a wheel, to write what a node says. Signal "written" (text): a
 * person is done with it; not after Escape. */
G_DECLARE_FINAL_TYPE (DemainsWheelEntry, demains_wheel_entry, DEMAINS, WHEEL_ENTRY, GtkPopover)

GtkWidget *demains_wheel_entry_new (void);
void demains_wheel_entry_open (DemainsWheelEntry *self, GtkWidget *node, const char *text);

G_END_DECLS
