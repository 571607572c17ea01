/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-guard.h"

#include "demains-file-use.h"
#include "demains-project-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

/* Far from the bytes at 1 GiB that SQLite locks (sqlite.org/lockingv3.html), and
 * within what every file system takes as an offset. */
#define GUARD_BYTE G_GINT64_CONSTANT (0x3fffffffffff0000)

/* How often in a row a file may be replaced while it is being opened. */
#define TRIES 5

struct _DemainsGuard
{
  int fd;
  gboolean locks;
};

/* Whether the file that is open is still the one of that name. */
static gboolean
is_at (int fd, const char *path)
{
  struct stat here, there;

  return fstat (fd, &here) == 0 && stat (path, &there) == 0 && here.st_dev == there.st_dev
         && here.st_ino == there.st_ino;
}

static DemainsGuard *
take_once (const char *path, GError **error)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = GUARD_BYTE, .l_len = 1 };
  DemainsGuard *self;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  int answer;

  if (fd < 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR,
                   errno == EROFS ? DEMAINS_PROJECT_ERROR_READ_ONLY : DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }

  answer = fcntl (fd, F_OFD_SETLK, &lock);
  if (answer != 0 && (errno == EAGAIN || errno == EACCES))
    {
      demains_file_close (fd);
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE, "%s is being written by another program",
                   path);
      return NULL;
    }

  self = g_new0 (DemainsGuard, 1);
  self->fd = fd;
  self->locks = answer == 0;

  return self;
}

/**
 * demains_guard_take:
 * @path: an existing project file
 *
 * A file system that knows no locks gives the claim to everybody, see
 * demains_guard_locks().
 *
 * Returns: (transfer full): the claim; %NULL with %DEMAINS_PROJECT_ERROR_IN_USE
 *   when another program has it, %DEMAINS_PROJECT_ERROR_PERMISSION when the file
 *   may not be written
 */
DemainsGuard *
demains_guard_take (const char *path, GError **error)
{
  DemainsGuard *self = take_once (path, error);

  /* Another file may have taken the name in between. */
  for (guint i = 0; self != NULL && !is_at (self->fd, path) && i < TRIES; i++)
    {
      demains_guard_free (self);
      self = take_once (path, error);
    }

  return self;
}

void
demains_guard_free (DemainsGuard *self)
{
  struct flock lock = { .l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = GUARD_BYTE, .l_len = 1 };

  /* The claim ends now, even where the descriptor stays for a while. */
  fcntl (self->fd, F_OFD_SETLK, &lock);
  demains_file_close (self->fd);
  g_free (self);
}

/**
 * demains_guard_locks:
 *
 * Returns: whether the file system knows locks at all
 */
gboolean
demains_guard_locks (const DemainsGuard *self)
{
  return self->locks;
}

/**
 * demains_guard_is_taken:
 * @path: a project file
 * @fd: (inout): a descriptor to ask again with, -1 at first; give it to
 *   demains_file_close() in the end
 * @known: (out): %FALSE where locks tell nothing
 *
 * Looks without taking, so that nobody who would take it meanwhile is refused.
 *
 * Returns: whether a program has the claim
 */
gboolean
demains_guard_is_taken (const char *path, int *fd, gboolean *known)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = GUARD_BYTE, .l_len = 1 };

  if (*fd >= 0 && !is_at (*fd, path))
    {
      demains_file_close (*fd);
      *fd = -1;
    }
  if (*fd < 0)
    *fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  *known = *fd >= 0 && fcntl (*fd, F_OFD_GETLK, &lock) == 0;

  return *known && lock.l_type != F_UNLCK;
}
