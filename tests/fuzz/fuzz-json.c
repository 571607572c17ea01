/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON as it may come from anywhere: into a project, and as a new one. What was
 * taken comes out again as it went in. */

#include "config.h"

#include "demains-fuzz.h"
#include "demains-json.h"
#include "demains-test.h"

#include <glib/gstdio.h>

gsize
LLVMFuzzerCustomMutator (guint8 *data, gsize size, gsize most, unsigned int seed)
{
  return LLVMFuzzerMutate (data, size, most);
}

static void
import_twice (DemainsProject *project, const char *json, gsize size)
{
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  if (!demains_project_import_json (project, json, size, NULL))
    return;
  once = demains_project_to_json (project);
  g_assert_true (demains_project_import_json (project, once, -1, NULL));
  twice = demains_project_to_json (project);
  g_assert_cmpstr (once, ==, twice);
  demains_test_flush (project);
  demains_test_undo (project);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *path = demains_fuzz_path ("json.demains");
  g_autofree char *json = g_strndup ((const char *)data, size);
  g_autoptr (DemainsRecord) root = demains_json_dup_root (json, size, NULL);
  DemainsProject *project;

  g_unlink (path);
  if (root != NULL)
    {
      g_autoptr (GAsyncResult) result = NULL;

      demains_project_create_bare_async (path, root, NULL, demains_test_ready_cb, &result);
      project = demains_project_open_finish (demains_test_wait (&result), NULL);
    }
  else
    project = demains_test_create (path);
  if (project == NULL)
    return 0;

  import_twice (project, json, size);
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL);
  g_assert_nonnull (project);
  demains_test_close (project);

  return 0;
}
