/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/* The file in this computer's state folder that takes an open project's writes
 * while its own file cannot. It is a project file that begins where the own one
 * was last: with its records and the id of its last change, but without older
 * history and films. What was written into it is brought back by copying what the
 * project lacks, which can be cut short and begun again at any point. Nothing here
 * is for the main thread. */
typedef struct _DemainsRecovery DemainsRecovery;

/* For who fills it: demains_recovery_get_database() and the records of the
 * project in one transaction, before which it counts for nothing. */
DemainsRecovery *demains_recovery_new (const char *project, const char *home, const char *last,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_recovery_lay (DemainsDatabase *database, const char *home, const char *last, GError **error);
DemainsRecovery *demains_recovery_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_recovery_close (DemainsRecovery *self);
void demains_recovery_remove (DemainsRecovery *self);

DemainsDatabase *demains_recovery_get_database (DemainsRecovery *self);
gboolean demains_recovery_is_empty (DemainsRecovery *self);
gboolean demains_recovery_bring_back (DemainsRecovery *self, DemainsDatabase *into, gboolean *more, GError **error);

/* The id of the last change in a project's history, "" where there is none, and
 * the project's own. */
char *demains_recovery_dup_last_change (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *demains_recovery_dup_project (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A connection for reading to the recovery file of the project whose own file is at
 * @home that has a film, if there is one. */
DemainsDatabase *demains_recovery_find_film (const char *home, const char *take,
                                             const char *role) G_GNUC_WARN_UNUSED_RESULT;

/* In order of time, the latest last. */
GPtrArray *demains_recovery_list_paths (const char *project) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsRecovery, demains_recovery_close)

G_END_DECLS
