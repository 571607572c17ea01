/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_PHOTO_VIEW (demains_photo_view_get_type ())

/* A photo of a project, not seen while there is none. Read and decoded away from the main
 * loop. */
G_DECLARE_FINAL_TYPE (DemainsPhotoView, demains_photo_view, DEMAINS, PHOTO_VIEW, AdwBin)

void demains_photo_view_show (DemainsPhotoView *self, DemainsProject *project, const char *photo, const char *name);
GdkPaintable *demains_photo_view_get_paintable (DemainsPhotoView *self);

G_END_DECLS
