/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench.h"

#include "demains-position.h"
#include "demains-record-private.h"

#include <glib/gstdio.h>
#include <time.h>

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

void
bench_finish_take (DemainsMediaWriter *writer)
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
  bench_finish_take (writer);
}

/* Of this thread, the main loop's: neither its sleep nor what else runs on the machine. */
double
bench_get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * 1000.0 + now.tv_nsec / 1000000.0;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
bench_spin (gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  /* One of no time at all would never sleep, and take a processor from what is measured. */
  guint alarm = g_timeout_add (MAX (microseconds / 1000, 1), wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

static DemainsRecord *
add (DemainsChange *change, DemainsKindId kind, const char *words, guint number, char **position)
{
  g_autoptr (DemainsRecord) record = demains_record_new (kind);
  g_autofree char *before = *position;
  g_autofree char *title = g_strdup_printf ("%s %u", words, number);

  *position = demains_position_between (before, NULL);
  demains_record_put_position (record, *position);
  g_object_set (record, demains_kind_get (kind)->fields[demains_kind_get (kind)->title].name, title, NULL);
  demains_change_add (change, record);

  return record;
}

static void
link_records (DemainsChange *change, DemainsRecord *source, DemainsRecord *target, char **position)
{
  g_autoptr (DemainsRecord) link = demains_record_new (DEMAINS_KIND_LINK);
  g_autofree char *before = *position;

  *position = demains_position_between (before, NULL);
  demains_record_put_position (link, *position);
  g_object_set (link, "type", "leads-to", "source", demains_record_get_id (source), "target",
                demains_record_get_id (target), NULL);
  demains_change_add (change, link);
}

/* Every signal leads to a hypothesis and each of those to a job, with three consequences a hypothesis. */
void
bench_add_cards (DemainsProject *project, guint n_signals, guint n_hypotheses, guint n_jobs)
{
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_IMPORT, demains_project_get_root (project));
  g_autofree DemainsRecord **hypotheses = g_new0 (DemainsRecord *, n_hypotheses);
  g_autofree DemainsRecord **jobs = g_new0 (DemainsRecord *, n_jobs);
  char *last[DEMAINS_N_KINDS] = { NULL };

  for (guint i = 0; i < n_jobs; i++)
    jobs[i] = add (change, DEMAINS_KIND_JOB, "Veilleuse de la rue", i, &last[DEMAINS_KIND_JOB]);
  for (guint i = 0; i < n_hypotheses; i++)
    {
      hypotheses[i]
        = add (change, DEMAINS_KIND_HYPOTHESIS, "Et si chaque rue choisissait", i, &last[DEMAINS_KIND_HYPOTHESIS]);
      link_records (change, hypotheses[i], jobs[i % n_jobs], &last[DEMAINS_KIND_LINK]);
      for (guint j = 0; j < 3; j++)
        {
          DemainsRecord *consequence
            = add (change, DEMAINS_KIND_CONSEQUENCE, "On ne dort plus la nuit", j, &last[DEMAINS_KIND_CONSEQUENCE]);

          g_object_set (consequence, "parent", demains_record_get_id (hypotheses[i]), NULL);
        }
    }
  for (guint i = 0; i < n_signals; i++)
    {
      DemainsRecord *signal = add (change, DEMAINS_KIND_SIGNAL, "Une lanterne", i, &last[DEMAINS_KIND_SIGNAL]);

      g_object_set (signal, "observed", "Rue des Tanneurs, une lampe jaune s’allume chez qui peut ouvrir la nuit.",
                    "sorting", "keep", NULL);
      link_records (change, signal, hypotheses[i % n_hypotheses], &last[DEMAINS_KIND_LINK]);
    }
  demains_project_apply (project, change);
  bench_flush_project (project);
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    g_free (last[i]);
}
