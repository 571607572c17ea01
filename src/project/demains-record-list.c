/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-record-list.h"

#include "demains-record-list-private.h"
#include "demains-record-private.h"

struct _DemainsRecordList
{
  GObject parent_instance;

  DemainsKindId kind;
  GPtrArray *records;
};

static GType
demains_record_list_get_item_type (GListModel *model)
{
  return demains_record_type_for_kind (DEMAINS_RECORD_LIST (model)->kind);
}

static guint
demains_record_list_get_n_items (GListModel *model)
{
  return DEMAINS_RECORD_LIST (model)->records->len;
}

static gpointer
demains_record_list_get_item (GListModel *model, guint index)
{
  DemainsRecord *record = demains_record_list_get (DEMAINS_RECORD_LIST (model), index);

  return record != NULL ? g_object_ref (record) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = demains_record_list_get_item_type;
  iface->get_n_items = demains_record_list_get_n_items;
  iface->get_item = demains_record_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsRecordList, demains_record_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Ids settle the order of two records that were put at one place on two laptops. */
static int
compare (gconstpointer a, gconstpointer b)
{
  DemainsRecord *one = *(DemainsRecord **)a;
  DemainsRecord *other = *(DemainsRecord **)b;
  int order = strcmp (demains_record_get_position (one), demains_record_get_position (other));

  return order != 0 ? order : strcmp (demains_record_get_id (one), demains_record_get_id (other));
}

static guint
lower_bound (DemainsRecordList *self, DemainsRecord *record)
{
  guint low = 0, high = self->records->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare (&self->records->pdata[middle], &record) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
demains_record_list_finalize (GObject *object)
{
  g_ptr_array_unref (DEMAINS_RECORD_LIST (object)->records);

  G_OBJECT_CLASS (demains_record_list_parent_class)->finalize (object);
}

static void
demains_record_list_class_init (DemainsRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_record_list_finalize;
}

static void
demains_record_list_init (DemainsRecordList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

DemainsRecordList *
demains_record_list_new (DemainsKindId kind)
{
  DemainsRecordList *self = g_object_new (DEMAINS_TYPE_RECORD_LIST, NULL);

  self->kind = kind;

  return self;
}

/* Fills an empty list; takes the records over. */
void
demains_record_list_take_all (DemainsRecordList *self, GPtrArray *records)
{
  g_return_if_fail (self->records->len == 0);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->records, g_object_ref (records->pdata[i]));
  g_ptr_array_sort (self->records, compare);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->records->len);
}

void
demains_record_list_insert (DemainsRecordList *self, DemainsRecord *record)
{
  guint index = lower_bound (self, record);

  g_ptr_array_insert (self->records, index, g_object_ref (record));
  g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
}

void
demains_record_list_remove (DemainsRecordList *self, DemainsRecord *record)
{
  guint index;

  if (!demains_record_list_find (self, record, &index))
    return;

  g_ptr_array_remove_index (self->records, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

/* Announces a move as one change of the rows between the old place and the new. */
void
demains_record_list_reposition (DemainsRecordList *self, DemainsRecord *record, const char *position)
{
  g_autoptr (DemainsRecord) kept = g_object_ref (record);
  guint from, to, first, count;

  if (!demains_record_list_find (self, record, &from))
    {
      demains_record_put_position (record, position);
      return;
    }

  g_ptr_array_steal_index (self->records, from);
  demains_record_put_position (record, position);
  to = lower_bound (self, record);
  g_ptr_array_insert (self->records, to, record);

  first = MIN (from, to);
  count = MAX (from, to) - first + 1;
  if (from != to)
    g_list_model_items_changed (G_LIST_MODEL (self), first, count, count);
}

/**
 * demains_record_list_get_kind:
 *
 * Returns: the kind that all its records have
 */
DemainsKindId
demains_record_list_get_kind (DemainsRecordList *self)
{
  return self->kind;
}

/**
 * demains_record_list_get:
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): the record there
 */
DemainsRecord *
demains_record_list_get (DemainsRecordList *self, guint index)
{
  return index < self->records->len ? self->records->pdata[index] : NULL;
}

/**
 * demains_record_list_find:
 * @record: a record
 * @index: (out) (optional): where it is
 *
 * Returns: whether it is in the list
 */
gboolean
demains_record_list_find (DemainsRecordList *self, DemainsRecord *record, guint *index)
{
  guint found = lower_bound (self, record);

  if (found >= self->records->len || self->records->pdata[found] != record)
    return FALSE;
  if (index != NULL)
    *index = found;

  return TRUE;
}
