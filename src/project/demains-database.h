/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "DMNS" as the four bytes at offset 68 of every project file. */
#define DEMAINS_APPLICATION_ID 0x444d4e53

typedef enum
{
  DEMAINS_DATABASE_CREATE,
  DEMAINS_DATABASE_WRITE,
  DEMAINS_DATABASE_READ,
} DemainsDatabaseMode;

/* One connection to a project file, used by one thread. */
typedef struct _DemainsDatabase DemainsDatabase;

DemainsDatabase *demains_database_open (const char *path, DemainsDatabaseMode mode,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_database_close (DemainsDatabase *self);
void demains_database_abandon (DemainsDatabase *self);

sqlite3 *demains_database_get_handle (DemainsDatabase *self);
gboolean demains_database_exec (DemainsDatabase *self, const char *sql, GError **error);
gboolean demains_database_begin (DemainsDatabase *self, GError **error);
gboolean demains_database_commit (DemainsDatabase *self, GError **error);
void demains_database_rollback (DemainsDatabase *self);
gboolean demains_database_end (DemainsDatabase *self, gboolean done, GError **error);
gboolean demains_database_get_number (DemainsDatabase *self, const char *sql, gint64 *number, GError **error);

/* Statements are kept by the connection and reset after each use. */
sqlite3_stmt *demains_database_prepare (DemainsDatabase *self, const char *sql, GError **error);
gboolean demains_database_run (DemainsDatabase *self, sqlite3_stmt *statement, GError **error);
gboolean demains_database_next (DemainsDatabase *self, sqlite3_stmt *statement, GError **error);
void demains_statement_bind_text (sqlite3_stmt *statement, int index, const char *text);
void demains_statement_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes);
void demains_statement_bind_value (sqlite3_stmt *statement, int index, GVariant *value);
const char *demains_statement_get_text (sqlite3_stmt *statement, int column);
GBytes *demains_statement_dup_bytes (sqlite3_stmt *statement, int column) G_GNUC_WARN_UNUSED_RESULT;

void demains_set_sqlite_error (sqlite3 *handle, int code, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsDatabase, demains_database_close)

G_END_DECLS
