/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* How many rings a wheel of consequences has. */
#define DEMAINS_N_RINGS 3

/* More than a group ever writes; a foreign file may have any number. */
#define DEMAINS_MAX_CONSEQUENCES 300

/**
 * DemainsConsequenceNode:
 * @record: a consequence
 * @ring: from 1 for what follows from the hypothesis itself to %DEMAINS_N_RINGS
 * @parent: index of the node that it follows from, -1 for the hypothesis
 */
typedef struct
{
  DemainsRecord *record;
  guint ring;
  int parent;
} DemainsConsequenceNode;

#define DEMAINS_TYPE_CONSEQUENCE_TREE (demains_consequence_tree_get_type ())

/* The consequences of one hypothesis, each before those that follow from it.
 * Signal "changed": other nodes, another order or other rings. It comes from an
 * idle callback, once for a change of many records;
 * demains_consequence_tree_update() does not wait for it. */
G_DECLARE_FINAL_TYPE (DemainsConsequenceTree, demains_consequence_tree, DEMAINS, CONSEQUENCE_TREE, GObject)

DemainsConsequenceTree *demains_consequence_tree_new (DemainsProject *project);
DemainsProject *demains_consequence_tree_get_project (DemainsConsequenceTree *self);
DemainsRecord *demains_consequence_tree_get_hypothesis (DemainsConsequenceTree *self);
void demains_consequence_tree_set_hypothesis (DemainsConsequenceTree *self, DemainsRecord *hypothesis);
void demains_consequence_tree_update (DemainsConsequenceTree *self);
const DemainsConsequenceNode *demains_consequence_tree_get_nodes (DemainsConsequenceTree *self, guint *n_nodes);
int demains_consequence_tree_find (DemainsConsequenceTree *self, DemainsRecord *record);
int demains_consequence_tree_get_sibling (DemainsConsequenceTree *self, int index, int step);

/* What people do to them, each one step of the history. FALSE or NULL where it
 * cannot be done. */
DemainsRecord *demains_consequence_tree_add (DemainsConsequenceTree *self, DemainsRecord *parent, DemainsRecord *after,
                                             const char *title);
gboolean demains_consequence_tree_bring_in (DemainsConsequenceTree *self, DemainsRecord *record);
gboolean demains_consequence_tree_bring_out (DemainsConsequenceTree *self, DemainsRecord *record);
gboolean demains_consequence_tree_move (DemainsConsequenceTree *self, DemainsRecord *record, int step);

/* Of any record of the project: the hypothesis that a consequence comes from. */
DemainsRecord *demains_consequence_find_hypothesis (DemainsProject *project, DemainsRecord *consequence);

/* All that follows from a hypothesis or a consequence, however deep. */
GPtrArray *demains_consequence_list_below (DemainsProject *project, DemainsRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
