/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-database.h"

#include "demains-bounds.h"
#include "demains-file-use.h"
#include "demains-place.h"
#include "demains-project-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _DemainsDatabase
{
  DemainsFileUse *use;
  sqlite3 *handle;
  GHashTable *statements;
  gboolean writable;

  /* Of a file that was there before, whoever made it. */
  DemainsBounds *bounds;
};

/* How long a statement waits for another connection, in milliseconds: readers
 * of takes hold the file for one chunk at a time. */
#define BUSY_TIMEOUT 10000

/* No value of ours comes near: a text of 5 MB, a cluster of some MB. Keeps a
 * made-up file from asking for more memory than there is. */
#define LONGEST_VALUE (128 * 1024 * 1024)

/* Ours and those of the file: a table has some dozens of columns. */
#define LONGEST_SQL (64 * 1024)

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static int
error_from_sqlite (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return DEMAINS_PROJECT_ERROR_NO_SPACE;
    /* Files that begin as no project does never come to SQLite. */
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_SCHEMA:
    /* By demains-bounds.c; who cancels says so himself. */
    case SQLITE_INTERRUPT:
      return DEMAINS_PROJECT_ERROR_DAMAGED;
    case SQLITE_READONLY:
      return DEMAINS_PROJECT_ERROR_READ_ONLY;
    case SQLITE_IOERR:
      return DEMAINS_PROJECT_ERROR_GONE;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DEMAINS_PROJECT_ERROR_IN_USE;
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_CANTOPEN:
      return DEMAINS_PROJECT_ERROR_PERMISSION;
    default:
      return DEMAINS_PROJECT_ERROR_FAILED;
    }
}

/* SQLite has one code for a file that is not there and for one that is forbidden. */
static void
set_open_error (DemainsDatabase *self, const char *path, int code, GError **error)
{
  int number = code == SQLITE_CANTOPEN ? sqlite3_system_errno (self->handle) : 0;

  if (number == ENOENT || number == ENOTDIR)
    g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_FOUND, "%s is not there", path);
  else
    demains_set_sqlite_error (self->handle, code, error);
}

static gboolean
fail (DemainsDatabase *self, int code, GError **error)
{
  demains_set_sqlite_error (self->handle, code, error);

  return FALSE;
}

/* The file is data, never a program: nothing of its own runs, whatever it says. */
static void
forbid (DemainsDatabase *self)
{
  static const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },      { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 }, { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 }, { SQLITE_DBCONFIG_DQS_DDL, 0 },        { SQLITE_DBCONFIG_DQS_DML, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
  sqlite3_limit (self->handle, SQLITE_LIMIT_SQL_LENGTH, LONGEST_SQL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 0);
}

/* Where files may only become so large, SQLite is told, so that it says that there
 * is no room before the system says something worse. */
static gboolean
limit_size (DemainsDatabase *self, const char *path, GError **error)
{
  g_autofree char *sql = NULL;
  DemainsPlace place;
  gint64 page_size;

  demains_place_inspect (path, &place);
  if (place.largest_file < 0)
    return TRUE;
  if (!demains_database_get_number (self, "PRAGMA page_size", &page_size, error))
    return FALSE;
  sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, place.largest_file / page_size);

  return demains_database_exec (self, sql, error);
}

static gboolean
set_up (DemainsDatabase *self, DemainsDatabaseMode mode, GError **error)
{
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT);
  forbid (self);
  if (mode != DEMAINS_DATABASE_CREATE && !demains_bounds_check_journal (self->handle, error))
    return FALSE;
  if (!demains_database_exec (self,
                              "PRAGMA cell_size_check = 1; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                              "PRAGMA ignore_check_constraints = 1;",
                              error))
    return FALSE;
  if (mode != DEMAINS_DATABASE_CREATE)
    {
      self->bounds = demains_bounds_new (self->handle);
      if (!demains_bounds_check_schema (self->handle, error))
        return FALSE;
    }

  switch (mode)
    {
    case DEMAINS_DATABASE_CREATE:
      return demains_database_exec (self, "PRAGMA page_size = 16384; PRAGMA encoding = 'UTF-8';", error)
             && demains_database_exec (
               self, "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL; PRAGMA secure_delete = 0;", error);
    case DEMAINS_DATABASE_WRITE:
      return demains_database_exec (
        self, "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = FULL; PRAGMA secure_delete = 0;", error);
    case DEMAINS_DATABASE_READ:
      return demains_database_exec (self, "PRAGMA query_only = 1;", error);
    }

  g_return_val_if_reached (FALSE);
}

/**
 * demains_set_sqlite_error:
 * @handle: (nullable): a connection
 * @code: what SQLite answered
 * @error: where the error goes
 *
 * Makes an error of the project's domain out of one of SQLite's.
 */
void
demains_set_sqlite_error (sqlite3 *handle, int code, GError **error)
{
  gboolean too_large = code == SQLITE_IOERR_WRITE && handle != NULL && sqlite3_system_errno (handle) == EFBIG;

  g_set_error (error, DEMAINS_PROJECT_ERROR, too_large ? DEMAINS_PROJECT_ERROR_TOO_LARGE : error_from_sqlite (code),
               "SQLite: %s (%d)", handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (code), code);
}

/* A document portal answers questions about locks with an I/O error. A file that is
 * written there has no name yet and is nobody else's; one that is read is another
 * program's to write and to mend: its journal, where it shows, is left alone. */
static int
open_handle (const char *path, DemainsDatabaseMode mode, sqlite3 **handle)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *uri = NULL;
  g_autofree char *as_it_is = NULL;
  DemainsPlace place;

  demains_place_inspect (path, &place);
  if (!(place.flags & DEMAINS_PLACE_PORTAL) || (mode == DEMAINS_DATABASE_READ && g_access (journal, F_OK) != 0))
    return sqlite3_open_v2 (path, handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (mode != DEMAINS_DATABASE_READ)
    return sqlite3_open_v2 (path, handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, "unix-none");

  uri = g_filename_to_uri (path, NULL, NULL);
  as_it_is = g_strconcat (uri, "?immutable=1", NULL);

  return sqlite3_open_v2 (as_it_is, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL);
}

/**
 * demains_database_open:
 * @path: an existing file (empty for %DEMAINS_DATABASE_CREATE)
 * @mode: what for
 *
 * A connection for reading opens the file for writing where it may, so that a
 * commit that a crash cut short is rolled back, and then changes nothing. A file
 * that has more in it than plain tables is %DEMAINS_PROJECT_ERROR_DAMAGED.
 *
 * Returns: (transfer full): a connection, or %NULL with an error of
 *   %DEMAINS_PROJECT_ERROR
 */
DemainsDatabase *
demains_database_open (const char *path, DemainsDatabaseMode mode, GError **error)
{
  g_autoptr (DemainsDatabase) self = g_new0 (DemainsDatabase, 1);
  int code;

  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_statement);
  self->use = demains_file_use_begin (path);
  code = open_handle (path, mode, &self->handle);
  if (code != SQLITE_OK)
    {
      set_open_error (self, path, code, error);
      return NULL;
    }

  sqlite3_extended_result_codes (self->handle, 1);
  if (!set_up (self, mode, error) || (mode != DEMAINS_DATABASE_READ && !limit_size (self, path, error)))
    return NULL;

  /* Only now: a file that was refused is closed without a word to it. */
  self->writable = mode != DEMAINS_DATABASE_READ;

  return g_steal_pointer (&self);
}

/**
 * demains_database_close:
 * @self: (transfer full): a connection
 *
 * A connection for writing takes the journal away with it: at rest the project
 * is one file.
 */
void
demains_database_close (DemainsDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (self->handle != NULL && self->writable)
    demains_database_exec (self, "PRAGMA journal_mode = DELETE;", NULL);
  demains_database_abandon (self);
}

/**
 * demains_database_abandon:
 * @self: (transfer full): a connection to a file that is lost
 *
 * Closes it without touching anything by its name.
 */
void
demains_database_abandon (DemainsDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->bounds, demains_bounds_free);
  sqlite3_close (self->handle);
  demains_file_use_end (self->use);
  g_free (self);
}

/**
 * demains_database_get_handle:
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's own object, for its backup interface
 */
sqlite3 *
demains_database_get_handle (DemainsDatabase *self)
{
  return self->handle;
}

/**
 * demains_database_exec:
 * @self: a connection
 * @sql: one or more statements without results that matter
 *
 * Returns: whether all of them were run
 */
gboolean
demains_database_exec (DemainsDatabase *self, const char *sql, GError **error)
{
  int code;

  if (self->bounds != NULL)
    demains_bounds_start (self->bounds, NULL);
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || fail (self, code, error);
}

/**
 * demains_database_begin:
 * @self: a connection for writing
 *
 * Takes the file for one transaction.
 */
gboolean
demains_database_begin (DemainsDatabase *self, GError **error)
{
  return demains_database_exec (self, "BEGIN IMMEDIATE", error);
}

/**
 * demains_database_commit:
 * @self: a connection in a transaction
 *
 * Returns: whether all of the transaction is on the disk; else none of it is
 */
gboolean
demains_database_commit (DemainsDatabase *self, GError **error)
{
  if (demains_database_exec (self, "COMMIT", error))
    return TRUE;

  demains_database_rollback (self);

  return FALSE;
}

/**
 * demains_database_rollback:
 * @self: a connection
 *
 * Drops the transaction, if there is one.
 */
void
demains_database_rollback (DemainsDatabase *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * demains_database_end:
 * @self: a connection in a transaction
 * @done: whether all that belongs to it was done; @error says why not
 *
 * Commits it, or drops it where something failed.
 *
 * Returns: whether all of the transaction is on the disk; else none of it is
 */
gboolean
demains_database_end (DemainsDatabase *self, gboolean done, GError **error)
{
  if (done)
    return demains_database_commit (self, error);

  demains_database_rollback (self);

  return FALSE;
}

/**
 * demains_database_get_number:
 * @self: a connection
 * @sql: a query of one number
 * @number: (out): the first column of the first row, 0 without a row
 */
gboolean
demains_database_get_number (DemainsDatabase *self, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  *number = 0;
  if (self->bounds != NULL)
    demains_bounds_start (self->bounds, NULL);
  if (code == SQLITE_OK)
    {
      code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        *number = sqlite3_column_int64 (statement, 0);
    }
  sqlite3_finalize (statement);

  return code == SQLITE_ROW || code == SQLITE_DONE || code == SQLITE_OK || fail (self, code, error);
}

/**
 * demains_database_prepare:
 * @self: a connection
 * @sql: one statement
 *
 * Returns: (transfer none) (nullable): the statement, reset and without values
 */
sqlite3_stmt *
demains_database_prepare (DemainsDatabase *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int code;

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      if (self->bounds != NULL)
        demains_bounds_start (self->bounds, statement);
      return statement;
    }

  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      fail (self, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  if (self->bounds != NULL)
    demains_bounds_start (self->bounds, statement);

  return statement;
}

/**
 * demains_database_run:
 * @self: a connection
 * @statement: (nullable): a statement without results; %NULL where preparing it failed
 *
 * Returns: whether it was done
 */
gboolean
demains_database_run (DemainsDatabase *self, sqlite3_stmt *statement, GError **error)
{
  int code;

  if (statement == NULL)
    return FALSE;

  code = sqlite3_step (statement);
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    {
      fail (self, code, error);
      sqlite3_reset (statement);
      return FALSE;
    }
  sqlite3_reset (statement);

  return TRUE;
}

/**
 * demains_database_next:
 * @self: a connection
 * @statement: (nullable): a query; %NULL where preparing it failed
 *
 * Returns: %TRUE on a row; %FALSE after the last one, or with @error set
 */
gboolean
demains_database_next (DemainsDatabase *self, sqlite3_stmt *statement, GError **error)
{
  int code;

  if (statement == NULL)
    return FALSE;

  code = sqlite3_step (statement);
  if (code == SQLITE_ROW && (self->bounds == NULL || demains_bounds_count_row (self->bounds, statement)))
    return TRUE;
  if (code == SQLITE_ROW)
    g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "%s gives more than the file can hold",
                 sqlite3_sql (statement));
  else if (code != SQLITE_DONE)
    fail (self, code, error);
  sqlite3_reset (statement);

  return FALSE;
}

/**
 * demains_statement_bind_text:
 * @statement: (nullable): a statement
 * @index: of the parameter, from 1
 * @text: (nullable): a text that is copied
 */
void
demains_statement_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

/**
 * demains_statement_bind_bytes:
 * @statement: (nullable): a statement
 * @index: of the parameter, from 1
 * @bytes: bytes that live until the statement has run
 */
void
demains_statement_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  sqlite3_bind_blob64 (statement, index, data != NULL ? data : "", size, SQLITE_STATIC);
}

/**
 * demains_statement_bind_value:
 * @statement: (nullable): a statement
 * @index: of the parameter, from 1
 * @value: (nullable): a string or a 64-bit integer that lives until the statement has run
 */
void
demains_statement_bind_value (sqlite3_stmt *statement, int index, GVariant *value)
{
  gsize length;
  const char *text;

  if (value == NULL)
    {
      sqlite3_bind_null (statement, index);
    }
  else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    {
      sqlite3_bind_int64 (statement, index, g_variant_get_int64 (value));
    }
  else
    {
      text = g_variant_get_string (value, &length);
      sqlite3_bind_text64 (statement, index, text, length, SQLITE_STATIC, SQLITE_UTF8);
    }
}

/**
 * demains_statement_get_text:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: (transfer none): the text, "" where there is none or it is not UTF-8;
 *   it lives until the next step
 */
const char *
demains_statement_get_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text (statement, column);

  return text != NULL && g_utf8_validate (text, -1, NULL) ? text : "";
}

/**
 * demains_statement_dup_bytes:
 * @statement: a query on a row
 * @column: from 0
 *
 * Returns: (transfer full): a copy of the bytes
 */
GBytes *
demains_statement_dup_bytes (sqlite3_stmt *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement, column);

  return g_bytes_new (data, sqlite3_column_bytes (statement, column));
}
