/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-writer.h"

#include "demains-film-room.h"
#include "demains-media-private.h"
#include "demains-media-table.h"
#include "demains-project-error.h"

struct _DemainsMediaWriter
{
  GObject parent_instance;

  /* Kept so that the file is not closed while a film is written. */
  GObject *project;
  DemainsStore *store;
  char *document;
  DemainsMedia *media;
  char *take_id;
  DemainsMediaRole role;

  /* What it begins with, for a file that it only goes on in. */
  DemainsMediaInfo info;
  GBytes *header;

  /* Shared with the store's thread. */
  GMutex lock;
  gint64 backlog;
  gint64 n_chunks;
  GPtrArray *extras;
  gboolean has_still;
  gboolean discarded;
  GError *refusal;
};

typedef enum
{
  ACTION_BEGIN,
  ACTION_APPEND,
  ACTION_COMPLETE,
  ACTION_DISCARD,
} Action;

/* A still of the film, or peaks, from a time on. */
typedef struct
{
  gint64 time;
  GBytes *jpeg;
  GBytes *peaks;
} Extra;

/* One thing to write, with a reference to who asked; and what came of stills and peaks since the last one,
 * which need no transaction of their own. */
typedef struct
{
  DemainsMediaWriter *writer;
  Action action;
  gint64 n_before;
  DemainsMediaChunk chunk;
  GPtrArray *extras;
} Work;

G_DEFINE_FINAL_TYPE (DemainsMediaWriter, demains_media_writer, G_TYPE_OBJECT)

static void
extra_free (Extra *extra)
{
  g_clear_pointer (&extra->jpeg, g_bytes_unref);
  g_clear_pointer (&extra->peaks, g_bytes_unref);
  g_free (extra);
}

static GPtrArray *
extras_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)extra_free);
}

/* Freed in the store's thread, when the work is on the disk or given up. */
static void
work_free (Work *work)
{
  if (work->chunk.bytes != NULL)
    {
      g_mutex_lock (&work->writer->lock);
      work->writer->backlog -= g_bytes_get_size (work->chunk.bytes);
      g_mutex_unlock (&work->writer->lock);
      g_bytes_unref (work->chunk.bytes);
    }
  g_clear_pointer (&work->extras, g_ptr_array_unref);
  demains_store_release (work->writer->store, work->writer);
  g_free (work);
}

/* Whether nothing more of it is to be written: it is given up, or the file took
 * a piece no more, behind which others would make no film. */
static gboolean
is_over (DemainsMediaWriter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->discarded || self->refusal != NULL;
}

static GError *
dup_refusal (DemainsMediaWriter *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->refusal != NULL ? g_error_copy (self->refusal) : NULL;
}

static void
note_refusal (DemainsMediaWriter *self, const GError *refusal)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->refusal == NULL)
    self->refusal = g_error_copy (refusal);
}

/* Films stop before the disk is full, so that words still find room and a film
 * that is given up can be taken away. */
static gboolean
leaves_room (DemainsMediaWriter *self, DemainsDatabase *database, GBytes *bytes, GError **error)
{
  DemainsFilmRoom room;

  if (!demains_film_room_measure (database, self->document, &room, error))
    return FALSE;
  if (room.bytes >= (gint64)g_bytes_get_size (bytes))
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR,
               room.by_file_size ? DEMAINS_PROJECT_ERROR_TOO_LARGE : DEMAINS_PROJECT_ERROR_NO_SPACE,
               "there is no room for films left");

  return FALSE;
}

/* A recovery file that a film's beginning is not in takes the rest of it. */
static gboolean
go_on (DemainsDatabase *database, Work *work, GError **error)
{
  DemainsMediaWriter *self = work->writer;
  g_autoptr (GError) problem = NULL;
  g_autoptr (DemainsMediaRow) row = demains_media_table_find (database, self->take_id, self->role, &problem);

  if (row != NULL)
    return TRUE;
  if (g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING) && self->header != NULL)
    return demains_media_table_begin (database, self->take_id, self->role, &self->info, self->header, error)
           && demains_media_table_skip (database, self->take_id, self->role, work->n_before, error);

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
append (DemainsDatabase *database, Work *work, GError **error)
{
  DemainsMediaWriter *self = work->writer;
  g_autoptr (GError) problem = NULL;

  if (!leaves_room (self, database, work->chunk.bytes, error))
    return FALSE;
  if (demains_media_table_append (database, self->take_id, self->role, work->n_before, &work->chunk, &problem))
    return TRUE;
  if (g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING))
    return go_on (database, work, error)
           && demains_media_table_append (database, self->take_id, self->role, work->n_before, &work->chunk, error);

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
write_extras (DemainsDatabase *database, Work *work, GError **error)
{
  const char *take = work->writer->take_id;
  gboolean done = TRUE;

  for (guint i = 0; done && i < work->extras->len; i++)
    {
      const Extra *extra = work->extras->pdata[i];

      done = extra->jpeg != NULL ? demains_media_table_add_still (database, take, extra->time, extra->jpeg, error)
                                 : demains_media_table_add_peaks (database, take, extra->time, extra->peaks, error);
    }

  return done;
}

static gboolean
do_work (DemainsDatabase *database, Work *work, GError **error)
{
  DemainsMediaWriter *self = work->writer;

  switch (work->action)
    {
    case ACTION_BEGIN:
      return demains_media_table_begin (database, self->take_id, self->role, &self->info, work->chunk.bytes, error);
    case ACTION_APPEND:
      return append (database, work, error) && write_extras (database, work, error);
    case ACTION_COMPLETE:
      if ((self->header != NULL && (!go_on (database, work, error) || !write_extras (database, work, error)))
          || !demains_media_table_complete (database, self->take_id, self->role, error))
        return FALSE;
      if (self->media != NULL)
        demains_media_set_complete (self->media);
      return TRUE;
    case ACTION_DISCARD:
      return demains_media_table_discard (database, self->take_id, self->role, error);
    }

  g_return_val_if_reached (FALSE);
}

static gboolean
write_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GError) problem = NULL;

  if (is_over (work->writer) && work->action != ACTION_DISCARD)
    return TRUE;
  if (do_work (database, work, &problem))
    return TRUE;

  if (demains_store_is_refusal (problem))
    note_refusal (work->writer, problem);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static void
queue_work (DemainsMediaWriter *self, Action action, const DemainsMediaChunk *chunk, GTask *task)
{
  Work *work = g_new0 (Work, 1);

  work->writer = g_object_ref (self);
  work->action = action;
  g_mutex_lock (&self->lock);
  work->n_before = self->n_chunks;
  self->n_chunks += action == ACTION_APPEND;
  if (action == ACTION_APPEND || action == ACTION_COMPLETE)
    {
      work->extras = g_steal_pointer (&self->extras);
      self->extras = extras_new ();
    }
  if (chunk != NULL)
    {
      work->chunk = *chunk;
      g_bytes_ref (chunk->bytes);
      self->backlog += g_bytes_get_size (chunk->bytes);
    }
  g_mutex_unlock (&self->lock);
  demains_store_write_film (self->store, write_cb, work, (GDestroyNotify)work_free, task);
}

static void
demains_media_writer_finalize (GObject *object)
{
  DemainsMediaWriter *self = DEMAINS_MEDIA_WRITER (object);

  g_clear_pointer (&self->store, demains_store_unref);
  g_clear_object (&self->media);
  g_clear_object (&self->project);
  g_clear_error (&self->refusal);
  g_clear_pointer (&self->header, g_bytes_unref);
  g_ptr_array_unref (self->extras);
  g_free (self->document);
  g_free (self->take_id);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (demains_media_writer_parent_class)->finalize (object);
}

static void
demains_media_writer_class_init (DemainsMediaWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_media_writer_finalize;
}

static void
demains_media_writer_init (DemainsMediaWriter *self)
{
  g_mutex_init (&self->lock);
  self->extras = extras_new ();
}

/* @document is where a portal shows the project that is checked out, or NULL. */
DemainsMediaWriter *
demains_media_writer_new (GObject *project, DemainsStore *store, const char *document, DemainsMedia *media,
                          const char *take_id, DemainsMediaRole role)
{
  DemainsMediaWriter *self = g_object_new (DEMAINS_TYPE_MEDIA_WRITER, NULL);

  self->project = g_object_ref (project);
  self->store = demains_store_ref (store);
  self->document = g_strdup (document);
  self->media = media != NULL ? g_object_ref (media) : NULL;
  self->take_id = g_strdup (take_id);
  self->role = role;

  return self;
}

/**
 * demains_media_writer_begin:
 * @info: what the film is made of
 * @header: all bytes before the first chunk; empty for an original
 *
 * Writes the header row; called once, before the first chunk.
 */
void
demains_media_writer_begin (DemainsMediaWriter *self, const DemainsMediaInfo *info, GBytes *header)
{
  const DemainsMediaChunk chunk = { .bytes = header };

  if (self->media != NULL)
    demains_media_set_info (self->media, info);
  self->info = *info;
  self->header = g_bytes_ref (header);
  queue_work (self, ACTION_BEGIN, &chunk, NULL);
}

/**
 * demains_media_writer_append:
 * @chunk: what comes next; its bytes are kept until they are on the disk
 *
 * Writes one chunk, at once or with what waits already.
 */
void
demains_media_writer_append (DemainsMediaWriter *self, const DemainsMediaChunk *chunk)
{
  DemainsMediaChunk checked = *chunk;

  /* Here, not in the store's thread, which has enough to do. */
  checked.crc = demains_media_table_make_crc (chunk->bytes);
  if (self->media != NULL)
    demains_media_grow (self->media, chunk->end, g_bytes_get_size (chunk->bytes));
  queue_work (self, ACTION_APPEND, &checked, NULL);
}

static void
add_extra (DemainsMediaWriter *self, gint64 time, GBytes *jpeg, GBytes *peaks)
{
  Extra *extra = g_new (Extra, 1);

  *extra = (Extra){ time, jpeg != NULL ? g_bytes_ref (jpeg) : NULL, peaks != NULL ? g_bytes_ref (peaks) : NULL };
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->extras, extra);
  g_mutex_unlock (&self->lock);
}

/**
 * demains_media_writer_add_still:
 * @time: nanoseconds from the start of the take
 * @jpeg: a small picture
 *
 * Keeps a picture of the filmstrip, from the next chunk on or the end.
 */
void
demains_media_writer_add_still (DemainsMediaWriter *self, gint64 time, GBytes *jpeg)
{
  gboolean first;

  g_mutex_lock (&self->lock);
  first = !self->has_still;
  self->has_still = TRUE;
  g_mutex_unlock (&self->lock);

  if (first && self->media != NULL)
    demains_media_set_thumbnail (self->media, jpeg);
  add_extra (self, time, jpeg, NULL);
}

/**
 * demains_media_writer_add_peaks:
 * @time: nanoseconds from the start of the take
 * @peaks: how loud it is from there on, fifty a second
 *
 * Keeps what is drawn of the sound, from the next chunk on or the end.
 */
void
demains_media_writer_add_peaks (DemainsMediaWriter *self, gint64 time, GBytes *peaks)
{
  add_extra (self, time, NULL, peaks);
}

/**
 * demains_media_writer_discard:
 *
 * Gives the film up: what is written of it goes, what waits is not written, and
 * the room it took is free for others. For a film that could not be made.
 */
void
demains_media_writer_discard (DemainsMediaWriter *self)
{
  g_mutex_lock (&self->lock);
  self->discarded = TRUE;
  g_mutex_unlock (&self->lock);

  queue_work (self, ACTION_DISCARD, NULL, NULL);
  demains_store_retry (self->store);
}

static void
completed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    error = dup_refusal (DEMAINS_MEDIA_WRITER (source));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * demains_media_writer_finish_async:
 *
 * Marks the film as complete and tells when all of it is on the disk, or why it
 * is not; what the disk has no room for is tried again all the same.
 */
void
demains_media_writer_finish_async (DemainsMediaWriter *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) completion = g_task_new (self, NULL, completed_cb, task);

  g_task_set_source_tag (task, demains_media_writer_finish_async);
  g_task_set_check_cancellable (task, FALSE);
  queue_work (self, ACTION_COMPLETE, NULL, completion);
}

gboolean
demains_media_writer_finish_finish (DemainsMediaWriter *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * demains_media_writer_get_backlog:
 *
 * Returns: how many bytes wait for the disk
 */
gint64
demains_media_writer_get_backlog (DemainsMediaWriter *self)
{
  gint64 backlog;

  g_mutex_lock (&self->lock);
  backlog = self->backlog;
  g_mutex_unlock (&self->lock);

  return backlog;
}

/**
 * demains_media_writer_dup_error:
 *
 * Returns: (transfer full) (nullable): why nothing can be written now, such as
 *   a full disk, where what waits is kept and tried again; or why nothing more of
 *   this film can
 */
GError *
demains_media_writer_dup_error (DemainsMediaWriter *self)
{
  GError *refusal = dup_refusal (self);

  return refusal != NULL ? refusal : demains_store_dup_error (self->store);
}

/**
 * demains_media_writer_get_take_id:
 *
 * Returns: (transfer none): the take that is written
 */
const char *
demains_media_writer_get_take_id (DemainsMediaWriter *self)
{
  return self->take_id;
}
