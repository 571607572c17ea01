/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-device-choice.h"
#include "demains-recorder.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHOOT_SOUND (demains_shoot_sound_get_type ())

/* How loud the microphone is, or why there is no sound and what to do. "Try Again" is the
 * page's action shoot.retry. */
G_DECLARE_FINAL_TYPE (DemainsShootSound, demains_shoot_sound, DEMAINS, SHOOT_SOUND, AdwBin)

void demains_shoot_sound_set_up (DemainsShootSound *self, DemainsRecorder *recorder, DemainsDeviceList *microphones,
                                 DemainsDeviceChoice *choice);

G_END_DECLS
