/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-loudness.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_LEVEL_METER (demains_level_meter_get_type ())

/* How loud the microphone is, as a bar, and in words what that means and what to do; a
 * screen reader says when it changes. Property "level": dBFS, -100 for silence. */
G_DECLARE_FINAL_TYPE (DemainsLevelMeter, demains_level_meter, DEMAINS, LEVEL_METER, GtkWidget)

GtkWidget *demains_level_meter_new (void);

double demains_level_meter_get_level (DemainsLevelMeter *self);
void demains_level_meter_set_level (DemainsLevelMeter *self, double level);
DemainsLoudness demains_level_meter_get_loudness (DemainsLevelMeter *self);

G_END_DECLS
