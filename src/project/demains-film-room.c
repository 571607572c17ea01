/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-room.h"

#include "demains-project-private.h"

#include <glib/gstdio.h>

/* What films leave free, in bytes: for hours of typing, and for the journal that
 * a deletion needs. */
#define KEPT_FREE (4 * 1024 * 1024)

static void
lower (DemainsFilmRoom *room, gint64 bytes, gboolean by_file_size)
{
  if (bytes < room->bytes)
    *room = (DemainsFilmRoom){ bytes, by_file_size };
}

/* What a check-in under way has written already of the file that will replace the
 * document (demains-project-copy.c). */
static gint64
get_part_size (const char *document)
{
  g_autofree char *part = g_strconcat (document, ".part", NULL);
  GStatBuf status;

  return g_stat (part, &status) == 0 ? status.st_size : 0;
}

/*
 * demains_film_room_compute:
 * @place: where the file is that is written
 * @document: (nullable): where a portal shows what it is a copy of
 * @size: bytes that the file has
 * @part: bytes of it that a check-in under way has written already
 * @room: (out): by how much the file can grow
 *
 * To be checked in, all of the file is written a second time, beside the document,
 * and what it grows by with it: on one disk that counts twice.
 */
void
demains_film_room_compute (const DemainsPlace *place, const DemainsPlace *document, gint64 size, gint64 part,
                           DemainsFilmRoom *room)
{
  gint64 left;

  *room = (DemainsFilmRoom){ .bytes = G_MAXINT64 };
  if (place->free_bytes >= 0)
    lower (room, place->free_bytes, FALSE);
  if (place->largest_file >= 0)
    lower (room, place->largest_file - size, TRUE);
  if (document != NULL && document->free_bytes >= 0)
    {
      left = document->free_bytes - MAX (size - part, 0);
      lower (room, demains_place_shares_disk (place, document) ? left / 2 : left, FALSE);
    }
  if (document != NULL && document->largest_file >= 0)
    lower (room, document->largest_file - size, TRUE);
}

/*
 * demains_film_room_measure:
 * @database: a connection to a project
 * @document: (nullable): where a portal shows it, if it is checked out
 * @room: (out): the room that films have in it
 *
 * Asks the file system that the project is on, and the one that it is checked in to,
 * and counts pages of the file that hold nothing any more. For the store's thread.
 */
gboolean
demains_film_room_measure (DemainsDatabase *database, const char *document, DemainsFilmRoom *room, GError **error)
{
  gint64 page_size, pages, unused;
  gint64 part = 0;
  DemainsPlace shown = { 0 };
  DemainsPlace place;

  if (!demains_database_get_number (database, "PRAGMA page_size", &page_size, error)
      || !demains_database_get_number (database, "PRAGMA page_count", &pages, error)
      || !demains_database_get_number (database, "PRAGMA freelist_count", &unused, error))
    return FALSE;

  demains_place_inspect (sqlite3_db_filename (demains_database_get_handle (database), "main"), &place);
  if (document != NULL)
    {
      demains_place_inspect (document, &shown);
      part = get_part_size (document);
    }
  demains_film_room_compute (&place, document != NULL ? &shown : NULL, pages * page_size, part, room);
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

  return demains_film_room_measure (database, data, room, error) ? g_steal_pointer (&room) : NULL;
}

/**
 * demains_project_measure_film_room_async:
 *
 * Finds out how much film still fits into the file that is written now, which is
 * the project's own but while that is gone; and, where that is checked out, into the
 * document that it is checked in to.
 */
void
demains_project_measure_film_room_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_measure_film_room_async);
  g_task_set_task_data (task, g_strdup (demains_project_get_document (self)), g_free);
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
