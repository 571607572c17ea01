/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-copy.h"

#include <string.h>

/* Bytes of film in a piece: so much is in memory, and in one transaction. */
#define PIECE_SIZE (4 * 1024 * 1024)

/* A film that is not there, or of which something is missing. */
typedef struct
{
  gint64 id;
  gboolean is_new;
  char *take;
  GArray *chunks;
} Film;

typedef struct
{
  gint64 row;
  gint64 size;
} Chunk;

struct _DemainsMediaCopy
{
  GPtrArray *films;
  GPtrArray *new_takes;
  guint film;
  guint chunk;
  gint64 done;
  gint64 total;
};

/* A statement with its values, to be run in another file and maybe again. */
typedef struct
{
  const char *sql;
  GPtrArray *values;
} Statement;

struct _DemainsMediaPiece
{
  GPtrArray *statements;
  gint64 size;
};

static const char BEGIN_FILM[]
  = "INSERT OR IGNORE INTO media (take, role, container, video_codec, audio_codec, width, height, rate_numerator,"
    " rate_denominator, duration, size, chunks, complete, header) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)";
static const char READ_FILM[] = "SELECT take, role, container, video_codec, audio_codec, width, height, rate_numerator,"
                                " rate_denominator, header FROM media WHERE id = ?";

/* The numbers of a film's chunks are the same in every copy. What the tables do not
 * take, such as what a made-up file has, is left out. */
static const char ADD_CHUNK[]
  = "INSERT OR IGNORE INTO chunk (media, number, start, stop, offset, size, crc, bytes)"
    " SELECT id, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM media WHERE take = ?1 AND role = ?2"
    " AND NOT EXISTS (SELECT 1 FROM chunk WHERE chunk.media = media.id AND chunk.number = ?3)";
static const char COUNT_CHUNK[]
  = "UPDATE OR IGNORE media SET chunks = chunks + 1, size = size + ?4, duration = MAX(duration, ?3)"
    " WHERE take = ?1 AND role = ?2 AND changes() > 0";
static const char READ_CHUNK[] = "SELECT take, role, number, start, stop, offset, chunk.size, crc, bytes"
                                 " FROM chunk JOIN media ON media.id = chunk.media WHERE chunk.id = ?";
static const char READ_COUNT[] = "SELECT take, role, stop, chunk.size"
                                 " FROM chunk JOIN media ON media.id = chunk.media WHERE chunk.id = ?";

static const char END_FILM[] = "UPDATE OR IGNORE media SET duration = MAX(duration, ?3), complete = MAX(complete, ?4)"
                               " WHERE take = ?1 AND role = ?2";
static const char READ_END[] = "SELECT take, role, duration, complete FROM media WHERE id = ?";
static const char ADD_STILL[] = "INSERT OR IGNORE INTO still (take, time, jpeg) VALUES (?, ?, ?)";
static const char READ_STILLS[]
  = "SELECT still.take, time, jpeg FROM still JOIN media ON media.take = still.take WHERE media.id = ?";
static const char ADD_PEAKS[] = "INSERT OR IGNORE INTO peak (take, time, peaks) VALUES (?, ?, ?)";
static const char READ_PEAKS[]
  = "SELECT peak.take, time, peaks FROM peak JOIN media ON media.take = peak.take WHERE media.id = ?";

static void
film_free (Film *self)
{
  g_array_unref (self->chunks);
  g_free (self->take);
  g_free (self);
}

static void
statement_free (Statement *self)
{
  g_ptr_array_unref (self->values);
  g_free (self);
}

/* Adds all rows of a query about @id, to be put into another file by @sql. */
static gboolean
record (DemainsMediaPiece *self, DemainsDatabase *from, const char *query, gint64 id, const char *sql, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *rows = demains_database_prepare (from, query, error);

  if (rows == NULL)
    return FALSE;
  sqlite3_bind_int64 (rows, 1, id);
  while (demains_database_next (from, rows, &problem))
    {
      Statement *statement = g_new0 (Statement, 1);

      statement->sql = sql;
      statement->values = g_ptr_array_new_with_free_func ((GDestroyNotify)sqlite3_value_free);
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        g_ptr_array_add (statement->values, sqlite3_value_dup (sqlite3_column_value (rows, i)));
      g_ptr_array_add (self->statements, statement);
    }
  sqlite3_reset (rows);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* The chunks of a film by their numbers, and whether there is such a film at all. */
static gboolean
list_numbers (DemainsDatabase *database, const char *take, const char *role, GHashTable *numbers, gboolean *there,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *query = demains_database_prepare (
    database,
    "SELECT number FROM media LEFT JOIN chunk INDEXED BY chunk_map ON chunk.media = media.id"
    " WHERE take = ? AND role = ?",
    error);

  *there = FALSE;
  if (query == NULL)
    return FALSE;
  demains_statement_bind_text (query, 1, take);
  demains_statement_bind_text (query, 2, role);
  while (demains_database_next (database, query, &problem))
    {
      gint64 number = sqlite3_column_int64 (query, 0);

      *there = TRUE;
      if (sqlite3_column_type (query, 0) != SQLITE_NULL)
        g_hash_table_add (numbers, g_memdup2 (&number, sizeof number));
    }
  sqlite3_reset (query);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* The chunks of @film that @there does not have. */
static gboolean
list_missing (DemainsMediaCopy *self, DemainsDatabase *from, Film *film, GHashTable *there, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *query = demains_database_prepare (
    from, "SELECT id, number, size FROM chunk INDEXED BY chunk_map WHERE media = ? ORDER BY number", error);

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, film->id);
  while (demains_database_next (from, query, &problem))
    {
      gint64 number = sqlite3_column_int64 (query, 1);
      Chunk chunk = { sqlite3_column_int64 (query, 0), CLAMP (sqlite3_column_int64 (query, 2), 0, G_MAXINT32) };

      if (g_hash_table_contains (there, &number))
        continue;
      g_array_append_val (film->chunks, chunk);
      self->total += chunk.size;
    }
  sqlite3_reset (query);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
add_film (DemainsMediaCopy *self, DemainsDatabase *from, DemainsDatabase *into, gint64 id, const char *take,
          const char *role, GError **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Film *film;
  gboolean there;

  if (!list_numbers (into, take, role, numbers, &there, error))
    return FALSE;

  film = g_new0 (Film, 1);
  film->id = id;
  film->is_new = !there;
  film->take = g_strdup (take);
  film->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  if (!list_missing (self, from, film, numbers, error))
    {
      film_free (film);
      return FALSE;
    }
  if (there && film->chunks->len == 0)
    {
      film_free (film);
      return TRUE;
    }
  g_ptr_array_add (self->films, film);
  if (!there && !g_ptr_array_find_with_equal_func (self->new_takes, take, g_str_equal, NULL))
    g_ptr_array_add (self->new_takes, film->take);

  return TRUE;
}

/**
 * demains_media_copy_want:
 * @takes: (element-type utf8): what is wanted so far; what is added belongs to @row
 * @row: a record
 *
 * Adds the film or the photo that a record has, and those that two copies do not agree about.
 */
void
demains_media_copy_want (GHashTable *takes, const DemainsRow *row)
{
  if (row->kind == DEMAINS_KIND_TAKE)
    g_hash_table_add (takes, row->id);
  else if (row->kind == DEMAINS_KIND_PROP)
    g_hash_table_add (takes, (char *)demains_row_get_text (row, "photo"));
  else if (row->kind == DEMAINS_KIND_COLLISION && strcmp (demains_row_get_text (row, "field"), "photo") == 0)
    {
      g_hash_table_add (takes, (char *)demains_row_get_text (row, "one"));
      g_hash_table_add (takes, (char *)demains_row_get_text (row, "other"));
    }
}

/**
 * demains_media_copy_new:
 * @from: a connection to one file
 * @into: a connection to another
 * @takes: (element-type utf8): ids of the takes whose films are wanted, and of photos
 *
 * Finds what is missing in @into of the films of takes, of their originals and
 * pictures.
 *
 * Returns: (transfer full): a copy that has not begun, or %NULL with an error
 */
DemainsMediaCopy *
demains_media_copy_new (DemainsDatabase *from, DemainsDatabase *into, GHashTable *takes, GError **error)
{
  g_autoptr (DemainsMediaCopy) self = g_new0 (DemainsMediaCopy, 1);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *query;

  self->films = g_ptr_array_new_with_free_func ((GDestroyNotify)film_free);
  self->new_takes = g_ptr_array_new ();
  query = demains_database_prepare (from, "SELECT id, take, role FROM media ORDER BY id", error);
  if (query == NULL)
    return NULL;
  while (problem == NULL && demains_database_next (from, query, &problem))
    {
      g_autofree char *take = g_strdup (demains_statement_get_text (query, 1));
      g_autofree char *role = g_strdup (demains_statement_get_text (query, 2));

      if (g_hash_table_contains (takes, take))
        add_film (self, from, into, sqlite3_column_int64 (query, 0), take, role, &problem);
    }
  sqlite3_reset (query);
  if (problem == NULL)
    return g_steal_pointer (&self);

  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

void
demains_media_copy_free (DemainsMediaCopy *self)
{
  g_ptr_array_unref (self->new_takes);
  g_ptr_array_unref (self->films);
  g_free (self);
}

/**
 * demains_media_copy_get_size:
 *
 * Returns: how many bytes of film were missing
 */
gint64
demains_media_copy_get_size (DemainsMediaCopy *self)
{
  return self->total;
}

/**
 * demains_media_copy_get_progress:
 *
 * Returns: how much of it is read, 0 to 1
 */
double
demains_media_copy_get_progress (DemainsMediaCopy *self)
{
  return self->film >= self->films->len ? 1 : MIN (1, self->done / (double)MAX (self->total, 1));
}

/**
 * demains_media_copy_get_new_takes:
 *
 * Returns: (transfer none) (element-type utf8): ids of takes of which nothing was there
 */
GPtrArray *
demains_media_copy_get_new_takes (DemainsMediaCopy *self)
{
  return self->new_takes;
}

static gboolean
end_film (DemainsMediaCopy *self, DemainsMediaPiece *piece, DemainsDatabase *from, const Film *film, GError **error)
{
  self->film++;
  self->chunk = 0;

  return record (piece, from, READ_END, film->id, END_FILM, error)
         && record (piece, from, READ_STILLS, film->id, ADD_STILL, error)
         && record (piece, from, READ_PEAKS, film->id, ADD_PEAKS, error);
}

/**
 * demains_media_copy_read:
 * @self: a copy
 * @from: the connection that it was made with
 *
 * Returns: (transfer full) (nullable): what comes next, %NULL at the end or with an error
 */
DemainsMediaPiece *
demains_media_copy_read (DemainsMediaCopy *self, DemainsDatabase *from, GError **error)
{
  g_autoptr (DemainsMediaPiece) piece = NULL;

  if (self->film >= self->films->len)
    return NULL;

  piece = g_new0 (DemainsMediaPiece, 1);
  piece->statements = g_ptr_array_new_with_free_func ((GDestroyNotify)statement_free);
  while (self->film < self->films->len && piece->size < PIECE_SIZE)
    {
      const Film *film = self->films->pdata[self->film];

      if (self->chunk == 0 && !record (piece, from, READ_FILM, film->id, BEGIN_FILM, error))
        return NULL;
      for (; self->chunk < film->chunks->len && piece->size < PIECE_SIZE; self->chunk++)
        {
          const Chunk *chunk = &g_array_index (film->chunks, Chunk, self->chunk);

          if (!record (piece, from, READ_CHUNK, chunk->row, ADD_CHUNK, error)
              || !record (piece, from, READ_COUNT, chunk->row, COUNT_CHUNK, error))
            return NULL;
          piece->size += chunk->size;
          self->done += chunk->size;
        }
      if (self->chunk == film->chunks->len && !end_film (self, piece, from, film, error))
        return NULL;
    }

  return g_steal_pointer (&piece);
}

void
demains_media_piece_free (DemainsMediaPiece *self)
{
  g_ptr_array_unref (self->statements);
  g_free (self);
}

/**
 * demains_media_piece_write:
 * @into: a connection in a transaction
 * @piece: a DemainsMediaPiece
 *
 * Puts what was read into the other file. To do it again changes nothing.
 */
gboolean
demains_media_piece_write (DemainsDatabase *into, gpointer piece, GError **error)
{
  DemainsMediaPiece *self = piece;

  for (guint i = 0; i < self->statements->len; i++)
    {
      const Statement *statement = self->statements->pdata[i];
      sqlite3_stmt *prepared = demains_database_prepare (into, statement->sql, error);

      if (prepared == NULL)
        return FALSE;
      for (guint j = 0; j < statement->values->len; j++)
        sqlite3_bind_value (prepared, 1 + (int)j, statement->values->pdata[j]);
      if (!demains_database_run (into, prepared, error))
        return FALSE;
    }

  return TRUE;
}
