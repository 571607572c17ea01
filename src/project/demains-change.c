/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-change-private.h"

#include "demains-record-private.h"
#include "demains-uuid.h"

/* In the file a verb is a word: numbers may move. */
static const char *const VERBS[] = {
  [DEMAINS_VERB_EDIT] = "edit",
  [DEMAINS_VERB_ADD] = "add",
  [DEMAINS_VERB_DELETE] = "delete",
  [DEMAINS_VERB_MOVE] = "move",
  [DEMAINS_VERB_DUPLICATE] = "duplicate",
  [DEMAINS_VERB_LINK] = "link",
  [DEMAINS_VERB_UNLINK] = "unlink",
  [DEMAINS_VERB_FILM] = "film",
  [DEMAINS_VERB_IMPORT] = "import",
  [DEMAINS_VERB_TRIM] = "trim",
  [DEMAINS_VERB_RESTORE] = "restore",
  [DEMAINS_VERB_MERGE] = "merge",
  [DEMAINS_VERB_CHOOSE] = "choose",
  [DEMAINS_VERB_SPLIT] = "split",
  [DEMAINS_VERB_CUT] = "cut",
  [DEMAINS_VERB_DISCARD] = "discard",
};

G_DEFINE_BOXED_TYPE (DemainsChange, demains_change, demains_change_ref, demains_change_unref)

/* The bytes that two texts share at their start and at their end, never
 * cutting a character. */
static void
find_difference (const char *before, gsize before_length, const char *after, gsize after_length, gsize *prefix,
                 gsize *suffix)
{
  gsize most = MIN (before_length, after_length);
  gsize start = 0, end = 0;

  while (start < most && before[start] == after[start])
    start++;
  while (start > 0 && ((before[start] & 0xc0) == 0x80 || (after[start] & 0xc0) == 0x80))
    start--;
  while (end < most - start && before[before_length - end - 1] == after[after_length - end - 1])
    end++;
  while (end > 0 && ((before[before_length - end] & 0xc0) == 0x80 || (after[after_length - end] & 0xc0) == 0x80))
    end--;

  *prefix = start;
  *suffix = end;
}

static void
add_set (DemainsChange *self, DemainsRecord *record, int field, GVariant *before, GVariant *after)
{
  g_autoptr (DemainsEdit) edit = NULL;

  if (g_variant_equal (before, after))
    return;

  edit = demains_edit_new (DEMAINS_EDIT_SET, demains_record_get_kind_id (record), demains_record_get_id (record));
  edit->field = field;
  demains_edit_set_values (edit, before, after);
  g_ptr_array_add (self->edits, g_steal_pointer (&edit));
}

DemainsEdit *
demains_edit_new (DemainsEditType type, DemainsKindId kind, const char *record)
{
  DemainsEdit *self = g_new0 (DemainsEdit, 1);

  self->type = type;
  self->kind = kind;
  self->record = g_strdup (record);
  self->offset = -1;

  return self;
}

void
demains_edit_free (DemainsEdit *self)
{
  g_free (self->record);
  g_clear_pointer (&self->before, g_variant_unref);
  g_clear_pointer (&self->after, g_variant_unref);
  g_clear_pointer (&self->value, g_variant_unref);
  g_free (self);
}

void
demains_edit_set_values (DemainsEdit *self, GVariant *before, GVariant *after)
{
  const DemainsKind *kind = demains_kind_get (self->kind);
  const char *old, *new;
  gsize old_length, new_length, prefix, suffix;

  self->value = g_variant_ref (after);
  if (self->field == DEMAINS_EDIT_POSITION || kind->fields[self->field].type != DEMAINS_FIELD_TEXT)
    {
      self->before = g_variant_ref (before);
      self->after = g_variant_ref (after);
      return;
    }

  old = g_variant_get_string (before, &old_length);
  new = g_variant_get_string (after, &new_length);
  find_difference (old, old_length, new, new_length, &prefix, &suffix);
  self->offset = prefix;
  self->before
    = g_variant_ref_sink (g_variant_new_take_string (g_strndup (old + prefix, old_length - prefix - suffix)));
  self->after = g_variant_ref_sink (g_variant_new_take_string (g_strndup (new + prefix, new_length - prefix - suffix)));
}

/* Whether a text can be cut there without cutting a character. */
static gboolean
is_between_characters (const char *text)
{
  return (*text & 0xc0) != 0x80;
}

GVariant *
demains_edit_apply_to_value (DemainsEdit *self, GVariant *current)
{
  const char *text, *out, *in;
  gsize length, out_length, in_length;
  GString *result;

  if (self->value != NULL)
    return g_variant_ref (self->value);
  if (self->offset < 0)
    return g_variant_ref (self->after);
  if (!g_variant_is_of_type (current, G_VARIANT_TYPE_STRING)
      || !g_variant_is_of_type (self->before, G_VARIANT_TYPE_STRING)
      || !g_variant_is_of_type (self->after, G_VARIANT_TYPE_STRING))
    return NULL;

  text = g_variant_get_string (current, &length);
  out = g_variant_get_string (self->before, &out_length);
  in = g_variant_get_string (self->after, &in_length);
  if ((gsize)self->offset > length || out_length > length - self->offset
      || memcmp (text + self->offset, out, out_length) != 0 || !is_between_characters (text + self->offset)
      || !is_between_characters (text + self->offset + out_length))
    return NULL;

  result = g_string_sized_new (length + in_length);
  g_string_append_len (result, text, self->offset);
  g_string_append_len (result, in, in_length);
  g_string_append_len (result, text + self->offset + out_length, length - self->offset - out_length);

  return g_variant_ref_sink (g_variant_new_take_string (g_string_free (result, FALSE)));
}

DemainsEdit *
demains_edit_copy_without_value (DemainsEdit *self)
{
  DemainsEdit *result = demains_edit_new (self->type, self->kind, self->record);

  result->field = self->field;
  result->offset = self->offset;
  result->before = self->before != NULL ? g_variant_ref (self->before) : NULL;
  result->after = self->after != NULL ? g_variant_ref (self->after) : NULL;

  return result;
}

DemainsEdit *
demains_edit_invert (DemainsEdit *self)
{
  static const DemainsEditType inverse[] = {
    [DEMAINS_EDIT_SET] = DEMAINS_EDIT_SET,
    [DEMAINS_EDIT_ADD] = DEMAINS_EDIT_REMOVE,
    [DEMAINS_EDIT_REMOVE] = DEMAINS_EDIT_ADD,
  };
  DemainsEdit *result = demains_edit_new (inverse[self->type], self->kind, self->record);

  result->field = self->field;
  result->offset = self->offset;
  result->before = self->after != NULL ? g_variant_ref (self->after) : NULL;
  result->after = self->before != NULL ? g_variant_ref (self->before) : NULL;

  return result;
}

const char *
demains_verb_to_name (DemainsVerb verb)
{
  return VERBS[verb];
}

/* A verb of a newer program reads as an edit. */
DemainsVerb
demains_verb_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (VERBS); i++)
    if (g_strcmp0 (VERBS[i], name) == 0)
      return i;

  return DEMAINS_VERB_EDIT;
}

DemainsChange *
demains_change_new_full (DemainsVerb verb, DemainsKindId kind, const char *title)
{
  DemainsChange *self = g_new0 (DemainsChange, 1);

  g_atomic_ref_count_init (&self->references);
  self->id = demains_uuid_new ();
  self->verb = verb;
  self->kind = kind;
  self->title = g_strdup (title);
  self->time = g_get_real_time ();
  self->edits = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_edit_free);
  self->added = g_ptr_array_new_with_free_func (g_object_unref);

  return self;
}

/**
 * demains_change_new:
 * @verb: what it does
 * @subject: the record it is about
 *
 * A group of edits that are done and undone together, empty at first.
 *
 * Returns: (transfer full): a change to give to demains_project_apply()
 */
DemainsChange *
demains_change_new (DemainsVerb verb, DemainsRecord *subject)
{
  DemainsChange *self
    = demains_change_new_full (verb, demains_record_get_kind_id (subject), demains_record_get_title (subject));

  self->subject = g_strdup (demains_record_get_id (subject));

  return self;
}

DemainsChange *
demains_change_ref (DemainsChange *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
demains_change_unref (DemainsChange *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->id);
  g_free (self->subject);
  g_free (self->title);
  g_ptr_array_unref (self->edits);
  g_ptr_array_unref (self->added);
  g_free (self);
}

/**
 * demains_change_set:
 * @record: a record of the project
 * @field: name of one of its fields
 * @value: (transfer floating): a string or a 64-bit integer, as the field keeps it
 *
 * Sets a field; nothing when it has that value already. One change may set a
 * field once.
 */
void
demains_change_set (DemainsChange *self, DemainsRecord *record, const char *field, GVariant *value)
{
  const DemainsKind *kind = demains_record_get_kind (record);
  int index = demains_kind_find_field (kind, field);
  g_autoptr (GVariant) after = g_variant_ref_sink (value);

  g_return_if_fail (index >= 0 && demains_field_accepts (&kind->fields[index], after));

  add_set (self, record, index, demains_record_get_value (record, index), after);
}

/**
 * demains_change_set_text:
 * @record: a record of the project
 * @field: name of a field that keeps text
 * @text: UTF-8
 */
void
demains_change_set_text (DemainsChange *self, DemainsRecord *record, const char *field, const char *text)
{
  demains_change_set (self, record, field, g_variant_new_string (text));
}

/**
 * demains_change_set_number:
 * @record: a record of the project
 * @field: name of a field that keeps a number or a time
 * @number: the number; a time is in nanoseconds
 */
void
demains_change_set_number (DemainsChange *self, DemainsRecord *record, const char *field, gint64 number)
{
  demains_change_set (self, record, field, g_variant_new_int64 (number));
}

/**
 * demains_change_add:
 * @record: a record that is in no project yet, with its values and position
 *
 * Puts a record into the project.
 */
void
demains_change_add (DemainsChange *self, DemainsRecord *record)
{
  DemainsEdit *edit
    = demains_edit_new (DEMAINS_EDIT_ADD, demains_record_get_kind_id (record), demains_record_get_id (record));

  edit->after = demains_record_to_variant (record);
  g_ptr_array_add (self->edits, edit);
  g_ptr_array_add (self->added, g_object_ref (record));
}

/**
 * demains_change_remove:
 * @record: a record of the project
 *
 * Takes a record out. Links to it stay and become lost links.
 */
void
demains_change_remove (DemainsChange *self, DemainsRecord *record)
{
  DemainsEdit *edit
    = demains_edit_new (DEMAINS_EDIT_REMOVE, demains_record_get_kind_id (record), demains_record_get_id (record));

  edit->before = demains_record_to_variant (record);
  g_ptr_array_add (self->edits, edit);
}

/**
 * demains_change_move:
 * @record: a record of the project
 * @position: where to, from demains_position_between()
 */
void
demains_change_move (DemainsChange *self, DemainsRecord *record, const char *position)
{
  g_autoptr (GVariant) before = g_variant_ref_sink (g_variant_new_string (demains_record_get_position (record)));
  g_autoptr (GVariant) after = g_variant_ref_sink (g_variant_new_string (position));

  add_set (self, record, DEMAINS_EDIT_POSITION, before, after);
}

/**
 * demains_change_is_empty:
 *
 * Returns: whether it would change nothing
 */
gboolean
demains_change_is_empty (DemainsChange *self)
{
  return self->edits->len == 0;
}
