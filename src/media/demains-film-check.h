/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean demains_film_check (const char *path, gboolean webm, gint64 frames, guint channels, double *loudness,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
