/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_RECORDING (demains_recording_get_type ())

/* One take while it is filmed: from the samples that captures give to the rows
 * of the project. Signal "failed" (GError) on the main thread: writing cannot go
 * on; what there is stays, and demains_recording_stop_async() is still due. */
G_DECLARE_FINAL_TYPE (DemainsRecording, demains_recording, DEMAINS, RECORDING, GObject)

DemainsRecording *demains_recording_new (DemainsProject *project, const char *title, const char *camera,
                                         const DemainsTakeScript *script, gboolean sound,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

void demains_recording_push_video (DemainsRecording *self, GstSample *sample, gint64 time);
void demains_recording_push_audio (DemainsRecording *self, GstSample *sample, gint64 time);
void demains_recording_end_audio (DemainsRecording *self);
void demains_recording_set_paused (DemainsRecording *self, gboolean paused);
gint64 demains_recording_get_elapsed (DemainsRecording *self);
guint demains_recording_get_waiting (DemainsRecording *self);
guint demains_recording_get_n_lost (DemainsRecording *self);
gboolean demains_recording_lower (DemainsRecording *self);
DemainsRecord *demains_recording_get_take (DemainsRecording *self);
DemainsMedia *demains_recording_get_media (DemainsRecording *self);
GError *demains_recording_dup_error (DemainsRecording *self);

void demains_recording_stop_async (DemainsRecording *self, GAsyncReadyCallback callback, gpointer user_data);
DemainsRecord *demains_recording_stop_finish (DemainsRecording *self, GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
