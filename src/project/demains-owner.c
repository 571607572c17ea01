/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-owner.h"

#include "demains-project-error.h"
#include "demains-uuid.h"

/* What the kernel calls this run of the system (random(4)); sandboxes see it too. */
#define BOOT_ID "/proc/sys/kernel/random/boot_id"

static const char *
get_machine (void)
{
  static gsize once;
  static char *machine;

  if (g_once_init_enter (&once))
    {
      if (g_file_get_contents (BOOT_ID, &machine, NULL, NULL))
        g_strstrip (machine);
      else
        machine = g_strdup (g_get_host_name ());
      g_once_init_leave (&once, 1);
    }

  return machine;
}

/* GLib says "Unknown" where the system knows no more than the account. */
static const char *
get_person (void)
{
  const char *name = g_get_real_name ();

  return strcmp (name, "Unknown") == 0 || *name == '\0' ? g_get_user_name () : name;
}

/**
 * demains_owner_new:
 *
 * Returns: (transfer full): an owner that is this person, here and now
 */
DemainsOwner *
demains_owner_new (void)
{
  DemainsOwner *self = g_new0 (DemainsOwner, 1);

  self->token = demains_uuid_new ();
  self->name = g_strdup (get_person ());
  self->host = g_strdup (g_get_host_name ());
  self->machine = g_strdup (get_machine ());
  self->since = g_get_real_time ();

  return self;
}

/**
 * demains_owner_copy:
 * @self: (nullable): an owner
 *
 * Returns: (transfer full) (nullable): the same once more
 */
DemainsOwner *
demains_owner_copy (const DemainsOwner *self)
{
  DemainsOwner *copy;

  if (self == NULL)
    return NULL;

  copy = g_new0 (DemainsOwner, 1);
  *copy = (DemainsOwner){
    .token = g_strdup (self->token),
    .name = g_strdup (self->name),
    .host = g_strdup (self->host),
    .machine = g_strdup (self->machine),
    .since = self->since,
    .beat = self->beat,
  };

  return copy;
}

void
demains_owner_free (DemainsOwner *self)
{
  g_free (self->token);
  g_free (self->name);
  g_free (self->host);
  g_free (self->machine);
  g_free (self);
}

/**
 * demains_owner_is_on_this_machine:
 *
 * Returns: whether it runs under this very kernel, whose locks then tell the truth
 */
gboolean
demains_owner_is_on_this_machine (const DemainsOwner *self)
{
  return strcmp (self->machine, get_machine ()) == 0;
}

/**
 * demains_owner_is_this_person:
 *
 * Returns: whether it is the one who runs this program, on this machine
 */
gboolean
demains_owner_is_this_person (const DemainsOwner *self)
{
  return demains_owner_is_on_this_machine (self) && strcmp (self->name, get_person ()) == 0;
}

/**
 * demains_owner_read:
 * @database: a connection
 * @owner: (out) (nullable) (transfer full): who has signed last and not left
 *
 * The row alone does not tell whether the owner lives: a program that was killed
 * leaves it.
 */
gboolean
demains_owner_read (DemainsDatabase *database, DemainsOwner **owner, GError **error)
{
  sqlite3_stmt *statement;
  g_autoptr (GError) problem = NULL;
  gint64 has_table;

  *owner = NULL;
  /* Formats 1 and 2, open read only, have no such table. */
  if (!demains_database_get_number (database, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'owner'", &has_table,
                                    error))
    return FALSE;
  if (!has_table)
    return TRUE;

  statement = demains_database_prepare (database, "SELECT token, name, host, machine, since, beat FROM owner", error);
  if (statement == NULL)
    return FALSE;
  if (demains_database_next (database, statement, &problem))
    {
      *owner = g_new0 (DemainsOwner, 1);
      **owner = (DemainsOwner){
        .token = g_strdup (demains_statement_get_text (statement, 0)),
        .name = g_strdup (demains_statement_get_text (statement, 1)),
        .host = g_strdup (demains_statement_get_text (statement, 2)),
        .machine = g_strdup (demains_statement_get_text (statement, 3)),
        .since = sqlite3_column_int64 (statement, 4),
        .beat = sqlite3_column_int64 (statement, 5),
      };
      sqlite3_reset (statement);
    }
  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
fail_taken (const DemainsOwner *by, GError **error)
{
  g_set_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_TAKEN_OVER, "%s took the project over",
               by != NULL ? by->host : "somebody");

  return FALSE;
}

/**
 * demains_owner_sign:
 * @database: a connection for writing, in a transaction
 * @replaced: (nullable): token of an owner that is known to be gone; "*" for whoever it was
 *
 * Fails with %DEMAINS_PROJECT_ERROR_TAKEN_OVER when somebody else has signed.
 */
gboolean
demains_owner_sign (DemainsDatabase *database, const DemainsOwner *self, const char *replaced, GError **error)
{
  g_autoptr (DemainsOwner) other = NULL;
  sqlite3_stmt *statement;

  if (!demains_owner_read (database, &other, error))
    return FALSE;
  if (other != NULL && strcmp (other->token, self->token) != 0 && g_strcmp0 (replaced, "*") != 0
      && g_strcmp0 (replaced, other->token) != 0)
    return fail_taken (other, error);

  statement = demains_database_prepare (
    database, "REPLACE INTO owner (id, token, name, host, machine, since, beat) VALUES (1, ?, ?, ?, ?, ?, ?)", error);
  if (statement == NULL)
    return FALSE;
  demains_statement_bind_text (statement, 1, self->token);
  demains_statement_bind_text (statement, 2, self->name);
  demains_statement_bind_text (statement, 3, self->host);
  demains_statement_bind_text (statement, 4, self->machine);
  sqlite3_bind_int64 (statement, 5, self->since);
  sqlite3_bind_int64 (statement, 6, self->beat);

  return demains_database_run (database, statement, error);
}

/**
 * demains_owner_verify:
 * @database: a connection for writing, in a transaction
 *
 * Fails with %DEMAINS_PROJECT_ERROR_TAKEN_OVER when the file is no longer this owner's.
 */
gboolean
demains_owner_verify (DemainsDatabase *database, const DemainsOwner *self, GError **error)
{
  g_autoptr (DemainsOwner) now = NULL;

  if (!demains_owner_read (database, &now, error))
    return FALSE;

  return (now != NULL && strcmp (now->token, self->token) == 0) || fail_taken (now, error);
}

/**
 * demains_owner_renew:
 * @database: a connection for writing, in a transaction
 *
 * Shows whoever looks that this owner lives.
 */
gboolean
demains_owner_renew (DemainsDatabase *database, const DemainsOwner *self, GError **error)
{
  return demains_owner_verify (database, self, error)
         && demains_database_exec (database, "UPDATE owner SET beat = beat + 1", error);
}

/**
 * demains_owner_erase:
 * @database: a connection for writing
 *
 * Takes the name out of the file.
 */
gboolean
demains_owner_erase (DemainsDatabase *database, GError **error)
{
  return demains_database_exec (database, "DELETE FROM owner", error);
}
