/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-schema.h"
#include "demains-test.h"
#include "demains-version.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static char *
make_file (const char *fixture, const char *name)
{
  g_autofree char *sql_path = g_build_filename (DEMAINS_TEST_FIXTURES, fixture, NULL);
  g_autofree char *path = demains_test_path (name);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  g_unlink (path);
  g_file_get_contents (sql_path, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);

  return g_steal_pointer (&path);
}

static gint64
read_version (const char *path)
{
  g_autoptr (GError) error = NULL;
  gint64 version = 0;

  g_assert_true (demains_schema_inspect (path, &version, &error));
  g_assert_no_error (error);

  return version;
}

static DemainsRecord *
get_section (DemainsProject *project)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
}

/* Everything is there, the history too, and what newer formats have works. */
static void
test_format_1 (void)
{
  g_autofree char *path = make_file ("format-1.sql", "format-1.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "group"), ==, "Les Tilleuls");
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "Il est sept heures, **à la nuit**.");
  g_assert_nonnull (demains_project_find (project, "01a20b2a-e193-74bc-a109-000000000001"));

  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "as it was");
  g_assert_true (demains_test_redo (project));
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "Il est huit heures, **à la nuit**.");
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (demains_project_get_versions (project)), ==, 1);
  demains_test_close (project);
}

/* Versions and a collision that is to be chosen are there, and can be worked with. */
static void
test_format_2 (void)
{
  g_autofree char *path = make_file ("format-2.sql", "format-2.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  DemainsRecordList *collisions;

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  g_assert_cmpuint (g_list_model_get_n_items (demains_project_get_versions (project)), ==, 2);
  collisions = demains_project_get_list (project, DEMAINS_KIND_COLLISION);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collisions)), ==, 1);
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "Il est neuf heures, **à la nuit**.");
  g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (collisions)), ==, 0);
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "Il est six heures, **à la nuit**.");
  demains_test_close (project);
}

/* Who only looks changes nothing. */
static void
test_format_1_read_only (void)
{
  g_autofree char *path = make_file ("format-1.sql", "format-1-read.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "Il est sept heures, **à la nuit**.");
  g_assert_cmpuint (g_list_model_get_n_items (demains_project_get_versions (project)), ==, 0);
  demains_test_close (project);
  g_assert_cmpint (read_version (path), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/format-1", test_format_1);
  g_test_add_func ("/migration/format-1-read-only", test_format_1_read_only);
  g_test_add_func ("/migration/format-2", test_format_2);

  return g_test_run ();
}
