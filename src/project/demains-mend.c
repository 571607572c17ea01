/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-record-table.h"

/* A change that the file refused for good is still in the models, and what came
 * after it may build on it. So all records are then written as the models have
 * them; the history alone lacks that step. */

/* What the models hold, for the store's thread, which makes something of it: the
 * main loop only takes references. */
typedef struct
{
  GPtrArray *rows;
  GPtrArray *removals;
  GPtrArray *unknown;
  gint64 time;
} Mend;

static void
mend_free (Mend *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->removals);
  g_ptr_array_unref (self->unknown);
  g_free (self);
}

static gpointer
copy_unknown (gconstpointer record, gpointer user_data)
{
  return demains_unknown_record_copy (record);
}

static Mend *
mend_new (DemainsProject *self)
{
  Mend *mend = g_new0 (Mend, 1);
  GHashTableIter iter;
  const char *id;
  DemainsRecord *record;

  mend->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_row_unref);
  mend->removals = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_edit_free);
  mend->time = g_get_real_time ();
  mend->unknown = g_ptr_array_copy (self->unknown, copy_unknown, NULL);
  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, (gpointer *)&id, (gpointer *)&record))
    if (demains_project_find (self, id) != NULL)
      g_ptr_array_add (mend->rows, demains_record_to_row (record));
    else
      g_ptr_array_add (mend->removals, demains_edit_new (DEMAINS_EDIT_REMOVE, demains_record_get_kind_id (record), id));

  return mend;
}

static gboolean
mend_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  Mend *mend = data;

  for (guint i = 0; i < mend->rows->len; i++)
    {
      const DemainsRow *row = mend->rows->pdata[i];
      g_autoptr (DemainsEdit) edit = demains_edit_new (DEMAINS_EDIT_ADD, row->kind, row->id);

      edit->after = demains_row_to_variant (row);
      if (!demains_record_table_apply (database, edit, mend->time, error))
        return FALSE;
    }
  for (guint i = 0; i < mend->removals->len; i++)
    if (!demains_record_table_apply (database, mend->removals->pdata[i], mend->time, error))
      return FALSE;

  return demains_project_keep_unknown_cb (database, mend->unknown, error);
}

static void
mended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (GError) error = NULL;

  self->mending = FALSE;
  g_task_propagate_boolean (G_TASK (result), &error);
  if (error == NULL || demains_store_is_refusal (error))
    self->refusal_stands = error != NULL;
  else
    /* A full disk decides nothing: once more when there is room. */
    self->n_mended = G_MAXUINT64;
  if (error == NULL && self->n_mended == self->n_commits)
    g_clear_error (&self->refusal);
  demains_project_advance (self);
}

/* The own file is gone: a recovery file can begin with what the models hold. */
void
demains_project_leave (DemainsProject *self)
{
  demains_project_end_typing (self);
  demains_store_leave (self->store, mend_cb, mend_new (self), (GDestroyNotify)mend_free);
}

/* The file refused a change. */
void
demains_project_take_refusal (DemainsProject *self, const GError *refusal)
{
  g_warning ("%s refused a change: %s", self->path, refusal->message);
  g_clear_error (&self->refusal);
  g_set_error (&self->refusal, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_REFUSED, "%s", refusal->message);
}

/* Begins to mend what was refused, once for each state of the models: what is
 * refused again will be until they change. */
void
demains_project_mend (DemainsProject *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->refusal == NULL || self->mending || self->n_mended == self->n_commits)
    return;

  task = g_task_new (self, NULL, mended_cb, NULL);
  self->mending = TRUE;
  g_task_set_source_tag (task, demains_project_mend);
  self->n_mended = self->n_commits;
  demains_store_write (self->store, mend_cb, mend_new (self), (GDestroyNotify)mend_free, task);
}
