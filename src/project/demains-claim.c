/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-claim.h"

#include "demains-project-error.h"

struct _DemainsClaim
{
  DemainsGuard *guard;
  DemainsOwner *owner;
  char *replaced;
  gboolean beats;
  gint64 due_time;
  gboolean is_signed;
  gboolean was_held;
  GError *lost;
};

/**
 * demains_claim_new:
 * @guard: (transfer full): the lock on the file
 * @replaced: (nullable): for demains_owner_sign()
 * @beats: whether other machines may open the file and cannot see the lock
 * @at_once: whether to sign it though nothing may be written: for who stays; else
 *   it is signed with the first write
 *
 * Returns: (transfer full): the claim of this person, to be signed
 */
DemainsClaim *
demains_claim_new (DemainsGuard *guard, const char *replaced, gboolean beats, gboolean at_once)
{
  DemainsClaim *self = g_new0 (DemainsClaim, 1);

  self->guard = guard;
  self->owner = demains_owner_new ();
  self->replaced = g_strdup (beats ? replaced : "*");
  self->beats = beats;
  self->due_time = at_once || beats ? 0 : G_MAXINT64;

  return self;
}

void
demains_claim_free (DemainsClaim *self)
{
  g_clear_pointer (&self->guard, demains_guard_free);
  demains_owner_free (self->owner);
  g_clear_error (&self->lost);
  g_free (self->replaced);
  g_free (self);
}

/**
 * demains_claim_take_guard:
 * @guard: (transfer full) (nullable): another lock, on a file that has come back;
 *   %NULL when the file is gone
 */
void
demains_claim_take_guard (DemainsClaim *self, DemainsGuard *guard)
{
  g_clear_pointer (&self->guard, demains_guard_free);
  self->guard = guard;
  self->is_signed = FALSE;
}

/**
 * demains_claim_resume:
 * @database: a connection for writing to a file that was gone
 *
 * Signs it again. Where the lock does not decide somebody else may have done so
 * meanwhile: that is %DEMAINS_PROJECT_ERROR_IN_USE.
 */
gboolean
demains_claim_resume (DemainsClaim *self, DemainsDatabase *database, GError **error)
{
  g_autoptr (DemainsOwner) other = NULL;

  if (!self->beats)
    {
      self->due_time = 0;
      return TRUE;
    }
  if (!demains_owner_read (database, &other, error))
    return FALSE;
  if (other != NULL && strcmp (other->token, self->owner->token) != 0)
    {
      g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE, "%s has it now", other->host);
      return FALSE;
    }
  self->due_time = 0;

  return TRUE;
}

/**
 * demains_claim_is_lost:
 *
 * Returns: whether somebody else took the file over
 */
gboolean
demains_claim_is_lost (const DemainsClaim *self)
{
  return self->lost != NULL;
}

/**
 * demains_claim_get_due_time:
 *
 * Returns: when it is to be looked after, on the monotonic clock in microseconds:
 *   at once to sign it, later to beat; %G_MAXINT64 for never
 */
gint64
demains_claim_get_due_time (const DemainsClaim *self)
{
  return self->lost == NULL ? self->due_time : G_MAXINT64;
}

static void
note_loss (DemainsClaim *self, const GError *error)
{
  if (self->lost == NULL && g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_TAKEN_OVER))
    self->lost = g_error_copy (error);
}

/* One transaction that only concerns the name. */
static gboolean
transact (DemainsClaim *self, DemainsDatabase *database,
          gboolean (*act) (DemainsClaim *self, DemainsDatabase *database, GError **error))
{
  g_autoptr (GError) error = NULL;

  if (demains_database_begin (database, &error) && act (self, database, &error)
      && demains_database_commit (database, &error))
    return TRUE;

  demains_database_rollback (database);
  note_loss (self, error);
  g_debug ("the owner's name: %s", error->message);

  return FALSE;
}

static gboolean
sign (DemainsClaim *self, DemainsDatabase *database, GError **error)
{
  return demains_owner_sign (database, self->owner, self->replaced, error);
}

static gboolean
renew (DemainsClaim *self, DemainsDatabase *database, GError **error)
{
  return demains_owner_renew (database, self->owner, error);
}

static gboolean
erase (DemainsClaim *self, DemainsDatabase *database, GError **error)
{
  return demains_owner_verify (database, self->owner, error) && demains_owner_erase (database, error);
}

/**
 * demains_claim_look_after:
 * @database: a connection for writing
 *
 * Puts the name into the file, and later shows other machines that its owner lives.
 * A disk that is full just now hinders nobody from writing where the lock decides.
 */
void
demains_claim_look_after (DemainsClaim *self, DemainsDatabase *database)
{
  gboolean done = transact (self, database, self->is_signed ? renew : sign);

  self->is_signed |= done;
  self->due_time = self->beats ? g_get_monotonic_time () + DEMAINS_CLAIM_BEAT : G_MAXINT64;
}

/**
 * demains_claim_hold:
 * @database: a connection for writing, in a transaction
 *
 * Fails with %DEMAINS_PROJECT_ERROR_TAKEN_OVER when the file is no longer ours, and
 * ever after: what others wrote since is not in this program's models.
 *
 * Returns: whether the transaction may be committed
 */
gboolean
demains_claim_hold (DemainsClaim *self, DemainsDatabase *database, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (self->lost != NULL)
    {
      g_propagate_error (error, g_error_copy (self->lost));
      return FALSE;
    }
  /* What was signed in a transaction that failed is not. */
  if (!self->is_signed && self->was_held && demains_owner_verify (database, self->owner, NULL))
    self->is_signed = TRUE;
  self->was_held = TRUE;
  if (self->is_signed ? demains_owner_verify (database, self->owner, &problem) : sign (self, database, &problem))
    return TRUE;

  note_loss (self, problem);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

/**
 * demains_claim_leave:
 * @database: a connection for writing
 *
 * Takes the name out of the file, if it is still there.
 */
void
demains_claim_leave (DemainsClaim *self, DemainsDatabase *database)
{
  if ((self->is_signed || self->was_held) && self->lost == NULL)
    transact (self, database, erase);
}
