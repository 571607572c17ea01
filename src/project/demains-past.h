/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-record-table.h"

G_BEGIN_DECLS

/* The records as they were: the journal read backwards from what the tables hold. */

/* The step after the last one: what the tables hold now. */
#define DEMAINS_PAST_NOW G_MAXINT64

GHashTable *demains_past_read (DemainsDatabase *database, gint64 step, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DemainsDifferentRow:
 * @before: (nullable): the record at the one moment, %NULL where it was not there
 * @after: (nullable): the record at the other
 *
 * A record that differs between two moments. Both rows belong to their tables.
 */
typedef struct
{
  DemainsRow *before;
  DemainsRow *after;
} DemainsDifferentRow;

GArray *demains_past_compare (GHashTable *before, GHashTable *after) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
