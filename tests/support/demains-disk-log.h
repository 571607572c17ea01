/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Remembers each write and sync that SQLite does to one project file, so that the
 * disk can be made as a power cut may have left it at any of them. */

void demains_disk_log_start (const char *path);
void demains_disk_log_stop (void);
guint demains_disk_log_get_length (void);

/* What the program was told is on the disk from now on. */
void demains_disk_log_note (guint number);

/* Writes the file, and its journal if there is one, as a cut after so many
 * events may leave them: what was synced is there; of the rest some is, in any
 * order, and what is may be torn. Returns the number last noted before. */
guint demains_disk_log_cut (guint events, GRand *random, const char *target);

G_END_DECLS
