/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* How loud a take is from its beginning on, a byte for each fiftieth of a second
 * (demains-peak-meter.h). Made while filming; where they are missing they are made
 * anew from the sound. */
void demains_peaks_load_async (DemainsProject *project, const char *take_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GBytes *demains_peaks_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean demains_peaks_find_sound (GBytes *peaks, gint64 *start, gint64 *end);

G_END_DECLS
