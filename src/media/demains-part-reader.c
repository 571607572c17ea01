/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-part-reader.h"

#include <gst/video/video.h>

#include "demains-clip-reader.h"

/* Black in pictures that leave room below and above, as films do (ITU-R BT.709), and no colour. */
#define BLACK 16
#define NO_COLOUR 128

struct _DemainsPartReader
{
  const DemainsFilmPart *part;
  DemainsPictureReader *pictures;
  GstBuffer *card;
  GstCaps *card_caps;
};

/*
 * demains_part_reader_new:
 * @part: a part of a film, which stays as long as the reader
 * @frame: the first one that will be asked for
 * @colorimetry: (nullable): of the pictures of a take; %NULL for its own
 * @card_caps: what pictures of title cards are
 * @cancellable: (nullable): makes the reader give up
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): a reader
 */
DemainsPartReader *
demains_part_reader_new (const DemainsFilmPart *part, gint64 frame, const char *colorimetry, GstCaps *card_caps,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (DemainsPartReader) self = g_new0 (DemainsPartReader, 1);

  self->part = part;
  self->card_caps = gst_caps_ref (card_caps);
  if (part->card != NULL)
    self->card = demains_title_card_make_picture (part->card, card_caps, error);
  else
    self->pictures = demains_picture_reader_new (part->uri, frame, colorimetry, cancellable, error);

  return self->card != NULL || self->pictures != NULL ? g_steal_pointer (&self) : NULL;
}

static void
darken_plane (GstVideoFrame *frame, guint plane, int black, int light)
{
  int height = GST_VIDEO_FRAME_COMP_HEIGHT (frame, plane);
  int width = GST_VIDEO_FRAME_COMP_WIDTH (frame, plane);

  for (int y = 0; y < height; y++)
    {
      guint8 *line
        = (guint8 *)GST_VIDEO_FRAME_PLANE_DATA (frame, plane) + (gsize)y * GST_VIDEO_FRAME_PLANE_STRIDE (frame, plane);

      for (int x = 0; x < width; x++)
        line[x] = black + ((line[x] - black) * light + 128) / 256;
    }
}

/* Returns: (transfer full): @picture as a fade shows it */
static GstBuffer *
darken (GstBuffer *picture, GstCaps *caps, double light)
{
  GstBuffer *dark = gst_buffer_copy_deep (picture);
  GstVideoInfo info;
  GstVideoFrame frame;

  if (gst_video_info_from_caps (&info, caps) && gst_video_frame_map (&frame, &info, dark, GST_MAP_READWRITE))
    {
      gboolean full = info.colorimetry.range == GST_VIDEO_COLOR_RANGE_0_255;

      darken_plane (&frame, 0, full ? 0 : BLACK, light * 256);
      darken_plane (&frame, 1, NO_COLOUR, light * 256);
      darken_plane (&frame, 2, NO_COLOUR, light * 256);
      gst_video_frame_unmap (&frame);
    }

  return dark;
}

/*
 * demains_part_reader_get:
 * @self: a reader
 * @frame: which frame of the part; never one before the last
 * @exact: (out): whether it is that one, not the one shown instead because it is missing
 * @error: (out): why there is no picture at all
 *
 * Returns: (transfer full) (nullable): what is seen then; %NULL, maybe without an error, when there was none at all
 */
GstBuffer *
demains_part_reader_get (DemainsPartReader *self, gint64 frame, gboolean *exact, GError **error)
{
  double light = demains_film_part_get_light (self->part, frame);
  g_autoptr (GError) problem = NULL;
  GstBuffer *picture = self->card;

  *exact = TRUE;
  if (picture == NULL)
    picture = demains_picture_reader_get (self->pictures, frame, exact, &problem);
  if (picture == NULL || g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (problem != NULL)
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return light < 1 ? darken (picture, demains_part_reader_get_caps (self), light) : gst_buffer_ref (picture);
}

/*
 * demains_part_reader_get_caps:
 * @self: a reader that gave a picture
 *
 * Returns: (transfer none): what its pictures are
 */
GstCaps *
demains_part_reader_get_caps (DemainsPartReader *self)
{
  return self->pictures != NULL ? demains_picture_reader_get_caps (self->pictures) : self->card_caps;
}

void
demains_part_reader_free (DemainsPartReader *self)
{
  g_clear_pointer (&self->pictures, demains_picture_reader_free);
  gst_clear_buffer (&self->card);
  gst_clear_caps (&self->card_caps);
  g_free (self);
}
