/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-save-place.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
assert_proposed (const char *project_path, GUserDirectory otherwise, const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) folder = NULL;

  demains_save_place_propose_async (project_path, otherwise, ready_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  folder = demains_save_place_propose_finish (result);
  g_assert_cmpstr (folder != NULL ? g_file_peek_path (folder) : NULL, ==, expected);
}

static void
test_propose (void)
{
  g_autofree char *folder = g_dir_make_tmp ("demains-XXXXXX", NULL);
  g_autofree char *project = g_build_filename (folder, "Les Halles.demains", NULL);
  const char *videos = g_get_user_special_dir (G_USER_DIRECTORY_VIDEOS);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  g_assert_nonnull (videos);
  assert_proposed (project, G_USER_DIRECTORY_VIDEOS, folder);

  /* What the document portal lends, and what is gone or may not be written. */
  assert_proposed ("/run/user/1000/doc/5f0c/Les Halles.demains", G_USER_DIRECTORY_VIDEOS, videos);
  assert_proposed ("/run/flatpak/doc/5f0c/Les Halles.demains", G_USER_DIRECTORY_DOCUMENTS, documents);
  g_chmod (folder, 0555);
  if (g_access (folder, W_OK) != 0)
    assert_proposed (project, G_USER_DIRECTORY_VIDEOS, videos);
  g_rmdir (folder);
  assert_proposed (project, G_USER_DIRECTORY_VIDEOS, videos);
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("demains-XXXXXX", NULL);
  g_autofree char *config = g_build_filename (home, "user-dirs.dirs", NULL);
  int status;

  g_file_set_contents (config, "XDG_VIDEOS_DIR=\"$HOME/Vidéos\"\nXDG_DOCUMENTS_DIR=\"$HOME/Documents\"\n", -1, NULL);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/save-place/propose", test_propose);

  status = g_test_run ();
  g_unlink (config);
  g_rmdir (home);

  return status;
}
