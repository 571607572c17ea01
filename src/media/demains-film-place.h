/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where a film goes, and the file beside it that it is written to until it is whole. Blocks: for threads. */

char *demains_film_place_find (const char *path, gboolean h264) G_GNUC_WARN_UNUSED_RESULT;
char *demains_film_place_reserve (const char *path, gint64 bytes, int *lock, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_film_place_set_error (const char *path, GError **error);

G_END_DECLS
