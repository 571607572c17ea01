/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* The pictures of a take, two a second, in order of time: an array of
 * DemainsStill. They were made while filming; where they are missing they are
 * made anew from the film. */
void demains_filmstrip_load_async (DemainsProject *project, const char *take_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_filmstrip_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
