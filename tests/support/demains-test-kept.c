/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-kept.h"

#include "demains-kept-work.h"
#include "demains-test.h"

guint
demains_test_count_kept (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "demains", "recovery", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".demains");

  return n;
}

void
demains_test_give_up (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_give_up_async (project, demains_test_ready_cb, &result);
  g_assert_true (demains_project_give_up_finish (project, demains_test_wait (&result), NULL));
  g_clear_object (&result);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  g_object_unref (project);
}

GPtrArray *
demains_test_list_kept (const char *project)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_kept_work_list_async (project, demains_test_ready_cb, &result);

  return demains_kept_work_list_finish (demains_test_wait (&result));
}

void
demains_test_bring_back (const char *path)
{
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_autoptr (GPtrArray) kept = demains_test_list_kept (demains_record_get_id (demains_project_get_root (project)));
  g_autoptr (GError) error = NULL;

  demains_test_close (project);
  g_assert_cmpuint (kept->len, >, 0);
  for (guint i = 0; i < kept->len; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;

      demains_kept_work_bring_back_async (((DemainsKeptWork *)kept->pdata[i])->path, path, NULL, demains_test_ready_cb,
                                          &result);
      demains_kept_work_bring_back_finish (demains_test_wait (&result), &error);
      g_assert_no_error (error);
    }
}
