/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/* The longer side of a photo that is kept, in pixels: enough for a page and for a wall. */
#define DEMAINS_PHOTO_SIDE 1600

void demains_photo_read_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *demains_photo_read_finish (GAsyncResult *result, int *width, int *height,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void demains_photo_take_async (GstSample *picture, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *demains_photo_take_finish (GAsyncResult *result, GdkTexture **texture,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
