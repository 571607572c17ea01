/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-filmstrip-pictures.h"

#include "demains-filmstrip.h"

struct _DemainsFilmstripPictures
{
  GObject parent_instance;

  GArray *pictures;
};

typedef struct
{
  gint64 time;
  GdkTexture *texture;
} Picture;

G_DEFINE_FINAL_TYPE (DemainsFilmstripPictures, demains_filmstrip_pictures, G_TYPE_OBJECT)

/* A strip 1900 pixels wide and 56 high shows 19 pictures; more are wanted only
 * for clips that start anywhere. */
#define MAXIMUM_PICTURES 48

static void
clear_picture (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->texture);
}

static void
decode_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray *stills = task_data;
  g_autoptr (DemainsFilmstripPictures) self = g_object_new (DEMAINS_TYPE_FILMSTRIP_PICTURES, NULL);
  guint n_pictures = MIN (stills->len, MAXIMUM_PICTURES);

  for (guint i = 0; i < n_pictures && !g_cancellable_is_cancelled (cancellable); i++)
    {
      DemainsStill *still = g_ptr_array_index (stills, (guint64)i * stills->len / n_pictures);
      Picture picture = { still->time, gdk_texture_new_from_bytes (still->jpeg, NULL) };

      if (picture.texture != NULL)
        g_array_append_val (self->pictures, picture);
    }

  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static void
stills_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *stills = demains_filmstrip_load_finish (result, &error);

  if (stills == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_set_task_data (task, stills, (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, decode_thread);
}

static void
demains_filmstrip_pictures_finalize (GObject *object)
{
  DemainsFilmstripPictures *self = DEMAINS_FILMSTRIP_PICTURES (object);

  g_array_unref (self->pictures);

  G_OBJECT_CLASS (demains_filmstrip_pictures_parent_class)->finalize (object);
}

static void
demains_filmstrip_pictures_class_init (DemainsFilmstripPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_filmstrip_pictures_finalize;
}

static void
demains_filmstrip_pictures_init (DemainsFilmstripPictures *self)
{
  self->pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, clear_picture);
}

/**
 * demains_filmstrip_pictures_load_async:
 * @project: an open project
 * @take_id: one of its takes
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Reads a take's pictures and decodes them, away from the main loop.
 */
void
demains_filmstrip_pictures_load_async (DemainsProject *project, const char *take_id, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_filmstrip_pictures_load_async);
  demains_filmstrip_load_async (project, take_id, cancellable, stills_loaded_cb, task);
}

/**
 * demains_filmstrip_pictures_load_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full): the pictures, %NULL when cancelled or unreadable
 */
DemainsFilmstripPictures *
demains_filmstrip_pictures_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_filmstrip_pictures_get_count:
 * @self: pictures
 *
 * Returns: how many there are
 */
guint
demains_filmstrip_pictures_get_count (DemainsFilmstripPictures *self)
{
  g_return_val_if_fail (DEMAINS_IS_FILMSTRIP_PICTURES (self), 0);

  return self->pictures->len;
}

/**
 * demains_filmstrip_pictures_get_nearest:
 * @self: pictures
 * @time: nanoseconds from the start of the take
 *
 * Returns: (transfer none) (nullable): the picture taken nearest to @time
 */
GdkTexture *
demains_filmstrip_pictures_get_nearest (DemainsFilmstripPictures *self, gint64 time)
{
  const Picture *nearest = NULL;

  g_return_val_if_fail (DEMAINS_IS_FILMSTRIP_PICTURES (self), NULL);

  for (guint i = 0; i < self->pictures->len; i++)
    {
      const Picture *picture = &g_array_index (self->pictures, Picture, i);

      if (nearest == NULL || ABS (picture->time - time) < ABS (nearest->time - time))
        nearest = picture;
    }

  return nearest != NULL ? nearest->texture : NULL;
}
