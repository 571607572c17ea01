/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-guard.h"

G_BEGIN_DECLS

/* A project that a document portal shows is not worked on where it is: a journal
 * beside it is lost when the portal ends, and its locks hold nobody off. It is
 * checked out into a copy of the user's own, worked on there with everything that
 * keeps a project safe, and checked in again by replacing the document whole. A
 * copy that is there without an open project was left by a crash or could not be
 * checked in: it goes on by itself when the document is opened again. All of this
 * waits for disks: not for the main loop. */
typedef struct _DemainsCheckout DemainsCheckout;

DemainsCheckout *demains_checkout_new (const char *document, GError **error) G_GNUC_WARN_UNUSED_RESULT;
DemainsCheckout *demains_checkout_ref (DemainsCheckout *self);
void demains_checkout_unref (DemainsCheckout *self);
void demains_checkout_finish (DemainsCheckout *self);
char *demains_checkout_find_copy (const char *document) G_GNUC_WARN_UNUSED_RESULT;

const char *demains_checkout_get_copy (const DemainsCheckout *self);
gboolean demains_checkout_is_fresh (const DemainsCheckout *self);
gboolean demains_checkout_fetch (DemainsCheckout *self, GError **error);
gboolean demains_checkout_is_current (DemainsCheckout *self, GError **error);
gboolean demains_checkout_note (DemainsCheckout *self, GError **error);

/* Where the document was changed by somebody else meanwhile */
gboolean demains_checkout_fetch_other (DemainsCheckout *self, GError **error);
const char *demains_checkout_get_other (const DemainsCheckout *self);
gboolean demains_checkout_join (DemainsCheckout *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsCheckout, demains_checkout_unref)

G_END_DECLS
