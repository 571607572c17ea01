/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-database.h"
#include "demains-test.h"

/* Writes that can never succeed, in real files: another connection takes away
 * what they need. */

static void
alter (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);

  g_assert_no_error (error);
  g_assert_true (demains_database_exec (database, "PRAGMA query_only = 0", &error));
  g_assert_true (demains_database_exec (database, sql, &error));
  demains_database_close (database);
}

/* What takes a history up to one word twice: an index of some rows, as no project
 * has, and as none is opened with. */
static void
forbid_twice (const char *path, const char *column)
{
  g_autofree char *sql = g_strdup_printf ("CREATE UNIQUE INDEX once ON change (%s) WHERE step > 0", column);

  alter (path, sql);
}

static void
allow_twice (const char *path)
{
  demains_test_run_sql (path, "DROP INDEX once");
}

static void
expect_refusal (void)
{
  g_test_expect_message (NULL, G_LOG_LEVEL_WARNING, "*refused a change*");
}

static DemainsRecord *
get_first (DemainsProject *project, DemainsKindId kind)
{
  return demains_record_list_get (demains_project_get_list (project, kind), 0);
}

static void
assert_close_fails (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_close_async (project, demains_test_ready_cb, &result);
  g_assert_false (demains_project_close_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_REFUSED);
}

/* A step that the history refuses: what it did is in the file all the same, and
 * so is what came after it. */
static void
test_step (void)
{
  g_autofree char *path = demains_test_path ("step.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *section = get_first (project, DEMAINS_KIND_SECTION);

  forbid_twice (path, "verb");
  demains_project_add (project, DEMAINS_KIND_JOB, "First", NULL);
  demains_test_flush (project);

  expect_refusal ();
  demains_project_add (project, DEMAINS_KIND_JOB, "Second", NULL);
  g_object_set (section, "text", "Un matin", NULL);
  demains_test_flush (project);
  g_test_assert_expected_messages ();
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_SAVED);
  demains_test_close (project);

  allow_twice (path);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_JOB))), ==,
                    2);
  g_assert_cmpstr (demains_record_get_text (get_first (project, DEMAINS_KIND_SECTION), "text"), ==, "Un matin");
  demains_test_close (project);
}

/* Of many at once, one is refused: the others are in the file and the history. */
static void
test_among_others (void)
{
  g_autofree char *path = demains_test_path ("among others.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GPtrArray) steps = NULL;

  forbid_twice (path, "title");
  expect_refusal ();
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *title = g_strdup_printf ("Job %u", i == 11 ? 5 : i);

      demains_project_add (project, DEMAINS_KIND_JOB, title, NULL);
    }
  demains_test_flush (project);
  g_test_assert_expected_messages ();
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_SAVED);
  demains_test_close (project);

  allow_twice (path);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  steps = demains_project_list_steps (project);
  g_assert_cmpuint (steps->len, ==, 19);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_JOB))), ==,
                    20);
  demains_test_close (project);
}

/* What was deleted does not come back, what was typed meanwhile is there. */
static void
test_refused_removal (void)
{
  g_autofree char *path = demains_test_path ("removal.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Gone", NULL);

  demains_test_flush (project);
  forbid_twice (path, "kind");
  expect_refusal ();
  demains_project_remove (project, job);
  demains_test_close (project);
  g_test_assert_expected_messages ();

  allow_twice (path);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_null (get_first (project, DEMAINS_KIND_JOB));
  demains_test_close (project);
}

/* Where a text itself is refused, everything else is saved and it is said, to
 * who closes too, until it can be saved. */
static void
test_table (void)
{
  g_autofree char *path = demains_test_path ("table.demains");
  g_autofree char *copy = demains_test_path ("table copy.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *section = get_first (project, DEMAINS_KIND_SECTION);
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GAsyncResult) copied = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *reader;

  alter (path, "ALTER TABLE section RENAME TO away");
  expect_refusal ();
  expect_refusal ();
  g_object_set (section, "text", "Un matin", NULL);
  demains_project_flush_async (project, demains_test_ready_cb, &flushed);
  g_assert_false (demains_project_flush_finish (project, demains_test_wait (&flushed), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_FAILED);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_REFUSED);
  demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &copied);
  g_assert_false (demains_project_save_copy_finish (project, demains_test_wait (&copied), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_REFUSED);

  expect_refusal ();
  demains_project_add (project, DEMAINS_KIND_JOB, "Later", NULL);
  assert_close_fails (project);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_FAILED);
  g_test_assert_expected_messages ();
  alter (path, "ALTER TABLE away RENAME TO section");
  reader = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpstr (demains_record_get_title (get_first (reader, DEMAINS_KIND_JOB)), ==, "Later");
  demains_test_close (reader);

  g_clear_object (&flushed);
  g_clear_object (&copied);
  demains_project_add (project, DEMAINS_KIND_JOB, "Last", NULL);
  demains_test_flush (project);
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_cmpstr (demains_record_get_text (get_first (project, DEMAINS_KIND_SECTION), "text"), ==, "Un matin");
  demains_test_close (project);
}

/* A film that the file refuses ends, is not called whole, and holds up no text. */
static void
test_film (void)
{
  g_autofree char *path = demains_test_path ("film.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("bytes", 5);
  const DemainsMediaInfo info = { .container = "video/x-matroska" };
  const DemainsMediaChunk chunk = { bytes, 0, 500000000 };
  g_autoptr (GAsyncResult) finished = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) known = NULL;

  demains_media_writer_begin (writer, &info, bytes);
  demains_test_flush (project);
  alter (path, "ALTER TABLE chunk RENAME TO away");
  expect_refusal ();
  demains_media_writer_append (writer, &chunk);
  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &finished);
  g_assert_false (demains_media_writer_finish_finish (writer, demains_test_wait (&finished), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_FAILED);
  known = demains_media_writer_dup_error (writer);
  g_assert_nonnull (known);
  g_assert_false (
    demains_media_get_complete (demains_project_find_media (project, demains_media_writer_get_take_id (writer))));

  g_object_set (get_first (project, DEMAINS_KIND_SECTION), "text", "Un matin", NULL);
  demains_test_flush (project);
  g_test_assert_expected_messages ();
  g_clear_object (&finished);
  g_clear_object (&writer);
  demains_test_close (project);
}

/* Who closes twice is told twice, when it is closed. */
static void
test_close_twice (void)
{
  g_autofree char *path = demains_test_path ("twice.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;

  g_object_set (get_first (project, DEMAINS_KIND_SECTION), "text", "Un matin", NULL);
  demains_project_close_async (project, demains_test_ready_cb, &first);
  demains_project_close_async (project, demains_test_ready_cb, &second);
  g_assert_null (second);
  demains_test_wait (&second);
  g_assert_true (demains_project_close_finish (project, second, NULL));
  g_assert_nonnull (first);
  g_assert_true (demains_project_close_finish (project, first, NULL));
  g_clear_object (&first);
  g_clear_object (&second);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL);
  g_assert_cmpstr (demains_record_get_text (get_first (project, DEMAINS_KIND_SECTION), "text"), ==, "Un matin");
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/refusal/step", test_step);
  g_test_add_func ("/project/refusal/among-others", test_among_others);
  g_test_add_func ("/project/refusal/removal", test_refused_removal);
  g_test_add_func ("/project/refusal/table", test_table);
  g_test_add_func ("/project/refusal/film", test_film);
  g_test_add_func ("/project/close-twice", test_close_twice);

  return g_test_run ();
}
