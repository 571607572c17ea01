/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* What differs between two moments, as a list of DemainsRecordDifference. */

void demains_difference_list_load_async (DemainsProject *project, gint64 from, gint64 to, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *demains_difference_list_load_finish (DemainsProject *project, GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
