/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-video-import.h"

#include <glib/gi18n.h>

#include "demains-import.h"
#include "demains-wording.h"

/* Several films are brought in one after the other: each uses every processor
 * it finds, and the first is ready sooner. */
typedef struct
{
  DemainsSession *session;
  GQueue *operations;
  GQueue *paths;
} Import;

static void import_next (Import *import);

static void
import_free (Import *import)
{
  g_object_unref (import->session);
  g_queue_free_full (import->operations, g_object_unref);
  g_queue_free_full (import->paths, g_free);
  g_free (import);
}

static void
say_what_was_done (Import *import, const char *path, const DemainsImportReport *report)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *done = demains_import_report_to_text (report);
  /* Translators: the first %s is the name of a video or photo, the second a sentence such as
   * “Turned upright, 24 to 30 frames a second, no sound.” */
  g_autofree char *text = g_strdup_printf (_ ("“%s” is imported. %s"), name, done);

  demains_session_toast (import->session, text);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (DemainsOperation) operation = g_queue_pop_head (import->operations);
  g_autofree char *path = g_queue_pop_head (import->paths);
  g_autoptr (GError) error = NULL;
  DemainsImportReport report;
  g_autoptr (DemainsRecord) take = demains_import_video_finish (result, &report, &error);

  if (take != NULL)
    say_what_was_done (import, path, &report);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    demains_session_toast_error (import->session, error, path);

  if (demains_operation_get_state (operation) == DEMAINS_OPERATION_RUNNING)
    demains_operation_finish (operation, error);
  import_next (import);
}

static void
import_next (Import *import)
{
  DemainsOperation *operation = g_queue_peek_head (import->operations);

  if (operation == NULL)
    import_free (import);
  else
    demains_import_video_async (demains_session_get_project (import->session), g_queue_peek_head (import->paths),
                                operation, imported_cb, import);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsSession) session = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (files != NULL)
    demains_video_import_files (session, files);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  DemainsSession *session = user_data;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *item = g_value_get_boxed (value); item != NULL; item = item->next)
    g_list_store_append (files, item->data);
  demains_video_import_files (session, G_LIST_MODEL (files));

  return TRUE;
}

/**
 * demains_video_import_choose:
 * @parent: a widget of the window that the dialog belongs to
 * @session: whose project gets the films
 *
 * Has people choose videos and photos and brings them into the project.
 */
void
demains_video_import_choose (GtkWidget *parent, DemainsSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Videos and Photos"));
  gtk_file_filter_add_mime_type (filter, "video/*");
  gtk_file_filter_add_mime_type (filter, "image/*");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Import Videos and Photos"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Import"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), NULL, chosen_cb,
                                 g_object_ref (session));
}

/**
 * demains_video_import_files:
 * @session: whose project gets the films
 * @files: a list of #GFile
 *
 * Brings videos and photos into the project, one after the other; the window shows
 * the progress of each, and says what was changed in it, or why it could not be
 * brought in.
 */
void
demains_video_import_files (DemainsSession *session, GListModel *files)
{
  Import *import;

  if (demains_project_get_read_only (demains_session_get_project (session)))
    return;

  import = g_new0 (Import, 1);
  import->session = g_object_ref (session);
  import->operations = g_queue_new ();
  import->paths = g_queue_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);
      g_autofree char *name = NULL;
      g_autofree char *title = NULL;
      DemainsOperation *operation;

      if (path == NULL)
        continue;

      name = g_filename_display_basename (path);
      /* Translators: %s is the name of a video or photo. */
      title = g_strdup_printf (_ ("Importing “%s”"), name);
      operation = demains_operation_new (title);
      demains_session_add_operation (session, operation);
      g_queue_push_tail (import->operations, operation);
      g_queue_push_tail (import->paths, g_steal_pointer (&path));
    }

  import_next (import);
}

/**
 * demains_video_import_accept_drops:
 * @widget: where videos and photos may be dropped
 * @session: whose project gets the films
 */
void
demains_video_import_accept_drops (GtkWidget *widget, DemainsSession *session)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), session, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
