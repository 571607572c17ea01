/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-save-place.h"

#include <string.h>

typedef struct
{
  GtkFileDialog *dialog;
  GtkWindow *parent;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Choice;

/* In a sandbox the document portal shows each file in a folder of its own,
 * which no person has ever seen. */
static gboolean
is_of_portal (const char *path)
{
  return g_regex_match_simple ("^/run/(user/[^/]+|flatpak)/doc/", path, 0, 0);
}

static void
return_users (GTask *task)
{
  const char *path = g_get_user_special_dir (GPOINTER_TO_INT (g_task_get_task_data (task)));

  g_task_return_pointer (task, path != NULL ? g_file_new_for_path (path) : NULL, g_object_unref);
}

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (info != NULL && g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE))
    g_task_return_pointer (task, g_object_ref (source), g_object_unref);
  else
    return_users (task);
}

/* Where a film is saved other things lie, a project's journal among them: people choose among films. */
static void
show_only_such (GtkFileDialog *dialog)
{
  const char *name = gtk_file_dialog_get_initial_name (dialog);
  const char *end = strrchr (name, '.');
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *description = g_content_type_get_description (type);
  g_autoptr (GtkFileFilter) filter = NULL;

  if (end == NULL)
    return;
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, description);
  gtk_file_filter_add_suffix (filter, end + 1);
  gtk_file_dialog_set_default_filter (dialog, filter);
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (GFile) folder = demains_save_place_propose_finish (result);

  gtk_file_dialog_set_initial_folder (choice->dialog, folder);
  show_only_such (choice->dialog);
  gtk_file_dialog_save (choice->dialog, choice->parent, NULL, choice->callback, choice->user_data);
  g_object_unref (choice->dialog);
  g_object_unref (choice->parent);
  g_free (choice);
}

/**
 * demains_save_place_propose_async:
 * @project_path: a project file
 * @otherwise: the folder of the user that is meant for what is saved
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Finds the folder in which people will look for what they make of a project:
 * beside it, or @otherwise where nothing can be written there.
 */
void
demains_save_place_propose_async (const char *project_path, GUserDirectory otherwise, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *path = g_path_get_dirname (project_path);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  g_task_set_source_tag (task, demains_save_place_propose_async);
  g_task_set_task_data (task, GINT_TO_POINTER (otherwise), NULL);
  if (!is_of_portal (project_path))
    {
      g_file_query_info_async (folder, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT,
                               NULL, queried_cb, task);
      return;
    }

  return_users (task);
  g_object_unref (task);
}

/**
 * demains_save_place_propose_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full) (nullable): the folder; %NULL for none in particular
 */
GFile *
demains_save_place_propose_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * demains_save_place_choose:
 * @dialog: what asks
 * @parent: a widget of the window that it belongs to
 * @project: of which something is to be saved
 * @otherwise: the folder of the user that is meant for such files
 * @callback: called with @dialog, for gtk_file_dialog_save_finish()
 * @user_data: for @callback
 *
 * Has people choose where to save, beginning with the folder that
 * demains_save_place_propose_async() finds. What is there already of that kind, by
 * the extension of the name that @dialog proposes, is shown.
 */
void
demains_save_place_choose (GtkFileDialog *dialog, GtkWidget *parent, DemainsProject *project, GUserDirectory otherwise,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->dialog = g_object_ref (dialog);
  choice->parent = g_object_ref (GTK_WINDOW (gtk_widget_get_root (parent)));
  choice->callback = callback;
  choice->user_data = user_data;
  demains_save_place_propose_async (demains_project_get_path (project), otherwise, proposed_cb, choice);
}
