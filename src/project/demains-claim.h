/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-guard.h"
#include "demains-owner.h"

G_BEGIN_DECLS

/* What lets a program write a project: the lock on its file, and its name in it.
 * On one machine the lock decides who writes, and the name only tells. Where locks
 * do not reach every program that may open the file (a network, file systems
 * without locks), the name decides: it beats for as long as its owner lives, and
 * no transaction is committed that is not the owner's. Used by the store's thread,
 * but for making it. */
typedef struct _DemainsClaim DemainsClaim;

/* How often an owner shows that it lives, in microseconds, and after how long
 * without that another computer takes it for gone. */
#define DEMAINS_CLAIM_BEAT (5 * G_USEC_PER_SEC)
#define DEMAINS_CLAIM_GONE (4 * DEMAINS_CLAIM_BEAT)

DemainsClaim *demains_claim_new (DemainsGuard *guard, const char *replaced, gboolean beats,
                                 gboolean at_once) G_GNUC_WARN_UNUSED_RESULT;
void demains_claim_free (DemainsClaim *self);
void demains_claim_take_guard (DemainsClaim *self, DemainsGuard *guard);
gboolean demains_claim_resume (DemainsClaim *self, DemainsDatabase *database, GError **error);
gboolean demains_claim_is_lost (const DemainsClaim *self);
gint64 demains_claim_get_due_time (const DemainsClaim *self);

void demains_claim_look_after (DemainsClaim *self, DemainsDatabase *database);
gboolean demains_claim_hold (DemainsClaim *self, DemainsDatabase *database, GError **error);
void demains_claim_leave (DemainsClaim *self, DemainsDatabase *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsClaim, demains_claim_free)

G_END_DECLS
