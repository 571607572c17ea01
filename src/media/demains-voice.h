/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* When somebody speaks in a take, from its peaks: stretches of voice with pauses between them. Pause 0 is before
 * the first stretch, the last one is after the last. */

typedef struct _DemainsVoice DemainsVoice;

DemainsVoice *demains_voice_new (GBytes *peaks) G_GNUC_WARN_UNUSED_RESULT;
void demains_voice_free (DemainsVoice *self);

guint demains_voice_get_n_stretches (DemainsVoice *self);
double demains_voice_get_spoken (DemainsVoice *self, guint pause);
double demains_voice_get_pause (DemainsVoice *self, guint pause);
gint64 demains_voice_get_start (DemainsVoice *self, double spoken);
gint64 demains_voice_get_end (DemainsVoice *self, double spoken);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsVoice, demains_voice_free)

G_END_DECLS
