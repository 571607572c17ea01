/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A take read from end to end: by our source out of a project, and by filesrc out
 * of a file that has the same bytes. */

#include "config.h"

#include "bench.h"

#include "demains-media-init.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <time.h>
#include <unistd.h>

#define RUNS 20
#define N_VARIANTS 2
#define CHUNKS 400

/* What our source gives at a time where nobody asks for more. */
#define BLOCK_BYTES "65536"

static const char *const NAMES[N_VARIANTS] = { "filesrc on a plain file", "our source on a project file" };

static double
get_processor_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec + time.tv_nsec / 1e9;
}

/* So that the disk is read again. */
static void
forget (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  fsync (fd);
  g_assert_cmpint (posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED), ==, 0);
  close (fd);
}

static void
print_table (const char *title, double seconds[RUNS][N_VARIANTS])
{
  bench_print_title (title, "s");
  for (int run = 0; run < RUNS; run++)
    for (int i = 0; i < N_VARIANTS; i++)
      bench_print (NAMES[i], seconds[run][i]);
}

/* Returns: seconds by the clock */
static double
play (const char *source, double *processor_seconds)
{
  g_autofree char *line = g_strdup_printf ("%s blocksize=" BLOCK_BYTES " ! fakesink sync=false", source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (line, &error);
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  double processor_start, seconds;
  gint64 start;

  g_assert_no_error (error);
  bus = gst_element_get_bus (pipeline);
  start = g_get_monotonic_time ();
  processor_start = get_processor_seconds ();
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  seconds = bench_seconds_since (start);
  *processor_seconds = get_processor_seconds () - processor_start;
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return seconds;
}

/* A film of real bytes, in a project and beside it. */
static char *
make_project (const char *path, const char *plain)
{
  g_autoptr (GBytes) chunk = bench_make_bytes (BENCH_CHUNK_BYTES);
  DemainsProject *project = bench_create_project (path);
  g_autoptr (DemainsMediaWriter) take = bench_start_take (project);
  const char *id = demains_media_writer_get_take_id (take);
  g_autoptr (DemainsMediaWriter) original = demains_project_start_original (project, id);
  g_autoptr (GString) bytes = g_string_new (NULL);
  char *uri = demains_media_get_uri (path, id, TRUE);

  bench_film (original, chunk, CHUNKS, FALSE);
  g_clear_object (&original);
  g_clear_object (&take);
  bench_close_project (project);
  for (int i = 0; i < CHUNKS; i++)
    g_string_append_len (bytes, g_bytes_get_data (chunk, NULL), BENCH_CHUNK_BYTES);
  g_assert_true (g_file_set_contents (plain, bytes->str, bytes->len, NULL));

  return uri;
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL, *plain = NULL, *uri = NULL;
  char *sources[N_VARIANTS];
  double cold[RUNS][N_VARIANTS], warm[RUNS][N_VARIANTS], processor[RUNS][N_VARIANTS], ignored;

  gst_init (&argc, &argv);
  demains_media_init ();
  g_assert_cmpint (argc, ==, 2);
  path = g_build_filename (argv[1], "read.demains", NULL);
  plain = g_build_filename (argv[1], "plain", NULL);
  uri = make_project (path, plain);
  sources[0] = g_strdup_printf ("filesrc location=\"%s\"", plain);
  sources[1] = g_strdup_printf ("demainstakesrc uri=\"%s\"", uri);

  for (int run = 0; run < RUNS; run++)
    for (int i = 0; i < N_VARIANTS; i++)
      {
        forget (i == 0 ? plain : path);
        cold[run][i] = play (sources[i], &ignored);
        warm[run][i] = play (sources[i], &processor[run][i]);
      }
  print_table ("A take of 100 MB read from the disk", cold);
  print_table ("The same, when the system still has it in memory", warm);
  print_table ("The same, in processor time", processor);
  for (int i = 0; i < N_VARIANTS; i++)
    g_free (sources[i]);
  g_unlink (path);
  g_unlink (plain);

  return 0;
}
