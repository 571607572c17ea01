/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/**
 * DemainsOwner:
 * @token: stands for one opening of a project for writing
 * @name: of the person who opened it, as the system knows it
 * @host: name of the computer
 * @machine: a run of a computer's system, the same inside and outside a sandbox
 * @since: when it was opened, in microseconds since 1970
 * @beat: grows for as long as the owner lives, where locks cannot tell that
 *
 * Who writes a project: one row of the file while it is open for writing, and
 * none when it is closed. It is no record: it has no history, and no copy has it.
 */
typedef struct
{
  char *token;
  char *name;
  char *host;
  char *machine;
  gint64 since;
  gint64 beat;
} DemainsOwner;

DemainsOwner *demains_owner_new (void) G_GNUC_WARN_UNUSED_RESULT;
DemainsOwner *demains_owner_copy (const DemainsOwner *self) G_GNUC_WARN_UNUSED_RESULT;
void demains_owner_free (DemainsOwner *self);

gboolean demains_owner_is_on_this_machine (const DemainsOwner *self);
gboolean demains_owner_is_this_person (const DemainsOwner *self);

/* Inside the caller's transaction. */
gboolean demains_owner_read (DemainsDatabase *database, DemainsOwner **owner, GError **error);
gboolean demains_owner_sign (DemainsDatabase *database, const DemainsOwner *self, const char *replaced, GError **error);
gboolean demains_owner_verify (DemainsDatabase *database, const DemainsOwner *self, GError **error);
gboolean demains_owner_renew (DemainsDatabase *database, const DemainsOwner *self, GError **error);
gboolean demains_owner_erase (DemainsDatabase *database, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsOwner, demains_owner_free)

G_END_DECLS
