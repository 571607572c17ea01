/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-home.h"

#include "demains-project-error.h"
#include "demains-recovery.h"
#include "demains-schema.h"

#include <errno.h>
#include <sys/stat.h>

struct _DemainsHome
{
  char *path;
  char *project;

  /* The last change that is surely in the file, and the one that is where the
   * end of a transaction was not told. */
  char *last;
  char *doubtful;

  /* The project's own file, until it is known to be lost. */
  DemainsDatabase *file;
  DemainsClaim *claim;
  gboolean writable;
  dev_t device;
  ino_t inode;

  DemainsRecovery *recovery;
};

/* With the disk gone there is nothing to be tidied up in it, and what is now
 * called as its journal was may be another one's. */
static void
abandon_file (DemainsHome *self)
{
  g_clear_pointer (&self->file, demains_database_abandon);
  if (self->claim != NULL)
    demains_claim_take_guard (self->claim, NULL);
}

static void
note_place (DemainsHome *self, const struct stat *status)
{
  self->device = status->st_dev;
  self->inode = status->st_ino;
}

static gboolean
fail_with_errno (DemainsHome *self, GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "%s: %s", self->path, g_strerror (errno));

  return FALSE;
}

static gboolean
fail_over_other (DemainsHome *self, GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE, "%s is another file now", self->path);

  return FALSE;
}

/* The own file once more, if it still is nobody else's. */
static gboolean
claim_again (DemainsHome *self, GError **error)
{
  DemainsGuard *guard = demains_guard_take (self->path, error);

  if (guard == NULL)
    return FALSE;
  demains_claim_take_guard (self->claim, guard);
  self->file = demains_database_open (self->path, DEMAINS_DATABASE_WRITE, error);

  return self->file != NULL && demains_claim_resume (self->claim, self->file, error);
}

/* The file that is where the own one was, if it is the same project. */
static gboolean
reopen (DemainsHome *self, GError **error)
{
  g_autofree char *project = NULL;
  struct stat status;
  gint64 version;

  abandon_file (self);
  if (stat (self->path, &status) != 0)
    return fail_with_errno (self, error);
  if (!demains_schema_inspect (self->path, &version, error))
    return FALSE;
  if (version != DEMAINS_FORMAT_VERSION)
    return fail_over_other (self, error);

  if (claim_again (self, error))
    project = demains_recovery_dup_project (self->file, error);
  if (project != NULL && strcmp (project, self->project) == 0)
    {
      note_place (self, &status);
      return TRUE;
    }

  abandon_file (self);

  return project != NULL ? fail_over_other (self, error) : FALSE;
}

/*
 * demains_home_new:
 * @path: the project's own file
 * @database: (transfer full): an open connection to it
 * @claim: (transfer full) (nullable): the claim that goes with it, %NULL for reading
 *
 * Returns: (transfer full): where its writes go, or %NULL where it cannot be read
 */
DemainsHome *
demains_home_new (const char *path, DemainsDatabase *database, DemainsClaim *claim, GError **error)
{
  g_autoptr (DemainsHome) self = g_new0 (DemainsHome, 1);
  struct stat status = { 0 };

  self->path = g_strdup (path);
  self->file = database;
  self->claim = claim;
  self->writable = claim != NULL;
  if (stat (path, &status) == 0)
    note_place (self, &status);
  self->project = demains_recovery_dup_project (database, error);
  self->last = self->project != NULL ? demains_recovery_dup_last_change (database, error) : NULL;

  return self->last != NULL ? g_steal_pointer (&self) : NULL;
}

/*
 * demains_home_close:
 * @self: (transfer full): where writes went
 *
 * Closes the files. A recovery file with something in it stays.
 */
void
demains_home_close (DemainsHome *self)
{
  gboolean away = self->recovery != NULL;

  if (away && demains_recovery_is_empty (self->recovery))
    demains_recovery_remove (g_steal_pointer (&self->recovery));
  g_clear_pointer (&self->recovery, demains_recovery_close);
  if (away)
    abandon_file (self);
  if (self->claim != NULL && self->file != NULL)
    demains_claim_leave (self->claim, self->file);
  g_clear_pointer (&self->file, demains_database_close);
  g_clear_pointer (&self->claim, demains_claim_free);
  g_free (self->path);
  g_free (self->project);
  g_free (self->last);
  g_free (self->doubtful);
  g_free (self);
}

gboolean
demains_home_is_writable (DemainsHome *self)
{
  return self->writable;
}

/*
 * demains_home_is_away:
 *
 * Returns: whether writes go into a recovery file
 */
gboolean
demains_home_is_away (DemainsHome *self)
{
  return self->recovery != NULL;
}

/*
 * demains_home_get_file:
 *
 * Returns: (transfer none) (nullable): the project's own file, which may be behind
 *   the recovery file, or %NULL while it is lost
 */
DemainsDatabase *
demains_home_get_file (DemainsHome *self)
{
  return self->file;
}

/*
 * demains_home_get_target:
 *
 * Returns: (transfer none) (nullable): what is written to now, if anything
 */
DemainsDatabase *
demains_home_get_target (DemainsHome *self)
{
  return self->recovery != NULL ? demains_recovery_get_database (self->recovery) : self->file;
}

/*
 * demains_home_get_claim:
 *
 * Returns: (transfer none) (nullable): what lets the own file be written
 */
DemainsClaim *
demains_home_get_claim (DemainsHome *self)
{
  return self->claim;
}

/*
 * demains_home_hold:
 *
 * Returns: whether what is in the transaction that was begun may be committed: the
 *   own file is still ours, or writes go into another one
 */
gboolean
demains_home_hold (DemainsHome *self, GError **error)
{
  return self->recovery != NULL || demains_claim_hold (self->claim, self->file, error);
}

/*
 * demains_home_check:
 *
 * Returns: whether the project's own file is where it was. Of a stick that is
 *   pulled the path goes within a second, while its open file still seems to be there
 */
gboolean
demains_home_check (DemainsHome *self, GError **error)
{
  struct stat status;

  if (stat (self->path, &status) != 0)
    return fail_with_errno (self, error);
  if (self->file == NULL || status.st_dev != self->device || status.st_ino != self->inode)
    return fail_over_other (self, error);

  return TRUE;
}

/*
 * demains_home_explain:
 * @error: why the own file could not be written
 *
 * Returns: (transfer full): the reason behind it: SQLite calls a file that is gone
 *   one that cannot be opened, or is read only
 */
GError *
demains_home_explain (DemainsHome *self, const GError *error)
{
  GError *reason = NULL;

  return demains_home_check (self, &reason) ? g_error_copy (error) : reason;
}

/*
 * demains_home_commit:
 *
 * Ends a transaction, and remembers where the own file's history is then.
 */
gboolean
demains_home_commit (DemainsHome *self, GError **error)
{
  g_autofree char *last = NULL;

  if (self->recovery != NULL)
    return demains_database_commit (demains_home_get_target (self), error);

  last = demains_recovery_dup_last_change (self->file, error);
  if (last == NULL)
    return FALSE;
  g_set_str (&self->doubtful, last);
  if (!demains_database_commit (self->file, error))
    return FALSE;
  g_set_str (&self->last, last);

  return TRUE;
}

/*
 * demains_home_leave:
 *
 * Has what is written from now on go into a recovery file, which is to be filled
 * with all records first.
 */
gboolean
demains_home_leave (DemainsHome *self, GError **error)
{
  if (self->recovery == NULL)
    self->recovery = demains_recovery_new (self->project, self->path, self->last, error);
  if (self->recovery != NULL && !demains_home_check (self, NULL))
    abandon_file (self);

  return self->recovery != NULL;
}

/*
 * demains_home_stay:
 *
 * Takes a recovery file away again that could not be filled.
 */
void
demains_home_stay (DemainsHome *self)
{
  g_clear_pointer (&self->recovery, demains_recovery_remove);
}

static gboolean
bring_back (DemainsHome *self, gboolean *more, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (demains_home_check (self, NULL) && demains_recovery_bring_back (self->recovery, self->file, more, &problem))
    return TRUE;
  if (problem != NULL && !g_error_matches (problem, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return reopen (self, error) && demains_recovery_bring_back (self->recovery, self->file, more, error);
}

/*
 * demains_home_lay_copy:
 * @target: a connection to an empty file
 *
 * Makes of it what a recovery file is before it is filled.
 */
gboolean
demains_home_lay_copy (DemainsHome *self, DemainsDatabase *target, GError **error)
{
  return demains_recovery_lay (target, "", self->last, error);
}

/*
 * demains_home_reopen:
 *
 * Opens the own file anew, where it is still as it was left: a disk that was pulled
 * answers no more through an old connection. Writes that are done again find what
 * they did already.
 */
gboolean
demains_home_reopen (DemainsHome *self, GError **error)
{
  g_autofree char *last = NULL;

  if (!reopen (self, error))
    return FALSE;
  last = demains_recovery_dup_last_change (self->file, error);
  if (last != NULL && (strcmp (last, self->last) == 0 || g_strcmp0 (last, self->doubtful) == 0))
    return TRUE;

  if (last != NULL)
    g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PARTED,
                 "the project went on elsewhere, to change %s", last);
  abandon_file (self);

  return FALSE;
}

/*
 * demains_home_return:
 * @more: (out): whether it is on its way, and this is to be called again
 *
 * Tries to bring what is in the recovery file into the own file. When all is
 * there, and on its disk, writes go into that again and the recovery file is gone.
 */
gboolean
demains_home_return (DemainsHome *self, gboolean *more, GError **error)
{
  g_autofree char *last = NULL;

  *more = FALSE;
  if (self->recovery == NULL)
    return TRUE;
  if (!bring_back (self, more, error))
    {
      if (!demains_home_check (self, NULL))
        abandon_file (self);
      return FALSE;
    }
  if (*more)
    return TRUE;

  last = demains_recovery_dup_last_change (self->file, error);
  if (last == NULL)
    return FALSE;
  g_set_str (&self->last, last);
  g_clear_pointer (&self->recovery, demains_recovery_remove);

  return TRUE;
}
