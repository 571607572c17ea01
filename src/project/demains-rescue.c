/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-rescue-private.h"

#include "demains-media-table.h"
#include "demains-owner.h"
#include "demains-page-scan.h"
#include "demains-record-table.h"
#include "demains-schema.h"
#include "demains-table-layout.h"
#include "demains-uuid.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* What the work needs, in its thread. */
typedef struct
{
  char *path;
  char *output;
  char *part;
  gboolean has_part;
  DemainsOperation *operation;
  GCancellable *cancellable;
  guint n_cells;

  DemainsPageFile *file;
  DemainsPageScan *scan;
  DemainsDatabase *database;
  GPtrArray *layouts;
  GHashTable *roots;
  DemainsTree *trees;
  DemainsRescueEvidence evidence;
  DemainsRescue *rescue;
  GError *error;

  /* The table or index at hand. */
  guint current;
} Work;

/* Where the file's header has the format (sqlite.org/fileformat2.html §1.3). */
#define HEADER_USER_VERSION 60

/* What the schema's table has of each table and index (§2.6). */
enum
{
  SCHEMA_TYPE,
  SCHEMA_NAME,
  SCHEMA_TABLE,
  SCHEMA_ROOT,
  SCHEMA_SQL,
  N_SCHEMA_VALUES,
};

/* After how many of its instructions SQLite looks whether it should stop. */
#define STEPS_A_LOOK 10000

/* Reading is the most of it; the rest is the check. */
#define READING_SHARE 0.8

static void
owner_free (gpointer data)
{
  DemainsRescueOwner *owner = data;

  g_free (owner->take);
  g_free (owner->role);
  g_free (owner);
}

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->scan, demains_page_scan_free);
  g_clear_pointer (&self->file, demains_page_file_close);
  g_clear_pointer (&self->database, demains_database_close);
  if (self->has_part)
    g_unlink (self->part);
  for (guint i = 0; self->trees != NULL && i < self->layouts->len; i++)
    demains_tree_clear (&self->trees[i]);
  g_free (self->trees);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_clear_pointer (&self->roots, g_hash_table_unref);
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    g_clear_pointer (&self->evidence.ids[i], g_hash_table_unref);
  g_clear_pointer (&self->evidence.films, g_hash_table_unref);
  g_clear_pointer (&self->rescue, demains_rescue_free);
  g_clear_error (&self->error);
  g_clear_object (&self->operation);
  g_free (self->path);
  g_free (self->output);
  g_free (self->part);
  g_free (self);
}

static void
take_free (gpointer data)
{
  DemainsRescuedTake *take = data;

  g_free (take->id);
  g_free (take->title);
  g_array_unref (take->gaps);
  g_free (take);
}

static DemainsTableLayout *
get_layout (Work *self, guint index)
{
  return self->layouts->pdata[index];
}

static char *
dup_text (const DemainsCellValue *value)
{
  if (value->type != DEMAINS_CELL_TEXT || !g_utf8_validate_len ((const char *)value->bytes, value->size, NULL))
    return g_strdup ("");

  return g_strndup ((const char *)value->bytes, value->size);
}

/* Tells how far it is and whether to go on, once in a while. */
static gboolean
goes_on (Work *self)
{
  if (self->n_cells++ % 16 == 0 && self->operation != NULL)
    demains_operation_report_progress (self->operation, READING_SHARE * demains_page_scan_get_progress (self->scan));

  return self->error == NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
}

static gboolean
fits_schema (const DemainsCell *cell, gpointer user_data)
{
  return cell->n_values == N_SCHEMA_VALUES && cell->values[SCHEMA_NAME].type == DEMAINS_CELL_TEXT
         && cell->values[SCHEMA_ROOT].type == DEMAINS_CELL_INTEGER;
}

static DemainsCellVerdict
take_schema (const DemainsCell *cell, gpointer user_data)
{
  Work *self = user_data;
  g_autofree char *name = dup_text (&cell->values[SCHEMA_NAME]);
  g_autofree char *sql = dup_text (&cell->values[SCHEMA_SQL]);

  if (!goes_on (self))
    return DEMAINS_CELL_STOP;

  for (guint i = 0; i < self->layouts->len; i++)
    if (strcmp (get_layout (self, i)->name, name) == 0)
      {
        get_layout (self, i)->is_changed = strcmp (get_layout (self, i)->sql, sql) != 0;
        g_hash_table_insert (self->roots, g_steal_pointer (&name),
                             GUINT_TO_POINTER ((guint32)cell->values[SCHEMA_ROOT].integer));
        return DEMAINS_CELL_KEEP;
      }

  return DEMAINS_CELL_KEEP;
}

/* A newer program's tables are read by nobody but it. What is not known to be one
 * is taken for a damaged number. */
static gboolean
is_newer (Work *self)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->layouts->len; i++)
    changed |= get_layout (self, i)->is_changed;

  return changed && demains_page_file_is_headed (self->file)
         && demains_page_file_get_header_number (self->file, HEADER_USER_VERSION) > DEMAINS_FORMAT_VERSION;
}

/* Learns where the tables are: from the schema, and where that is damaged, from
 * where they are in a new file. A table that a sound schema does not name may be
 * of a newer format, or its name damaged. */
static gboolean
read_schema (Work *self, GError **error)
{
  const DemainsCellVisitor visitor = { fits_schema, take_schema, self };
  g_auto (DemainsTree) tree = { 0 };

  if (!demains_page_scan_tree (self->scan, 1, FALSE, &visitor, &tree))
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (tree.n_lost == 0 && g_hash_table_size (self->roots) == 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT,
                   "%s is another program's SQLite file", self->path);
      return FALSE;
    }
  if (is_newer (self))
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER, "format %u is newer than %d",
                   demains_page_file_get_header_number (self->file, HEADER_USER_VERSION), DEMAINS_FORMAT_VERSION);
      return FALSE;
    }

  for (guint i = 0; i < self->layouts->len; i++)
    {
      DemainsTableLayout *layout = get_layout (self, i);
      gpointer root;

      if (g_hash_table_lookup_extended (self->roots, layout->name, NULL, &root))
        layout->root = GPOINTER_TO_UINT (root);
      else if (tree.n_lost == 0)
        layout->is_missing = TRUE;
    }

  return TRUE;
}

static gboolean
fits_table (const DemainsCell *cell, gpointer user_data)
{
  Work *self = user_data;

  return demains_table_layout_fits (get_layout (self, self->current), cell);
}

static DemainsCellVerdict
take_row (const DemainsCell *cell, gpointer user_data)
{
  Work *self = user_data;
  DemainsTableLayout *layout = get_layout (self, self->current);

  if (!goes_on (self))
    return DEMAINS_CELL_STOP;
  if (!demains_table_layout_accepts (layout, cell))
    return DEMAINS_CELL_DROP;
  layout->n_values = cell->n_values;

  return demains_table_layout_insert (layout, self->database, cell, &self->error) ? DEMAINS_CELL_KEEP
                                                                                  : DEMAINS_CELL_STOP;
}

/* A row that no tree leads to belongs to the table whose form it has, if that
 * lacks rows of such numbers. */
static gboolean
fits_hole (const DemainsCell *cell, gpointer user_data)
{
  Work *self = user_data;

  for (self->current = 0; self->current < self->layouts->len; self->current++)
    {
      DemainsTableLayout *layout = get_layout (self, self->current);
      guint wanted = layout->n_values != 0 ? layout->n_values : layout->columns->len;

      if (!layout->is_index && cell->n_values == wanted && demains_table_layout_fits (layout, cell)
          && demains_tree_has_hole_at (&self->trees[self->current], cell->rowid))
        return TRUE;
    }

  return FALSE;
}

static gboolean
fits_index (const DemainsCell *cell, gpointer user_data)
{
  return cell->n_values >= 2 && cell->values[0].type == DEMAINS_CELL_TEXT
         && cell->values[cell->n_values - 1].type == DEMAINS_CELL_INTEGER;
}

static DemainsCellVerdict
take_id (const DemainsCell *cell, gpointer user_data)
{
  GHashTable *ids = user_data;
  g_autofree char *id = dup_text (&cell->values[0]);

  if (!demains_uuid_is_valid (id))
    return DEMAINS_CELL_DROP;
  g_hash_table_add (ids, g_steal_pointer (&id));

  return DEMAINS_CELL_KEEP;
}

static DemainsCellVerdict
take_owner (const DemainsCell *cell, gpointer user_data)
{
  GHashTable *films = user_data;
  g_autofree char *take = dup_text (&cell->values[0]);
  g_autofree char *role = dup_text (&cell->values[1]);
  DemainsRescueOwner *owner;

  if (cell->n_values != 3 || !demains_uuid_is_valid (take)
      || strcmp (demains_media_role_to_name (demains_media_role_from_name (role)), role) != 0)
    return DEMAINS_CELL_DROP;
  owner = g_new0 (DemainsRescueOwner, 1);
  owner->take = g_steal_pointer (&take);
  owner->role = g_steal_pointer (&role);
  g_hash_table_insert (films, g_memdup2 (&cell->values[2].integer, sizeof (gint64)), owner);

  return DEMAINS_CELL_KEEP;
}

/* Reads the index of a table's unique columns. Gives whether it is whole. */
static gboolean
read_index (Work *self, const char *table, DemainsCellVerdict (*take) (const DemainsCell *, gpointer), gpointer found)
{
  const DemainsCellVisitor visitor = { fits_index, take, found };
  g_autofree char *name = g_strdup_printf ("sqlite_autoindex_%s_1", table);
  g_auto (DemainsTree) tree = { 0 };

  for (guint i = 0; i < self->layouts->len; i++)
    if (strcmp (get_layout (self, i)->name, name) == 0)
      demains_page_scan_tree (self->scan, get_layout (self, i)->root, TRUE, &visitor, &tree);

  return tree.holes != NULL && tree.n_lost == 0;
}

static gboolean
read_tables (Work *self, GError **error)
{
  const DemainsCellVisitor visitor = { fits_table, take_row, self };
  const DemainsCellVisitor rest = { fits_hole, take_row, self };
  gboolean holes = FALSE;

  self->trees = g_new0 (DemainsTree, self->layouts->len);
  for (self->current = 0; self->current < self->layouts->len; self->current++)
    if (!get_layout (self, self->current)->is_index)
      {
        DemainsTree *tree = &self->trees[self->current];

        if (!demains_page_scan_tree (self->scan, get_layout (self, self->current)->root, FALSE, &visitor, tree))
          break;
        if (get_layout (self, self->current)->is_missing && get_layout (self, self->current)->n_values == 0)
          {
            tree->n_lost = 0;
            g_array_set_size (tree->holes, 0);
          }
        holes |= tree->holes->len > 0;
      }
  demains_page_scan_mark_free (self->scan);
  if (self->error == NULL && holes)
    demains_page_scan_rest (self->scan, &rest);
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}

static void
gather_evidence (Work *self)
{
  DemainsRescueEvidence *evidence = &self->evidence;

  evidence->films = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, owner_free);
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    evidence->ids[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->layouts->len; i++)
    {
      DemainsTableLayout *layout = get_layout (self, i);

      if (layout->is_index || self->trees[i].n_lost == 0)
        continue;
      if (layout->kind != NULL)
        {
          evidence->damaged[layout->kind->id] = TRUE;
          evidence->ids_whole[layout->kind->id]
            = read_index (self, layout->name, take_id, evidence->ids[layout->kind->id]);
        }
      else if (strcmp (layout->name, "media") == 0)
        {
          evidence->films_damaged = TRUE;
          read_index (self, layout->name, take_owner, evidence->films);
        }
      else if (strcmp (layout->name, "change") == 0 || strcmp (layout->name, "edit") == 0)
        evidence->history_damaged = TRUE;
      else if (strcmp (layout->name, "version") == 0)
        self->rescue->lost_versions = self->trees[i].n_lost;
      else if (strcmp (layout->name, "still") == 0)
        self->rescue->stills = self->trees[i].n_lost;
      else if (strcmp (layout->name, "unknown_record") == 0)
        self->rescue->foreign_lost = TRUE;
    }
}

static int
is_cancelled_cb (void *cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static gboolean
begin_part (Work *self, GError **error)
{
  int fd;

  g_unlink (self->part);
  fd = g_open (self->part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR,
                   errno == ENOSPC                       ? DEMAINS_PROJECT_ERROR_NO_SPACE
                   : errno == ENOENT || errno == ENOTDIR ? DEMAINS_PROJECT_ERROR_NOT_FOUND
                                                         : DEMAINS_PROJECT_ERROR_PERMISSION,
                   "%s: %s", self->part, g_strerror (errno));
      return FALSE;
    }
  close (fd);
  self->has_part = TRUE;
  self->database = demains_database_open (self->part, DEMAINS_DATABASE_CREATE, error);
  if (self->database != NULL && self->cancellable != NULL)
    sqlite3_progress_handler (demains_database_get_handle (self->database), STEPS_A_LOOK, is_cancelled_cb,
                              self->cancellable);
  if (self->database == NULL || !demains_database_begin (self->database, error)
      || !demains_schema_create (self->database, error))
    return FALSE;
  self->layouts = demains_table_layout_list (self->database, error);
  self->roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self->layouts != NULL;
}

/* A file in which there is no row of a project is none. */
static gboolean
has_something (Work *self, GError **error)
{
  for (guint i = 0; i < self->layouts->len; i++)
    {
      DemainsTableLayout *layout = get_layout (self, i);
      g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM \"%s\")", layout->name);
      gint64 found = 0;

      if (!layout->is_index && !demains_database_get_number (self->database, sql, &found, error))
        return FALSE;
      if (found != 0)
        return TRUE;
    }

  g_set_error (error, DEMAINS_PROJECT_ERROR,
               demains_page_file_is_headed (self->file) ? DEMAINS_PROJECT_ERROR_DAMAGED
                                                        : DEMAINS_PROJECT_ERROR_NOT_A_PROJECT,
               "nothing of a project is in %s", self->path);

  return FALSE;
}

/* What was written is held against its own rules, as demains_project_check_async() does. */
static gboolean
check_part (Work *self, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = NULL;
  sqlite3_stmt *statement;
  g_autofree char *answer = NULL;

  statement = demains_database_prepare (self->database, "PRAGMA integrity_check(1)", error);
  if (!demains_database_next (self->database, statement, error))
    return FALSE;
  answer = g_strdup (demains_statement_get_text (statement, 0));
  sqlite3_reset (statement);
  rows = demains_record_table_load (self->database, error);
  if (rows == NULL || !demains_media_table_check (self->database, problems, error))
    return FALSE;
  if (strcmp (answer, "ok") == 0 && problems->len == 0)
    return TRUE;

  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_FAILED, "what was rescued is not sound: %s",
               problems->len > 0 ? (const char *)problems->pdata[0] : answer);

  return FALSE;
}

static gboolean
end_part (Work *self, GError **error)
{
  g_autofree char *journal = g_strconcat (self->output, "-journal", NULL);

  /* Who had the damaged file open does not have this one. */
  if (!demains_owner_erase (self->database, error) || !demains_database_commit (self->database, error))
    return FALSE;
  if (self->operation != NULL)
    demains_operation_report_progress (self->operation, READING_SHARE);
  if (!check_part (self, error) || g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  /* One of the file that is replaced now would be played into the new one. */
  g_clear_pointer (&self->database, demains_database_close);
  g_unlink (journal);
  if (g_rename (self->part, self->output) == 0)
    {
      self->has_part = FALSE;
      return TRUE;
    }
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PERMISSION, "%s: %s", self->output,
               g_strerror (errno));

  return FALSE;
}

static gboolean
rescue (Work *self, GError **error)
{
  GStatBuf from, to;

  self->file = demains_page_file_open (self->path, error);
  if (self->file == NULL)
    return FALSE;
  if (g_stat (self->path, &from) == 0 && g_stat (self->output, &to) == 0 && from.st_dev == to.st_dev
      && from.st_ino == to.st_ino)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS, "%s is the project itself",
                   self->output);
      return FALSE;
    }
  self->scan = demains_page_scan_new (self->file);

  if (!begin_part (self, error) || !read_schema (self, error) || !read_tables (self, error)
      || !has_something (self, error))
    return FALSE;
  gather_evidence (self);

  return demains_rescue_mend_records (self->database, &self->evidence, self->rescue, error)
         && demains_rescue_mend_films (self->database, &self->evidence, self->rescue, error)
         && demains_rescue_cut_history (self->database, &self->evidence, self->rescue, error) && end_part (self, error);
}

static void
rescue_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *self = data;
  GError *error = NULL;

  self->cancellable = cancellable;
  if (rescue (self, &error))
    {
      g_task_return_pointer (task, g_steal_pointer (&self->rescue), (GDestroyNotify)demains_rescue_free);
      return;
    }

  if (g_cancellable_is_cancelled (cancellable))
    {
      g_clear_error (&error);
      g_cancellable_set_error_if_cancelled (cancellable, &error);
    }

  /* Nothing is left behind of what is not whole before anybody is told. */
  g_clear_pointer (&self->database, demains_database_close);
  if (self->has_part)
    g_unlink (self->part);
  self->has_part = FALSE;
  g_task_return_error (task, error);
}

static void
rescued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DemainsOperation *operation = g_task_get_task_data (task);
  GError *error = NULL;
  DemainsRescue *found = g_task_propagate_pointer (G_TASK (result), &error);

  if (operation != NULL)
    demains_operation_finish (operation, error);
  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify)demains_rescue_free);
  else
    g_task_return_error (task, error);
}

/**
 * demains_rescue_async:
 * @path: a project file, damaged in whatever way; it is only read
 * @output: where the rescued project is to be; what is there is replaced when
 *     it is whole
 * @operation: (nullable): told the progress and asked whether to go on; ended by this
 *
 * Reads what is sound of a damaged file, page by page and without SQLite, and
 * makes a project of it. A commit that was cut short is taken back on the way, by
 * the journal beside the file. Every record on a sound page and every second of
 * film whose checksum is right is kept; a record that is lost is made anew from
 * the history where that has it. Needs memory for the records and the longest
 * second of film, not for the file.
 */
void
demains_rescue_async (const char *path, const char *output, DemainsOperation *operation, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GCancellable *cancellable = operation != NULL ? demains_operation_get_cancellable (operation) : NULL;
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (NULL, cancellable, rescued_cb, task);
  Work *work = g_new0 (Work, 1);

  g_task_set_source_tag (task, demains_rescue_async);
  g_task_set_source_tag (thread, demains_rescue_async);
  g_task_set_check_cancellable (thread, FALSE);
  work->path = g_canonicalize_filename (path, NULL);
  work->output = g_canonicalize_filename (output, NULL);
  work->part = g_strconcat (work->output, ".part", NULL);
  work->rescue = g_new0 (DemainsRescue, 1);
  work->rescue->takes = g_ptr_array_new_with_free_func (take_free);
  if (operation != NULL)
    {
      work->operation = g_object_ref (operation);
      g_task_set_task_data (task, g_object_ref (operation), g_object_unref);
    }
  g_task_set_task_data (thread, work, work_free);
  g_task_run_in_thread (thread, rescue_thread);
}

/**
 * demains_rescue_finish:
 *
 * Returns: (transfer full): what was rescued and what is lost, or %NULL with an
 *   error and no file
 */
DemainsRescue *
demains_rescue_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_rescue_is_whole:
 *
 * Returns: whether nothing is lost that a person made
 */
gboolean
demains_rescue_is_whole (const DemainsRescue *self)
{
  gboolean lost = self->foreign_lost || self->more_may_be_lost || self->lost_steps > 0 || self->lost_versions > 0
                  || self->takes->len > 0;

  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    lost |= self->lost[i] > 0;

  return !lost;
}

void
demains_rescue_free (DemainsRescue *self)
{
  g_ptr_array_unref (self->takes);
  g_free (self);
}
