/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UUID version 7 (RFC 9562): begins with the time, so that ids sort by age. */
char *demains_uuid_new (void) G_GNUC_WARN_UNUSED_RESULT;
char *demains_uuid_new_from_parts (const char *const *parts) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_uuid_is_valid (const char *id);

G_END_DECLS
