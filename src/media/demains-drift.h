/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/audio/audio.h>

G_BEGIN_DECLS

/* Brings the sound of a microphone, whose clock goes a little fast or slow, to the
 * clock by which its times are told, the one that the pictures' times are told by too:
 * what comes out is a sound without gaps whose samples are where their number says. */

typedef struct _DemainsDrift DemainsDrift;

DemainsDrift *demains_drift_new (void) G_GNUC_WARN_UNUSED_RESULT;
GstSample *demains_drift_process (DemainsDrift *self, GstSample *sample, gint64 *time) G_GNUC_WARN_UNUSED_RESULT;
double demains_drift_get_rate (DemainsDrift *self);
void demains_drift_free (DemainsDrift *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsDrift, demains_drift_free)

G_END_DECLS
