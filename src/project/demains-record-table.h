/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-change-private.h"
#include "demains-database.h"
#include "demains-row.h"

G_BEGIN_DECLS

/* Rows of the kinds' tables. All run in the store's thread. */

GPtrArray *demains_record_table_load (DemainsDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_record_table_apply (DemainsDatabase *database, DemainsEdit *edit, gint64 time, GError **error);

G_END_DECLS
