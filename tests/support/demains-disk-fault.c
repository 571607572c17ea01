/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-disk-fault.h"

#include <sqlite3.h>

typedef struct
{
  sqlite3_file base;
  char *name;
  guint generation;
  sqlite3_file *real;
} FaultFile;

static sqlite3_vfs vfs;
static sqlite3_vfs *real_vfs;
static GThread *main_thread;
static int main_calls;
static int calls;
static int delay;

static GMutex lock;
static char *pulled;
static char *frozen;
static char *committing;
static gboolean is_pulled;
static guint generation;

static void
note_call (void)
{
  g_atomic_int_inc (g_thread_self () == main_thread ? &main_calls : &calls);
}

static gboolean
is_in (const char *name, const char *folder)
{
  return name != NULL && folder != NULL && g_str_has_prefix (name, folder) && name[strlen (folder)] == '/';
}

static gboolean
is_dead (FaultFile *file)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return is_in (file->name, pulled) && file->generation < generation;
}

static gboolean
is_frozen (const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return is_in (name, frozen);
}

static gboolean
cannot_be_opened (const char *name)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return is_pulled && is_in (name, pulled);
}

static sqlite3_file *
get_real (sqlite3_file *file)
{
  note_call ();

  return ((FaultFile *)file)->real;
}

static void
take_time (void)
{
  g_usleep (g_atomic_int_get (&delay) * 1000);
}

static int
fault_close (sqlite3_file *file)
{
  g_clear_pointer (&((FaultFile *)file)->name, g_free);

  return get_real (file)->pMethods->xClose (((FaultFile *)file)->real);
}

static int
fault_read (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  sqlite3_file *real = get_real (file);

  return is_dead ((FaultFile *)file) ? SQLITE_IOERR_READ : real->pMethods->xRead (real, data, length, offset);
}

/* A commit ends when the journal's header, 28 bytes, is made zeros
 * (sqlite.org/atomiccommit.html §7.6, fileformat2.html §3). */
static gboolean
ends_commit (FaultFile *file, int length, sqlite3_int64 offset)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return is_in (file->name, committing) && g_str_has_suffix (file->name, "-journal") && offset == 0 && length == 28;
}

static int
fault_write (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  sqlite3_file *real = get_real (file);

  take_time ();
  if (ends_commit ((FaultFile *)file, length, offset))
    {
      real->pMethods->xWrite (real, data, length, offset);
      demains_disk_fault_pull (committing);
      g_clear_pointer (&committing, g_free);
    }
  if (is_dead ((FaultFile *)file) || is_frozen (((FaultFile *)file)->name))
    return SQLITE_IOERR_WRITE;

  return real->pMethods->xWrite (real, data, length, offset);
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  sqlite3_file *real = get_real (file);

  if (is_dead ((FaultFile *)file) || is_frozen (((FaultFile *)file)->name))
    return SQLITE_IOERR_TRUNCATE;

  return real->pMethods->xTruncate (real, size);
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  sqlite3_file *real = get_real (file);

  take_time ();
  if (is_dead ((FaultFile *)file) || is_frozen (((FaultFile *)file)->name))
    return SQLITE_IOERR_FSYNC;

  return real->pMethods->xSync (real, flags);
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  sqlite3_file *real = get_real (file);

  return is_dead ((FaultFile *)file) ? SQLITE_IOERR_FSTAT : real->pMethods->xFileSize (real, size);
}

static int
fault_lock (sqlite3_file *file, int level)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xLock (real, level);
}

static int
fault_unlock (sqlite3_file *file, int level)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xUnlock (real, level);
}

static int
fault_check_lock (sqlite3_file *file, int *reserved)
{
  sqlite3_file *real = get_real (file);

  return real->pMethods->xCheckReservedLock (real, reserved);
}

static int
fault_control (sqlite3_file *file, int operation, void *argument)
{
  sqlite3_file *real = ((FaultFile *)file)->real;

  return real->pMethods->xFileControl (real, operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  sqlite3_file *real = ((FaultFile *)file)->real;

  return real->pMethods->xSectorSize (real);
}

static int
fault_characteristics (sqlite3_file *file)
{
  sqlite3_file *real = ((FaultFile *)file)->real;

  return real->pMethods->xDeviceCharacteristics (real);
}

static const sqlite3_io_methods METHODS = {
  .iVersion = 1,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_lock,
  .xFileControl = fault_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_characteristics,
};

static gboolean
is_of_disk (int flags)
{
  return (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
}

static int
fault_open (sqlite3_vfs *self, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *fault = (FaultFile *)file;
  int code;

  if (!is_of_disk (flags))
    {
      fault->real = (sqlite3_file *)(fault + 1);
      return real_vfs->xOpen (real_vfs, name, file, flags, out_flags);
    }

  note_call ();
  file->pMethods = NULL;
  if (cannot_be_opened (name) || (is_frozen (name) && (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0))
    return SQLITE_CANTOPEN;
  fault->real = (sqlite3_file *)(fault + 1);
  code = real_vfs->xOpen (real_vfs, name, fault->real, flags, out_flags);
  if (code != SQLITE_OK)
    return code;
  g_mutex_lock (&lock);
  fault->generation = generation;
  g_mutex_unlock (&lock);
  fault->name = g_strdup (name);
  file->pMethods = &METHODS;

  return code;
}

static int
fault_delete (sqlite3_vfs *self, const char *name, int sync)
{
  note_call ();
  take_time ();
  if (cannot_be_opened (name) || is_frozen (name))
    return SQLITE_IOERR_DELETE;

  return real_vfs->xDelete (real_vfs, name, sync);
}

static int
fault_access (sqlite3_vfs *self, const char *name, int flags, int *answer)
{
  note_call ();
  *answer = 0;

  return cannot_be_opened (name) ? SQLITE_OK : real_vfs->xAccess (real_vfs, name, flags, answer);
}

void
demains_disk_fault_start (void)
{
  main_thread = g_thread_self ();
  main_calls = 0;
  calls = 0;
  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "disk-fault";
  vfs.szOsFile = sizeof (FaultFile) + real_vfs->szOsFile;
  vfs.xOpen = fault_open;
  vfs.xDelete = fault_delete;
  vfs.xAccess = fault_access;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
demains_disk_fault_stop (void)
{
  demains_disk_fault_set_delay (0);
  demains_disk_fault_freeze (NULL);
  demains_disk_fault_plug ();
  sqlite3_vfs_unregister (&vfs);
  sqlite3_vfs_register (real_vfs, 1);
}

guint
demains_disk_fault_get_main_calls (void)
{
  return g_atomic_int_get (&main_calls);
}

guint
demains_disk_fault_get_calls (void)
{
  return g_atomic_int_get (&calls);
}

void
demains_disk_fault_set_delay (guint milliseconds)
{
  g_atomic_int_set (&delay, milliseconds);
}

void
demains_disk_fault_pull (const char *folder)
{
  g_mutex_lock (&lock);
  g_set_str (&pulled, folder);
  is_pulled = TRUE;
  generation++;
  g_mutex_unlock (&lock);
}

void
demains_disk_fault_pull_at_commit (const char *folder)
{
  g_mutex_lock (&lock);
  g_set_str (&committing, folder);
  g_mutex_unlock (&lock);
}

void
demains_disk_fault_plug (void)
{
  g_mutex_lock (&lock);
  is_pulled = FALSE;
  g_mutex_unlock (&lock);
}

void
demains_disk_fault_freeze (const char *folder)
{
  g_mutex_lock (&lock);
  g_set_str (&frozen, folder);
  g_mutex_unlock (&lock);
}
