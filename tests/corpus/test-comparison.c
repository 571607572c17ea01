/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-comparison.h"
#include "demains-test.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

typedef struct
{
  DemainsComparison *comparison;
} Fixture;

/* A project of its own sections: questions and texts by turns. */
static char *
make_project (const char *name, const char *const *sections)
{
  g_autofree char *base = g_strconcat (name, ".demains", NULL);
  char *path = demains_test_path (base);
  DemainsProject *project;
  DemainsRecordList *list;

  g_unlink (path);
  project = demains_test_create (path);
  g_object_set (demains_project_get_root (project), "group", name, NULL);
  list = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    demains_project_remove (project, demains_record_list_get (list, 0));
  for (guint i = 0; sections[i] != NULL; i += 2)
    {
      DemainsRecord *section = demains_project_add (project, DEMAINS_KIND_SECTION, sections[i], NULL);
      g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_EDIT, section);

      demains_change_set_text (change, section, "text", sections[i + 1]);
      demains_project_apply (project, change);
    }
  demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse de rue", NULL);
  demains_test_close (project);

  return path;
}

static DemainsComparisonGroup *
add (Fixture *fixture, const char *path)
{
  DemainsComparisonGroup *group = demains_comparison_add (fixture->comparison, path);

  while (group != NULL && demains_comparison_group_get_loading (group))
    g_main_context_iteration (NULL, TRUE);

  return group;
}

static void
assert_questions (Fixture *fixture, const char *expected)
{
  GListModel *rows = demains_comparison_get_rows (fixture->comparison);
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (DemainsComparisonRow) row = g_list_model_get_item (rows, i);

      if (demains_comparison_row_get_kind (row) == DEMAINS_KIND_SECTION)
        g_string_append_printf (found, "%s×%u ", demains_comparison_row_get_question (row),
                                demains_comparison_row_get_n_groups (row));
    }
  g_assert_cmpstr (found->str, ==, expected);
  g_string_free (found, TRUE);
}

static void
setup (Fixture *fixture, gconstpointer data)
{
  fixture->comparison = demains_comparison_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->comparison);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GListModel *rows = demains_comparison_get_rows (fixture->comparison);
  g_autoptr (DemainsComparisonRow) functions = g_list_model_get_item (rows, 0);
  g_autoptr (DemainsComparisonRow) jobs = g_list_model_get_item (rows, 1);

  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
  g_assert_cmpint (demains_comparison_row_get_kind (functions), ==, DEMAINS_KIND_FUNCTION);
  g_assert_cmpint (demains_comparison_row_get_kind (jobs), ==, DEMAINS_KIND_JOB);
}

/* Questions meet by their words; one that only some ask stands where they have it. */
static void
test_questions (Fixture *fixture, gconstpointer data)
{
  const char *const first[] = { "Qui décide ?", "Nous.", "Où ?", "Ici.", NULL };
  const char *const second[] = { "QUI DÉCIDE\u202f?", "Eux.", "La rivière ?", "Elle monte.", "Où ?", "", NULL };
  g_autofree char *one = make_project ("one", first);
  g_autofree char *two = make_project ("two", second);
  DemainsComparisonGroup *second_group;
  g_autoptr (DemainsComparisonRow) row = NULL;
  g_autoptr (GPtrArray) records = NULL;

  add (fixture, one);
  assert_questions (fixture, "Qui décide ?×1 Où ?×1 ");
  second_group = add (fixture, two);
  assert_questions (fixture, "Qui décide ?×2 La rivière ?×1 Où ?×2 ");

  row = g_list_model_get_item (demains_comparison_get_rows (fixture->comparison), 0);
  records = demains_comparison_row_list_records (row, second_group);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (demains_record_get_text (g_ptr_array_index (records, 0), "text"), ==, "Eux.");

  demains_comparison_remove (fixture->comparison, second_group);
  assert_questions (fixture, "Qui décide ?×1 Où ?×1 ");
}

static void
count_cb (GListModel *model, guint position, guint removed, guint added, guint *changes)
{
  *changes += removed + added;
}

/* Rows keep their identity while groups come and go. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  const char *const same[] = { "Où ?", "Ici.", NULL };
  g_autofree char *one = make_project ("one", same);
  g_autofree char *two = make_project ("two", same);
  GListModel *rows = demains_comparison_get_rows (fixture->comparison);
  guint changes = 0;

  g_signal_connect (rows, "items-changed", G_CALLBACK (count_cb), &changes);
  add (fixture, one);
  g_assert_cmpuint (changes, ==, 1);
  add (fixture, two);
  g_assert_cmpuint (changes, ==, 1);
  g_signal_handlers_disconnect_by_func (rows, count_cb, &changes);
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  const char *const sections[] = { "Où ?", "Ici.", NULL };
  g_autofree char *good = make_project ("good", sections);
  g_autofree char *bad = demains_test_path ("bad.demains");
  DemainsComparisonGroup *group;

  g_assert_true (g_file_set_contents (bad, "Bonjour.", -1, NULL));
  group = add (fixture, bad);
  g_assert_error (demains_comparison_group_get_error (group), DEMAINS_PROJECT_ERROR,
                  DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  g_assert_null (demains_comparison_group_get_project (group));
  add (fixture, good);
  assert_questions (fixture, "Où ?×1 ");
  g_assert_cmpuint (g_list_model_get_n_items (demains_comparison_get_groups (fixture->comparison)), ==, 2);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  const char *const sections[] = { "Où ?", "Ici.", NULL };
  DemainsComparisonGroup *first = NULL;

  for (guint i = 0; i <= DEMAINS_COMPARISON_MAX_GROUPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("group-%u", i);
      g_autofree char *path = make_project (name, sections);
      DemainsComparisonGroup *group = add (fixture, path);

      if (i == 0)
        first = group;
      if (i == DEMAINS_COMPARISON_MAX_GROUPS)
        g_assert_null (group);
      else
        g_assert_true (demains_comparison_add (fixture->comparison, path) == group);
    }
  g_assert_nonnull (first);
}

/* Not a byte of a group's file changes, not even its time. */
static void
test_never_writes (Fixture *fixture, gconstpointer data)
{
  const char *const sections[] = { "Où ?", "Ici.", NULL };
  g_autofree char *path = make_project ("one", sections);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GStatBuf old_status;
  GStatBuf new_status;
  gsize length;

  g_assert_cmpint (g_stat (path, &old_status), ==, 0);
  g_assert_true (g_file_get_contents (path, &before, &length, NULL));
  demains_comparison_remove (fixture->comparison, add (fixture, path));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpint (g_stat (path, &new_status), ==, 0);
  g_assert_cmpmem (before, old_status.st_size, after, new_status.st_size);
  g_assert_cmpint (old_status.st_mtim.tv_nsec, ==, new_status.st_mtim.tv_nsec);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/corpus/empty", Fixture, NULL, setup, test_empty, tear_down);
  g_test_add ("/corpus/questions", Fixture, NULL, setup, test_questions, tear_down);
  g_test_add ("/corpus/live", Fixture, NULL, setup, test_live, tear_down);
  g_test_add ("/corpus/bad-file", Fixture, NULL, setup, test_bad_file, tear_down);
  g_test_add ("/corpus/limits", Fixture, NULL, setup, test_limits, tear_down);
  g_test_add ("/corpus/never-writes", Fixture, NULL, setup, test_never_writes, tear_down);

  return g_test_run ();
}
