/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-reader.h"

#include "demains-matroska.h"
#include "demains-media-table.h"
#include "demains-project-error.h"
#include "demains-recovery.h"

/* What is read in one go where one chunk is read after the other, in bytes: to open
 * the file and a row takes about as long as to read one. */
#define READ_AHEAD (512 * 1024)

/* What an element that says nothing begins with: its id, and its length in eight bytes (RFC 8794 §11.3.3, §4). */
#define VOID_ID 0xec
#define VOID_EIGHT_BYTES 0x01
#define VOID_HEADER 9

/* Of a damaged disk some chunks in a row cannot be read, and of one that was taken out all of them: four seconds. */
#define MOST_UNREADABLE 8

/* Bytes of a film that whoever was given some of them may still use. */
typedef struct
{
  gatomicrefcount references;
  gsize capacity;
  guint8 bytes[];
} Window;

struct _DemainsMediaReader
{
  GObject parent_instance;

  DemainsDatabase *database;
  DemainsMediaRow *media;
  GArray *map;
  GBytes *front;
  guint64 size;

  /* The chunks that were read last, and where they are among all. The file is not
   * held between two reads, or the writer could not commit. */
  Window *window;
  gint64 window_start;
  gsize window_size;
  guint n_unreadable;
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

static void
window_unref (gpointer data)
{
  Window *window = data;

  if (g_atomic_ref_count_dec (&window->references))
    g_free (window);
}

/* The window again, unless it is too small or somebody still looks at it. */
static void
prepare_window (DemainsMediaReader *self, gsize size)
{
  self->window_size = 0;
  if (self->window != NULL && self->window->capacity >= size
      && g_atomic_ref_count_compare (&self->window->references, 1))
    return;

  g_clear_pointer (&self->window, window_unref);
  self->window = g_malloc (sizeof (Window) + size);
  self->window->capacity = size;
  g_atomic_ref_count_init (&self->window->references);
}

/* Adds a chunk to the window. */
static gboolean
read_chunk (DemainsMediaReader *self, sqlite3_blob *blob, const DemainsChunkPlace *place, GError **error)
{
  int code;

  if (sqlite3_blob_bytes (blob) != place->size)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED,
                   "a chunk is %d bytes long and not %" G_GINT64_FORMAT, sqlite3_blob_bytes (blob),
                   (gint64)place->size);
      return FALSE;
    }

  code = sqlite3_blob_read (blob, self->window->bytes + self->window_size, place->size, 0);
  if (code != SQLITE_OK)
    {
      demains_set_sqlite_error (demains_database_get_handle (self->database), code, error);
      return FALSE;
    }
  self->window_size += place->size;

  return TRUE;
}

/* A chunk of a take is a cluster of its own, half a second long: where one cannot be read there is an element that says
 * nothing, so that all that comes after keeps its place. */
static gboolean
leave_out_chunk (DemainsMediaReader *self, const DemainsChunkPlace *place, const GError *problem)
{
  gboolean damaged = g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED);
  gboolean gone = g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
  guint64 length = place->size - VOID_HEADER;

  if (self->media->role != DEMAINS_MEDIA_TAKE || place->size < VOID_HEADER
      || !(damaged || (gone && self->n_unreadable < MOST_UNREADABLE)))
    return FALSE;

  g_info ("A chunk of %s is left out: %s", self->media->take, problem->message);
  memset (self->window->bytes, 0, place->size);
  self->window->bytes[0] = VOID_ID;
  length = GUINT64_TO_BE (length);
  memcpy (self->window->bytes + 1, &length, sizeof length);
  self->window->bytes[1] = VOID_EIGHT_BYTES;
  self->window_size = place->size;
  self->n_unreadable++;

  return TRUE;
}

/* Reads so many chunks. What comes after the first may fail: it is asked for again. */
static gboolean
load_chunks (DemainsMediaReader *self, guint index, guint n, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const DemainsChunkPlace *places = &g_array_index (self->map, DemainsChunkPlace, index);
  sqlite3 *handle = demains_database_get_handle (self->database);
  sqlite3_blob *blob = NULL;
  int code = sqlite3_blob_open (handle, "main", "chunk", "bytes", places[0].row, 0, &blob);

  prepare_window (self, places[n - 1].offset + places[n - 1].size - places[0].offset);
  self->window_start = places[0].offset;
  if (code != SQLITE_OK)
    demains_set_sqlite_error (handle, code, &problem);
  for (guint i = 0; i < n && code == SQLITE_OK; i++)
    {
      if (!read_chunk (self, blob, &places[i], i == 0 ? &problem : NULL))
        break;
      if (i + 1 < n)
        code = sqlite3_blob_reopen (blob, places[i + 1].row);
    }
  sqlite3_blob_close (blob);

  if (problem == NULL)
    self->n_unreadable = 0;
  else if (!leave_out_chunk (self, &places[0], problem))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return TRUE;
}

/* How many chunks from @index on are read in one go. */
static guint
count_ahead (DemainsMediaReader *self, guint index)
{
  const DemainsChunkPlace *places = &g_array_index (self->map, DemainsChunkPlace, 0);
  guint n = 1;

  if (self->window_size == 0 || places[index].offset != self->window_start + (gint64)self->window_size)
    return 1;
  while (index + n < self->map->len
         && places[index + n].offset + places[index + n].size - places[index].offset <= READ_AHEAD)
    n++;

  return n;
}

/* Sees to it that the byte at @offset among all chunks is in the window.
 *
 * Returns: how many are there from it on, 0 at the end, -1 with an error */
static gssize
look_at (DemainsMediaReader *self, gint64 offset, GError **error)
{
  guint index;

  if (offset < self->window_start || offset >= self->window_start + (gint64)self->window_size)
    {
      index = find_chunk (self, offset);
      if (offset >= g_array_index (self->map, DemainsChunkPlace, index).offset
                      + g_array_index (self->map, DemainsChunkPlace, index).size)
        return 0;
      if (!load_chunks (self, index, count_ahead (self, index), error))
        return -1;
    }

  return self->window_start + self->window_size - offset;
}

static gssize
read_chunks (DemainsMediaReader *self, gint64 offset, guint8 *buffer, gsize size, GError **error)
{
  gsize done = 0;

  while (done < size && self->map->len > 0)
    {
      gssize there = look_at (self, offset + done, error);
      gsize count;

      if (there < 0)
        return -1;
      if (there == 0)
        break;
      count = MIN (size - done, (gsize)there);
      memcpy (buffer + done, self->window->bytes + (offset + done - self->window_start), count);
      done += count;
    }

  return done;
}

static void
demains_media_reader_finalize (GObject *object)
{
  DemainsMediaReader *self = DEMAINS_MEDIA_READER (object);

  g_clear_pointer (&self->window, window_unref);
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
}

/* In the project, or, for what was filmed while the project's file is gone, in its
 * recovery file. */
static gboolean
open_film (DemainsMediaReader *self, const char *path, const char *take_id, DemainsMediaRole role, GError **error)
{
  g_autoptr (GError) problem = NULL;

  self->database = demains_database_open (path, DEMAINS_DATABASE_READ, &problem);
  if (self->database != NULL)
    self->media = demains_media_table_find (self->database, take_id, role, &problem);
  if (self->media != NULL)
    return TRUE;

  g_clear_pointer (&self->database, demains_database_close);
  self->database = demains_recovery_find_film (path, take_id, demains_media_role_to_name (role));
  if (self->database != NULL)
    self->media = demains_media_table_find (self->database, take_id, role, NULL);
  if (self->media != NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
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

  if (!open_film (self, path, take_id, role, error))
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

/**
 * demains_media_reader_read_bytes:
 * @offset: where to begin
 * @size: how many
 * @error: why there is nothing
 *
 * Reads without a copy where it can, which is nearly everywhere: what is answered
 * is part of a chunk that is kept for as long as somebody has it.
 *
 * Returns: (transfer full) (nullable): as many bytes as there are up to @size,
 *   none at the end; %NULL with an error
 */
GBytes *
demains_media_reader_read_bytes (DemainsMediaReader *self, guint64 offset, gsize size, GError **error)
{
  gsize front_size = g_bytes_get_size (self->front);
  g_autofree guint8 *bytes = NULL;
  gssize done = 0;

  size = offset < self->size ? MIN (size, self->size - offset) : 0;
  if (size > 0 && offset >= front_size && self->map->len > 0)
    {
      done = look_at (self, offset - front_size, error);
      if (done < 0)
        return NULL;
      if ((gsize)done >= size)
        {
          g_atomic_ref_count_inc (&self->window->references);
          return g_bytes_new_with_free_func (self->window->bytes + (offset - front_size - self->window_start), size,
                                             window_unref, self->window);
        }
    }

  bytes = g_malloc (MAX (size, 1));
  done = demains_media_reader_read (self, offset, bytes, size, error);

  return done >= 0 ? g_bytes_new_take (g_steal_pointer (&bytes), done) : NULL;
}

/**
 * demains_media_reader_get_header:
 *
 * Returns: (transfer none): what the muxer wrote before the first chunk
 */
GBytes *
demains_media_reader_get_header (DemainsMediaReader *self)
{
  return self->media->header;
}

/**
 * demains_media_reader_find_chunk:
 * @time: nanoseconds
 *
 * Returns: the last chunk that begins then or before, as an index; 0 where none does
 */
guint
demains_media_reader_find_chunk (DemainsMediaReader *self, gint64 time)
{
  guint index = self->map->len;

  while (index > 0 && g_array_index (self->map, DemainsChunkPlace, index - 1).start > time)
    index--;

  return index > 0 ? index - 1 : 0;
}

/**
 * demains_media_reader_read_chunk:
 * @index: which one
 * @error: why it cannot be read
 *
 * Returns: (transfer full) (nullable): its bytes, of a take those of a cluster or of an element that says nothing
 *     where it cannot be read; %NULL without an error behind the last one
 */
GBytes *
demains_media_reader_read_chunk (DemainsMediaReader *self, guint index, GError **error)
{
  const DemainsChunkPlace *place;

  if (index >= self->map->len)
    return NULL;
  place = &g_array_index (self->map, DemainsChunkPlace, index);

  return demains_media_reader_read_bytes (self, g_bytes_get_size (self->front) + place->offset, place->size, error);
}
