/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-space.h"

#include "demains-journal-table.h"
#include "demains-project-private.h"
#include "demains-space-table.h"
#include "demains-version.h"

/* Bytes of film that are deleted before other work of the store has its turn. */
#define BYTES_A_TURN (16 * 1024 * 1024)

/* What was read in the store's thread. */
typedef struct
{
  GPtrArray *films;
  GPtrArray *lives;
  gint64 file_size;
  gint64 room;
} Found;

/* Films that are deleted one after the other. */
typedef struct
{
  GPtrArray *takes;
  GArray *sizes;
  guint index;
  gboolean begun;
  gint64 time;
  gint64 total;
  gint64 freed;
  DemainsOperation *operation;
} Freeing;

/* One turn at it; a turn that failed is let go of. */
typedef struct
{
  gatomicrefcount references;
  char *take;
  gint64 time;
  gboolean gone;
  int given_up;
} Turn;

static void queue_turn (GTask *task);

static void
found_free (Found *self)
{
  g_clear_pointer (&self->films, g_ptr_array_unref);
  g_clear_pointer (&self->lives, g_ptr_array_unref);
  g_free (self);
}

static void
deleted_take_free (DemainsDeletedTake *self)
{
  g_free (self->id);
  g_free (self->title);
  g_ptr_array_unref (self->versions);
  g_free (self);
}

static void
freeing_free (Freeing *self)
{
  g_ptr_array_unref (self->takes);
  g_array_unref (self->sizes);
  g_clear_object (&self->operation);
  g_free (self);
}

static void
turn_unref (gpointer data)
{
  Turn *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->take);
  g_free (self);
}

void
demains_space_free (DemainsSpace *self)
{
  g_ptr_array_unref (self->takes);
  g_free (self);
}

static gpointer
find_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->films = demains_space_table_list_lost (database, error);
  found->lives = found->films != NULL ? demains_journal_table_load_lives (database, DEMAINS_KIND_TAKE, error) : NULL;
  if (found->lives != NULL
      && demains_database_get_number (database,
                                      "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
                                      &found->file_size, error)
      && demains_database_get_number (
        database, "SELECT freelist_count * page_size FROM pragma_freelist_count(), pragma_page_size()", &found->room,
        error))
    return found;

  found_free (found);

  return NULL;
}

/* The versions that a take is in, by when it came and went. */
static void
describe_life (DemainsProject *self, DemainsDeletedTake *take, GPtrArray *lives)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->versions));

  for (guint i = 0; i < lives->len; i++)
    {
      const DemainsLife *life = lives->pdata[i];
      gint64 end = G_MAXINT64;

      if (strcmp (life->record, take->id) != 0)
        continue;
      g_set_str (&take->title, life->title);
      take->deleted = life->alive ? 0 : life->time;
      for (guint j = i + 1; j < lives->len && end == G_MAXINT64; j++)
        if (strcmp (((DemainsLife *)lives->pdata[j])->record, take->id) == 0)
          end = ((DemainsLife *)lives->pdata[j])->step;
      for (guint j = 0; j < n && life->alive; j++)
        {
          g_autoptr (DemainsVersion) version = g_list_model_get_item (G_LIST_MODEL (self->versions), j);

          if (demains_version_get_step (version) >= life->step && demains_version_get_step (version) < end)
            g_ptr_array_add (take->versions, g_object_ref (version));
        }
    }
}

static int
compare_deleted (gconstpointer a, gconstpointer b)
{
  const DemainsDeletedTake *one = *(const DemainsDeletedTake *const *)a, *other = *(const DemainsDeletedTake *const *)b;

  return one->deleted != other->deleted ? (one->deleted < other->deleted ? 1 : -1) : strcmp (one->id, other->id);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Found *found = g_task_propagate_pointer (G_TASK (result), &error);
  DemainsSpace *space;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  space = g_new0 (DemainsSpace, 1);
  space->takes = g_ptr_array_new_with_free_func ((GDestroyNotify)deleted_take_free);
  space->file_size = found->file_size;
  space->room = found->room;
  for (guint i = 0; i < found->films->len; i++)
    {
      const DemainsLostFilm *film = found->films->pdata[i];
      DemainsDeletedTake *take;

      /* Somebody may have brought it back just now. */
      if (demains_project_find (self, film->take) != NULL)
        continue;
      take = g_new0 (DemainsDeletedTake, 1);
      take->id = g_strdup (film->take);
      take->title = g_strdup ("");
      take->size = film->size;
      take->duration = film->duration;
      take->versions = g_ptr_array_new_with_free_func (g_object_unref);
      describe_life (self, take, found->lives);
      g_ptr_array_add (space->takes, take);
      space->size += take->size;
    }
  g_ptr_array_sort (space->takes, compare_deleted);
  found_free (found);
  g_task_return_pointer (task, space, (GDestroyNotify)demains_space_free);
}

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  g_autoptr (GTask) reading = NULL;
  GError *error = NULL;

  if (!demains_project_flush_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  reading = g_task_new (self, g_task_get_cancellable (task), found_cb, task);
  g_task_set_source_tag (reading, flushed_cb);
  demains_project_read (self, find_cb, (GDestroyNotify)found_free, reading);
}

/**
 * demains_project_find_space_async:
 *
 * Finds the films of takes that were deleted, which the file keeps so that the
 * takes can be brought back.
 */
void
demains_project_find_space_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_find_space_async);
  demains_project_flush_async (self, flushed_cb, task);
}

/**
 * demains_project_find_space_finish:
 *
 * Returns: (transfer full): what can be freed
 */
DemainsSpace *
demains_project_find_space_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
end (GTask *task, GError *error)
{
  Freeing *freeing = g_task_get_task_data (task);

  if (freeing->operation != NULL)
    demains_operation_finish (freeing->operation, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static gboolean
shorten_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  Turn *turn = data;

  return g_atomic_int_get (&turn->given_up)
         || demains_space_table_shorten (database, turn->take, BYTES_A_TURN, turn->time, &turn->gone, error);
}

/* A film is gone: who brings its take back is told so. */
static void
note_gone (DemainsProject *self, Freeing *freeing)
{
  const char *take = freeing->takes->pdata[freeing->index];

  freeing->freed += g_array_index (freeing->sizes, gint64, freeing->index);
  freeing->index++;
  freeing->begun = FALSE;
  if (freeing->time != 0)
    g_hash_table_replace (self->media, g_strdup (take), demains_media_new_freed (take, freeing->time));
  else
    g_hash_table_remove (self->media, take);
  if (freeing->operation != NULL)
    demains_operation_report_progress (freeing->operation, freeing->freed / (double)MAX (freeing->total, 1));
}

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  GTask *task = user_data;
  Turn *turn = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_atomic_int_set (&turn->given_up, TRUE);
      if (self->store != NULL)
        demains_store_retry (self->store);
      end (task, error);
      return;
    }
  if (turn->gone)
    note_gone (self, g_task_get_task_data (task));
  queue_turn (task);
}

static void
queue_turn (GTask *task)
{
  DemainsProject *self = g_task_get_source_object (task);
  Freeing *freeing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GTask) write = NULL;
  Turn *turn;

  /* Whoever brought it back meanwhile has it. */
  while (freeing->index < freeing->takes->len
         && demains_project_find (self, freeing->takes->pdata[freeing->index]) != NULL)
    freeing->index++;
  /* A film goes whole or not at all. */
  if (freeing->operation != NULL && !freeing->begun)
    g_cancellable_set_error_if_cancelled (demains_operation_get_cancellable (freeing->operation), &error);
  if (error == NULL && self->store == NULL)
    g_set_error (&error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "the project is closed");
  if (error != NULL || freeing->index == freeing->takes->len)
    {
      end (task, error);
      return;
    }

  freeing->begun = TRUE;
  turn = g_new0 (Turn, 1);
  g_atomic_ref_count_init (&turn->references);
  g_atomic_ref_count_inc (&turn->references);
  turn->take = g_strdup (freeing->takes->pdata[freeing->index]);
  turn->time = freeing->time;
  write = g_task_new (self, NULL, turned_cb, task);
  g_task_set_source_tag (write, queue_turn);
  g_task_set_task_data (write, turn, turn_unref);
  demains_store_write (self->store, shorten_cb, turn, turn_unref, write);
}

static void
start (DemainsProject *self, Freeing *freeing, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, freeing, (GDestroyNotify)freeing_free);
  if (self->read_only)
    end (task, g_error_new (DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "it is read only"));
  else
    queue_turn (task);
}

static Freeing *
freeing_new (void)
{
  Freeing *self = g_new0 (Freeing, 1);

  self->takes = g_ptr_array_new_with_free_func (g_free);
  self->sizes = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

static void
add_take (Freeing *self, const char *take, gint64 size)
{
  g_ptr_array_add (self->takes, g_strdup (take));
  g_array_append_val (self->sizes, size);
  self->total += size;
}

/**
 * demains_project_free_space_async:
 * @space: what was found
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Deletes the films of those takes for good, but of takes that are in the project
 * again. What they took in the file is used by what comes next. Who cancels keeps
 * the films that were not begun.
 */
void
demains_project_free_space_async (DemainsProject *self, const DemainsSpace *space, DemainsOperation *operation,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Freeing *freeing = freeing_new ();

  freeing->time = g_get_real_time ();
  g_set_object (&freeing->operation, operation);
  for (guint i = 0; i < space->takes->len; i++)
    {
      const DemainsDeletedTake *take = space->takes->pdata[i];

      add_take (freeing, take->id, take->size);
    }
  start (self, freeing, demains_project_free_space_async, callback, user_data);
}

/**
 * demains_project_free_space_finish:
 * @freed: (out) (optional): bytes of film that are gone, also where it was cancelled
 */
gboolean
demains_project_free_space_finish (DemainsProject *self, GAsyncResult *result, gint64 *freed, GError **error)
{
  if (freed != NULL)
    *freed = ((Freeing *)g_task_get_task_data (G_TASK (result)))->freed;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Films that came for takes that do not come go again; what cannot go now is found
 * when space is freed. */
void
demains_project_drop_films_async (DemainsProject *self, GPtrArray *takes, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Freeing *freeing = freeing_new ();

  for (guint i = 0; i < takes->len; i++)
    add_take (freeing, takes->pdata[i], 0);
  start (self, freeing, demains_project_drop_films_async, callback, user_data);
}

gboolean
demains_project_drop_films_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
