/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

#include "demains-encoder.h"

G_BEGIN_DECLS

/* Makes packets of pictures, each of them for its own: none comes out of its order. For a
 * thread that may wait. */

typedef struct _DemainsPictureEncoder DemainsPictureEncoder;

DemainsPictureEncoder *demains_picture_encoder_new (DemainsEncoderUse use, GstCaps *caps, GCancellable *cancellable,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_picture_encoder_push (DemainsPictureEncoder *self, GstBuffer *picture, GError **error);
void demains_picture_encoder_end (DemainsPictureEncoder *self);
GstSample *demains_picture_encoder_pull (DemainsPictureEncoder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_picture_encoder_free (DemainsPictureEncoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPictureEncoder, demains_picture_encoder_free)

G_END_DECLS
