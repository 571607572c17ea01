/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-page-file.h"

G_BEGIN_DECLS

/* Rows of an SQLite file whose bytes cannot be trusted: by the trees where they
 * are sound, and on pages that no tree reaches any more. */

#define DEMAINS_CELL_MAX_VALUES 64

typedef enum
{
  DEMAINS_CELL_NULL,
  DEMAINS_CELL_INTEGER,
  DEMAINS_CELL_REAL,
  DEMAINS_CELL_TEXT,
  DEMAINS_CELL_BLOB,
} DemainsCellType;

/**
 * DemainsCellValue:
 * @integer: of an integer; the others but text and blob are not read
 * @size: bytes of a text or blob
 * @bytes: of a text or blob, not ended by anything; %NULL as long as only the
 *     shape is known
 *
 * One value of a row.
 */
typedef struct
{
  DemainsCellType type;
  gint64 integer;
  gsize size;
  const guint8 *bytes;
} DemainsCellValue;

/**
 * DemainsCell:
 * @rowid: of a table's row
 * @n_values: how many values it has
 *
 * A row of a table, or a key of an index.
 */
typedef struct
{
  gint64 rowid;
  guint n_values;
  DemainsCellValue values[DEMAINS_CELL_MAX_VALUES];
} DemainsCell;

typedef enum
{
  DEMAINS_CELL_KEEP,
  DEMAINS_CELL_DROP,
  DEMAINS_CELL_STOP,
} DemainsCellVerdict;

/**
 * DemainsCellVisitor:
 * @fits: whether a cell of that shape may be a row of what is looked for
 * @take: what to do with a whole cell; %DEMAINS_CELL_DROP when it is not sound
 *
 * Who looks for rows.
 */
typedef struct
{
  gboolean (*fits) (const DemainsCell *cell, gpointer user_data);
  DemainsCellVerdict (*take) (const DemainsCell *cell, gpointer user_data);
  gpointer user_data;
} DemainsCellVisitor;

/* Rows with first < id <= last cannot be reached. */
typedef struct
{
  gint64 first;
  gint64 last;
  guint depth;
} DemainsTreeHole;

/**
 * DemainsTree:
 * @n_lost: pages and cells that should be there and cannot be read
 * @holes: (element-type DemainsTreeHole): where pages may be that nothing leads to
 *
 * What became of reading a tree.
 */
typedef struct
{
  guint n_lost;
  GArray *holes;
} DemainsTree;

typedef struct _DemainsPageScan DemainsPageScan;

DemainsPageScan *demains_page_scan_new (DemainsPageFile *file) G_GNUC_WARN_UNUSED_RESULT;
void demains_page_scan_free (DemainsPageScan *self);

gboolean demains_page_scan_tree (DemainsPageScan *self, guint32 root, gboolean index, const DemainsCellVisitor *visitor,
                                 DemainsTree *tree);
gboolean demains_page_scan_rest (DemainsPageScan *self, const DemainsCellVisitor *visitor);
void demains_page_scan_mark_free (DemainsPageScan *self);
double demains_page_scan_get_progress (DemainsPageScan *self);

gboolean demains_tree_has_hole_at (const DemainsTree *self, gint64 rowid);
void demains_tree_clear (DemainsTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsPageScan, demains_page_scan_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemainsTree, demains_tree_clear)

G_END_DECLS
