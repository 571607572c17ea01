/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHOOT_COUNTDOWN (demains_shoot_countdown_get_type ())

/* 3, 2, 1 over the picture, for who is in front of the camera, and aloud in a screen
 * reader. Property: "running" (read only). Signal "ended": it came to its end. */
G_DECLARE_FINAL_TYPE (DemainsShootCountdown, demains_shoot_countdown, DEMAINS, SHOOT_COUNTDOWN, AdwBin)

void demains_shoot_countdown_start (DemainsShootCountdown *self, guint seconds);
void demains_shoot_countdown_cancel (DemainsShootCountdown *self);
void demains_shoot_countdown_place (DemainsShootCountdown *self, GtkWidget *prompter, GdkRectangle *place);
gboolean demains_shoot_countdown_get_running (DemainsShootCountdown *self);

void demains_shoot_countdown_bind_row (AdwComboRow *row, GSettings *settings);
guint demains_shoot_countdown_get_seconds (GSettings *settings);

G_END_DECLS
