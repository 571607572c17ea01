/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fractional positions: texts that sort by strcmp() and between any two of which
 * there is always room, so that a move writes one record. */
char *demains_position_between (const char *before, const char *after) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_position_is_valid (const char *position);

G_END_DECLS
