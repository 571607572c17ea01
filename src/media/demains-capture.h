/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-device-list.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CAPTURE (demains_capture_get_type ())

/* One camera or one microphone, live, in a pipeline of its own: what happens to
 * it happens to nothing else. Its times are those of the system's clock since
 * @base, so two captures can be laid side by side. Signals, on the main thread:
 * "failed" (GError), "level" (double, dBFS). */
G_DECLARE_FINAL_TYPE (DemainsCapture, demains_capture, DEMAINS, CAPTURE, GObject)

/* Called in a thread of the pipeline; @time is when the sample begins. */
typedef void (*DemainsSampleFunc) (GstSample *sample, gint64 time, gpointer user_data);

DemainsCapture *demains_capture_new (DemainsDevice *device, gboolean camera, GstClockTime base, DemainsSampleFunc func,
                                     gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void demains_capture_start (DemainsCapture *self);
void demains_capture_stop (DemainsCapture *self);
gboolean demains_capture_get_muted (DemainsCapture *self);
gboolean demains_capture_get_flowing (DemainsCapture *self);
GError *demains_capture_check (DemainsCapture *self) G_GNUC_WARN_UNUSED_RESULT;
double demains_capture_get_silence (DemainsCapture *self);

G_END_DECLS
