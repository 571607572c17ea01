/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-birth.h"

#include "demains-project-name.h"
#include "demains-workshop.h"

/* The same name is taken again and again only by mistake. */
#define MAX_NUMBER 99

static void try_number (GTask *task, guint number);

/* A theme of the list that the group words in its own way. */
static void
set_own_theme (DemainsProject *project, const char *own_theme)
{
  DemainsRecord *root = demains_project_get_root (project);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_EDIT, root);

  demains_change_set_text (change, root, "theme_title", own_theme);
  demains_project_apply (project, change);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const DemainsBirth *birth = g_task_get_task_data (task);
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (task), "number"));
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsProject) project = demains_project_open_finish (result, &error);

  /* Nothing that exists is ever written over: the next number is tried. */
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS) && number < MAX_NUMBER)
    {
      try_number (task, number + 1);
      return;
    }

  if (project == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (*birth->theme != '\0' && *birth->own_theme != '\0')
    set_own_theme (project, birth->own_theme);
  g_task_return_pointer (task, g_steal_pointer (&project), g_object_unref);
}

static void
try_number (GTask *task, guint number)
{
  const DemainsBirth *birth = g_task_get_task_data (task);
  g_autofree char *path = demains_birth_get_path (birth, number);

  g_object_set_data (G_OBJECT (task), "number", GUINT_TO_POINTER (number));
  if (birth->workshop)
    {
      demains_workshop_create_async (path, birth->group, birth->language, NULL, created_cb, g_object_ref (task));
      return;
    }

  demains_project_create_async (path, birth->group, *birth->theme != '\0' ? birth->theme : birth->own_theme,
                                birth->language, NULL, created_cb, g_object_ref (task));
}

static void
make_folder_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  /* When it fails, making the project says why. */
  g_mkdir_with_parents (task_data, 0755);
  g_task_return_boolean (task, TRUE);
}

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  try_number (task, 1);
}

/**
 * demains_birth_free:
 * @self: what a project is made from
 */
void
demains_birth_free (DemainsBirth *self)
{
  g_free (self->folder);
  g_free (self->name);
  g_free (self->group);
  g_free (self->theme);
  g_free (self->own_theme);
  g_free (self->language);
  g_free (self);
}

/**
 * demains_birth_get_path:
 * @self: what a project is made from
 * @number: 1 for the name as it is, from 2 for the names to try when it is taken
 *
 * Returns: (transfer full) (type filename): where the file would be
 */
char *
demains_birth_get_path (const DemainsBirth *self, guint number)
{
  g_autofree char *name = number > 1 ? demains_project_name_number (self->name, number) : NULL;

  return g_build_filename (self->folder, name != NULL ? name : self->name, NULL);
}

/**
 * demains_birth_create_async:
 * @birth: (transfer full): what the project is made from
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Makes the folder and, under the first name that is free, the project.
 */
void
demains_birth_create_async (DemainsBirth *birth, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) folder = g_task_new (NULL, NULL, folder_made_cb, task);

  g_task_set_source_tag (task, demains_birth_create_async);
  g_task_set_task_data (task, birth, (GDestroyNotify)demains_birth_free);
  g_task_set_source_tag (folder, demains_birth_create_async);
  g_task_set_task_data (folder, g_strdup (birth->folder), g_free);
  g_task_run_in_thread (folder, make_folder_thread);
}

/**
 * demains_birth_create_finish:
 * @result: what the callback was given
 * @error: return location for an error of the project layer
 *
 * Returns: (transfer full) (nullable): the new project
 */
DemainsProject *
demains_birth_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, demains_birth_create_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
