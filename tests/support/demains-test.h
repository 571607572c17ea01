/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-history.h"
#include "demains-project-merge.h"

G_BEGIN_DECLS

/* Of a long row of the same at random, sanitizers are shown one in so many, others each time: all of it is held against
 * what it should be in the plain suite, and what breaks memory the fuzz targets look for with the same sanitizers. */
#ifdef __SANITIZE_ADDRESS__
#define DEMAINS_TEST_SHARE 4
#else
#define DEMAINS_TEST_SHARE 1
#endif

/* How many times as long as is promised to people something may take here, beside other tests and on whatever machine:
 * that it comes by itself, and in the order of such a time, is what a test among others can tell. */
#define DEMAINS_TEST_SLACK 3

/* Test programs run async calls to their end with these. */

void demains_test_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *demains_test_wait (GAsyncResult **result);
void demains_test_spin (guint milliseconds);

/* Waits for what comes by itself, and fails when it does not. */
#define demains_test_until(condition)                                                                                  \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 until_end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;                                                  \
    while (!(condition) && g_get_monotonic_time () < until_end)                                                        \
      demains_test_spin (10);                                                                                          \
    g_assert_true (condition);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

/* A path in a folder of the test's own that is taken away at its end. */
char *demains_test_path (const char *name);

/* A French project there, or an English one with a name of its own. */
DemainsProject *demains_test_create (const char *path);
DemainsProject *demains_test_create_english (void);
DemainsProject *demains_test_open (const char *path, DemainsOpenMode mode, GError **error);
void demains_test_flush (DemainsProject *project);
void demains_test_close (DemainsProject *project);
gboolean demains_test_undo (DemainsProject *project);
gboolean demains_test_redo (DemainsProject *project);

/* What another program does to a file; nothing of ours is asked. */
void demains_test_run_sql (const char *path, const char *sql);

/* A file of an older format, from tests/fixtures. */
void demains_test_run_fixture (const char *path, const char *fixture);

/* A copy of a file in the test's own folder, and two copies merged. */
char *demains_test_copy (const char *path, const char *name);
DemainsMergeReport *demains_test_merge (const char *one, const char *other, const char *out, GError **error);

G_END_DECLS
