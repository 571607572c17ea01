/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-bounds.h"

#include "demains-database.h"
#include "demains-project-error.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct _DemainsBounds
{
  sqlite3 *handle;

  /* Statement → what it gave since it began; and the instructions since any began. */
  GHashTable *given;
  gint64 looks;
};

typedef struct
{
  gint64 bytes;
  gint64 rows;
} Given;

/* What one run of one query may give, whatever the size of the file: texts of two
 * million records. Only films are longer, and they are read a chunk a query. */
#define MOST_BYTES (G_GINT64_CONSTANT (256) * 1024 * 1024)
#define BYTES_A_ROW 100

/* A text may be twice as long as in the file (Latin letters of UTF-16, names of
 * columns), and a little is given by a file of one page. */
#define BYTES_A_BYTE 2
#define BYTES_AT_LEAST (1024 * 1024)

/* SQLite's own work: to read, sort or count a row takes some tens of its
 * instructions, and a row some bytes. */
#define STEPS_A_LOOK 100000
#define STEPS_A_BYTE 50
#define STEPS_AT_LEAST 20000000

/* All connections of the program together: a page cache of 2 MB each, the longest
 * value, the words of the search index. */
#define MOST_MEMORY (G_GINT64_CONSTANT (1024) * 1024 * 1024)

/* What no file of Demains has. Any table may be there, for newer programs. */
static const struct
{
  const char *sql;
  const char *what;
} RULES[] = {
  { "SELECT COUNT(*) > 1000 FROM sqlite_schema", "more than 1000 tables" },
  { "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE sql IS NOT NULL AND sql NOT GLOB 'CREATE TABLE *'"
    " AND sql NOT GLOB 'CREATE INDEX *' AND sql NOT GLOB 'CREATE UNIQUE INDEX *')",
    "a view, trigger or virtual table" },
  { "SELECT COUNT(DISTINCT rootpage) <> COUNT(*) OR MIN(rootpage) < 2 FROM sqlite_schema", "two tables in one place" },
  { "SELECT EXISTS (SELECT 1 FROM pragma_table_list WHERE schema = 'main' AND type <> 'table')",
    "a view or virtual table" },
  { "SELECT EXISTS (SELECT 1 FROM pragma_table_list AS list JOIN pragma_table_xinfo(list.name) AS item"
    " WHERE list.schema = 'main' AND (item.hidden <> 0 OR item.dflt_value GLOB '*[^0-9]*' AND NOT"
    " (item.dflt_value GLOB '''*''' AND length(item.dflt_value) - length(replace(item.dflt_value, '''', '')) = 2)))",
    "a computed column" },
  { "SELECT EXISTS (SELECT 1 FROM pragma_table_list AS list JOIN pragma_index_list(list.name) AS item"
    " JOIN pragma_index_xinfo(item.name) AS part WHERE list.schema = 'main' AND (item.partial OR part.cid = -2 OR part.coll <> 'BINARY'))",
    "an index of an expression" },
};

static const guint8 JOURNAL_MAGIC[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

static gint64
get_file_size (sqlite3 *handle)
{
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;

  if (sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || file == NULL
      || file->pMethods == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    return 0;

  return size;
}

/* Not zero where SQLite should stop. */
static int
look_cb (gpointer data)
{
  DemainsBounds *self = data;
  gint64 steps = ++self->looks * STEPS_A_LOOK;

  return steps > STEPS_AT_LEAST && (steps - STEPS_AT_LEAST) / STEPS_A_BYTE > get_file_size (self->handle);
}

static void
refuse (GError **error, const char *what)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "the file has %s, as no project has", what);
}

/**
 * demains_bounds_new:
 * @handle: a connection to a file of whatever origin
 *
 * Returns: (transfer full): bounds for what it is asked from now on
 */
DemainsBounds *
demains_bounds_new (sqlite3 *handle)
{
  DemainsBounds *self = g_new0 (DemainsBounds, 1);

  self->handle = handle;
  self->given = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  sqlite3_hard_heap_limit64 (MOST_MEMORY);
  sqlite3_progress_handler (handle, STEPS_A_LOOK, look_cb, self);

  return self;
}

void
demains_bounds_free (DemainsBounds *self)
{
  sqlite3_progress_handler (self->handle, 0, NULL, NULL);
  g_hash_table_unref (self->given);
  g_free (self);
}

/**
 * demains_bounds_start:
 * @statement: (nullable): what is run from now on; %NULL for one that gives no rows
 */
void
demains_bounds_start (DemainsBounds *self, sqlite3_stmt *statement)
{
  self->looks = 0;
  g_hash_table_remove (self->given, statement);
}

/**
 * demains_bounds_count_row:
 * @statement: a query on a row
 *
 * Returns: whether the query may go on: %FALSE where it has given more than the
 *   whole file holds, or more than there is memory for
 */
gboolean
demains_bounds_count_row (DemainsBounds *self, sqlite3_stmt *statement)
{
  Given *given = g_hash_table_lookup (self->given, statement);

  if (given == NULL)
    {
      given = g_new0 (Given, 1);
      g_hash_table_insert (self->given, statement, given);
    }
  given->rows++;
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    if (sqlite3_column_type (statement, i) == SQLITE_TEXT || sqlite3_column_type (statement, i) == SQLITE_BLOB)
      given->bytes += sqlite3_column_bytes (statement, i);

  return given->bytes + given->rows * BYTES_A_ROW <= MOST_BYTES
         && (given->bytes + given->rows <= BYTES_AT_LEAST
             || given->bytes + given->rows <= BYTES_A_BYTE * get_file_size (self->handle));
}

/**
 * demains_bounds_check_journal:
 * @handle: a connection that has read nothing yet
 *
 * Rolling back a journal that names a journal of several files deletes the file of
 * that name (sqlite.org/atomiccommit.html §5), and writing one through a link
 * overwrites what the link leads to. Demains makes neither.
 *
 * Returns: whether the journal beside, if there is one, is a file that names no other
 */
gboolean
demains_bounds_check_journal (sqlite3 *handle, GError **error)
{
  const char *path = sqlite3_filename_journal (sqlite3_db_filename (handle, "main"));
  guint8 end[16] = { 0 };
  struct stat status;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean sound = fd < 0 ? lstat (path, &status) != 0 : fstat (fd, &status) == 0 && S_ISREG (status.st_mode);

  if (fd >= 0 && sound && status.st_size >= (off_t)sizeof end)
    sound = pread (fd, end, sizeof end, status.st_size - sizeof end) == sizeof end
            && memcmp (end + sizeof end - sizeof JOURNAL_MAGIC, JOURNAL_MAGIC, sizeof JOURNAL_MAGIC) != 0;
  if (fd >= 0)
    close (fd);
  if (!sound)
    refuse (error, "a journal that leads to another file");

  return sound;
}

/**
 * demains_bounds_check_schema:
 * @handle: a connection
 *
 * Triggers, views, computed columns, indexes of expressions and virtual tables are
 * programs. SQLite can be told to run some of them not; here none is let in.
 *
 * Returns: whether the file holds nothing but tables and indexes of plain columns
 */
gboolean
demains_bounds_check_schema (sqlite3 *handle, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    {
      sqlite3_stmt *statement = NULL;
      int code = sqlite3_prepare_v2 (handle, RULES[i].sql, -1, &statement, NULL);
      gboolean broken = TRUE;

      if (code == SQLITE_OK)
        code = sqlite3_step (statement);
      if (code == SQLITE_ROW)
        broken = sqlite3_column_int (statement, 0) != 0;
      if (code != SQLITE_ROW)
        demains_set_sqlite_error (handle, code, error);
      else if (broken)
        refuse (error, RULES[i].what);
      sqlite3_finalize (statement);
      if (broken)
        return FALSE;
    }

  return TRUE;
}
