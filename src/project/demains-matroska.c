/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-matroska.h"

#include "demains-project-error.h"

/* Element ids (RFC 9559 §5, RFC 8794 §11.2). */
#define ID_EBML 0x1a45dfa3
#define ID_SEGMENT 0x18538067
#define ID_INFO 0x1549a966
#define ID_DURATION 0x4489
#define ID_TIMESTAMP_SCALE 0x2ad7b1
#define ID_TRACKS 0x1654ae6b
#define ID_TRACK_ENTRY 0xae
#define ID_CODEC_ID 0x86
#define ID_DEFAULT_DURATION 0x23e383
#define ID_VIDEO 0xe0
#define ID_PIXEL_WIDTH 0xb0
#define ID_PIXEL_HEIGHT 0xba
#define ID_CUES 0x1c53bb6b
#define ID_CUE_POINT 0xbb
#define ID_CUE_TIME 0xb3
#define ID_CUE_TRACK_POSITIONS 0xb7
#define ID_CUE_TRACK 0xf7
#define ID_CUE_CLUSTER_POSITION 0xf1
#define ID_VOID 0xec
#define ID_TRACK_NUMBER 0xd7
#define ID_TRACK_TYPE 0x83
#define ID_CODEC_PRIVATE 0x63a2
#define ID_CLUSTER 0x1f43b675
#define ID_CLUSTER_TIMESTAMP 0xe7
#define ID_SIMPLE_BLOCK 0xa3
#define ID_BLOCK_GROUP 0xa0
#define ID_BLOCK 0xa1
#define ID_REFERENCE_BLOCK 0xfb

/* RFC 9559 §5.1.4.1.3, §10.2. */
#define TRACK_TYPE_VIDEO 1
#define SIMPLE_BLOCK_KEY 0x80
#define BLOCK_LACING 0x06

/* Sizes of fixed width, so that the length of the front does not depend on the
 * offsets that it holds. */
#define WIDE_SIZE 8
#define WIDE_NUMBER 8

/* Nanoseconds in a tick where the header does not say (RFC 9559 §5.1.2.9). */
#define DEFAULT_TIMESTAMP_SCALE 1000000

#define NANOSECONDS G_GUINT64_CONSTANT (1000000000)

typedef struct
{
  guint32 id;
  const guint8 *data;
  gsize size;
} Element;

static gboolean
read_id (const guint8 **cursor, const guint8 *end, guint32 *id)
{
  const guint8 *p = *cursor;
  gsize length = 1;

  if (p >= end || *p < 0x10)
    return FALSE;
  while (!(*p & (0x80 >> (length - 1))))
    length++;
  if ((gsize)(end - p) < length)
    return FALSE;

  *id = 0;
  for (gsize i = 0; i < length; i++)
    *id = *id << 8 | p[i];
  *cursor = p + length;

  return TRUE;
}

/* An unknown size (all ones) reads as what is left. */
static gboolean
read_size (const guint8 **cursor, const guint8 *end, gsize *size)
{
  const guint8 *p = *cursor;
  gsize length = 1;
  guint64 value, unknown;

  if (p >= end || *p == 0)
    return FALSE;
  while (!(*p & (0x80 >> (length - 1))))
    length++;
  if ((gsize)(end - p) < length)
    return FALSE;

  value = *p & ((0x80 >> (length - 1)) - 1);
  for (gsize i = 1; i < length; i++)
    value = value << 8 | p[i];
  unknown = (G_GUINT64_CONSTANT (1) << (7 * length)) - 1;
  *cursor = p + length;
  *size = value == unknown ? (gsize)(end - *cursor) : MIN (value, (guint64)(end - *cursor));

  return TRUE;
}

static gboolean
next_element (const guint8 **cursor, const guint8 *end, Element *element)
{
  if (!read_id (cursor, end, &element->id) || !read_size (cursor, end, &element->size))
    return FALSE;

  element->data = *cursor;
  *cursor += element->size;

  return TRUE;
}

static gboolean
find_element (const guint8 *data, gsize size, guint32 id, Element *element)
{
  const guint8 *cursor = data;

  /* Nothing has no address either. */
  if (size == 0)
    return FALSE;
  while (next_element (&cursor, data + size, element))
    if (element->id == id)
      return TRUE;

  return FALSE;
}

/* Info or Tracks. */
static gboolean
find_in_segment (GBytes *header, guint32 id, Element *element)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (header, &size);
  Element segment;

  return find_element (data, size, ID_SEGMENT, &segment) && find_element (segment.data, segment.size, id, element);
}

static void
append_big_endian (GByteArray *out, guint64 value, guint length)
{
  guint8 bytes[8];

  for (guint i = 0; i < length; i++)
    bytes[i] = value >> (8 * (length - 1 - i));
  g_byte_array_append (out, bytes, length);
}

static void
append_head (GByteArray *out, guint32 id, guint64 size)
{
  guint length = id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1;

  append_big_endian (out, id, length);
  append_big_endian (out, G_GUINT64_CONSTANT (0x01) << 56 | size, WIDE_SIZE);
}

static void
append_number (GByteArray *out, guint32 id, guint64 value)
{
  append_head (out, id, WIDE_NUMBER);
  append_big_endian (out, value, WIDE_NUMBER);
}

static void
append_element (GByteArray *out, guint32 id, GByteArray *content)
{
  append_head (out, id, content->len);
  g_byte_array_append (out, content->data, content->len);
}

static guint64
read_number (const Element *element)
{
  guint64 value = 0;

  for (gsize i = 0; i < element->size && i < 8; i++)
    value = value << 8 | element->data[i];

  return value;
}

/* Nanoseconds in a tick. */
static guint64
read_scale (const Element *info)
{
  Element scale;

  if (!find_element (info->data, info->size, ID_TIMESTAMP_SCALE, &scale))
    return DEFAULT_TIMESTAMP_SCALE;

  return MAX (read_number (&scale), 1);
}

/* The Info element with the true duration in place of whatever was there. */
static GByteArray *
make_info (const Element *old, guint64 scale, gint64 duration)
{
  GByteArray *info = g_byte_array_new ();
  const guint8 *cursor = old->data;
  Element child;
  union
  {
    double number;
    guint64 bits;
  } ticks = { .number = (double)duration / scale };

  while (next_element (&cursor, old->data + old->size, &child))
    {
      if (child.id == ID_DURATION || child.id == ID_VOID)
        continue;
      append_head (info, child.id, child.size);
      g_byte_array_append (info, child.data, child.size);
    }
  append_number (info, ID_DURATION, ticks.bits);

  return info;
}

/* @first: where the first cluster begins, counted from the Segment's content. */
static GByteArray *
make_cues (GArray *map, guint64 scale, guint64 first)
{
  GByteArray *cues = g_byte_array_new ();

  for (guint i = 0; i < map->len; i++)
    {
      const DemainsChunkPlace *place = &g_array_index (map, DemainsChunkPlace, i);
      g_autoptr (GByteArray) positions = g_byte_array_new ();
      g_autoptr (GByteArray) point = g_byte_array_new ();

      append_number (positions, ID_CUE_TRACK, 1);
      append_number (positions, ID_CUE_CLUSTER_POSITION, first + place->offset);
      append_number (point, ID_CUE_TIME, MAX (place->start, 0) / scale);
      append_element (point, ID_CUE_TRACK_POSITIONS, positions);
      append_element (cues, ID_CUE_POINT, point);
    }

  return cues;
}

/**
 * demains_matroska_make_front:
 * @header: EBML head, Segment, Info and Tracks as the muxer wrote them
 * @duration: of the film, in nanoseconds
 * @map: (element-type DemainsChunkPlace): its clusters
 *
 * Returns: (transfer full): all bytes that come before the first cluster
 */
GBytes *
demains_matroska_make_front (GBytes *header, gint64 duration, GArray *map, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (header, &size);
  Element ebml, info, tracks;
  g_autoptr (GByteArray) front = g_byte_array_new ();
  g_autoptr (GByteArray) new_info = NULL;
  g_autoptr (GByteArray) cues = NULL;
  guint64 scale;
  guint64 total = 0, before_clusters;

  if (!find_element (data, size, ID_EBML, &ebml) || !find_in_segment (header, ID_INFO, &info)
      || !find_in_segment (header, ID_TRACKS, &tracks))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "the header of a take cannot be read");
      return NULL;
    }
  scale = read_scale (&info);

  new_info = make_info (&info, scale, duration);
  cues = make_cues (map, scale, 0);
  before_clusters = 4 + WIDE_SIZE + new_info->len + 4 + WIDE_SIZE + tracks.size + 4 + WIDE_SIZE + cues->len;
  g_byte_array_unref (cues);
  cues = make_cues (map, scale, before_clusters);
  if (map->len > 0)
    {
      const DemainsChunkPlace *last = &g_array_index (map, DemainsChunkPlace, map->len - 1);

      total = last->offset + last->size;
    }

  append_head (front, ID_EBML, ebml.size);
  g_byte_array_append (front, ebml.data, ebml.size);
  append_head (front, ID_SEGMENT, before_clusters + total);
  append_element (front, ID_INFO, new_info);
  append_head (front, ID_TRACKS, tracks.size);
  g_byte_array_append (front, tracks.data, tracks.size);
  append_element (front, ID_CUES, cues);

  return g_byte_array_free_to_bytes (g_steal_pointer (&front));
}

/**
 * demains_matroska_append_header:
 * @cluster: a whole cluster
 * @header: as for demains_matroska_make_front()
 *
 * Returns: (transfer full): the cluster, and behind it the header in an element
 *   that is void to players (RFC 8794 §11.3.2)
 */
GBytes *
demains_matroska_append_header (GBytes *cluster, GBytes *header)
{
  g_autoptr (GByteArray) chunk = g_byte_array_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (cluster, &size);

  g_byte_array_append (chunk, data, size);
  data = g_bytes_get_data (header, &size);
  append_head (chunk, ID_VOID, size);
  g_byte_array_append (chunk, data, size);

  return g_byte_array_free_to_bytes (g_steal_pointer (&chunk));
}

/**
 * demains_matroska_find_header:
 * @chunk: the bytes of a chunk
 *
 * Returns: (transfer full) (nullable): the header that it carries
 */
GBytes *
demains_matroska_find_header (GBytes *chunk)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (chunk, &size);
  const guint8 *cursor = data;
  Element element, ebml;

  while (next_element (&cursor, data + size, &element))
    if (element.id == ID_VOID && find_element (element.data, element.size, ID_EBML, &ebml))
      return g_bytes_new_from_bytes (chunk, element.data - data, element.size);

  return NULL;
}

static void
read_track (const Element *track, DemainsMediaInfo *info)
{
  static const struct
  {
    const char *id;
    const char *name;
  } codecs[] = {
    { "V_MPEG4/ISO/AVC", "h264" }, { "V_VP9", "vp9" }, { "V_VP8", "vp8" }, { "A_FLAC", "flac" }, { "A_OPUS", "opus" }
  };
  Element codec, video, number;
  gboolean has_codec = find_element (track->data, track->size, ID_CODEC_ID, &codec);

  for (guint i = 0; has_codec && i < G_N_ELEMENTS (codecs); i++)
    if (codec.size == strlen (codecs[i].id) && memcmp (codec.data, codecs[i].id, codec.size) == 0)
      {
        if (*codecs[i].id == 'V')
          g_strlcpy (info->video_codec, codecs[i].name, sizeof info->video_codec);
        else
          g_strlcpy (info->audio_codec, codecs[i].name, sizeof info->audio_codec);
      }
  if (!find_element (track->data, track->size, ID_VIDEO, &video))
    return;
  if (find_element (video.data, video.size, ID_PIXEL_WIDTH, &number))
    info->width = MIN (read_number (&number), G_MAXINT16);
  if (find_element (video.data, video.size, ID_PIXEL_HEIGHT, &number))
    info->height = MIN (read_number (&number), G_MAXINT16);
  if (find_element (track->data, track->size, ID_DEFAULT_DURATION, &number) && read_number (&number) > 0)
    {
      /* A film's rate is a whole number of frames a second. */
      info->rate_numerator = MIN ((NANOSECONDS + read_number (&number) / 2) / read_number (&number), 1000);
      info->rate_denominator = 1;
    }
}

/**
 * demains_matroska_read_info:
 * @header: as for demains_matroska_make_front()
 * @info: (out): what the film is made of
 */
void
demains_matroska_read_info (GBytes *header, DemainsMediaInfo *info)
{
  const guint8 *cursor;
  Element tracks, track;

  *info = (DemainsMediaInfo){ .container = "video/x-matroska" };
  if (!find_in_segment (header, ID_TRACKS, &tracks))
    return;

  cursor = tracks.data;
  while (next_element (&cursor, tracks.data + tracks.size, &track))
    if (track.id == ID_TRACK_ENTRY)
      read_track (&track, info);
}

static gboolean
is_video (const Element *track)
{
  Element type;

  return track->id == ID_TRACK_ENTRY && find_element (track->data, track->size, ID_TRACK_TYPE, &type)
         && read_number (&type) == TRACK_TYPE_VIDEO;
}

/**
 * demains_matroska_find_video:
 * @header: as for demains_matroska_make_front()
 * @video: (out): its first track of pictures, to be cleared
 *
 * Returns: whether there is one
 */
gboolean
demains_matroska_find_video (GBytes *header, DemainsMatroskaVideo *video)
{
  const guint8 *data = g_bytes_get_data (header, NULL);
  const guint8 *cursor;
  Element info, tracks, track, child;

  if (!find_in_segment (header, ID_INFO, &info) || !find_in_segment (header, ID_TRACKS, &tracks))
    return FALSE;
  cursor = tracks.data;
  while (next_element (&cursor, tracks.data + tracks.size, &track))
    if (is_video (&track) && find_element (track.data, track.size, ID_TRACK_NUMBER, &child))
      {
        *video = (DemainsMatroskaVideo){ .track = read_number (&child), .scale = read_scale (&info) };
        if (find_element (track.data, track.size, ID_CODEC_PRIVATE, &child))
          video->codec_private = g_bytes_new_from_bytes (header, child.data - data, child.size);
        return TRUE;
      }

  return FALSE;
}

/**
 * demains_matroska_video_clear:
 * @self: what was found
 *
 * Clears it.
 */
void
demains_matroska_video_clear (DemainsMatroskaVideo *self)
{
  g_clear_pointer (&self->codec_private, g_bytes_unref);
}

/* Adds a block that holds a picture. Of laced blocks, which are for sound, none is taken (RFC 9559 §10.3).
 * @group: (nullable): what the block is part of and tells whether it needs another; a simple one tells itself */
static void
add_packet (const DemainsMatroskaVideo *video, const Element *block, const Element *group, const guint8 *cluster,
            guint64 timestamp, GArray *packets)
{
  const guint8 *cursor = block->data, *end = block->data + block->size;
  DemainsMatroskaPacket packet = { 0 };
  Element reference;
  gsize track;

  if (!read_size (&cursor, end, &track) || track != video->track || end - cursor < 3 || cursor[2] & BLOCK_LACING
      || video->scale > NANOSECONDS || timestamp > G_MAXINT64 / NANOSECONDS - G_MAXINT16)
    return;
  packet.time = ((gint64)timestamp + (gint16)(cursor[0] << 8 | cursor[1])) * (gint64)video->scale;
  packet.offset = cursor + 3 - cluster;
  packet.size = end - cursor - 3;
  packet.key = group != NULL ? !find_element (group->data, group->size, ID_REFERENCE_BLOCK, &reference)
                             : (cursor[2] & SIMPLE_BLOCK_KEY) != 0;
  g_array_append_val (packets, packet);
}

/**
 * demains_matroska_list_packets:
 * @video: the pictures of a film
 * @cluster: one of its clusters
 * @packets: (element-type DemainsMatroskaPacket): where its pictures are added, in their order
 *
 * Takes what can be read: of what is no cluster, nothing.
 */
void
demains_matroska_list_packets (const DemainsMatroskaVideo *video, GBytes *cluster, GArray *packets)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (cluster, &size);
  const guint8 *cursor;
  Element whole, child, block;
  guint64 timestamp = 0;

  if (!find_element (data, size, ID_CLUSTER, &whole))
    return;
  cursor = whole.data;
  while (next_element (&cursor, whole.data + whole.size, &child))
    if (child.id == ID_CLUSTER_TIMESTAMP)
      timestamp = read_number (&child);
    else if (child.id == ID_SIMPLE_BLOCK)
      add_packet (video, &child, NULL, data, timestamp, packets);
    else if (child.id == ID_BLOCK_GROUP && find_element (child.data, child.size, ID_BLOCK, &block))
      add_packet (video, &block, &child, data, timestamp, packets);
}
