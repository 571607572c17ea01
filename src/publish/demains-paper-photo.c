/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

#include "demains-picture.h"

/* The longer side of what is seen of a photo before it is printed; a PDF has its JPEG. */
#define SIDE 800

static cairo_surface_t *
paint (GdkPixbuf *pixbuf)
{
  const int width = gdk_pixbuf_get_width (pixbuf);
  const int height = gdk_pixbuf_get_height (pixbuf);
  const int channels = gdk_pixbuf_get_n_channels (pixbuf);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  guint8 *rows = cairo_image_surface_get_data (surface);

  for (int y = 0; rows != NULL && y < height; y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize)y * gdk_pixbuf_get_rowstride (pixbuf);
      guint32 *to = (gpointer)(rows + (gsize)y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++, from += channels)
        to[x] = (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

/* demains_paper_photo_new:
 * @jpeg: a photo, maybe damaged
 *
 * Blocks: call it in a thread.
 *
 * Returns: (nullable): the photo, upright; %NULL where it cannot be shown */
cairo_surface_t *
demains_paper_photo_new (GBytes *jpeg)
{
  /* Nothing but JPEG: what a foreign file has there is tried with no other decoder. */
  g_autoptr (GdkPixbuf) pixbuf = demains_picture_decode (jpeg, "image/jpeg", SIDE);
  g_autoptr (GdkPixbuf) upright = pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
  cairo_surface_t *surface;
  gconstpointer data;
  gsize size;

  if (upright == NULL)
    return NULL;
  surface = paint (upright);
  /* A PDF does not turn what the camera says is to be turned. What a project keeps is upright; of what another
   * program put there, the pixels are printed. */
  data = g_bytes_get_data (jpeg, &size);
  if (upright == pixbuf)
    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size, (cairo_destroy_func_t)g_bytes_unref,
                                 g_bytes_ref (jpeg));

  return surface;
}

/* demains_paper_photo_fit:
 * @photo: a photo
 * @room: where there is room
 *
 * Returns: the largest place in it that has the shape of the photo, above and to the left. A small photo is not
 *   blown up: each of its pixels has a point at the most. */
DemainsPaperBox
demains_paper_photo_fit (cairo_surface_t *photo, const DemainsPaperBox *room)
{
  const double width = cairo_image_surface_get_width (photo);
  const double height = cairo_image_surface_get_height (photo);
  const double scale = CLAMP (MIN (room->width / width, room->height / height), 0, 1);

  return (DemainsPaperBox){ room->x, room->y, width * scale, height * scale };
}

/* demains_paper_photo_draw:
 * @photo: a photo
 * @cr: where
 * @place: of its shape */
void
demains_paper_photo_draw (cairo_surface_t *photo, cairo_t *cr, const DemainsPaperBox *place)
{
  cairo_save (cr);
  cairo_translate (cr, place->x, place->y);
  cairo_scale (cr, place->width / cairo_image_surface_get_width (photo),
               place->height / cairo_image_surface_get_height (photo));
  cairo_set_source_surface (cr, photo, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}
