/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-disk.h"

#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

/* linux/magic.h */
#define MAGIC_FAT 0x4d44

static GMutex lock;
static gint64 said_free = -1;
static gboolean said_fat;

void
demains_test_disk_set (gint64 free_bytes, gboolean fat)
{
  g_mutex_lock (&lock);
  said_free = free_bytes;
  said_fat = fat;
  g_mutex_unlock (&lock);
}

/* Comes before that of the C library. */
int
statfs (const char *path, struct statfs *disk)
{
  int answer = syscall (SYS_statfs, path, disk);

  g_mutex_lock (&lock);
  if (answer == 0 && said_fat)
    disk->f_type = MAGIC_FAT;
  if (answer == 0 && said_free >= 0)
    disk->f_bavail = said_free / disk->f_bsize;
  g_mutex_unlock (&lock);

  return answer;
}
