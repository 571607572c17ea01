/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

char *demains_project_to_json (DemainsProject *self) G_GNUC_WARN_UNUSED_RESULT;
void demains_project_load_backup_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
char *demains_project_load_backup_finish (DemainsProject *self, GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_project_import_json (DemainsProject *self, const char *json, gssize length, GError **error);
DemainsRecord *demains_json_dup_root (const char *json, gssize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
