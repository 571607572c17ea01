/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_READ_ALOUD (demains_read_aloud_get_type ())

/* The vision in letters that are read from afar, a section at a time, with a clock.
 * Space pauses it, arrows go a paragraph on or back, Escape is the signal "ended". */
G_DECLARE_FINAL_TYPE (DemainsReadAloud, demains_read_aloud, DEMAINS, READ_ALOUD, AdwBin)

gboolean demains_read_aloud_start (DemainsReadAloud *self, DemainsProject *project, int words_per_minute);
void demains_read_aloud_stop (DemainsReadAloud *self);
gint64 demains_read_aloud_get_elapsed (DemainsReadAloud *self);

G_END_DECLS
