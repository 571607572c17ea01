/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-workshop-make.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "demains-wording.h"
#include "demains-workshop.h"

typedef struct
{
  GtkWidget *parent;
  DemainsSession *session;
  char *folder;
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->parent);
  g_clear_object (&request->session);
  g_free (request->folder);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static Request *
request_new (GtkWidget *parent, DemainsSession *session, const char *folder)
{
  Request *request = g_new0 (Request, 1);

  request->parent = g_object_ref (parent);
  request->session = g_object_ref (session);
  request->folder = g_strdup (folder);

  return request;
}

/* All is well: that is said in passing. What is missing stays until it was read. */
static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GPtrArray) made = demains_workshop_make_finish (result);
  g_autofree char *title = demains_made_to_title (made, request->folder);
  g_autofree char *missing = demains_made_to_text (made);
  AdwDialog *dialog;

  if (*missing == '\0')
    {
      demains_session_toast (request->session, title);
      return;
    }
  if (gtk_widget_get_root (request->parent) == NULL)
    return;

  dialog = adw_alert_dialog_new (title, missing);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, request->parent);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    demains_workshop_make_in (request->parent, request->session, g_file_peek_path (folder));
}

/**
 * demains_workshop_make_choose:
 * @parent: a widget of the window that asks
 * @session: on a workshop
 *
 * Has a facilitator choose a folder and makes the groups' projects in it.
 */
void
demains_workshop_make_choose (GtkWidget *parent, DemainsSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *path = g_path_get_dirname (demains_project_get_path (demains_session_get_project (session)));
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  gtk_file_dialog_set_title (dialog, _ ("Folder for the Groups’ Projects"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Make"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb,
                                 request_new (parent, session, NULL));
}

/**
 * demains_workshop_make_in:
 * @parent: a widget of the window that says how it went
 * @session: on a workshop
 * @folder: (type filename): where the projects are to be
 *
 * Makes the groups' projects; the window shows the progress, then what was made.
 */
void
demains_workshop_make_in (GtkWidget *parent, DemainsSession *session, const char *folder)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new (_ ("Making the groups’ projects"));

  demains_session_add_operation (session, operation);
  demains_workshop_make_async (demains_session_get_project (session), folder, operation, made_cb,
                               request_new (parent, session, folder));
}
