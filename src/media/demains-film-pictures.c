/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-pictures.h"

#include "demains-caption-picture.h"
#include "demains-clip-reader.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-packet-reader.h"
#include "demains-part-reader.h"
#include "demains-picture-encoder.h"

typedef struct
{
  GPtrArray *parts;
  gint64 frames;
  DemainsFilmWriter *writer;
  DemainsOperation *operation;
  GCancellable *cancellable;
  DemainsFilmResult *result;

  DemainsPictureEncoder *encoder;
  GPtrArray *packets; /* what it makes is kept there, too, unless NULL */
  DemainsCaptionPicture *captions;
  GstCaps *caps;
  GstCaps *packet_caps; /* of those that are copied: as the encoder's, by whose headers they fit */
} Film;

/* A part while it is rendered. */
typedef struct
{
  Film *film;
  const DemainsFilmPart *part;
  guint replaced;
} Cut;

static gboolean
is_copied (Film *self)
{
  return self->result->way == DEMAINS_FILM_COPIED;
}

static DemainsEncoderUse
get_use (Film *self)
{
  if (is_copied (self))
    return DEMAINS_ENCODER_CUT;

  switch (self->result->way)
    {
    case DEMAINS_FILM_SMALL:
      return DEMAINS_ENCODER_SMALL;
    case DEMAINS_FILM_OPEN:
      return DEMAINS_ENCODER_OPEN;
    default:
      return DEMAINS_ENCODER_FILM;
    }
}

/* The next frame's picture is on its way. */
static void
count_frame (Film *self)
{
  self->result->frames++;
  demains_operation_report_progress (self->operation,
                                     DEMAINS_FILM_PICTURES_SHARE * self->result->frames / self->frames);
}

static gboolean
push_packet (Film *self, GstSample *packet, GError **error)
{
  return demains_film_writer_push_picture (self->writer, gst_sample_get_buffer (packet), gst_sample_get_caps (packet),
                                           error);
}

static gboolean
take_packets (Film *self, GError **error)
{
  GError *problem = NULL;
  GstSample *packet;

  while ((packet = demains_picture_encoder_pull (self->encoder, &problem)) != NULL)
    {
      gboolean good = push_packet (self, packet, error);

      if (self->packets != NULL)
        g_ptr_array_add (self->packets, gst_sample_ref (packet));
      gst_sample_unref (packet);
      if (!good)
        return FALSE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);

  return problem == NULL;
}

static gboolean
end_encoder (Film *self, GError **error)
{
  gboolean good = TRUE;

  if (self->encoder != NULL)
    {
      demains_picture_encoder_end (self->encoder);
      good = take_packets (self, error);
    }
  g_clear_pointer (&self->encoder, demains_picture_encoder_free);

  return good;
}

/* Where a take is damaged the last picture stands still and the sound is silent, so that
 * everything after keeps its place; the result tells of it.
 *
 * Returns: (transfer full) (nullable): what is seen of a frame */
static GstBuffer *
get_picture (Cut *self, DemainsPartReader *reader, gint64 frame, GError **error)
{
  Film *film = self->film;
  g_autoptr (GError) problem = NULL;
  gboolean exact;
  GstBuffer *picture = demains_part_reader_get (reader, frame, &exact, &problem);

  self->replaced += !exact;
  if (picture == NULL)
    demains_film_part_set_error (self->part, problem, error);
  else if (film->captions != NULL)
    picture = demains_caption_picture_add (film->captions, picture, demains_part_reader_get_caps (reader),
                                           demains_house_frame_to_time (film->result->frames));

  return picture;
}

/* Between pictures that are copied, those that are not are a stream of their own. */
static gboolean
encode_frames (Cut *self, gint64 frame, gint64 end, GError **error)
{
  Film *film = self->film;
  g_autoptr (DemainsPartReader) reader = NULL;
  g_autoptr (GError) problem = NULL;

  if (frame >= end)
    return TRUE;
  reader = demains_part_reader_new (self->part, frame, is_copied (film) ? NULL : DEMAINS_HOUSE_COLORIMETRY, film->caps,
                                    film->cancellable, &problem);
  if (reader == NULL)
    {
      demains_film_part_set_error (self->part, problem, error);
      return FALSE;
    }
  for (; frame < end; frame++)
    {
      g_autoptr (GstBuffer) picture = get_picture (self, reader, frame, error);

      if (picture == NULL)
        return FALSE;
      if (film->encoder == NULL)
        film->encoder = demains_picture_encoder_new (get_use (film), demains_part_reader_get_caps (reader),
                                                     film->cancellable, error);
      if (film->encoder == NULL || !demains_picture_encoder_push (film->encoder, picture, error)
          || !take_packets (film, error))
        return FALSE;
      count_frame (film);
    }

  return !is_copied (film) || end_encoder (film, error);
}

/* Takes packets as they are, as far as none is missing.
 *
 * Returns: up to which frame that went; -1 with an error */
static gint64
copy_packets (Film *film, DemainsPacketReader *packets, gint64 frame, gint64 end, GError **error)
{
  for (; frame < end; frame++)
    {
      g_autoptr (GstBuffer) packet = demains_packet_reader_get (packets, frame);

      if (packet == NULL)
        break;
      if (!demains_film_writer_push_picture (film->writer, packet, film->packet_caps, error))
        return -1;
      count_frame (film);
      film->result->copied++;
    }

  return frame;
}

/* Copies from the first picture on that needs no other: what comes before is encoded, and whole groups need no end, as
 * no picture needs a later one. Where some are missing in the take it is the same again.
 *
 * Returns: up to which frame that went; -1 with an error */
static gint64
copy_frames (Cut *self, GError **error)
{
  Film *film = self->film;
  gint64 first = self->part->first_frame + self->part->fade_in;
  gint64 end = self->part->end_frame - self->part->fade_out;
  g_autoptr (DemainsPacketReader) packets = demains_packet_reader_new (self->part->uri, NULL);
  gint64 frame = self->part->first_frame;

  do
    {
      gint64 key = packets != NULL ? demains_packet_reader_find_key (packets, MAX (frame, first)) : -1;

      key = key >= 0 ? MIN (key, end) : end;
      if (!encode_frames (self, frame, key, error))
        return -1;
      frame = packets != NULL ? copy_packets (film, packets, key, end, error) : key;
    }
  while (frame >= 0 && frame < end);

  return frame;
}

/* Between its fades a card stands still: one group of its pictures is encoded, and then repeated.
 *
 * Returns: up to which frame that went; -1 with an error */
static gint64
repeat_card (Cut *self, GError **error)
{
  Film *film = self->film;
  gint64 first = self->part->first_frame + self->part->fade_in;
  gint64 end = self->part->end_frame - self->part->fade_out;
  gint64 frame = MIN (first + DEMAINS_HOUSE_FRAMES_PER_GROUP, end);
  g_autoptr (GPtrArray) packets = g_ptr_array_new_with_free_func ((GDestroyNotify)gst_sample_unref);
  gboolean good;

  if (first >= end)
    return self->part->first_frame;
  if (!encode_frames (self, self->part->first_frame, first, error))
    return -1;
  film->packets = packets;
  good = encode_frames (self, first, frame, error);
  film->packets = NULL;

  for (guint i = 0; good && frame < end; frame++, i++)
    {
      good = push_packet (film, packets->pdata[i % packets->len], error);
      count_frame (film);
    }

  return good ? frame : -1;
}

static gboolean
render_part (Film *film, guint index, GError **error)
{
  const DemainsFilmPart *part = g_ptr_array_index (film->parts, index);
  Cut self = { .film = film, .part = part };
  gint64 frame = part->first_frame;
  gboolean good;

  /* Of a take that was rescued the end may be lost. */
  if (part->first_frame == part->end_frame)
    return TRUE;

  if (is_copied (film))
    frame = part->card != NULL ? repeat_card (&self, error) : copy_frames (&self, error);
  good = frame >= 0 && encode_frames (&self, frame, part->end_frame, error);

  if (self.replaced > 0)
    g_message ("Clip %u: %u pictures are missing in its take", index + 1, self.replaced);
  if (self.replaced > 0 && film->result->damaged_clip == 0)
    film->result->damaged_clip = index + 1;

  return good;
}

/* Whether decoders of what the encoder gives need the same first as those of a take. */
static gboolean
have_same_headers (GBytes *headers, GstCaps *caps)
{
  const GValue *value = gst_structure_get_value (gst_caps_get_structure (caps, 0), "codec_data");
  GstBuffer *others = value != NULL ? gst_value_get_buffer (value) : NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (headers, &size);

  return others != NULL && gst_buffer_get_size (others) == size && gst_buffer_memcmp (others, 0, data, size) == 0;
}

/* Whether the encoder for takes here and now gives the same headers as a take has; then title
 * cards are given to it as that take's pictures are. */
static gboolean
fits_encoder (Film *self, const DemainsFilmPart *part, GBytes *headers)
{
  g_autoptr (DemainsPictureReader) pictures
    = demains_picture_reader_new (part->uri, part->first_frame, NULL, self->cancellable, NULL);
  g_autoptr (GError) error = NULL;
  GstBuffer *picture = pictures != NULL ? demains_picture_reader_get (pictures, part->first_frame, NULL, &error) : NULL;
  g_autoptr (DemainsPictureEncoder) encoder = NULL;
  g_autoptr (GstSample) packet = NULL;

  if (picture != NULL)
    encoder = demains_picture_encoder_new (DEMAINS_ENCODER_CUT, demains_picture_reader_get_caps (pictures),
                                           self->cancellable, NULL);
  if (encoder == NULL || !demains_picture_encoder_push (encoder, picture, NULL))
    return FALSE;
  demains_picture_encoder_end (encoder);
  packet = demains_picture_encoder_pull (encoder, NULL);
  if (packet == NULL)
    return FALSE;
  gst_caps_replace (&self->caps, demains_picture_reader_get_caps (pictures));
  gst_caps_replace (&self->packet_caps, gst_sample_get_caps (packet));

  return have_same_headers (headers, self->packet_caps);
}

/* Pictures are copied where all takes have the same headers, which are also those of the
 * pictures that have to be encoded between them. */
static gboolean
can_copy (Film *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GBytes) common = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const DemainsFilmPart *part = g_ptr_array_index (self->parts, i);
      g_autoptr (DemainsPacketReader) packets = NULL;
      GBytes *headers;

      if (part->card != NULL || part->first_frame == part->end_frame || !g_hash_table_add (seen, part->uri))
        continue;
      packets = demains_packet_reader_new (part->uri, NULL);
      if (packets == NULL)
        continue;
      headers = demains_packet_reader_get_headers (packets);
      if (headers == NULL || (common != NULL ? !g_bytes_equal (common, headers) : !fits_encoder (self, part, headers)))
        return FALSE;
      if (common == NULL)
        common = g_bytes_ref (headers);
    }

  return TRUE;
}

static gboolean
render (Film *self, GError **error)
{
  self->caps = gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS);
  if (is_copied (self) && !can_copy (self))
    {
      self->result->way = DEMAINS_FILM_ENCODED_OTHER;
      gst_caps_take (&self->caps, gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS));
    }
  for (guint i = 0; i < self->parts->len; i++)
    if (!render_part (self, i, error))
      return FALSE;

  return end_encoder (self, error);
}

/*
 * demains_film_pictures_render:
 * @parts: (element-type DemainsFilmPart): what is to be seen
 * @cues: (nullable) (element-type DemainsCue): what is written into them, where each is encoded
 * @writer: where the pictures go
 * @operation: told of the progress, and asked whether to go on
 * @result: how they are to be made; told how they were, and how many
 * @error: %DEMAINS_MEDIA_ERROR, %G_IO_ERROR
 *
 * Returns: whether all are there
 */
gboolean
demains_film_pictures_render (GPtrArray *parts, GPtrArray *cues, DemainsFilmWriter *writer, DemainsOperation *operation,
                              DemainsFilmResult *result, GError **error)
{
  Film self = {
    .parts = parts,
    .frames = demains_film_part_count_frames (parts),
    .writer = writer,
    .operation = operation,
    .cancellable = demains_operation_get_cancellable (operation),
    .captions = cues != NULL ? demains_caption_picture_new (cues) : NULL,
    .result = result,
  };
  gboolean good = render (&self, error);

  g_clear_pointer (&self.encoder, demains_picture_encoder_free);
  g_clear_pointer (&self.captions, demains_caption_picture_free);
  gst_clear_caps (&self.caps);
  gst_clear_caps (&self.packet_caps);

  return good;
}
