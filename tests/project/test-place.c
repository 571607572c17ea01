/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-place.h"
#include "demains-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/statfs.h>
#include <unistd.h>

#define MIB (1024 * 1024)

/* Numbers and names of file systems that nobody can mount here. */
static void
test_types (void)
{
  static const struct
  {
    gint64 magic;
    const char *name;
    DemainsPlaceFlags flags;
  } types[] = {
    { 0xef53, "ext4", 0 },
    { 0x01021994, "tmpfs", 0 },
    { 0x2011bab0, "exfat", 0 },
    { 0x4d44, "vfat", DEMAINS_PLACE_FAT },
    { 0x6969, "nfs4", DEMAINS_PLACE_NETWORK },
    { 0xff534d42, "cifs", DEMAINS_PLACE_NETWORK },
    { 0xfe534d42, "smb3", DEMAINS_PLACE_NETWORK },
    { 0x01021997, "9p", DEMAINS_PLACE_NETWORK },
    { 0x65735546, "fuseblk", 0 },
    { 0x65735546, "fuse.sshfs", DEMAINS_PLACE_NETWORK },
    { 0x65735546, "fuse.gvfsd-fuse", DEMAINS_PLACE_NETWORK },
    { 0x65735546, "fuse.portal", DEMAINS_PLACE_PORTAL },
    { 0x65735546, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      DemainsPlace place;

      g_test_message ("%s", types[i].name);
      demains_place_classify (types[i].magic, types[i].name, &place);
      g_assert_cmpuint (place.flags, ==, types[i].flags);
      g_assert_cmpint (place.largest_file, ==, types[i].flags & DEMAINS_PLACE_FAT ? (gint64)G_MAXUINT32 : -1);
      g_assert_cmpint (place.free_bytes, ==, -1);
    }
}

/* How much less is free of a disk while there is a file of 32 MiB, in bytes. */
static gint64
measure_file (const char *path)
{
  DemainsPlace before, after;
  int fd;

  demains_place_inspect (path, &before);
  g_assert_cmpint (before.free_bytes, >, 64 * MIB);
  g_assert_cmpuint (before.flags, ==, 0);

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  g_assert_cmpint (posix_fallocate (fd, 0, 32 * MIB), ==, 0);
  demains_place_inspect (path, &after);
  close (fd);
  g_unlink (path);

  return before.free_bytes - after.free_bytes;
}

/* What is free, of the disk that a file is on, is what writing one takes away.
 * Other tests write there too, so that once in some times it must be so. */
static void
test_free (void)
{
  g_autofree char *path = g_strdup_printf ("/dev/shm/demains-test-place-%d", getpid ());
  struct statfs disk;
  gboolean right = FALSE;

  if (statfs ("/dev/shm", &disk) != 0 || disk.f_type != 0x01021994)
    {
      g_test_skip ("there is no tmpfs at /dev/shm");
      return;
    }

  for (guint i = 0; i < 50 && !right; i++)
    {
      gint64 taken = measure_file (path);

      g_test_message ("%" G_GINT64_FORMAT, taken);
      right = taken > 31 * MIB && taken < 33 * MIB;
    }
  g_assert_true (right);
}

static void
test_nowhere (void)
{
  DemainsPlace place;

  demains_place_inspect ("/nowhere/at/all.demains", &place);
  g_assert_cmpuint (place.flags, ==, 0);
  g_assert_cmpint (place.largest_file, ==, -1);
  g_assert_cmpint (place.free_bytes, ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/place/types", test_types);
  g_test_add_func ("/project/place/free", test_free);
  g_test_add_func ("/project/place/nowhere", test_nowhere);

  return g_test_run ();
}
