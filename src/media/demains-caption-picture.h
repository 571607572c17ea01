/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-cue.h"

G_BEGIN_DECLS

/* Captions that are part of the pictures of a film. For one thread. */

typedef struct _DemainsCaptionPicture DemainsCaptionPicture;

DemainsCaptionPicture *demains_caption_picture_new (GPtrArray *cues) G_GNUC_WARN_UNUSED_RESULT;
GstBuffer *demains_caption_picture_add (DemainsCaptionPicture *self, GstBuffer *picture, GstCaps *caps,
                                        gint64 time) G_GNUC_WARN_UNUSED_RESULT;
void demains_caption_picture_free (DemainsCaptionPicture *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsCaptionPicture, demains_caption_picture_free)

G_END_DECLS
