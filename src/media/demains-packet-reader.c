/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-packet-reader.h"

#include "demains-house.h"
#include "demains-stream-reader.h"

struct _DemainsPacketReader
{
  DemainsStreamReader reader;

  /* The next packet, and which picture it is. */
  GstSample *next;
  gint64 next_frame;
};

static void
advance (DemainsPacketReader *self, GError **error)
{
  g_clear_pointer (&self->next, gst_sample_unref);
  self->next = demains_stream_reader_pull (&self->reader, DEMAINS_MEDIA_ERROR_DAMAGED, error);
  if (self->next != NULL)
    self->next_frame = demains_house_nearest_frame (GST_BUFFER_PTS (gst_sample_get_buffer (self->next)));
}

static gboolean
is_key (GstSample *sample)
{
  return !GST_BUFFER_FLAG_IS_SET (gst_sample_get_buffer (sample), GST_BUFFER_FLAG_DELTA_UNIT);
}

/*
 * demains_packet_reader_new:
 * @uri: a take
 * @first_frame: the first one that will be asked for
 * @cancellable: (nullable): makes the reader give up
 * @error: %DEMAINS_MEDIA_ERROR, %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a reader of its packets
 */
DemainsPacketReader *
demains_packet_reader_new (const char *uri, gint64 first_frame, GCancellable *cancellable, GError **error)
{
  g_autoptr (DemainsPacketReader) self = g_new0 (DemainsPacketReader, 1);

  if (!demains_stream_reader_open (&self->reader, uri, DEMAINS_STREAM_PACKETS, "identity",
                                   demains_house_frame_to_time (first_frame), cancellable, error))
    return NULL;
  advance (self, error);

  return self->next != NULL ? g_steal_pointer (&self) : NULL;
}

/*
 * demains_packet_reader_get_caps:
 * @self: a packet reader
 *
 * Returns: (transfer none): what its packets are, with the headers that decoders need
 */
GstCaps *
demains_packet_reader_get_caps (DemainsPacketReader *self)
{
  return gst_sample_get_caps (self->next);
}

/*
 * demains_packet_reader_find_key:
 * @self: a packet reader
 * @frame: where to look from
 *
 * Passes by what comes before the first picture, from @frame on, that needs no other one.
 *
 * Returns: which one that is, or -1
 */
gint64
demains_packet_reader_find_key (DemainsPacketReader *self, gint64 frame)
{
  while (self->next != NULL && (self->next_frame < frame || !is_key (self->next)))
    advance (self, NULL);

  return self->next != NULL ? self->next_frame : -1;
}

/*
 * demains_packet_reader_get:
 * @self: a packet reader
 * @frame: the one after that which it gave last, or which it found
 *
 * Returns: (transfer full) (nullable): that one; %NULL where it is missing or the take ends
 */
GstSample *
demains_packet_reader_get (DemainsPacketReader *self, gint64 frame)
{
  g_autoptr (GstSample) sample = NULL;

  if (self->next == NULL || self->next_frame != frame)
    return NULL;
  sample = gst_sample_ref (self->next);
  advance (self, NULL);

  return g_steal_pointer (&sample);
}

void
demains_packet_reader_free (DemainsPacketReader *self)
{
  g_clear_pointer (&self->next, gst_sample_unref);
  demains_stream_reader_clear (&self->reader);
  g_free (self);
}
