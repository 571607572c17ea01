/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-project.h"

#include <glib/gstdio.h>

static void
keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* A new English project in a folder of its own. */
DemainsProject *
demains_test_project_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("demains-test-XXXXXX", &error);
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  DemainsProject *project;

  g_assert_no_error (error);
  path = g_build_filename (folder, "test.demains", NULL);
  demains_project_create_async (path, "Les Halles", "ageing", "en", NULL, keep_result_cb, &result);
  project = demains_project_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);

  return project;
}

DemainsProject *
demains_test_project_open (const char *path, DemainsOpenMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  DemainsProject *project;

  demains_project_open_async (path, mode, NULL, keep_result_cb, &result);
  project = demains_project_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);

  return project;
}

/* Until what the store's thread has ended has come back, or for two seconds. */
static void
wait_to_hold_alone (DemainsProject *project)
{
  gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;

  while (G_OBJECT (project)->ref_count > 1 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

/* Closes the project, removes its file and checks that nothing holds it. */
void
demains_test_project_close (DemainsProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *path = g_strdup (demains_project_get_path (project));
  g_autofree char *folder = g_path_get_dirname (path);

  demains_project_close_async (project, keep_result_cb, &result);
  demains_project_close_finish (project, wait_for (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  wait_to_hold_alone (project);
  g_assert_finalize_object (project);

  g_unlink (path);
  g_rmdir (folder);
}

static void
check_step (DemainsProject *project, GAsyncResult *result)
{
  g_autoptr (DemainsRecord) touched = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_step_finish (project, result, &touched, &error);
  g_assert_no_error (error);
}

void
demains_test_project_undo (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_undo_async (project, keep_result_cb, &result);
  check_step (project, wait_for (&result));
}

void
demains_test_project_redo (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_redo_async (project, keep_result_cb, &result);
  check_step (project, wait_for (&result));
}

void
demains_test_project_flush (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_flush_async (project, keep_result_cb, &result);
  demains_project_flush_finish (project, wait_for (&result), &error);
  g_assert_no_error (error);
}
