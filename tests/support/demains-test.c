/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static char *folder;

static void
remove_folder (void)
{
  const char *arguments[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static gboolean
spun_cb (gpointer done)
{
  *(gboolean *)done = TRUE;

  return G_SOURCE_REMOVE;
}

void
demains_test_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* (transfer none): the result lives in the caller's variable. */
GAsyncResult *
demains_test_wait (GAsyncResult **result)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (*result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }

  return *result;
}

void
demains_test_spin (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, spun_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

char *
demains_test_path (const char *name)
{
  if (folder == NULL)
    {
      folder = g_dir_make_tmp ("demains-test-XXXXXX", NULL);
      g_assert_nonnull (folder);
      atexit (remove_folder);
    }

  return g_build_filename (folder, name, NULL);
}

static DemainsProject *
create (const char *path, const char *language)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  demains_project_create_async (path, "Les Halles", "ageing", language, NULL, demains_test_ready_cb, &result);
  project = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return project;
}

DemainsProject *
demains_test_create (const char *path)
{
  return create (path, "fr");
}

DemainsProject *
demains_test_create_english (void)
{
  static guint number;
  g_autofree char *name = g_strdup_printf ("english-%u.demains", number++);
  g_autofree char *path = demains_test_path (name);

  return create (path, "en");
}

DemainsProject *
demains_test_open (const char *path, DemainsOpenMode mode, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_open_async (path, mode, NULL, demains_test_ready_cb, &result);

  return demains_project_open_finish (demains_test_wait (&result), error);
}

void
demains_test_flush (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_flush_async (project, demains_test_ready_cb, &result);
  demains_project_flush_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
}

/* Takes the caller's reference, the last one: others are let go of in their own
 * time, by pipelines or the store's thread. */
void
demains_test_close (DemainsProject *project)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_close_async (project, demains_test_ready_cb, &result);
  demains_project_close_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_object_unref (result);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  g_assert_finalize_object (project);
}

static gboolean
step (DemainsProject *project, void (*start) (DemainsProject *, GAsyncReadyCallback, gpointer))
{
  g_autoptr (GAsyncResult) result = NULL;

  start (project, demains_test_ready_cb, &result);

  return demains_project_step_finish (project, demains_test_wait (&result), NULL, NULL);
}

gboolean
demains_test_undo (DemainsProject *project)
{
  return step (project, demains_project_undo_async);
}

gboolean
demains_test_redo (DemainsProject *project)
{
  return step (project, demains_project_redo_async);
}

void
demains_test_run_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  sqlite3_close (handle);
}

void
demains_test_run_fixture (const char *path, const char *fixture)
{
  const char *folder_of_fixtures = g_getenv ("DEMAINS_TEST_FIXTURES");
  g_autofree char *sql_path = g_build_filename (folder_of_fixtures, fixture, NULL);
  g_autofree char *sql = NULL;

  g_assert_true (g_file_get_contents (sql_path, &sql, NULL, NULL));
  demains_test_run_sql (path, sql);
}

char *
demains_test_copy (const char *path, const char *name)
{
  char *copy = demains_test_path (name);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GFile) target = g_file_new_for_path (copy);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return copy;
}

DemainsMergeReport *
demains_test_merge (const char *one, const char *other, const char *out, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_merge_async (one, other, out, NULL, demains_test_ready_cb, &result);

  return demains_project_merge_finish (demains_test_wait (&result), NULL, error);
}
