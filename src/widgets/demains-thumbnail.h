/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_THUMBNAIL (demains_thumbnail_get_type ())

/* A small picture of a film, or a sign for one where there is none. Property
 * "bytes" (GBytes, a JPEG, nullable): decoded away from the main loop. */
G_DECLARE_FINAL_TYPE (DemainsThumbnail, demains_thumbnail, DEMAINS, THUMBNAIL, AdwBin)

GtkWidget *demains_thumbnail_new (void);

GBytes *demains_thumbnail_get_bytes (DemainsThumbnail *self);
void demains_thumbnail_set_bytes (DemainsThumbnail *self, GBytes *bytes);
void demains_thumbnail_set_texture (DemainsThumbnail *self, GdkTexture *texture);

G_END_DECLS
