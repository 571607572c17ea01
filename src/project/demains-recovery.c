/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-recovery.h"

#include "demains-guard.h"
#include "demains-media-copy.h"
#include "demains-project-error.h"
#include "demains-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define SUFFIX ".demains"

struct _DemainsRecovery
{
  char *path;
  DemainsGuard *guard;
  DemainsDatabase *database;
};

typedef struct
{
  const char *query;
  const char *insert;
} Rows;

/* What is brought back with the changes and the records that they touched: rows
 * that only grow, and have no number that others refer to. */
static const Rows HISTORY_ROWS[] = {
  { "SELECT name, reason, step, time FROM version ORDER BY id",
    "INSERT INTO version (name, reason, step, time) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS"
    " (SELECT 1 FROM version WHERE name = ?1 AND reason = ?2 AND step = ?3 AND time = ?4)" },
  { "SELECT change, step FROM merged ORDER BY rowid", "INSERT INTO merged (change, step) SELECT ?1, ?2 WHERE NOT EXISTS"
                                                      " (SELECT 1 FROM merged WHERE change = ?1 AND step = ?2)" },
  { "SELECT kind, id, json FROM unknown_record",
    "INSERT INTO unknown_record (kind, id, json) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json WHERE json <> excluded.json" },
};

/* And when all chunks of the films are there: that they are. */
static const Rows FILM_ROWS[] = {
  { "SELECT take, role, complete FROM media",
    "UPDATE media SET complete = MAX(complete, ?3) WHERE take = ?1 AND role = ?2" },
  { "SELECT take, time, jpeg FROM still", "INSERT OR IGNORE INTO still (take, time, jpeg) VALUES (?1, ?2, ?3)" },
  { "SELECT take, time, peaks FROM peak", "INSERT OR IGNORE INTO peak (take, time, peaks) VALUES (?1, ?2, ?3)" },
};

static char *
dup_text (DemainsDatabase *database, const char *sql, GError **error)
{
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, sql, error);
  char *text = NULL;

  if (statement == NULL)
    return NULL;
  text
    = g_strdup (demains_database_next (database, statement, &problem) ? demains_statement_get_text (statement, 0) : "");
  sqlite3_reset (statement);
  if (problem == NULL)
    return text;

  g_free (text);
  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

/* Runs @sql with each row of @query, from the next one on. */
static gboolean
copy_rows (DemainsDatabase *from, sqlite3_stmt *query, DemainsDatabase *into, const char *sql, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (problem == NULL && demains_database_next (from, query, &problem))
    {
      sqlite3_stmt *statement = demains_database_prepare (into, sql, &problem);

      for (int i = 0; statement != NULL && i < sqlite3_column_count (query); i++)
        sqlite3_bind_value (statement, 1 + i, sqlite3_column_value (query, i));
      if (statement != NULL)
        demains_database_run (into, statement, &problem);
    }
  if (query != NULL)
    sqlite3_reset (query);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* The change of the recovery file that the project has as its last one: what
 * comes after it is missing there. */
static gboolean
find_known (DemainsRecovery *self, DemainsDatabase *into, gint64 *known, GError **error)
{
  g_autofree char *last = demains_recovery_dup_last_change (into, error);
  g_autoptr (GError) problem = NULL;
  gint64 has_beginning;
  sqlite3_stmt *statement
    = last != NULL ? demains_database_prepare (self->database, "SELECT id FROM change WHERE uuid = ?", error) : NULL;

  *known = 0;
  if (statement == NULL)
    return FALSE;
  if (*last == '\0'
      && demains_database_get_number (self->database, "SELECT COUNT(*) FROM change WHERE step = 0", &has_beginning,
                                      NULL)
      && !has_beginning)
    return TRUE;
  demains_statement_bind_text (statement, 1, last);
  if (demains_database_next (self->database, statement, &problem))
    *known = sqlite3_column_int64 (statement, 0);
  else if (problem == NULL)
    g_set_error (&problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PARTED,
                 "the project went on elsewhere, to change %s", last);
  sqlite3_reset (statement);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
copy_change (DemainsRecovery *self, DemainsDatabase *into, gint64 change, GError **error)
{
  sqlite3_stmt *query = demains_database_prepare (
    self->database, "SELECT uuid, step, verb, kind, title, time, reverses FROM change WHERE id = ?", error);
  g_autofree char *insert = NULL;

  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, change);
  if (!copy_rows (self->database, query, into,
                  "INSERT INTO change (uuid, step, verb, kind, title, time, reverses) VALUES (?, ?, ?, ?, ?, ?, ?)",
                  error))
    return FALSE;

  /* The last change is the one that was just written, whatever its number here. */
  query = demains_database_prepare (
    self->database, "SELECT type, kind, record, field, offset, before, after FROM edit WHERE change = ? ORDER BY id",
    error);
  if (query == NULL)
    return FALSE;
  sqlite3_bind_int64 (query, 1, change);

  return copy_rows (self->database, query, into,
                    "INSERT INTO edit (type, kind, record, field, offset, before, after, change)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT MAX(id) FROM change))",
                    error);
}

static GArray *
list_changes (DemainsRecovery *self, gint64 known, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement
    = demains_database_prepare (self->database, "SELECT id FROM change WHERE id > ? ORDER BY id", error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, known);
  while (demains_database_next (self->database, statement, &problem))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (changes, id);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&changes);
}

/* The records of a kind that the changes after @known touched: as they are here,
 * or gone as they are here. */
static gboolean
copy_records (DemainsRecovery *self, DemainsDatabase *into, const DemainsKind *kind, gint64 known, GError **error)
{
  g_autofree char *touched = g_strdup_printf (
    "SELECT DISTINCT record FROM edit WHERE change > %" G_GINT64_FORMAT " AND kind = '%s'", known, kind->name);
  g_autofree char *query = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id IN (%s)", kind->name, touched);
  g_autofree char *gone = g_strdup_printf ("%s AND record NOT IN (SELECT id FROM \"%s\")", touched, kind->name);
  g_autofree char *remove = g_strdup_printf ("DELETE FROM \"%s\" WHERE id = ?", kind->name);
  g_autoptr (GString) insert = g_string_new (NULL);
  sqlite3_stmt *statement = demains_database_prepare (self->database, gone, error);

  if (statement == NULL || !copy_rows (self->database, statement, into, remove, error))
    return FALSE;
  statement = demains_database_prepare (self->database, query, error);
  if (statement == NULL)
    return FALSE;

  g_string_append_printf (insert, "INSERT OR REPLACE INTO \"%s\" (", kind->name);
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    g_string_append_printf (insert, "%s\"%s\"", i > 0 ? ", " : "", sqlite3_column_name (statement, i));
  g_string_append (insert, ") VALUES (");
  for (int i = 0; i < sqlite3_column_count (statement); i++)
    g_string_append (insert, i > 0 ? ", ?" : "?");
  g_string_append (insert, ")");

  return copy_rows (self->database, statement, into, insert->str, error);
}

static gboolean
copy_all (DemainsRecovery *self, DemainsDatabase *into, const Rows *rows, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      sqlite3_stmt *query = demains_database_prepare (self->database, rows[i].query, error);

      if (query == NULL || !copy_rows (self->database, query, into, rows[i].insert, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
copy_history (DemainsRecovery *self, DemainsDatabase *into, gint64 known, GError **error)
{
  g_autoptr (GArray) changes = list_changes (self, known, error);

  if (changes == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!copy_change (self, into, g_array_index (changes, gint64, i), error))
      return FALSE;
  for (guint i = 0; changes->len > 0 && i < DEMAINS_N_KINDS; i++)
    if (!copy_records (self, into, demains_kind_get (i), known, error))
      return FALSE;

  return copy_all (self, into, HISTORY_ROWS, G_N_ELEMENTS (HISTORY_ROWS), error);
}

static GHashTable *
list_takes (DemainsRecovery *self, GError **error)
{
  g_autoptr (GHashTable) takes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (self->database, "SELECT DISTINCT take FROM media", error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (self->database, statement, &problem))
    g_hash_table_add (takes, g_strdup (demains_statement_get_text (statement, 0)));
  if (problem == NULL)
    return g_steal_pointer (&takes);

  g_propagate_error (error, g_steal_pointer (&problem));

  return NULL;
}

/* A piece of the films, or, when there is none left, their end. */
static gboolean
copy_films (DemainsRecovery *self, DemainsDatabase *into, gboolean *more, GError **error)
{
  g_autoptr (GHashTable) takes = list_takes (self, error);
  g_autoptr (DemainsMediaCopy) copy
    = takes != NULL ? demains_media_copy_new (self->database, into, takes, error) : NULL;
  g_autoptr (DemainsMediaPiece) piece = NULL;
  g_autoptr (GError) problem = NULL;

  if (copy == NULL)
    return FALSE;
  piece = demains_media_copy_read (copy, self->database, &problem);
  *more = piece != NULL;
  if (problem == NULL && piece != NULL)
    return demains_media_piece_write (into, piece, error);
  if (problem == NULL)
    return copy_all (self, into, FILM_ROWS, G_N_ELEMENTS (FILM_ROWS), error);

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
fail_with_errno (const char *path, GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR,
               errno == ENOSPC || errno == EDQUOT ? DEMAINS_PROJECT_ERROR_NO_SPACE : DEMAINS_PROJECT_ERROR_PERMISSION,
               "%s: %s", path, g_strerror (errno));

  return FALSE;
}

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "demains", "recovery", NULL);
}

/* A name that is free, with the file there. */
static gboolean
reserve (DemainsRecovery *self, const char *project, GError **error)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_strdup_printf ("%s-%" G_GINT64_FORMAT SUFFIX, project, g_get_real_time ());
  int fd;

  self->path = g_build_filename (folder, name, NULL);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_with_errno (folder, error);
  fd = g_open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_with_errno (self->path, error);
  close (fd);

  return TRUE;
}

/* The change that both files know. It stands for all history before it, so it is
 * no step, and its title says where the project's own file is. */
static gboolean
begin_history (DemainsDatabase *database, const char *home, const char *last, GError **error)
{
  sqlite3_stmt *statement;

  if (!demains_schema_create (database, error))
    return FALSE;
  if (*last == '\0')
    return TRUE;

  statement = demains_database_prepare (database,
                                        "INSERT INTO change (uuid, step, verb, kind, title, time, reverses)"
                                        " VALUES (?, 0, 'add', 'project', ?, ?, 0)",
                                        error);
  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, last);
  demains_statement_bind_text (statement, 2, home);
  sqlite3_bind_int64 (statement, 3, g_get_real_time ());

  return demains_database_run (database, statement, error);
}

/*
 * demains_recovery_lay:
 * @database: a connection to an empty file
 * @home: where the project's own file is, or ""
 * @last: the last change that surely is in it, or ""
 *
 * Makes a project without records of it, whose history begins with that change.
 */
gboolean
demains_recovery_lay (DemainsDatabase *database, const char *home, const char *last, GError **error)
{
  if (!demains_database_begin (database, error))
    return FALSE;

  return demains_database_end (database, begin_history (database, home, last, error), error);
}

/*
 * demains_recovery_new:
 * @project: id of the project
 * @home: where its own file is
 * @last: the last change that surely is in it, or ""
 *
 * Returns: (transfer full): a file without records, or %NULL where the state
 *   folder takes none
 */
DemainsRecovery *
demains_recovery_new (const char *project, const char *home, const char *last, GError **error)
{
  g_autoptr (DemainsRecovery) self = g_new0 (DemainsRecovery, 1);
  g_autofree char *shown = g_filename_to_utf8 (home, -1, NULL, NULL, NULL);

  if (!reserve (self, project, error))
    return NULL;

  self->guard = demains_guard_take (self->path, error);
  if (self->guard != NULL)
    self->database = demains_database_open (self->path, DEMAINS_DATABASE_CREATE, error);
  if (self->database != NULL && demains_recovery_lay (self->database, shown != NULL ? shown : "", last, error))
    return g_steal_pointer (&self);
  demains_recovery_remove (g_steal_pointer (&self));

  return NULL;
}

/*
 * demains_recovery_open:
 * @path: of a recovery file
 *
 * Returns: (transfer full): the file; %NULL with %DEMAINS_PROJECT_ERROR_IN_USE
 *   when the project that it belongs to is still open somewhere
 */
DemainsRecovery *
demains_recovery_open (const char *path, GError **error)
{
  g_autoptr (DemainsRecovery) self = g_new0 (DemainsRecovery, 1);
  gint64 version;

  self->path = g_strdup (path);
  self->guard = demains_guard_take (path, error);
  if (self->guard == NULL)
    return NULL;
  self->database = demains_schema_inspect (path, &version, error)
                     ? demains_database_open (path, DEMAINS_DATABASE_WRITE, error)
                     : NULL;
  if (self->database == NULL || !demains_schema_migrate (self->database, error))
    return NULL;

  return g_steal_pointer (&self);
}

/*
 * demains_recovery_close:
 * @self: (transfer full): a recovery file, which stays
 */
void
demains_recovery_close (DemainsRecovery *self)
{
  g_clear_pointer (&self->database, demains_database_close);
  g_clear_pointer (&self->guard, demains_guard_free);
  g_free (self->path);
  g_free (self);
}

/*
 * demains_recovery_remove:
 * @self: (transfer full): a recovery file whose content is in the project, or
 *   that never had any
 */
void
demains_recovery_remove (DemainsRecovery *self)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  g_clear_pointer (&self->database, demains_database_close);
  g_unlink (self->path);
  g_unlink (journal);
  demains_recovery_close (self);
}

DemainsDatabase *
demains_recovery_get_database (DemainsRecovery *self)
{
  return self->database;
}

/*
 * demains_recovery_is_empty:
 *
 * Returns: whether nothing was written into it since it was made, so that nobody
 *   misses it
 */
gboolean
demains_recovery_is_empty (DemainsRecovery *self)
{
  static const char *const tables[] = { "edit", "media", "version", "merged", "still", "peak" };
  g_autofree char *root = demains_recovery_dup_project (self->database, NULL);

  /* Its first transaction never came to its end. */
  if (g_strcmp0 (root, "") == 0)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT COUNT(*) FROM %s", tables[i]);
      gint64 n;

      if (!demains_database_get_number (self->database, sql, &n, NULL) || n > 0)
        return FALSE;
    }

  return TRUE;
}

/*
 * demains_recovery_bring_back:
 * @into: a connection for writing to the project's own file
 * @more: (out): whether there is film left to bring back: call it again
 *
 * Writes what the project lacks into it: the history goes on where it ended, as
 * if nothing had been. What is there already is left alone.
 *
 * Returns: whether that could be done; %DEMAINS_PROJECT_ERROR_PARTED when the
 *   project's history went on elsewhere, so that the two must be merged
 */
gboolean
demains_recovery_bring_back (DemainsRecovery *self, DemainsDatabase *into, gboolean *more, GError **error)
{
  gint64 known;

  *more = FALSE;
  if (!demains_database_begin (into, error))
    return FALSE;

  return demains_database_end (into,
                               find_known (self, into, &known, error) && copy_history (self, into, known, error)
                                 && copy_films (self, into, more, error),
                               error);
}

char *
demains_recovery_dup_last_change (DemainsDatabase *database, GError **error)
{
  return dup_text (database, "SELECT uuid FROM change WHERE id = (SELECT MAX(id) FROM change)", error);
}

char *
demains_recovery_dup_project (DemainsDatabase *database, GError **error)
{
  return dup_text (database, "SELECT id FROM project LIMIT 1", error);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/*
 * demains_recovery_list_paths:
 * @project: (nullable): id of a project, %NULL for all
 *
 * Returns: (transfer full) (element-type filename): the recovery files that are
 *   there, also those in use
 */
GPtrArray *
demains_recovery_list_paths (const char *project)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = get_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, SUFFIX) && (project == NULL || g_str_has_prefix (name, project)))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_paths);

  return paths;
}

static gboolean
has_row (DemainsDatabase *database, const char *sql, const char *one, const char *other)
{
  sqlite3_stmt *statement = demains_database_prepare (database, sql, NULL);
  gboolean has;

  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, one);
  if (other != NULL)
    demains_statement_bind_text (statement, 2, other);
  has = demains_database_next (database, statement, NULL);
  sqlite3_reset (statement);

  return has;
}

DemainsDatabase *
demains_recovery_find_film (const char *home, const char *take, const char *role)
{
  g_autoptr (GPtrArray) paths = demains_recovery_list_paths (NULL);
  g_autofree char *shown = g_filename_to_utf8 (home, -1, NULL, NULL, NULL);

  for (guint i = paths->len; shown != NULL && i > 0; i--)
    {
      g_autoptr (DemainsDatabase) database = demains_database_open (paths->pdata[i - 1], DEMAINS_DATABASE_READ, NULL);

      if (database != NULL && has_row (database, "SELECT 1 FROM change WHERE step = 0 AND title = ?", shown, NULL)
          && has_row (database, "SELECT 1 FROM media WHERE take = ? AND role = ?", take, role))
        return g_steal_pointer (&database);
    }

  return NULL;
}
