/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-collision.h"
#include "demains-merge-case.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

#define N_CHUNKS 40

typedef DemainsMergeCase Fixture;

static DemainsMergeReport *
merge (const char *one, const char *other, const char *out)
{
  g_autoptr (GError) error = NULL;
  DemainsMergeReport *report = demains_test_merge (one, other, out, &error);

  g_assert_no_error (error);

  return report;
}

static char *
read_file (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *)bytes, length);
}

/* What each did is in the result, and the copies are as they were. */
static void
test_join (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autofree char *before[2] = { NULL };
  g_autofree char *after = NULL;
  DemainsProject *project = demains_merge_case_open (fixture->one);

  demains_project_add (project, DEMAINS_KIND_JOB, "Passeuse", NULL);
  demains_project_link (project, demains_merge_case_first (project, DEMAINS_KIND_FUNCTION),
                        demains_merge_case_first (project, DEMAINS_KIND_JOB));
  demains_test_close (project);
  project = demains_merge_case_open (fixture->other);
  demains_project_link (project, demains_merge_case_first (project, DEMAINS_KIND_FUNCTION),
                        demains_merge_case_first (project, DEMAINS_KIND_JOB));
  demains_project_add (project, DEMAINS_KIND_JOB, "Jardinier", NULL);
  demains_test_close (project);
  demains_merge_case_set (fixture->other, DEMAINS_KIND_SECTION, "text", "Un matin.");
  before[0] = read_file (fixture->one);
  report = merge (fixture->one, fixture->other, fixture->out);
  after = read_file (fixture->one);
  g_assert_cmpstr (before[0], ==, after);
  g_assert_true (report->has_news);
  g_assert_cmpuint (report->done[0]->len, ==, 2);
  g_assert_cmpuint (report->done[1]->len, ==, 3);
  g_assert_cmpuint (report->collisions->len, ==, 0);

  project = demains_merge_case_open (fixture->out);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_JOB), ==, 3);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_LINK), ==, 1);
  g_assert_cmpstr (demains_record_get_text (demains_merge_case_first (project, DEMAINS_KIND_SECTION), "text"), ==,
                   "Un matin.");
  g_assert_cmpint (demains_project_peek_undo (project)->verb, ==, DEMAINS_VERB_MERGE);
  g_assert_cmpstr (demains_project_peek_undo (project)->title, ==, "other");
  demains_test_close (project);
}

/* The later value is shown, both are kept, and choosing is one step. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  DemainsProject *project;
  DemainsRecord *job, *collision;
  DemainsCollisionSide side;

  demains_merge_case_set (fixture->one, DEMAINS_KIND_JOB, "purpose", "Veiller la nuit");
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "purpose", "Veiller le jour");
  report = merge (fixture->one, fixture->other, fixture->out);
  g_assert_cmpuint (report->collisions->len, ==, 1);

  project = demains_merge_case_open (fixture->out);
  job = demains_merge_case_first (project, DEMAINS_KIND_JOB);
  collision = demains_merge_case_first (project, DEMAINS_KIND_COLLISION);
  g_assert_cmpstr (demains_record_get_text (job, "purpose"), ==, "Veiller le jour");
  g_assert_cmpstr (demains_record_get_title (collision), ==, "Veilleur");
  side = g_str_equal (demains_record_get_text (collision, "one_from"), "one") ? DEMAINS_COLLISION_ONE
                                                                              : DEMAINS_COLLISION_OTHER;
  demains_collision_choose (project, collision, side);
  g_assert_cmpstr (demains_record_get_text (job, "purpose"), ==, "Veiller la nuit");
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_COLLISION), ==, 0);
  g_assert_cmpint (demains_project_peek_undo (project)->verb, ==, DEMAINS_VERB_CHOOSE);
  g_assert_cmpstr (demains_project_peek_undo (project)->title, ==, "Veilleur");
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (job, "purpose"), ==, "Veiller le jour");
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_COLLISION), ==, 1);
  demains_test_close (project);
}

/* Both wrote another second sentence; what is chosen comes in its place, and what
 * was typed before, after and since stays. */
static void
choose_passage (Fixture *fixture, DemainsCollisionSide side, const char *expected)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autofree char *text = NULL;
  DemainsProject *project;
  DemainsRecord *section, *collision;
  gboolean swap;

  g_unlink (fixture->out);
  report = merge (fixture->one, fixture->other, fixture->out);
  g_assert_cmpuint (report->collisions->len, ==, 1);
  project = demains_merge_case_open (fixture->out);
  section = demains_merge_case_first (project, DEMAINS_KIND_SECTION);
  collision = demains_merge_case_first (project, DEMAINS_KIND_COLLISION);
  g_assert_true (demains_collision_is_open (project, collision));
  g_assert_cmpuint (demains_collision_count_open (project), ==, 1);
  text = g_strconcat (demains_record_get_text (section, "text"), "\n\nTapé depuis.", NULL);
  g_object_set (section, "text", text, NULL);
  swap = strstr (demains_record_get_text (collision, "one"), "Pluie") == NULL;
  if (side != DEMAINS_COLLISION_BOTH && swap)
    side = side == DEMAINS_COLLISION_ONE ? DEMAINS_COLLISION_OTHER : DEMAINS_COLLISION_ONE;
  demains_collision_choose (project, collision, side);
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, expected);
  g_assert_cmpuint (demains_collision_count_open (project), ==, 0);
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, text);
  g_assert_cmpuint (demains_collision_count_open (project), ==, 1);

  /* What it is about is deleted: there is nothing to decide, until it is back. */
  demains_project_remove (project, section);
  g_assert_cmpuint (demains_collision_count_open (project), ==, 0);
  g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (demains_collision_count_open (project), ==, 1);
  demains_test_close (project);
}

static void
test_passage (Fixture *fixture, gconstpointer data)
{
  DemainsProject *project = demains_merge_case_open (fixture->one);

  g_object_set (demains_merge_case_first (project, DEMAINS_KIND_SECTION), "text", "Matin. Brume. Soir.", NULL);
  demains_test_close (project);
  g_free (fixture->other);
  fixture->other = demains_test_copy (fixture->one, "other.demains");
  demains_merge_case_set (fixture->one, DEMAINS_KIND_SECTION, "text", "Matin. Pluie. Soir.");
  demains_merge_case_set (fixture->other, DEMAINS_KIND_SECTION, "text", "Matin. Neige. Soir.\n\nAilleurs.");

  choose_passage (fixture, DEMAINS_COLLISION_ONE, "Matin. Pluie. Soir.\n\nAilleurs.\n\nTapé depuis.");
  choose_passage (fixture, DEMAINS_COLLISION_OTHER, "Matin. Neige. Soir.\n\nAilleurs.\n\nTapé depuis.");
  choose_passage (fixture, DEMAINS_COLLISION_BOTH, "Matin. Neige. Pluie. Soir.\n\nAilleurs.\n\nTapé depuis.");
}

/* What was chosen stays chosen when the other copy comes again. */
static void
test_choice_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = demains_test_path ("again.demains");
  g_autoptr (DemainsMergeReport) first = NULL;
  g_autoptr (DemainsMergeReport) second = NULL;
  DemainsProject *project;

  g_unlink (again);
  demains_merge_case_set (fixture->one, DEMAINS_KIND_JOB, "purpose", "Veiller la nuit");
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "purpose", "Veiller le jour");
  first = merge (fixture->one, fixture->other, fixture->out);
  project = demains_merge_case_open (fixture->out);
  demains_collision_choose (project, demains_merge_case_first (project, DEMAINS_KIND_COLLISION),
                            DEMAINS_COLLISION_OTHER);
  demains_test_close (project);
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "place", "Partout");

  second = merge (fixture->out, fixture->other, again);
  g_assert_true (second->has_news);
  g_assert_cmpuint (second->collisions->len, ==, 0);
}

/* Deleted here and changed there: it is kept until somebody chooses. */
static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  DemainsProject *project = demains_merge_case_open (fixture->one);
  DemainsRecord *collision;

  demains_project_remove (project, demains_merge_case_first (project, DEMAINS_KIND_JOB));
  demains_project_remove (project, demains_merge_case_first (project, DEMAINS_KIND_FUNCTION));
  demains_test_close (project);
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "purpose", "Veiller");
  report = merge (fixture->one, fixture->other, fixture->out);
  g_assert_cmpuint (report->collisions->len, ==, 1);

  project = demains_merge_case_open (fixture->out);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_JOB), ==, 1);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_FUNCTION), ==, 0);
  collision = demains_merge_case_first (project, DEMAINS_KIND_COLLISION);
  g_assert_cmpstr (demains_record_get_text (collision, "field"), ==, "");
  g_assert_cmpstr (demains_record_get_text (collision, "one"), ==, "");
  g_assert_cmpstr (demains_record_get_text (collision, "one_from"), ==, "one");
  demains_collision_choose (project, collision, DEMAINS_COLLISION_ONE);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_JOB), ==, 0);
  g_assert_true (demains_test_undo (project));
  demains_collision_choose (project, demains_merge_case_first (project, DEMAINS_KIND_COLLISION),
                            DEMAINS_COLLISION_OTHER);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_JOB), ==, 1);
  demains_test_close (project);
}

/* A merge that was undone is none: the next brings everything again. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = demains_test_path ("again.demains");
  g_autoptr (DemainsMergeReport) first = NULL;
  g_autoptr (DemainsMergeReport) second = NULL;
  g_autoptr (DemainsMergeReport) third = NULL;
  DemainsProject *project;

  g_unlink (again);
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "purpose", "Veiller");
  first = merge (fixture->one, fixture->other, fixture->out);
  project = demains_merge_case_open (fixture->out);
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (demains_merge_case_first (project, DEMAINS_KIND_JOB), "purpose"), ==, "");
  demains_test_close (project);

  second = merge (fixture->out, fixture->other, again);
  g_assert_true (second->has_news);
  third = merge (again, fixture->other, again);
  g_assert_false (third->has_news);
  project = demains_merge_case_open (again);
  g_assert_cmpstr (demains_record_get_text (demains_merge_case_first (project, DEMAINS_KIND_JOB), "purpose"), ==,
                   "Veiller");
  demains_test_close (project);
}

static void
check_refused (const char *one, const char *other, const char *out, int code)
{
  g_autoptr (GError) error = NULL;
  gboolean existed = g_file_test (out, G_FILE_TEST_EXISTS);
  g_autofree char *before = existed ? read_file (out) : NULL;
  g_autofree char *after = NULL;

  g_assert_null (demains_test_merge (one, other, out, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, code);
  g_assert_cmpint (g_file_test (out, G_FILE_TEST_EXISTS), ==, existed);
  after = existed ? read_file (out) : NULL;
  g_assert_cmpstr (before, ==, after);
}

/* What is refused changes nothing. A copy that is open, here or elsewhere, can be
 * merged, but not be replaced. */
static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autofree char *stranger = demains_test_path ("stranger.demains");
  g_autofree char *nowhere = demains_test_path ("nowhere/out.demains");
  DemainsProject *project;

  g_unlink (stranger);
  demains_test_close (demains_test_create (stranger));
  check_refused (fixture->one, stranger, fixture->out, DEMAINS_PROJECT_ERROR_OTHER_PROJECT);
  check_refused (fixture->one, fixture->other, fixture->other, DEMAINS_PROJECT_ERROR_EXISTS);
  check_refused (fixture->one, fixture->other, stranger, DEMAINS_PROJECT_ERROR_EXISTS);
  check_refused (fixture->one, fixture->other, nowhere, DEMAINS_PROJECT_ERROR_NOT_FOUND);
  check_refused (fixture->one, nowhere, fixture->out, DEMAINS_PROJECT_ERROR_NOT_FOUND);

  project = demains_merge_case_open (fixture->one);
  check_refused (fixture->one, fixture->other, fixture->one, DEMAINS_PROJECT_ERROR_IN_USE);
  demains_project_add (project, DEMAINS_KIND_JOB, "Passeuse", NULL);
  demains_test_flush (project);
  report = merge (fixture->one, fixture->other, fixture->out);
  g_assert_cmpuint (report->done[0]->len, ==, 1);
  demains_test_close (project);
}

/* The result may take the one's place, also through another name of it. */
static void
test_in_place (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = demains_test_path ("link.demains");
  g_autoptr (DemainsMergeReport) report = NULL;
  DemainsProject *project;

  g_assert_cmpint (symlink (fixture->one, link), ==, 0);
  demains_merge_case_set (fixture->other, DEMAINS_KIND_JOB, "purpose", "Veiller");
  report = merge (fixture->one, fixture->other, link);
  g_assert_true (report->has_news);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  project = demains_merge_case_open (fixture->one);
  g_assert_cmpstr (demains_record_get_text (demains_merge_case_first (project, DEMAINS_KIND_JOB), "purpose"), ==,
                   "Veiller");
  demains_test_close (project);
}

static char *
list_questions (const char *path)
{
  DemainsProject *project = demains_merge_case_open (path);
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < demains_merge_case_count (project, DEMAINS_KIND_SECTION); i++)
    g_string_append_printf (text, "%s\n", demains_record_get_text (demains_record_list_get (sections, i), "question"));
  demains_test_close (project);

  return g_string_free (text, FALSE);
}

static void
move_first (const char *path, guint index)
{
  DemainsProject *project = demains_merge_case_open (path);

  demains_project_move (project, demains_merge_case_first (project, DEMAINS_KIND_SECTION), index);
  demains_test_close (project);
}

/* What both put elsewhere is in one place, the same from either side. */
static void
test_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *back = demains_test_path ("back.demains");
  g_autoptr (DemainsMergeReport) one = NULL;
  g_autoptr (DemainsMergeReport) other = NULL;
  g_autofree char *forth_order = NULL;
  g_autofree char *back_order = NULL;

  g_unlink (back);
  move_first (fixture->one, 2);
  move_first (fixture->other, 4);
  one = merge (fixture->one, fixture->other, fixture->out);
  other = merge (fixture->other, fixture->one, back);
  g_assert_cmpuint (one->collisions->len, ==, 0);
  forth_order = list_questions (fixture->out);
  back_order = list_questions (back);
  g_assert_cmpstr (forth_order, ==, back_order);
}

/* Films come along once, with their clips and pictures. */
static void
test_takes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *again = demains_test_path ("again.demains");
  g_autoptr (DemainsMergeReport) first = NULL;
  g_autoptr (DemainsMergeReport) second = NULL;
  DemainsProject *project;

  g_unlink (again);
  demains_merge_case_film (fixture->one, "Rue", N_CHUNKS);
  demains_merge_case_film (fixture->other, "Place", N_CHUNKS);
  first = merge (fixture->one, fixture->other, fixture->out);
  g_assert_cmpint (demains_merge_case_read (fixture->out, "SELECT COUNT(*) FROM media WHERE complete"), ==, 2);
  g_assert_cmpint (demains_merge_case_read (fixture->out, "SELECT COUNT(*) FROM chunk"), ==, 2 * N_CHUNKS);
  g_assert_cmpint (demains_merge_case_read (fixture->out, "SELECT COUNT(*) FROM still"), ==, 2);
  g_assert_cmpint (
    demains_merge_case_read (fixture->out, "SELECT COUNT(*) FROM media JOIN chunk ON chunk.media = media.id"), ==,
    2 * N_CHUNKS);
  project = demains_merge_case_open (fixture->out);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_TAKE), ==, 2);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_CLIP), ==, 2);
  demains_test_close (project);

  second = merge (fixture->out, fixture->other, again);
  g_assert_false (second->has_news);
  g_assert_cmpint (demains_merge_case_read (again, "SELECT COUNT(*) FROM chunk"), ==, 2 * N_CHUNKS);
  g_unlink (again);
}

/* What was cancelled leaves nothing behind. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Merge");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_merge_case_film (fixture->other, "Place", N_CHUNKS);
  demains_project_merge_async (fixture->one, fixture->other, fixture->out, operation, demains_test_ready_cb, &result);
  demains_operation_cancel (operation);
  g_assert_null (demains_project_merge_finish (demains_test_wait (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

/* A history that was lost in part takes no record with it. */
static void
test_lost_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsMergeReport) report = NULL;
  DemainsProject *project = demains_merge_case_open (fixture->one);

  demains_project_add (project, DEMAINS_KIND_JOB, "Passeuse", NULL);
  demains_test_close (project);
  demains_merge_case_set (fixture->other, DEMAINS_KIND_FUNCTION, "audience", "Toutes et tous");
  demains_merge_case_alter (fixture->one, "DELETE FROM edit WHERE kind = 'job'");
  demains_merge_case_alter (fixture->other, "DELETE FROM edit WHERE kind = 'function'");
  report = merge (fixture->one, fixture->other, fixture->out);

  project = demains_merge_case_open (fixture->out);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_JOB), ==, 2);
  g_assert_cmpuint (demains_merge_case_count (project, DEMAINS_KIND_FUNCTION), ==, 1);
  demains_test_close (project);
  g_unlink (fixture->out);
  demains_merge_report_free (g_steal_pointer (&report));

  demains_merge_case_alter (fixture->one, "DELETE FROM edit; DELETE FROM change");
  report = merge (fixture->one, fixture->other, fixture->out);
  g_assert_cmpint (report->parted, ==, 0);
  g_assert_cmpuint (report->collisions->len, ==, 1);
}

/* What this program does not know comes along, the same from either side. */
static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  static const char *const sql = "SELECT COUNT(*) FROM unknown_record WHERE (id = 'a' AND json = '{}')"
                                 " OR (id = 'b' AND json = '{\"x\":2}')";
  g_autofree char *back = demains_test_path ("back.demains");
  g_autoptr (DemainsMergeReport) one = NULL;
  g_autoptr (DemainsMergeReport) other = NULL;

  g_unlink (back);
  demains_merge_case_alter (fixture->one,
                            "INSERT INTO unknown_record VALUES ('bees', 'a', '{}'), ('bees', 'b', '{\"x\":1}')");
  demains_merge_case_alter (fixture->other, "INSERT INTO unknown_record VALUES ('bees', 'b', '{\"x\":2}')");
  one = merge (fixture->one, fixture->other, fixture->out);
  other = merge (fixture->other, fixture->one, back);
  g_assert_cmpint (demains_merge_case_read (fixture->out, sql), ==, 2);
  g_assert_cmpint (demains_merge_case_read (back, sql), ==, 2);
}

/* Copies of an older format are merged into one of this. */
static void
test_old_format (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = demains_test_path ("old.demains");
  g_autofree char *copy = NULL;
  g_autoptr (DemainsMergeReport) report = NULL;

  g_unlink (old);
  demains_test_run_fixture (old, "format-1.sql");
  copy = demains_test_copy (old, "old-copy.demains");
  demains_merge_case_set (copy, DEMAINS_KIND_PROJECT, "group", "Les Ormes");

  report = merge (copy, old, fixture->out);
  g_assert_false (report->has_news);
  g_unlink (fixture->out);
  demains_merge_report_free (g_steal_pointer (&report));
  report = merge (old, copy, fixture->out);
  g_assert_true (report->has_news);
  g_assert_cmpint (demains_merge_case_read (old, "PRAGMA user_version"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                                                \
  g_test_add ("/merge/" path, Fixture, NULL, demains_merge_case_set_up, test, demains_merge_case_tear_down)
  ADD ("join", test_join);
  ADD ("choose", test_choose);
  ADD ("passage", test_passage);
  ADD ("choice-stays", test_choice_stays);
  ADD ("deleted", test_deleted);
  ADD ("undo", test_undo);
  ADD ("refusals", test_refusals);
  ADD ("in-place", test_in_place);
  ADD ("places", test_places);
  ADD ("takes", test_takes);
  ADD ("cancel", test_cancel);
  ADD ("lost-history", test_lost_history);
  ADD ("unknown", test_unknown);
  ADD ("old-format", test_old_format);

  return g_test_run ();
}
