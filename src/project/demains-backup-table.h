/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

G_BEGIN_DECLS

/* The records as they were before the file was brought to a newer format: kept in
 * the file until the next time, for the day that a migration turns out wrong. */

gboolean demains_backup_table_create (DemainsDatabase *database, GError **error);
gboolean demains_backup_table_fill (DemainsDatabase *database, GError **error);
GPtrArray *demains_backup_table_load (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
