/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-collision.h"
#include "demains-database.h"
#include "demains-json.h"
#include "demains-merge-case.h"
#include "demains-version.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef DemainsMergeCase Fixture;

static DemainsMergeReport *
merge_into (DemainsProject *project, const char *other, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_merge_into_async (project, other, NULL, demains_test_ready_cb, &result);

  return demains_project_merge_into_finish (project, demains_test_wait (&result), NULL, error);
}

/* All records as JSON, but for when each was changed: a merge is made at some moment. */
static char *
dump (const char *path)
{
  DemainsProject *project = demains_merge_case_open (path);
  g_autofree char *json = demains_project_to_json (project);
  g_autoptr (GRegex) times = g_regex_new ("\"modified\" ?: ?\"[^\"]*\"", 0, 0, NULL);

  demains_test_close (project);

  return g_regex_replace_literal (times, json, -1, 0, "", 0, NULL);
}

/* What both laptops did, with a collision. */
static void
work_on_both (Fixture *fixture)
{
  DemainsProject *project = demains_merge_case_open (fixture->one);

  demains_project_add (project, DEMAINS_KIND_JOB, "Passeuse", NULL);
  demains_test_close (project);
  demains_merge_case_set (fixture->one, DEMAINS_KIND_JOB, "purpose", "Veiller la nuit");
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "purpose", "Veiller le jour");
  demains_merge_case_set (fixture->other, DEMAINS_KIND_SECTION, "text", "Un matin.");
  demains_merge_case_film (fixture->other, "Place", 4);
}

/* Into the open project is what demains-tool makes of the two files; once more
 * changes nothing, and what comes after it is still known to both. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) of_files = NULL;
  g_autoptr (DemainsMergeReport) first = NULL;
  g_autoptr (DemainsMergeReport) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *merged = NULL;
  DemainsProject *project;
  guint n;

  work_on_both (fixture);
  of_files = demains_test_merge (fixture->one, fixture->other, fixture->out, &error);
  g_assert_no_error (error);
  project = demains_merge_case_open (fixture->one);
  n = g_list_model_get_n_items (demains_project_get_versions (project));
  first = merge_into (project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_true (first->has_news);
  g_assert_cmpuint (first->done[1]->len, ==, of_files->done[1]->len);
  g_assert_cmpuint (first->collisions->len, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (demains_project_get_versions (project)), ==, n + 1);
  g_assert_cmpint (demains_project_peek_undo (project)->verb, ==, DEMAINS_VERB_MERGE);
  g_assert_cmpstr (demains_project_peek_undo (project)->title, ==, "other");
  second = merge_into (project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_false (second->has_news);
  g_assert_cmpuint (g_list_model_get_n_items (demains_project_get_versions (project)), ==, n + 1);
  demains_test_close (project);

  expected = dump (fixture->out);
  merged = dump (fixture->one);
  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM merged"), ==,
                   demains_merge_case_read (fixture->out, "SELECT COUNT(*) FROM merged"));
}

/* One undo takes all of it back, films stay, and the next merge brings it again. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) first = NULL;
  g_autoptr (DemainsMergeReport) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  DemainsProject *project;

  work_on_both (fixture);
  before = dump (fixture->one);
  project = demains_merge_case_open (fixture->one);
  first = merge_into (project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_true (demains_test_undo (project));
  demains_test_close (project);
  undone = dump (fixture->one);
  g_assert_cmpstr (undone, ==, before);

  project = demains_merge_case_open (fixture->one);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_TAKE), ==, 0);
  second = merge_into (project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_true (second->has_news);
  g_assert_cmpint (second->film_size, ==, 0);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_TAKE), ==, 1);
  demains_test_close (project);
}

/* A film that comes along plays at once and is there after a restart. */
static void
test_films (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  DemainsMedia *media;

  demains_merge_case_film (fixture->other, "Place", 12);
  project = demains_merge_case_open (fixture->one);
  report = merge_into (project, fixture->other, &error);
  g_assert_no_error (error);
  media = demains_project_find_media (project,
                                      demains_record_get_id (demains_merge_case_first (project, DEMAINS_KIND_TAKE)));
  g_assert_nonnull (media);
  g_assert_cmpint (demains_media_get_size (media), ==, 12 * 1024 * 1024 + 2 * 15);
  g_assert_cmpint (demains_media_get_duration (media), ==, 12000);
  g_assert_true (demains_media_get_complete (media));
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM chunk"), ==, 12);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM media WHERE complete"), ==, 1);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM still"), ==, 1);
}

/* A film of which one copy has the start only is brought to its end. */
static void
test_film_grows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cut = NULL;
  DemainsProject *project;
  DemainsMedia *media;

  demains_merge_case_film (fixture->other, "Place", 12);
  cut = demains_test_copy (fixture->other, "cut.demains");
  demains_merge_case_alter (cut, "DELETE FROM chunk WHERE number IN (3, 10, 11);"
                                 "UPDATE media SET chunks = 9, size = 9 * 1048576, duration = 10000, complete = 0");
  project = demains_merge_case_open (cut);
  report = merge_into (project, fixture->other, &error);
  g_assert_no_error (error);
  media = demains_project_find_media (project,
                                      demains_record_get_id (demains_merge_case_first (project, DEMAINS_KIND_TAKE)));
  g_assert_cmpint (demains_media_get_duration (media), ==, 12000);
  g_assert_true (demains_media_get_complete (media));
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (cut, "SELECT COUNT(DISTINCT number) * 100 + COUNT(*) FROM chunk"), ==,
                   1212);
  g_assert_cmpint (demains_merge_case_read (cut, "SELECT chunks FROM media"), ==, 12);
}

typedef struct
{
  DemainsProject *project;
  guint n;
} Typist;

static gboolean
type_cb (gpointer data)
{
  Typist *typist = data;
  g_autofree char *text = g_strdup_printf ("Ligne %u", ++typist->n);

  g_object_set (demains_merge_case_first (typist->project, DEMAINS_KIND_FUNCTION), "need", text, NULL);

  return typist->n < 60 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Who goes on typing while films come loses no letter, and the merge comes too. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  Typist typist = { 0 };

  work_on_both (fixture);
  demains_merge_case_film (fixture->other, "Rue", 20);
  typist.project = demains_merge_case_open (fixture->one);
  g_timeout_add (20, type_cb, &typist);
  report = merge_into (typist.project, fixture->other, &error);
  g_assert_no_error (error);
  g_assert_true (report->has_news);
  g_assert_cmpint (report->film_size, ==, (4 + 20) * 1024 * 1024 + 4 * 15);
  demains_test_until (typist.n == 60);
  g_assert_cmpstr (demains_record_get_text (demains_merge_case_first (typist.project, DEMAINS_KIND_FUNCTION), "need"),
                   ==, "Ligne 60");
  g_assert_cmpuint (demains_merge_case_count (typist.project, DEMAINS_KIND_TAKE), ==, 2);
  demains_test_close (typist.project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT need = 'Ligne 60' FROM function"), ==, 1);
}

static void
cancel_cb (DemainsOperation *operation)
{
  if (demains_operation_get_progress (operation) > 0.2)
    demains_operation_cancel (operation);
}

/* Cancelled while films come: no record, no version, no film of it is left, even where
 * the project is closed at once. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Merge");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  DemainsProject *project;

  work_on_both (fixture);
  demains_merge_case_film (fixture->other, "Rue", 40);
  before = dump (fixture->one);
  project = demains_merge_case_open (fixture->one);
  g_signal_connect (operation, "notify::progress", G_CALLBACK (cancel_cb), NULL);
  demains_project_merge_into_async (project, fixture->other, operation, demains_test_ready_cb, &result);
  g_assert_null (demains_project_merge_into_finish (project, demains_test_wait (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  g_assert_true (demains_project_peek_undo (project)->verb != DEMAINS_VERB_MERGE);
  g_clear_object (&result);
  demains_test_close (project);
  after = dump (fixture->one);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT (SELECT COUNT(*) FROM media) + COUNT(*) FROM chunk"),
                   ==, 0);
}

typedef struct
{
  const char *path;
  gboolean cut;
} Cut;

static void
cut_cb (DemainsOperation *operation, GParamSpec *pspec, Cut *cut)
{
  if (demains_operation_get_progress (operation) > 0.2 && !cut->cut)
    cut->cut = truncate (cut->path, 1024 * 1024) == 0;
}

/* The other copy ends in the middle of its films, as where its stick goes: that is
 * told of it, and nothing is left. */
static void
test_other_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Merge");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Cut cut = { fixture->other, FALSE };
  DemainsProject *project;
  const char *culprit;

  demains_merge_case_film (fixture->other, "Rue", 40);
  before = dump (fixture->one);
  project = demains_merge_case_open (fixture->one);
  g_signal_connect (operation, "notify::progress", G_CALLBACK (cut_cb), &cut);
  demains_project_merge_into_async (project, fixture->other, operation, demains_test_ready_cb, &result);
  g_assert_null (demains_project_merge_into_finish (project, demains_test_wait (&result), &culprit, &error));
  g_assert_true (cut.cut);
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_DAMAGED);
  g_assert_cmpstr (culprit, ==, fixture->other);
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_SAVED);
  g_clear_object (&result);
  demains_test_close (project);
  after = dump (fixture->one);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM chunk"), ==, 0);
}

static void
check_refused (DemainsProject *project, const char *other, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (merge_into (project, other, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, code);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stranger = demains_test_path ("stranger.demains");
  g_autofree char *nowhere = demains_test_path ("nowhere.demains");
  g_autofree char *text = demains_test_path ("text.demains");
  DemainsProject *project;

  g_unlink (stranger);
  demains_test_close (demains_test_create (stranger));
  g_assert_true (g_file_set_contents (text, "Un matin.", -1, NULL));
  project = demains_merge_case_open (fixture->one);
  check_refused (project, stranger, DEMAINS_PROJECT_ERROR_OTHER_PROJECT);
  check_refused (project, nowhere, DEMAINS_PROJECT_ERROR_NOT_FOUND);
  check_refused (project, text, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  check_refused (project, fixture->one, DEMAINS_PROJECT_ERROR_SAME_FILE);
  demains_test_close (project);

  project = demains_test_open (fixture->one, DEMAINS_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  check_refused (project, fixture->other, DEMAINS_PROJECT_ERROR_READ_ONLY);
  demains_test_close (project);
}

/* To look changes nothing. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  guint n_jobs;

  work_on_both (fixture);
  project = demains_merge_case_open (fixture->one);
  n_jobs = demains_merge_case_count (project, DEMAINS_KIND_JOB);
  demains_project_preview_merge_async (project, fixture->other, NULL, demains_test_ready_cb, &result);
  report = demains_project_merge_into_finish (project, demains_test_wait (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (report->has_news);
  g_assert_cmpint (report->film_size, ==, 4 * 1024 * 1024 + 2 * 15);
  g_assert_cmpuint (report->collisions->len, ==, 1);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_JOB), ==, n_jobs);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_COLLISION), ==, 0);
  g_clear_object (&result);
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM media"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                                                \
  g_test_add ("/merge-into/" path, Fixture, NULL, demains_merge_case_set_up, test, demains_merge_case_tear_down)
  ADD ("same", test_same);
  ADD ("undo", test_undo);
  ADD ("films", test_films);
  ADD ("film-grows", test_film_grows);
  ADD ("typing", test_typing);
  ADD ("cancel", test_cancel);
  ADD ("other-fails", test_other_fails);
  ADD ("refusals", test_refusals);
  ADD ("preview", test_preview);
#undef ADD

  return g_test_run ();
}
