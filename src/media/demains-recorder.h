/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-device-list.h"
#include "demains-project.h"
#include "demains-room-watch.h"
#include "demains-strain.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORDER (demains_recorder_get_type ())

/* One camera and one microphone, shown live and recorded into takes in the
 * house profile. Properties: "seeing" (the camera gives pictures), "recording", "paused", "elapsed" (ns of the take),
 * "level" (dBFS, -100 for silence), "muted", "strain" (DemainsStrain), "error" (the last lasting one, NULL when well).
 * A camera that goes away while recording ends the take, which keeps all it has. */
G_DECLARE_FINAL_TYPE (DemainsRecorder, demains_recorder, DEMAINS, RECORDER, GObject)

DemainsRecorder *demains_recorder_new (DemainsProject *project, GstElement *preview_sink);

void demains_recorder_set_camera (DemainsRecorder *self, DemainsDevice *camera);
void demains_recorder_set_microphone (DemainsRecorder *self, DemainsDevice *microphone);
void demains_recorder_start_preview (DemainsRecorder *self);
void demains_recorder_stop_preview (DemainsRecorder *self);
GstSample *demains_recorder_dup_picture (DemainsRecorder *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean demains_recorder_start (DemainsRecorder *self, const char *title, const DemainsTakeScript *script,
                                 GError **error);
DemainsRecord *demains_recorder_get_take (DemainsRecorder *self);
void demains_recorder_stop_async (DemainsRecorder *self, GAsyncReadyCallback callback, gpointer user_data);
DemainsRecord *demains_recorder_stop_finish (DemainsRecorder *self, GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

void demains_recorder_set_paused (DemainsRecorder *self, gboolean paused);
gboolean demains_recorder_get_paused (DemainsRecorder *self);
gboolean demains_recorder_get_recording (DemainsRecorder *self);
gint64 demains_recorder_get_elapsed (DemainsRecorder *self);
double demains_recorder_get_level (DemainsRecorder *self);
DemainsStrain demains_recorder_get_strain (DemainsRecorder *self);
guint demains_recorder_get_n_lost (DemainsRecorder *self);
gboolean demains_recorder_get_muted (DemainsRecorder *self);
DemainsRoomWatch *demains_recorder_get_room (DemainsRecorder *self);
const GError *demains_recorder_get_error (DemainsRecorder *self);

G_END_DECLS
