/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-room.h"
#include "demains-media-writer.h"
#include "demains-project-error.h"
#include "demains-test-disk.h"
#include "demains-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MIB G_GINT64_CONSTANT (1048576)
#define PAGE_SIZE 16384
#define LARGEST_FAT_FILE (4096 * MIB - 1)
#define CHUNK_BYTES (256 * 1024)

/* sqlite.org/fileformat2.html §1.3 */
#define HEADER_PAGE_COUNT 28

static DemainsFilmRoom
measure (DemainsProject *project)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsFilmRoom room;

  demains_project_measure_film_room_async (project, NULL, demains_test_ready_cb, &result);
  g_assert_true (demains_project_measure_film_room_finish (project, demains_test_wait (&result), &room, &error));
  g_assert_no_error (error);

  return room;
}

static DemainsMediaWriter *
start_film (DemainsProject *project)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  DemainsMediaWriter *writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);

  demains_media_writer_begin (writer, &info, header);

  return writer;
}

/* Until it is written, or why it is not. */
static GError *
film_second (DemainsProject *project, DemainsMediaWriter *writer, int second)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (CHUNK_BYTES), CHUNK_BYTES);
  GError *error;

  demains_media_writer_append (writer, &(DemainsMediaChunk){ bytes, second * G_GINT64_CONSTANT (1000000000),
                                                             (second + 1) * G_GINT64_CONSTANT (1000000000) });
  while ((error = demains_media_writer_dup_error (writer)) == NULL && demains_media_writer_get_backlog (writer) > 0)
    g_usleep (1000);

  return error;
}

/* What is free on the disk counts, less what words need, and so do pages of the
 * file that hold nothing any more. */
static void
test_free_disk (void)
{
  g_autofree char *path = demains_test_path ("free.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) writer = NULL;
  DemainsFilmRoom before;

  demains_test_disk_set (100 * MIB, FALSE);
  before = measure (project);
  g_assert_cmpint (before.bytes, <=, 96 * MIB);
  g_assert_cmpint (before.bytes, >, 95 * MIB);
  g_assert_false (before.by_file_size);

  writer = start_film (project);
  for (int i = 0; i < 8; i++)
    g_assert_no_error (film_second (project, writer, i));
  demains_media_writer_discard (writer);
  demains_test_flush (project);
  /* 2 MiB of film were given up: the file is as long as it was with them. */
  g_assert_cmpint (measure (project).bytes, >=, before.bytes + 2 * MIB - 4 * PAGE_SIZE);

  demains_test_disk_set (-1, FALSE);
  g_clear_object (&writer);
  demains_test_close (project);
}

/* A project whose file is nearly as long as one on FAT can be. What lies between
 * is a hole, which costs the disk nothing. */
static char *
make_large_file (gint64 size)
{
  g_autofree char *path = demains_test_path ("large.demains");
  guint32 pages = GUINT32_TO_BE ((guint32)(size / PAGE_SIZE));
  int fd;

  g_unlink (path);
  demains_test_close (demains_test_create (path));
  fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (pwrite (fd, &pages, sizeof pages, HEADER_PAGE_COUNT), ==, sizeof pages);
  g_assert_cmpint (ftruncate (fd, size / PAGE_SIZE * PAGE_SIZE), ==, 0);
  close (fd);

  return g_steal_pointer (&path);
}

/* Filming ends before the file is as long as it can be; words go on. */
static void
test_largest_file (void)
{
  g_autofree char *path = make_large_file (LARGEST_FAT_FILE - 8 * MIB);
  g_autoptr (DemainsMediaWriter) writer = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  DemainsRecord *section;
  struct stat status;
  int seconds = 0;

  demains_test_disk_set (-1, TRUE);
  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (measure (project).by_file_size);
  g_assert_cmpint (measure (project).bytes, >, 2 * MIB);
  g_assert_cmpint (measure (project).bytes, <, 4 * MIB + PAGE_SIZE);

  writer = start_film (project);
  while ((error = film_second (project, writer, seconds)) == NULL)
    seconds++;
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_TOO_LARGE);
  g_assert_cmpint (seconds, >, 6);

  section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  for (int i = 0; i < 20000; i++)
    g_string_append_printf (text, "mot%d ", i);
  demains_media_writer_discard (writer);
  g_clear_object (&writer);
  for (int i = 0; i < 20; i++)
    {
      g_string_append (text, "Il est sept heures. ");
      g_object_set (section, "text", text->str, NULL);
      demains_test_flush (project);
    }
  demains_test_close (project);
  demains_test_disk_set (-1, FALSE);

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, LARGEST_FAT_FILE);
  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, text->str);
  demains_test_close (project);
}

/* Even words cannot make the file longer than that: they say that there is no
 * room, which is true, and not that the stick is gone. */
static void
test_words_at_largest_file (void)
{
  g_autofree char *path = make_large_file (LARGEST_FAT_FILE - MIB);
  g_autofree char *text = g_strnfill (4 * MIB, 'a');
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  struct stat status;

  demains_test_disk_set (-1, TRUE);
  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_object_set (demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0), "text", text,
                NULL);
  demains_project_flush_async (project, demains_test_ready_cb, &flushed);
  g_assert_false (demains_project_flush_finish (project, demains_test_wait (&flushed), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);
  demains_project_give_up_async (project, demains_test_ready_cb, &closed);
  g_assert_true (demains_project_give_up_finish (project, demains_test_wait (&closed), NULL));
  g_object_unref (project);
  demains_test_disk_set (-1, FALSE);

  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, LARGEST_FAT_FILE);
}

/* What is checked in is written a second time, beside the document. */
static void
test_document (void)
{
  const DemainsPlace copy = { .largest_file = -1, .free_bytes = 100 * MIB, .total_bytes = 500 * MIB, .device = 1 };
  DemainsPlace document = { DEMAINS_PLACE_PORTAL, -1, 60 * MIB, 400 * MIB, 2 };
  DemainsFilmRoom room;

  demains_film_room_compute (&copy, NULL, 40 * MIB, 0, &room);
  g_assert_cmpint (room.bytes, ==, 100 * MIB);
  demains_film_room_compute (&copy, &document, 40 * MIB, 0, &room);
  g_assert_cmpint (room.bytes, ==, 20 * MIB);
  g_assert_false (room.by_file_size);
  /* Some of that is written already. */
  demains_film_room_compute (&copy, &document, 40 * MIB, 10 * MIB, &room);
  g_assert_cmpint (room.bytes, ==, 30 * MIB);

  document.largest_file = 50 * MIB;
  demains_film_room_compute (&copy, &document, 40 * MIB, 0, &room);
  g_assert_cmpint (room.bytes, ==, 10 * MIB);
  g_assert_true (room.by_file_size);

  /* One disk, which the portal shows as another device. */
  document = (DemainsPlace){ DEMAINS_PLACE_PORTAL, -1, 100 * MIB, 500 * MIB, 2 };
  demains_film_room_compute (&copy, &document, 40 * MIB, 0, &room);
  g_assert_cmpint (room.bytes, ==, 30 * MIB);

  /* A disk that does not answer. */
  document = (DemainsPlace){ DEMAINS_PLACE_PORTAL, -1, -1, 0, 2 };
  demains_film_room_compute (&copy, &document, 40 * MIB, 0, &room);
  g_assert_cmpint (room.bytes, ==, 100 * MIB);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/film-room/free-disk", test_free_disk);
  g_test_add_func ("/film-room/largest-file", test_largest_file);
  g_test_add_func ("/film-room/words-at-largest-file", test_words_at_largest_file);
  g_test_add_func ("/film-room/document", test_document);

  return g_test_run ();
}
