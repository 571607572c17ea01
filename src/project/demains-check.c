/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-check.h"

#include "demains-media-table.h"
#include "demains-project-private.h"

static void
free_problems (gpointer problems)
{
  g_strfreev (problems);
}

/* Each line is a fact about the file, for the person who has to mend it. */
static gpointer
check_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  g_autoptr (GError) problem = NULL;
  sqlite3_stmt *statement = demains_database_prepare (database, "PRAGMA integrity_check(50)", error);

  if (statement == NULL)
    return NULL;
  while (demains_database_next (database, statement, &problem))
    {
      const char *line = demains_statement_get_text (statement, 0);

      if (strcmp (line, "ok") != 0)
        g_ptr_array_add (problems, g_strdup (line));
    }
  if (problem == NULL)
    demains_media_table_check (database, problems, &problem);
  if (problem != NULL)
    g_ptr_array_add (problems, g_strdup (problem->message));

  return g_ptr_array_free (g_steal_pointer (&problems), FALSE);
}

/**
 * demains_project_check_async:
 *
 * Reads the whole file and holds it against its own rules and checksums.
 */
void
demains_project_check_async (DemainsProject *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_check_async);
  demains_project_read (self, check_cb, free_problems, task);
}

/**
 * demains_project_check_finish:
 *
 * Returns: (transfer full) (array zero-terminated=1): what is wrong, a line
 *   each; empty when the file is sound
 */
char **
demains_project_check_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
