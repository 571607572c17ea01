/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Records as a file of any format has them, without the table of kinds: every
 * table that has the columns of a record. */

typedef gboolean (*DemainsRawRecordFunc) (const char *table, const char *id, const char *json, gpointer user_data,
                                          GError **error);

typedef gboolean (*DemainsRawRecordFilter) (const char *table);

gboolean demains_raw_record_foreach (DemainsDatabase *database, DemainsRawRecordFilter filter,
                                     DemainsRawRecordFunc func, gpointer user_data, GError **error);
void demains_raw_record_read_columns (sqlite3_stmt *statement, int first, JsonObject *object);
void demains_raw_record_add_members (JsonObject *object, const char *json);

G_END_DECLS
