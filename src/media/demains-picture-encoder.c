/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-picture-encoder.h"

#include "demains-house.h"
#include "demains-stream-reader.h"

/* Pictures on their way to the encoder: 11 MB. */
#define MAX_PICTURES 8
#define PAUSE_MICROSECONDS 2000

struct _DemainsPictureEncoder
{
  DemainsStreamReader packets;
  GstAppSrc *source;
  gint64 frames;
  gboolean ended;
};

static gboolean
build (DemainsPictureEncoder *self, DemainsEncoderUse use, GstCaps *caps, GError **error)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  GstElement *sink = gst_element_factory_make ("appsink", NULL);
  GstElement *encoder = demains_encoder_new_video (use, error);

  self->packets.pipeline = g_object_ref_sink (gst_pipeline_new ("pictures"));
  self->packets.bus = gst_element_get_bus (self->packets.pipeline);
  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  gst_bin_add_many (GST_BIN (self->packets.pipeline), source, sink, NULL);
  self->source = GST_APP_SRC (g_object_ref (source));
  self->packets.sink = GST_APP_SINK (g_object_ref (sink));
  if (encoder == NULL)
    return FALSE;
  gst_bin_add (GST_BIN (self->packets.pipeline), encoder);
  if (gst_element_link_many (source, encoder, sink, NULL)
      && gst_element_set_state (self->packets.pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE)
    return TRUE;
  if (demains_stream_reader_check (&self->packets, error))
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED, "the encoder cannot begin");

  return FALSE;
}

/*
 * demains_picture_encoder_new:
 * @use: %DEMAINS_ENCODER_CUT for pictures that fit to those of takes
 * @caps: what the pictures are, in the house profile
 * @cancellable: (nullable): makes it give up
 * @error: %DEMAINS_MEDIA_ERROR
 *
 * Returns: (transfer full) (nullable): an encoder whose first picture needs no other one
 */
DemainsPictureEncoder *
demains_picture_encoder_new (DemainsEncoderUse use, GstCaps *caps, GCancellable *cancellable, GError **error)
{
  g_autoptr (DemainsPictureEncoder) self = g_new0 (DemainsPictureEncoder, 1);

  g_set_object (&self->packets.cancellable, cancellable);

  return build (self, use, caps, error) ? g_steal_pointer (&self) : NULL;
}

/*
 * demains_picture_encoder_push:
 * @self: a picture encoder
 * @picture: (transfer none): one, as the caps say
 * @error: why it cannot go on
 *
 * Waits where the encoder is far behind.
 *
 * Returns: whether it can
 */
gboolean
demains_picture_encoder_push (DemainsPictureEncoder *self, GstBuffer *picture, GError **error)
{
  GstBuffer *frame;

  do
    if (!demains_stream_reader_check (&self->packets, error))
      return FALSE;
  while (gst_app_src_get_current_level_buffers (self->source) >= MAX_PICTURES && (g_usleep (PAUSE_MICROSECONDS), TRUE));

  frame = gst_buffer_new ();
  gst_buffer_copy_into (frame, picture, GST_BUFFER_COPY_META | GST_BUFFER_COPY_MEMORY, 0, -1);
  GST_BUFFER_PTS (frame) = demains_house_frame_to_time (self->frames);
  GST_BUFFER_DURATION (frame) = demains_house_frame_to_time (self->frames + 1) - GST_BUFFER_PTS (frame);
  self->frames++;
  gst_app_src_push_buffer (self->source, frame);

  return TRUE;
}

/*
 * demains_picture_encoder_end:
 * @self: a picture encoder
 *
 * No more pictures come: demains_picture_encoder_pull() gives all that are left.
 */
void
demains_picture_encoder_end (DemainsPictureEncoder *self)
{
  if (!self->ended)
    gst_app_src_end_of_stream (self->source);
  self->ended = TRUE;
}

/*
 * demains_picture_encoder_pull:
 * @self: a picture encoder
 * @error: (out): what went wrong
 *
 * Waits only after the end.
 *
 * Returns: (transfer full) (nullable): the next packet; %NULL without an error when there is
 *     none yet, or none any more
 */
GstSample *
demains_picture_encoder_pull (DemainsPictureEncoder *self, GError **error)
{
  GstSample *sample;

  if (self->ended)
    return demains_stream_reader_pull (&self->packets, DEMAINS_MEDIA_ERROR_FAILED, error);
  sample = gst_app_sink_try_pull_sample (self->packets.sink, 0);
  if (sample == NULL)
    demains_stream_reader_check (&self->packets, error);

  return sample;
}

void
demains_picture_encoder_free (DemainsPictureEncoder *self)
{
  demains_stream_reader_clear (&self->packets);
  g_clear_object (&self->source);
  g_free (self);
}
