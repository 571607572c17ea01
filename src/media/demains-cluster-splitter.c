/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cluster-splitter.h"

#include <string.h>

#include <gst/gst.h>

#include "demains-media-error.h"

/* Element numbers: RFC 9559 (Matroska), section 5; their coding: RFC 8794. */
#define ID_SEGMENT 0x18538067u
#define ID_INFO 0x1549A966u
#define ID_TIMESTAMP_SCALE 0x2AD7B1u
#define ID_TRACKS 0x1654AE6Bu
#define ID_TRACK_ENTRY 0xAEu
#define ID_TRACK_NUMBER 0xD7u
#define ID_TRACK_TYPE 0x83u
#define ID_CLUSTER 0x1F43B675u
#define ID_CLUSTER_TIMESTAMP 0xE7u
#define ID_SIMPLE_BLOCK 0xA3u
#define ID_BLOCK_GROUP 0xA0u
#define ID_BLOCK 0xA1u

#define UNKNOWN_SIZE G_MAXUINT64
#define DEFAULT_SCALE 1000000
#define MAX_ELEMENT (256 * 1024 * 1024)

/* A cluster as it is handed on: its number, then its size in eight bytes. */
#define CLUSTER_HEAD_SIZE 12

struct _DemainsClusterSplitter
{
  int rate_numerator;
  int rate_denominator;
  DemainsHeaderFunc header_func;
  DemainsClusterFunc cluster_func;
  gpointer user_data;

  GByteArray *pending;
  GByteArray *header;
  GByteArray *cluster;

  guint64 scale;
  guint64 video_track;
  guint64 cluster_timestamp;
  gint64 first_frame;
  gint64 last_frame;
};

typedef struct
{
  guint32 id;
  gsize head_size;
  guint64 size;
} Element;

/* The length of a number of variable length, by its first byte. */
static guint
get_number_length (guint8 first)
{
  return first == 0 ? 9 : __builtin_clz (first) - 23;
}

static guint64
read_unsigned (const guint8 *data, gsize size)
{
  guint64 value = 0;

  for (gsize i = 0; i < size; i++)
    value = value << 8 | data[i];

  return value;
}

/* Reads the head of an element. Returns 1 when it is whole, 0 when bytes are
 * missing, -1 when it is not Matroska. */
static int
read_element (const guint8 *data, gsize size, Element *element)
{
  guint id_length, size_length;
  guint64 mask;

  if (size < 2)
    return 0;
  id_length = get_number_length (data[0]);
  if (id_length > 4)
    return -1;
  if (size < id_length + 1)
    return 0;
  size_length = get_number_length (data[id_length]);
  if (size_length > 8)
    return -1;
  if (size < id_length + size_length)
    return 0;

  mask = (G_GUINT64_CONSTANT (1) << (7 * size_length)) - 1;
  element->id = read_unsigned (data, id_length);
  element->head_size = id_length + size_length;
  element->size = read_unsigned (data + id_length, size_length) & mask;
  if (element->size == mask)
    element->size = UNKNOWN_SIZE;

  return 1;
}

/* Steps through the whole elements of @data; FALSE at the end. */
static gboolean
next_child (const guint8 **data, gsize *size, Element *element, const guint8 **payload)
{
  if (read_element (*data, *size, element) != 1 || element->size > *size - element->head_size)
    return FALSE;

  *payload = *data + element->head_size;
  *data = *payload + element->size;
  *size -= element->head_size + element->size;

  return TRUE;
}

static void
read_track_entry (DemainsClusterSplitter *self, const guint8 *data, gsize size)
{
  guint64 number = 0, type = 0;
  const guint8 *payload;
  Element element;

  while (next_child (&data, &size, &element, &payload))
    if (element.id == ID_TRACK_NUMBER)
      number = read_unsigned (payload, element.size);
    else if (element.id == ID_TRACK_TYPE)
      type = read_unsigned (payload, element.size);

  if (type == 1 && self->video_track == 0)
    self->video_track = number;
}

static void
read_header_element (DemainsClusterSplitter *self, guint32 id, const guint8 *data, gsize size)
{
  const guint8 *payload;
  Element element;

  if (id != ID_INFO && id != ID_TRACKS)
    return;

  while (next_child (&data, &size, &element, &payload))
    if (element.id == ID_TIMESTAMP_SCALE)
      self->scale = read_unsigned (payload, element.size);
    else if (element.id == ID_TRACK_ENTRY)
      read_track_entry (self, payload, element.size);
}

/* Notes the time of a block of the picture; its times are rounded to the
 * stream's scale, so the frame nearest to it is meant. */
static void
read_block (DemainsClusterSplitter *self, const guint8 *data, gsize size)
{
  guint length = size > 0 ? get_number_length (data[0]) : 9;
  gint64 time, frame;
  guint64 track;

  if (length > 8 || size < length + 3)
    return;
  track = read_unsigned (data, length) & ((G_GUINT64_CONSTANT (1) << (7 * length)) - 1);
  if (track != self->video_track)
    return;

  time = (gint64)self->cluster_timestamp + (gint16)read_unsigned (data + length, 2);
  frame = gst_util_uint64_scale_round (MAX (time, 0) * self->scale, self->rate_numerator,
                                       self->rate_denominator * GST_SECOND);
  if (self->first_frame < 0 || frame < self->first_frame)
    self->first_frame = frame;
  self->last_frame = MAX (self->last_frame, frame);
}

static void
read_cluster_element (DemainsClusterSplitter *self, guint32 id, const guint8 *data, gsize size)
{
  const guint8 *payload;
  Element element;

  if (id == ID_CLUSTER_TIMESTAMP)
    self->cluster_timestamp = read_unsigned (data, size);
  else if (id == ID_SIMPLE_BLOCK)
    read_block (self, data, size);
  else if (id == ID_BLOCK_GROUP)
    while (next_child (&data, &size, &element, &payload))
      if (element.id == ID_BLOCK)
        read_block (self, payload, element.size);
}

static gint64
get_frame_time (DemainsClusterSplitter *self, gint64 frame)
{
  return gst_util_uint64_scale (frame, GST_SECOND * self->rate_denominator, self->rate_numerator);
}

static void
end_cluster (DemainsClusterSplitter *self)
{
  g_autoptr (GBytes) bytes = NULL;
  guint64 size;

  if (self->cluster == NULL)
    return;

  size = GUINT64_TO_BE ((self->cluster->len - CLUSTER_HEAD_SIZE) | G_GUINT64_CONSTANT (1) << 56);
  memcpy (self->cluster->data + 4, &size, sizeof size);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->cluster));

  if (self->first_frame >= 0)
    {
      self->cluster_func (bytes, get_frame_time (self, self->first_frame), get_frame_time (self, self->last_frame + 1),
                          self->user_data);
    }
  else
    {
      gint64 time = self->cluster_timestamp * self->scale;

      self->cluster_func (bytes, time, time, self->user_data);
    }
}

static void
begin_cluster (DemainsClusterSplitter *self)
{
  static const guint8 HEAD[CLUSTER_HEAD_SIZE] = { 0x1F, 0x43, 0xB6, 0x75 };

  if (self->header != NULL)
    {
      g_autoptr (GBytes) header = g_byte_array_free_to_bytes (g_steal_pointer (&self->header));

      self->header_func (header, self->user_data);
    }

  end_cluster (self);
  self->cluster = g_byte_array_append (g_byte_array_new (), HEAD, sizeof HEAD);
  self->first_frame = -1;
  self->last_frame = -1;
}

/* Every element below a cluster has a number of one byte, those beside it have
 * four: so a cluster of unknown size ends at the first long number. */
static void
take_element (DemainsClusterSplitter *self, const guint8 *data, const Element *element)
{
  const guint8 *payload = data + element->head_size;

  if (self->header != NULL)
    {
      read_header_element (self, element->id, payload, element->size);
      g_byte_array_append (self->header, data, element->head_size + element->size);
    }
  else if (element->id <= 0xFF && self->cluster != NULL)
    {
      read_cluster_element (self, element->id, payload, element->size);
      g_byte_array_append (self->cluster, data, element->head_size + element->size);
    }
  else
    {
      end_cluster (self);
    }
}

/**
 * demains_cluster_splitter_new:
 * @rate_numerator: frames a second, numerator
 * @rate_denominator: frames a second, denominator
 * @header_func: called once, with everything before the first cluster
 * @cluster_func: called with each whole cluster, and the times (ns) at which its
 *     first frame begins and its last one ends
 * @user_data: for both
 *
 * Returns: (transfer full): a splitter for one stream
 */
DemainsClusterSplitter *
demains_cluster_splitter_new (int rate_numerator, int rate_denominator, DemainsHeaderFunc header_func,
                              DemainsClusterFunc cluster_func, gpointer user_data)
{
  DemainsClusterSplitter *self = g_new0 (DemainsClusterSplitter, 1);

  self->rate_numerator = rate_numerator;
  self->rate_denominator = rate_denominator;
  self->header_func = header_func;
  self->cluster_func = cluster_func;
  self->user_data = user_data;
  self->scale = DEFAULT_SCALE;
  self->pending = g_byte_array_new ();
  self->header = g_byte_array_new ();

  return self;
}

/**
 * demains_cluster_splitter_free:
 * @self: a splitter
 *
 * Frees it, with a cluster that demains_cluster_splitter_finish() has not ended.
 */
void
demains_cluster_splitter_free (DemainsClusterSplitter *self)
{
  g_clear_pointer (&self->pending, g_byte_array_unref);
  g_clear_pointer (&self->header, g_byte_array_unref);
  g_clear_pointer (&self->cluster, g_byte_array_unref);
  g_free (self);
}

/**
 * demains_cluster_splitter_push:
 * @self: a splitter
 * @data: the next bytes of the stream, cut anywhere
 * @size: how many
 * @error: %DEMAINS_MEDIA_ERROR_DAMAGED when they are not Matroska
 *
 * Calls back for what has become whole.
 *
 * Returns: whether the stream is still one
 */
gboolean
demains_cluster_splitter_push (DemainsClusterSplitter *self, gconstpointer data, gsize size, GError **error)
{
  gsize done = 0;

  g_byte_array_append (self->pending, data, size);

  for (;;)
    {
      const guint8 *rest = self->pending->data + done;
      gsize left = self->pending->len - done;
      Element element = { 0 };
      int found = read_element (rest, left, &element);
      gboolean opens = element.id == ID_SEGMENT || element.id == ID_CLUSTER;

      if (found < 0 || (found > 0 && !opens && element.size > MAX_ELEMENT))
        {
          g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED, "not a Matroska stream");
          return FALSE;
        }
      if (found == 0 || (!opens && element.size > left - element.head_size))
        break;

      if (element.id == ID_CLUSTER)
        begin_cluster (self);
      else if (element.id == ID_SEGMENT && self->header != NULL)
        g_byte_array_append (self->header, rest, element.head_size);
      else if (!opens)
        take_element (self, rest, &element);
      done += element.head_size + (opens ? 0 : element.size);
    }

  g_byte_array_remove_range (self->pending, 0, done);

  return TRUE;
}

/**
 * demains_cluster_splitter_finish:
 * @self: a splitter
 *
 * The stream is over, at its end or cut short: hands on the last cluster with
 * all the whole blocks it has.
 */
void
demains_cluster_splitter_finish (DemainsClusterSplitter *self)
{
  end_cluster (self);
  g_byte_array_set_size (self->pending, 0);
}
