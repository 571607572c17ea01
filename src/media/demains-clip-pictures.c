/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-clip-pictures.h"

#include "demains-clip-reader.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

struct _DemainsClipPictures
{
  GObject parent_instance;

  DemainsProject *project;
  GHashTable *pictures;
  GQueue waiting;
  gboolean busy;
};

typedef struct
{
  char *uri;
  char *key;
  gint64 frame;
} Request;

G_DEFINE_FINAL_TYPE (DemainsClipPictures, demains_clip_pictures, G_TYPE_OBJECT)

static void start_next (DemainsClipPictures *self);

static void
request_free (Request *request)
{
  g_free (request->uri);
  g_free (request->key);
  g_free (request);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  g_autoptr (DemainsPictureReader) reader
    = demains_picture_reader_new (request->uri, request->frame, NULL, cancellable, &error);
  GBytes *jpeg = reader != NULL
                   ? demains_picture_reader_get_jpeg (reader, request->frame, DEMAINS_HOUSE_STILL_HEIGHT, &error)
                   : NULL;

  if (jpeg != NULL)
    g_task_return_pointer (task, jpeg, (GDestroyNotify)g_bytes_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED, "there is no picture");
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsClipPictures *self = DEMAINS_CLIP_PICTURES (source);
  g_autoptr (GTask) task = user_data;
  const Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *jpeg = g_task_propagate_pointer (G_TASK (result), &error);

  self->busy = FALSE;
  if (jpeg != NULL)
    {
      g_hash_table_insert (self->pictures, g_strdup (request->key), g_bytes_ref (jpeg));
      g_task_return_pointer (task, jpeg, (GDestroyNotify)g_bytes_unref);
    }
  else
    g_task_return_error (task, error);
  start_next (self);
}

/* One at a time: a decoder takes its room, and the preview wants one too. */
static void
start_next (DemainsClipPictures *self)
{
  while (!self->busy && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);
      Request *request = g_task_get_task_data (task);
      GBytes *known = g_hash_table_lookup (self->pictures, request->key);

      if (g_task_return_error_if_cancelled (task))
        continue;
      if (known != NULL)
        g_task_return_pointer (task, g_bytes_ref (known), (GDestroyNotify)g_bytes_unref);
      else
        {
          g_autoptr (GTask) making = g_task_new (self, g_task_get_cancellable (task), made_cb, g_object_ref (task));

          self->busy = TRUE;
          g_task_set_source_tag (making, start_next);
          g_task_set_task_data (making, request, NULL);
          g_task_run_in_thread (making, make_in_thread);
        }
    }
}

static void
demains_clip_pictures_finalize (GObject *object)
{
  DemainsClipPictures *self = DEMAINS_CLIP_PICTURES (object);

  g_clear_object (&self->project);
  g_hash_table_unref (self->pictures);

  G_OBJECT_CLASS (demains_clip_pictures_parent_class)->finalize (object);
}

static void
demains_clip_pictures_class_init (DemainsClipPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_clip_pictures_finalize;
}

static void
demains_clip_pictures_init (DemainsClipPictures *self)
{
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
  g_queue_init (&self->waiting);
}

/**
 * demains_clip_pictures_new:
 * @project: an open project
 *
 * Returns: (transfer full): none of its pictures yet
 */
DemainsClipPictures *
demains_clip_pictures_new (DemainsProject *project)
{
  DemainsClipPictures *self = g_object_new (DEMAINS_TYPE_CLIP_PICTURES, NULL);

  self->project = g_object_ref (project);

  return self;
}

/**
 * demains_clip_pictures_load_async:
 * @self: pictures
 * @take_id: a take of the project
 * @time: nanoseconds from the start of the take
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Gets the picture of the frame with which a clip begins that has its in point
 * at @time. It is made only once.
 */
void
demains_clip_pictures_load_async (DemainsClipPictures *self, const char *take_id, gint64 time,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->uri = demains_media_get_uri (demains_project_get_file (self->project), take_id, FALSE);
  request->frame = demains_house_first_frame_from (time);
  request->key = g_strdup_printf ("%s %" G_GINT64_FORMAT, take_id, request->frame);
  g_task_set_source_tag (task, demains_clip_pictures_load_async);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

/**
 * demains_clip_pictures_load_finish:
 * @self: pictures
 * @result: what the callback was given
 * @error: %DEMAINS_MEDIA_ERROR, %DEMAINS_PROJECT_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a JPEG, 160 by 90
 */
GBytes *
demains_clip_pictures_load_finish (DemainsClipPictures *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
