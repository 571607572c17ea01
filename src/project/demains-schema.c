/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-schema.h"

#include "demains-backup-table.h"
#include "demains-project-error.h"

#include <errno.h>
#include <sys/stat.h>

/* A migration takes a file from the version of its index plus one to the next,
 * inside the transaction that also writes the new version. */
typedef gboolean (*Migration) (DemainsDatabase *database, GError **error);

static gboolean migrate_to_2 (DemainsDatabase *database, GError **error);
static gboolean migrate_to_3 (DemainsDatabase *database, GError **error);
static gboolean migrate_to_4 (DemainsDatabase *database, GError **error);
static gboolean migrate_to_5 (DemainsDatabase *database, GError **error);
static gboolean migrate_to_6 (DemainsDatabase *database, GError **error);
static gboolean migrate_to_7 (DemainsDatabase *database, GError **error);
static gboolean migrate_to_8 (DemainsDatabase *database, GError **error);

static const Migration MIGRATIONS[]
  = { NULL, migrate_to_2, migrate_to_3, migrate_to_4, migrate_to_5, migrate_to_6, migrate_to_7, migrate_to_8 };

/* MIGRATIONS[0] stands for version 0, which never was. */
G_STATIC_ASSERT (G_N_ELEMENTS (MIGRATIONS) == DEMAINS_FORMAT_VERSION);

/* Offsets in the header of an SQLite file (sqlite.org/fileformat2.html §1.3). */
#define HEADER_SIZE 100
#define HEADER_PAGE_SIZE 16
#define HEADER_READ_VERSION 19
#define HEADER_CHANGE_COUNTER 24
#define HEADER_PAGE_COUNT 28
#define HEADER_TEXT_ENCODING 56
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION_ID 68
#define HEADER_VERSION_VALID_FOR 92

/* Their values in every project: a rollback journal, text in UTF-8. */
#define READ_VERSION_JOURNAL 1
#define TEXT_ENCODING_UTF8 1

static const char MAGIC[16] = "SQLite format 3";

/* What is not a record: the history, the films, kinds of newer programs. The
 * columns of a chunk that find it are in an index that holds nothing of its
 * bytes, so that opening a take of an hour reads a few pages. */
static const char TABLES[]
  = "CREATE TABLE change (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, step INTEGER NOT NULL, verb TEXT NOT NULL,"
    " kind TEXT NOT NULL, title TEXT NOT NULL, time INTEGER NOT NULL, reverses INTEGER NOT NULL);"
    "CREATE INDEX change_step ON change (step);"
    "CREATE TABLE edit (id INTEGER PRIMARY KEY, change INTEGER NOT NULL, type TEXT NOT NULL, kind TEXT NOT NULL,"
    " record TEXT NOT NULL, field TEXT NOT NULL, offset INTEGER NOT NULL, before, after);"
    "CREATE INDEX edit_change ON edit (change);"
    "CREATE TABLE media (id INTEGER PRIMARY KEY, take TEXT NOT NULL, role TEXT NOT NULL, container TEXT NOT NULL,"
    " video_codec TEXT NOT NULL, audio_codec TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,"
    " rate_numerator INTEGER NOT NULL, rate_denominator INTEGER NOT NULL, duration INTEGER NOT NULL, size INTEGER NOT NULL,"
    " chunks INTEGER NOT NULL, complete INTEGER NOT NULL, header BLOB NOT NULL, UNIQUE (take, role));"
    "CREATE TABLE chunk (id INTEGER PRIMARY KEY, media INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL,"
    " stop INTEGER NOT NULL, offset INTEGER NOT NULL, size INTEGER NOT NULL, crc INTEGER NOT NULL, bytes BLOB NOT NULL);"
    "CREATE UNIQUE INDEX chunk_map ON chunk (media, number, start, stop, offset, size, crc);"
    "CREATE TABLE still (take TEXT NOT NULL, time INTEGER NOT NULL, jpeg BLOB NOT NULL, UNIQUE (take, time));"
    "CREATE TABLE unknown_record (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id));";

/* A version is a moment of the history that can be found again. */
static const char VERSION_TABLE[]
  = "CREATE TABLE version (id INTEGER PRIMARY KEY, name TEXT NOT NULL, reason TEXT NOT NULL, step INTEGER NOT NULL,"
    " time INTEGER NOT NULL);";

/* The changes that are not in this file's history though what they made was merged
 * into it by a step of its own. */
static const char MERGED_TABLE[] = "CREATE TABLE merged (change TEXT NOT NULL, step INTEGER NOT NULL);"
                                   "CREATE INDEX merged_change ON merged (change);";

/* Nothing but room (demains-reserve.c). */
static const char RESERVE_TABLE[] = "CREATE TABLE reserve (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);";

/* The takes whose films were deleted for good, and when. */
static const char FREED_TABLE[]
  = "CREATE TABLE freed (id INTEGER PRIMARY KEY, take TEXT NOT NULL, time INTEGER NOT NULL);";

/* Who has the file open for writing now, one row or none (demains-owner.c). */
static const char OWNER_TABLE[]
  = "CREATE TABLE owner (id INTEGER PRIMARY KEY, token TEXT NOT NULL, name TEXT NOT NULL, host TEXT NOT NULL,"
    " machine TEXT NOT NULL, since INTEGER NOT NULL, beat INTEGER NOT NULL);";

/* How loud a take is, for what is drawn of it; can be made anew (demains-peaks.c). */
static const char PEAK_TABLE[]
  = "CREATE TABLE peak (take TEXT NOT NULL, time INTEGER NOT NULL, peaks BLOB NOT NULL, UNIQUE (take, time));";

static guint32
big_endian (const guint8 *bytes)
{
  return ((guint32)bytes[0] << 24) | ((guint32)bytes[1] << 16) | ((guint32)bytes[2] << 8) | bytes[3];
}

static void
append_column (GString *sql, const DemainsField *field)
{
  if (demains_field_is_text (field))
    g_string_append_printf (sql, "\"%s\" TEXT NOT NULL DEFAULT ''", field->name);
  else
    g_string_append_printf (sql, "\"%s\" INTEGER NOT NULL DEFAULT %" G_GINT64_FORMAT, field->name, field->initial);
}

static gboolean
create_kind_table (DemainsDatabase *database, const DemainsKind *kind, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (
    sql,
    "CREATE TABLE \"%s\" (id TEXT PRIMARY KEY NOT NULL, position TEXT NOT NULL, created INTEGER NOT NULL,"
    " modified INTEGER NOT NULL, extra TEXT NOT NULL DEFAULT ''",
    kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_string_append (sql, ", ");
      append_column (sql, &kind->fields[i]);
    }
  g_string_append (sql, ")");

  return demains_database_exec (database, sql->str, error);
}

static gboolean
has_column (DemainsDatabase *database, const char *table, const char *column, gboolean *has, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT COUNT(*) FROM pragma_table_info('%s') WHERE name = '%s'", table, column);
  gint64 count = 0;

  if (!demains_database_get_number (database, sql, &count, error))
    return FALSE;
  *has = count > 0;

  return TRUE;
}

/* For migrations: the columns of fields that a kind did not have before. A table that an
 * earlier step of the same migration made has them. */
static gboolean
add_fields (DemainsDatabase *database, const DemainsKind *kind, const char *first, GError **error)
{
  for (guint i = demains_kind_find_field (kind, first); i < kind->n_fields; i++)
    {
      g_autoptr (GString) sql = g_string_new (NULL);
      gboolean has;

      if (!has_column (database, kind->name, kind->fields[i].name, &has, error))
        return FALSE;
      if (has)
        continue;
      g_string_append_printf (sql, "ALTER TABLE \"%s\" ADD COLUMN ", kind->name);
      append_column (sql, &kind->fields[i]);
      if (!demains_database_exec (database, sql->str, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
fail_with_errno (int number, const char *path, GError **error)
{
  int code = DEMAINS_PROJECT_ERROR_FAILED;

  if (number == ENOENT || number == ENOTDIR)
    code = DEMAINS_PROJECT_ERROR_NOT_FOUND;
  else if (number == EACCES || number == EPERM)
    code = DEMAINS_PROJECT_ERROR_PERMISSION;
  else if (number == EIO || number == ENODEV || number == ENXIO)
    code = DEMAINS_PROJECT_ERROR_GONE;
  g_set_error (error, DEMAINS_PROJECT_ERROR, code, "%s: %s", path, g_strerror (number));

  return FALSE;
}

/* Whether a file beside says that a commit was cut short: then the size in the
 * header may be of either side of it. */
static gboolean
has_journal (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat status;

  return stat (journal, &status) == 0 && status.st_size > 0;
}

static gboolean
check_header (const char *path, const guint8 *header, gssize length, gint64 size, GError **error)
{
  guint page_size;

  if (length <= 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EMPTY, "%s has no byte", path);
      return FALSE;
    }
  if (memcmp (header, MAGIC, MIN ((gsize)length, sizeof MAGIC)) != 0 || length < 4)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT, "%s is not an SQLite file", path);
      return FALSE;
    }
  if (length < HEADER_SIZE)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "%s ends within its header", path);
      return FALSE;
    }
  if (big_endian (header + HEADER_APPLICATION_ID) != DEMAINS_APPLICATION_ID)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT,
                   "%s is another program's SQLite file", path);
      return FALSE;
    }

  if (header[HEADER_READ_VERSION] != READ_VERSION_JOURNAL
      || big_endian (header + HEADER_TEXT_ENCODING) != TEXT_ENCODING_UTF8)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED,
                   "%s has a write-ahead log or text that is not UTF-8, as no project has", path);
      return FALSE;
    }

  page_size = header[HEADER_PAGE_SIZE] << 8 | header[HEADER_PAGE_SIZE + 1];
  if (page_size == 1)
    page_size = 65536;
  if (big_endian (header + HEADER_CHANGE_COUNTER) == big_endian (header + HEADER_VERSION_VALID_FOR)
      && (gint64)page_size * big_endian (header + HEADER_PAGE_COUNT) > size && !has_journal (path))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "%s is shorter than its header says",
                   path);
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_versions (DemainsDatabase *database, GError **error)
{
  return demains_database_exec (database, VERSION_TABLE, error);
}

static gboolean
add_merging (DemainsDatabase *database, GError **error)
{
  return create_kind_table (database, demains_kind_get (DEMAINS_KIND_COLLISION), error)
         && demains_database_exec (database, MERGED_TABLE, error);
}

static gboolean
migrate_to_2 (DemainsDatabase *database, GError **error)
{
  return add_versions (database, error) && add_merging (database, error);
}

static gboolean
migrate_to_3 (DemainsDatabase *database, GError **error)
{
  return demains_database_exec (database, RESERVE_TABLE, error) && demains_database_exec (database, FREED_TABLE, error)
         && demains_database_exec (database, OWNER_TABLE, error);
}

/* The thinking half: what leads from a signal to a job and to its scene, and the programme;
 * what a workshop is prepared from; and the script, with the takes of each scene. */
static gboolean
migrate_to_4 (DemainsDatabase *database, GError **error)
{
  static const DemainsKindId kinds[] = {
    DEMAINS_KIND_SIGNAL, DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_CONSEQUENCE, DEMAINS_KIND_QUESTION,
    DEMAINS_KIND_REMARK, DEMAINS_KIND_MISSION,    DEMAINS_KIND_WAY,         DEMAINS_KIND_MILESTONE,
    DEMAINS_KIND_STANCE, DEMAINS_KIND_SLOT,       DEMAINS_KIND_MEMBER,      DEMAINS_KIND_THEME,
    DEMAINS_KIND_TEAM,   DEMAINS_KIND_SCENE,      DEMAINS_KIND_SPEECH,      DEMAINS_KIND_PROP,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!create_kind_table (database, demains_kind_get (kinds[i]), error))
      return FALSE;

  return add_fields (database, demains_kind_get (DEMAINS_KIND_PROJECT), "pitch", error)
         && add_fields (database, demains_kind_get (DEMAINS_KIND_TAKE), "scene", error);
}

/* What is made while filming: peaks, and the photo of a prop. */
static gboolean
migrate_to_5 (DemainsDatabase *database, GError **error)
{
  return add_fields (database, demains_kind_get (DEMAINS_KIND_PROP), "photo", error)
         && demains_database_exec (database, PEAK_TABLE, error);
}

/* Title cards, and fades between clips. */
static gboolean
migrate_to_6 (DemainsDatabase *database, GError **error)
{
  return add_fields (database, demains_kind_get (DEMAINS_KIND_CLIP), "text", error);
}

/* What was on the prompter when filming began. */
static gboolean
migrate_to_7 (DemainsDatabase *database, GError **error)
{
  return add_fields (database, demains_kind_get (DEMAINS_KIND_TAKE), "speech", error);
}

/* Captions that people corrected. */
static gboolean
migrate_to_8 (DemainsDatabase *database, GError **error)
{
  return add_fields (database, demains_kind_get (DEMAINS_KIND_TAKE), "captions", error);
}

static gboolean
migrate (DemainsDatabase *database, gint64 version, GError **error)
{
  if (!demains_backup_table_fill (database, error))
    return FALSE;
  for (gint64 i = version; i < DEMAINS_FORMAT_VERSION; i++)
    if (!MIGRATIONS[i](database, error))
      return FALSE;

  return TRUE;
}

/**
 * demains_schema_create:
 * @database: a connection to an empty file, in a transaction
 * @error: where an error goes
 *
 * Lays all tables of the current format.
 */
gboolean
demains_schema_create (DemainsDatabase *database, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                            DEMAINS_APPLICATION_ID, DEMAINS_FORMAT_VERSION);

  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    if (!create_kind_table (database, demains_kind_get (i), error))
      return FALSE;

  return demains_database_exec (database, TABLES, error) && demains_database_exec (database, VERSION_TABLE, error)
         && demains_database_exec (database, MERGED_TABLE, error)
         && demains_database_exec (database, RESERVE_TABLE, error)
         && demains_database_exec (database, FREED_TABLE, error) && demains_database_exec (database, OWNER_TABLE, error)
         && demains_database_exec (database, PEAK_TABLE, error) && demains_backup_table_create (database, error)
         && demains_database_exec (database, stamp, error);
}

/**
 * demains_schema_migrate:
 * @database: a connection for writing
 *
 * Brings an older file to the current format, whole or not at all, and keeps the
 * records as they were before.
 */
gboolean
demains_schema_migrate (DemainsDatabase *database, GError **error)
{
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d;", DEMAINS_FORMAT_VERSION);
  gint64 version;

  /* Not what the file's first bytes said: a migration that was cut short has been
   * rolled back since they were read. */
  if (!demains_database_get_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == DEMAINS_FORMAT_VERSION)
    return TRUE;
  if (version > DEMAINS_FORMAT_VERSION)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER,
                   "format %" G_GINT64_FORMAT " is newer than %d", version, DEMAINS_FORMAT_VERSION);
      return FALSE;
    }
  if (version < 1)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "format %" G_GINT64_FORMAT " never was",
                   version);
      return FALSE;
    }

  if (!demains_database_begin (database, error))
    return FALSE;

  return demains_database_end (
    database, migrate (database, version, error) && demains_database_exec (database, stamp, error), error);
}

/* The first bytes of a file, read by SQLite: had it been opened here, closing it
 * would take away the locks that a project open in this program has on it
 * (sqlite.org/howtocorrupt.html §2.2). */
static gboolean
read_header (const char *path, guint8 *header, gssize length, GError **error)
{
  sqlite3 *handle = NULL;
  sqlite3_file *file = NULL;
  int code = sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
  gboolean done = FALSE;

  if (code == SQLITE_OK)
    code = sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (code == SQLITE_OK)
    code = file->pMethods->xRead (file, header, length, 0);
  if (code == SQLITE_CANTOPEN)
    fail_with_errno (sqlite3_system_errno (handle), path, error);
  else if (code != SQLITE_OK)
    demains_set_sqlite_error (NULL, code, error);
  else
    done = TRUE;
  sqlite3_close (handle);

  return done;
}

/**
 * demains_schema_inspect:
 * @path: a file
 * @version: (out): its format
 *
 * Says whether a file is a project before SQLite touches it, so that each thing
 * it may be instead has an error of its own.
 */
gboolean
demains_schema_inspect (const char *path, gint64 *version, GError **error)
{
  guint8 header[HEADER_SIZE];
  struct stat status;
  gssize length;

  if (stat (path, &status) != 0)
    return fail_with_errno (errno, path, error);
  if (S_ISDIR (status.st_mode))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IS_FOLDER, "%s is a folder", path);
      return FALSE;
    }

  length = S_ISREG (status.st_mode) ? MIN (status.st_size, HEADER_SIZE) : 0;
  if (length > 0 && !read_header (path, header, length, error))
    return FALSE;
  if (!check_header (path, header, length, status.st_size, error))
    return FALSE;

  *version = big_endian (header + HEADER_USER_VERSION);

  return TRUE;
}
