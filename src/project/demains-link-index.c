/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-link-index.h"

/* The records of one kind that one record is linked with. */
#define DEMAINS_TYPE_LINKED_LIST (demains_linked_list_get_type ())
G_DECLARE_FINAL_TYPE (DemainsLinkedList, demains_linked_list, DEMAINS, LINKED_LIST, GObject)

struct _DemainsLinkedList
{
  GObject parent_instance;

  DemainsLinkIndex *index;
  char *id;
  DemainsKindId kind;
  GPtrArray *records;
};

struct _DemainsLinkIndex
{
  DemainsLinkIndexFind find;
  gpointer owner;

  /* Record id → its links (not owned), record id → its lists (not owned). */
  GHashTable *links;
  GHashTable *lists;
};

static GType
demains_linked_list_get_item_type (GListModel *model)
{
  return demains_record_type_for_kind (DEMAINS_LINKED_LIST (model)->kind);
}

static guint
demains_linked_list_get_n_items (GListModel *model)
{
  return DEMAINS_LINKED_LIST (model)->records->len;
}

static gpointer
demains_linked_list_get_item (GListModel *model, guint index)
{
  DemainsLinkedList *self = DEMAINS_LINKED_LIST (model);

  return index < self->records->len ? g_object_ref (self->records->pdata[index]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = demains_linked_list_get_item_type;
  iface->get_n_items = demains_linked_list_get_n_items;
  iface->get_item = demains_linked_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsLinkedList, demains_linked_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GPtrArray *
get_array (GHashTable *table, const char *id)
{
  GPtrArray *array = g_hash_table_lookup (table, id);

  if (array == NULL)
    {
      array = g_ptr_array_new ();
      g_hash_table_insert (table, g_strdup (id), array);
    }

  return array;
}

static const char *
other_end (DemainsRecord *link, const char *id)
{
  const char *source = demains_record_get_text (link, "source");

  return strcmp (source, id) == 0 ? demains_record_get_text (link, "target") : source;
}

/* Links in the order of their positions, lost ones left out, each record once. */
static GPtrArray *
collect (DemainsLinkIndex *index, const char *id, DemainsKindId kind)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *links = g_hash_table_lookup (index->links, id);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      DemainsRecord *record = index->find (index->owner, other_end (links->pdata[i], id));

      if (record != NULL && demains_record_get_kind_id (record) == kind && !g_ptr_array_find (found, record, NULL))
        g_ptr_array_add (found, g_object_ref (record));
    }

  return found;
}

/* Announces only what differs between the start and the end of the list. */
static void
refresh (DemainsLinkedList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->records);
  guint start = 0, end = 0;

  self->records = collect (self->index, self->id, self->kind);
  while (start < old->len && start < self->records->len && old->pdata[start] == self->records->pdata[start])
    start++;
  while (end < old->len - start && end < self->records->len - start
         && old->pdata[old->len - 1 - end] == self->records->pdata[self->records->len - 1 - end])
    end++;
  if (old->len - start - end > 0 || self->records->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end, self->records->len - start - end);
}

static void
refresh_lists (DemainsLinkIndex *self, const char *id)
{
  GPtrArray *lists = g_hash_table_lookup (self->lists, id);
  g_autoptr (GPtrArray) kept = NULL;

  if (lists == NULL)
    return;

  /* Who looks may let go of a list, or ask for another. */
  kept = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_add (kept, g_object_ref (lists->pdata[i]));
  for (guint i = 0; i < kept->len; i++)
    refresh (kept->pdata[i]);
}

static void
demains_linked_list_finalize (GObject *object)
{
  DemainsLinkedList *self = DEMAINS_LINKED_LIST (object);

  if (self->index != NULL)
    g_ptr_array_remove (get_array (self->index->lists, self->id), self);
  g_ptr_array_unref (self->records);
  g_free (self->id);

  G_OBJECT_CLASS (demains_linked_list_parent_class)->finalize (object);
}

static void
demains_linked_list_class_init (DemainsLinkedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_linked_list_finalize;
}

static void
demains_linked_list_init (DemainsLinkedList *self)
{
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * demains_link_index_new:
 * @find: finds a record by its id, or %NULL for a lost one
 * @owner: for @find
 *
 * Returns: (transfer full): an empty index
 */
DemainsLinkIndex *
demains_link_index_new (DemainsLinkIndexFind find, gpointer owner)
{
  DemainsLinkIndex *self = g_new0 (DemainsLinkIndex, 1);

  self->find = find;
  self->owner = owner;
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

  return self;
}

void
demains_link_index_free (DemainsLinkIndex *self)
{
  GHashTableIter iter;
  GPtrArray *lists;

  g_hash_table_iter_init (&iter, self->lists);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&lists))
    for (guint i = 0; i < lists->len; i++)
      ((DemainsLinkedList *)lists->pdata[i])->index = NULL;
  g_hash_table_unref (self->links);
  g_hash_table_unref (self->lists);
  g_free (self);
}

void
demains_link_index_add (DemainsLinkIndex *self, DemainsRecord *link)
{
  const char *source = demains_record_get_text (link, "source");
  const char *target = demains_record_get_text (link, "target");

  g_ptr_array_add (get_array (self->links, source), link);
  g_ptr_array_add (get_array (self->links, target), link);
  refresh_lists (self, source);
  refresh_lists (self, target);
}

void
demains_link_index_remove (DemainsLinkIndex *self, DemainsRecord *link)
{
  const char *source = demains_record_get_text (link, "source");
  const char *target = demains_record_get_text (link, "target");

  g_ptr_array_remove (get_array (self->links, source), link);
  g_ptr_array_remove (get_array (self->links, target), link);
  refresh_lists (self, source);
  refresh_lists (self, target);
}

void
demains_link_index_record_changed (DemainsLinkIndex *self, const char *id)
{
  GPtrArray *links = g_hash_table_lookup (self->links, id);

  for (guint i = 0; links != NULL && i < links->len; i++)
    refresh_lists (self, other_end (links->pdata[i], id));
}

/**
 * demains_link_index_list:
 * @id: of a record
 * @kind: of the records at the other end
 *
 * Returns: (transfer full): a list that stays true
 */
GListModel *
demains_link_index_list (DemainsLinkIndex *self, const char *id, DemainsKindId kind)
{
  DemainsLinkedList *list = g_object_new (DEMAINS_TYPE_LINKED_LIST, NULL);

  list->index = self;
  list->id = g_strdup (id);
  list->kind = kind;
  g_ptr_array_add (get_array (self->lists, id), list);
  refresh (list);

  return G_LIST_MODEL (list);
}

/**
 * demains_link_index_find_link:
 *
 * Returns: (transfer none) (nullable): the link between two records, whichever
 *   way it points
 */
DemainsRecord *
demains_link_index_find_link (DemainsLinkIndex *self, const char *one, const char *other)
{
  GPtrArray *links = g_hash_table_lookup (self->links, one);

  for (guint i = 0; links != NULL && i < links->len; i++)
    if (strcmp (other_end (links->pdata[i], one), other) == 0)
      return links->pdata[i];

  return NULL;
}
