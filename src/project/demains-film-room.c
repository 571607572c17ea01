/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-room.h"

#include "demains-place.h"
#include "demains-project-private.h"

/* What films leave free, in bytes: for hours of typing, and for the journal that
 * a deletion needs. */
#define KEPT_FREE (4 * 1024 * 1024)

/*
 * demains_film_room_measure:
 * @database: a connection to a project
 * @room: (out): the room that films have in it
 *
 * Asks the file system that the project is on, and counts pages of the file that
 * hold nothing any more. For the store's thread.
 */
gboolean
demains_film_room_measure (DemainsDatabase *database, DemainsFilmRoom *room, GError **error)
{
  gint64 page_size, pages, unused;
  DemainsPlace place;

  if (!demains_database_get_number (database, "PRAGMA page_size", &page_size, error)
      || !demains_database_get_number (database, "PRAGMA page_count", &pages, error)
      || !demains_database_get_number (database, "PRAGMA freelist_count", &unused, error))
    return FALSE;

  demains_place_inspect (sqlite3_db_filename (demains_database_get_handle (database), "main"), &place);
  *room = (DemainsFilmRoom){ .bytes = G_MAXINT64 };
  if (place.free_bytes >= 0)
    room->bytes = place.free_bytes;
  if (place.largest_file >= 0 && place.largest_file - pages * page_size < room->bytes)
    {
      room->bytes = place.largest_file - pages * page_size;
      room->by_file_size = TRUE;
    }
  if (room->bytes != G_MAXINT64)
    room->bytes += unused * page_size - KEPT_FREE;

  return TRUE;
}

static gpointer
measure_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree DemainsFilmRoom *room = g_new0 (DemainsFilmRoom, 1);

  if (database == NULL)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "there is no file to film into");
      return NULL;
    }

  return demains_film_room_measure (database, room, error) ? g_steal_pointer (&room) : NULL;
}

/**
 * demains_project_measure_film_room_async:
 *
 * Finds out how much film still fits into the file that is written now, which is
 * the project's own but while that is gone.
 */
void
demains_project_measure_film_room_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_measure_film_room_async);
  demains_project_do (self, measure_cb, g_free, task);
}

/**
 * demains_project_measure_film_room_finish:
 * @room: (out): the room that films have
 *
 * Returns: whether it could be found out
 */
gboolean
demains_project_measure_film_room_finish (DemainsProject *self, GAsyncResult *result, DemainsFilmRoom *room,
                                          GError **error)
{
  g_autofree DemainsFilmRoom *found = g_task_propagate_pointer (G_TASK (result), error);

  if (found == NULL)
    return FALSE;
  *room = *found;

  return TRUE;
}
