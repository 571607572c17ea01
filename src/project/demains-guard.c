/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-guard.h"

#include "demains-file-use.h"
#include "demains-project-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

/* Far from the bytes at 1 GiB that SQLite locks (sqlite.org/lockingv3.html), and
 * within what every file system takes as an offset. */
#define GUARD_BYTE G_GINT64_CONSTANT (0x3fffffffffff0000)

struct _DemainsGuard
{
  int fd;
};

/**
 * demains_guard_take:
 * @path: an existing project file
 *
 * A file system that knows no locks gives the claim to everybody; SQLite's own
 * locks still keep each commit whole there.
 *
 * Returns: (transfer full): the claim; %NULL with %DEMAINS_PROJECT_ERROR_IN_USE
 *   when another program has it, %DEMAINS_PROJECT_ERROR_PERMISSION when the file
 *   may not be written
 */
DemainsGuard *
demains_guard_take (const char *path, GError **error)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = GUARD_BYTE, .l_len = 1 };
  DemainsGuard *self;
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);

  if (fd < 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR,
                   errno == EROFS ? DEMAINS_PROJECT_ERROR_READ_ONLY : DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", path,
                   g_strerror (errno));
      return NULL;
    }

  if (fcntl (fd, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES))
    {
      demains_file_close (fd);
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE, "%s is being written by another program",
                   path);
      return NULL;
    }

  self = g_new0 (DemainsGuard, 1);
  self->fd = fd;

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
