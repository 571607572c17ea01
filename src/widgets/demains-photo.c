/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-photo.h"

#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-picture.h"

#include <gst/video/video.h>

/* What cameras and telephones make, where the system has a decoder for it. */
static const char *const FORMATS[] = { "jpeg", "png", "webp", "heif", "heif/avif", "avif", "jxl" };

/* Of 100: no difference is seen, and 1600 pixels are some 300 KB. */
#define QUALITY "85"

/* A picture of a camera is made RGB in a few milliseconds, or not at all. */
#define CONVERT_AT_MOST (5 * GST_SECOND)

/* The texture is for who has to see it before it is kept. */
typedef struct
{
  GBytes *jpeg;
  int width;
  int height;
  GdkTexture *texture;
} Photo;

static void
photo_free (Photo *self)
{
  g_clear_pointer (&self->jpeg, g_bytes_unref);
  g_clear_object (&self->texture);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Photo, photo_free)

/* By what stands at the beginning of the file: whether it is a photo, and one of a size that makes sense. */
static gboolean
check (const char *path, GError **error)
{
  int width = 0, height = 0;
  GdkPixbufFormat *format = gdk_pixbuf_get_file_info (path, &width, &height);
  g_autofree char *name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;
  gboolean known = FALSE;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (FORMATS); i++)
    known |= g_str_equal (name, FORMATS[i]);
  if (!known)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO, "%s is not a photo", path);
  else if (demains_house_is_too_large (width, height))
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS, "%s is %d×%d", path, width, height);
  else
    return TRUE;

  return FALSE;
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

/* Returns: (nullable): the photo as it is kept */
static Photo *
encode (GdkPixbuf *pixbuf)
{
  g_autoptr (GdkPixbuf) levelled = level (pixbuf);
  g_autofree char *buffer = NULL;
  gsize size;
  Photo *photo;

  if (levelled == NULL || !gdk_pixbuf_save_to_buffer (levelled, &buffer, &size, "jpeg", NULL, "quality", QUALITY, NULL))
    return NULL;

  photo = g_new0 (Photo, 1);
  photo->width = gdk_pixbuf_get_width (levelled);
  photo->height = gdk_pixbuf_get_height (levelled);
  photo->jpeg = g_bytes_new_take (g_steal_pointer (&buffer), size);

  return photo;
}

static Photo *
read_photo (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  const char *path = g_file_peek_path (file);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  Photo *photo;

  /* That it cannot be read at all has reasons of its own. */
  if (stream == NULL)
    return NULL;
  g_clear_object (&stream);
  if (!check (path, error))
    return NULL;
  bytes = g_file_load_bytes (file, cancellable, NULL, error);
  if (bytes == NULL)
    return NULL;
  pixbuf = demains_picture_decode (bytes, NULL, DEMAINS_PHOTO_SIDE);
  photo = pixbuf != NULL ? encode (pixbuf) : NULL;
  if (photo == NULL)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NOT_A_PHOTO, "%s is not a whole photo", path);

  return photo;
}

static void
read_thread (GTask *task, gpointer source_object, gpointer path, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  Photo *photo = read_photo (file, cancellable, &error);

  if (photo != NULL)
    g_task_return_pointer (task, photo, (GDestroyNotify)photo_free);
  else
    g_task_return_error (task, error);
}

static GdkPixbuf *
wrap (GstVideoFrame *frame)
{
  return gdk_pixbuf_new_from_data (GST_VIDEO_FRAME_PLANE_DATA (frame, 0), GDK_COLORSPACE_RGB, FALSE, 8,
                                   GST_VIDEO_FRAME_WIDTH (frame), GST_VIDEO_FRAME_HEIGHT (frame),
                                   GST_VIDEO_FRAME_PLANE_STRIDE (frame, 0), NULL, NULL);
}

static Photo *
take (GstSample *picture, GError **error)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string ("video/x-raw,format=RGB,pixel-aspect-ratio=1/1");
  g_autoptr (GstSample) sample = gst_video_convert_sample (picture, caps, CONVERT_AT_MOST, error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  GstVideoInfo info;
  GstVideoFrame frame;
  g_autoptr (Photo) photo = NULL;

  if (sample == NULL)
    return NULL;
  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample))
      || !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return NULL;
  pixbuf = wrap (&frame);
  photo = encode (pixbuf);
  gst_video_frame_unmap (&frame);
  if (photo != NULL)
    photo->texture = gdk_texture_new_from_bytes (photo->jpeg, error);

  return photo != NULL && photo->texture != NULL ? g_steal_pointer (&photo) : NULL;
}

static void
take_thread (GTask *task, gpointer source_object, gpointer picture, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  Photo *photo = take (picture, &error);

  if (photo != NULL)
    g_task_return_pointer (task, photo, (GDestroyNotify)photo_free);
  else
    g_task_return_new_error (task, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED, "no photo: %s",
                             error != NULL ? error->message : "unknown format");
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
 * @error: %DEMAINS_MEDIA_ERROR_NOT_A_PHOTO, %DEMAINS_MEDIA_ERROR_TOO_MANY_PIXELS, or why the file cannot be read
 *
 * Returns: (transfer full): the photo as JPEG
 */
GBytes *
demains_photo_read_finish (GAsyncResult *result, int *width, int *height, GError **error)
{
  g_autoptr (Photo) photo = g_task_propagate_pointer (G_TASK (result), error);

  if (photo == NULL)
    return NULL;
  *width = photo->width;
  *height = photo->height;

  return g_steal_pointer (&photo->jpeg);
}

/**
 * demains_photo_take_async:
 * @picture: a raw picture of a camera
 * @cancellable: (nullable): stops it
 * @callback: what takes it
 * @user_data: for @callback
 *
 * Makes of it what a project keeps, as demains_photo_read_async() does of a file. Done in a
 * thread.
 */
void
demains_photo_take_async (GstSample *picture, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_photo_take_async);
  g_task_set_task_data (task, gst_sample_ref (picture), (GDestroyNotify)gst_sample_unref);
  g_task_run_in_thread (task, take_thread);
}

/**
 * demains_photo_take_finish:
 * @result: what the callback was given
 * @texture: (out) (transfer full): the photo as it looks, and how large it is
 * @error: %DEMAINS_MEDIA_ERROR_FAILED
 *
 * Returns: (transfer full): the photo as JPEG
 */
GBytes *
demains_photo_take_finish (GAsyncResult *result, GdkTexture **texture, GError **error)
{
  g_autoptr (Photo) photo = g_task_propagate_pointer (G_TASK (result), error);

  if (photo == NULL)
    return NULL;
  *texture = g_steal_pointer (&photo->texture);

  return g_steal_pointer (&photo->jpeg);
}
