/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Half a minute of film kept as it is filmed: in a plain file with a sync after
 * each piece, and in a project file. */

#include "config.h"

#include "bench.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define RUNS 15
#define CHUNKS 60

static void
append_to_file (const char *folder, GBytes *chunk)
{
  g_autofree char *path = g_build_filename (folder, "plain", NULL);
  gint64 start = g_get_monotonic_time ();
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  for (int i = 0; i < CHUNKS; i++)
    {
      g_assert_cmpint (write (fd, g_bytes_get_data (chunk, NULL), BENCH_CHUNK_BYTES), ==, BENCH_CHUNK_BYTES);
      g_assert_cmpint (fsync (fd), ==, 0);
    }
  bench_print ("plain file, a sync after each piece", bench_seconds_since (start));
  g_close (fd, NULL);
  g_unlink (path);
}

static void
append_to_project (const char *folder, GBytes *chunk, gboolean one_by_one)
{
  g_autofree char *path = g_build_filename (folder, "bench.demains", NULL);
  DemainsProject *project = bench_create_project (path);
  g_autoptr (DemainsMediaWriter) writer = bench_start_take (project);
  gint64 start;

  /* That the project was opened and a take begun is on the disk before. */
  bench_flush_project (project);
  start = g_get_monotonic_time ();
  bench_film (writer, chunk, CHUNKS, one_by_one);
  bench_print (one_by_one ? "project file, each on the disk before the next comes"
                          : "project file, as fast as it takes them",
               bench_seconds_since (start));
  g_clear_object (&writer);
  bench_close_project (project);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GBytes) chunk = bench_make_bytes (BENCH_CHUNK_BYTES);

  g_assert_cmpint (argc, ==, 2);
  bench_print_title ("Half a minute of film appended", "s");
  for (int run = 0; run < RUNS; run++)
    {
      append_to_file (argv[1], chunk);
      append_to_project (argv[1], chunk, FALSE);
      append_to_project (argv[1], chunk, TRUE);
    }

  return 0;
}
