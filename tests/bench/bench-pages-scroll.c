/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the main loop works for one frame while a person scrolls through 500 signals:
 * in a GtkListView of three labels a row, and in the list of cards of that screen.
 * A frame is dropped where it takes longer than the screen waits, 16.7 ms at 60 Hz. */

#include "config.h"

#include "bench.h"

#include "demains-page-table.h"

#include <adwaita.h>
#include <gst/gst.h>

#define SIGNALS 500
#define FRAMES 200
#define PIXELS_A_FRAME 60
#define PAUSE_MICROSECONDS 500000

typedef struct
{
  GtkAdjustment *adjustment;
  double work;
  double figures[FRAMES];
  guint n;
} Scroll;

static GtkWidget *window;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (texts), gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), gtk_label_new ("1"));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  DemainsRecord *record = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (gtk_list_item_get_child (item)));

  gtk_label_set_label (GTK_LABEL (title), demains_record_get_title (record));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title)), demains_record_get_text (record, "observed"));
}

static GtkWidget *
create_plain_list (DemainsProject *project)
{
  GListModel *signals = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SIGNAL));
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_scrolled_window_set_child (
    GTK_SCROLLED_WINDOW (scrolled),
    gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (signals))), factory));

  return scrolled;
}

static GtkScrolledWindow *
find_list (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkScrolledWindow *found = gtk_widget_get_mapped (child) ? find_list (child) : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
after_paint_cb (GdkFrameClock *clock, Scroll *scroll)
{
  double work = bench_get_work ();

  if (scroll->n < FRAMES)
    scroll->figures[scroll->n++] = work - scroll->work;
  scroll->work = work;
  gtk_adjustment_set_value (scroll->adjustment, gtk_adjustment_get_value (scroll->adjustment) + PIXELS_A_FRAME);
}

static void
measure (GtkWidget *content, const char *variant)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Scroll scroll = { 0 };
  gulong handler;

  adw_window_set_content (ADW_WINDOW (window), content);
  bench_spin (PAUSE_MICROSECONDS);
  scroll.adjustment = gtk_scrolled_window_get_vadjustment (find_list (content));
  scroll.work = bench_get_work ();
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &scroll);
  gtk_adjustment_set_value (scroll.adjustment, PIXELS_A_FRAME);
  while (scroll.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
  for (guint i = 0; i < FRAMES; i++)
    bench_print (variant, scroll.figures[i]);
}

int
main (int argc, char *argv[])
{
  g_autofree char *path = NULL;
  DemainsProject *project;
  DemainsSession *session;
  GtkWidget *page;

  g_assert_cmpint (argc, ==, 2);
  gst_init (NULL, NULL);
  adw_init ();
  path = g_build_filename (argv[1], "scroll.demains", NULL);
  project = bench_create_project (path);
  bench_add_cards (project, SIGNALS, 200, 100);
  session = demains_session_new (project);
  window = g_object_new (ADW_TYPE_WINDOW, "default-width", 1024, "default-height", 768, NULL);
  gtk_window_present (GTK_WINDOW (window));
  bench_spin (PAUSE_MICROSECONDS);

  bench_print_title ("A frame of scrolling through 500 signals", "ms");
  measure (create_plain_list (project), "GtkListView of labels");
  page = GTK_WIDGET (demains_page_table_create (demains_page_table_find ("signals"), session));
  demains_page_set_visible_now (DEMAINS_PAGE (page), TRUE);
  measure (page, "the cards of the screen");

  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (session);
  bench_spin (PAUSE_MICROSECONDS);
  bench_close_project (project);

  return 0;
}
