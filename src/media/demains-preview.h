/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* The pictures of a camera as they are shown: a pipeline that is never late,
 * since what cannot be shown at once is left out. */

typedef struct _DemainsPreview DemainsPreview;

DemainsPreview *demains_preview_new (GstElement *sink) G_GNUC_WARN_UNUSED_RESULT;
void demains_preview_free (DemainsPreview *self);

void demains_preview_play (DemainsPreview *self);
void demains_preview_set_sparse (DemainsPreview *self, gboolean sparse);
void demains_preview_push (DemainsPreview *self, GstSample *sample);
GstSample *demains_preview_dup_last (DemainsPreview *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPreview, demains_preview_free)

G_END_DECLS
