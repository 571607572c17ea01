/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A change of 1,000 edits made, and taken back: until it is shown, and until it
 * is on the disk. */

#include "config.h"

#include "bench.h"

#include "demains-history.h"

#include <glib/gstdio.h>

#define RUNS 15
#define EDITS 1000

static void
undo (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_undo_async (project, bench_ready_cb, &result);
  demains_project_step_finish (project, bench_wait (&result), NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  DemainsProject *project;

  g_assert_cmpint (argc, ==, 2);
  path = g_build_filename (argv[1], "undo.demains", NULL);
  project = bench_create_project (path);

  bench_print_title ("A change of 1,000 edits", "s");
  for (int run = 0; run < RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      bench_add_jobs (project, EDITS);
      bench_print ("made, until it is shown", bench_seconds_since (start));
      bench_flush_project (project);
      bench_print ("made, until it is on the disk", bench_seconds_since (start));
      start = g_get_monotonic_time ();
      undo (project);
      bench_print ("undone, until it is shown", bench_seconds_since (start));
      bench_flush_project (project);
      bench_print ("undone, until it is on the disk", bench_seconds_since (start));
    }
  bench_close_project (project);
  g_unlink (path);

  return 0;
}
