/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"
#include "demains-version.h"

G_BEGIN_DECLS

/* Plain data until it is on the main thread. */
typedef struct
{
  char *name;
  DemainsVersionReason reason;
  gint64 step;
  gint64 time;
} DemainsVersionRow;

void demains_version_row_free (DemainsVersionRow *self);
DemainsVersion *demains_version_new (const DemainsVersionRow *row) G_GNUC_WARN_UNUSED_RESULT;

/* Rows of the table of versions, in the store's thread. */
GPtrArray *demains_version_table_load (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_version_table_add_cb (DemainsDatabase *database, gpointer row, GError **error);

G_END_DECLS
