/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change.h"
#include "demains-row.h"

G_BEGIN_DECLS

/* What becomes of the records of two copies: rows in, rows out, no file. */

/**
 * DemainsMergeSide:
 * @name: what people call the copy
 * @rows: (element-type utf8 DemainsRow): its records
 */
typedef struct
{
  const char *name;
  GHashTable *rows;
} DemainsMergeSide;

GHashTable *demains_merge_find_common (GHashTable *one, GHashTable *other) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *demains_merge_rows (GHashTable *base, const DemainsMergeSide *one,
                                const DemainsMergeSide *other) G_GNUC_WARN_UNUSED_RESULT;
DemainsChange *demains_merge_make_change (GHashTable *before, GHashTable *after,
                                          const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
