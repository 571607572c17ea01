/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-json.h"
#include "demains-test.h"

static DemainsProject *
create_bare (const char *path, const char *json)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRecord) root = demains_json_dup_root (json, -1, &error);
  DemainsProject *project;

  g_assert_no_error (error);
  demains_project_create_bare_async (path, root, NULL, demains_test_ready_cb, &result);
  project = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return project;
}

static void
test_round_trip (void)
{
  g_autofree char *path = demains_test_path ("a.demains");
  g_autofree char *other = demains_test_path ("b.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *function = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Veille “de” rue\\", NULL);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "🌙 nuit", NULL);
  g_autofree char *json = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (job, "day", "7:00\n> citation\n\n- *un*\n- **deux**\t\"x\"", "status", "agent", NULL);
  demains_project_link (project, function, job);
  json = demains_project_to_json (project);
  demains_test_close (project);

  project = create_bare (other, json);
  g_assert_true (demains_project_import_json (project, json, -1, &error));
  g_assert_no_error (error);
  demains_test_close (project);
  project = demains_test_open (other, DEMAINS_OPEN_WRITE, NULL);
  again = demains_project_to_json (project);
  g_assert_cmpstr (json, ==, again);
  demains_test_close (project);
}

/* What this program does not know comes back as it was. */
static void
test_unknown (void)
{
  static const char *const json
    = "{ \"format\": \"demains\", \"version\": 7,"
      "  \"projects\": [ { \"id\": \"0190c0de-0000-7000-8000-000000000001\", \"position\": \"a0\", \"group\": \"G\","
      "                  \"mood\": { \"sky\": [1, 2.5, null] } } ],"
      "  \"dreams\": [ { \"id\": \"d1\", \"text\": \"voler\" } ] }";
  g_autofree char *path = demains_test_path ("unknown.demains");
  DemainsProject *project = create_bare (path, json);
  g_autofree char *out = NULL;

  g_assert_true (demains_project_import_json (project, json, -1, NULL));
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  out = demains_project_to_json (project);
  g_assert_nonnull (strstr (out, "\"sky\""));
  g_assert_nonnull (strstr (out, "2.5"));
  g_assert_nonnull (strstr (out, "\"dreams\""));
  g_assert_nonnull (strstr (out, "voler"));
  demains_test_close (project);
}

static void
test_one_step (void)
{
  g_autofree char *path = demains_test_path ("step.demains");
  DemainsProject *project = demains_test_create (path);
  g_autofree char *before = demains_project_to_json (project);
  g_autofree char *after = NULL;
  g_autoptr (GString) changed = g_string_new (before);

  g_string_replace (changed, "Les Halles", "Les Docks", 0);
  g_string_replace (changed, "\"text\" : \"\"", "\"text\" : \"dit\"", 0);
  g_assert_true (demains_project_import_json (project, changed->str, changed->len, NULL));
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "group"), ==, "Les Docks");
  g_assert_true (demains_test_undo (project));
  g_assert_false (demains_test_undo (project));
  after = demains_project_to_json (project);
  g_assert_cmpstr (before, ==, after);
  demains_test_close (project);
}

static void
test_bad_data (void)
{
  static const char *const bad[] = {
    "",
    "{",
    "[]",
    "{}",
    "{ \"format\": \"other\" }",
    "{ \"format\": \"demains\", \"jobs\": 3 }",
    "{ \"format\": \"demains\", \"jobs\": [ 3 ] }",
    "{ \"format\": \"demains\", \"jobs\": [ { \"id\": \"x\" } ] }",
    "{ \"format\": \"demains\", \"jobs\": [ { \"id\": \"0190c0de-0000-7000-8000-000000000001\", \"title\": 3 } ] }",
    "{ \"format\": \"demains\", \"jobs\": [ { \"id\": \"0190c0de-0000-7000-8000-000000000001\" },"
    " { \"id\": \"0190c0de-0000-7000-8000-000000000001\" } ] }",
    "{ \"format\": \"demains\", \"projects\": [ { \"id\": \"0190c0de-0000-7000-8000-000000000001\" } ] }",
    "{ \"format\": \"demains\", \"jobs\": [ { \"id\": 3 } ] }",
#define AT(position)                                                                                                   \
  "{ \"format\": \"demains\", \"jobs\": [ { \"id\": \"0190c0de-0000-7000-8000-000000000001\","                         \
  " \"position\": " position " } ] }"
    AT ("\"\""),
    AT ("\"é\""),
    AT ("\"a\""),
    AT ("\"a0 \""),
    AT ("\"a10\""),
    AT ("7"),
    AT ("[ \"a0\" ]"),
#undef AT
  };
  g_autofree char *path = demains_test_path ("bad-data.demains");
  DemainsProject *project = demains_test_create (path);
  g_autofree char *before = demains_project_to_json (project);
  g_autofree char *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (demains_project_import_json (project, bad[i], -1, &error));
      g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID);
    }
  after = demains_project_to_json (project);
  g_assert_cmpstr (before, ==, after);
  demains_test_close (project);
}

/* A megabyte of good digits is no position either. */
static void
test_long_position (void)
{
  g_autofree char *path = demains_test_path ("long.demains");
  DemainsProject *project = demains_test_create (path);
  g_autofree char *digits = g_strnfill (1000000, '7');
  g_autofree char *json
    = g_strdup_printf ("{ \"format\": \"demains\", \"jobs\": [ { \"id\": \"0190c0de-0000-7000-8000-000000000001\","
                       " \"position\": \"a0%s\" } ] }",
                       digits);
  g_autoptr (GError) error = NULL;

  g_assert_false (demains_project_import_json (project, json, -1, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_INVALID);
  demains_test_close (project);
}

/* Records that say no place, or one that is taken, come at the end in their
 * order; those that are there stay. */
static void
test_positions (void)
{
  g_autofree char *path = demains_test_path ("positions.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecordList *jobs = demains_project_get_list (project, DEMAINS_KIND_JOB);
  DemainsRecord *first = demains_project_add (project, DEMAINS_KIND_JOB, "1", NULL);
  const char *titles[] = { "1", "2!", "3", "4", "5" };
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  const char *before = "";

  json
    = g_strdup_printf ("{ \"format\": \"demains\", \"jobs\": ["
                       " { \"id\": \"0190c0de-0000-7000-8000-00000000000f\", \"title\": \"3\", \"position\": \"%s\" },"
                       " { \"id\": \"0190c0de-0000-7000-8000-00000000000e\", \"title\": \"4\" },"
                       " { \"id\": \"%s\", \"title\": \"2!\" },"
                       " { \"id\": \"0190c0de-0000-7000-8000-00000000000d\", \"title\": \"5\" } ] }",
                       demains_record_get_position (first),
                       demains_record_get_id (demains_project_add (project, DEMAINS_KIND_JOB, "2", NULL)));
  g_assert_true (demains_project_import_json (project, json, -1, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      DemainsRecord *job = demains_record_list_get (jobs, i);

      g_assert_cmpstr (demains_record_get_title (job), ==, titles[i]);
      g_assert_cmpstr (demains_record_get_position (job), >, before);
      before = demains_record_get_position (job);
    }
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/round-trip", test_round_trip);
  g_test_add_func ("/json/unknown", test_unknown);
  g_test_add_func ("/json/one-step", test_one_step);
  g_test_add_func ("/json/bad-data", test_bad_data);
  g_test_add_func ("/json/long-position", test_long_position);
  g_test_add_func ("/json/positions", test_positions);

  return g_test_run ();
}
