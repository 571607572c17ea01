/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-kind.h"
#include "demains-page-scan.h"

G_BEGIN_DECLS

/* What a row of each table of a project looks like, learnt from a new file: the
 * schema is the one description there is. */

typedef struct
{
  char *name;
  DemainsCellType type;
  gboolean is_any;
  gboolean is_rowid;
} DemainsLayoutColumn;

/**
 * DemainsTableLayout:
 * @name: of the table or index
 * @sql: how it is made
 * @root: the page of its root: in a new file, until the damaged one says better
 * @is_index: whether it is an index; these have no columns here
 * @kind: (nullable): whose records it holds
 * @columns: (element-type DemainsLayoutColumn): in their order
 * @is_changed: whether the damaged file makes it in another way
 * @is_missing: whether the damaged file does not name it
 * @n_values: how many values its rows in the damaged file have, 0 when none was seen
 *
 * One table or index of a new file.
 */
typedef struct
{
  char *name;
  char *sql;
  guint32 root;
  gboolean is_index;
  const DemainsKind *kind;
  GArray *columns;
  gboolean is_changed;
  gboolean is_missing;
  guint n_values;
} DemainsTableLayout;

GPtrArray *demains_table_layout_list (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_table_layout_fits (const DemainsTableLayout *self, const DemainsCell *cell);
gboolean demains_table_layout_accepts (const DemainsTableLayout *self, const DemainsCell *cell);
gboolean demains_table_layout_insert (const DemainsTableLayout *self, DemainsDatabase *database,
                                      const DemainsCell *cell, GError **error);

G_END_DECLS
