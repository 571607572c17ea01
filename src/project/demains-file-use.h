/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which files SQLite has open in this process. To close any descriptor of a file
 * drops all of the process's POSIX locks on it, also SQLite's (sqlite.org/
 * howtocorrupt.html §2.2): another program could then write between two pages
 * of a commit. So a descriptor of our own stays open until SQLite is done. */
typedef struct _DemainsFileUse DemainsFileUse;

DemainsFileUse *demains_file_use_begin (const char *path);
void demains_file_use_end (DemainsFileUse *self);

gboolean demains_file_is_used (const char *path);
void demains_file_close (int fd);

G_END_DECLS
