/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-store.h"

G_BEGIN_DECLS

/* Full-text search over every searchable field, in memory: made anew at opening
 * and kept up to date by changes, in the store's thread. The file holds no index,
 * so a keystroke costs a stick nothing and a foreign file cannot bring one. */
typedef struct _DemainsSearchIndex DemainsSearchIndex;

typedef struct
{
  char *record;
  guint field;
  char *excerpt;
} DemainsRawHit;

/* Put round the first match of an excerpt. */
#define DEMAINS_MATCH_START '\x02'
#define DEMAINS_MATCH_END '\x03'

DemainsSearchIndex *demains_search_index_new (void);
DemainsSearchIndex *demains_search_index_ref (DemainsSearchIndex *self);
void demains_search_index_unref (DemainsSearchIndex *self);

void demains_search_index_fill (DemainsSearchIndex *self, DemainsStore *store, const char *language, GPtrArray *rows);
void demains_search_index_update (DemainsSearchIndex *self, DemainsStore *store, DemainsChange *change);
GPtrArray *demains_search_index_query (DemainsSearchIndex *self, const char *words, guint limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
