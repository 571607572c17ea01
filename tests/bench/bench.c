/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include <glib/gstdio.h>

void
bench_print_title (const char *title, const char *unit)
{
  g_print ("=%s\t%s\n", title, unit);
}

void
bench_print (const char *variant, double figure)
{
  g_print ("%s\t%f\n", variant, figure);
}

double
bench_seconds_since (gint64 start)
{
  return (g_get_monotonic_time () - start) / (double)G_USEC_PER_SEC;
}

void
bench_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

GAsyncResult *
bench_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static DemainsProject *
wait_for_project (GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_project_open_finish (bench_wait (result), &error);

  g_assert_no_error (error);

  return project;
}

DemainsProject *
bench_create_project (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_unlink (path);
  demains_project_create_async (path, "Les Halles", "ageing", "fr", NULL, bench_ready_cb, &result);

  return wait_for_project (&result);
}

DemainsProject *
bench_open_project (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_open_async (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL, bench_ready_cb, &result);

  return wait_for_project (&result);
}

void
bench_flush_project (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_flush_async (project, bench_ready_cb, &result);
  demains_project_flush_finish (project, bench_wait (&result), &error);
  g_assert_no_error (error);
}

void
bench_close_project (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_close_async (project, bench_ready_cb, &result);
  demains_project_close_finish (project, bench_wait (&result), &error);
  g_assert_no_error (error);
  g_object_unref (project);
}

void
bench_add_jobs (DemainsProject *project, guint n)
{
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_IMPORT, demains_project_get_root (project));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DemainsRecord) job = demains_record_new (DEMAINS_KIND_JOB);
      g_autofree char *title = g_strdup_printf ("Métier %u", i);

      g_object_set (job, "title", title, "purpose", "Veiller sur la rue, la nuit.", NULL);
      demains_change_add (change, job);
    }
  demains_project_apply (project, change);
}

GBytes *
bench_make_bytes (gsize size)
{
  guint32 *data = g_malloc (size + sizeof (guint32));

  for (gsize i = 0; i <= size / sizeof (guint32); i++)
    data[i] = g_random_int ();

  return g_bytes_new_take (data, size);
}

static void
finish (DemainsMediaWriter *writer)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_media_writer_finish_async (writer, NULL, bench_ready_cb, &result);
  demains_media_writer_finish_finish (writer, bench_wait (&result), &error);
  g_assert_no_error (error);
}

DemainsMediaWriter *
bench_start_take (DemainsProject *project)
{
  return demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
}

void
bench_film (DemainsMediaWriter *writer, GBytes *chunk, guint n_chunks, gboolean one_by_one)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  g_autoptr (GBytes) header = g_bytes_new (NULL, 0);

  demains_media_writer_begin (writer, &info, header);
  for (guint i = 0; i < n_chunks; i++)
    {
      demains_media_writer_append (
        writer, &(DemainsMediaChunk){ chunk, i * BENCH_CHUNK_NANOSECONDS, (i + 1) * BENCH_CHUNK_NANOSECONDS });
      while (demains_media_writer_get_backlog (writer) > (one_by_one ? 0 : 64 * BENCH_CHUNK_BYTES))
        g_usleep (20);
    }
  finish (writer);
}
