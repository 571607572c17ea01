/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-past.h"
#include "demains-project-private.h"
#include "demains-version-private.h"

/* Two moments to compare, and what to do then. */
typedef struct
{
  gint64 from;
  gint64 to;
  char *title;
  char *record;
} Moments;

static Moments *
moments_new (gint64 from, gint64 to)
{
  Moments *self = g_new0 (Moments, 1);

  self->from = from;
  self->to = to;

  return self;
}

static void
moments_free (Moments *self)
{
  g_free (self->title);
  g_free (self->record);
  g_free (self);
}

static gpointer
compare_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  const Moments *moments = data;
  g_autoptr (GHashTable) before = demains_past_read (database, moments->from, error);
  g_autoptr (GHashTable) after = before != NULL ? demains_past_read (database, moments->to, error) : NULL;

  return after != NULL ? demains_past_compare (before, after) : NULL;
}

/* What is on the screen is in the file: now it can be compared there. */
static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (demains_project_flush_finish (self, result, &error))
    demains_project_read (self, compare_cb, (GDestroyNotify)g_array_unref, task);
  else
    g_task_return_error (task, error);
}

/* The record's fields and place as they were, where they differ. */
static void
restore_fields (DemainsChange *change, DemainsRecord *record, const DemainsRow *then)
{
  const DemainsKind *kind = demains_record_get_kind (record);

  for (guint i = 0; i < kind->n_fields; i++)
    demains_change_set (change, record, kind->fields[i].name, then->values[i]);
  demains_change_move (change, record, then->position);
}

/* A whole version keeps the project's own record; one record may be any. */
static void
restore_one (DemainsProject *self, DemainsChange *change, const DemainsDifferentRow *difference)
{
  const DemainsRow *then = difference->after;
  DemainsRecord *record = demains_project_find (self, (then != NULL ? then : difference->before)->id);

  if (record != NULL && then != NULL)
    restore_fields (change, record, then);
  else if (record != NULL && demains_record_get_kind_id (record) != DEMAINS_KIND_PROJECT)
    demains_change_remove (change, record);
  else if (record == NULL && then != NULL)
    {
      g_autoptr (DemainsRecord) again = demains_record_new_from_row (then);

      demains_change_add (change, again);
    }
}

static DemainsChange *
create_restoring (DemainsProject *self, const Moments *moments, GArray *differences)
{
  g_autoptr (DemainsChange) change
    = demains_change_new_full (DEMAINS_VERB_RESTORE, DEMAINS_KIND_PROJECT, moments->title);

  for (guint i = 0; i < differences->len; i++)
    {
      const DemainsDifferentRow *difference = &g_array_index (differences, DemainsDifferentRow, i);
      const DemainsRow *row = difference->after != NULL ? difference->after : difference->before;

      if (moments->record != NULL && strcmp (moments->record, row->id) != 0)
        continue;
      restore_one (self, change, difference);
      if (moments->record != NULL)
        change->kind = row->kind;
    }

  return g_steal_pointer (&change);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (GTask) task = user_data;
  Moments *moments = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr (GArray) differences = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (DemainsChange) change = NULL;

  if (differences == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  demains_project_end_typing (self);
  change = create_restoring (self, moments, differences);
  if (demains_change_is_empty (change))
    {
      g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING, "it is as it was then");
      return;
    }
  if (moments->record == NULL)
    demains_project_add_version (self, DEMAINS_VERSION_RESTORE, "");
  demains_project_apply (self, change);
  g_task_return_boolean (task, TRUE);
}

/**
 * demains_project_get_versions:
 *
 * Returns: (transfer none): its versions (#DemainsVersion), oldest first
 */
GListModel *
demains_project_get_versions (DemainsProject *self)
{
  g_return_val_if_fail (DEMAINS_IS_PROJECT (self), NULL);

  return G_LIST_MODEL (self->versions);
}

/**
 * demains_project_add_version:
 * @reason: why
 * @name: what people call it, "" for none
 *
 * Marks this moment of the history. Without a name, a moment that has a version
 * gets no second one.
 *
 * Returns: (transfer none) (nullable): the version of this moment, %NULL for a
 *   project that cannot be written
 */
DemainsVersion *
demains_project_add_version (DemainsProject *self, DemainsVersionReason reason, const char *name)
{
  guint n = g_list_model_get_n_items (demains_project_get_versions (self));
  g_autoptr (DemainsVersion) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->versions), n - 1) : NULL;
  gint64 step = demains_project_get_step (self);

  if (*name == '\0' && last != NULL && demains_version_get_step (last) == step)
    return last;

  return demains_project_add_version_of_step (self, reason, name, step);
}

/**
 * demains_project_get_step:
 *
 * Ends what is typed.
 *
 * Returns: the number of the last step of the history
 */
gint64
demains_project_get_step (DemainsProject *self)
{
  g_return_val_if_fail (DEMAINS_IS_PROJECT (self), 0);

  demains_project_end_typing (self);

  return self->next_step - 1;
}

/**
 * demains_project_add_version_of_step:
 * @reason: why
 * @name: what people call it, "" for none
 * @step: the number of a step
 *
 * Marks the moment of the history after that step.
 *
 * Returns: (transfer none) (nullable): the version, %NULL for a project that cannot be written
 */
DemainsVersion *
demains_project_add_version_of_step (DemainsProject *self, DemainsVersionReason reason, const char *name, gint64 step)
{
  g_autoptr (DemainsVersion) version = NULL;
  DemainsVersionRow *row;

  g_return_val_if_fail (DEMAINS_IS_PROJECT (self), NULL);

  if (self->read_only || self->store == NULL)
    return NULL;
  row = g_new0 (DemainsVersionRow, 1);
  row->name = g_strdup (name);
  row->reason = reason;
  row->step = step;
  row->time = g_get_real_time ();
  version = demains_version_new (row);
  g_list_store_append (self->versions, version);
  demains_store_write (self->store, demains_version_table_add_cb, row, (GDestroyNotify)demains_version_row_free, NULL);
  demains_project_update_save_state (self);

  return version;
}

/**
 * demains_project_compare_async:
 * @from: a step's number, 0 for before the first, or %DEMAINS_STEP_NOW
 * @to: another
 *
 * Finds what differs between the project as it was after one step and after
 * another.
 */
void
demains_project_compare_async (DemainsProject *self, gint64 from, gint64 to, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, demains_project_compare_async);
  g_task_set_task_data (task, moments_new (from, to), (GDestroyNotify)moments_free);
  demains_project_flush_async (self, flushed_cb, task);
}

/**
 * demains_project_compare_finish:
 *
 * Returns: (transfer full) (element-type DemainsDifferentRow): each record that
 *   differs, in the order of kinds and places
 */
GArray *
demains_project_compare_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * demains_project_restore_async:
 * @step: a step's number, or 0 for before the first
 * @title: what the step that this makes is called by, such as a version's name
 * @record: (nullable): the id of one record, %NULL for all of them
 *
 * Makes the project, or one record of it, as it was after a step, in one step
 * that can be undone. Films stay in the file.
 */
void
demains_project_restore_async (DemainsProject *self, gint64 step, const char *title, const char *record,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GTask) comparing = NULL;
  Moments *moments;

  g_task_set_source_tag (task, demains_project_restore_async);
  if (self->read_only)
    {
      g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_READ_ONLY, "it is read only");
      g_object_unref (task);
      return;
    }

  moments = moments_new (DEMAINS_STEP_NOW, step);
  moments->title = g_strdup (title);
  moments->record = g_strdup (record);
  comparing = g_task_new (self, NULL, compared_cb, task);
  g_task_set_task_data (comparing, moments, (GDestroyNotify)moments_free);
  demains_project_flush_async (self, flushed_cb, g_steal_pointer (&comparing));
}

/**
 * demains_project_restore_finish:
 *
 * Returns: whether it was restored; where nothing differs, the error is
 *   %DEMAINS_PROJECT_ERROR_NOTHING
 */
gboolean
demains_project_restore_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
