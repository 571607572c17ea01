/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-poster.h"

#include <gst/video/video.h>

#include "demains-clip-reader.h"
#include "demains-house.h"

#define POSTER_CAPS "image/jpeg,width=640,height=360"
#define TIMEOUT (5 * GST_SECOND)

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
  g_autoptr (GstCaps) caps = gst_caps_from_string (POSTER_CAPS);
  g_autoptr (GstSample) sample = NULL;
  GstBuffer *picture;

  if (part == NULL)
    return NULL;
  reader = demains_picture_reader_new (part->uri, frame, DEMAINS_HOUSE_COLORIMETRY, cancellable, NULL);
  picture = reader != NULL ? demains_picture_reader_get (reader, frame, NULL, NULL) : NULL;
  if (picture == NULL)
    return NULL;
  sample = gst_sample_new (picture, demains_picture_reader_get_caps (reader), NULL, NULL);

  return gst_video_convert_sample (sample, caps, TIMEOUT, NULL);
}
