/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-content.h"
#include "demains-journal-table.h"
#include "demains-media-table.h"
#include "demains-position.h"
#include "demains-raw-record.h"
#include "demains-record-table.h"
#include "demains-schema.h"
#include "demains-version-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the opening thread works on, and what it brings back whole. */
typedef struct
{
  char *path;
  DemainsOpenMode mode;

  /* What SQLite opens: another file where the project is checked out. */
  char *file;
  DemainsCheckout *checkout;

  /* For a new file: what it begins with. */
  DemainsChange *birth;

  /* Token of an owner that was seen to be gone, though the file names it still. */
  char *gone;

  DemainsPlace place;
  struct stat status;
  DemainsOwner *owner;
  gboolean doubtful;
  DemainsDatabase *database;
  DemainsGuard *guard;
  DemainsHome *home;
  gboolean writable;
  GError *obstacle;
  GPtrArray *rows;
  GPtrArray *steps;
  GPtrArray *versions;
  GPtrArray *media;
  GPtrArray *unknown;
  gint64 last_step;
} Opening;

static void
let_go (Opening *self)
{
  g_clear_pointer (&self->database, demains_database_close);
  g_clear_pointer (&self->guard, demains_guard_free);
  g_clear_pointer (&self->home, demains_home_close);
  g_clear_pointer (&self->checkout, demains_checkout_unref);
}

static void
opening_free (Opening *self)
{
  let_go (self);
  g_free (self->path);
  g_free (self->file);
  g_free (self->gone);
  g_clear_pointer (&self->owner, demains_owner_free);
  g_clear_pointer (&self->birth, demains_change_unref);
  g_clear_error (&self->obstacle);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->media, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_free (self);
}

static DemainsUnknownRecord *
unknown_record_new (const char *kind, const char *id, const char *json)
{
  DemainsUnknownRecord *record = g_new0 (DemainsUnknownRecord, 1);

  record->kind = g_strdup (kind);
  record->id = g_strdup (id);
  record->json = g_strdup (json);

  return record;
}

/* A newer program's kinds have tables of their own. */
static gboolean
is_newer (const char *table)
{
  return demains_kind_find (table) == NULL;
}

static gboolean
add_newer (const char *table, const char *id, const char *json, gpointer user_data, GError **error)
{
  g_autofree char *kind = demains_kind_dup_array_name (table);

  g_ptr_array_add (user_data, unknown_record_new (kind, id, json));

  return TRUE;
}

/* In the store's thread. @query gives kinds as JSON names them, ids and records. */
GPtrArray *
demains_unknown_records_read (DemainsDatabase *database, const char *query, GError **error)
{
  g_autoptr (GPtrArray) unknown = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_unknown_record_free);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, query, error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    {
      g_autofree char *kind = g_strdup (demains_statement_get_text (statement, 0));
      g_autofree char *id = g_strdup (demains_statement_get_text (statement, 1));

      g_ptr_array_add (unknown, unknown_record_new (kind, id, demains_statement_get_text (statement, 2)));
    }
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }

  return g_steal_pointer (&unknown);
}

/* In the store's thread: what was kept as it came, and what tables of kinds hold
 * that are not known. */
GPtrArray *
demains_unknown_records_load (DemainsDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) unknown
    = demains_unknown_records_read (database, "SELECT kind, id, json FROM unknown_record", error);

  return unknown != NULL && demains_raw_record_foreach (database, is_newer, add_newer, unknown, error)
           ? g_steal_pointer (&unknown)
           : NULL;
}

static gboolean
load (Opening *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean has_root = FALSE;

  self->rows = demains_record_table_load (self->database, error);
  if (self->rows == NULL)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    has_root |= ((DemainsRow *)self->rows->pdata[i])->kind == DEMAINS_KIND_PROJECT;
  if (!has_root)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED, "%s has no project record", self->path);
      return FALSE;
    }

  self->steps = demains_journal_table_load_steps (self->database, error);
  if (self->steps == NULL)
    return FALSE;
  self->versions = demains_version_table_load (self->database, error);
  if (self->versions == NULL)
    return FALSE;
  self->media = demains_media_table_load (self->database, error);
  if (self->media == NULL)
    return FALSE;
  self->unknown = demains_unknown_records_load (self->database, error);

  return self->unknown != NULL && demains_journal_table_get_last_step (self->database, &self->last_step, error);
}

/* Whether another machine, whose locks cannot be seen here, has the file open. */
static gboolean
is_owned_elsewhere (Opening *self)
{
  return self->doubtful && self->owner != NULL && g_strcmp0 (self->owner->token, self->gone) != 0
         && (!demains_guard_locks (self->guard) || !demains_owner_is_on_this_machine (self->owner));
}

/* Opens the file for writing if it can be ours; else why not is in @obstacle. */
static gboolean
claim (Opening *self, gint64 version, GError **error)
{
  if (self->mode == DEMAINS_OPEN_READ_ONLY || self->obstacle != NULL)
    return TRUE;

  if (version > DEMAINS_FORMAT_VERSION)
    g_set_error (&self->obstacle, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER,
                 "format %" G_GINT64_FORMAT " is newer than %d", version, DEMAINS_FORMAT_VERSION);
  else
    self->guard = demains_guard_take (self->file, &self->obstacle);
  if (self->guard == NULL)
    return TRUE;

  self->doubtful = (self->place.flags & DEMAINS_PLACE_NETWORK) != 0 || !demains_guard_locks (self->guard);
  self->database = demains_database_open (self->file, DEMAINS_DATABASE_WRITE, error);
  if (self->database == NULL || (self->doubtful && !demains_owner_read (self->database, &self->owner, error)))
    return FALSE;
  if (is_owned_elsewhere (self))
    {
      g_clear_pointer (&self->database, demains_database_close);
      g_clear_pointer (&self->guard, demains_guard_free);
      g_set_error (&self->obstacle, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE, "%s is open on %s", self->path,
                   self->owner->host);
    }

  return TRUE;
}

/* What a portal shows is worked on elsewhere. Where that cannot be, it is read where
 * it is, and why is in @obstacle. */
static gboolean
check_out (Opening *self, GError **error)
{
  static const DemainsProjectError obstacles[]
    = { DEMAINS_PROJECT_ERROR_IN_USE, DEMAINS_PROJECT_ERROR_PERMISSION, DEMAINS_PROJECT_ERROR_READ_ONLY };
  g_autoptr (GError) problem = NULL;

  demains_place_inspect (self->path, &self->place);
  if (!(self->place.flags & DEMAINS_PLACE_PORTAL))
    {
      self->file = g_strdup (self->path);
      return TRUE;
    }

  if (self->mode != DEMAINS_OPEN_READ_ONLY)
    self->checkout = demains_checkout_new (self->path, &problem);
  if (self->checkout != NULL && demains_checkout_fetch (self->checkout, &problem))
    {
      self->file = g_strdup (demains_checkout_get_copy (self->checkout));
      return TRUE;
    }

  if (self->checkout == NULL)
    self->file = demains_checkout_find_copy (self->path);
  if (self->file == NULL)
    self->file = g_strdup (self->path);
  g_clear_pointer (&self->checkout, demains_checkout_unref);
  for (guint i = 0; i < G_N_ELEMENTS (obstacles) && problem != NULL; i++)
    if (g_error_matches (problem, DEMAINS_PROJECT_ERROR, obstacles[i]))
      self->obstacle = g_steal_pointer (&problem);
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/* Whoever may do without writing can read a file of an older format as it is. */
static gboolean
give_up_writing (Opening *self, GError *problem, GError **error)
{
  if (self->mode == DEMAINS_OPEN_REQUIRE_WRITE
      || g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }

  g_clear_pointer (&self->database, demains_database_close);
  g_clear_pointer (&self->guard, demains_guard_free);
  self->obstacle = problem;
  self->database = demains_database_open (self->file, DEMAINS_DATABASE_READ, error);

  return self->database != NULL;
}

static gboolean
open_for_mode (Opening *self, GError **error)
{
  GError *problem = NULL;

  if (self->guard == NULL)
    self->database = demains_database_open (self->file, DEMAINS_DATABASE_READ, error);
  if (self->database == NULL)
    return FALSE;
  if (self->guard == NULL || demains_schema_migrate (self->database, &problem))
    return TRUE;

  if (g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE))
    problem->code = DEMAINS_PROJECT_ERROR_OLDER;

  return give_up_writing (self, problem, error);
}

static gboolean
open_existing (Opening *self, GError **error)
{
  gint64 version;

  if (!check_out (self, error) || !demains_schema_inspect (self->file, &version, error))
    return FALSE;

  if (!claim (self, version, error))
    return FALSE;
  if (self->obstacle != NULL && self->mode == DEMAINS_OPEN_REQUIRE_WRITE)
    {
      g_propagate_error (error, g_steal_pointer (&self->obstacle));
      return FALSE;
    }

  if (!open_for_mode (self, error))
    return FALSE;
  g_clear_pointer (&self->owner, demains_owner_free);
  if (demains_owner_read (self->database, &self->owner, error) && load (self, error))
    return TRUE;

  /* A table, column or sense is missing that all formats have. */
  if (error != NULL && g_error_matches (*error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_FAILED))
    (*error)->code = DEMAINS_PROJECT_ERROR_DAMAGED;

  return FALSE;
}

static gboolean
reserve_name (const char *path, GError **error)
{
  static const struct
  {
    int number;
    DemainsProjectError code;
  } reasons[] = {
    { EEXIST, DEMAINS_PROJECT_ERROR_EXISTS },        { EISDIR, DEMAINS_PROJECT_ERROR_IS_FOLDER },
    { ENOENT, DEMAINS_PROJECT_ERROR_NOT_FOUND },     { ENOTDIR, DEMAINS_PROJECT_ERROR_NOT_FOUND },
    { EACCES, DEMAINS_PROJECT_ERROR_PERMISSION },    { EPERM, DEMAINS_PROJECT_ERROR_PERMISSION },
    { EROFS, DEMAINS_PROJECT_ERROR_READ_ONLY },      { ENOSPC, DEMAINS_PROJECT_ERROR_NO_SPACE },
    { ENAMETOOLONG, DEMAINS_PROJECT_ERROR_INVALID },
  };
  int code = DEMAINS_PROJECT_ERROR_FAILED;
  int number;
  int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }
  number = errno;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].number == number)
      code = reasons[i].code;
  g_set_error (error, DEMAINS_PROJECT_ERROR, code, "%s: %s", path, g_strerror (number));

  return FALSE;
}

static gboolean
write_birth (Opening *self, GError **error)
{
  if (!demains_database_begin (self->database, error))
    return FALSE;

  return demains_database_end (self->database,
                               demains_schema_create (self->database, error)
                                 && demains_project_commit_cb (self->database, self->birth, error),
                               error);
}

static gboolean
create (Opening *self, GError **error)
{
  if (!reserve_name (self->path, error))
    return FALSE;

  if (!check_out (self, error))
    {
      g_unlink (self->path);
      return FALSE;
    }
  self->guard = demains_guard_take (self->file, error);
  if (self->guard != NULL)
    {
      self->doubtful = (self->place.flags & DEMAINS_PLACE_NETWORK) != 0 || !demains_guard_locks (self->guard);
      self->database = demains_database_open (self->file, DEMAINS_DATABASE_CREATE, error);
    }
  if (self->database != NULL && write_birth (self, error) && load (self, error))
    return TRUE;

  g_clear_pointer (&self->database, demains_database_close);
  g_clear_pointer (&self->guard, demains_guard_free);
  g_unlink (self->path);

  return FALSE;
}

/* What was opened is the store's from now on. */
static gboolean
settle (Opening *self, GError **error)
{
  gboolean stays = self->birth != NULL || self->mode == DEMAINS_OPEN_WRITE;
  DemainsClaim *claim = NULL;

  self->writable = self->guard != NULL;
  if (self->guard != NULL)
    claim = demains_claim_new (g_steal_pointer (&self->guard), self->owner != NULL ? self->owner->token : NULL,
                               self->doubtful, stays);
  stat (self->file, &self->status);
  self->home = demains_home_new (self->file, g_steal_pointer (&self->database), claim, error);

  return self->home != NULL;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *self = data;
  GError *error = NULL;

  if ((self->birth != NULL ? create (self, &error) : open_existing (self, &error)) && settle (self, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  /* Whoever is told may try again at once. */
  let_go (self);
  g_task_return_error (task, error);
}

static void
take_rows (DemainsProject *self, GPtrArray *rows)
{
  GPtrArray *records[DEMAINS_N_KINDS];

  for (guint kind = 0; kind < DEMAINS_N_KINDS; kind++)
    records[kind] = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      DemainsRecord *record = demains_record_new_from_row (rows->pdata[i]);
      gpointer id = (gpointer)demains_record_get_id (record);

      g_ptr_array_add (records[demains_record_get_kind_id (record)], record);
      if (g_hash_table_contains (self->known, id))
        continue;
      g_hash_table_insert (self->known, id, g_object_ref (record));
      g_hash_table_insert (self->alive, id, record);
      demains_record_set_owner (record, &demains_project_record_owner, self);
    }
  for (guint kind = 0; kind < DEMAINS_N_KINDS; kind++)
    demains_record_list_take_all (self->lists[kind], records[kind]);
  for (guint i = 0; i < records[DEMAINS_KIND_LINK]->len; i++)
    demains_link_index_add (self->links, records[DEMAINS_KIND_LINK]->pdata[i]);
  for (guint kind = 0; kind < DEMAINS_N_KINDS; kind++)
    g_ptr_array_unref (records[kind]);
}

static DemainsProject *
make_project (Opening *opening)
{
  DemainsProject *self = g_object_new (DEMAINS_TYPE_PROJECT, NULL);
  const char *language;

  self->path = g_strdup (opening->path);
  self->file = g_strdup (opening->file);
  self->checkout = g_steal_pointer (&opening->checkout);
  if (self->checkout != NULL && (opening->birth != NULL || !demains_checkout_is_fresh (self->checkout)))
    self->n_checked_in = G_MAXUINT64;
  self->read_only = !opening->writable;
  self->obstacle = g_steal_pointer (&opening->obstacle);
  self->place = opening->place.flags;
  self->device = opening->status.st_dev;
  self->inode = opening->status.st_ino;
  take_rows (self, opening->rows);
  demains_project_take_steps (self, g_steal_pointer (&opening->steps));
  self->next_step = opening->last_step + 1;
  for (guint i = 0; i < opening->versions->len; i++)
    {
      g_autoptr (DemainsVersion) version = demains_version_new (opening->versions->pdata[i]);

      g_list_store_append (self->versions, version);
    }
  for (guint i = 0; i < opening->media->len; i++)
    {
      DemainsMediaRow *row = opening->media->pdata[i];

      g_hash_table_insert (self->media, g_strdup (row->take), demains_media_new_from_row (row));
    }
  g_ptr_array_extend_and_steal (self->unknown, g_steal_pointer (&opening->unknown));
  demains_store_take_home (self->store, g_steal_pointer (&opening->home));
  demains_project_watch_owner (self, g_steal_pointer (&opening->owner));
  demains_project_queue_check_in (self);
  language = demains_record_get_text (demains_project_get_root (self), "language");
  demains_search_index_fill (self->search, self->store, language, g_steal_pointer (&opening->rows));
  demains_project_update_save_state (self);

  return self;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_pointer (task, make_project (g_task_get_task_data (G_TASK (result))), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
start_opening (Opening *opening, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) work = g_task_new (NULL, NULL, opened_cb, task);

  g_task_set_source_tag (task, tag);
  g_task_set_source_tag (work, tag);
  g_task_set_task_data (work, opening, (GDestroyNotify)opening_free);
  g_task_run_in_thread (work, open_thread);
}

static void
add_root (DemainsChange *birth, const char *group, const char *theme, const char *language)
{
  g_autoptr (DemainsContent) content = demains_content_load (language);
  g_autoptr (DemainsRecord) root = demains_record_new (DEMAINS_KIND_PROJECT);
  g_autofree char *known = demains_content_dup_theme_title (content, theme);

  g_object_set (root, "group", group, "language", language, NULL);
  g_object_set (root, known != NULL ? "theme" : "theme_title", theme, NULL);
  demains_change_add (birth, root);
}

/* What every group begins with, and the signals of its theme. */
static void
add_content (DemainsChange *birth, const char *theme, const char *language)
{
  static const struct
  {
    DemainsKindId kind;
    gboolean by_theme;
  } contents[] = { { DEMAINS_KIND_SECTION, FALSE },
                   { DEMAINS_KIND_MISSION, FALSE },
                   { DEMAINS_KIND_SLOT, FALSE },
                   { DEMAINS_KIND_SIGNAL, TRUE } };
  g_autoptr (DemainsContent) content = demains_content_load (language);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (GPtrArray) records
        = demains_content_make_records (content, contents[i].kind, contents[i].by_theme ? theme : NULL);

      for (guint j = 0; j < records->len; j++)
        demains_change_add (birth, records->pdata[j]);
    }
}

/* Takes over @birth, whose records are what the file begins with. */
void
demains_project_create_from_async (const char *path, DemainsChange *birth, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->mode = DEMAINS_OPEN_REQUIRE_WRITE;
  opening->birth = birth;
  g_ptr_array_set_size (birth->added, 0);
  start_opening (opening, demains_project_create_async, cancellable, callback, user_data);
}

/**
 * demains_project_create_async:
 * @path: where the file is to be; nothing may be there
 * @group: name of the group
 * @theme: key of one of the themes, or the group's own wording
 * @language: of the project: "fr" or "en"
 *
 * Makes a file with the default content and opens it. The content is the birth
 * of the project, not a step that could be undone. Answer it with
 * demains_project_open_finish().
 */
void
demains_project_create_async (const char *path, const char *group, const char *theme, const char *language,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  DemainsChange *birth = demains_change_new_full (DEMAINS_VERB_ADD, DEMAINS_KIND_PROJECT, group);

  add_root (birth, group, theme, language);
  add_content (birth, theme, language);
  demains_project_create_from_async (path, birth, cancellable, callback, user_data);
}

/**
 * demains_project_create_bare_async:
 * @path: where the file is to be; nothing may be there
 * @root: the record of kind project that it begins with
 *
 * Makes a file that holds nothing but its root, for an import to fill.
 */
void
demains_project_create_bare_async (const char *path, DemainsRecord *root, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data)
{
  DemainsChange *birth = demains_change_new (DEMAINS_VERB_ADD, root);

  demains_change_add (birth, root);
  demains_project_create_from_async (path, birth, cancellable, callback, user_data);
}

/**
 * demains_project_open_async:
 * @path: an existing project file
 * @mode: what for
 *
 * Reads the whole project but for its films in a thread of its own.
 */
void
demains_project_open_async (const char *path, DemainsOpenMode mode, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->mode = mode;
  start_opening (opening, demains_project_open_async, cancellable, callback, user_data);
}

/**
 * demains_project_take_over_async:
 *
 * Opens the project of @self once more, for writing, now that its owner is gone; in
 * it is what the owner wrote meanwhile. Where somebody else was quicker it is read
 * only again. Answer it with demains_project_open_finish(), and close @self then.
 */
void
demains_project_take_over_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (self->path);
  opening->mode = DEMAINS_OPEN_WRITE;
  opening->gone = self->owner_gone && self->owner != NULL ? g_strdup (self->owner->token) : NULL;
  start_opening (opening, demains_project_take_over_async, cancellable, callback, user_data);
}

/**
 * demains_project_open_finish:
 *
 * Returns: (transfer full): the project, or %NULL with an error
 */
DemainsProject *
demains_project_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
