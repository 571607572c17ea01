/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-cue.h"
#include "demains-project.h"

G_BEGIN_DECLS

/* What is said in a take or in the film, as captions: the speeches of the scene that a take belongs to as they are
 * written now, at the times of the prompter (demains-spoken-words.h), moved to where the sound has them
 * (demains-word-alignment.h), cut into what can be read at once (demains-cue.h). */
void demains_captions_load_take_async (DemainsProject *project, DemainsRecord *take, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
void demains_captions_load_film_async (DemainsProject *project, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *demains_captions_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
