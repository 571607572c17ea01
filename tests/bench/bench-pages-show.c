/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs the main loop to show each screen of a group: of a project that
 * has hardly anything, and of one with far more cards than a workshop brings; with
 * layout and drawing (by the processor here). */

#include "config.h"

#include "bench.h"

#include "demains-page-table.h"
#include "demains-position.h"
#include "demains-record-private.h"

#include <adwaita.h>
#include <gst/gst.h>
#include <time.h>

#define ROUNDS 9
#define N_FIGURES 4
#define PAUSE_MICROSECONDS 200000

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
} Group;

/* One for both: a compositor asks none for frames that is behind another. */
static GtkWidget *window;

/* Pages of a group's window that need no camera. */
static const char *const KEYS[]
  = { "overview", "signals", "what-if", "vision", "functions", "jobs", "path", "script", "film", "history" };

/* Of this thread, the main loop's: neither its sleep nor what else runs on the machine. */
static double
get_milliseconds (void)
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
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* @drawn: until the page has been laid out and drawn; @all: with what it makes later, which nobody waits for. */
static void
show (Group *group, GtkWidget *page, double *drawn, double *all)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  double start = get_milliseconds ();
  gulong handler;

  adw_window_set_content (ADW_WINDOW (window), page);
  demains_page_set_visible_now (DEMAINS_PAGE (page), TRUE);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  *drawn = get_milliseconds () - start;
  g_signal_handler_disconnect (clock, handler);
  spin (PAUSE_MICROSECONDS);
  *all = get_milliseconds () - start;
}

/* Made and shown, then left and shown again: four figures. */
static void
measure (Group *group, const DemainsPageInfo *info, double figures[])
{
  double start = get_milliseconds ();
  GtkWidget *page = g_object_ref_sink (GTK_WIDGET (demains_page_table_create (info, group->session)));
  double made = get_milliseconds () - start;

  demains_session_set_page (group->session, info->key);
  for (guint i = 0; i < 2; i++)
    {
      show (group, page, &figures[2 * i], &figures[2 * i + 1]);
      demains_page_set_visible_now (DEMAINS_PAGE (page), FALSE);
      adw_window_set_content (ADW_WINDOW (window), NULL);
      spin (PAUSE_MICROSECONDS);
    }
  figures[0] += made;
  figures[1] += made;
  g_object_unref (page);
}

int
main (int argc, char *argv[])
{
  static const char *const titles[N_FIGURES]
    = { "made and drawn", "made and drawn, with what follows", "drawn again", "drawn again, with what follows" };
  static double figures[G_N_ELEMENTS (SIZES)][ROUNDS][N_FIGURES];
  Group groups[G_N_ELEMENTS (SIZES)];

  g_assert_cmpint (argc, ==, 2);
  gst_init (NULL, NULL);
  adw_init ();
  window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1024, "default-height", 768, NULL);
  gtk_window_present (GTK_WINDOW (window));
  spin (PAUSE_MICROSECONDS);
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    open_group (&groups[i], argv[1], &SIZES[i]);

  for (gsize key = 0; key < G_N_ELEMENTS (KEYS); key++)
    {
      const DemainsPageInfo *info = demains_page_table_find (KEYS[key]);

      for (guint round = 0; round < ROUNDS; round++)
        for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
          measure (&groups[i], info, figures[i][round]);
      for (guint figure = 0; figure < N_FIGURES; figure++)
        {
          g_autofree char *title = g_strdup_printf ("%s, %s", KEYS[key], titles[figure]);

          bench_print_title (title, "ms");
          for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
            for (guint round = 0; round < ROUNDS; round++)
              bench_print (SIZES[i].name, figures[i][round][figure]);
        }
    }

  gtk_window_destroy (GTK_WINDOW (window));
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      g_object_unref (groups[i].session);
      spin (PAUSE_MICROSECONDS);
      bench_close_project (groups[i].project);
    }

  return 0;
}
