/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-history.h"

G_BEGIN_DECLS

/* Test programs run async calls to their end with these. */

void demains_test_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *demains_test_wait (GAsyncResult **result);
void demains_test_spin (guint milliseconds);

/* A path in a folder of the test's own that is taken away at its end. */
char *demains_test_path (const char *name);

DemainsProject *demains_test_create (const char *path);
DemainsProject *demains_test_open (const char *path, DemainsOpenMode mode, GError **error);
void demains_test_flush (DemainsProject *project);
void demains_test_close (DemainsProject *project);
gboolean demains_test_undo (DemainsProject *project);
gboolean demains_test_redo (DemainsProject *project);

G_END_DECLS
