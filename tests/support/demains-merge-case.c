/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merge-case.h"

#include "demains-cut.h"
#include "demains-database.h"

#include <glib/gstdio.h>

DemainsProject *
demains_merge_case_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);

  g_assert_no_error (error);

  return project;
}

guint
demains_merge_case_count (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

DemainsRecord *
demains_merge_case_first (DemainsProject *project, DemainsKindId kind)
{
  return demains_record_list_get (demains_project_get_list (project, kind), 0);
}

void
demains_merge_case_set_up (DemainsMergeCase *self, gconstpointer unused)
{
  g_autofree char *base = demains_test_path ("base.demains");
  DemainsProject *project;

  g_unlink (base);
  project = demains_test_create (base);
  demains_project_add (project, DEMAINS_KIND_JOB, "Veilleur", NULL);
  demains_project_add (project, DEMAINS_KIND_FUNCTION, "Accueil", NULL);
  demains_test_close (project);

  self->one = demains_test_copy (base, "one.demains");
  self->other = demains_test_copy (base, "other.demains");
  self->out = demains_test_path ("out.demains");
  g_unlink (self->out);
}

void
demains_merge_case_tear_down (DemainsMergeCase *self, gconstpointer unused)
{
  g_autofree char *part = g_strconcat (self->out, ".part", NULL);

  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_free (self->one);
  g_free (self->other);
  g_free (self->out);
}

void
demains_merge_case_set (const char *path, DemainsKindId kind, const char *field, const char *text)
{
  DemainsProject *project = demains_merge_case_open (path);

  g_object_set (demains_merge_case_first (project, kind), field, text, NULL);
  demains_test_close (project);
}

#define CHUNK_SIZE (1024 * 1024)

void
demains_merge_case_film (const char *path, const char *title, guint n_chunks)
{
  DemainsProject *project = demains_merge_case_open (path);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, title, "");
  const DemainsMediaInfo info = { .container = "video/x-matroska", .video_codec = "h264" };
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);
  g_autoptr (GAsyncResult) result = NULL;
  DemainsRecord *take = demains_project_find (project, demains_media_writer_get_take_id (writer));

  demains_media_writer_begin (writer, &info, header);
  for (gint64 i = 0; i < n_chunks; i++)
    {
      char *bytes = g_malloc (CHUNK_SIZE);
      DemainsMediaChunk chunk = { .start = i * 1000, .end = (i + 1) * 1000 };

      memset (bytes, (int)i, CHUNK_SIZE);
      chunk.bytes = g_bytes_new_take (bytes, CHUNK_SIZE);
      demains_media_writer_append (writer, &chunk);
      g_bytes_unref (chunk.bytes);
    }
  demains_media_writer_add_still (writer, 0, header);
  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  g_assert_true (demains_media_writer_finish_finish (writer, demains_test_wait (&result), NULL));
  demains_cut_add (project, take, 0, 1000);
  g_clear_object (&result);
  g_clear_object (&writer);
  demains_test_close (project);
}

gint64
demains_merge_case_read (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  gint64 number = 0;

  g_assert_true (demains_database_get_number (database, sql, &number, &error));
  demains_database_close (database);

  return number;
}

void
demains_merge_case_alter (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_WRITE, &error);

  g_assert_true (demains_database_exec (database, sql, &error));
  g_assert_no_error (error);
  demains_database_close (database);
}
