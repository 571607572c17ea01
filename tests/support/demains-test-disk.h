/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the system says of every file system from now on, in programs that are
 * built with this: FAT cannot be mounted here, and a disk is not filled for a
 * quarter of an hour. -1 is what is true. */
void demains_test_disk_set (gint64 free_bytes, gboolean fat);

G_END_DECLS
