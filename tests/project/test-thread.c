/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-position.h"
#include "demains-record-private.h"
#include "demains-test.h"
#include "demains-thread.h"

#define N_PROJECTS 200
#define MAX_RECORDS 40

static const DemainsKindId KINDS[] = {
  DEMAINS_KIND_SIGNAL,   DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_CONSEQUENCE, DEMAINS_KIND_QUESTION,
  DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB,        DEMAINS_KIND_SCENE,
};

/* What a project was made of, as plain numbers: who leads to whom. */
typedef struct
{
  DemainsRecord *records[MAX_RECORDS];
  DemainsKindId kinds[MAX_RECORDS];
  gboolean kept[MAX_RECORDS];
  guint n;
  gboolean steps[MAX_RECORDS][MAX_RECORDS];
  gboolean reaches[MAX_RECORDS][MAX_RECORDS];
} Plan;

static void
add_record (Plan *plan, DemainsChange *change, const char *position)
{
  guint i = plan->n++;
  g_autoptr (DemainsRecord) record = NULL;

  plan->kinds[i] = KINDS[g_test_rand_int_range (0, G_N_ELEMENTS (KINDS))];
  record = demains_record_new (plan->kinds[i]);
  demains_record_put_position (record, position);
  if (plan->kinds[i] == DEMAINS_KIND_SIGNAL)
    {
      plan->kept[i] = g_test_rand_bit ();
      g_object_set (record, "sorting", plan->kept[i] ? "keep" : "maybe", NULL);
    }
  if (plan->kinds[i] == DEMAINS_KIND_CONSEQUENCE && i > 0)
    {
      guint parent = g_test_rand_int_range (0, i);

      plan->steps[parent][i] = TRUE;
      g_object_set (record, "parent", demains_record_get_id (plan->records[parent]), NULL);
    }
  demains_change_add (change, record);
  plan->records[i] = record;
}

/* Any two, also back and in circles; some lead to what is nowhere. */
static void
add_link (Plan *plan, DemainsChange *change, const char *position)
{
  guint from = g_test_rand_int_range (0, plan->n);
  guint to = g_test_rand_int_range (0, plan->n);
  gboolean lost = g_test_rand_int_range (0, 10) == 0;
  g_autoptr (DemainsRecord) link = demains_record_new (DEMAINS_KIND_LINK);

  demains_record_put_position (link, position);
  g_object_set (link, "type", "leads-to", "source", demains_record_get_id (plan->records[from]), "target",
                lost ? "0190c0de-0000-7000-8000-000000000000" : demains_record_get_id (plan->records[to]), NULL);
  demains_change_add (change, link);
  if (!lost && from != to)
    plan->steps[from][to] = TRUE;
}

static void
clear (DemainsProject *project, DemainsChange *change)
{
  for (DemainsKindId kind = DEMAINS_KIND_SIGNAL; kind <= DEMAINS_KIND_LINK; kind++)
    {
      GListModel *list = G_LIST_MODEL (demains_project_get_list (project, kind));

      for (guint i = 0; i < g_list_model_get_n_items (list); i++)
        demains_change_remove (change, demains_record_list_get (DEMAINS_RECORD_LIST (list), i));
    }
}

static void
generate (DemainsProject *project, Plan *plan)
{
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_IMPORT, demains_project_get_root (project));
  guint n = g_test_rand_int_range (1, MAX_RECORDS + 1);
  g_autofree char *position = NULL;

  *plan = (Plan){ 0 };
  clear (project, change);
  for (guint i = 0; i < n + n * 2; i++)
    {
      g_autofree char *last = g_steal_pointer (&position);

      position = demains_position_between (last, NULL);
      if (i < n)
        add_record (plan, change, position);
      else
        add_link (plan, change, position);
    }
  demains_project_apply (project, change);

  /* Warshall: whatever is reached by way of any third. */
  memcpy (plan->reaches, plan->steps, sizeof plan->steps);
  for (guint k = 0; k < n; k++)
    for (guint i = 0; i < n; i++)
      for (guint j = 0; j < n; j++)
        plan->reaches[i][j] |= plan->reaches[i][k] && plan->reaches[k][j];
}

static guint
find (Plan *plan, DemainsRecord *record)
{
  guint i = 0;

  while (plan->records[i] != record)
    g_assert_cmpuint (++i, <, plan->n);

  return i;
}

static void
check_list (Plan *plan, GPtrArray *found, const gboolean *expected)
{
  guint n = 0;

  for (guint i = 0; i < plan->n; i++)
    n += expected[i];
  g_assert_cmpuint (found->len, ==, n);
  for (guint i = 0; i < found->len; i++)
    {
      guint place = find (plan, found->pdata[i]);

      g_assert_true (expected[place]);
      /* By kind, then in the order in which they were made. */
      if (i > 0)
        {
          guint before = find (plan, found->pdata[i - 1]);

          g_assert_true (plan->kinds[before] < plan->kinds[place]
                         || (plan->kinds[before] == plan->kinds[place] && before < place));
        }
    }
}

static void
check_chains (Plan *plan, DemainsThread *thread)
{
  for (guint i = 0; i < plan->n; i++)
    for (DemainsThreadDirection direction = DEMAINS_THREAD_FROM; direction <= DEMAINS_THREAD_TO; direction++)
      {
        g_autoptr (GPtrArray) chain = demains_thread_list_chain (thread, plan->records[i], direction);
        g_autoptr (GPtrArray) near = demains_thread_list_neighbours (thread, plan->records[i], direction);
        gboolean far_expected[MAX_RECORDS] = { FALSE };
        gboolean near_expected[MAX_RECORDS] = { FALSE };

        for (guint j = 0; j < plan->n; j++)
          {
            far_expected[j] = j != i && (direction == DEMAINS_THREAD_TO ? plan->reaches[i][j] : plan->reaches[j][i]);
            near_expected[j] = direction == DEMAINS_THREAD_TO ? plan->steps[i][j] : plan->steps[j][i];
          }
        check_list (plan, chain, far_expected);
        check_list (plan, near, near_expected);
      }
}

static gboolean
expect_orphan (Plan *plan, guint i, DemainsOrphan orphan)
{
  static const DemainsKindId kinds[] = { DEMAINS_KIND_SIGNAL, DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_FUNCTION,
                                         DEMAINS_KIND_JOB,    DEMAINS_KIND_JOB,        DEMAINS_KIND_SCENE };
  gboolean any_to = FALSE, any_from = FALSE, signal = FALSE, scene = FALSE, seen = FALSE;

  for (guint j = 0; j < plan->n; j++)
    {
      any_to |= plan->steps[i][j];
      any_from |= plan->steps[j][i];
      scene |= plan->kinds[j] == DEMAINS_KIND_SCENE;
      seen |= plan->steps[i][j] && plan->kinds[j] == DEMAINS_KIND_SCENE;
      signal |= j != i && plan->reaches[j][i] && plan->kinds[j] == DEMAINS_KIND_SIGNAL;
    }
  if (plan->kinds[i] != kinds[orphan])
    return FALSE;
  if (orphan == DEMAINS_ORPHAN_SIGNAL)
    return plan->kept[i] && !any_to;
  if (orphan == DEMAINS_ORPHAN_UNSEEN_JOB)
    return scene && !seen;

  return orphan == DEMAINS_ORPHAN_HYPOTHESIS ? !signal : !any_from;
}

static void
test_generated (void)
{
  g_autofree char *path = demains_test_path ("thread.demains");
  DemainsProject *project = demains_test_create (path);

  for (guint round = 0; round < N_PROJECTS; round++)
    {
      Plan plan;
      g_autoptr (DemainsThread) thread = NULL;

      generate (project, &plan);
      for (guint i = 0; i < plan.n; i++)
        plan.records[i] = demains_project_find (project, demains_record_get_id (plan.records[i]));
      thread = demains_thread_new (project);
      check_chains (&plan, thread);
      for (DemainsOrphan orphan = 0; orphan < DEMAINS_N_ORPHANS; orphan++)
        {
          g_autoptr (GPtrArray) orphans = demains_thread_list_orphans (thread, orphan);
          gboolean expected[MAX_RECORDS] = { FALSE };

          for (guint i = 0; i < plan.n; i++)
            expected[i] = expect_orphan (&plan, i, orphan);
          check_list (&plan, orphans, expected);
        }
    }
  demains_test_close (project);
}

static gboolean
comes_from (DemainsThread *thread, DemainsRecord *record, DemainsRecord *other)
{
  g_autoptr (GPtrArray) chain = demains_thread_list_chain (thread, record, DEMAINS_THREAD_FROM);

  return g_ptr_array_find (chain, other, NULL);
}

/* A passage comes from the question it mentions and leads to the function, though
 * both are mentioned by the section. */
static void
test_mentions (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  DemainsRecord *question = demains_project_add (project, DEMAINS_KIND_QUESTION, "Who watches?", NULL);
  DemainsRecord *function = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  DemainsRecord *const mentioned[] = { question, function };
  g_autoptr (DemainsThread) thread = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (mentioned); i++)
    {
      g_autoptr (DemainsRecord) link = demains_record_new (DEMAINS_KIND_LINK);

      g_object_set (link, "type", "mentions", "source", demains_record_get_id (section), "target",
                    demains_record_get_id (mentioned[i]), NULL);
      demains_project_add_record (project, link, NULL);
    }
  thread = demains_thread_new (project);
  g_assert_true (comes_from (thread, section, question));
  g_assert_true (comes_from (thread, function, section));
  g_assert_true (comes_from (thread, function, question));
  g_assert_false (comes_from (thread, section, function));
  g_clear_pointer (&thread, demains_thread_free);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thread/generated", test_generated);
  g_test_add_func ("/thread/mentions", test_mentions);

  return g_test_run ();
}
