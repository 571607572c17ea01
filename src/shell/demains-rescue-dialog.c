/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-rescue-dialog.h"

#include <glib/gi18n.h>

#include "demains-file-name.h"
#include "demains-wording.h"

/* From a damaged file to a new one beside it, in three dialogs: where to, how far
 * it is, what was rescued. */
typedef struct
{
  DemainsApplication *application;
  GtkWindow *parent;
  char *path;
  char *output;
  DemainsOperation *operation;
  AdwDialog *progress; /* weak */
} Rescue;

static void
rescue_free (Rescue *self)
{
  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self->application);
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->progress);
  g_clear_object (&self->operation);
  g_free (self->path);
  g_free (self->output);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rescue, rescue_free)

static GtkWindow *
get_parent (Rescue *self)
{
  return self->parent != NULL ? self->parent : demains_application_show_welcome (self->application);
}

static void
report_answered_cb (AdwDialog *dialog, const char *response, DemainsApplication *application)
{
  if (g_str_equal (response, "open"))
    demains_application_open_path (application, g_object_get_data (G_OBJECT (dialog), "demains-output"),
                                   GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (dialog))));
}

static void
show_report (Rescue *self, const DemainsRescue *rescue)
{
  g_auto (GStrv) lines = demains_rescue_to_lines (rescue);
  g_autofree char *text = g_strjoinv ("\n", lines);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("The Project Is Rescued"), text);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"), "open", _ ("_Open"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "open", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "open");
  g_object_set_data_full (G_OBJECT (dialog), "demains-output", g_strdup (self->output), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (report_answered_cb), self->application, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (get_parent (self)));
}

static void
show_failure (Rescue *self, const GError *error)
{
  gboolean exists = g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS);
  g_autofree char *name = g_filename_display_basename (self->path);
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  if (!g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED))
    {
      demains_application_show_error (self->application, error, exists ? self->output : self->path, get_parent (self));
      return;
    }

  /* Translators: %s is the name of a file. */
  text = g_strdup_printf (_ ("Nothing sound was found in “%s”. Leave it as it is, and look for another copy of it."),
                          name);
  dialog = adw_alert_dialog_new (_ ("Nothing Could Be Rescued"), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, GTK_WIDGET (get_parent (self)));
}

static void
rescued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRescue) rescue = demains_rescue_finish (result, &error);

  /* Cancel has closed the dialog, and a window that went has taken it along. */
  if (self->progress != NULL && !g_cancellable_is_cancelled (demains_operation_get_cancellable (self->operation)))
    adw_dialog_force_close (self->progress);
  if (rescue != NULL)
    show_report (self, rescue);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
}

/* Whatever closes this dialog cancels, but the end. */
static void
show_progress (Rescue *self)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  g_set_weak_pointer (&self->progress, adw_alert_dialog_new (demains_operation_get_title (self->operation), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  demains_operation_get_title (self->operation), -1);
  g_object_bind_property (self->operation, "progress", bar, "fraction", G_BINDING_SYNC_CREATE);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self->progress), bar);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (self->progress), "cancel", _ ("_Cancel"));
  g_signal_connect_object (self->progress, "response", G_CALLBACK (demains_operation_cancel), self->operation,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (self->progress, GTK_WIDGET (get_parent (self)));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file == NULL || g_file_peek_path (file) == NULL)
    return;

  self->output = g_file_get_path (file);
  self->operation = demains_operation_new (_ ("Rescuing the Project"));
  show_progress (self);
  demains_rescue_async (self->path, self->output, self->operation, rescued_cb, self);
  g_steal_pointer (&self);
}

/**
 * demains_rescue_dialog_start:
 * @application: the application
 * @path: (type filename): a damaged project file
 * @parent: (nullable): the window to ask over
 *
 * Asks where to, makes a new project of what is sound in @path, and says what is
 * lost.
 */
void
demains_rescue_dialog_start (DemainsApplication *application, const char *path, GtkWindow *parent)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *stem = demains_file_name_dup_stem (path);
  /* Translators: the file name of a rescued project; %s is the name of the damaged one. */
  g_autofree char *name = g_strdup_printf (_ ("%s (rescued).demains"), stem);
  g_autofree char *folder_path = g_path_get_dirname (path);
  g_autoptr (GFile) folder = g_file_new_for_path (folder_path);
  Rescue *self = g_new0 (Rescue, 1);

  self->application = g_object_ref (application);
  g_application_hold (G_APPLICATION (application));
  g_set_weak_pointer (&self->parent, parent);
  self->path = g_strdup (path);
  gtk_file_dialog_set_title (dialog, _ ("Rescue into a New File"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Rescue"));
  gtk_file_dialog_set_initial_folder (dialog, folder);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, get_parent (self), NULL, chosen_cb, self);
}
