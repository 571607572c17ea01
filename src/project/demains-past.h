/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-database.h"
#include "demains-row.h"

G_BEGIN_DECLS

/* The records as they were: the journal read backwards from what the tables hold. */

gboolean demains_past_take_back (GHashTable *rows, DemainsEdit *edit);
GHashTable *demains_past_read (DemainsDatabase *database, gint64 step, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *demains_past_read_change (DemainsDatabase *database, gint64 change,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

GArray *demains_past_compare (GHashTable *before, GHashTable *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
