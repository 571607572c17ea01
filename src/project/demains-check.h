/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

void demains_project_check_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
char **demains_project_check_finish (DemainsProject *self, GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
