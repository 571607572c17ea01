/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project.h"

#include "demains-journal-table.h"
#include "demains-project-private.h"
#include "demains-version.h"

enum
{
  PROP_PATH = 1,
  PROP_READ_ONLY,
  PROP_SAVE_STATE,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_OWNER_GONE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsProject, demains_project, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (DemainsSaveState, demains_save_state, G_DEFINE_ENUM_VALUE (DEMAINS_SAVE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_SAVE_SAVING, "saving"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_SAVE_CHECKING_IN, "checking-in"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_SAVE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_SAVE_KEPT, "kept"),
                    G_DEFINE_ENUM_VALUE (DEMAINS_SAVE_READ_ONLY, "read-only"))

static DemainsRecord *
find_cb (gpointer owner, const char *id)
{
  return demains_project_find (owner, id);
}

const DemainsRecordOwner demains_project_record_owner = {
  .edit = demains_project_edit_record,
  .find = find_cb,
};

/* Why what is on the screen is not on the disk: because the last try failed, or
 * for good. */
static const GError *
find_save_error (DemainsProject *self)
{
  if (self->store_error == NULL && self->refusal_stands)
    return self->refusal;

  return self->store_error != NULL ? self->store_error : self->check_in_error;
}

static void
end_close (DemainsProject *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->close_tasks);

  for (guint i = 0; i < tasks->len; i++)
    if (error != NULL)
      g_task_return_error (tasks->pdata[i], g_error_copy (error));
    else
      g_task_return_boolean (tasks->pdata[i], TRUE);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  end_close (DEMAINS_PROJECT (source), NULL);
}

/* Closing waits for the writes, also of what was typed meanwhile, and is called
 * off when one fails. */
static void
advance_close (DemainsProject *self)
{
  g_autoptr (GTask) stop = NULL;

  if (self->close_tasks == NULL || self->store == NULL)
    return;
  if (self->store_error == NULL && demains_store_get_waiting (self->store) == 0 && !self->mending)
    demains_project_end_typing (self);
  /* What was refused may be taken now: the last write that changed it may be done already. */
  if (self->store_error == NULL && demains_store_get_waiting (self->store) == 0)
    demains_project_mend (self);
  if (self->store_error == NULL && (demains_store_get_waiting (self->store) > 0 || self->mending))
    return;
  if (find_save_error (self) != NULL)
    {
      end_close (self, find_save_error (self));
      return;
    }

  if (!demains_project_is_checked_in (self))
    {
      demains_project_check_in (self);
      return;
    }

  stop = g_task_new (self, NULL, stopped_cb, NULL);
  g_task_set_source_tag (stop, advance_close);
  demains_project_stop (self, stop);
}

/* Something was written, or could not be. */
void
demains_project_advance (DemainsProject *self)
{
  if (self->store != NULL && self->store_error == NULL && demains_store_get_waiting (self->store) == 0)
    demains_project_mend (self);
  if (self->store != NULL && demains_store_get_waiting (self->store) == 0)
    demains_project_queue_check_in (self);
  demains_project_update_save_state (self);
  advance_close (self);
}

static void
store_notify_cb (const DemainsStoreState *state, gpointer user_data)
{
  DemainsProject *self = user_data;
  gboolean other_error
    = state->error != NULL && self->store_error != NULL && state->error->code != self->store_error->code;

  g_clear_error (&self->store_error);
  self->store_error = state->error != NULL ? g_error_copy (state->error) : NULL;
  self->kept = state->kept;
  if (state->refusal != NULL)
    demains_project_take_refusal (self, state->refusal);
  if (g_error_matches (state->error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_TAKEN_OVER))
    demains_project_find_out_owner (self);
  if (state->wants_records)
    demains_project_leave (self);
  if (other_error)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
  demains_project_advance (self);
}

static void
demains_project_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsProject *self = DEMAINS_PROJECT (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_SAVE_STATE:
      g_value_set_enum (value, self->save_state);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, demains_project_peek_undo (self) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, demains_project_peek_redo (self) != NULL);
      break;
    case PROP_OWNER_GONE:
      g_value_set_boolean (value, self->owner_gone);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* What was typed last is given to the store before it ends. */
static void
demains_project_dispose (GObject *object)
{
  DemainsProject *self = DEMAINS_PROJECT (object);

  demains_project_stop_watching (self);
  g_clear_handle_id (&self->check_in_source, g_source_remove);
  if (self->store != NULL)
    {
      demains_project_end_typing (self);
      g_clear_handle_id (&self->check_in_source, g_source_remove);
      demains_store_stop (self->store, NULL);
      g_clear_pointer (&self->store, demains_store_unref);
    }
  g_clear_pointer (&self->checkout, demains_checkout_unref);

  G_OBJECT_CLASS (demains_project_parent_class)->dispose (object);
}

static void
demains_project_finalize (GObject *object)
{
  DemainsProject *self = DEMAINS_PROJECT (object);
  GHashTableIter iter;
  DemainsRecord *record;

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&record))
    demains_record_set_owner (record, NULL, NULL);
  demains_link_index_free (self->links);
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    g_clear_object (&self->lists[i]);
  g_hash_table_unref (self->alive);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->media);
  g_hash_table_unref (self->recent);
  g_ptr_array_unref (self->unknown);
  g_object_unref (self->versions);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_ptr_array_unref (self->steps);
  demains_search_index_unref (self->search);
  g_clear_error (&self->obstacle);
  g_clear_pointer (&self->owner, demains_owner_free);
  g_clear_error (&self->store_error);
  g_clear_error (&self->refusal);
  g_clear_error (&self->check_in_error);
  g_free (self->path);
  g_free (self->file);

  G_OBJECT_CLASS (demains_project_parent_class)->finalize (object);
}

static void
demains_project_class_init (DemainsProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_project_get_property;
  object_class->dispose = demains_project_dispose;
  object_class->finalize = demains_project_finalize;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_SAVE_STATE]
    = g_param_spec_enum ("save-state", NULL, NULL, DEMAINS_TYPE_SAVE_STATE, DEMAINS_SAVE_SAVED, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_OWNER_GONE] = g_param_spec_boolean ("owner-gone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("changed", DEMAINS_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_project_init (DemainsProject *self)
{
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    self->lists[i] = demains_record_list_new (i);
  self->alive = g_hash_table_new (g_str_hash, g_str_equal);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->recent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->unknown = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_unknown_record_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_step_free);
  self->versions = g_list_store_new (DEMAINS_TYPE_VERSION);
  self->undo = g_ptr_array_new ();
  self->redo = g_ptr_array_new ();
  self->links = demains_link_index_new (find_cb, self);
  self->search = demains_search_index_new ();
  self->store = demains_store_new (store_notify_cb, self);
  self->next_step = 1;
  self->watch_fd = -1;
}

DemainsUnknownRecord *
demains_unknown_record_copy (const DemainsUnknownRecord *self)
{
  DemainsUnknownRecord *copy = g_new0 (DemainsUnknownRecord, 1);

  copy->kind = g_strdup (self->kind);
  copy->id = g_strdup (self->id);
  copy->json = g_strdup (self->json);

  return copy;
}

void
demains_unknown_record_free (DemainsUnknownRecord *self)
{
  g_free (self->kind);
  g_free (self->id);
  g_free (self->json);
  g_free (self);
}

void
demains_project_update_save_state (DemainsProject *self)
{
  DemainsSaveState state = DEMAINS_SAVE_SAVED;

  if (self->read_only)
    state = DEMAINS_SAVE_READ_ONLY;
  else if (self->store_error != NULL && self->kept)
    state = DEMAINS_SAVE_KEPT;
  else if (find_save_error (self) != NULL)
    state = DEMAINS_SAVE_FAILED;
  else if (self->typing.source != 0 || (self->store != NULL && demains_store_get_waiting (self->store) > 0))
    state = DEMAINS_SAVE_SAVING;
  else if (!demains_project_is_checked_in (self))
    state = DEMAINS_SAVE_CHECKING_IN;

  if (state == self->save_state)
    return;
  self->save_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
}

void
demains_project_notify_history (DemainsProject *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

void
demains_project_notify_owner (DemainsProject *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OWNER_GONE]);
}

/* A read in the store's thread; the task is told when there is none any more. */
void
demains_project_read (DemainsProject *self, DemainsStoreRead read, GDestroyNotify free_result, GTask *task)
{
  if (self->store != NULL)
    demains_store_read (self->store, read, free_result, task);
  else
    g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_FAILED, "the project is closed");
}

/* The same for work that goes on while the own file is gone. */
void
demains_project_do (DemainsProject *self, DemainsStoreRead work, GDestroyNotify free_result, GTask *task)
{
  if (self->store != NULL)
    demains_store_do (self->store, work, free_result, task);
  else
    g_task_return_new_error (task, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_FAILED, "the project is closed");
}

/**
 * demains_project_close_async:
 *
 * Writes what is left and closes the file. When something cannot be written the
 * project stays open and the error says why; demains_project_give_up_async()
 * closes it all the same.
 */
void
demains_project_close_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_project_close_async);
  if (self->close_tasks != NULL)
    {
      g_ptr_array_add (self->close_tasks, g_steal_pointer (&task));
      return;
    }
  if (self->store == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  self->close_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->close_tasks, g_steal_pointer (&task));
  if (!self->checking_in)
    g_clear_error (&self->check_in_error);
  if (self->store_error != NULL)
    demains_store_retry (self->store);
  else
    advance_close (self);
}

gboolean
demains_project_close_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * demains_project_give_up_async:
 *
 * Closes the file without what it does not take, and tells when it is closed: a
 * program that ends before leaves a commit cut short behind.
 */
void
demains_project_give_up_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_project_give_up_async);
  if (self->store == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  demains_project_end_typing (self);
  demains_project_stop (self, task);
}

gboolean
demains_project_give_up_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void queue_flush (DemainsProject *self, GTask *task);

static void
flushed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *self = DEMAINS_PROJECT (source);
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)
      || (self->store != NULL && (error = demains_store_dup_loss (self->store)) != NULL))
    g_task_return_error (task, error);
  else if (self->store != NULL && (self->mending || (self->refusal != NULL && self->n_mended != self->n_commits)))
    queue_flush (self, g_steal_pointer (&task));
  else if (self->refusal != NULL)
    g_task_return_error (task, g_error_copy (self->refusal));
  else
    g_task_return_boolean (task, TRUE);
}

static void
queue_flush (DemainsProject *self, GTask *task)
{
  g_autoptr (GTask) turn = g_task_new (self, NULL, flushed_cb, task);

  g_task_set_source_tag (turn, queue_flush);
  demains_store_write (self->store, NULL, NULL, NULL, turn);
}

/**
 * demains_project_flush_async:
 *
 * Tells when everything that is on the screen now is on the disk, or why it
 * cannot be; what the disk has no room for is tried again all the same.
 */
void
demains_project_flush_async (DemainsProject *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, demains_project_flush_async);
  if (self->store == NULL || self->read_only)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  demains_project_end_typing (self);
  queue_flush (self, g_steal_pointer (&task));
}

gboolean
demains_project_flush_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * demains_project_get_path:
 *
 * Returns: (transfer none): the file
 */
const char *
demains_project_get_path (DemainsProject *self)
{
  return self->path;
}

/**
 * demains_project_get_file:
 *
 * Returns: (transfer none): the file to read films from: another one than
 *   demains_project_get_path() where a portal shows that, see #DemainsCheckout
 */
const char *
demains_project_get_file (DemainsProject *self)
{
  return self->file;
}

/**
 * demains_project_get_read_only:
 *
 * Returns: whether nothing can be changed
 */
gboolean
demains_project_get_read_only (DemainsProject *self)
{
  return self->read_only;
}

/**
 * demains_project_get_obstacle:
 *
 * Returns: (transfer none) (nullable): why it is read only though writing was asked for
 */
const GError *
demains_project_get_obstacle (DemainsProject *self)
{
  return self->obstacle;
}

/**
 * demains_project_get_save_state:
 *
 * Returns: whether what is on the screen is on the disk
 */
DemainsSaveState
demains_project_get_save_state (DemainsProject *self)
{
  return self->save_state;
}

/**
 * demains_project_get_save_error:
 *
 * Returns: (transfer none) (nullable): why the last try to write failed, or why
 *   some of what is on the screen will never be written
 */
const GError *
demains_project_get_save_error (DemainsProject *self)
{
  return find_save_error (self);
}

/**
 * demains_project_get_root:
 *
 * Returns: (transfer none): the record that holds group, theme and language; its
 *   id is the project's, the same in every copy
 */
DemainsRecord *
demains_project_get_root (DemainsProject *self)
{
  return demains_record_list_get (self->lists[DEMAINS_KIND_PROJECT], 0);
}

/**
 * demains_project_get_list:
 * @kind: a kind
 *
 * Returns: (transfer none): all its records, in their order
 */
DemainsRecordList *
demains_project_get_list (DemainsProject *self, DemainsKindId kind)
{
  g_return_val_if_fail (kind < DEMAINS_N_KINDS, NULL);

  return self->lists[kind];
}

/**
 * demains_project_find:
 * @id: a record's id
 *
 * Returns: (transfer none) (nullable): the record, %NULL for a lost one
 */
DemainsRecord *
demains_project_find (DemainsProject *self, const char *id)
{
  return g_hash_table_lookup (self->alive, id);
}

/**
 * demains_project_find_media:
 * @take_id: a take's id
 *
 * Returns: (transfer none) (nullable): what is known of its film
 */
DemainsMedia *
demains_project_find_media (DemainsProject *self, const char *take_id)
{
  return g_hash_table_lookup (self->media, take_id);
}

/**
 * demains_project_list_linked:
 * @record: a record of the project
 * @kind: of the records at the other end
 *
 * Returns: (transfer full): the records that @record is linked with, kept up to date
 */
GListModel *
demains_project_list_linked (DemainsProject *self, DemainsRecord *record, DemainsKindId kind)
{
  return demains_link_index_list (self->links, demains_record_get_id (record), kind);
}
