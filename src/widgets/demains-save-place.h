/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-project.h"

G_BEGIN_DECLS

void demains_save_place_propose_async (const char *project_path, GUserDirectory otherwise, GAsyncReadyCallback callback,
                                       gpointer user_data);
GFile *demains_save_place_propose_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

void demains_save_place_choose (GtkFileDialog *dialog, GtkWidget *parent, DemainsProject *project,
                                GUserDirectory otherwise, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
