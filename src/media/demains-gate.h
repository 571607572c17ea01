/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/app/app.h>

G_BEGIN_DECLS

/* The clapperboard of one take: lets pictures and sound through from the same
 * instant, that of a picture, until the same instant, and counts their times
 * from zero, without those when it is paused. May be used by several threads at once. */

typedef struct _DemainsGate DemainsGate;

DemainsGate *demains_gate_new (GstAppSrc *video, GstAppSrc *audio) G_GNUC_WARN_UNUSED_RESULT;
void demains_gate_free (DemainsGate *self);

void demains_gate_push_video (DemainsGate *self, GstSample *sample, gint64 time);
void demains_gate_push_audio (DemainsGate *self, GstSample *sample, gint64 time);
void demains_gate_set_paused (DemainsGate *self, gboolean paused);
void demains_gate_close (DemainsGate *self);
void demains_gate_close_audio (DemainsGate *self);
gint64 demains_gate_get_elapsed (DemainsGate *self);

G_END_DECLS
