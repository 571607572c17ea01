/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-place.h"

#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

/* What statfs() calls file systems (statfs(2), linux/magic.h); some are not in
 * every system's headers. */
#define MAGIC_FAT 0x4d44
#define MAGIC_FUSE 0x65735546

static const gint64 NETWORK_MAGICS[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB 2 */
  0x01021997, /* 9P */
  0x5346414f, /* AFS */
  0x6b414653, /* the kernel's AFS */
  0x73757245, /* Coda */
  0x00c36400, /* Ceph */
  0x786f4256, /* shared folder of VirtualBox */
};

/* FUSE file systems are told apart by the type that /proc/self/mountinfo gives. */
static const char *const NETWORK_NAMES[] = {
  "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone",   "fuse.s3fs",      "fuse.davfs",
  "fuse.ceph",  "fuse.glusterfs",  "fuse.smbnetfs", "fuse.onedriver", "virtiofs",
};

static const char PORTAL_NAME[] = "fuse.portal";

/* FAT keeps a file's size in 32 bits. */
#define FAT_LARGEST_FILE (4 * G_GINT64_CONSTANT (1024) * 1024 * 1024 - 1)

/**
 * demains_place_classify:
 * @magic: the file system's type as statfs() says it
 * @name: (nullable): its type as /proc/self/mountinfo says it, needed for FUSE
 * @place: (out): gets flags and largest file
 *
 * What is known of a file system by its type.
 */
void
demains_place_classify (gint64 magic, const char *name, DemainsPlace *place)
{
  *place = (DemainsPlace){ .largest_file = -1, .free_bytes = -1 };

  if (magic == MAGIC_FAT)
    {
      place->flags |= DEMAINS_PLACE_FAT;
      place->largest_file = FAT_LARGEST_FILE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (NETWORK_MAGICS); i++)
    if (magic == NETWORK_MAGICS[i])
      place->flags |= DEMAINS_PLACE_NETWORK;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (NETWORK_NAMES); i++)
    if (strcmp (name, NETWORK_NAMES[i]) == 0)
      place->flags |= DEMAINS_PLACE_NETWORK;
  if (g_strcmp0 (name, PORTAL_NAME) == 0)
    place->flags |= DEMAINS_PLACE_PORTAL;
}

/* The type of the file system of @device, from a line such as
 * "43 93 0:44 / /run/user/1000/doc rw,nosuid - fuse.portal portal rw" (proc(5)). */
static char *
dup_mounted_type (dev_t device)
{
  g_autofree char *wanted = g_strdup_printf ("%u:%u", major (device), minor (device));
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents ("/proc/self/mountinfo", &table, NULL, NULL))
    return NULL;

  lines = g_strsplit (table, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], " ", -1);
      guint n = g_strv_length (fields);

      for (guint f = 6; f + 1 < n && strcmp (fields[2], wanted) == 0; f++)
        if (strcmp (fields[f], "-") == 0)
          return g_strdup (fields[f + 1]);
    }

  return NULL;
}

static gboolean
is_below_runtime (const char *path)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);

  return g_str_has_prefix (path, documents);
}

/**
 * demains_place_inspect:
 * @path: (type filename): a file, or where one is to be
 * @place: (out): what is known of where it is
 *
 * Asks the system about a place, which may take as long as the disk or the network
 * does: not for the main loop.
 */
void
demains_place_inspect (const char *path, DemainsPlace *place)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *type = NULL;
  const char *there = path;
  struct statfs disk;
  struct stat status;
  gboolean answers;

  *place = (DemainsPlace){ .largest_file = -1, .free_bytes = -1 };
  if (stat (there, &status) != 0)
    there = folder;
  if (stat (there, &status) != 0)
    return;

  /* The portal answers for what it shows, but not for the folder that shows it. */
  answers = statfs (there, &disk) == 0;
  if (!answers || disk.f_type == MAGIC_FUSE)
    type = dup_mounted_type (status.st_dev);
  demains_place_classify (answers ? disk.f_type : MAGIC_FUSE, type, place);
  /* A portal that gives its file system another type. */
  if (type != NULL && (g_str_has_prefix (path, "/run/flatpak/doc/") || is_below_runtime (path)))
    place->flags |= DEMAINS_PLACE_PORTAL;
  place->device = status.st_dev;
  /* Some file systems of FUSE answer with nothing but zeros. */
  if (answers && disk.f_blocks > 0)
    {
      place->free_bytes = (gint64)disk.f_bavail * disk.f_bsize;
      place->total_bytes = (gint64)disk.f_blocks * disk.f_bsize;
    }
}

/**
 * demains_place_shares_disk:
 * @self: a place
 * @other: another one
 *
 * A portal shows whatever disk as a device of its own, but says how large the disk is:
 * two of one size are taken for one.
 *
 * Returns: whether what is written to one takes room from the other
 */
gboolean
demains_place_shares_disk (const DemainsPlace *self, const DemainsPlace *other)
{
  if (self->device == other->device)
    return TRUE;

  return ((self->flags | other->flags) & DEMAINS_PLACE_PORTAL) != 0 && self->total_bytes > 0
         && self->total_bytes == other->total_bytes;
}
