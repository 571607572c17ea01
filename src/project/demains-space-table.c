/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-space-table.h"

/* Takes that have a film or pictures but no record. A photo is none: a prop names it, now
 * or somewhere in the history, and it is small. */
static const char LOST_FILMS[]
  = "SELECT take,"
    " (SELECT IFNULL(SUM(chunk.size), 0) FROM media JOIN chunk INDEXED BY chunk_map ON chunk.media = media.id"
    "  WHERE media.take = lost.take)"
    " + (SELECT IFNULL(SUM(LENGTH(jpeg)), 0) FROM still WHERE still.take = lost.take),"
    " (SELECT IFNULL(MAX(duration), 0) FROM media WHERE media.take = lost.take AND role = 'take')"
    " FROM (SELECT take FROM media UNION SELECT take FROM still UNION SELECT take FROM peak) AS lost"
    " WHERE NOT EXISTS (SELECT 1 FROM take WHERE take.id = lost.take)"
    " AND NOT EXISTS (SELECT 1 FROM media WHERE media.take = lost.take AND role = 'photo') ORDER BY take";

/* The last chunk of one of a take's films. */
static const char LAST_CHUNK[] = "SELECT chunk.id, chunk.media, chunk.start, chunk.size FROM media"
                                 " JOIN chunk INDEXED BY chunk_map ON chunk.media = media.id WHERE media.take = ?"
                                 " ORDER BY media.id DESC, chunk.number DESC LIMIT 1";

void
demains_lost_film_free (DemainsLostFilm *self)
{
  g_free (self->take);
  g_free (self);
}

/**
 * demains_space_table_list_lost:
 *
 * Returns: (transfer full) (element-type DemainsLostFilm): the films of takes that
 *   are not in the project
 */
GPtrArray *
demains_space_table_list_lost (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) films = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_lost_film_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *query = demains_database_prepare (database, LOST_FILMS, error);

  if (query == NULL)
    return NULL;
  while (demains_database_next (database, query, &problem))
    {
      DemainsLostFilm *film = g_new0 (DemainsLostFilm, 1);

      film->take = g_strdup (demains_statement_get_text (query, 0));
      film->size = MAX (sqlite3_column_int64 (query, 1), 0);
      film->duration = MAX (sqlite3_column_int64 (query, 2), 0);
      g_ptr_array_add (films, film);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&films);
}

/* What is left of a film is a film that was cut short. */
static gboolean
delete_chunk (DemainsDatabase *database, gint64 chunk, gint64 media, gint64 start, gint64 size, GError **error)
{
  sqlite3_stmt *count
    = demains_database_prepare (database,
                                "UPDATE media SET chunks = MAX(chunks - 1, 0), size = MAX(size - ?2, 0),"
                                " duration = MIN(duration, MAX(?3, 0)), complete = 0 WHERE id = ?1",
                                error);
  sqlite3_stmt *delete;

  if (count == NULL)
    return FALSE;
  sqlite3_bind_int64 (count, 1, media);
  sqlite3_bind_int64 (count, 2, size);
  sqlite3_bind_int64 (count, 3, start);
  if (!demains_database_run (database, count, error))
    return FALSE;

  delete = demains_database_prepare (database, "DELETE FROM chunk WHERE id = ?", error);
  if (delete == NULL)
    return FALSE;
  sqlite3_bind_int64 (delete, 1, chunk);

  return demains_database_run (database, delete, error);
}

/* Deletes what is left when all chunks are, and remembers it. */
static gboolean
end_film (DemainsDatabase *database, const char *take, gint64 time, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM freed WHERE take = ?1 AND ?2 > 0",
    "INSERT INTO freed (take, time) SELECT ?1, ?2 WHERE ?2 > 0 AND EXISTS (SELECT 1 FROM media WHERE take = ?1)",
    "DELETE FROM media WHERE take = ?1 AND ?2 >= 0",
    "DELETE FROM still WHERE take = ?1 AND ?2 >= 0",
    "DELETE FROM peak WHERE take = ?1 AND ?2 >= 0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *statement = demains_database_prepare (database, statements[i], error);

      if (statement == NULL)
        return FALSE;
      demains_statement_bind_text (statement, 1, take);
      sqlite3_bind_int64 (statement, 2, time);
      if (!demains_database_run (database, statement, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * demains_space_table_shorten:
 * @database: a connection in a transaction
 * @take: id of a take that is not in the project
 * @most: bytes after which it is enough for this time
 * @time: when it is freed, in microseconds since 1970; 0 for what need not be remembered
 * @gone: (out): whether nothing of it is left
 *
 * Deletes the end of a take's films.
 */
gboolean
demains_space_table_shorten (DemainsDatabase *database, const char *take, gint64 most, gint64 time, gboolean *gone,
                             GError **error)
{
  gint64 deleted = 0;

  *gone = FALSE;
  while (deleted < most)
    {
      g_autoptr (GError) problem = NULL;
      sqlite3_stmt *query = demains_database_prepare (database, LAST_CHUNK, error);
      gint64 values[4];
      gboolean there;

      if (query == NULL)
        return FALSE;
      demains_statement_bind_text (query, 1, take);
      there = demains_database_next (database, query, &problem);
      for (int i = 0; there && i < 4; i++)
        values[i] = sqlite3_column_int64 (query, i);
      sqlite3_reset (query);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (!there)
        {
          *gone = TRUE;
          return end_film (database, take, time, error);
        }
      if (!delete_chunk (database, values[0], values[1], values[2], values[3], error))
        return FALSE;
      deleted += MAX (values[3], 1);
    }

  return TRUE;
}

/**
 * demains_space_table_load_freed:
 *
 * Returns: (transfer full) (element-type utf8 gint64): when the films of takes were
 *   freed, by the takes' ids; none for a file of a format without them, open read only
 */
GHashTable *
demains_space_table_load_freed (DemainsDatabase *database, GError **error)
{
  g_autoptr (GHashTable) freed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *query;
  gint64 has_table;

  if (!demains_database_get_number (database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'freed'", &has_table,
                                    error))
    return NULL;
  if (!has_table)
    return g_steal_pointer (&freed);

  query = demains_database_prepare (database, "SELECT take, time FROM freed", error);
  if (query == NULL)
    return NULL;
  while (demains_database_next (database, query, &problem))
    {
      gint64 time = MAX (sqlite3_column_int64 (query, 1), 1);

      g_hash_table_replace (freed, g_strdup (demains_statement_get_text (query, 0)), g_memdup2 (&time, sizeof time));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&freed);
}
