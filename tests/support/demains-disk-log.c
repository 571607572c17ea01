/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-disk-log.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* Bytes that a disk writes whole or not at all. */
#define SECTOR 512

typedef enum
{
  PART_FILE,
  PART_JOURNAL,
  N_PARTS,
} Part;

typedef enum
{
  EVENT_WRITE,
  EVENT_TRUNCATE,
  EVENT_DELETE,
  EVENT_SYNC,
  EVENT_NOTE,
} EventType;

typedef struct
{
  EventType type;
  Part part;
  gint64 offset; /* or the new size, or the number noted */
  GBytes *bytes;
} Event;

/* One of the two files as the disk surely has it, and what may be on it too. */
typedef struct
{
  GByteArray *bytes;
  gboolean exists;
  GPtrArray *pending;
} Side;

typedef struct
{
  sqlite3_file base;
  Part part;
  sqlite3_file *real;
} LogFile;

static sqlite3_vfs vfs;
static sqlite3_vfs *real_vfs;
static GMutex lock;
static char *names[N_PARTS];
static GBytes *beginning;
static GPtrArray *events;

static void
event_free (Event *event)
{
  g_clear_pointer (&event->bytes, g_bytes_unref);
  g_free (event);
}

static void
add_event (EventType type, Part part, gint64 offset, GBytes *bytes)
{
  Event *event = g_new0 (Event, 1);

  event->type = type;
  event->part = part;
  event->offset = offset;
  event->bytes = bytes;
  g_mutex_lock (&lock);
  g_ptr_array_add (events, event);
  g_mutex_unlock (&lock);
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((LogFile *)file)->real;
}

static int
log_close (sqlite3_file *file)
{
  return get_real (file)->pMethods->xClose (get_real (file));
}

static int
log_read (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), data, length, offset);
}

static int
log_write (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  add_event (EVENT_WRITE, ((LogFile *)file)->part, offset, g_bytes_new (data, length));

  return get_real (file)->pMethods->xWrite (get_real (file), data, length, offset);
}

static int
log_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  add_event (EVENT_TRUNCATE, ((LogFile *)file)->part, size, NULL);

  return get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
log_sync (sqlite3_file *file, int flags)
{
  add_event (EVENT_SYNC, ((LogFile *)file)->part, 0, NULL);

  return get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
log_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
log_lock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
log_unlock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
log_check_lock (sqlite3_file *file, int *reserved)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), reserved);
}

static int
log_control (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
log_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
log_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static const sqlite3_io_methods METHODS = {
  .iVersion = 1,
  .xClose = log_close,
  .xRead = log_read,
  .xWrite = log_write,
  .xTruncate = log_truncate,
  .xSync = log_sync,
  .xFileSize = log_file_size,
  .xLock = log_lock,
  .xUnlock = log_unlock,
  .xCheckReservedLock = log_check_lock,
  .xFileControl = log_control,
  .xSectorSize = log_sector_size,
  .xDeviceCharacteristics = log_characteristics,
};

static Part
find_part (const char *name)
{
  Part part = PART_FILE;

  while (part < N_PARTS && g_strcmp0 (names[part], name) != 0)
    part++;

  return part;
}

/* Other files are not of interest. */
static int
log_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  LogFile *log = (LogFile *)file;
  Part part = find_part (name);
  int code;

  if (part == N_PARTS)
    return real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  log->part = part;
  log->real = (sqlite3_file *)(log + 1);
  code = real_vfs->xOpen (real_vfs, name, log->real, flags, out_flags);
  log->base.pMethods = log->real->pMethods != NULL ? &METHODS : NULL;

  return code;
}

static int
log_delete (sqlite3_vfs *self, const char *name, int sync)
{
  Part part = find_part (name);

  if (part != N_PARTS)
    add_event (EVENT_DELETE, part, 0, NULL);
  if (part != N_PARTS && sync)
    add_event (EVENT_SYNC, part, 0, NULL);

  return real_vfs->xDelete (real_vfs, name, sync);
}

void
demains_disk_log_start (const char *path)
{
  char *contents;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  beginning = g_bytes_new_take (contents, length);
  names[PART_FILE] = g_strdup (path);
  names[PART_JOURNAL] = g_strconcat (path, "-journal", NULL);
  events = g_ptr_array_new_with_free_func ((GDestroyNotify)event_free);

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "disk-log";
  vfs.szOsFile = sizeof (LogFile) + real_vfs->szOsFile;
  vfs.xOpen = log_open;
  vfs.xDelete = log_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/* What was remembered can still be asked for. */
void
demains_disk_log_stop (void)
{
  sqlite3_vfs_unregister (&vfs);
  sqlite3_vfs_register (real_vfs, 1);
}

guint
demains_disk_log_get_length (void)
{
  return events->len;
}

void
demains_disk_log_note (guint number)
{
  add_event (EVENT_NOTE, N_PARTS, number, NULL);
}

static void
write_bytes (Side *side, gint64 offset, const guint8 *data, gsize length)
{
  if (side->bytes->len < offset + length)
    {
      gsize before = side->bytes->len;

      g_byte_array_set_size (side->bytes, offset + length);
      memset (side->bytes->data + before, 0, side->bytes->len - before);
    }
  memcpy (side->bytes->data + offset, data, length);
  side->exists = TRUE;
}

/* Does an event to the disk; with @random only some sectors of it, maybe. */
static void
do_event (Side *side, const Event *event, GRand *random)
{
  gsize length = 0;
  const guint8 *data = event->bytes != NULL ? g_bytes_get_data (event->bytes, &length) : NULL;
  gboolean torn = random != NULL && g_rand_int_range (random, 0, 3) == 0;

  switch (event->type)
    {
    case EVENT_WRITE:
      for (gsize start = 0, piece; start < length; start += piece)
        {
          piece = torn ? MIN (SECTOR - (event->offset + start) % SECTOR, length - start) : length;
          if (!torn || g_rand_boolean (random))
            write_bytes (side, event->offset + start, data + start, piece);
        }
      break;
    case EVENT_TRUNCATE:
      if (event->offset < side->bytes->len)
        g_byte_array_set_size (side->bytes, event->offset);
      break;
    case EVENT_DELETE:
      g_byte_array_set_size (side->bytes, 0);
      side->exists = FALSE;
      break;
    case EVENT_SYNC:
    case EVENT_NOTE:
      g_assert_not_reached ();
    }
}

/* At the cut: all that was not synced, or none, or some in any order. */
static void
do_pending (Side *side, GRand *random)
{
  int luck = g_rand_int_range (random, 0, 4);

  for (guint i = side->pending->len; luck > 1 && i > 1; i--)
    {
      guint other = g_rand_int_range (random, 0, i);
      gpointer event = side->pending->pdata[other];

      side->pending->pdata[other] = side->pending->pdata[i - 1];
      side->pending->pdata[i - 1] = event;
    }
  for (guint i = 0; i < side->pending->len; i++)
    if (luck == 1 || (luck > 1 && g_rand_boolean (random)))
      do_event (side, side->pending->pdata[i], luck > 1 ? random : NULL);
}

static void
put_side (Side *side, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  if (side->exists)
    g_file_set_contents_full (path, (char *)side->bytes->data, side->bytes->len, G_FILE_SET_CONTENTS_NONE, 0600,
                              &error);
  g_assert_no_error (error);
}

guint
demains_disk_log_cut (guint n, GRand *random, const char *target)
{
  g_autofree char *journal = g_strconcat (target, "-journal", NULL);
  Side sides[N_PARTS] = { 0 };
  guint noted = 0;
  gsize length;
  const guint8 *data = g_bytes_get_data (beginning, &length);

  for (Part part = PART_FILE; part < N_PARTS; part++)
    {
      sides[part].bytes = g_byte_array_new ();
      sides[part].pending = g_ptr_array_new ();
    }
  write_bytes (&sides[PART_FILE], 0, data, length);

  for (guint i = 0; i < n; i++)
    {
      const Event *event = events->pdata[i];

      if (event->type == EVENT_NOTE)
        noted = event->offset;
      else if (event->type != EVENT_SYNC)
        g_ptr_array_add (sides[event->part].pending, (gpointer)event);
      else
        {
          Side *side = &sides[event->part];

          for (guint p = 0; p < side->pending->len; p++)
            do_event (side, side->pending->pdata[p], NULL);
          g_ptr_array_set_size (side->pending, 0);
        }
    }

  for (Part part = PART_FILE; part < N_PARTS; part++)
    {
      do_pending (&sides[part], random);
      put_side (&sides[part], part == PART_FILE ? target : journal);
      g_byte_array_unref (sides[part].bytes);
      g_ptr_array_unref (sides[part].pending);
    }

  return noted;
}
