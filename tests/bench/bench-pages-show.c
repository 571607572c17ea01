/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs the main loop to show each screen of a group: of a project that
 * has hardly anything, and of one with far more cards than a workshop brings; with
 * layout and drawing (by the processor here). */

#include "config.h"

#include "bench.h"

#include "demains-page-table.h"

#include <adwaita.h>
#include <gst/gst.h>

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

static void
open_group (Group *group, const char *folder, const Size *size)
{
  g_autofree char *name = g_strdup_printf ("%u signals.demains", size->signals);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  group->project = bench_create_project (path);
  bench_add_cards (group->project, size->signals, size->hypotheses, size->jobs);
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
  double start = bench_get_work ();
  gulong handler;

  adw_window_set_content (ADW_WINDOW (window), page);
  demains_page_set_visible_now (DEMAINS_PAGE (page), TRUE);
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  *drawn = bench_get_work () - start;
  g_signal_handler_disconnect (clock, handler);
  bench_spin (PAUSE_MICROSECONDS);
  *all = bench_get_work () - start;
}

/* Made and shown, then left and shown again: four figures. */
static void
measure (Group *group, const DemainsPageInfo *info, double figures[])
{
  double start = bench_get_work ();
  GtkWidget *page = g_object_ref_sink (GTK_WIDGET (demains_page_table_create (info, group->session)));
  double made = bench_get_work () - start;

  demains_session_set_page (group->session, info->key);
  for (guint i = 0; i < 2; i++)
    {
      show (group, page, &figures[2 * i], &figures[2 * i + 1]);
      demains_page_set_visible_now (DEMAINS_PAGE (page), FALSE);
      adw_window_set_content (ADW_WINDOW (window), NULL);
      bench_spin (PAUSE_MICROSECONDS);
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
  bench_spin (PAUSE_MICROSECONDS);
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
      bench_spin (PAUSE_MICROSECONDS);
      bench_close_project (groups[i].project);
    }

  return 0;
}
