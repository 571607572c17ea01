/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CLIP_PICTURES (demains_clip_pictures_get_type ())

/* Small pictures of takes, of any instant: made from the film in a thread, one
 * after the other, and kept. */
G_DECLARE_FINAL_TYPE (DemainsClipPictures, demains_clip_pictures, DEMAINS, CLIP_PICTURES, GObject)

DemainsClipPictures *demains_clip_pictures_new (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;

void demains_clip_pictures_load_async (DemainsClipPictures *self, const char *take_id, gint64 time,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GBytes *demains_clip_pictures_load_finish (DemainsClipPictures *self, GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
