/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/gst.h>

G_BEGIN_DECLS

/* The one place that knows encoders: a ladder of whole pipelines, each with its
 * own rate control, the first that works is taken for as long as the program
 * runs. How fast it is on this machine is measured once, and remembered. */

/**
 * DemainsEncoderUse:
 * @DEMAINS_ENCODER_TAKE: in real time, a key frame every half second, good enough to
 *     be encoded once more
 * @DEMAINS_ENCODER_CUT: some pictures to stand among those of a take, with its headers: so few that to begin takes
 *     as long as to encode them
 * @DEMAINS_ENCODER_FILM: what people are given
 * @DEMAINS_ENCODER_SMALL: what they send to each other: 960×540, a fifth of the rate
 * @DEMAINS_ENCODER_OPEN: what anybody may make and play: VP9 and Opus, for WebM
 */
typedef enum
{
  DEMAINS_ENCODER_TAKE,
  DEMAINS_ENCODER_CUT,
  DEMAINS_ENCODER_FILM,
  DEMAINS_ENCODER_SMALL,
  DEMAINS_ENCODER_OPEN,
} DemainsEncoderUse;

const char *demains_encoder_find (GError **error);
gboolean demains_encoder_is_found (void);
void demains_encoder_measure (GCancellable *cancellable);
gboolean demains_encoder_lower (void);
gboolean demains_encoder_get_lowered (void);
gboolean demains_encoder_may_be_h264 (void);

char *demains_encoder_dup_line (DemainsEncoderUse use, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GstElement *demains_encoder_new_video (DemainsEncoderUse use, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GstElement *demains_encoder_new_audio (DemainsEncoderUse use, const char **codec,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
