/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-reader.h"

#include "demains-matroska.h"
#include "demains-media-table.h"
#include "demains-project-error.h"

struct _DemainsMediaReader
{
  GObject parent_instance;

  DemainsDatabase *database;
  DemainsMediaRow *media;
  GArray *map;
  GBytes *front;
  guint64 size;

  /* The chunk that was read last. The file is not held between two reads, or
   * the writer could not commit. */
  guint8 *bytes;
  gint current;
};

G_DEFINE_FINAL_TYPE (DemainsMediaReader, demains_media_reader, G_TYPE_OBJECT)

/* The chunk that holds the byte at @offset among all chunks. */
static guint
find_chunk (DemainsMediaReader *self, gint64 offset)
{
  guint low = 0, high = self->map->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->map, DemainsChunkPlace, middle).offset <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static gboolean
load_chunk (DemainsMediaReader *self, guint index, GError **error)
{
  const DemainsChunkPlace *place = &g_array_index (self->map, DemainsChunkPlace, index);
  sqlite3 *handle = demains_database_get_handle (self->database);
  sqlite3_blob *blob = NULL;
  gboolean fits = FALSE;
  int code;

  if (self->current == (gint)index)
    return TRUE;

  self->current = -1;
  code = sqlite3_blob_open (handle, "main", "chunk", "bytes", place->row, 0, &blob);
  if (code == SQLITE_OK && sqlite3_blob_bytes (blob) == place->size)
    {
      fits = TRUE;
      self->bytes = g_realloc (self->bytes, MAX (place->size, 1));
      code = sqlite3_blob_read (blob, self->bytes, place->size, 0);
    }
  if (code != SQLITE_OK)
    demains_set_sqlite_error (handle, code, error);
  else if (!fits)
    g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "chunk %u is not as long as it should be",
                 index);
  else
    self->current = index;
  sqlite3_blob_close (blob);

  return self->current >= 0;
}

static gssize
read_chunks (DemainsMediaReader *self, gint64 offset, guint8 *buffer, gsize size, GError **error)
{
  gsize done = 0;

  while (done < size && self->map->len > 0)
    {
      guint index = find_chunk (self, offset + done);
      const DemainsChunkPlace *place = &g_array_index (self->map, DemainsChunkPlace, index);
      gint64 inside = offset + done - place->offset;
      gsize count;

      if (inside >= place->size)
        break;
      if (!load_chunk (self, index, error))
        return -1;
      count = MIN ((gint64)(size - done), place->size - inside);
      memcpy (buffer + done, self->bytes + inside, count);
      done += count;
    }

  return done;
}

static void
demains_media_reader_finalize (GObject *object)
{
  DemainsMediaReader *self = DEMAINS_MEDIA_READER (object);

  g_free (self->bytes);
  g_clear_pointer (&self->media, demains_media_row_free);
  g_clear_pointer (&self->map, g_array_unref);
  g_clear_pointer (&self->front, g_bytes_unref);
  g_clear_pointer (&self->database, demains_database_close);

  G_OBJECT_CLASS (demains_media_reader_parent_class)->finalize (object);
}

static void
demains_media_reader_class_init (DemainsMediaReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_media_reader_finalize;
}

static void
demains_media_reader_init (DemainsMediaReader *self)
{
  self->current = -1;
}

/**
 * demains_media_reader_new:
 * @path: of a project file
 * @take_id: a take's id
 * @role: the house copy or the original
 *
 * What is written after this is not seen: a take that is being filmed looks like
 * one that ended now.
 *
 * Returns: (transfer full): a reader
 */
DemainsMediaReader *
demains_media_reader_new (const char *path, const char *take_id, DemainsMediaRole role, GError **error)
{
  g_autoptr (DemainsMediaReader) self = g_object_new (DEMAINS_TYPE_MEDIA_READER, NULL);
  const DemainsChunkPlace *last;

  self->database = demains_database_open (path, DEMAINS_DATABASE_READ, error);
  if (self->database == NULL)
    return NULL;
  self->media = demains_media_table_find (self->database, take_id, role, error);
  if (self->media == NULL)
    return NULL;
  self->map = demains_media_table_map (self->database, self->media->id, error);
  if (self->map == NULL)
    return NULL;

  if (role == DEMAINS_MEDIA_TAKE)
    self->front = demains_matroska_make_front (self->media->header, self->media->duration, self->map, error);
  else
    self->front = g_bytes_ref (self->media->header);
  if (self->front == NULL)
    return NULL;

  self->size = g_bytes_get_size (self->front);
  if (self->map->len > 0)
    {
      last = &g_array_index (self->map, DemainsChunkPlace, self->map->len - 1);
      self->size += last->offset + last->size;
    }

  return g_steal_pointer (&self);
}

/**
 * demains_media_reader_get_size:
 *
 * Returns: how many bytes the film has as a file
 */
guint64
demains_media_reader_get_size (DemainsMediaReader *self)
{
  return self->size;
}

/**
 * demains_media_reader_read:
 * @offset: where to begin
 * @buffer: (out caller-allocates) (array length=size): where the bytes go
 * @size: how many
 *
 * Returns: how many bytes were read: fewer than @size only at the end; -1 with
 *   an error
 */
gssize
demains_media_reader_read (DemainsMediaReader *self, guint64 offset, gpointer buffer, gsize size, GError **error)
{
  gsize front_size;
  const guint8 *front = g_bytes_get_data (self->front, &front_size);
  gsize from_front = 0;
  gssize from_chunks;

  if (offset >= self->size)
    return 0;
  size = MIN (size, self->size - offset);
  if (offset < front_size)
    {
      from_front = MIN (size, front_size - offset);
      memcpy (buffer, front + offset, from_front);
      if (from_front == size)
        return size;
    }

  from_chunks
    = read_chunks (self, offset + from_front - front_size, (guint8 *)buffer + from_front, size - from_front, error);

  return from_chunks < 0 ? -1 : (gssize)from_front + from_chunks;
}
