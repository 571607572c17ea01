/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consequence-tree.h"
#include "demains-test.h"

typedef struct
{
  DemainsProject *project;
  DemainsRecord *hypothesis;
  DemainsConsequenceTree *tree;
} Fixture;

static void
set_up (Fixture *fixture)
{
  fixture->project = demains_test_create_english ();
  fixture->hypothesis = demains_project_add (fixture->project, DEMAINS_KIND_HYPOTHESIS, "No counter", NULL);
  fixture->tree = demains_consequence_tree_new (fixture->project);
  demains_consequence_tree_set_hypothesis (fixture->tree, fixture->hypothesis);
}

static void
tear_down (Fixture *fixture)
{
  g_assert_finalize_object (fixture->tree);
  demains_test_close (fixture->project);
}

static DemainsRecord *
add (Fixture *fixture, DemainsRecord *parent, const char *title)
{
  DemainsRecord *record
    = demains_consequence_tree_add (fixture->tree, parent != NULL ? parent : fixture->hypothesis, NULL, title);

  g_assert_nonnull (record);

  return record;
}

/* As in "a1 b2 c1": title and ring. */
static void
check (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const DemainsConsequenceNode *nodes;
  guint n_nodes;

  demains_consequence_tree_update (fixture->tree);
  nodes = demains_consequence_tree_get_nodes (fixture->tree, &n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_assert_cmpint (nodes[i].parent, <, (int)i);
      g_assert_cmpuint (nodes[i].ring, ==, nodes[i].parent < 0 ? 1 : nodes[nodes[i].parent].ring + 1);
      g_string_append_printf (text, "%s%s%u", i > 0 ? " " : "", demains_record_get_title (nodes[i].record),
                              nodes[i].ring);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_order (void)
{
  Fixture fixture;
  DemainsRecord *a, *b, *c;

  set_up (&fixture);
  a = add (&fixture, NULL, "a");
  b = add (&fixture, NULL, "b");
  c = add (&fixture, a, "c");
  add (&fixture, c, "d");
  check (&fixture, "a1 c2 d3 b1");
  g_assert_nonnull (demains_consequence_tree_add (fixture.tree, fixture.hypothesis, a, "e"));
  check (&fixture, "a1 c2 d3 e1 b1");
  g_assert_cmpint (demains_consequence_tree_get_sibling (fixture.tree, 0, 1), ==, 3);
  g_assert_cmpint (demains_consequence_tree_get_sibling (fixture.tree, 1, 1), ==, -1);
  g_assert_true (demains_consequence_find_hypothesis (fixture.project, c) == fixture.hypothesis);

  g_assert_true (demains_consequence_tree_move (fixture.tree, b, -1));
  check (&fixture, "a1 c2 d3 b1 e1");
  g_assert_true (demains_consequence_tree_move (fixture.tree, a, 1));
  check (&fixture, "b1 a1 c2 d3 e1");
  g_assert_false (demains_consequence_tree_move (fixture.tree, b, -1));
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 c2 d3 b1 e1");
  tear_down (&fixture);
}

/* Three rings and no more, whatever is asked for. */
static void
test_rings (void)
{
  Fixture fixture;
  DemainsRecord *a, *b, *c, *d;

  set_up (&fixture);
  a = add (&fixture, NULL, "a");
  b = add (&fixture, NULL, "b");
  c = add (&fixture, b, "c");
  d = add (&fixture, c, "d");
  g_assert_null (demains_consequence_tree_add (fixture.tree, d, NULL, "e"));
  g_assert_false (demains_consequence_tree_bring_in (fixture.tree, a));
  g_assert_false (demains_consequence_tree_bring_in (fixture.tree, b));
  g_assert_false (demains_consequence_tree_bring_out (fixture.tree, b));
  check (&fixture, "a1 b1 c2 d3");

  g_assert_true (demains_consequence_tree_bring_out (fixture.tree, d));
  check (&fixture, "a1 b1 c2 d2");
  g_assert_true (demains_consequence_tree_bring_in (fixture.tree, b));
  check (&fixture, "a1 b2 c3 d3");
  g_assert_true (demains_consequence_tree_bring_out (fixture.tree, c));
  check (&fixture, "a1 b2 d3 c2");
  for (int i = 0; i < 2; i++)
    g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 b1 c2 d2");
  tear_down (&fixture);
}

/* What follows goes too, and one undo brings all back in its place. */
static void
test_remove (void)
{
  Fixture fixture;
  DemainsRecord *a, *c;
  GListModel *list;

  set_up (&fixture);
  list = G_LIST_MODEL (demains_project_get_list (fixture.project, DEMAINS_KIND_CONSEQUENCE));
  a = add (&fixture, NULL, "a");
  add (&fixture, NULL, "b");
  c = add (&fixture, a, "c");
  add (&fixture, c, "d");
  add (&fixture, c, "e");
  demains_project_remove (fixture.project, a);
  check (&fixture, "b1");
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 c2 d3 e3 b1");

  demains_project_remove (fixture.project, fixture.hypothesis);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 0);
  g_assert_true (demains_test_undo (fixture.project));
  check (&fixture, "a1 c2 d3 e3 b1");
  tear_down (&fixture);
}

static void
put_parent (DemainsRecord *record, DemainsRecord *parent)
{
  g_object_set (record, "parent", parent != NULL ? demains_record_get_id (parent) : "lost", NULL);
}

/* A file from elsewhere may have any parents: nothing hangs, nothing is shown
 * twice, and what is in its place still is. */
static void
test_hostile (void)
{
  Fixture fixture;
  DemainsRecord *a, *b, *c, *d, *own;
  g_autoptr (GPtrArray) below = NULL;

  set_up (&fixture);
  a = add (&fixture, NULL, "a");
  b = add (&fixture, NULL, "b");
  c = add (&fixture, b, "c");
  d = add (&fixture, NULL, "d");
  own = add (&fixture, NULL, "own");
  put_parent (own, own);
  put_parent (d, NULL);
  put_parent (b, c);
  check (&fixture, "a1");
  g_assert_null (demains_consequence_find_hypothesis (fixture.project, own));
  g_assert_null (demains_consequence_find_hypothesis (fixture.project, b));
  g_assert_null (demains_consequence_find_hypothesis (fixture.project, d));
  below = demains_consequence_list_below (fixture.project, b);
  g_assert_cmpuint (below->len, ==, 1);
  demains_project_remove (fixture.project, own);
  demains_project_remove (fixture.project, c);
  check (&fixture, "a1");
  put_parent (a, d);
  check (&fixture, "");
  tear_down (&fixture);
}

/* Deeper than there are rings: shown in the last one, beside what it follows from. */
static void
test_deep (void)
{
  Fixture fixture;
  DemainsRecord *last;
  const DemainsConsequenceNode *nodes;
  guint n_nodes;

  set_up (&fixture);
  last = add (&fixture, NULL, "1");
  for (int i = 2; i <= 1000; i++)
    {
      DemainsRecord *record = demains_project_add (fixture.project, DEMAINS_KIND_CONSEQUENCE, "x", NULL);

      put_parent (record, last);
      last = record;
    }
  demains_consequence_tree_update (fixture.tree);
  nodes = demains_consequence_tree_get_nodes (fixture.tree, &n_nodes);
  g_assert_cmpuint (n_nodes, ==, DEMAINS_MAX_CONSEQUENCES);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_assert_cmpuint (nodes[i].ring, ==, MIN (i + 1, DEMAINS_N_RINGS));
      g_assert_cmpint (nodes[i].parent, ==, MIN ((int)i - 1, 1));
    }
  g_assert_true (demains_consequence_find_hypothesis (fixture.project, last) == fixture.hypothesis);
  g_assert_true (demains_consequence_tree_bring_out (fixture.tree, nodes[3].record));
  tear_down (&fixture);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* Many records at once are told of once, and what does not concern it never. */
static void
test_changed (void)
{
  Fixture fixture;
  guint count = 0;
  DemainsRecord *a, *other;

  set_up (&fixture);
  a = add (&fixture, NULL, "a");
  for (int i = 0; i < 20; i++)
    add (&fixture, a, "x");
  demains_test_spin (10);
  g_signal_connect_swapped (fixture.tree, "changed", G_CALLBACK (count_cb), &count);
  demains_project_remove (fixture.project, a);
  demains_test_spin (10);
  g_assert_cmpuint (count, ==, 1);

  other = demains_project_add (fixture.project, DEMAINS_KIND_HYPOTHESIS, "Other", NULL);
  put_parent (demains_project_add (fixture.project, DEMAINS_KIND_CONSEQUENCE, "z", NULL), other);
  demains_test_spin (10);
  g_assert_cmpuint (count, ==, 1);
  demains_consequence_tree_set_hypothesis (fixture.tree, other);
  g_assert_cmpuint (count, ==, 2);
  check (&fixture, "z1");
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/consequences/order", test_order);
  g_test_add_func ("/consequences/rings", test_rings);
  g_test_add_func ("/consequences/remove", test_remove);
  g_test_add_func ("/consequences/hostile", test_hostile);
  g_test_add_func ("/consequences/deep", test_deep);
  g_test_add_func ("/consequences/changed", test_changed);

  return g_test_run ();
}
