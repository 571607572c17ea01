/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-print-dialog.h"
#include "demains-print.h"
#include "demains-test-window.h"
#include "demains-test.h"

#include <string.h>

typedef struct
{
  DemainsProject *project;
  DemainsSession *session;
  GtkWindow *window;
  AdwDialog *dialog;
  GBytes *photo;
} Fixture;

static GBytes *
make_photo (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1600, 1200);
  char *buffer;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x0000ffff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", NULL, NULL));

  return g_bytes_new_take (buffer, size);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  DemainsRecord *prop;
  g_autofree char *id = NULL;

  fixture->project = demains_test_create_english ();
  fixture->session = demains_session_new (fixture->project);
  fixture->photo = make_photo ();
  prop = demains_project_add (fixture->project, DEMAINS_KIND_PROP, "Badge", NULL);
  id = demains_project_add_photo (fixture->project, fixture->photo, 1600, 1200);
  g_object_set (prop, "says", "Nobody waits any more.", "photo", id, NULL);
  demains_project_add (fixture->project, DEMAINS_KIND_SCENE, "Street", NULL);

  fixture->window = demains_test_window_new (adw_bin_new (), 600, 900);
}

static void
present (Fixture *fixture)
{
  fixture->dialog = demains_print_dialog_new (fixture->session, DEMAINS_KIND_PROP);
  adw_dialog_present (fixture->dialog, adw_window_get_content (ADW_WINDOW (fixture->window)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  demains_test_window_close (fixture->window);
  demains_test_flush (fixture->project);
  demains_test_until (G_OBJECT (fixture->session)->ref_count == 1);
  g_assert_finalize_object (fixture->session);
  demains_test_until (G_OBJECT (fixture->project)->ref_count == 1);
  demains_test_close (fixture->project);
  g_bytes_unref (fixture->photo);
}

/* How much of the window is blue, as nothing but the photo is. */
static guint
count_blue (Fixture *fixture)
{
  const char *shots = g_getenv ("DEMAINS_TEST_SHOTS");
  g_autofree char *path = shots != NULL ? g_strdup_printf ("%s/print.png", shots) : demains_test_path ("print.png");
  g_autoptr (GdkPixbuf) picture = NULL;
  guint n = 0;

  demains_test_settle ();
  demains_test_shoot (fixture->window, path);
  picture = gdk_pixbuf_new_from_file (path, NULL);
  g_assert_nonnull (picture);
  for (int y = 0; y < gdk_pixbuf_get_height (picture); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (picture); x++)
      {
        const guint8 *dot = gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture)
                            + x * gdk_pixbuf_get_n_channels (picture);

        n += dot[0] < 40 && dot[1] < 40 && dot[2] > 200;
      }

  return n;
}

static void
choose (Fixture *fixture, const char *title, guint selected)
{
  GtkWidget *row = demains_test_find (GTK_WIDGET (fixture->dialog), ADW_TYPE_COMBO_ROW, "title", title);

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
}

/* The first page shows the photo once it is there, on cards of each size, and on no form. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  guint quarter;

  present (fixture);
  demains_test_until (count_blue (fixture) > 0);
  quarter = count_blue (fixture);
  choose (fixture, "On a Page", 0);
  demains_test_until (count_blue (fixture) > 2 * quarter);
  choose (fixture, "Which", 1);
  g_assert_cmpuint (count_blue (fixture), ==, 0);

  /* One choice after the other: what was given up does not come back. */
  for (guint i = 0; i < 6; i++)
    {
      choose (fixture, "Which", i % 2);
      choose (fixture, "On a Page", i % 3);
      demains_test_spin (i);
    }
  g_assert_cmpuint (count_blue (fixture), ==, 0);
  adw_dialog_force_close (fixture->dialog);
  demains_test_settle ();
}

static GtkWindow *
find_system_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_str_equal (G_OBJECT_TYPE_NAME (window), "GtkPrintUnixDialog"))
        return window;
    }

  return NULL;
}

/* Print waits for the photos, and who changes the choice meanwhile has not printed. */
static void
test_wait (Fixture *fixture, gconstpointer data)
{
  GtkWidget *print;

  present (fixture);
  print = demains_test_find (GTK_WIDGET (fixture->dialog), GTK_TYPE_BUTTON, "label", "_Print…");
  g_signal_emit_by_name (print, "clicked");
  g_assert_false (gtk_widget_get_sensitive (print));
  choose (fixture, "On a Page", 1);
  g_assert_true (gtk_widget_get_sensitive (print));
  demains_test_until (count_blue (fixture) > 0);
  g_assert_null (find_system_dialog ());

  choose (fixture, "On a Page", 2);
  g_signal_emit_by_name (print, "clicked");
  g_assert_null (find_system_dialog ());
  demains_test_until (find_system_dialog () != NULL);
  gtk_window_close (find_system_dialog ());
  demains_test_until (find_system_dialog () == NULL);
  demains_test_settle ();
}

/* Closed before they were there. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  present (fixture);
  adw_dialog_force_close (fixture->dialog);
  demains_test_settle ();
  g_assert_null (find_system_dialog ());
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gboolean *done)
{
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  *done = TRUE;
}

/* What goes to the printer has the photo's own bytes. */
static void
test_printed (Fixture *fixture, gconstpointer data)
{
  DemainsPaper *paper = demains_paper_new (fixture->project, DEMAINS_KIND_PROP, DEMAINS_PAPER_CARDS, 4);
  g_autofree char *path = demains_test_path ("printed.pdf");
  g_autofree char *content = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  gboolean done = FALSE;
  gsize length;

  demains_paper_add_all (paper);
  demains_paper_load_photos_async (paper, NULL, demains_test_ready_cb, &loaded);
  g_assert_true (demains_paper_load_photos_finish (paper, demains_test_wait (&loaded), NULL));
  g_clear_object (&loaded);
  operation = demains_print_operation_new (paper, fixture->session);
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &done);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, fixture->window, NULL);
  demains_test_until (done);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_nonnull (
    memmem (content, length, g_bytes_get_data (fixture->photo, NULL), g_bytes_get_size (fixture->photo)));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/print/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/print/wait", Fixture, NULL, set_up, test_wait, tear_down);
  g_test_add ("/print/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/print/printed", Fixture, NULL, set_up, test_printed, tear_down);

  return g_test_run ();
}
