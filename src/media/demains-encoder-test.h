/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In place of how many times faster than real time an encoder is. */
#define DEMAINS_SPEED_NONE 0.0
#define DEMAINS_SPEED_UNKNOWN (-1.0)

double demains_encoder_test (const char *line, guint n_frames, GCancellable *cancellable);

G_END_DECLS
