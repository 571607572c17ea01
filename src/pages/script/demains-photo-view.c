/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-photo-view.h"

/* As high as three lines on the wall; a photo is as wide as it is. */
#define HEIGHT 150

struct _DemainsPhotoView
{
  AdwBin parent_instance;

  GtkPicture *picture;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (DemainsPhotoView, demains_photo_view, ADW_TYPE_BIN)

static void
show_texture (DemainsPhotoView *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture != NULL)
    gtk_widget_set_size_request (GTK_WIDGET (self->picture),
                                 HEIGHT * gdk_texture_get_width (texture) / gdk_texture_get_height (texture), HEIGHT);
  gtk_widget_set_visible (GTK_WIDGET (self), texture != NULL);
}

static void
decode_thread (GTask *task, gpointer source_object, gpointer jpeg, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (jpeg, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* One that is not wanted any more was cancelled. */
static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_texture (DEMAINS_PHOTO_VIEW (source), texture);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *jpeg = demains_project_load_photo_finish (DEMAINS_PROJECT (source), result, &error);

  if (jpeg == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, jpeg, (GDestroyNotify)g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

static void
forget (DemainsPhotoView *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
demains_photo_view_dispose (GObject *object)
{
  forget (DEMAINS_PHOTO_VIEW (object));

  G_OBJECT_CLASS (demains_photo_view_parent_class)->dispose (object);
}

static void
demains_photo_view_class_init (DemainsPhotoViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_photo_view_dispose;
}

static void
demains_photo_view_init (DemainsPhotoView *self)
{
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_CONTAIN);
  gtk_widget_set_halign (GTK_WIDGET (self->picture), GTK_ALIGN_START);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->picture));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * demains_photo_view_show:
 * @self: a view
 * @project: whose photo
 * @photo: its id; "" for none
 * @name: of what it shows, for who does not see it
 */
void
demains_photo_view_show (DemainsPhotoView *self, DemainsProject *project, const char *photo, const char *name)
{
  g_return_if_fail (DEMAINS_IS_PHOTO_VIEW (self));

  forget (self);
  show_texture (self, NULL);
  gtk_picture_set_alternative_text (self->picture, name);
  if (*photo == '\0')
    return;

  self->loading = g_cancellable_new ();
  demains_project_load_photo_async (project, photo, self->loading, loaded_cb,
                                    g_task_new (self, self->loading, decoded_cb, NULL));
}

/**
 * demains_photo_view_get_paintable:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is seen, once it is
 */
GdkPaintable *
demains_photo_view_get_paintable (DemainsPhotoView *self)
{
  g_return_val_if_fail (DEMAINS_IS_PHOTO_VIEW (self), NULL);

  return gtk_picture_get_paintable (self->picture);
}
