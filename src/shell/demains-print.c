/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-print.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, const DemainsPaper *paper)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  /* On another paper than A4 all of the page is smaller or larger. */
  double scale = MIN (width / DEMAINS_PAPER_WIDTH, height / DEMAINS_PAPER_HEIGHT);

  cairo_save (cr);
  cairo_translate (cr, (width - scale * DEMAINS_PAPER_WIDTH) / 2, (height - scale * DEMAINS_PAPER_HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  demains_paper_draw_page (paper, page, cr);
  cairo_restore (cr);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, DemainsSession *session)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    demains_session_toast (session, _ ("Printing did not work. Check the printer, or choose to print into a file."));
}

/**
 * demains_print_operation_new:
 * @paper: (transfer full): what is on it
 * @session: where it is said when it does not work
 *
 * Returns: (transfer full): an operation that prints it on A4
 */
GtkPrintOperation *
demains_print_operation_new (DemainsPaper *paper, DemainsSession *session)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) size = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autofree char *name = demains_record_to_text (demains_project_get_root (demains_session_get_project (session)));

  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  /* The drawing has margins of its own. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_n_pages (operation, demains_paper_get_n_pages (paper));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), paper,
                         (GClosureNotify)(GCallback)g_object_unref, G_CONNECT_DEFAULT);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), session, G_CONNECT_DEFAULT);

  return operation;
}

/**
 * demains_print_run:
 * @paper: (transfer full): what is on it
 * @session: where it is said when it does not work
 * @window: (nullable): what the system's dialog belongs to
 *
 * Asks for a printer and prints; in a sandbox through the portal.
 */
void
demains_print_run (DemainsPaper *paper, DemainsSession *session, GtkWindow *window)
{
  g_autoptr (GtkPrintOperation) operation = demains_print_operation_new (paper, session);

  /* What goes wrong is told by "done". */
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, NULL);
}
