/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Holds what queries of one connection cost against the size of the file. A tree
 * of pages that leads back into itself, or rows that share one long text, else
 * make a small file give rows and texts without end. */
typedef struct _DemainsBounds DemainsBounds;

DemainsBounds *demains_bounds_new (sqlite3 *handle);
void demains_bounds_free (DemainsBounds *self);

void demains_bounds_start (DemainsBounds *self, sqlite3_stmt *statement);
gboolean demains_bounds_count_row (DemainsBounds *self, sqlite3_stmt *statement);

/* Whether the file is one that SQLite can be given: no program of its own in the
 * schema, no journal that leads elsewhere. */
gboolean demains_bounds_check_journal (sqlite3 *handle, GError **error);
gboolean demains_bounds_check_schema (sqlite3 *handle, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsBounds, demains_bounds_free)

G_END_DECLS
