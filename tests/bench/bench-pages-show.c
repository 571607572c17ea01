/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs the main loop to show each screen of a group: of a project that
 * has hardly anything, and of one with far more cards than a workshop brings. All
 * that it does in the half second after the page was asked for counts, with layout
 * and drawing (by the processor here). */

#include "config.h"

#include "bench.h"

#include "demains-page-table.h"
#include "demains-position.h"
#include "demains-record-private.h"

#include <adwaita.h>
#include <gst/gst.h>

#define ROUNDS 9
#define SHOW_MICROSECONDS 500000

typedef struct
{
  const char *name;
  guint signals;
  guint hypotheses;
  guint jobs;
} Size;

static const Size SIZES[] = {
  { "nearly empty", 5, 2, 1 },
  { "500 signals, 200 hypotheses, 100 jobs", 500, 200, 100 },
};

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *window;
} Group;

/* Pages of a group's window that need no camera. */
static const char *const KEYS[]
  = { "overview", "signals", "what-if", "vision", "functions", "jobs", "path", "script", "film", "history" };

static gint64 slept;

/* The main loop's own sleep is no work. */
static int
poll_cb (GPollFD *fds, guint n_fds, int timeout)
{
  gint64 start = g_get_monotonic_time ();
  int answer = g_poll (fds, n_fds, timeout);

  slept += g_get_monotonic_time () - start;

  return answer;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
spin (gint64 microseconds)
{
  gint64 end = g_get_monotonic_time () + microseconds;
  guint alarm = g_timeout_add (microseconds / 1000, wake_cb, NULL);

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
static void
fill (DemainsProject *project, const Size *size)
{
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_IMPORT, demains_project_get_root (project));
  g_autofree DemainsRecord **hypotheses = g_new0 (DemainsRecord *, size->hypotheses);
  g_autofree DemainsRecord **jobs = g_new0 (DemainsRecord *, size->jobs);
  char *last[DEMAINS_N_KINDS] = { NULL };

  for (guint i = 0; i < size->jobs; i++)
    jobs[i] = add (change, DEMAINS_KIND_JOB, "Veilleuse de la rue", i, &last[DEMAINS_KIND_JOB]);
  for (guint i = 0; i < size->hypotheses; i++)
    {
      hypotheses[i]
        = add (change, DEMAINS_KIND_HYPOTHESIS, "Et si chaque rue choisissait", i, &last[DEMAINS_KIND_HYPOTHESIS]);
      link_records (change, hypotheses[i], jobs[i % size->jobs], &last[DEMAINS_KIND_LINK]);
      for (guint j = 0; j < 3; j++)
        {
          DemainsRecord *consequence
            = add (change, DEMAINS_KIND_CONSEQUENCE, "On ne dort plus la nuit", j, &last[DEMAINS_KIND_CONSEQUENCE]);

          g_object_set (consequence, "parent", demains_record_get_id (hypotheses[i]), NULL);
        }
    }
  for (guint i = 0; i < size->signals; i++)
    {
      DemainsRecord *signal = add (change, DEMAINS_KIND_SIGNAL, "Une lanterne", i, &last[DEMAINS_KIND_SIGNAL]);

      g_object_set (signal, "observed", "Rue des Tanneurs, une lampe jaune s’allume chez qui peut ouvrir la nuit.",
                    "sorting", "keep", NULL);
      link_records (change, signal, hypotheses[i % size->hypotheses], &last[DEMAINS_KIND_LINK]);
    }
  demains_project_apply (project, change);
  bench_flush_project (project);
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    g_free (last[i]);
}

static void
open_group (Group *group, const char *folder, const Size *size)
{
  g_autofree char *name = g_strdup_printf ("%u signals.demains", size->signals);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  group->project = bench_create_project (path);
  fill (group->project, size);
  group->session = demains_session_new (group->project);
  group->window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1024, "default-height", 768, NULL);
  gtk_window_present (GTK_WINDOW (group->window));
  spin (SHOW_MICROSECONDS);
}

static double
show (Group *group, GtkWidget *page)
{
  gint64 start = g_get_monotonic_time ();

  slept = 0;
  adw_window_set_content (ADW_WINDOW (group->window), page);
  demains_page_set_visible_now (DEMAINS_PAGE (page), TRUE);
  spin (SHOW_MICROSECONDS);

  return (g_get_monotonic_time () - start - slept) / 1000.0;
}

/* Made and shown, then left and shown again. */
static void
measure (Group *group, const DemainsPageInfo *info, double *first, double *again)
{
  gint64 start = g_get_monotonic_time ();
  GtkWidget *page = g_object_ref_sink (GTK_WIDGET (demains_page_table_create (info, group->session)));
  double made = (g_get_monotonic_time () - start) / 1000.0;

  demains_session_set_page (group->session, info->key);
  *first = made + show (group, page);
  demains_page_set_visible_now (DEMAINS_PAGE (page), FALSE);
  adw_window_set_content (ADW_WINDOW (group->window), NULL);
  spin (SHOW_MICROSECONDS / 10);
  *again = show (group, page);
  demains_page_set_visible_now (DEMAINS_PAGE (page), FALSE);
  adw_window_set_content (ADW_WINDOW (group->window), NULL);
  g_object_unref (page);
  spin (SHOW_MICROSECONDS / 10);
}

int
main (int argc, char *argv[])
{
  static double first[G_N_ELEMENTS (SIZES)][ROUNDS], again[G_N_ELEMENTS (SIZES)][ROUNDS];
  Group groups[G_N_ELEMENTS (SIZES)];

  g_assert_cmpint (argc, ==, 2);
  gst_init (NULL, NULL);
  adw_init ();
  g_main_context_set_poll_func (NULL, poll_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    open_group (&groups[i], argv[1], &SIZES[i]);

  for (gsize key = 0; key < G_N_ELEMENTS (KEYS); key++)
    {
      const DemainsPageInfo *info = demains_page_table_find (KEYS[key]);
      g_autofree char *first_title = g_strdup_printf ("%s, made and shown", KEYS[key]);
      g_autofree char *again_title = g_strdup_printf ("%s, shown again", KEYS[key]);

      for (guint round = 0; round < ROUNDS; round++)
        for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
          measure (&groups[i], info, &first[i][round], &again[i][round]);
      bench_print_title (first_title, "ms");
      for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
        for (guint round = 0; round < ROUNDS; round++)
          bench_print (SIZES[i].name, first[i][round]);
      bench_print_title (again_title, "ms");
      for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
        for (guint round = 0; round < ROUNDS; round++)
          bench_print (SIZES[i].name, again[i][round]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      gtk_window_destroy (GTK_WINDOW (groups[i].window));
      g_object_unref (groups[i].session);
      spin (SHOW_MICROSECONDS / 10);
      bench_close_project (groups[i].project);
    }

  return 0;
}
