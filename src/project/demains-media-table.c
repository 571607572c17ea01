/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-table.h"

#include "demains-matroska.h"
#include "demains-project-error.h"
#include "demains-space-table.h"

#include <zlib.h>

static const char *const ROLES[] = {
  [DEMAINS_MEDIA_TAKE] = "take",
  [DEMAINS_MEDIA_ORIGINAL] = "original",
  [DEMAINS_MEDIA_PHOTO] = "photo",
};

/* So many chunks of a film carry its header too: all films' rows may be on one
 * page, and without its header a film cannot be read (demains-rescue-films.c). */
#define CHUNKS_WITH_HEADER 2

/* Nanoseconds from one peak to the next (demains-peak-meter.h). */
#define PEAK_TIME (G_GINT64_CONSTANT (20) * 1000 * 1000)

#define MEDIA_COLUMNS                                                                                                  \
  "media.id, take, role, container, video_codec, audio_codec, width, height, rate_numerator, rate_denominator, "       \
  "duration, size, chunks, complete, header"

/* The picture that stands for a take: one a little way in, else the first. */
#define THUMBNAIL_QUERY                                                                                                \
  "SELECT jpeg FROM still WHERE take = ? ORDER BY time LIMIT 1 OFFSET (SELECT MIN(2, COUNT(*) - 1) FROM still WHERE take = ?)"

const char *
demains_media_role_to_name (DemainsMediaRole role)
{
  return ROLES[role];
}

/* What no program of ours wrote is taken for a take. */
DemainsMediaRole
demains_media_role_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ROLES); i++)
    if (strcmp (name, ROLES[i]) == 0)
      return i;

  return DEMAINS_MEDIA_TAKE;
}

/**
 * demains_media_table_make_crc:
 * @bytes: of a chunk
 *
 * Returns: what tells later whether the bytes are sound
 */
guint32
demains_media_table_make_crc (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return crc32_z (crc32_z (0, NULL, 0), data, size);
}

static void
copy_code (char *target, gsize size, const char *source)
{
  g_strlcpy (target, source, size);
}

static DemainsMediaRow *
read_media (sqlite3_stmt *statement)
{
  DemainsMediaRow *row = g_new0 (DemainsMediaRow, 1);

  row->id = sqlite3_column_int64 (statement, 0);
  row->take = g_strdup (demains_statement_get_text (statement, 1));
  row->role = demains_media_role_from_name (demains_statement_get_text (statement, 2));
  copy_code (row->info.container, sizeof row->info.container, demains_statement_get_text (statement, 3));
  copy_code (row->info.video_codec, sizeof row->info.video_codec, demains_statement_get_text (statement, 4));
  copy_code (row->info.audio_codec, sizeof row->info.audio_codec, demains_statement_get_text (statement, 5));
  row->info.width = sqlite3_column_int (statement, 6);
  row->info.height = sqlite3_column_int (statement, 7);
  row->info.rate_numerator = sqlite3_column_int (statement, 8);
  row->info.rate_denominator = sqlite3_column_int (statement, 9);
  row->duration = MAX (sqlite3_column_int64 (statement, 10), 0);
  row->size = MAX (sqlite3_column_int64 (statement, 11), 0);
  row->chunks = MAX (sqlite3_column_int64 (statement, 12), 0);
  row->complete = sqlite3_column_int (statement, 13) != 0;
  row->header = demains_statement_dup_bytes (statement, 14);

  return row;
}

static GBytes *
load_thumbnail (DemainsDatabase *database, const char *take)
{
  sqlite3_stmt *statement = demains_database_prepare (database, THUMBNAIL_QUERY, NULL);
  GBytes *jpeg = NULL;

  demains_statement_bind_text (statement, 1, take);
  demains_statement_bind_text (statement, 2, take);
  if (demains_database_next (database, statement, NULL))
    {
      jpeg = demains_statement_dup_bytes (statement, 0);
      sqlite3_reset (statement);
    }

  return jpeg;
}

static gboolean
insert_chunk (DemainsDatabase *database, const DemainsMediaRow *media, const DemainsMediaChunk *chunk, GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database,
                                "INSERT INTO chunk (media, number, start, stop, offset, size, crc, bytes)"
                                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, media->id);
  sqlite3_bind_int64 (statement, 2, media->chunks);
  sqlite3_bind_int64 (statement, 3, chunk->start);
  sqlite3_bind_int64 (statement, 4, chunk->end);
  sqlite3_bind_int64 (statement, 5, media->size);
  sqlite3_bind_int64 (statement, 6, g_bytes_get_size (chunk->bytes));
  sqlite3_bind_int64 (statement, 7, chunk->crc != 0 ? chunk->crc : demains_media_table_make_crc (chunk->bytes));
  demains_statement_bind_bytes (statement, 8, chunk->bytes);

  return demains_database_run (database, statement, error);
}

void
demains_media_row_free (DemainsMediaRow *self)
{
  g_free (self->take);
  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self);
}

/**
 * demains_media_table_begin:
 * @header: what comes before the first chunk
 *
 * Writes the header row of a film, before any of its seconds.
 */
gboolean
demains_media_table_begin (DemainsDatabase *database, const char *take, DemainsMediaRole role,
                           const DemainsMediaInfo *info, GBytes *header, GError **error)
{
  sqlite3_stmt *statement = demains_database_prepare (
    database,
    "INSERT INTO media (take, role, container, video_codec, audio_codec, width, height,"
    " rate_numerator, rate_denominator, duration, size, chunks, complete, header)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?) ON CONFLICT (take, role) DO NOTHING",
    error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, take);
  demains_statement_bind_text (statement, 2, ROLES[role]);
  demains_statement_bind_text (statement, 3, info->container);
  demains_statement_bind_text (statement, 4, info->video_codec);
  demains_statement_bind_text (statement, 5, info->audio_codec);
  sqlite3_bind_int (statement, 6, info->width);
  sqlite3_bind_int (statement, 7, info->height);
  sqlite3_bind_int (statement, 8, info->rate_numerator);
  sqlite3_bind_int (statement, 9, info->rate_denominator);
  demains_statement_bind_bytes (statement, 10, header);

  return demains_database_run (database, statement, error);
}

/**
 * demains_media_table_skip:
 * @chunks: how many of its chunks are in another file
 *
 * Has a film begin with a later chunk than its first.
 */
gboolean
demains_media_table_skip (DemainsDatabase *database, const char *take, DemainsMediaRole role, gint64 chunks,
                          GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database, "UPDATE media SET chunks = ? WHERE take = ? AND role = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, chunks);
  demains_statement_bind_text (statement, 2, take);
  demains_statement_bind_text (statement, 3, ROLES[role]);

  return demains_database_run (database, statement, error);
}

/**
 * demains_media_table_append:
 * @number: of the chunk, from 0
 * @chunk: what comes next
 *
 * Writes one chunk and counts it in the header row, unless it is there already.
 */
gboolean
demains_media_table_append (DemainsDatabase *database, const char *take, DemainsMediaRole role, gint64 number,
                            const DemainsMediaChunk *chunk, GError **error)
{
  g_autoptr (DemainsMediaRow) media = demains_media_table_find (database, take, role, error);
  g_autoptr (GBytes) bytes = NULL;
  DemainsMediaChunk written = *chunk;
  sqlite3_stmt *statement;

  if (media == NULL)
    return FALSE;
  if (number < media->chunks)
    return TRUE;
  if (role == DEMAINS_MEDIA_TAKE && media->chunks < CHUNKS_WITH_HEADER && g_bytes_get_size (media->header) > 0)
    {
      bytes = demains_matroska_append_header (chunk->bytes, media->header);
      written.bytes = bytes;
      written.crc = 0;
    }
  if (!insert_chunk (database, media, &written, error))
    return FALSE;

  statement = demains_database_prepare (
    database, "UPDATE media SET chunks = chunks + 1, size = size + ?, duration = MAX(duration, ?) WHERE id = ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, g_bytes_get_size (written.bytes));
  sqlite3_bind_int64 (statement, 2, chunk->end);
  sqlite3_bind_int64 (statement, 3, media->id);

  return demains_database_run (database, statement, error);
}

/**
 * demains_media_table_complete:
 *
 * Notes that a film came to its end and was not cut short.
 */
gboolean
demains_media_table_complete (DemainsDatabase *database, const char *take, DemainsMediaRole role, GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database, "UPDATE media SET complete = 1 WHERE take = ? AND role = ?", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, take);
  demains_statement_bind_text (statement, 2, ROLES[role]);

  return demains_database_run (database, statement, error);
}

/**
 * demains_media_table_discard:
 *
 * Deletes a film that was given up, and the pictures made of it.
 */
gboolean
demains_media_table_discard (DemainsDatabase *database, const char *take, DemainsMediaRole role, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM chunk WHERE media IN (SELECT id FROM media WHERE take = ?1 AND role = ?2)",
    "DELETE FROM media WHERE take = ?1 AND role = ?2",
    "DELETE FROM still WHERE take = ?1 AND ?2 = 'take'",
    "DELETE FROM peak WHERE take = ?1 AND ?2 = 'take'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *statement = demains_database_prepare (database, statements[i], error);

      if (statement == NULL)
        return FALSE;
      demains_statement_bind_text (statement, 1, take);
      demains_statement_bind_text (statement, 2, ROLES[role]);
      if (!demains_database_run (database, statement, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * demains_media_table_add_still:
 * @time: nanoseconds
 * @jpeg: a small picture
 *
 * Keeps a picture of the filmstrip. They can be made anew, so nothing depends on them.
 */
gboolean
demains_media_table_add_still (DemainsDatabase *database, const char *take, gint64 time, GBytes *jpeg, GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database, "INSERT OR REPLACE INTO still (take, time, jpeg) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, take);
  sqlite3_bind_int64 (statement, 2, time);
  demains_statement_bind_bytes (statement, 3, jpeg);

  return demains_database_run (database, statement, error);
}

/**
 * demains_media_table_add_peaks:
 * @time: of the first of them, in nanoseconds
 * @peaks: one byte each (demains-peaks.h)
 *
 * Keeps how loud a stretch of a take is. Can be made anew, as its pictures can.
 */
gboolean
demains_media_table_add_peaks (DemainsDatabase *database, const char *take, gint64 time, GBytes *peaks, GError **error)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database, "INSERT OR REPLACE INTO peak (take, time, peaks) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, take);
  sqlite3_bind_int64 (statement, 2, time);
  demains_statement_bind_bytes (statement, 3, peaks);

  return demains_database_run (database, statement, error);
}

/* The films that were freed and have not come back since. */
static gboolean
add_freed (DemainsDatabase *database, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) freed = demains_space_table_load_freed (database, error);
  GHashTableIter iter;
  const char *take;
  const gint64 *time;

  if (freed == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_remove (freed, ((DemainsMediaRow *)rows->pdata[i])->take);
  g_hash_table_iter_init (&iter, freed);
  while (g_hash_table_iter_next (&iter, (gpointer *)&take, (gpointer *)&time))
    {
      DemainsMediaRow *row = g_new0 (DemainsMediaRow, 1);

      row->take = g_strdup (take);
      row->freed = *time;
      g_ptr_array_add (rows, row);
    }

  return TRUE;
}

/**
 * demains_media_table_load:
 *
 * Returns: (transfer full) (element-type DemainsMediaRow): the header rows of
 *   all takes, with their thumbnails, and of those that were freed
 */
GPtrArray *
demains_media_table_load (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_media_row_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "SELECT " MEDIA_COLUMNS " FROM media WHERE role = 'take'", error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    g_ptr_array_add (rows, read_media (statement));
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      DemainsMediaRow *row = rows->pdata[i];

      row->thumbnail = load_thumbnail (database, row->take);
    }

  return add_freed (database, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/**
 * demains_media_table_find:
 *
 * Returns: (transfer full): the header row of one film
 */
DemainsMediaRow *
demains_media_table_find (DemainsDatabase *database, const char *take, DemainsMediaRole role, GError **error)
{
  g_autoptr (GError) problem = NULL;
  DemainsMediaRow *row;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "SELECT " MEDIA_COLUMNS " FROM media WHERE take = ? AND role = ?", error);

  if (statement == NULL)
    return NULL;
  demains_statement_bind_text (statement, 1, take);
  demains_statement_bind_text (statement, 2, ROLES[role]);
  if (!demains_database_next (database, statement, &problem))
    {
      if (problem == NULL)
        g_set_error (&problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING, "take %s has no film", take);
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  row = read_media (statement);
  sqlite3_reset (statement);

  return row;
}

/**
 * demains_media_table_map:
 * @media: a film's row
 *
 * Returns: (transfer full) (element-type DemainsChunkPlace): where each of its
 *   chunks is, in their order; reads no film
 */
GArray *
demains_media_table_map (DemainsDatabase *database, gint64 media, GError **error)
{
  g_autoptr (GArray) map = g_array_new (FALSE, FALSE, sizeof (DemainsChunkPlace));
  g_autoptr (GError) problem = NULL;
  gint64 offset = 0;
  sqlite3_stmt *statement = demains_database_prepare (
    database, "SELECT id, start, stop, size FROM chunk INDEXED BY chunk_map WHERE media = ? ORDER BY number", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, media);
  while (demains_database_next (database, statement, &problem))
    {
      DemainsChunkPlace place = {
        .row = sqlite3_column_int64 (statement, 0),
        .start = sqlite3_column_int64 (statement, 1),
        .stop = sqlite3_column_int64 (statement, 2),
        .offset = offset,
        .size = CLAMP (sqlite3_column_int64 (statement, 3), 0, G_MAXINT32),
      };

      offset += place.size;
      g_array_append_val (map, place);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&map);
}

/**
 * demains_media_table_load_stills:
 *
 * Returns: (transfer full) (element-type DemainsStill): the pictures of a take
 */
GPtrArray *
demains_media_table_load_stills (DemainsDatabase *database, const char *take, GError **error)
{
  g_autoptr (GPtrArray) stills = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_still_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "SELECT time, jpeg FROM still WHERE take = ? ORDER BY time", error);

  if (statement == NULL)
    return NULL;
  demains_statement_bind_text (statement, 1, take);
  while (demains_database_next (database, statement, &problem))
    {
      g_autoptr (GBytes) jpeg = demains_statement_dup_bytes (statement, 1);

      g_ptr_array_add (stills, demains_still_new (sqlite3_column_int64 (statement, 0), jpeg));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&stills);
}

/**
 * demains_media_table_load_peaks:
 *
 * Returns: (transfer full): how loud a take is, from its beginning to the first stretch that lacks
 */
GBytes *
demains_media_table_load_peaks (DemainsDatabase *database, const char *take, GError **error)
{
  g_autoptr (GByteArray) peaks = g_byte_array_new ();
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (database, "SELECT time, peaks FROM peak WHERE take = ? ORDER BY time", error);
  gboolean whole = TRUE;

  if (statement == NULL)
    return NULL;
  demains_statement_bind_text (statement, 1, take);
  while (demains_database_next (database, statement, &problem))
    {
      g_autoptr (GBytes) row = demains_statement_dup_bytes (statement, 1);

      whole = whole && sqlite3_column_int64 (statement, 0) == peaks->len * PEAK_TIME;
      if (whole)
        g_byte_array_append (peaks, g_bytes_get_data (row, NULL), g_bytes_get_size (row));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&peaks));
}

/**
 * demains_media_table_check:
 * @problems: (element-type utf8): where a line for each damaged chunk is added
 *
 * Reads every byte of every film and holds it against its checksum.
 */
gboolean
demains_media_table_check (DemainsDatabase *database, GPtrArray *problems, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (
    database,
    "SELECT take, number, chunk.size, crc, bytes FROM chunk JOIN media ON media.id = chunk.media"
    " ORDER BY media, number",
    error);

  if (statement == NULL)
    return FALSE;
  while (demains_database_next (database, statement, &problem))
    {
      g_autoptr (GBytes) bytes = demains_statement_dup_bytes (statement, 4);

      if (sqlite3_column_int64 (statement, 2) != (gint64)g_bytes_get_size (bytes)
          || sqlite3_column_int64 (statement, 3) != (gint64)demains_media_table_make_crc (bytes))
        g_ptr_array_add (problems, g_strdup_printf ("take %s, chunk %d: checksum differs",
                                                    demains_statement_get_text (statement, 0),
                                                    sqlite3_column_int (statement, 1)));
    }
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/**
 * demains_media_table_load_photo:
 * @photo: what a prop's field names
 *
 * Returns: (transfer full): the photo as JPEG, empty where the file has none of it or it is damaged
 */
GBytes *
demains_media_table_load_photo (DemainsDatabase *database, const char *photo, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (
    database,
    "SELECT bytes, crc FROM chunk JOIN media ON media.id = chunk.media WHERE take = ? AND role = 'photo' AND number = 0",
    error);
  GBytes *bytes = NULL;

  if (statement == NULL)
    return NULL;
  demains_statement_bind_text (statement, 1, photo);
  if (demains_database_next (database, statement, &problem))
    {
      bytes = demains_statement_dup_bytes (statement, 0);
      if (demains_media_table_make_crc (bytes) != (guint32)sqlite3_column_int64 (statement, 1))
        g_clear_pointer (&bytes, g_bytes_unref);
    }
  sqlite3_reset (statement);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return bytes != NULL ? bytes : g_bytes_new (NULL, 0);
}
