/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FILMSTRIP_PICTURES (demains_filmstrip_pictures_get_type ())

/* The pictures of one take, decoded: enough of them for a strip as wide as a
 * screen, however long the take is. Does not change once it is loaded. */
G_DECLARE_FINAL_TYPE (DemainsFilmstripPictures, demains_filmstrip_pictures, DEMAINS, FILMSTRIP_PICTURES, GObject)

void demains_filmstrip_pictures_load_async (DemainsProject *project, const char *take_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
DemainsFilmstripPictures *demains_filmstrip_pictures_load_finish (GAsyncResult *result,
                                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint demains_filmstrip_pictures_get_count (DemainsFilmstripPictures *self);
GdkTexture *demains_filmstrip_pictures_get_nearest (DemainsFilmstripPictures *self, gint64 time);

G_END_DECLS
