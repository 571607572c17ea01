/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-recorder.h"
#include "demains-session.h"
#include "demains-shoot-countdown.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHOOT_CONTROLS (demains_shoot_controls_get_type ())

/* Record, which is also Cancel and Stop; Pause, which is also Go On; how long the take is, and
 * how long can still be filmed. They do the page's actions. */
G_DECLARE_FINAL_TYPE (DemainsShootControls, demains_shoot_controls, DEMAINS, SHOOT_CONTROLS, AdwBin)

void demains_shoot_controls_set_up (DemainsShootControls *self, DemainsRecorder *recorder,
                                    DemainsShootCountdown *countdown, DemainsSession *session);
GtkWidget *demains_shoot_controls_get_record (DemainsShootControls *self);
void demains_shoot_controls_offer_record (DemainsShootControls *self);

G_END_DECLS
