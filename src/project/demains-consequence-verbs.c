/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consequence-tree.h"

#include "demains-project-private.h"

/* What people do to consequences. All of one project are in one list; those
 * that follow from the same have there the order that they are shown in. */

static const DemainsConsequenceNode *
get_node (DemainsConsequenceTree *self, int index)
{
  guint n_nodes;
  const DemainsConsequenceNode *nodes = demains_consequence_tree_get_nodes (self, &n_nodes);

  return index >= 0 && index < (int)n_nodes ? &nodes[index] : NULL;
}

static gboolean
can_change (DemainsConsequenceTree *self, DemainsRecord *record, int *index)
{
  demains_consequence_tree_update (self);
  *index = demains_consequence_tree_find (self, record);

  return *index >= 0 && !demains_project_get_read_only (demains_consequence_tree_get_project (self));
}

/* The outermost ring that something below a node is in, or its own. */
static guint
get_outermost_ring (DemainsConsequenceTree *self, int index)
{
  const DemainsConsequenceNode *node = get_node (self, index);
  guint outermost = node->ring;
  const DemainsConsequenceNode *below;

  for (int i = index + 1; (below = get_node (self, i)) != NULL && below->ring > node->ring; i++)
    outermost = MAX (outermost, below->ring);

  return outermost;
}

static DemainsRecord *
find_last_child (DemainsConsequenceTree *self, int index)
{
  const DemainsConsequenceNode *node = get_node (self, index);
  DemainsRecord *last = NULL;
  const DemainsConsequenceNode *below;

  for (int i = index + 1; (below = get_node (self, i)) != NULL && below->ring > node->ring; i++)
    if (below->parent == index)
      last = below->record;

  return last;
}

/* Gives @record another parent and the place after @after, if any, in one step. */
static void
put_under (DemainsConsequenceTree *self, DemainsRecord *record, DemainsRecord *parent, DemainsRecord *after)
{
  DemainsProject *project = demains_consequence_tree_get_project (self);
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (project);
  change = demains_change_new (DEMAINS_VERB_MOVE, record);
  demains_change_set_text (change, record, "parent", demains_record_get_id (parent));
  if (after != NULL)
    {
      g_autofree char *position = demains_project_make_position (project, DEMAINS_KIND_CONSEQUENCE, after);

      demains_change_move (change, record, position);
    }
  demains_project_apply (project, change);
  demains_consequence_tree_update (self);
}

/**
 * demains_consequence_tree_add:
 * @parent: the hypothesis, or a consequence that is not in the last ring
 * @after: (nullable): the consequence of @parent that it comes after; %NULL for
 *   the last place
 * @title: what it says; may be ""
 *
 * Returns: (transfer none) (nullable): the new consequence
 */
DemainsRecord *
demains_consequence_tree_add (DemainsConsequenceTree *self, DemainsRecord *parent, DemainsRecord *after,
                              const char *title)
{
  DemainsProject *project;
  g_autoptr (DemainsRecord) record = NULL;
  g_autoptr (DemainsChange) change = NULL;
  g_autofree char *position = NULL;
  int index;

  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), NULL);
  g_return_val_if_fail (parent != NULL, NULL);

  project = demains_consequence_tree_get_project (self);
  if (parent == demains_consequence_tree_get_hypothesis (self))
    index = -1;
  else if (!can_change (self, parent, &index) || get_node (self, index)->ring == DEMAINS_N_RINGS)
    return NULL;
  if (demains_project_get_read_only (project))
    return NULL;

  demains_project_end_typing (project);
  record = demains_record_new (DEMAINS_KIND_CONSEQUENCE);
  position = demains_project_make_position (project, DEMAINS_KIND_CONSEQUENCE, after);
  demains_record_put_position (record, position);
  g_object_set (record, "title", title, "parent", demains_record_get_id (parent), NULL);
  change = demains_change_new (DEMAINS_VERB_ADD, record);
  demains_change_add (change, record);
  demains_project_apply (project, change);
  demains_consequence_tree_update (self);

  return demains_project_find (project, demains_record_get_id (record));
}

/**
 * demains_consequence_tree_bring_in:
 * @record: a consequence
 *
 * Makes it the last consequence of the one before it in its ring, with all that
 * follows from it.
 *
 * Returns: whether there is one before it and a ring for everything
 */
gboolean
demains_consequence_tree_bring_in (DemainsConsequenceTree *self, DemainsRecord *record)
{
  int index, before;

  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), FALSE);

  if (!can_change (self, record, &index) || get_outermost_ring (self, index) == DEMAINS_N_RINGS)
    return FALSE;
  before = demains_consequence_tree_get_sibling (self, index, -1);
  if (before < 0)
    return FALSE;

  put_under (self, record, get_node (self, before)->record, find_last_child (self, before));

  return TRUE;
}

/**
 * demains_consequence_tree_bring_out:
 * @record: a consequence
 *
 * Puts it beside the one that it followed from, after that one.
 *
 * Returns: whether it was not in the first ring already
 */
gboolean
demains_consequence_tree_bring_out (DemainsConsequenceTree *self, DemainsRecord *record)
{
  const DemainsConsequenceNode *parent;
  int index;

  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), FALSE);

  if (!can_change (self, record, &index) || get_node (self, index)->parent < 0)
    return FALSE;

  parent = get_node (self, get_node (self, index)->parent);
  put_under (self, record,
             parent->parent < 0 ? demains_consequence_tree_get_hypothesis (self)
                                : get_node (self, parent->parent)->record,
             parent->record);

  return TRUE;
}

/**
 * demains_consequence_tree_move:
 * @record: a consequence
 * @step: -1 to move it up, 1 to move it down
 *
 * Lets it change places with the next one that follows from the same.
 *
 * Returns: whether there is one
 */
gboolean
demains_consequence_tree_move (DemainsConsequenceTree *self, DemainsRecord *record, int step)
{
  DemainsProject *project;
  int index, other;
  guint place;

  g_return_val_if_fail (DEMAINS_IS_CONSEQUENCE_TREE (self), FALSE);

  if (!can_change (self, record, &index))
    return FALSE;
  other = demains_consequence_tree_get_sibling (self, index, step);
  if (other < 0)
    return FALSE;

  project = demains_consequence_tree_get_project (self);
  demains_record_list_find (demains_project_get_list (project, DEMAINS_KIND_CONSEQUENCE),
                            get_node (self, other)->record, &place);
  demains_project_move (project, record, place);
  demains_consequence_tree_update (self);

  return TRUE;
}

/**
 * demains_consequence_find_hypothesis:
 * @project: a project
 * @consequence: one of its consequences
 *
 * Returns: (transfer none) (nullable): what it comes from in the end, %NULL where
 *   that is lost or goes round in a circle
 */
DemainsRecord *
demains_consequence_find_hypothesis (DemainsProject *project, DemainsRecord *consequence)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_CONSEQUENCE);
  DemainsRecord *record = consequence;

  /* A way that is longer than there are consequences goes round. */
  for (guint i = 0; record != NULL && i <= g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      if (demains_record_get_kind_id (record) == DEMAINS_KIND_HYPOTHESIS)
        return record;
      if (demains_record_get_kind_id (record) != DEMAINS_KIND_CONSEQUENCE)
        return NULL;
      record = demains_project_find (project, demains_record_get_text (record, "parent"));
    }

  return NULL;
}

/**
 * demains_consequence_list_below:
 * @project: a project
 * @record: a hypothesis or a consequence
 *
 * Returns: (transfer container) (element-type DemainsRecord): all that follows
 *   from it, each after what it follows from
 */
GPtrArray *
demains_consequence_list_below (DemainsProject *project, DemainsRecord *record)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_CONSEQUENCE);
  GPtrArray *below = g_ptr_array_new ();
  g_autoptr (GHashTable) children = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *child = demains_record_list_get (list, i);
      DemainsRecord *parent = demains_project_find (project, demains_record_get_text (child, "parent"));
      GPtrArray *siblings = parent != NULL ? g_hash_table_lookup (children, parent) : NULL;

      if (parent != NULL && siblings == NULL)
        g_hash_table_insert (children, parent, siblings = g_ptr_array_new ());
      if (parent != NULL)
        g_ptr_array_add (siblings, child);
    }

  g_hash_table_add (seen, record);
  for (guint i = 0; record != NULL; record = i < below->len ? below->pdata[i++] : NULL)
    {
      GPtrArray *siblings = g_hash_table_lookup (children, record);

      for (guint c = 0; siblings != NULL && c < siblings->len; c++)
        if (g_hash_table_add (seen, siblings->pdata[c]))
          g_ptr_array_add (below, siblings->pdata[c]);
    }

  return below;
}
