/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

/* How loud a take is, fifty times a second, a byte each: 255 for full scale, half a
 * decibel for each step below, so that 16-bit sound fits whole (-96 dBFS is 63). */

#define DEMAINS_PEAKS_PER_SECOND 50
#define DEMAINS_PEAK_FULL_SCALE 255
#define DEMAINS_PEAK_STEPS_PER_DECIBEL 2

/* Somebody speaks where it is so much below what is loud at the most, and louder than any quiet room (dB, dBFS); for
 * three peaks, 60 ms, since what is shorter is a click. */
#define DEMAINS_VOICE_RANGE 30.0
#define DEMAINS_VOICE_QUIET_ROOM (-50.0)
#define DEMAINS_VOICE_LEAST_PEAKS 3

/* As many are kept together, half a second as the film's own pieces. */
#define DEMAINS_PEAKS_PER_ROW 25

typedef struct _DemainsPeakMeter DemainsPeakMeter;

/* @time: of the first of the peaks, in nanoseconds */
typedef void (*DemainsPeaksFunc) (GBytes *peaks, gint64 time, gpointer user_data);

DemainsPeakMeter *demains_peak_meter_new (DemainsPeaksFunc func, gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
void demains_peak_meter_push (DemainsPeakMeter *self, const gint16 *samples, gsize n_samples, guint channels);
void demains_peak_meter_finish (DemainsPeakMeter *self);
void demains_peak_meter_free (DemainsPeakMeter *self);

double demains_peak_to_level (guint8 peak);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPeakMeter, demains_peak_meter_free)

G_END_DECLS
