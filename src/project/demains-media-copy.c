/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-copy.h"

#include "demains-media-table.h"

/* Bytes of film between two commits. */
#define BYTES_A_COMMIT (16 * 1024 * 1024)

#define MEDIA_VALUES                                                                                                   \
  "take, role, container, video_codec, audio_codec, width, height, rate_numerator, rate_denominator, duration, size,"  \
  " chunks, complete, header"

typedef struct
{
  gint64 id;
  char *take;
  char *role;
  gint64 size;
  gint64 chunks;
} Film;

typedef struct
{
  DemainsDatabase *from;
  DemainsDatabase *into;
  DemainsMediaCopyProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  gint64 done;
  gint64 total;
  gint64 uncommitted;
} Copy;

static void
clear_film (Film *film)
{
  g_free (film->take);
  g_free (film->role);
}

/* How many chunks of a film @into has, -1 where it has no such film. */
static gboolean
count_chunks (DemainsDatabase *into, const Film *film, gint64 *chunks, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (into, "SELECT chunks FROM media WHERE take = ? AND role = ?", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, film->take);
  demains_statement_bind_text (statement, 2, film->role);
  *chunks = demains_database_next (into, statement, &problem) ? sqlite3_column_int64 (statement, 0) : -1;
  sqlite3_reset (statement);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* The films of those takes that are not there yet, or not to their end. */
static GArray *
list_films (DemainsDatabase *from, DemainsDatabase *into, GHashTable *takes, GError **error)
{
  g_autoptr (GArray) films = g_array_new (FALSE, FALSE, sizeof (Film));
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (from, "SELECT id, take, role, size, chunks FROM media ORDER BY id", error);

  g_array_set_clear_func (films, (GDestroyNotify)clear_film);
  if (statement == NULL)
    return NULL;
  while (problem == NULL && demains_database_next (from, statement, &problem))
    {
      Film film = {
        .id = sqlite3_column_int64 (statement, 0),
        .take = g_strdup (demains_statement_get_text (statement, 1)),
        .role = g_strdup (demains_statement_get_text (statement, 2)),
        .size = MAX (sqlite3_column_int64 (statement, 3), 0),
        .chunks = sqlite3_column_int64 (statement, 4),
      };
      gint64 there = 0;

      if (g_hash_table_contains (takes, film.take) && count_chunks (into, &film, &there, &problem)
          && film.chunks > there)
        g_array_append_val (films, film);
      else
        clear_film (&film);
    }
  sqlite3_reset (statement);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&films);
}

static gboolean
begin (Copy *self, GError **error)
{
  self->uncommitted = 0;

  return demains_database_begin (self->into, error);
}

/* Writes one row as the query has it; its first columns may be given instead. */
static gboolean
copy_row (Copy *self, sqlite3_stmt *query, const char *sql, gint64 media, GError **error)
{
  sqlite3_stmt *statement = demains_database_prepare (self->into, sql, error);
  int first = media != 0 ? 1 : 0;

  if (statement == NULL)
    return FALSE;
  if (media != 0)
    sqlite3_bind_int64 (statement, 1, media);
  for (int i = 0; i < sqlite3_column_count (query); i++)
    sqlite3_bind_value (statement, 1 + first + i, sqlite3_column_value (query, i));

  return demains_database_run (self->into, statement, error);
}

/* Copies all rows that the query gives. */
static gboolean
copy_rows (Copy *self, sqlite3_stmt *query, const char *sql, gint64 media, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (problem == NULL && demains_database_next (self->from, query, &problem))
    copy_row (self, query, sql, media, &problem);
  sqlite3_reset (query);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* The part of a film that is there makes room for the whole of it. */
static gboolean
remove_part (Copy *self, const Film *film, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM chunk WHERE media IN (SELECT id FROM media WHERE take = ?1 AND role = ?2)",
    "DELETE FROM media WHERE take = ?1 AND role = ?2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *statement = demains_database_prepare (self->into, statements[i], error);

      if (statement == NULL)
        return FALSE;
      demains_statement_bind_text (statement, 1, film->take);
      demains_statement_bind_text (statement, 2, film->role);
      if (!demains_database_run (self->into, statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
copy_header (Copy *self, const Film *film, gint64 *media, GError **error)
{
  sqlite3_stmt *query = demains_database_prepare (self->from, "SELECT " MEDIA_VALUES " FROM media WHERE id = ?", error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, film->id);
  if (!copy_rows (self, query, "INSERT INTO media (" MEDIA_VALUES ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  0, error))
    return FALSE;
  *media = sqlite3_last_insert_rowid (demains_database_get_handle (self->into));

  return TRUE;
}

/* One chunk at a time is in memory, and the other file is left alone between two. */
static gboolean
copy_chunk (Copy *self, const DemainsChunkPlace *place, gint64 media, GError **error)
{
  sqlite3_stmt *query = demains_database_prepare (
    self->from, "SELECT number, start, stop, offset, size, crc, bytes FROM chunk WHERE id = ?", error);

  if (query == NULL || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  sqlite3_bind_int64 (query, 1, place->row);
  if (!copy_rows (self, query,
                  "INSERT INTO chunk (media, number, start, stop, offset, size, crc, bytes)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  media, error))
    return FALSE;

  self->done += place->size;
  self->uncommitted += place->size;
  self->progress (MIN (1, self->done / (double)MAX (self->total, 1)), self->user_data);
  if (self->uncommitted < BYTES_A_COMMIT)
    return TRUE;

  return demains_database_commit (self->into, error) && begin (self, error);
}

static gboolean
copy_stills (Copy *self, const Film *film, GError **error)
{
  sqlite3_stmt *query
    = demains_database_prepare (self->from, "SELECT take, time, jpeg FROM still WHERE take = ?", error);

  if (query == NULL)
    return FALSE;
  demains_statement_bind_text (query, 1, film->take);

  return copy_rows (self, query, "INSERT OR REPLACE INTO still (take, time, jpeg) VALUES (?, ?, ?)", 0, error);
}

static gboolean
copy_film (Copy *self, const Film *film, GError **error)
{
  g_autoptr (GArray) map = demains_media_table_map (self->from, film->id, error);
  gint64 media;

  if (map == NULL || !remove_part (self, film, error) || !copy_header (self, film, &media, error))
    return FALSE;
  for (guint i = 0; i < map->len; i++)
    if (!copy_chunk (self, &g_array_index (map, DemainsChunkPlace, i), media, error))
      return FALSE;

  return copy_stills (self, film, error);
}

/**
 * demains_media_copy:
 * @from: a connection for reading
 * @into: a connection for writing to another file
 * @takes: (element-type utf8): ids of the takes whose films are wanted
 * @progress: told how much is done, 0 to 1
 *
 * Copies the films of takes, with their originals and pictures. Films that are
 * there to the same length are left alone. What was copied when this fails stays.
 */
gboolean
demains_media_copy (DemainsDatabase *from, DemainsDatabase *into, GHashTable *takes, DemainsMediaCopyProgress progress,
                    gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) films = list_films (from, into, takes, error);
  Copy self = { .from = from, .into = into, .progress = progress, .user_data = user_data, .cancellable = cancellable };

  if (films == NULL || !begin (&self, error))
    return FALSE;
  for (guint i = 0; i < films->len; i++)
    self.total += g_array_index (films, Film, i).size;
  for (guint i = 0; i < films->len; i++)
    if (!copy_film (&self, &g_array_index (films, Film, i), error))
      {
        demains_database_rollback (into);
        return FALSE;
      }

  return demains_database_commit (into, error);
}
