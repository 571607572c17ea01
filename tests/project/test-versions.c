/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test.h"
#include "demains-version.h"

#define N_ROUNDS 120

static DemainsRecordList *
get_functions (DemainsProject *project)
{
  return demains_project_get_list (project, DEMAINS_KIND_FUNCTION);
}

static guint
count_functions (DemainsProject *project)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_functions (project)));
}

/* All that people made, in words. */
static char *
describe (DemainsProject *project)
{
  GString *text = g_string_new (NULL);

  for (guint kind = 0; kind < DEMAINS_N_KINDS; kind++)
    {
      DemainsRecordList *list = demains_project_get_list (project, kind);

      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
        {
          DemainsRecord *record = demains_record_list_get (list, i);
          const DemainsKind *description = demains_record_get_kind (record);

          g_string_append_printf (text, "%s %s", demains_record_get_id (record), demains_record_get_position (record));
          for (guint field = 0; field < description->n_fields; field++)
            if (demains_field_is_text (&description->fields[field]))
              g_string_append_printf (text, " |%s", demains_record_get_text (record, description->fields[field].name));
          g_string_append_c (text, '\n');
        }
    }

  return g_string_free (text, FALSE);
}

static gboolean
restore (DemainsProject *project, gint64 step, const char *record, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_restore_async (project, step, "then", record, demains_test_ready_cb, &result);

  return demains_project_restore_finish (project, demains_test_wait (&result), error);
}

static GArray *
compare (DemainsProject *project, gint64 from, gint64 to)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GArray *differences;

  demains_project_compare_async (project, from, to, NULL, demains_test_ready_cb, &result);
  differences = demains_project_compare_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return differences;
}

/* One of the things that people do, at random. */
static void
do_something (DemainsProject *project, guint round)
{
  static const char *const words[] = { "été", "rue ", "**nuit** ", "l’", "\n\n", "50" };
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  DemainsRecord *section
    = demains_record_list_get (sections, g_test_rand_int_range (0, g_list_model_get_n_items (G_LIST_MODEL (sections))));
  guint n = count_functions (project);
  DemainsRecord *function
    = n > 0 ? demains_record_list_get (get_functions (project), g_test_rand_int_range (0, n)) : NULL;
  const char *text = demains_record_get_text (section, "text");
  int place = g_test_rand_int_range (0, g_utf8_strlen (text, -1) + 1);
  g_autofree char *start = g_utf8_substring (text, 0, place);
  g_autofree char *name = g_strdup_printf ("Function %u", round);
  g_autofree char *longer = NULL;

  switch (g_test_rand_int_range (0, function != NULL ? 8 : 2))
    {
    case 0:
      longer = g_strconcat (start, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))], text + strlen (start), NULL);
      g_object_set (section, "text", longer, NULL);
      demains_project_end_typing (project);
      break;
    case 1:
      demains_project_add (project, DEMAINS_KIND_FUNCTION, name, function);
      break;
    case 2:
      g_object_set (section, "text", start, NULL);
      demains_project_end_typing (project);
      break;
    case 3:
      demains_project_remove (project, function);
      break;
    case 4:
      demains_project_move (project, function, g_test_rand_int_range (0, n));
      break;
    case 5:
      demains_project_duplicate (project, function);
      break;
    case 6:
      demains_project_add_linked (project, DEMAINS_KIND_JOB, name, function);
      break;
    case 7:
      g_assert_true (demains_test_undo (project));
      break;
    }
}

/* Whatever was done, each moment is found again as it was, also after a restart. */
static void
test_every_moment (void)
{
  g_autofree char *path = demains_test_path ("moments.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GPtrArray) moments = g_ptr_array_new_with_free_func (g_free);
  GListModel *versions;

  g_ptr_array_add (moments, describe (project));
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "start");
  for (guint i = 1; i <= N_ROUNDS; i++)
    {
      g_autofree char *name = g_strdup_printf ("after %u", i);

      do_something (project, i);
      g_ptr_array_add (moments, describe (project));
      demains_project_add_version (project, DEMAINS_VERSION_NAMED, name);
    }
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL);
  versions = demains_project_get_versions (project);
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, N_ROUNDS + 1);
  for (guint i = 0; i < 25; i++)
    {
      guint place = g_test_rand_int_range (0, N_ROUNDS + 1);
      g_autoptr (DemainsVersion) version = g_list_model_get_item (versions, place);
      g_autofree char *before = describe (project);
      g_autofree char *after = NULL;
      g_autofree char *undone = NULL;
      g_autoptr (GError) error = NULL;

      if (!restore (project, demains_version_get_step (version), NULL, &error))
        {
          g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING);
          g_assert_cmpstr (before, ==, moments->pdata[place]);
          continue;
        }
      after = describe (project);
      g_assert_cmpstr (after, ==, moments->pdata[place]);
      if (i % 2 == 0)
        continue;
      g_assert_true (demains_test_undo (project));
      undone = describe (project);
      g_assert_cmpstr (undone, ==, before);
    }
  demains_test_close (project);
}

static void
test_compare (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *kept = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  DemainsRecord *gone = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Cool rooms", kept);
  g_autofree char *gone_id = g_strdup (demains_record_get_id (gone));
  DemainsVersion *version = demains_project_add_version (project, DEMAINS_VERSION_NAMED, "before lunch");
  gint64 step = demains_version_get_step (version);
  g_autoptr (GArray) differences = NULL;
  g_autoptr (GArray) backwards = NULL;
  g_autoptr (GArray) none = NULL;
  const DemainsDifferentRow *first, *second, *third;

  demains_project_remove (project, gone);
  g_object_set (kept, "name", "Night watch", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "Street watcher", NULL);

  differences = compare (project, step, DEMAINS_STEP_NOW);
  g_assert_cmpuint (differences->len, ==, 3);
  first = &g_array_index (differences, DemainsDifferentRow, 0);
  second = &g_array_index (differences, DemainsDifferentRow, 1);
  third = &g_array_index (differences, DemainsDifferentRow, 2);
  g_assert_cmpstr (first->before->id, ==, demains_record_get_id (kept));
  g_assert_cmpstr (g_variant_get_string (first->before->values[0], NULL), ==, "Street watch");
  g_assert_cmpstr (g_variant_get_string (first->after->values[0], NULL), ==, "Night watch");
  g_assert_cmpstr (second->before->id, ==, gone_id);
  g_assert_null (second->after);
  g_assert_null (third->before);
  g_assert_cmpint (third->after->kind, ==, DEMAINS_KIND_JOB);

  backwards = compare (project, DEMAINS_STEP_NOW, step);
  g_assert_cmpuint (backwards->len, ==, 3);
  none = compare (project, step, step);
  g_assert_cmpuint (none->len, ==, 0);
  demains_test_close (project);
}

/* One record comes back alone, with the title in the step's label. */
static void
test_one_record (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *one = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  DemainsRecord *other = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Cool rooms", one);
  g_autofree char *one_id = g_strdup (demains_record_get_id (one));
  gint64 step = demains_version_get_step (demains_project_add_version (project, DEMAINS_VERSION_NAMED, "before lunch"));
  g_autoptr (GError) error = NULL;
  const DemainsStep *undo;

  demains_project_remove (project, one);
  g_object_set (other, "name", "Warm rooms", NULL);
  g_assert_true (restore (project, step, one_id, &error));
  g_assert_no_error (error);
  g_assert_nonnull (demains_project_find (project, one_id));
  g_assert_cmpstr (demains_record_get_title (other), ==, "Warm rooms");
  undo = demains_project_peek_undo (project);
  g_assert_cmpint (undo->verb, ==, DEMAINS_VERB_RESTORE);
  g_assert_cmpint (undo->kind, ==, DEMAINS_KIND_FUNCTION);

  g_assert_false (restore (project, step, one_id, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING);
  demains_test_close (project);
}

/* A version by itself is not made twice of one moment, one with a name is. */
static void
test_same_moment (void)
{
  DemainsProject *project = demains_test_create_english ();
  GListModel *versions = demains_project_get_versions (project);

  demains_project_add_version (project, DEMAINS_VERSION_CLOSED, "");
  demains_project_add_version (project, DEMAINS_VERSION_CLOSED, "");
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 1);
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "before lunch");
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 2);
  demains_project_add_version (project, DEMAINS_VERSION_CLOSED, "");
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 2);
  demains_project_add (project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  demains_project_add_version (project, DEMAINS_VERSION_CLOSED, "");
  g_assert_cmpuint (g_list_model_get_n_items (versions), ==, 3);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/versions/every-moment", test_every_moment);
  g_test_add_func ("/versions/compare", test_compare);
  g_test_add_func ("/versions/one-record", test_one_record);
  g_test_add_func ("/versions/same-moment", test_same_moment);

  return g_test_run ();
}
