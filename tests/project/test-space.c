/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merge-case.h"
#include "demains-project-space.h"
#include "demains-space-table.h"
#include "demains-version.h"

#include <glib/gstdio.h>

#define N_CHUNKS 24
#define OF_TAKE " FROM chunk JOIN media ON media.id = chunk.media JOIN take ON take.id = media.take WHERE title = "

typedef DemainsMergeCase Fixture;

static DemainsSpace *
find (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsSpace *space;

  demains_project_find_space_async (project, NULL, demains_test_ready_cb, &result);
  space = demains_project_find_space_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return space;
}

static gint64
free_space (DemainsProject *project, const DemainsSpace *space, DemainsOperation *operation, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gint64 freed;

  demains_project_free_space_async (project, space, operation, demains_test_ready_cb, &result);
  demains_project_free_space_finish (project, demains_test_wait (&result), &freed, error);

  return freed;
}

static DemainsRecord *
find_take (DemainsProject *project, const char *title)
{
  DemainsRecordList *takes = demains_project_get_list (project, DEMAINS_KIND_TAKE);

  for (guint i = 0; i < demains_merge_case_count (project, DEMAINS_KIND_TAKE); i++)
    if (g_str_equal (demains_record_get_title (demains_record_list_get (takes, i)), title))
      return demains_record_list_get (takes, i);

  return NULL;
}

/* Two takes, of which one is deleted between two versions. */
static DemainsProject *
delete_one (Fixture *fixture)
{
  DemainsProject *project;

  demains_merge_case_film (fixture->one, "Rue", N_CHUNKS);
  demains_merge_case_film (fixture->one, "Place", N_CHUNKS);
  project = demains_merge_case_open (fixture->one);
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "Midi");
  demains_project_remove (project, find_take (project, "Rue"));
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "Soir");

  return project;
}

/* What is told beforehand is exact, and so is what goes. */
static void
test_free (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  g_autoptr (DemainsSpace) after = NULL;
  g_autoptr (GError) error = NULL;
  const DemainsDeletedTake *take;
  DemainsMedia *media;
  DemainsProject *project = delete_one (fixture);
  gint64 size;

  space = find (project);
  size = demains_merge_case_read (
    fixture->one, "SELECT SUM(LENGTH(bytes)) + (SELECT LENGTH(jpeg) FROM still WHERE still.take = media.take)"
                  " FROM chunk JOIN media ON media.id = chunk.media WHERE take NOT IN (SELECT id FROM take)");
  g_assert_cmpuint (space->takes->len, ==, 1);
  g_assert_cmpint (space->size, ==, size);
  take = space->takes->pdata[0];
  g_assert_cmpstr (take->title, ==, "Rue");
  g_assert_cmpint (take->duration, ==, N_CHUNKS * 1000);
  g_assert_cmpint (take->deleted, >, 0);
  g_assert_cmpuint (take->versions->len, ==, 1);
  g_assert_cmpstr (demains_version_get_name (take->versions->pdata[0]), ==, "Midi");

  g_assert_cmpint (free_space (project, space, NULL, &error), ==, size);
  g_assert_no_error (error);
  after = find (project);
  g_assert_cmpuint (after->takes->len, ==, 0);
  g_assert_cmpint (after->room, >=, size);

  /* The take comes back without its film, and that is known, now and later. */
  g_assert_true (demains_test_undo (project));
  media = demains_project_find_media (project, demains_record_get_id (find_take (project, "Rue")));
  g_assert_cmpint (demains_media_get_freed (media), >, 0);
  g_assert_cmpint (demains_media_get_size (media), ==, 0);
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*)" OF_TAKE "'Place'"), ==, N_CHUNKS);
  project = demains_merge_case_open (fixture->one);
  media = demains_project_find_media (project, demains_record_get_id (find_take (project, "Rue")));
  g_assert_cmpint (demains_media_get_freed (media), >, 0);
  media = demains_project_find_media (project, demains_record_get_id (find_take (project, "Place")));
  g_assert_cmpint (demains_media_get_freed (media), ==, 0);
  demains_test_close (project);
}

/* The next take is written where the last one was. */
static void
test_reuse (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  DemainsProject *project = delete_one (fixture);
  GStatBuf before, after;

  space = find (project);
  free_space (project, space, NULL, NULL);
  demains_test_close (project);
  g_assert_cmpint (g_stat (fixture->one, &before), ==, 0);
  demains_merge_case_film (fixture->one, "Marché", N_CHUNKS - 1);
  g_assert_cmpint (g_stat (fixture->one, &after), ==, 0);
  g_assert_cmpint (after.st_size, ==, before.st_size);
}

/* Who brings a take back after it was listed keeps its film. */
static void
test_brought_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  DemainsProject *project = delete_one (fixture);

  space = find (project);
  g_assert_cmpuint (space->takes->len, ==, 1);
  g_assert_true (demains_test_undo (project));
  g_assert_cmpint (free_space (project, space, NULL, NULL), ==, 0);
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*)" OF_TAKE "'Rue'"), ==, N_CHUNKS);
}

static void
cancel_cb (DemainsOperation *operation)
{
  demains_operation_cancel (operation);
}

/* Cancelled after the first of three: what is left can be brought back with its film. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Free");
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  gint64 freed;

  demains_merge_case_film (fixture->one, "Cour", N_CHUNKS);
  project = delete_one (fixture);
  demains_project_remove (project, find_take (project, "Cour"));
  demains_project_remove (project, find_take (project, "Place"));
  space = find (project);
  g_assert_cmpuint (space->takes->len, ==, 3);
  g_assert_cmpstr (((DemainsDeletedTake *)space->takes->pdata[0])->title, ==, "Place");
  g_signal_connect (operation, "notify::progress", G_CALLBACK (cancel_cb), NULL);
  freed = free_space (project, space, operation, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (freed, >=, ((DemainsDeletedTake *)space->takes->pdata[0])->size);
  g_assert_cmpint (freed, <, space->size);
  g_assert_true (demains_test_undo (project));
  g_assert_true (demains_test_undo (project));
  g_assert_true (demains_test_undo (project));
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*)" OF_TAKE "'Place'"), ==, 0);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*)" OF_TAKE "'Rue'"), ==, N_CHUNKS);
}

/* Killed between two turns: what is left of the film is one that was cut short, the
 * take can be brought back with that, and the rest can be freed. */
static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project = delete_one (fixture);
  g_autofree char *id = NULL;
  DemainsDatabase *database;
  DemainsMedia *media;
  gboolean gone;

  space = find (project);
  id = g_strdup (((DemainsDeletedTake *)space->takes->pdata[0])->id);
  demains_test_close (project);
  database = demains_database_open (fixture->one, DEMAINS_DATABASE_WRITE, &error);
  g_assert_true (demains_database_begin (database, &error));
  g_assert_true (demains_space_table_shorten (database, id, 10 * 1024 * 1024, 1, &gone, &error));
  g_assert_true (demains_database_commit (database, &error));
  g_assert_false (gone);
  demains_database_close (database);

  project = demains_merge_case_open (fixture->one);
  g_assert_true (demains_test_undo (project));
  media = demains_project_find_media (project, id);
  g_assert_cmpint (demains_media_get_freed (media), ==, 0);
  g_assert_cmpint (demains_media_get_duration (media), ==, (N_CHUNKS - 10) * 1000);
  g_assert_false (demains_media_get_complete (media));
  g_assert_true (demains_test_redo (project));
  g_clear_pointer (&space, demains_space_free);
  space = find (project);
  g_assert_cmpuint (space->takes->len, ==, 1);
  g_assert_cmpint (free_space (project, space, NULL, &error), ==, space->size);
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT COUNT(*) FROM chunk"), ==, N_CHUNKS);
}

/* Films that no history tells of, as after a merge that was killed, can be freed. */
static void
test_left_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  DemainsProject *project;

  demains_merge_case_film (fixture->one, "Rue", 2);
  demains_merge_case_alter (fixture->one,
                            "DELETE FROM edit WHERE kind IN ('take', 'clip'); DELETE FROM take; DELETE FROM clip");
  project = demains_merge_case_open (fixture->one);
  space = find (project);
  g_assert_cmpuint (space->takes->len, ==, 1);
  g_assert_cmpstr (((DemainsDeletedTake *)space->takes->pdata[0])->title, ==, "");
  g_assert_cmpint (free_space (project, space, NULL, NULL), ==, space->size);
  demains_test_close (project);
  g_assert_cmpint (demains_merge_case_read (fixture->one, "SELECT (SELECT COUNT(*) FROM media) + COUNT(*) FROM chunk"),
                   ==, 0);
}

/* A freed film that another copy still has comes back with it. */
static void
test_merge_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DemainsSpace) space = NULL;
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *other = NULL;
  DemainsProject *project;
  DemainsMedia *media;

  demains_merge_case_film (fixture->one, "Rue", N_CHUNKS);
  other = demains_test_copy (fixture->one, "with-film.demains");
  project = demains_merge_case_open (fixture->one);
  demains_project_remove (project, find_take (project, "Rue"));
  space = find (project);
  free_space (project, space, NULL, NULL);
  g_assert_true (demains_test_undo (project));
  demains_project_merge_into_async (project, other, NULL, demains_test_ready_cb, &result);
  report = demains_project_merge_into_finish (project, demains_test_wait (&result), NULL, NULL);
  g_clear_object (&result);
  g_assert_nonnull (report);
  g_assert_true (report->has_news);
  media = demains_project_find_media (project, demains_record_get_id (find_take (project, "Rue")));
  g_assert_cmpint (demains_media_get_freed (media), ==, 0);
  g_assert_cmpint (demains_media_get_duration (media), ==, N_CHUNKS * 1000);
  demains_test_close (project);
  project = demains_merge_case_open (fixture->one);
  media = demains_project_find_media (project, demains_record_get_id (find_take (project, "Rue")));
  g_assert_cmpint (demains_media_get_freed (media), ==, 0);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test)                                                                                                \
  g_test_add ("/space/" path, Fixture, NULL, demains_merge_case_set_up, test, demains_merge_case_tear_down)
  ADD ("free", test_free);
  ADD ("reuse", test_reuse);
  ADD ("brought-back", test_brought_back);
  ADD ("cancel", test_cancel);
  ADD ("cut-short", test_cut_short);
  ADD ("left-over", test_left_over);
  ADD ("merge-back", test_merge_back);
#undef ADD

  return g_test_run ();
}
