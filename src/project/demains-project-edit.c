/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-journal-table.h"
#include "demains-record-table.h"

/* Typing is on its way to the disk this long after its first key, in
 * milliseconds: half of the second that is promised. */
#define TYPING_INTERVAL 400

/* What one undo takes back of typing: until a pause of so many microseconds, and
 * no more than this much of it. */
#define TYPING_PAUSE (2 * G_USEC_PER_SEC)
#define TYPING_STEP (20 * G_USEC_PER_SEC)

/* A take's clips, and the collisions over a record, are called as it is. */
static void
titles_changed (DemainsProject *self, DemainsRecord *record)
{
  static const DemainsKindId kinds[] = { DEMAINS_KIND_CLIP, DEMAINS_KIND_COLLISION };

  for (guint k = demains_record_get_kind_id (record) == DEMAINS_KIND_TAKE ? 0 : 1; k < G_N_ELEMENTS (kinds); k++)
    {
      DemainsRecordList *list = self->lists[kinds[k]];

      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
        demains_record_title_changed (demains_record_list_get (list, i));
    }
}

static void
hide_record (DemainsProject *self, DemainsRecord *record)
{
  g_autoptr (DemainsRecord) kept = g_object_ref (record);
  const char *id = demains_record_get_id (record);

  g_hash_table_remove (self->alive, id);
  if (demains_record_get_kind_id (record) == DEMAINS_KIND_LINK)
    demains_link_index_remove (self->links, record);
  demains_record_list_remove (self->lists[demains_record_get_kind_id (record)], record);
  demains_link_index_record_changed (self->links, id);
  titles_changed (self, record);
}

/* The object of an addition: the one that was given, the one that had this id
 * before it was removed, or a new one. */
static DemainsRecord *
dup_added (DemainsProject *self, DemainsChange *change, DemainsEdit *edit)
{
  DemainsRecord *known = g_hash_table_lookup (self->known, edit->record);
  g_autoptr (DemainsRow) row = NULL;

  for (guint i = 0; i < change->added->len; i++)
    if (strcmp (demains_record_get_id (change->added->pdata[i]), edit->record) == 0)
      return g_object_ref (change->added->pdata[i]);
  row = demains_row_new_from_variant (edit->kind, edit->record, edit->after);
  if (known == NULL)
    return demains_record_new_from_row (row);

  for (guint i = 0; i < demains_record_get_kind (known)->n_fields; i++)
    demains_record_put_value (known, i, row->values[i]);
  demains_record_put_position (known, row->position);
  demains_record_put_extra (known, row->extra);

  return g_object_ref (known);
}

static void
show_set (DemainsProject *self, DemainsEdit *edit)
{
  DemainsRecord *record = demains_project_find (self, edit->record);
  gboolean is_link = edit->kind == DEMAINS_KIND_LINK;

  if (record == NULL)
    return;
  if (edit->field == DEMAINS_EDIT_POSITION)
    {
      demains_record_list_reposition (self->lists[edit->kind], record, g_variant_get_string (edit->value, NULL));
      return;
    }

  if (is_link)
    demains_link_index_remove (self->links, record);
  demains_record_put_value (record, edit->field, edit->value);
  if (is_link)
    demains_link_index_add (self->links, record);
  titles_changed (self, record);
}

static void
show_change (DemainsProject *self, DemainsChange *change)
{
  for (guint i = 0; i < change->edits->len; i++)
    {
      DemainsEdit *edit = change->edits->pdata[i];
      g_autoptr (DemainsRecord) added = NULL;

      switch (edit->type)
        {
        case DEMAINS_EDIT_ADD:
          added = dup_added (self, change, edit);
          demains_project_show_record (self, added);
          break;
        case DEMAINS_EDIT_REMOVE:
          if (demains_project_find (self, edit->record) != NULL)
            hide_record (self, demains_project_find (self, edit->record));
          break;
        case DEMAINS_EDIT_SET:
          show_set (self, edit);
          break;
        }
    }
  g_ptr_array_set_size (change->added, 0);
}

/* A record that is called as another is, such as a clip as its take, has its
 * title only once it is in the project. */
static void
name_subject (DemainsProject *self, DemainsChange *change)
{
  DemainsRecord *subject = change->subject != NULL ? demains_project_find (self, change->subject) : NULL;

  if (subject != NULL)
    g_set_str (&change->title, demains_record_get_title (subject));
}

static gboolean
is_same_step (DemainsProject *self, gint64 now)
{
  DemainsTyping *typing = &self->typing;
  const DemainsStep *top = demains_project_peek_undo (self);

  return typing->step != 0 && top != NULL && top->number == typing->step && now - typing->step_started < TYPING_STEP;
}

/* Gives what was typed to the store; the typing goes on. */
static void
flush_typing (DemainsProject *self)
{
  DemainsTyping *typing = &self->typing;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (DemainsChange) change = NULL;
  GVariant *value;
  DemainsEdit *edit;

  g_clear_handle_id (&typing->source, g_source_remove);
  if (typing->record == NULL)
    return;
  value = demains_record_get_value (typing->record, typing->field);
  if (g_variant_equal (value, typing->committed))
    return;

  change = demains_change_new (DEMAINS_VERB_EDIT, typing->record);
  edit = demains_edit_new (DEMAINS_EDIT_SET, demains_record_get_kind_id (typing->record),
                           demains_record_get_id (typing->record));
  edit->field = typing->field;
  demains_edit_set_values (edit, typing->committed, value);
  g_ptr_array_add (change->edits, edit);
  g_variant_unref (typing->committed);
  typing->committed = g_variant_ref (value);

  if (!is_same_step (self, now))
    {
      typing->step = self->next_step++;
      typing->step_started = now;
    }
  change->step = typing->step;
  demains_project_commit (self, change);
}

static gboolean
flush_typing_cb (gpointer user_data)
{
  DemainsProject *self = user_data;

  self->typing.source = 0;
  flush_typing (self);
  demains_project_update_save_state (self);

  return G_SOURCE_REMOVE;
}

static void
type (DemainsProject *self, DemainsRecord *record, guint field, GVariant *value)
{
  DemainsTyping *typing = &self->typing;
  gint64 now = g_get_monotonic_time ();

  if (typing->record != record || typing->field != field)
    {
      demains_project_end_typing (self);
      typing->record = g_object_ref (record);
      typing->field = field;
      typing->committed = g_variant_ref (demains_record_get_value (record, field));
    }
  else if (now - typing->last_key > TYPING_PAUSE)
    {
      flush_typing (self);
      typing->step = 0;
    }

  typing->last_key = now;
  demains_record_put_value (record, field, value);
  titles_changed (self, record);
  if (typing->source == 0)
    typing->source = g_timeout_add (TYPING_INTERVAL, flush_typing_cb, self);
  demains_project_update_save_state (self);
}

/* A property of a record was set: texts and numbers as typing, a choice at once. */
void
demains_project_edit_record (gpointer owner, DemainsRecord *record, guint field, GVariant *value)
{
  DemainsProject *self = owner;
  const DemainsField *spec = &demains_record_get_kind (record)->fields[field];
  g_autoptr (DemainsChange) change = NULL;

  if (self->read_only || self->store == NULL || demains_project_find (self, demains_record_get_id (record)) != record)
    {
      g_object_notify (G_OBJECT (record), spec->name);
      return;
    }
  if (spec->type != DEMAINS_FIELD_CHOICE && spec->type != DEMAINS_FIELD_RECORD)
    {
      type (self, record, field, value);
      return;
    }

  change = demains_change_new (DEMAINS_VERB_EDIT, record);
  demains_change_set (change, record, spec->name, value);
  demains_project_apply (self, change);
}

/* Puts a record into the lists and indexes; no change is made of it. */
void
demains_project_show_record (DemainsProject *self, DemainsRecord *record)
{
  const char *id = demains_record_get_id (record);

  if (g_hash_table_contains (self->alive, id))
    return;
  if (!g_hash_table_contains (self->known, id))
    g_hash_table_insert (self->known, (gpointer)id, g_object_ref (record));
  demains_record_set_owner (record, &demains_project_record_owner, self);
  g_hash_table_insert (self->alive, (gpointer)id, record);
  demains_record_list_insert (self->lists[demains_record_get_kind_id (record)], record);
  if (demains_record_get_kind_id (record) == DEMAINS_KIND_LINK)
    demains_link_index_add (self->links, record);
  demains_link_index_record_changed (self->links, id);
  titles_changed (self, record);
}

/* Inside the store's transaction. A stick may have been pulled between a commit and
 * the answer to it: then the change is there when it is written again. */
gboolean
demains_project_commit_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  DemainsChange *change = data;
  gboolean is_there;

  if (!demains_journal_table_has (database, change->id, &is_there, error))
    return FALSE;
  if (is_there)
    return TRUE;

  for (guint i = 0; i < change->edits->len; i++)
    if (!demains_record_table_apply (database, change->edits->pdata[i], change->time, error))
      return FALSE;

  return demains_journal_table_append (database, change, error);
}

/* Sends a change that is on the screen to the disk, the history and the search. */
static void
commit_through (DemainsProject *self, DemainsChange *change, DemainsStoreWrite write, gpointer data,
                GDestroyNotify free_data, GTask *task)
{
  self->n_commits++;
  demains_project_note_step (self, change);
  demains_search_index_update (self->search, self->store, change);
  demains_store_write (self->store, write, data, free_data, task);
  for (guint i = 0; i < change->edits->len; i++)
    {
      DemainsRecord *record = demains_project_find (self, ((DemainsEdit *)change->edits->pdata[i])->record);

      if (record != NULL)
        demains_record_put_modified (record, change->time);
    }
  demains_project_update_save_state (self);
  g_signal_emit_by_name (self, "changed");
}

void
demains_project_commit (DemainsProject *self, DemainsChange *change)
{
  commit_through (self, change, demains_project_commit_cb, demains_change_ref (change),
                  (GDestroyNotify)demains_change_unref, NULL);
}

/* As demains_project_apply(), where @write does more than write the change; @task
 * is told when that is on the disk. */
void
demains_project_apply_through (DemainsProject *self, DemainsChange *change, DemainsStoreWrite write, gpointer data,
                               GDestroyNotify free_data, GTask *task)
{
  demains_project_end_typing (self);
  if (change->step == 0)
    change->step = self->next_step++;
  show_change (self, change);
  name_subject (self, change);
  commit_through (self, change, write, data, free_data, task);
}

/**
 * demains_project_apply:
 * @change: a change; empty ones are ignored
 *
 * Shows the change in the models at once and sends it to the disk. It is one
 * step of the history.
 */
void
demains_project_apply (DemainsProject *self, DemainsChange *change)
{
  if (self->read_only || self->store == NULL || demains_change_is_empty (change))
    return;

  demains_project_apply_through (self, change, demains_project_commit_cb, demains_change_ref (change),
                                 (GDestroyNotify)demains_change_unref, NULL);
}

/**
 * demains_project_end_typing:
 *
 * Ends the step that typing makes, as a page does when the keyboard leaves a
 * text.
 */
void
demains_project_end_typing (DemainsProject *self)
{
  DemainsTyping *typing = &self->typing;

  flush_typing (self);
  g_clear_object (&typing->record);
  g_clear_pointer (&typing->committed, g_variant_unref);
  typing->step = 0;
  demains_project_update_save_state (self);
}
