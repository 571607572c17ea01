/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-filters.h"

#include <glib/gi18n.h>

/**
 * demains_project_filters_add:
 * @dialog: a dialog to choose project files
 *
 * Has it show projects, and all files to who asks for them.
 */
void
demains_project_filters_add (GtkFileDialog *dialog)
{
  g_autoptr (GtkFileFilter) projects = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (projects, _ ("Group Projects"));
  gtk_file_filter_add_suffix (projects, "demains");
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, projects);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
}
