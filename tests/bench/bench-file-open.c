/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A project opened, with ten seconds of film in it and with four gigabytes; each
 * time in a program of its own, so that its peak memory can be told. With 100,000
 * records, against 10,000. */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 15

#define FEW_CHUNKS 20
#define MANY_CHUNKS (G_GINT64_CONSTANT (4000000000) / BENCH_CHUNK_BYTES)

#define FEW_RECORDS 10000
#define MANY_RECORDS 100000

/* In a child, as a program that was large once hands its size on to those it starts. */
static int
make (const char *path, guint n_chunks, guint n_records)
{
  g_autoptr (GBytes) chunk = bench_make_bytes (BENCH_CHUNK_BYTES);
  DemainsProject *project = bench_create_project (path);
  g_autoptr (DemainsMediaWriter) writer = bench_start_take (project);

  bench_film (writer, chunk, n_chunks, FALSE);
  g_clear_object (&writer);
  bench_add_jobs (project, n_records);
  bench_flush_project (project);
  bench_close_project (project);

  return 0;
}

static char *
make_in_child (const char *program, const char *folder, const char *name, guint n_chunks, guint n_records)
{
  g_autofree char *chunks = g_strdup_printf ("%u", n_chunks);
  g_autofree char *records = g_strdup_printf ("%u", n_records);
  char *path = g_build_filename (folder, name, NULL);
  const char *arguments[] = { program, "--make", path, chunks, records, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return path;
}

/* In the child: says how long it took. */
static int
open_once (const char *path)
{
  gint64 start = g_get_monotonic_time ();
  DemainsProject *project = bench_open_project (path);

  g_print ("%f\n", bench_seconds_since (start));
  bench_close_project (project);

  return 0;
}

/* Seconds, and the most memory that was in use, in bytes. */
static void
open_in_child (const char *program, const char *path, double *seconds, double *bytes)
{
  const char *arguments[] = { program, "--open", path, NULL };
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  int output, status;
  gsize length = 0;
  char text[64];
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &output,
                            NULL, &error);
  g_assert_no_error (error);
  for (gssize n; length < sizeof text - 1 && (n = read (output, text + length, sizeof text - 1 - length)) > 0;)
    length += n;
  text[length] = '\0';
  close (output);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_cmpint (status, ==, 0);
  *seconds = g_ascii_strtod (text, NULL);
  *bytes = usage.ru_maxrss * 1024.0;
}

/* Two projects, in turn. */
static void
compare (const char *program, const char *folder, const char *what, const char *const names[2], const guint chunks[2],
         const guint records[2])
{
  g_autofree char *time_title = g_strdup_printf ("A project opened: %s", what);
  g_autofree char *memory_title = g_strdup_printf ("Its peak memory: %s", what);
  double seconds[RUNS][2], bytes[RUNS][2];
  char *paths[2];

  for (int i = 0; i < 2; i++)
    paths[i] = make_in_child (program, folder, i == 0 ? "small.demains" : "large.demains", chunks[i], records[i]);
  for (int run = 0; run < RUNS; run++)
    for (int i = 0; i < 2; i++)
      open_in_child (program, paths[i], &seconds[run][i], &bytes[run][i]);
  for (int i = 0; i < 2; i++)
    {
      g_unlink (paths[i]);
      g_free (paths[i]);
    }

  bench_print_title (time_title, "s");
  for (int run = 0; run < RUNS; run++)
    for (int i = 0; i < 2; i++)
      bench_print (names[i], seconds[run][i]);
  bench_print_title (memory_title, "MB");
  for (int run = 0; run < RUNS; run++)
    for (int i = 0; i < 2; i++)
      bench_print (names[i], bytes[run][i] / 1e6);
}

int
main (int argc, char *argv[])
{
  static const guint FILM_CHUNKS[] = { FEW_CHUNKS, MANY_CHUNKS };
  static const guint NO_CHUNKS[] = { 1, 1 };
  static const guint NO_RECORDS[] = { 1, 1 };
  static const guint RECORDS[] = { FEW_RECORDS, MANY_RECORDS };

  if (argc == 3 && g_str_equal (argv[1], "--open"))
    return open_once (argv[2]);
  if (argc == 5 && g_str_equal (argv[1], "--make"))
    return make (argv[2], atoi (argv[3]), atoi (argv[4]));

  g_assert_cmpint (argc, ==, 2);
  compare (argv[0], argv[1], "films", (const char *[]){ "10 s of film", "4 GB of film" }, FILM_CHUNKS, NO_RECORDS);
  compare (argv[0], argv[1], "records", (const char *[]){ "10,000 records", "100,000 records" }, NO_CHUNKS, RECORDS);

  return 0;
}
