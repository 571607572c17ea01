/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one place where the tool waits: everything below is asynchronous for the
 * window's sake; here the main context runs until the answer is there. */

#include "config.h"

#include "demains-tool.h"

#include <glib-unix.h>
#include <unistd.h>

/**
 * demains_tool_ready_cb:
 * @source: (nullable): unused
 * @result: the answer
 * @user_data: a `GAsyncResult **` that takes it
 *
 * The callback to give to an asynchronous function before demains_tool_wait().
 */
void
demains_tool_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * demains_tool_wait:
 * @result: where demains_tool_ready_cb() puts the answer; unset before
 *
 * Runs the main context until the answer is there.
 */
void
demains_tool_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * demains_tool_open:
 * @path: a project file
 * @mode: how
 *
 * Returns: (transfer full) (nullable): the project, or %NULL after a sentence on
 *   the standard error
 */
DemainsProject *
demains_tool_open (const char *path, DemainsOpenMode mode)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  demains_project_open_async (path, mode, NULL, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  project = demains_project_open_finish (result, &error);
  if (project == NULL)
    demains_tool_failed (error, path);

  return project;
}

/**
 * demains_tool_close:
 * @project: (transfer full): a project
 * @status: the exit state so far
 *
 * Closes it; what was changed is on the disk then, or a sentence on the standard
 * error says why it is not.
 *
 * Returns: @status, or failure where closing failed
 */
int
demains_tool_close (DemainsProject *project, int status)
{
  g_autoptr (DemainsProject) owned = project;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_close_async (project, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);
  if (demains_project_close_finish (project, result, &error))
    return status;

  g_clear_object (&result);
  demains_project_give_up_async (project, demains_tool_ready_cb, &result);
  demains_tool_wait (&result);

  return status == DEMAINS_TOOL_DONE ? demains_tool_failed (error, demains_project_get_path (project)) : status;
}

static void
show_progress_cb (DemainsOperation *operation)
{
  g_printerr ("\r\033[K%s %3.0f %%", demains_operation_get_title (operation),
              100 * demains_operation_get_progress (operation));
}

static void
clear_progress_cb (DemainsOperation *operation)
{
  if (demains_operation_get_state (operation) != DEMAINS_OPERATION_RUNNING)
    g_printerr ("\r\033[K");
}

static gboolean
interrupted_cb (gpointer user_data)
{
  demains_operation_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

/**
 * demains_tool_operation_new:
 * @title: what is being done, translated
 *
 * Progress is shown where the standard error is a terminal; an interrupt
 * (Ctrl+C) or SIGTERM cancels the operation.
 *
 * Returns: (transfer full): an operation to give to long work
 */
DemainsOperation *
demains_tool_operation_new (const char *title)
{
  DemainsOperation *operation = demains_operation_new (title);

  if (isatty (STDERR_FILENO))
    {
      g_signal_connect (operation, "notify::progress", G_CALLBACK (show_progress_cb), NULL);
      g_signal_connect (operation, "notify::state", G_CALLBACK (clear_progress_cb), NULL);
    }
  g_unix_signal_add_full (G_PRIORITY_DEFAULT, SIGINT, interrupted_cb, g_object_ref (operation), g_object_unref);
  g_unix_signal_add_full (G_PRIORITY_DEFAULT, SIGTERM, interrupted_cb, g_object_ref (operation), g_object_unref);

  return operation;
}
