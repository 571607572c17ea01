/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-difference.h"

#include <glib/gi18n.h>

#include "demains-passage.h"
#include "demains-row-text.h"
#include "demains-word-difference.h"

/* Enough to know the passage by. */
#define WORDS_AROUND 14

/* Texts that are shorter before and after are read as one thing. */
#define SHORT_TEXT 40

struct _DemainsRecordDifference
{
  GObject parent_instance;

  DemainsRow *before;
  DemainsRow *after;
  GHashTable *rows_before;
  GHashTable *rows_after;
  gboolean first;
  GArray *spans[DEMAINS_MAX_FIELDS];
  GPtrArray *texts; /* what the spans point into */
};

G_DEFINE_FINAL_TYPE (DemainsRecordDifference, demains_record_difference, G_TYPE_OBJECT)

static gboolean
is_short (const char *text)
{
  return strchr (text, '\n') == NULL && g_utf8_strlen (text, -1) <= SHORT_TEXT;
}

/* What people wrote, without the marks of its links. */
static const char *
keep_text (DemainsRecordDifference *self, const DemainsRow *row, guint field)
{
  char *text = demains_passage_strip (g_variant_get_string (row->values[field], NULL));

  g_ptr_array_add (self->texts, text);

  return text;
}

static void
compare_texts (DemainsRecordDifference *self, guint field)
{
  const DemainsKind *kind = demains_kind_get (demains_record_difference_get_row (self)->kind);
  const char *before;
  const char *after;

  if (kind->fields[field].type > DEMAINS_FIELD_TEXT)
    return;
  /* Where the whole record came or went, its texts are read as they are. */
  before = keep_text (self, self->before != NULL ? self->before : self->after, field);
  after = keep_text (self, self->after != NULL ? self->after : self->before, field);
  if (self->before == NULL || self->after == NULL)
    {
      self->spans[field] = demains_word_difference_find (before, after, G_MAXINT);
      return;
    }
  if (*before != '\0' && *after != '\0' && is_short (before) && is_short (after))
    return;
  self->spans[field] = demains_word_difference_find (before, after, WORDS_AROUND);
}

static void
demains_record_difference_finalize (GObject *object)
{
  DemainsRecordDifference *self = DEMAINS_RECORD_DIFFERENCE (object);

  for (guint i = 0; i < DEMAINS_MAX_FIELDS; i++)
    g_clear_pointer (&self->spans[i], g_array_unref);
  g_ptr_array_unref (self->texts);
  g_clear_pointer (&self->before, demains_row_unref);
  g_clear_pointer (&self->after, demains_row_unref);
  g_clear_pointer (&self->rows_before, g_hash_table_unref);
  g_clear_pointer (&self->rows_after, g_hash_table_unref);

  G_OBJECT_CLASS (demains_record_difference_parent_class)->finalize (object);
}

static void
demains_record_difference_class_init (DemainsRecordDifferenceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_record_difference_finalize;
}

static void
demains_record_difference_init (DemainsRecordDifference *self)
{
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

/**
 * demains_record_difference_new:
 * @before: (nullable): the record at the first moment
 * @after: (nullable): the record at the second
 * @rows_before: (element-type utf8 DemainsRow): what else differs, at the first moment
 * @rows_after: (element-type utf8 DemainsRow): what else differs, at the second
 * @first: whether it is the first of its kind in the list
 *
 * Compares the texts too: to be called in a thread.
 *
 * Returns: (transfer full): the difference
 */
DemainsRecordDifference *
demains_record_difference_new (DemainsRow *before, DemainsRow *after, GHashTable *rows_before, GHashTable *rows_after,
                               gboolean first)
{
  DemainsRecordDifference *self = g_object_new (DEMAINS_TYPE_RECORD_DIFFERENCE, NULL);
  const DemainsKind *kind = demains_kind_get ((after != NULL ? after : before)->kind);

  self->before = before != NULL ? demains_row_ref (before) : NULL;
  self->after = after != NULL ? demains_row_ref (after) : NULL;
  self->rows_before = g_hash_table_ref (rows_before);
  self->rows_after = g_hash_table_ref (rows_after);
  self->first = first;
  for (guint i = 0; i < kind->n_fields; i++)
    if (demains_record_difference_has_field (self, i))
      compare_texts (self, i);

  return self;
}

/**
 * demains_record_difference_get_before:
 *
 * Returns: (transfer none) (nullable): the record at the first moment
 */
const DemainsRow *
demains_record_difference_get_before (DemainsRecordDifference *self)
{
  return self->before;
}

/**
 * demains_record_difference_get_after:
 *
 * Returns: (transfer none) (nullable): the record at the second moment
 */
const DemainsRow *
demains_record_difference_get_after (DemainsRecordDifference *self)
{
  return self->after;
}

/**
 * demains_record_difference_get_row:
 *
 * Returns: (transfer none): the record as it was last
 */
const DemainsRow *
demains_record_difference_get_row (DemainsRecordDifference *self)
{
  return self->after != NULL ? self->after : self->before;
}

/**
 * demains_record_difference_get_first:
 *
 * Returns: whether it is the first of its kind
 */
gboolean
demains_record_difference_get_first (DemainsRecordDifference *self)
{
  return self->first;
}

/**
 * demains_record_difference_has_field:
 * @field: index of a field of its kind
 *
 * Returns: whether the field says something: it differs or, where the whole
 *   record came or went, holds more than a new record does and is not its title
 */
gboolean
demains_record_difference_has_field (DemainsRecordDifference *self, guint field)
{
  const DemainsRow *row = demains_record_difference_get_row (self);
  const DemainsKind *kind = demains_kind_get (row->kind);
  g_autoptr (GVariant) initial = NULL;

  if (self->before != NULL && self->after != NULL)
    return !g_variant_equal (self->before->values[field], self->after->values[field]);
  if (row->kind == DEMAINS_KIND_LINK || field == kind->title)
    return FALSE;

  initial = demains_field_dup_initial (&kind->fields[field]);

  return !g_variant_equal (row->values[field], initial);
}

/**
 * demains_record_difference_get_spans:
 * @field: index of a field that differs
 *
 * Returns: (transfer none) (nullable) (element-type DemainsWordSpan): what became
 *   of its words; %NULL for what is read as one thing
 */
GArray *
demains_record_difference_get_spans (DemainsRecordDifference *self, guint field)
{
  return self->spans[field];
}

/**
 * demains_record_difference_get_fate:
 *
 * Returns: (transfer none): what became of the record from the first moment to
 *   the second, in a word
 */
const char *
demains_record_difference_get_fate (DemainsRecordDifference *self)
{
  guint n_fields = demains_kind_get (demains_record_difference_get_row (self)->kind)->n_fields;
  gboolean moved;

  if (self->before == NULL)
    return C_ ("fate", "Added");
  if (self->after == NULL)
    return C_ ("fate", "Deleted");

  moved = !g_str_equal (self->before->position, self->after->position);
  for (guint i = 0; i < n_fields; i++)
    if (demains_record_difference_has_field (self, i))
      return moved ? C_ ("fate", "Changed and moved") : C_ ("fate", "Changed");

  return moved ? C_ ("fate", "Moved") : C_ ("fate", "Changed");
}

/**
 * demains_record_difference_dup_title:
 * @project: the project that was compared
 *
 * Returns: (transfer full): what the record was called last
 */
char *
demains_record_difference_dup_title (DemainsRecordDifference *self, DemainsProject *project)
{
  return demains_row_to_text (demains_record_difference_get_row (self), project,
                              self->after != NULL ? self->rows_after : self->rows_before);
}

/**
 * demains_record_difference_dup_value:
 * @field: index of a field
 * @after: whether at the second moment, else at the first
 * @project: the project that was compared
 *
 * Returns: (transfer full): what the field said, "" where there was nothing
 */
char *
demains_record_difference_dup_value (DemainsRecordDifference *self, guint field, gboolean after,
                                     DemainsProject *project)
{
  const DemainsRow *row = after ? self->after : self->before;

  if (row == NULL)
    return g_strdup ("");

  return demains_value_to_text (demains_kind_get (row->kind), field, row->values[field], project,
                                after ? self->rows_after : self->rows_before);
}
