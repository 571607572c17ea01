/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/* What a file has merged: changes of other copies that are in it though they are
 * not in its history. Each stands for all that came before it in that copy, and
 * for as long as the step that merged it is not undone. */

GHashTable *demains_merged_table_load (DemainsDatabase *database, gint64 last,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_merged_table_list_heads (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_merged_table_add (DemainsDatabase *database, const char *change, gint64 step, GError **error);
gboolean demains_merged_table_find_last_known (DemainsDatabase *journal, DemainsDatabase *other, GHashTable *merged,
                                               gint64 *change, GError **error);

G_END_DECLS
