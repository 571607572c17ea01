/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-picture.h"

#include "demains-house.h"

#include <string.h>

/* The longest segment of a JPEG, in which its preview is (ITU-T T.81 §B.1.1.4). */
#define FIRST_PART (64 * 1024)

typedef struct
{
  int side;
  gboolean refused;
} Order;

/* A file that was cut short has no end, and decoders show what there is. A JPEG may go on after
 * its end, and has a smaller one within its first part, which ends before 64 KiB. */
static gboolean
has_end (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > 8 && memcmp (data, "\x89PNG", 4) == 0)
    return memmem (data + 8, size - 8, "IEND", 4) != NULL;
  if (size < 4 || memcmp (data, "\xff\xd8", 2) != 0)
    return TRUE;
  if (size > 2 * FIRST_PART)
    {
      data += FIRST_PART;
      size -= FIRST_PART;
    }

  return memmem (data, size, "\xff\xd9", 2) != NULL;
}

/* 0 by 0 makes a decoder give up before it takes any memory, as in gdk_pixbuf_get_file_info(). */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, Order *order)
{
  const double scale = order->side / (double)MAX (width, height);

  order->refused = demains_house_is_too_large (width, height);
  if (order->refused)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int)(width * scale + 0.5)), MAX (1, (int)(height * scale + 0.5)));
}

/**
 * demains_picture_decode:
 * @bytes: a picture, maybe a damaged one
 * @type: (nullable): its MIME type, where no other decoder is to be tried
 * @side: how many pixels of its longer side are wanted at the most
 *
 * A JPEG is made small while it is decoded, so a large one needs no more memory than a
 * small one. Blocks: call it in a thread.
 *
 * Returns: (transfer full) (nullable): the picture, turned as it is stored; %NULL where it
 *   is not whole or has more than %DEMAINS_MOST_PIXELS
 */
GdkPixbuf *
demains_picture_decode (GBytes *bytes, const char *type, int side)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  Order order = { .side = side };
  gboolean whole;
  GdkPixbuf *pixbuf;

  if (g_bytes_get_size (bytes) == 0 || !has_end (bytes))
    return NULL;
  loader = type != NULL ? gdk_pixbuf_loader_new_with_mime_type (type, NULL) : gdk_pixbuf_loader_new ();
  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &order);
  whole = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  /* It is closed whether or not. */
  whole = gdk_pixbuf_loader_close (loader, NULL) && whole && !order.refused;
  pixbuf = whole ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;

  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}
