/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-kind.h"

G_BEGIN_DECLS

/**
 * DemainsRow:
 * @extra: fields that this program does not know, as a JSON object; "" for none
 * @created: microseconds since 1970, UTC
 * @modified: microseconds since 1970, UTC
 *
 * A record as plain data: as it is read in the store's thread, before it becomes
 * an object on the main thread, or as it was once. Not changed once it is shared.
 */
typedef struct
{
  DemainsKindId kind;
  char *id;
  char *position;
  char *extra;
  gint64 created;
  gint64 modified;
  GVariant *values[DEMAINS_MAX_FIELDS];
} DemainsRow;

DemainsRow *demains_row_new_from_variant (DemainsKindId kind, const char *id,
                                          GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant *demains_row_to_variant (const DemainsRow *self) G_GNUC_WARN_UNUSED_RESULT;
DemainsRow *demains_row_new (DemainsKindId kind) G_GNUC_WARN_UNUSED_RESULT;
DemainsRow *demains_row_copy (const DemainsRow *self) G_GNUC_WARN_UNUSED_RESULT;
DemainsRow *demains_row_ref (DemainsRow *self);
void demains_row_unref (DemainsRow *self);
gboolean demains_row_equal (const DemainsRow *a, const DemainsRow *b);
const char *demains_row_get_text (const DemainsRow *self, const char *field);

/**
 * DemainsDifferentRow:
 * @before: (nullable): a record at one moment, %NULL where it was not there
 * @after: (nullable): the same record at another
 *
 * A record that differs between two moments.
 */
typedef struct
{
  DemainsRow *before;
  DemainsRow *after;
} DemainsDifferentRow;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsRow, demains_row_unref)

G_END_DECLS
