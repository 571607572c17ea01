/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_COUNTDOWN (demains_countdown_get_type ())

/* The slot that runs and how long it still does, in quiet figures; a click goes
 * to the screen of the slot. Not shown on days without a programme. When a slot
 * ends and something was changed in it, it makes a version. Property
 * "session"; signal "activated" when it went to a screen. */
G_DECLARE_FINAL_TYPE (DemainsCountdown, demains_countdown, DEMAINS, COUNTDOWN, AdwBin)

void demains_countdown_look (DemainsCountdown *self, GDateTime *now);

G_END_DECLS
