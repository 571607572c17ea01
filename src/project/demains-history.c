/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-history.h"

#include "demains-journal-table.h"
#include "demains-project-private.h"

/* An undo or redo under way. */
typedef struct
{
  gboolean redo;
  gint64 step;
  DemainsRecord *touched;
} Stepping;

static void
stepping_free (Stepping *self)
{
  g_clear_object (&self->touched);
  g_free (self);
}

/* What came to nothing is offered no more. */
static void
drop_step (DemainsProject *self, gint64 number)
{
  const DemainsStep *undo = demains_project_peek_undo (self);

  if (undo != NULL && undo->number == number)
    {
      g_ptr_array_set_size (self->undo, self->undo->len - 1);
      return;
    }
  for (guint i = self->redo->len; i > 0; i--)
    if (((const DemainsStep *)self->redo->pdata[i - 1])->number == number)
      {
        g_ptr_array_remove_index (self->redo, i - 1);
        return;
      }
}

/* One step more on the stacks: a plain one ends what could be redone. */
static void
push_step (DemainsProject *self, DemainsStep *step)
{
  const DemainsStep *undo = demains_project_peek_undo (self);
  const DemainsStep *redo = demains_project_peek_redo (self);

  if (step->verb == DEMAINS_VERB_DISCARD)
    {
      drop_step (self, step->reverses);
      return;
    }
  if (step->reverses != 0 && undo != NULL && undo->number == step->reverses)
    {
      g_ptr_array_set_size (self->undo, self->undo->len - 1);
      g_ptr_array_add (self->redo, step);
      return;
    }
  if (step->reverses != 0 && redo != NULL && redo->number == step->reverses)
    g_ptr_array_set_size (self->redo, self->redo->len - 1);
  else
    g_ptr_array_set_size (self->redo, 0);
  g_ptr_array_add (self->undo, step);
}

void
demains_project_take_steps (DemainsProject *self, GPtrArray *steps)
{
  g_ptr_array_unref (self->steps);
  self->steps = steps;
  for (guint i = 0; i < steps->len; i++)
    push_step (self, steps->pdata[i]);
}

/* A change is on its way to the disk: its step is history from now on, and its
 * edits are at hand for an undo that does not wait for the disk: without their
 * whole values, or a day of typing would keep a copy of the text a key. */
void
demains_project_note_step (DemainsProject *self, DemainsChange *change)
{
  GPtrArray *edits = g_hash_table_lookup (self->recent, &change->step);

  if (edits == NULL)
    {
      DemainsStep *step
        = demains_step_new (change->step, change->verb, change->kind, change->title, change->time, change->reverses);

      edits = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_edit_free);
      g_hash_table_insert (self->recent, g_memdup2 (&change->step, sizeof change->step), edits);
      g_ptr_array_add (self->steps, step);
      push_step (self, step);
      demains_project_notify_history (self);
    }
  for (guint i = 0; i < change->edits->len; i++)
    g_ptr_array_add (edits, demains_edit_copy_without_value (change->edits->pdata[i]));
}

static const DemainsStep *
find_step (DemainsProject *self, Stepping *stepping)
{
  return stepping->redo ? demains_project_peek_redo (self) : demains_project_peek_undo (self);
}

/* The value of an edit's field as the edits before it in the same undo left it. */
static GVariant *
look_up_value (DemainsProject *self, GHashTable *scratch, const char *key, DemainsEdit *edit)
{
  DemainsRecord *record;
  GVariant *value = g_hash_table_lookup (scratch, key);

  if (value != NULL)
    return g_variant_ref (value);
  record = demains_project_find (self, edit->record);
  if (record == NULL)
    return NULL;
  if (edit->field == DEMAINS_EDIT_POSITION)
    return g_variant_ref_sink (g_variant_new_string (demains_record_get_position (record)));

  return g_variant_ref (demains_record_get_value (record, edit->field));
}

/* Gives @edit its whole value; FALSE when it does not fit what is there, in
 * which case nothing has been touched yet. */
static gboolean
resolve_edit (DemainsProject *self, GHashTable *scratch, DemainsEdit *edit)
{
  g_autofree char *key = NULL;
  g_autoptr (GVariant) current = NULL;

  if (edit->type != DEMAINS_EDIT_SET)
    return TRUE;

  key = g_strdup_printf ("%s %d", edit->record, edit->field);
  current = look_up_value (self, scratch, key, edit);
  /* The record comes back by this very change: its own values are whole. */
  if (current == NULL)
    {
      edit->value = g_variant_ref (edit->after);
      return edit->offset < 0;
    }
  edit->value = demains_edit_apply_to_value (edit, current);
  if (edit->value == NULL)
    return FALSE;
  g_hash_table_insert (scratch, g_steal_pointer (&key), g_variant_ref (edit->value));

  return TRUE;
}

/* What takes @step back, or NULL when it does not fit. */
static DemainsChange *
make_inverse (DemainsProject *self, const DemainsStep *step, GPtrArray *edits)
{
  g_autoptr (DemainsChange) change = demains_change_new_full (step->verb, step->kind, step->title);
  g_autoptr (GHashTable) scratch
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_variant_unref);

  for (guint i = edits->len; i > 0; i--)
    {
      DemainsEdit *edit = demains_edit_invert (edits->pdata[i - 1]);

      g_ptr_array_add (change->edits, edit);
      if (!resolve_edit (self, scratch, edit))
        return NULL;
    }
  change->reverses = step->number;

  return g_steal_pointer (&change);
}

static void
note_touched (DemainsProject *self, Stepping *stepping, DemainsChange *change)
{
  for (guint i = 0; i < change->edits->len; i++)
    {
      DemainsEdit *edit = change->edits->pdata[i];
      DemainsRecord *record = demains_project_find (self, edit->record);

      if (record != NULL && edit->kind != DEMAINS_KIND_LINK && stepping->touched == NULL)
        stepping->touched = g_object_ref (record);
    }
}

static void
apply_step (GTask *task, GPtrArray *edits)
{
  DemainsProject *self = g_task_get_source_object (task);
  Stepping *stepping = g_task_get_task_data (task);
  g_autoptr (DemainsChange) change = NULL;
  const DemainsStep *step;

  /* Somebody went on working, maybe typing, while an old step was read. */
  demains_project_end_typing (self);
  step = find_step (self, stepping);
  if (step == NULL || step->number != stepping->step)
    {
      g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING, "the history has moved on");
      return;
    }

  change = make_inverse (self, step, edits);
  if (change == NULL)
    {
      g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED,
                               "step %" G_GINT64_FORMAT " does not fit the project", step->number);
      return;
    }
  demains_project_apply (self, change);
  note_touched (self, stepping, change);
  g_task_return_boolean (task, TRUE);
}

/* Whether a step of this session did nothing but bring @record into the project. */
static gboolean
is_birth_of (DemainsProject *self, const DemainsStep *step, DemainsRecord *record)
{
  GPtrArray *edits = step != NULL ? g_hash_table_lookup (self->recent, &step->number) : NULL;
  const DemainsEdit *edit = edits != NULL && edits->len == 1 ? edits->pdata[0] : NULL;

  return edit != NULL && edit->type == DEMAINS_EDIT_ADD && strcmp (edit->record, demains_record_get_id (record)) == 0;
}

/* Whether an edit is of the record, or takes a clip of it away if it is a take. */
static gboolean
is_about (const DemainsEdit *edit, const char *id)
{
  const char *take;

  return strcmp (edit->record, id) == 0
         || (edit->type == DEMAINS_EDIT_REMOVE && edit->kind == DEMAINS_KIND_CLIP
             && g_variant_lookup (edit->before, "take", "&s", &take) && strcmp (take, id) == 0);
}

/* An undone step of this session that was about @record. */
static const DemainsStep *
find_undone_of (DemainsProject *self, DemainsRecord *record)
{
  for (guint i = self->redo->len; i > 0; i--)
    {
      const DemainsStep *step = self->redo->pdata[i - 1];
      GPtrArray *edits = g_hash_table_lookup (self->recent, &step->number);

      for (guint j = 0; edits != NULL && j < edits->len; j++)
        if (is_about (edits->pdata[j], demains_record_get_id (record)))
          return step;
    }

  return NULL;
}

/* Undone for good. */
static void
discard_step (DemainsProject *self, const DemainsStep *step)
{
  g_autoptr (DemainsChange) change = make_inverse (self, step, g_hash_table_lookup (self->recent, &step->number));

  change->verb = DEMAINS_VERB_DISCARD;
  demains_project_apply (self, change);
}

/* An undone step is not redone. The record comes and goes by it, so that nothing
 * changes: a step without edits would be a gap in the history to who rescues it. */
static void
discard_undone_step (DemainsProject *self, const DemainsStep *step, DemainsRecord *record)
{
  g_autoptr (DemainsChange) change = demains_change_new_full (DEMAINS_VERB_DISCARD, step->kind, step->title);

  demains_change_remove (change, record);
  g_ptr_array_insert (change->edits, 0, demains_edit_invert (change->edits->pdata[0]));
  change->step = self->next_step++;
  change->reverses = step->number;
  demains_project_commit (self, change);
}

/* Takes back that @record, of this session, was added: neither undo nor redo brings
 * it back, and what else was undone can still be redone. Where people have gone on
 * since, it is removed like any other. */
void
demains_project_discard (DemainsProject *self, DemainsRecord *record)
{
  const DemainsStep *step;

  if (self->read_only || self->store == NULL)
    return;

  demains_project_end_typing (self);
  step = demains_project_peek_undo (self);
  if (is_birth_of (self, step, record))
    discard_step (self, step);
  else if (demains_project_find (self, demains_record_get_id (record)) != NULL)
    demains_project_remove (self, record);
  while ((step = find_undone_of (self, record)) != NULL)
    discard_undone_step (self, step, record);
}

static gpointer
read_edits_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  return demains_journal_table_load_edits (database, *(gint64 *)data, error);
}

static void
edits_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) edits = g_task_propagate_pointer (G_TASK (result), &error);

  if (edits != NULL)
    apply_step (task, edits);
  else
    g_task_return_error (task, error);
}

static void
start_step (DemainsProject *self, gboolean redo, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Stepping *stepping = g_new0 (Stepping, 1);
  const DemainsStep *step;
  GPtrArray *edits;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, stepping, (GDestroyNotify)stepping_free);
  demains_project_end_typing (self);
  stepping->redo = redo;
  step = find_step (self, stepping);
  if (step == NULL || self->read_only || self->store == NULL)
    {
      g_task_return_new_error (task, DEMAINS_PROJECT_ERROR,
                               self->read_only ? DEMAINS_PROJECT_ERROR_READ_ONLY : DEMAINS_PROJECT_ERROR_NOTHING,
                               "nothing to undo or redo");
      return;
    }

  stepping->step = step->number;
  edits = g_hash_table_lookup (self->recent, &stepping->step);
  if (edits != NULL)
    apply_step (task, edits);
  else
    {
      g_autoptr (GTask) read = g_task_new (self, NULL, edits_read_cb, g_object_ref (task));

      g_task_set_task_data (read, g_memdup2 (&stepping->step, sizeof stepping->step), g_free);
      demains_store_read (self->store, read_edits_cb, (GDestroyNotify)g_ptr_array_unref, read);
    }
}

/**
 * demains_project_peek_undo:
 *
 * Returns: (transfer none) (nullable): the step that an undo would take back
 */
const DemainsStep *
demains_project_peek_undo (DemainsProject *self)
{
  return self->undo->len > 0 ? self->undo->pdata[self->undo->len - 1] : NULL;
}

/**
 * demains_project_peek_redo:
 *
 * Returns: (transfer none) (nullable): the step that a redo would bring back
 */
const DemainsStep *
demains_project_peek_redo (DemainsProject *self)
{
  return self->redo->len > 0 ? self->redo->pdata[self->redo->len - 1] : NULL;
}

/**
 * demains_project_list_steps:
 *
 * Returns: (transfer container) (element-type DemainsStep): the whole history, oldest first
 */
GPtrArray *
demains_project_list_steps (DemainsProject *self)
{
  GPtrArray *steps = g_ptr_array_new ();

  g_ptr_array_extend (steps, self->steps, NULL, NULL);

  return steps;
}

/**
 * demains_project_undo_async:
 *
 * Takes the last step back by a new step that is its inverse. Steps of this
 * session are at hand; older ones are read from the file.
 */
void
demains_project_undo_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data)
{
  start_step (self, FALSE, demains_project_undo_async, callback, user_data);
}

/**
 * demains_project_redo_async:
 *
 * Brings the step that was undone last back.
 */
void
demains_project_redo_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data)
{
  start_step (self, TRUE, demains_project_redo_async, callback, user_data);
}

/**
 * demains_project_step_finish:
 * @touched: (out) (optional) (nullable) (transfer full): a record that it changed and that is there
 *
 * Returns: whether an undo or redo was done
 */
gboolean
demains_project_step_finish (DemainsProject *self, GAsyncResult *result, DemainsRecord **touched, GError **error)
{
  Stepping *stepping = g_task_get_task_data (G_TASK (result));

  if (touched != NULL)
    *touched = stepping->touched != NULL ? g_object_ref (stepping->touched) : NULL;

  return g_task_propagate_boolean (G_TASK (result), error);
}
