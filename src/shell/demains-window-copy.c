/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-window-private.h"

#include <glib/gi18n.h>

#include "demains-file-name.h"
#include "demains-save-place.h"

typedef struct
{
  DemainsSession *session;
  gboolean nameless;
  char *path;
} CopyRequest;

static void
copy_request_free (CopyRequest *request)
{
  g_clear_object (&request->session);
  g_free (request->path);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopyRequest, copy_request_free)

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CopyRequest) request = user_data;
  g_autoptr (GError) error = NULL;

  if (demains_project_save_copy_finish (DEMAINS_PROJECT (source), result, &error))
    demains_session_toast (request->session,
                           request->nameless ? _ ("The copy without names is saved") : _ ("The copy is saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    demains_session_toast_error (request->session, error, request->path);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CopyRequest) request = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (DemainsOperation) operation = NULL;
  DemainsProject *project = demains_session_get_project (request->session);

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;

  request->path = g_file_get_path (file);
  operation = demains_operation_new (_ ("Saving a copy"));
  demains_session_add_operation (request->session, operation);
  if (request->nameless)
    demains_project_save_nameless_copy_async (project, g_file_peek_path (file), operation, copied_cb, request);
  else
    demains_project_save_copy_async (project, g_file_peek_path (file), operation, copied_cb, request);
  g_steal_pointer (&request);
}

static void
answered_cb (DemainsWindow *self, const char *response)
{
  if (g_str_equal (response, "choose"))
    demains_window_copy_choose (self, TRUE);
}

/* Asks where a copy is to be, and makes it there. */
void
demains_window_copy_choose (DemainsWindow *self, gboolean nameless)
{
  DemainsProject *project = demains_window_get_project (self);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *stem = demains_file_name_dup_stem (demains_project_get_path (project));
  /* Translators: the file name of a copy; %s is the name of the original. */
  g_autofree char *copy = g_strdup_printf (nameless ? _ ("%s (without names).demains") : _ ("%s (copy).demains"), stem);
  CopyRequest *request = g_new0 (CopyRequest, 1);

  request->session = g_object_ref (demains_window_get_session (self));
  request->nameless = nameless;
  gtk_file_dialog_set_title (dialog, nameless ? _ ("Save a Copy Without Names") : _ ("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, copy);
  demains_save_place_choose (dialog, GTK_WIDGET (self), project, G_USER_DIRECTORY_DOCUMENTS, chosen_cb, request);
}

/* Says first what such a copy keeps: only people know whom their words and films name. */
void
demains_window_copy_ask_nameless (DemainsWindow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
    _ ("Save a Copy Without Names?"),
    _ (
      "Left out are the members, what they agreed to, the names of those who brought, make or speak something, and the history.\n\n"
      "What you wrote stays as you wrote it, and so do the films: look whether they name or show somebody. "
      "This project keeps everything."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "choose", _ ("Choose a Place…"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "choose", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "choose");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}
