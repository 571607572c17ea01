/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-filmstrip.h"

#include "demains-clip-reader.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

/* A take that was cut short lacks its last pictures; that is no reason to make
 * all of them anew. */
#define MOST(count) ((count) * 8 / 10)

typedef struct
{
  char *uri;
  gint64 frames;
} Strip;

static void
strip_free (Strip *self)
{
  g_free (self->uri);
  g_free (self);
}

static gint64
count_stills (gint64 frames)
{
  return (frames + DEMAINS_HOUSE_FRAMES_PER_STILL - 1) / DEMAINS_HOUSE_FRAMES_PER_STILL;
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Strip *self = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) stills = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_still_free);
  g_autoptr (DemainsPictureReader) reader = demains_picture_reader_new (self->uri, 0, NULL, cancellable, &error);

  for (gint64 frame = 0; error == NULL && frame < self->frames; frame += DEMAINS_HOUSE_FRAMES_PER_STILL)
    {
      g_autoptr (GBytes) jpeg = demains_picture_reader_get_jpeg (reader, frame, DEMAINS_HOUSE_STILL_HEIGHT, &error);

      if (jpeg != NULL)
        g_ptr_array_add (stills, demains_still_new (demains_house_frame_to_time (frame), jpeg));
    }

  /* A damaged take has the pictures up to its damage. */
  if (error != NULL && (stills->len == 0 || error->domain == G_IO_ERROR))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  g_task_return_pointer (task, g_steal_pointer (&stills), (GDestroyNotify)g_ptr_array_unref);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Strip *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) stills = demains_project_load_stills_finish (DEMAINS_PROJECT (source), result, &error);

  if (stills == NULL)
    g_task_return_error (task, error);
  else if (stills->len >= MOST (count_stills (self->frames)))
    g_task_return_pointer (task, g_steal_pointer (&stills), (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_run_in_thread (task, make_in_thread);
}

/**
 * demains_filmstrip_load_async:
 * @project: a project
 * @take_id: one of its takes
 * @cancellable: (nullable): to stop it
 * @callback: called with the pictures
 * @user_data: for @callback
 *
 * Loads the pictures of a take; see demains_filmstrip_load_finish().
 */
void
demains_filmstrip_load_async (DemainsProject *project, const char *take_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (project, cancellable, callback, user_data);
  DemainsMedia *media = demains_project_find_media (project, take_id);
  Strip *self = g_new0 (Strip, 1);

  g_task_set_source_tag (task, demains_filmstrip_load_async);
  self->uri = demains_media_get_uri (demains_project_get_file (project), take_id, FALSE);
  self->frames = media != NULL ? demains_house_nearest_frame (demains_media_get_duration (media)) : 0;
  g_task_set_task_data (task, self, (GDestroyNotify)strip_free);
  demains_project_load_stills_async (project, take_id, cancellable, loaded_cb, task);
}

/**
 * demains_filmstrip_load_finish:
 * @result: what the callback was given
 * @error: %DEMAINS_PROJECT_ERROR, %DEMAINS_MEDIA_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type DemainsStill): the pictures,
 *     in order of time
 */
GPtrArray *
demains_filmstrip_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
