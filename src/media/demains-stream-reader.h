/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gst/app/app.h>
#include <gst/gst.h>

#include "demains-media-error.h"

G_BEGIN_DECLS

/* One stream of a video, and one place where its samples are taken. Two streams are
 * two readers, so neither ever waits for the other. Who fills in a pipeline of its own can
 * have that read as well. For a thread that may wait. */

/**
 * DemainsStream:
 * @DEMAINS_STREAM_SOUND: what is heard
 * @DEMAINS_STREAM_PICTURES: what is seen, decoded
 *
 * A stream of a video.
 */
typedef enum
{
  DEMAINS_STREAM_SOUND,
  DEMAINS_STREAM_PICTURES,
} DemainsStream;

typedef struct
{
  GstElement *pipeline;
  GstAppSink *sink;
  GstBus *bus;
  GCancellable *cancellable;
} DemainsStreamReader;

gboolean demains_stream_reader_open (DemainsStreamReader *self, const char *uri, DemainsStream stream, const char *tail,
                                     gint64 start, GCancellable *cancellable, GError **error);
gboolean demains_stream_reader_check (DemainsStreamReader *self, GError **error);
GstSample *demains_stream_reader_pull (DemainsStreamReader *self, DemainsMediaError stalled,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_stream_reader_clear (DemainsStreamReader *self);

G_END_DECLS
