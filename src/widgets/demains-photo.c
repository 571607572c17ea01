/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-photo.h"

#include "demains-media-error.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* What cameras and telephones make, where the system has a decoder for it. */
static const char *const FORMATS[] = { "jpeg", "png", "webp", "heif", "heif/avif", "avif", "jxl" };

/* More pixels than any telephone makes would need gigabytes. */
#define MOST_PIXELS (G_GINT64_CONSTANT (120) * 1000 * 1000)

/* The longest segment of a JPEG, in which its preview is (ITU-T T.81 §B.1.1.4). */
#define FIRST_PART (64 * 1024)

/* Of 100: no difference is seen, and 1600 pixels are some 300 KB. */
#define QUALITY "85"

typedef struct
{
  GBytes *jpeg;
  int width;
  int height;
} Photo;

static void
photo_free (Photo *self)
{
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_free (self);
}

static gboolean
is_photo (const char *path)
{
  int width = 0, height = 0;
  GdkPixbufFormat *format = gdk_pixbuf_get_file_info (path, &width, &height);
  g_autofree char *name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (FORMATS); i++)
    if (g_str_equal (name, FORMATS[i]))
      return (gint64)width * height <= MOST_PIXELS;

  return FALSE;
}

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

/* Upright as EXIF says, no larger than is kept, on white where it is not there. */
static GdkPixbuf *
level (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  int width = gdk_pixbuf_get_width (upright);
  int height = gdk_pixbuf_get_height (upright);
  double scale = MIN (1, DEMAINS_PHOTO_SIDE / (double)MAX (width, height));

  width = MAX (1, (int)(width * scale + 0.5));
  height = MAX (1, (int)(height * scale + 0.5));
  if (gdk_pixbuf_get_has_alpha (upright))
    return gdk_pixbuf_composite_color_simple (upright, width, height, GDK_INTERP_BILINEAR, 255, 8, 0xffffff, 0xffffff);
  if (scale == 1)
    return g_steal_pointer (&upright);

  return gdk_pixbuf_scale_simple (upright, width, height, GDK_INTERP_BILINEAR);
}

static GdkPixbuf *
decode (GFile *file, GCancellable *cancellable)
{
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, cancellable, NULL, NULL);
  g_autoptr (GInputStream) stream = NULL;

  if (bytes == NULL || !has_end (bytes))
    return NULL;
  stream = g_memory_input_stream_new_from_bytes (bytes);

  return gdk_pixbuf_new_from_stream (stream, cancellable, NULL);
}

static void
read_thread (GTask *task, gpointer source_object, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) levelled = NULL;
  g_autofree char *buffer = NULL;
  GError *error = NULL;
  gsize size;
  Photo *photo;

  /* That it cannot be read at all has reasons of its own. */
  stream = g_file_read (file, cancellable, &error);
  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_object (&stream);
  pixbuf = is_photo (path) ? decode (file, cancellable) : NULL;
  levelled = pixbuf != NULL ? level (pixbuf) : NULL;
  if (levelled == NULL || !gdk_pixbuf_save_to_buffer (levelled, &buffer, &size, "jpeg", NULL, "quality", QUALITY, NULL))
    {
      g_task_return_new_error (task, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO, "%s is not a photo",
                               (char *)path);
      return;
    }

  photo = g_new0 (Photo, 1);
  photo->width = gdk_pixbuf_get_width (levelled);
  photo->height = gdk_pixbuf_get_height (levelled);
  photo->jpeg = g_bytes_new_take (g_steal_pointer (&buffer), size);
  g_task_return_pointer (task, photo, (GDestroyNotify)photo_free);
}

/**
 * demains_photo_read_async:
 * @path: (type filename): of a photo
 * @cancellable: (nullable): stops it
 * @callback: what takes it
 * @user_data: for @callback
 *
 * Makes of a photo what a project keeps: upright, at most %DEMAINS_PHOTO_SIDE pixels wide
 * and high, as JPEG and without what the camera wrote beside it, such as where it was. Done
 * in a thread.
 */
void
demains_photo_read_async (const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_photo_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}

/**
 * demains_photo_read_finish:
 * @result: what the callback was given
 * @width: (out): in pixels
 * @height: (out): in pixels
 * @error: %DEMAINS_MEDIA_ERROR_NOT_A_PHOTO, or why the file cannot be read
 *
 * Returns: (transfer full): the photo as JPEG
 */
GBytes *
demains_photo_read_finish (GAsyncResult *result, int *width, int *height, GError **error)
{
  Photo *photo = g_task_propagate_pointer (G_TASK (result), error);
  GBytes *jpeg;

  if (photo == NULL)
    return NULL;

  jpeg = g_bytes_ref (photo->jpeg);
  *width = photo->width;
  *height = photo->height;
  photo_free (photo);

  return jpeg;
}
