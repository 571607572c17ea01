/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The claim of one program on a project file, held for as long as it writes it.
 * It is a lock on a byte far beyond the file's end, which the system drops when
 * the program ends in whatever way. Take it before SQLite opens the file and
 * give it back after SQLite closed it. */
typedef struct _DemainsGuard DemainsGuard;

DemainsGuard *demains_guard_take (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_guard_free (DemainsGuard *self);
gboolean demains_guard_locks (const DemainsGuard *self);
gboolean demains_guard_is_taken (const char *path, int *fd, gboolean *known);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsGuard, demains_guard_free)

G_END_DECLS
