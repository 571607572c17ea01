/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-media-writer.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TAKE_ENCODER (demains_take_encoder_get_type ())

/* A bin that puts what comes in at its pads "video" and "audio" (raw, of any
 * format) into the house profile and appends it to a take: clusters of about a
 * second, and filmstrip pictures. It posts EOS when all is with the writer. */
G_DECLARE_FINAL_TYPE (DemainsTakeEncoder, demains_take_encoder, DEMAINS, TAKE_ENCODER, GstBin)

DemainsTakeEncoder *demains_take_encoder_new (DemainsMediaWriter *writer, gboolean sound,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

gint64 demains_take_encoder_get_duration (DemainsTakeEncoder *self);
guint demains_take_encoder_get_waiting (DemainsTakeEncoder *self);
gboolean demains_take_encoder_renew (DemainsTakeEncoder *self, GError **error);
void demains_take_encoder_close (DemainsTakeEncoder *self);
void demains_take_encoder_abandon (DemainsTakeEncoder *self);

G_END_DECLS
