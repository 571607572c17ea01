/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-claim.h"

G_BEGIN_DECLS

/* Where an open project's writes go: into its own file, or, while that is gone or
 * cannot be written, into a recovery file. Used by one thread at a time, never by
 * the main one. */
typedef struct _DemainsHome DemainsHome;

DemainsHome *demains_home_new (const char *path, DemainsDatabase *database, DemainsClaim *claim,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_home_close (DemainsHome *self);

gboolean demains_home_is_writable (DemainsHome *self);
gboolean demains_home_is_away (DemainsHome *self);
DemainsDatabase *demains_home_get_file (DemainsHome *self);
DemainsDatabase *demains_home_get_target (DemainsHome *self);
DemainsClaim *demains_home_get_claim (DemainsHome *self);

gboolean demains_home_check (DemainsHome *self, GError **error);
GError *demains_home_explain (DemainsHome *self, const GError *error);
gboolean demains_home_hold (DemainsHome *self, GError **error);
gboolean demains_home_commit (DemainsHome *self, GError **error);

gboolean demains_home_leave (DemainsHome *self, GError **error);
void demains_home_stay (DemainsHome *self);
gboolean demains_home_lay_copy (DemainsHome *self, DemainsDatabase *target, GError **error);
gboolean demains_home_reopen (DemainsHome *self, GError **error);
gboolean demains_home_return (DemainsHome *self, gboolean *more, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsHome, demains_home_close)

G_END_DECLS
