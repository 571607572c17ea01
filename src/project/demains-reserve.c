/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-reserve.h"

/* What a page of each save costs is measured in tests/project/test-full-disk.c:
 * fifty saves of a paragraph take less than half of it. */
#define PIECES 16
#define PIECE_BYTES (128 * 1024)

/* The pages that one transaction may change, and so their former contents, which
 * is what the journal holds: a text of 5 MB is mostly new pages. */
#define JOURNAL_BYTES (2 * 1024 * 1024)

/* Makes the journal as long as it may have to be, with room that is the file's
 * own. It is empty, or a transaction of ours begins it: it is only made longer.
 * By SQLite's own means, which know its name, its rights and the file system. */
static void
grow_journal (DemainsDatabase *database)
{
  sqlite3 *handle = demains_database_get_handle (database);
  const char *name = sqlite3_filename_journal (sqlite3_db_filename (handle, "main"));
  sqlite3_int64 size = JOURNAL_BYTES;
  int step = JOURNAL_BYTES;
  sqlite3_vfs *vfs = NULL;
  g_autofree sqlite3_file *file = NULL;

  sqlite3_file_control (handle, "main", SQLITE_FCNTL_VFS_POINTER, &vfs);
  file = g_malloc0 (vfs->szOsFile);
  if (vfs->xOpen (vfs, name, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MAIN_JOURNAL, NULL)
      == SQLITE_OK)
    {
      file->pMethods->xFileControl (file, SQLITE_FCNTL_CHUNK_SIZE, &step);
      file->pMethods->xFileControl (file, SQLITE_FCNTL_SIZE_HINT, &size);
    }
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
}

static gboolean
add_piece (DemainsDatabase *database)
{
  sqlite3_stmt *statement
    = demains_database_prepare (database, "INSERT INTO reserve (bytes) VALUES (zeroblob(?))", NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, PIECE_BYTES);

  return demains_database_run (database, statement, NULL);
}

/*
 * demains_reserve_fill:
 * @database: a connection for writing, outside a transaction
 *
 * Takes a piece of the room, the journal first: a little at a time, so that on a
 * slow stick nobody waits long. On a disk that is too full for that nothing happens.
 *
 * Returns: whether there is more to be taken
 */
gboolean
demains_reserve_fill (DemainsDatabase *database)
{
  gint64 n = PIECES;

  if (!demains_database_begin (database, NULL))
    return FALSE;

  grow_journal (database);
  if (demains_database_get_number (database, "SELECT COUNT(*) FROM reserve", &n, NULL) && n < PIECES
      && add_piece (database) && demains_database_commit (database, NULL))
    return n + 1 < PIECES;
  demains_database_rollback (database);

  return FALSE;
}

/*
 * demains_reserve_give:
 * @database: a connection for writing, outside a transaction
 *
 * Gives a piece of the room to what is written next.
 *
 * Returns: whether there was one left
 */
gboolean
demains_reserve_give (DemainsDatabase *database)
{
  gboolean given = FALSE;

  if (!demains_database_begin (database, NULL))
    return FALSE;
  if (demains_database_exec (database, "DELETE FROM reserve WHERE id = (SELECT MAX(id) FROM reserve)", NULL))
    given = sqlite3_changes (demains_database_get_handle (database)) > 0;
  if (given)
    given = demains_database_commit (database, NULL);
  else
    demains_database_rollback (database);

  return given;
}
