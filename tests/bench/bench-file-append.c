/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A minute of film kept as it is filmed, a second at a time: in a plain file
 * with a sync after each second, and in a project file. */

#include "config.h"

#include "demains-media-writer.h"
#include "demains-project.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define RUNS 7
#define CHUNKS 60
#define CHUNK_NANOSECONDS G_GINT64_CONSTANT (1000000000)
/* A second in the house profile at 4 Mbit/s. */
#define CHUNK_BYTES (500 * 1000)

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

  return g_steal_pointer (result);
}

static void
print_seconds (const char *variant, gint64 start)
{
  g_print ("%s\t%f\n", variant, (g_get_monotonic_time () - start) / 1e6);
}

static void
append_to_file (const char *folder, GBytes *chunk)
{
  g_autofree char *path = g_build_filename (folder, "plain", NULL);
  gint64 start = g_get_monotonic_time ();
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  for (int i = 0; i < CHUNKS; i++)
    {
      g_assert_cmpint (write (fd, g_bytes_get_data (chunk, NULL), CHUNK_BYTES), ==, CHUNK_BYTES);
      g_assert_cmpint (fsync (fd), ==, 0);
    }
  print_seconds ("plain file, a sync each second", start);
  g_close (fd, NULL);
  g_unlink (path);
}

static void
append_take (DemainsProject *project, GBytes *chunk)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;

  demains_media_writer_begin (writer, &info, header);
  for (int i = 0; i < CHUNKS; i++)
    {
      DemainsMediaChunk piece = { chunk, i * CHUNK_NANOSECONDS, (i + 1) * CHUNK_NANOSECONDS };

      demains_media_writer_append (writer, &piece);
    }
  demains_media_writer_finish_async (writer, NULL, keep_result_cb, &kept);
  finished = wait_for (&kept);
  demains_media_writer_finish_finish (writer, finished, &error);
  g_assert_no_error (error);
}

static void
append_to_project (const char *folder, GBytes *chunk)
{
  g_autofree char *path = g_build_filename (folder, "bench.demains", NULL);
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = NULL;
  gint64 start;

  demains_project_create_async (path, "Les Halles", "ageing", "fr", NULL, keep_result_cb, &kept);
  opened = wait_for (&kept);
  project = demains_project_open_finish (opened, &error);
  g_assert_no_error (error);

  start = g_get_monotonic_time ();
  append_take (project, chunk);
  print_seconds ("project file", start);

  demains_project_close_async (project, keep_result_cb, &kept);
  closed = wait_for (&kept);
  demains_project_close_finish (project, closed, &error);
  g_assert_no_error (error);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_autofree guint8 *data = g_malloc (CHUNK_BYTES);
  g_autoptr (GBytes) chunk = NULL;

  g_assert_cmpint (argc, ==, 2);
  for (gsize i = 0; i < CHUNK_BYTES; i++)
    data[i] = g_random_int ();
  chunk = g_bytes_new (data, CHUNK_BYTES);

  g_print ("# %d seconds of film, %d kB each, kept one by one.\n", CHUNKS, CHUNK_BYTES / 1000);
  for (int run = 0; run < RUNS; run++)
    {
      append_to_file (argv[1], chunk);
      append_to_project (argv[1], chunk);
    }

  return 0;
}
