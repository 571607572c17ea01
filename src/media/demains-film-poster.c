/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-poster.h"

#include "demains-clip-reader.h"
#include "demains-house.h"

#define HEIGHT 360

static gint64
get_length (const DemainsFilmPart *part)
{
  return part->end_frame - part->first_frame;
}

static const DemainsFilmPart *
find_longest (GPtrArray *parts)
{
  const DemainsFilmPart *longest = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      const DemainsFilmPart *part = parts->pdata[i];

      if (part->card == NULL && get_length (part) > (longest != NULL ? get_length (longest) : 0))
        longest = part;
    }

  return longest;
}

/*
 * demains_film_poster_make:
 * @parts: (element-type DemainsFilmPart): a film
 * @cancellable: (nullable): makes it give up
 *
 * Returns: (transfer full) (nullable): a JPEG; %NULL for a film of title cards, or where none can be made
 */
GstSample *
demains_film_poster_make (GPtrArray *parts, GCancellable *cancellable)
{
  const DemainsFilmPart *part = find_longest (parts);
  gint64 frame = part != NULL ? (part->first_frame + part->end_frame) / 2 : 0;
  g_autoptr (DemainsPictureReader) reader = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GstBuffer) buffer = NULL;
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("image/jpeg");

  if (part == NULL)
    return NULL;
  reader = demains_picture_reader_new (part->uri, frame, DEMAINS_HOUSE_COLORIMETRY, cancellable, NULL);
  jpeg = reader != NULL ? demains_picture_reader_get_jpeg (reader, frame, HEIGHT, NULL) : NULL;
  if (jpeg == NULL)
    return NULL;
  buffer = gst_buffer_new_wrapped_bytes (jpeg);

  return gst_sample_new (buffer, caps, NULL, NULL);
}
