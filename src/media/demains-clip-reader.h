/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/* Reads the pictures or the sound of a video one after the other, by the number
 * of the frame. Blocks: for threads. */

typedef struct _DemainsPictureReader DemainsPictureReader;
typedef struct _DemainsSoundReader DemainsSoundReader;

DemainsPictureReader *demains_picture_reader_new (const char *uri, gint64 first_frame, const char *colorimetry,
                                                  GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GstCaps *demains_picture_reader_get_caps (DemainsPictureReader *self);
GstBuffer *demains_picture_reader_get (DemainsPictureReader *self, gint64 frame, gboolean *exact, GError **error);
GBytes *demains_picture_reader_get_jpeg (DemainsPictureReader *self, gint64 frame, int height,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_picture_reader_free (DemainsPictureReader *self);

DemainsSoundReader *demains_sound_reader_new (const char *uri, gint64 first_sample, GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_sound_reader_is_mono (DemainsSoundReader *self);
gboolean demains_sound_reader_read (DemainsSoundReader *self, gint64 sample, gint16 *stereo, guint count,
                                    GError **error);
void demains_sound_reader_free (DemainsSoundReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPictureReader, demains_picture_reader_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsSoundReader, demains_sound_reader_free)

G_END_DECLS
