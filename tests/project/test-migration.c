/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-check.h"
#include "demains-cut.h"
#include "demains-disk-log.h"
#include "demains-json.h"
#include "demains-schema.h"
#include "demains-test.h"
#include "demains-version.h"

#include <glib/gstdio.h>

static char *
make_file (const char *fixture, const char *name)
{
  char *path = demains_test_path (name);

  g_unlink (path);
  demains_test_run_fixture (path, fixture);

  return path;
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

/* What a group thinks before it writes has its place, and all else is as it was. */
static void
test_format_3 (void)
{
  g_autofree char *path = make_file ("format-3.sql", "format-3.demains");
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  DemainsRecord *signal;

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  g_assert_cmpuint (g_list_model_get_n_items (demains_project_get_versions (project)), ==, 3);
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "pitch"), ==, "");
  signal = demains_project_add (project, DEMAINS_KIND_SIGNAL, "Une colonie d’été pour nonagénaires", NULL);
  g_object_set (signal, "sorting", "keep", NULL);
  g_object_set (demains_project_get_root (project), "pitch", "Une maison où personne n’attend.", NULL);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  signal = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SIGNAL), 0);
  g_assert_cmpstr (demains_record_get_text (signal, "sorting"), ==, "keep");
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "pitch"), ==,
                   "Une maison où personne n’attend.");
  json = demains_project_to_json (project);
  g_assert_nonnull (strstr (json, "\"rumours\" : ["));
  for (guint i = 0; i < 3; i++)
    g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SIGNAL))),
                    ==, 0);
  demains_test_close (project);
}

/* The script is there; a prop has room for a photo, and a film for its peaks. */
static void
test_format_4 (void)
{
  g_autofree char *path = make_file ("format-4.sql", "format-4.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  DemainsRecord *speech, *prop;

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  speech = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SPEECH), 0);
  g_assert_cmpstr (demains_record_get_text (speech, "text"), ==, "Bonsoir. Il est sept heures.");
  prop = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_PROP), 0);
  g_assert_cmpstr (demains_record_get_text (prop, "title"), ==, "Un badge sans nom");
  g_object_set (prop, "photo", "01a20b2a-e193-74bc-a109-000000000199", NULL);
  demains_test_close (project);

  demains_test_run_sql (path, "INSERT INTO peak (take, time, peaks) VALUES ('t', 0, x'00ff')");
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  prop = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_PROP), 0);
  g_assert_cmpstr (demains_record_get_text (prop, "photo"), ==, "01a20b2a-e193-74bc-a109-000000000199");
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (prop, "photo"), ==, "");
  demains_test_close (project);
}

/* Clips are as they were, and a title card has its place among them. */
static void
test_format_5 (void)
{
  g_autofree char *path = make_file ("format-5.sql", "format-5.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  DemainsRecordList *clips;
  DemainsRecord *card;

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  clips = demains_project_get_list (project, DEMAINS_KIND_CLIP);
  g_assert_cmpint (demains_record_get_number (demains_record_list_get (clips, 0), "out_point"), ==, 4000000000);
  g_assert_false (demains_cut_is_card (demains_record_list_get (clips, 0)));
  card = demains_cut_add_card (project, "Sept heures\nLa nuit", "dark", DEMAINS_CARD_DURATION,
                               demains_record_list_get (clips, 0));
  g_assert_true (card == demains_record_list_get (clips, 0));
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  clips = demains_project_get_list (project, DEMAINS_KIND_CLIP);
  card = demains_record_list_get (clips, 0);
  g_assert_cmpstr (demains_record_get_title (card), ==, "Sept heures\nLa nuit");
  g_assert_cmpstr (demains_record_get_title (demains_record_list_get (clips, 1)), ==, "Prise 1");
  g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (clips)), ==, 1);
  demains_test_close (project);
}

/* The cut is as it was, and a take may say where in the script it begins. */
static void
test_format_6 (void)
{
  g_autofree char *path = make_file ("format-6.sql", "format-6.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  DemainsRecord *take, *speech;

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  g_assert_true (
    demains_cut_is_card (demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_CLIP), 1)));
  speech = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SPEECH), 0);
  take = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_TAKE), 0);
  g_assert_cmpint (demains_record_get_number (take, "rating"), ==, 3);
  g_assert_cmpint (demains_record_get_number (take, "word"), ==, 0);
  g_object_set (take, "speech", demains_record_get_id (speech), "word", G_GINT64_CONSTANT (12), NULL);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  take = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_TAKE), 0);
  speech = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SPEECH), 0);
  g_assert_cmpstr (demains_record_get_text (take, "speech"), ==, demains_record_get_id (speech));
  g_assert_cmpint (demains_record_get_number (take, "word"), ==, 12);
  demains_test_close (project);
}

/* A take keeps with what it begins, and may have captions of people's own. */
static void
test_format_7 (void)
{
  g_autofree char *path = make_file ("format-7.sql", "format-7.demains");
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  DemainsRecord *take;

  g_assert_no_error (error);
  g_assert_cmpint (read_version (path), ==, DEMAINS_FORMAT_VERSION);
  take = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_TAKE), 0);
  g_assert_cmpint (demains_record_get_number (take, "word"), ==, 2);
  g_assert_cmpstr (demains_record_get_text (take, "captions"), ==, "");
  g_object_set (take, "captions", "WEBVTT", NULL);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  take = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_TAKE), 0);
  g_assert_cmpstr (demains_record_get_text (take, "captions"), ==, "WEBVTT");
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

/* The records of before are in the file, and can be brought back from there. */
static void
test_backup (void)
{
  g_autofree char *path = make_file ("format-1.sql", "backup.demains");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_autofree char *before = demains_project_to_json (project);

  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);
  g_object_set (get_section (project), "text", "Autre chose", NULL);
  demains_test_flush (project);
  demains_project_load_backup_async (project, NULL, demains_test_ready_cb, &result);
  json = demains_project_load_backup_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (json, "Il est sept heures, **à la nuit**."));

  g_assert_true (demains_project_import_json (project, json, -1, &error));
  g_free (json);
  json = demains_project_to_json (project);
  g_assert_cmpstr (json, ==, before);
  g_clear_object (&result);
  demains_test_close (project);
}

static void
test_no_backup (void)
{
  g_autofree char *path = demains_test_path ("new.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_load_backup_async (project, NULL, demains_test_ready_cb, &result);
  g_assert_null (demains_project_load_backup_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING);
  g_clear_object (&result);
  demains_test_close (project);
}

static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  gint64 number;

  g_assert_no_error (error);
  demains_database_get_number (database, sql, &number, &error);
  g_assert_no_error (error);
  demains_database_close (database);

  return number;
}

/* The power is cut, or the program killed, at every write and sync of a migration:
 * the file is of the old format or the new, whole, and comes to the new. */
static void
test_cuts (void)
{
  g_autofree char *path = make_file ("format-1.sql", "cuts.demains");
  g_autofree char *copy = demains_test_path ("after the cut.demains");
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  guint formats[DEMAINS_FORMAT_VERSION + 1] = { 0 };
  gint64 n_records = -1;
  guint n;

  demains_disk_log_start (path);
  demains_test_close (demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL));
  demains_disk_log_stop ();
  n_records = ask (path, "SELECT COUNT(*) FROM backup");
  n = demains_disk_log_get_length ();
  g_assert_cmpint (n_records, ==, 10);
  g_assert_cmpuint (n, >, 10);

  for (guint cut = 0; cut <= 3 * n; cut++)
    {
      g_autoptr (GError) error = NULL;
      DemainsProject *project;
      gint64 format;

      demains_disk_log_cut (cut % (n + 1), random, copy);
      format = ask (copy, "PRAGMA user_version");
      formats[format]++;
      g_assert_cmpint (ask (copy, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'backup'"), ==, format != 1);
      demains_disk_log_cut (cut % (n + 1), random, copy);
      project = demains_test_open (copy, DEMAINS_OPEN_REQUIRE_WRITE, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==,
                       "Il est sept heures, **à la nuit**.");
      g_assert_true (demains_test_redo (project));
      demains_test_close (project);
      g_assert_cmpint (read_version (copy), ==, DEMAINS_FORMAT_VERSION);
      g_assert_cmpint (ask (copy, "SELECT COUNT(*) FROM backup"), ==, n_records);
    }
  g_test_message ("%u cuts: %u left the old format, %u the new", 3 * n + 1, formats[1],
                  formats[DEMAINS_FORMAT_VERSION]);
  g_assert_cmpuint (formats[1], >, 0);
  g_assert_cmpuint (formats[DEMAINS_FORMAT_VERSION], >, 0);
  g_assert_cmpuint (formats[1] + formats[DEMAINS_FORMAT_VERSION], ==, 3 * n + 1);
}

/* A file of tomorrow, with a field, a kind and an index that nobody knows yet. */
static char *
make_newer (void)
{
  g_autofree char *path = demains_test_path ("newer.demains");
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d;", DEMAINS_FORMAT_VERSION + 1);

  g_unlink (path);
  demains_test_close (demains_test_create (path));
  demains_test_run_sql (path, stamp);
  demains_test_run_sql (path,
                        "ALTER TABLE section ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm';"
                        "UPDATE section SET mood = 'merry', extra = '{\"colour\": 5}';"
                        "CREATE TABLE rumour (id TEXT PRIMARY KEY NOT NULL, position TEXT NOT NULL, created INTEGER"
                        " NOT NULL, modified INTEGER NOT NULL, extra TEXT NOT NULL DEFAULT '', word TEXT NOT NULL);"
                        "INSERT INTO rumour VALUES ('01a20b2a-e193-74bc-a109-000000000009', 'a0', 1, 1, '', 'fog');"
                        "CREATE TABLE sketch (a BLOB); INSERT INTO sketch VALUES (randomblob(50000));"
                        "CREATE INDEX by_mood ON section (mood);");

  return g_steal_pointer (&path);
}

static void
test_newer (void)
{
  g_autofree char *path = make_newer ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  g_autofree char *json = NULL;
  DemainsProject *project;

  g_assert_null (demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER);
  g_clear_error (&error);

  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (demains_project_get_read_only (project));
  g_assert_error (demains_project_get_obstacle (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER);
  g_object_set (get_section (project), "text", "Rien", NULL);
  json = demains_project_to_json (project);
  demains_test_close (project);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);

  g_assert_nonnull (strstr (json, "\"mood\" : \"merry\""));
  g_assert_nonnull (strstr (json, "\"colour\" : 5"));
  g_assert_nonnull (strstr (json, "\"rumours\" : ["));
  g_assert_nonnull (strstr (json, "\"word\" : \"fog\""));
}

/* What this program cannot read it hands on: by JSON, and by copies of the file. */
static void
test_newer_is_handed_on (void)
{
  g_autofree char *path = make_newer ();
  g_autofree char *copy = demains_test_path ("copy of newer.demains");
  g_autofree char *out = demains_test_path ("merged with newer.demains");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);

  demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  g_assert_true (demains_project_save_copy_finish (project, demains_test_wait (&result), &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  demains_test_close (project);

  /* All but the numbers by which SQLite notes that a file was written, in its first 100 bytes. */
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  g_assert_true (g_file_get_contents (copy, &after, &after_length, NULL));
  g_assert_cmpmem (before + 100, before_length - 100, after + 100, after_length - 100);
  g_assert_cmpint (read_version (copy), ==, DEMAINS_FORMAT_VERSION + 1);

  /* A merge would have to write what it does not know. */
  g_assert_null (demains_test_merge (path, copy, out, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER);
  g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/migration/format-1", test_format_1);
  g_test_add_func ("/migration/format-1-read-only", test_format_1_read_only);
  g_test_add_func ("/migration/format-2", test_format_2);
  g_test_add_func ("/migration/format-3", test_format_3);
  g_test_add_func ("/migration/format-4", test_format_4);
  g_test_add_func ("/migration/format-5", test_format_5);
  g_test_add_func ("/migration/format-6", test_format_6);
  g_test_add_func ("/migration/format-7", test_format_7);
  g_test_add_func ("/migration/backup", test_backup);
  g_test_add_func ("/migration/no-backup", test_no_backup);
  g_test_add_func ("/migration/cuts", test_cuts);
  g_test_add_func ("/migration/newer", test_newer);
  g_test_add_func ("/migration/newer-is-handed-on", test_newer_is_handed_on);

  return g_test_run ();
}
