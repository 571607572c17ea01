/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_VIDEO_VIEW (demains_video_view_get_type ())

/* Where a film or a camera is seen. It owns the sink that a player or recorder
 * sends its pictures to. Property "mirrored": seen as in a mirror, which changes
 * nothing of what is recorded. */
G_DECLARE_FINAL_TYPE (DemainsVideoView, demains_video_view, DEMAINS, VIDEO_VIEW, GtkWidget)

GtkWidget *demains_video_view_new (void);

GstElement *demains_video_view_get_sink (DemainsVideoView *self);
gboolean demains_video_view_get_mirrored (DemainsVideoView *self);
void demains_video_view_set_mirrored (DemainsVideoView *self, gboolean mirrored);

G_END_DECLS
