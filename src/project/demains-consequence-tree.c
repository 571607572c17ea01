/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consequence-tree.h"

#include "demains-project-private.h"

struct _DemainsConsequenceTree
{
  GObject parent_instance;

  DemainsProject *project;
  DemainsRecord *hypothesis;

  GArray *nodes;
  GHashTable *watched;
  guint update_source;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsConsequenceTree, demains_consequence_tree, G_TYPE_OBJECT)

static const char *
get_parent_id (DemainsRecord *record)
{
  return demains_record_get_text (record, "parent");
}

/* Of every record the consequences that follow from it, in their order. */
static GHashTable *
group_by_parent (DemainsProject *project)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_CONSEQUENCE);
  GHashTable *children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *record = demains_record_list_get (list, i);
      GPtrArray *siblings = g_hash_table_lookup (children, get_parent_id (record));

      if (siblings == NULL)
        {
          siblings = g_ptr_array_new ();
          g_hash_table_insert (children, g_strdup (get_parent_id (record)), siblings);
        }
      g_ptr_array_add (siblings, record);
    }

  return children;
}

static void
clear_node (gpointer data)
{
  g_clear_object (&((DemainsConsequenceNode *)data)->record);
}

/* The last first, so that the first is on top. */
static void
push_children (GArray *waiting, GHashTable *children, DemainsRecord *record, guint ring, int parent)
{
  GPtrArray *siblings = g_hash_table_lookup (children, demains_record_get_id (record));

  for (guint i = siblings != NULL ? siblings->len : 0; i > 0; i--)
    {
      DemainsConsequenceNode node = { siblings->pdata[i - 1], ring, parent };

      g_array_append_val (waiting, node);
    }
}

/* A record has one parent, and the hypothesis is no consequence: whoever starts
 * at the hypothesis meets each at most once and never walks in a circle. What is
 * deeper than the last ring is shown there, after what it follows from. */
static GArray *
read_nodes (DemainsConsequenceTree *self)
{
  GArray *nodes = g_array_new (FALSE, FALSE, sizeof (DemainsConsequenceNode));
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (DemainsConsequenceNode));
  g_autoptr (GHashTable) children = NULL;

  g_array_set_clear_func (nodes, clear_node);
  if (self->hypothesis == NULL)
    return nodes;

  children = group_by_parent (self->project);
  push_children (waiting, children, self->hypothesis, 1, -1);
  while (waiting->len > 0 && nodes->len < DEMAINS_MAX_CONSEQUENCES)
    {
      DemainsConsequenceNode node = g_array_index (waiting, DemainsConsequenceNode, waiting->len - 1);
      int index = nodes->len;

      g_array_set_size (waiting, waiting->len - 1);
      g_object_ref (node.record);
      g_array_append_val (nodes, node);
      if (node.ring == DEMAINS_N_RINGS)
        push_children (waiting, children, node.record, node.ring, node.parent);
      else
        push_children (waiting, children, node.record, node.ring + 1, index);
    }

  return nodes;
}

static gboolean
nodes_equal (GArray *one, GArray *other)
{
  for (guint i = 0; one->len == other->len && i < one->len; i++)
    {
      DemainsConsequenceNode *a = &g_array_index (one, DemainsConsequenceNode, i);
      DemainsConsequenceNode *b = &g_array_index (other, DemainsConsequenceNode, i);

      if (a->record != b->record || a->ring != b->ring || a->parent != b->parent)
        return FALSE;
    }

  return one->len == other->len;
}

static gboolean
update_cb (gpointer user_data)
{
  DemainsConsequenceTree *self = user_data;

  self->update_source = 0;
  demains_consequence_tree_update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (DemainsConsequenceTree *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_DEFAULT, update_cb, self, NULL);
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, DemainsConsequenceTree *self)
{
  for (guint i = position; i < position + added; i++)
    {
      DemainsRecord *record = demains_record_list_get (DEMAINS_RECORD_LIST (list), i);

      /* One that comes back is the object that it was. */
      if (g_hash_table_add (self->watched, g_object_ref (record)))
        g_signal_connect_object (record, "notify::parent", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
    }
  queue_update (self);
}

static void
demains_consequence_tree_dispose (GObject *object)
{
  DemainsConsequenceTree *self = DEMAINS_CONSEQUENCE_TREE (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_array_set_size (self->nodes, 0);
  g_hash_table_remove_all (self->watched);
  g_clear_object (&self->hypothesis);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_consequence_tree_parent_class)->dispose (object);
}

static void
demains_consequence_tree_finalize (GObject *object)
{
  DemainsConsequenceTree *self = DEMAINS_CONSEQUENCE_TREE (object);

  g_array_unref (self->nodes);
  g_hash_table_unref (self->watched);

  G_OBJECT_CLASS (demains_consequence_tree_parent_class)->finalize (object);
}

static void
demains_consequence_tree_class_init (DemainsConsequenceTreeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_consequence_tree_dispose;
  G_OBJECT_CLASS (klass)->finalize = demains_consequence_tree_finalize;

  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", DEMAINS_TYPE_CONSEQUENCE_TREE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_consequence_tree_init (DemainsConsequenceTree *self)
{
  self->nodes = g_array_new (FALSE, FALSE, sizeof (DemainsConsequenceNode));
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * demains_consequence_tree_new:
 * @project: the project whose consequences it is about
 *
 * Returns: (transfer full): a tree without a hypothesis
 */
DemainsConsequenceTree *
demains_consequence_tree_new (DemainsProject *project)
{
  DemainsConsequenceTree *self = g_object_new (DEMAINS_TYPE_CONSEQUENCE_TREE, NULL);
  GListModel *list = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_CONSEQUENCE));

  self->project = g_object_ref (project);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);
  items_changed_cb (list, 0, 0, g_list_model_get_n_items (list), self);

  return self;
}

/**
 * demains_consequence_tree_get_project:
 *
 * Returns: (transfer none): the project whose consequences it is about
 */
DemainsProject *
demains_consequence_tree_get_project (DemainsConsequenceTree *self)
{
  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), NULL);

  return self->project;
}

/**
 * demains_consequence_tree_get_hypothesis:
 *
 * Returns: (transfer none) (nullable): what everything in the tree follows from
 */
DemainsRecord *
demains_consequence_tree_get_hypothesis (DemainsConsequenceTree *self)
{
  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), NULL);

  return self->hypothesis;
}

/**
 * demains_consequence_tree_set_hypothesis:
 * @hypothesis: (nullable): what everything in the tree follows from
 */
void
demains_consequence_tree_set_hypothesis (DemainsConsequenceTree *self, DemainsRecord *hypothesis)
{
  g_return_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self));

  if (!g_set_object (&self->hypothesis, hypothesis))
    return;

  g_array_set_size (self->nodes, 0);
  g_array_unref (g_steal_pointer (&self->nodes));
  self->nodes = read_nodes (self);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * demains_consequence_tree_update:
 *
 * Looks at once at what was changed in the project.
 */
void
demains_consequence_tree_update (DemainsConsequenceTree *self)
{
  g_autoptr (GArray) nodes = NULL;

  g_return_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self));

  g_clear_handle_id (&self->update_source, g_source_remove);
  nodes = read_nodes (self);
  if (nodes_equal (nodes, self->nodes))
    return;

  g_array_unref (self->nodes);
  self->nodes = g_steal_pointer (&nodes);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * demains_consequence_tree_get_nodes:
 * @n_nodes: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_nodes): each before those that follow
 *   from it; valid until the tree changes
 */
const DemainsConsequenceNode *
demains_consequence_tree_get_nodes (DemainsConsequenceTree *self, guint *n_nodes)
{
  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), NULL);

  *n_nodes = self->nodes->len;

  return (const DemainsConsequenceNode *)(gpointer)self->nodes->data;
}

/**
 * demains_consequence_tree_find:
 * @record: (nullable): a consequence
 *
 * Returns: the index of its node, -1 where it is not in the tree
 */
int
demains_consequence_tree_find (DemainsConsequenceTree *self, DemainsRecord *record)
{
  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), -1);

  for (guint i = 0; i < self->nodes->len; i++)
    if (g_array_index (self->nodes, DemainsConsequenceNode, i).record == record)
      return i;

  return -1;
}

/**
 * demains_consequence_tree_get_sibling:
 * @index: of a node
 * @step: -1 for the one before, 1 for the one after
 *
 * Returns: the index of the next node that follows from the same, -1 for none
 */
int
demains_consequence_tree_get_sibling (DemainsConsequenceTree *self, int index, int step)
{
  DemainsConsequenceNode *nodes;

  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), -1);
  g_return_val_if_fail (index >= 0 && index < (int)self->nodes->len, -1);

  nodes = (DemainsConsequenceNode *)(gpointer)self->nodes->data;
  for (int i = index + step; i >= 0 && i < (int)self->nodes->len; i += step)
    {
      if (nodes[i].parent == nodes[index].parent)
        return i;
      if (nodes[i].ring < nodes[index].ring)
        break;
    }

  return -1;
}
