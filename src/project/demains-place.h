/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * DemainsPlaceFlags:
 * @DEMAINS_PLACE_PORTAL: a document portal shows it: what locks and crashes do there is not to be relied on
 * @DEMAINS_PLACE_NETWORK: other computers may use it too, and locks may not reach them
 * @DEMAINS_PLACE_FAT: FAT, whose files end at 4 GiB
 */
typedef enum
{
  DEMAINS_PLACE_PORTAL = 1 << 0,
  DEMAINS_PLACE_NETWORK = 1 << 1,
  DEMAINS_PLACE_FAT = 1 << 2,
} DemainsPlaceFlags;

/**
 * DemainsPlace:
 * @flags: what kind of place it is
 * @largest_file: in bytes how large a file may become; -1 where that is not known or only the disk's size counts
 * @free_bytes: how many bytes a program of this user may still write; -1 where that is not known
 * @total_bytes: how large the file system is; 0 where that is not known
 * @device: its number; what a portal shows has one of its own
 *
 * The file system that a file is on, or will be.
 */
typedef struct
{
  DemainsPlaceFlags flags;
  gint64 largest_file;
  gint64 free_bytes;
  gint64 total_bytes;
  dev_t device;
} DemainsPlace;

void demains_place_inspect (const char *path, DemainsPlace *place);
void demains_place_classify (gint64 magic, const char *name, DemainsPlace *place);
gboolean demains_place_shares_disk (const DemainsPlace *self, const DemainsPlace *other);

G_END_DECLS
