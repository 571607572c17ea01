/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-file-use.h"

#include <sys/stat.h>
#include <unistd.h>

struct _DemainsFileUse
{
  dev_t device;
  ino_t inode;
  guint users;
  GArray *descriptors;
};

static GMutex lock;
static GSList *uses;

static DemainsFileUse *
find (const struct stat *status)
{
  for (GSList *l = uses; l != NULL; l = l->next)
    {
      DemainsFileUse *use = l->data;

      if (use->device == status->st_dev && use->inode == status->st_ino)
        return use;
    }

  return NULL;
}

/*
 * demains_file_use_begin:
 * @path: a file that SQLite is about to open
 *
 * Returns: (nullable): the use to end when SQLite has closed it; %NULL where
 *   there is no file
 */
DemainsFileUse *
demains_file_use_begin (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  struct stat status;
  DemainsFileUse *self;

  if (stat (path, &status) != 0)
    return NULL;

  self = find (&status);
  if (self == NULL)
    {
      self = g_new0 (DemainsFileUse, 1);
      self->device = status.st_dev;
      self->inode = status.st_ino;
      self->descriptors = g_array_new (FALSE, FALSE, sizeof (int));
      uses = g_slist_prepend (uses, self);
    }
  self->users++;

  return self;
}

/*
 * demains_file_use_end:
 * @self: (nullable): a use of a file that SQLite has closed
 *
 * Closes what waited for that, if nobody else uses the file.
 */
void
demains_file_use_end (DemainsFileUse *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (self == NULL || --self->users > 0)
    return;

  uses = g_slist_remove (uses, self);
  for (guint i = 0; i < self->descriptors->len; i++)
    close (g_array_index (self->descriptors, int, i));
  g_array_unref (self->descriptors);
  g_free (self);
}

/*
 * demains_file_is_used:
 * @path: a file, not opened for its own sake
 *
 * Returns: whether SQLite has it open, so that nobody else here may
 */
gboolean
demains_file_is_used (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  struct stat status;

  return stat (path, &status) == 0 && find (&status) != NULL;
}

/*
 * demains_file_close:
 * @fd: a descriptor of a file that SQLite may have open
 *
 * Closes it, now or when SQLite has closed the file.
 */
void
demains_file_close (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  struct stat status;
  DemainsFileUse *use = fstat (fd, &status) == 0 ? find (&status) : NULL;

  if (use != NULL)
    g_array_append_val (use->descriptors, fd);
  else
    close (fd);
}
