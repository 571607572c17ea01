/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-difference-list.h"

#include "demains-record-difference.h"
#include "demains-version.h"

static GHashTable *
index_rows (GArray *rows, gboolean after)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)demains_row_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      const DemainsDifferentRow *difference = &g_array_index (rows, DemainsDifferentRow, i);
      DemainsRow *row = after ? difference->after : difference->before;

      if (row != NULL)
        g_hash_table_insert (index, row->id, demains_row_ref (row));
    }

  return index;
}

/* Texts are compared word by word: not on the main loop. */
static void
describe_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GArray *rows = data;
  g_autoptr (GHashTable) before = index_rows (rows, FALSE);
  g_autoptr (GHashTable) after = index_rows (rows, TRUE);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_object_unref);
  int last_kind = -1;

  for (guint i = 0; i < rows->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const DemainsDifferentRow *row = &g_array_index (rows, DemainsDifferentRow, i);
      int kind = (row->after != NULL ? row->after : row->before)->kind;

      g_ptr_array_add (differences,
                       demains_record_difference_new (row->before, row->after, before, after, kind != last_kind));
      last_kind = kind;
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&differences), (GDestroyNotify)g_ptr_array_unref);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GArray *rows = demains_project_compare_finish (DEMAINS_PROJECT (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, rows, (GDestroyNotify)g_array_unref);
  g_task_run_in_thread (task, describe_thread);
}

/**
 * demains_difference_list_load_async:
 * @project: a project
 * @from: a step's number
 * @to: a later one's, or %DEMAINS_STEP_NOW
 *
 * Finds what differs, in threads.
 */
void
demains_difference_list_load_async (DemainsProject *project, gint64 from, gint64 to, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (project, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_difference_list_load_async);
  demains_project_compare_async (project, from, to, cancellable, compared_cb, task);
}

/**
 * demains_difference_list_load_finish:
 *
 * Returns: (transfer full) (element-type DemainsRecordDifference): the
 *   differences, in the order of kinds and places
 */
GPtrArray *
demains_difference_list_load_finish (DemainsProject *project, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
