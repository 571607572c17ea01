/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-project-private.h"

#include "demains-journal-table.h"
#include "demains-position.h"
#include "demains-record-table.h"

#include <glib/gi18n.h>

/* Typing is on its way to the disk this long after its first key, in
 * milliseconds: half of the second that is promised. */
#define TYPING_INTERVAL 400

/* What one undo takes back of typing: until a pause of so many microseconds, and
 * no more than this much of it. */
#define TYPING_PAUSE (2 * G_USEC_PER_SEC)
#define TYPING_STEP (20 * G_USEC_PER_SEC)

/* A take's clips are called as it is. */
static void
titles_changed (DemainsProject *self, DemainsRecord *take)
{
  DemainsRecordList *clips = self->lists[DEMAINS_KIND_CLIP];

  if (demains_record_get_kind_id (take) != DEMAINS_KIND_TAKE)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (clips)); i++)
    demains_record_title_changed (demains_record_list_get (clips, i));
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
  g_autoptr (DemainsRecord) model = NULL;

  for (guint i = 0; i < change->added->len; i++)
    if (strcmp (demains_record_get_id (change->added->pdata[i]), edit->record) == 0)
      return g_object_ref (change->added->pdata[i]);
  model = demains_record_new_from_variant (edit->kind, edit->record, edit->after);
  if (known == NULL)
    return g_steal_pointer (&model);

  for (guint i = 0; i < demains_record_get_kind (known)->n_fields; i++)
    demains_record_put_value (known, i, demains_record_get_value (model, i));
  demains_record_put_position (known, demains_record_get_position (model));
  demains_record_put_extra (known, demains_record_get_extra (model));

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

  if (self->read_only || demains_project_find (self, demains_record_get_id (record)) != record)
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

/* Inside the store's transaction. */
gboolean
demains_project_commit_cb (DemainsDatabase *database, gpointer data, GError **error)
{
  DemainsChange *change = data;

  for (guint i = 0; i < change->edits->len; i++)
    if (!demains_record_table_apply (database, change->edits->pdata[i], change->time, error))
      return FALSE;

  return demains_journal_table_append (database, change, error);
}

/* Sends a change that is on the screen to the disk, the history and the search. */
void
demains_project_commit (DemainsProject *self, DemainsChange *change)
{
  demains_project_note_step (self, change);
  demains_search_index_update (self->search, self->store, change);
  demains_store_write (self->store, demains_project_commit_cb, demains_change_ref (change),
                       (GDestroyNotify)demains_change_unref, NULL);
  for (guint i = 0; i < change->edits->len; i++)
    {
      DemainsRecord *record = demains_project_find (self, ((DemainsEdit *)change->edits->pdata[i])->record);

      if (record != NULL)
        demains_record_put_modified (record, change->time);
    }
  demains_project_update_save_state (self);
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

  demains_project_end_typing (self);
  if (change->step == 0)
    change->step = self->next_step++;
  show_change (self, change);
  demains_project_commit (self, change);
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

/* A position after @after, or at the end. */
static char *
make_position (DemainsProject *self, DemainsKindId kind, DemainsRecord *after)
{
  DemainsRecordList *list = self->lists[kind];
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint index = n - 1;
  DemainsRecord *next;

  if (n == 0)
    return demains_position_between (NULL, NULL);
  if (after != NULL)
    demains_record_list_find (list, after, &index);
  next = demains_record_list_get (list, index + 1);

  return demains_position_between (demains_record_get_position (demains_record_list_get (list, index)),
                                   next != NULL ? demains_record_get_position (next) : NULL);
}

static DemainsRecord *
create_record (DemainsProject *self, DemainsKindId kind, const char *title, DemainsRecord *after)
{
  DemainsRecord *record = demains_record_new (kind);
  g_autofree char *position = make_position (self, kind, after);

  demains_record_put_position (record, position);
  if (title != NULL)
    g_object_set (record, demains_kind_get (kind)->fields[demains_kind_get (kind)->title].name, title, NULL);

  return record;
}

/**
 * demains_project_add:
 * @kind: what kind of record
 * @title: (nullable): its title
 * @after: (nullable): the record it comes after; %NULL for the end of the list
 *
 * Returns: (transfer none) (nullable): the new record, %NULL in a project that is read only
 */
DemainsRecord *
demains_project_add (DemainsProject *self, DemainsKindId kind, const char *title, DemainsRecord *after)
{
  g_autoptr (DemainsRecord) record = create_record (self, kind, title, after);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, record);

  demains_change_add (change, record);
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (record));
}

/**
 * demains_project_remove:
 * @record: a record of the project
 *
 * Links to it stay, as lost links; undo brings it back with them.
 */
void
demains_project_remove (DemainsProject *self, DemainsRecord *record)
{
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (self);
  change = demains_change_new (DEMAINS_VERB_DELETE, record);
  demains_change_remove (change, record);
  demains_project_apply (self, change);
}

static void
add_link (DemainsProject *self, DemainsChange *change, const char *source, const char *target)
{
  g_autoptr (DemainsRecord) link = demains_record_new (DEMAINS_KIND_LINK);
  g_autofree char *position = make_position (self, DEMAINS_KIND_LINK, NULL);

  demains_record_put_position (link, position);
  g_object_set (link, "type", "leads-to", "source", source, "target", target, NULL);
  demains_change_add (change, link);
}

/**
 * demains_project_duplicate:
 * @record: a record of the project
 *
 * Makes a copy right after it, with the same links.
 *
 * Returns: (transfer none) (nullable): the copy
 */
DemainsRecord *
demains_project_duplicate (DemainsProject *self, DemainsRecord *record)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  DemainsRecordList *links = self->lists[DEMAINS_KIND_LINK];
  g_autoptr (DemainsRecord) copy = demains_record_new (kind->id);
  g_autofree char *position = make_position (self, kind->id, record);
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (self);
  demains_record_put_position (copy, position);
  demains_record_put_extra (copy, demains_record_get_extra (record));
  for (guint i = 0; i < kind->n_fields; i++)
    demains_record_put_value (copy, i, demains_record_get_value (record, i));
  if (kind->fields[kind->title].type == DEMAINS_FIELD_LINE)
    {
      /* Translators: the title of a copy; %s is the title of the original. */
      g_autofree char *title = g_strdup_printf (_ ("%s (copy)"), demains_record_get_title (record));

      g_object_set (copy, kind->fields[kind->title].name, title, NULL);
    }

  change = demains_change_new (DEMAINS_VERB_DUPLICATE, record);
  demains_change_add (change, copy);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (links)); i++)
    {
      DemainsRecord *link = demains_record_list_get (links, i);
      const char *source = demains_record_get_text (link, "source");
      const char *target = demains_record_get_text (link, "target");

      if (strcmp (source, demains_record_get_id (record)) == 0)
        add_link (self, change, demains_record_get_id (copy), target);
      else if (strcmp (target, demains_record_get_id (record)) == 0)
        add_link (self, change, source, demains_record_get_id (copy));
    }
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (copy));
}

/**
 * demains_project_move:
 * @record: a record of the project
 * @index: where it is to be in its list afterwards
 */
void
demains_project_move (DemainsProject *self, DemainsRecord *record, guint index)
{
  DemainsRecordList *list = self->lists[demains_record_get_kind_id (record)];
  DemainsRecord *before, *after;
  g_autofree char *position = NULL;
  g_autoptr (DemainsChange) change = NULL;
  guint from;

  if (!demains_record_list_find (list, record, &from) || from == index)
    return;

  demains_project_end_typing (self);
  before = demains_record_list_get (list, index > from ? index : index - 1);
  after = demains_record_list_get (list, index > from ? index + 1 : index);
  position = demains_position_between (before != NULL ? demains_record_get_position (before) : NULL,
                                       after != NULL ? demains_record_get_position (after) : NULL);
  change = demains_change_new (DEMAINS_VERB_MOVE, record);
  demains_change_move (change, record, position);
  demains_project_apply (self, change);
}

/**
 * demains_project_link:
 * @source: what leads to the other
 * @target: what it leads to
 *
 * Nothing when the two are linked already.
 */
void
demains_project_link (DemainsProject *self, DemainsRecord *source, DemainsRecord *target)
{
  const char *source_id = demains_record_get_id (source);
  const char *target_id = demains_record_get_id (target);
  g_autoptr (DemainsChange) change = NULL;

  if (source == target || demains_link_index_find_link (self->links, source_id, target_id) != NULL)
    return;

  change = demains_change_new (DEMAINS_VERB_LINK, source);
  add_link (self, change, source_id, target_id);
  demains_project_apply (self, change);
}

/**
 * demains_project_add_linked:
 * @kind: what kind of record
 * @title: its title
 * @other: a record to link it with
 *
 * Adds a record to the end of its list and links it with @other, in one step.
 * The link leads the way of the thread, from the kind that comes first.
 *
 * Returns: (transfer none) (nullable): the new record, %NULL in a project that is read only
 */
DemainsRecord *
demains_project_add_linked (DemainsProject *self, DemainsKindId kind, const char *title, DemainsRecord *other)
{
  g_autoptr (DemainsRecord) record = create_record (self, kind, title, NULL);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, record);
  gboolean leads = kind < demains_record_get_kind_id (other);

  demains_change_add (change, record);
  add_link (self, change, demains_record_get_id (leads ? record : other),
            demains_record_get_id (leads ? other : record));
  demains_project_apply (self, change);

  return demains_project_find (self, demains_record_get_id (record));
}

/**
 * demains_project_unlink:
 * @one: a record
 * @other: another
 *
 * Takes the link between the two away, whichever way it points.
 */
void
demains_project_unlink (DemainsProject *self, DemainsRecord *one, DemainsRecord *other)
{
  DemainsRecord *link
    = demains_link_index_find_link (self->links, demains_record_get_id (one), demains_record_get_id (other));
  g_autoptr (DemainsChange) change = NULL;

  if (link == NULL)
    return;

  change = demains_change_new (DEMAINS_VERB_UNLINK, one);
  demains_change_remove (change, link);
  demains_project_apply (self, change);
}
