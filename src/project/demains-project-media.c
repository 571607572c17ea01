/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-media-table.h"
#include "demains-uuid.h"

/* What was made of a take while it was filmed. */
static void
load_async (DemainsProject *self, const char *take_id, DemainsStoreRead read, GDestroyNotify free_result, gpointer tag,
            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_strdup (take_id), g_free);
  demains_project_read (self, read, free_result, task);
}

static gpointer
load_stills_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return demains_media_table_load_stills (database, data, error);
}

static gpointer
load_peaks_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return demains_media_table_load_peaks (database, data, error);
}

/**
 * demains_take_script_set:
 * @self: what a take films, with strings of its own; zeros at first
 * @other: (nullable): what it films now; %NULL for nothing, which frees what is in @self
 */
void
demains_take_script_set (DemainsTakeScript *self, const DemainsTakeScript *other)
{
  g_set_str ((char **)&self->scene, other != NULL ? other->scene : NULL);
  g_set_str ((char **)&self->speech, other != NULL ? other->speech : NULL);
  self->word = other != NULL ? other->word : 0;
}

/**
 * demains_project_start_take:
 * @verb: %DEMAINS_VERB_FILM or %DEMAINS_VERB_IMPORT
 * @title: of the take
 * @source: (nullable): name of the camera or of the file it comes from
 *
 * As demains_project_start_take_of_script(), of no scene.
 */
DemainsMediaWriter *
demains_project_start_take (DemainsProject *self, DemainsVerb verb, const char *title, const char *source)
{
  return demains_project_start_take_of_script (self, verb, title, source, NULL);
}

/**
 * demains_project_start_take_of_script:
 * @verb: %DEMAINS_VERB_FILM or %DEMAINS_VERB_IMPORT
 * @title: of the take
 * @source: (nullable): name of the camera or of the file it comes from
 * @script: (nullable): what of the script it films
 *
 * Adds a take to the list, with a film that grows as the writer is fed.
 *
 * Returns: (transfer full) (nullable): the writer; %NULL in a project that is read only
 */
DemainsMediaWriter *
demains_project_start_take_of_script (DemainsProject *self, DemainsVerb verb, const char *title, const char *source,
                                      const DemainsTakeScript *script)
{
  DemainsMedia *media;
  g_autoptr (DemainsRecord) take = demains_record_new (DEMAINS_KIND_TAKE);
  g_autoptr (DemainsChange) change = NULL;
  const char *id = demains_record_get_id (take);
  g_autofree char *position = demains_project_make_position (self, DEMAINS_KIND_TAKE, NULL);

  if (self->read_only || self->store == NULL)
    return NULL;

  demains_record_put_position (take, position);
  g_object_set (take, "title", title, "origin", verb == DEMAINS_VERB_FILM ? "camera" : "file", "source", source, NULL);
  if (script != NULL)
    g_object_set (take, "scene", script->scene, "speech", script->speech, "word", (gint64)script->word, NULL);
  media = demains_media_new (id);
  g_hash_table_insert (self->media, g_strdup (id), media);
  change = demains_change_new (verb, take);
  demains_change_add (change, take);
  demains_project_apply (self, change);

  return demains_media_writer_new (G_OBJECT (self), self->store, demains_project_get_document (self), media, id,
                                   DEMAINS_MEDIA_TAKE);
}

/**
 * demains_project_discard_take:
 * @take: a take that was started since the project was opened, and came to nothing
 *
 * Takes back that it was added, with what was known of its film: neither undo nor redo
 * offers to bring it back. Where people have gone on since, it is removed like any other.
 */
void
demains_project_discard_take (DemainsProject *self, DemainsRecord *take)
{
  demains_project_discard (self, take);
  g_hash_table_remove (self->media, demains_record_get_id (take));
}

/**
 * demains_project_start_original:
 * @take_id: an imported take
 *
 * Returns: (transfer full) (nullable): a writer for the bytes of the file that the take was made from
 */
DemainsMediaWriter *
demains_project_start_original (DemainsProject *self, const char *take_id)
{
  if (self->read_only || self->store == NULL)
    return NULL;

  return demains_media_writer_new (G_OBJECT (self), self->store, demains_project_get_document (self), NULL, take_id,
                                   DEMAINS_MEDIA_ORIGINAL);
}

/**
 * demains_project_add_photo:
 * @jpeg: a photo
 * @width: in pixels
 * @height: in pixels
 *
 * Keeps a photo beside the films; a record that is to show it names what is returned.
 * It is not a change: what names it is, and is undone; the photo stays for that.
 *
 * Returns: (transfer full) (nullable): its id; %NULL in a project that is read only
 */
char *
demains_project_add_photo (DemainsProject *self, GBytes *jpeg, int width, int height)
{
  g_autofree char *id = demains_uuid_new ();
  g_autoptr (DemainsMediaWriter) writer = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  DemainsMediaInfo info = { .width = width, .height = height, .container = "image/jpeg" };
  const DemainsMediaChunk chunk = { .bytes = jpeg };

  if (self->read_only || self->store == NULL)
    return NULL;

  writer = demains_media_writer_new (G_OBJECT (self), self->store, demains_project_get_document (self), NULL, id,
                                     DEMAINS_MEDIA_PHOTO);
  demains_media_writer_begin (writer, &info, nothing);
  demains_media_writer_append (writer, &chunk);
  demains_media_writer_finish_async (writer, NULL, NULL, NULL);

  return g_steal_pointer (&id);
}

static gpointer
load_photo_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return demains_media_table_load_photo (database, data, error);
}

static void
load_photo (DemainsProject *self, GTask *task)
{
  demains_project_read (self, load_photo_cb, (GDestroyNotify)g_bytes_unref, task);
}

/* What could not be written is read from where it is, if it is there. */
static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  demains_project_flush_finish (DEMAINS_PROJECT (source), result, NULL);
  load_photo (DEMAINS_PROJECT (source), task);
}

/**
 * demains_project_load_photo_async:
 * @photo: what a record names
 *
 * Reads a photo, one that has just come too.
 */
void
demains_project_load_photo_async (DemainsProject *self, const char *photo, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_load_photo_async);
  g_task_set_task_data (task, g_strdup (photo), g_free);
  if (self->read_only)
    load_photo (self, task);
  else
    demains_project_flush_async (self, flushed_cb, g_object_ref (task));
}

/**
 * demains_project_load_photo_finish:
 *
 * Returns: (transfer full): the photo as JPEG, empty where the file does not have it
 */
GBytes *
demains_project_load_photo_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_project_load_stills_async:
 * @take_id: a take
 *
 * Reads the pictures that were made of a take while it was filmed.
 */
void
demains_project_load_stills_async (DemainsProject *self, const char *take_id, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  load_async (self, take_id, load_stills_cb, (GDestroyNotify)g_ptr_array_unref, demains_project_load_stills_async,
              cancellable, callback, user_data);
}

/**
 * demains_project_load_stills_finish:
 *
 * Returns: (transfer full) (element-type DemainsStill): the pictures in order of time
 */
GPtrArray *
demains_project_load_stills_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_project_load_peaks_async:
 * @take_id: a take
 *
 * Reads how loud a take is, as was measured while it was filmed.
 */
void
demains_project_load_peaks_async (DemainsProject *self, const char *take_id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  load_async (self, take_id, load_peaks_cb, (GDestroyNotify)g_bytes_unref, demains_project_load_peaks_async,
              cancellable, callback, user_data);
}

/**
 * demains_project_load_peaks_finish:
 *
 * Returns: (transfer full): the peaks, fifty a second, up to where they lack
 */
GBytes *
demains_project_load_peaks_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
