/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-database.h"
#include "demains-disk-fault.h"
#include "demains-kept-work.h"
#include "demains-media-reader.h"
#include "demains-media-table.h"
#include "demains-store.h"
#include "demains-test-kept.h"
#include "demains-test.h"
#include "demains-version.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

/* A stick is pulled: its folder goes, and what is open on it answers no more. */

/* In which it must be said. */
#define PROMISE (DEMAINS_TEST_SLACK * 2 * G_USEC_PER_SEC)

/* Where one in a hundred goes wrong, this finds it. */
#define CLOSINGS (200 / DEMAINS_TEST_SHARE)

#define CHUNK_BYTES 60000

static const char *program;
static char *stick;
static char *away;
static gboolean has_mounts;

static char *
stick_path (const char *name)
{
  return g_build_filename (stick, name, NULL);
}

static void
pull (void)
{
  g_assert_cmpint (g_rename (stick, away), ==, 0);
  demains_disk_fault_pull (stick);
}

static void
plug (void)
{
  demains_disk_fault_plug ();
  g_assert_cmpint (g_rename (away, stick), ==, 0);
}

static void
wait_for_state (DemainsProject *project, DemainsSaveState state)
{
  demains_test_until (demains_project_get_save_state (project) == state);
}

static DemainsRecord *
get_section (DemainsProject *project)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
}

static guint
count (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

static gboolean
flush (DemainsProject *project, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  demains_project_flush_async (project, demains_test_ready_cb, &result);

  return demains_project_flush_finish (project, demains_test_wait (&result), error);
}

static void
check_file (const char *path, const char *text, guint n_jobs)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, text);
  g_assert_cmpuint (count (project, DEMAINS_KIND_JOB), ==, n_jobs);
  demains_test_close (project);
}

/* Said in time, gone on with, and back in the project as if nothing had been. */
static void
test_typing (void)
{
  g_autofree char *path = stick_path ("typing.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GError) error = NULL;
  DemainsRecord *gone;
  gint64 pulled_at;

  g_object_set (get_section (project), "text", "Before.", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "Before", NULL);
  gone = demains_project_add (project, DEMAINS_KIND_JOB, "Gone", NULL);
  demains_test_flush (project);

  pull ();
  pulled_at = g_get_monotonic_time ();
  g_object_set (get_section (project), "text", "Before. After.", NULL);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  g_test_message ("said after %.3f s", (g_get_monotonic_time () - pulled_at) / (double)G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - pulled_at, <, PROMISE);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
  g_assert_cmpuint (demains_test_count_kept (), ==, 1);

  /* It goes on, it can be undone, and it is not called saved. */
  demains_project_add (project, DEMAINS_KIND_JOB, "Away", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "Away and undone", NULL);
  g_assert_true (demains_test_undo (project));
  demains_project_remove (project, gone);
  g_assert_false (flush (project, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_KEPT);

  plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  demains_project_add (project, DEMAINS_KIND_JOB, "Back", NULL);
  demains_test_close (project);
  check_file (path, "Before. After.", 3);

  /* The history has all of it. */
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  for (guint i = 0; i < 4; i++)
    g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (count (project, DEMAINS_KIND_JOB), ==, 2);
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "Before.");
  demains_test_close (project);
}

/* Nobody writes: it is said all the same. */
static void
test_idle (void)
{
  g_autofree char *path = stick_path ("idle.demains");
  DemainsProject *project = demains_test_create (path);
  gint64 pulled_at;

  demains_test_flush (project);
  pull ();
  pulled_at = g_get_monotonic_time ();
  demains_test_until (demains_project_get_save_error (project) != NULL);
  g_assert_cmpint (g_get_monotonic_time () - pulled_at, <, PROMISE);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  demains_test_close (project);
}

/* Closes it while its stick is away; as after a crash, a recovery file is left. */
/* As many bytes as a cluster of half a second has, told apart by @number. */
static void
append (DemainsMediaWriter *writer, guint number)
{
  g_autofree guint8 *data = g_malloc (CHUNK_BYTES);
  g_autoptr (GBytes) bytes = NULL;

  memset (data, 1 + number % 250, CHUNK_BYTES);
  bytes = g_bytes_new_take (g_steal_pointer (&data), CHUNK_BYTES);
  demains_media_writer_append (writer, &(DemainsMediaChunk){ bytes, number * 500 * G_TIME_SPAN_MILLISECOND * 1000,
                                                             (number + 1) * 500 * G_TIME_SPAN_MILLISECOND * 1000 });
}

static void
begin (DemainsMediaWriter *writer)
{
  g_autoptr (GBytes) header = g_bytes_new_static ("header", 6);

  demains_media_writer_begin (
    writer, &(DemainsMediaInfo){ .container = "video/x-matroska", .video_codec = "h264", .width = 1280, .height = 720 },
    header);
}

static void
finish (DemainsMediaWriter *writer)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  demains_media_writer_finish_finish (writer, demains_test_wait (&result), &error);
  g_assert_no_error (error);
}

/* Every chunk of every take is there, once, in its order and sound. */
static void
check_films (const char *path, guint n_films, gint64 n_chunks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsDatabase) database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gint64 number;

  g_assert_no_error (error);
  demains_database_get_number (database, "SELECT COUNT(*) FROM media WHERE complete", &number, &error);
  g_assert_cmpint (number, ==, n_films);
  demains_database_get_number (database, "SELECT COUNT(*) FROM chunk", &number, &error);
  g_assert_cmpint (number, ==, n_chunks);
  demains_database_get_number (database, "SELECT SUM(chunks) FROM media", &number, &error);
  g_assert_cmpint (number, ==, n_chunks);
  demains_database_get_number (
    database, "SELECT COUNT(*) FROM media WHERE size <> (SELECT SUM(size) FROM chunk WHERE media = media.id)", &number,
    &error);
  g_assert_cmpint (number, ==, 0);
  demains_database_get_number (database,
                               "SELECT COUNT(*) FROM chunk WHERE hex(substr(bytes, 1, 1)) <>"
                               " printf('%02X', 1 + number % 250)",
                               &number, &error);
  g_assert_cmpint (number, ==, 0);
  g_assert_true (demains_media_table_check (database, problems, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* A take that is being filmed goes on, and is whole in the end; what waits for
 * the stick is not kept in memory. */
static void
test_filming (void)
{
  g_autofree char *path = stick_path ("filming.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) one = demains_project_start_take (project, DEMAINS_VERB_FILM, "One", NULL);
  g_autoptr (DemainsMediaWriter) other = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  begin (one);
  while (n < 10)
    append (one, n++);
  demains_test_flush (project);
  pull ();
  while (n < 100)
    {
      append (one, n++);
      demains_test_spin (5);
      error = demains_media_writer_dup_error (one);
      g_assert_no_error (error);
    }
  finish (one);
  g_assert_cmpint (demains_media_writer_get_backlog (one), ==, 0);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_KEPT);

  other = demains_project_start_take (project, DEMAINS_VERB_FILM, "Other", NULL);
  begin (other);
  for (guint i = 0; i < 40; i++)
    append (other, i);
  finish (other);
  g_assert_cmpint (demains_media_writer_get_backlog (other), ==, 0);

  plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  g_clear_object (&one);
  g_clear_object (&other);
  demains_test_close (project);
  check_films (path, 2, 140);
}

/* The disk is there, can be read, and takes nothing. */
static void
test_frozen (void)
{
  g_autofree char *path = stick_path ("frozen.demains");
  DemainsProject *project = demains_test_create (path);

  demains_test_flush (project);
  demains_disk_fault_freeze (stick);
  g_object_set (get_section (project), "text", "Frozen.", NULL);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  g_assert_true (demains_store_is_loss (demains_project_get_save_error (project)));
  demains_project_add (project, DEMAINS_KIND_JOB, "Frozen", NULL);
  demains_disk_fault_freeze (NULL);
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  demains_test_close (project);
  check_file (path, "Frozen.", 1);
}

/* The real thing, as far as a program can do it: the folder's file system is
 * taken away under it. */
static void
test_unmounted (void)
{
  g_autofree char *disk = demains_test_path ("disk");
  g_autofree char *mounted = demains_test_path ("mounted");
  g_autofree char *path = g_build_filename (mounted, "unmounted.demains", NULL);
  DemainsProject *project;

  g_mkdir (disk, 0700);
  g_mkdir (mounted, 0700);
  if (!has_mounts || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", disk, "tmpfs", 0, NULL) != 0 || mount (disk, mounted, NULL, MS_BIND, NULL) != 0)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  project = demains_test_create (path);
  g_object_set (get_section (project), "text", "Before.", NULL);
  demains_test_flush (project);
  g_assert_cmpint (umount2 (mounted, MNT_DETACH), ==, 0);
  g_object_set (get_section (project), "text", "Away.", NULL);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  demains_project_add (project, DEMAINS_KIND_JOB, "Away", NULL);
  g_assert_cmpint (mount (disk, mounted, NULL, MS_BIND, NULL), ==, 0);
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  demains_test_close (project);
  check_file (path, "Away.", 1);
  umount2 (mounted, MNT_DETACH);
  umount2 (disk, MNT_DETACH);
}

/* Nor does this computer take anything: it is not called kept. */
static void
test_nowhere (void)
{
  g_autofree char *path = stick_path ("nowhere.demains");
  g_autofree char *recovery = g_build_filename (g_get_user_state_dir (), "demains", "recovery", NULL);
  g_autofree char *copy = demains_test_path ("copy.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_test_flush (project);
  g_mkdir_with_parents (recovery, 0700);
  g_rmdir (recovery);
  g_assert_true (g_file_set_contents (recovery, "in the way", -1, NULL));
  pull ();
  g_object_set (get_section (project), "text", "Nowhere.", NULL);
  wait_for_state (project, DEMAINS_SAVE_FAILED);
  demains_test_spin (2500);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_FAILED);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);

  /* What is in memory can be saved where somebody says. */
  demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  demains_project_save_copy_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  check_file (copy, "Nowhere.", 0);

  /* Either of them being back is enough. */
  g_unlink (recovery);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  demains_test_close (project);
  check_file (path, "Nowhere.", 0);

  g_rmdir (recovery);
  g_assert_true (g_file_set_contents (recovery, "in the way", -1, NULL));
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  pull ();
  demains_project_add (project, DEMAINS_KIND_JOB, "Nowhere", NULL);
  wait_for_state (project, DEMAINS_SAVE_FAILED);
  plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  demains_test_close (project);
  check_file (path, "Nowhere.", 1);
  g_unlink (recovery);
}

/* What is on the stick alone cannot be read, which is said; what was filmed
 * meanwhile can. */
static void
test_reading (void)
{
  g_autofree char *path = stick_path ("reading.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) before = demains_project_start_take (project, DEMAINS_VERB_FILM, "Before", NULL);
  g_autoptr (DemainsMediaWriter) meanwhile = NULL;
  g_autoptr (DemainsMediaReader) reader = NULL;
  guint8 byte = 0;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  begin (before);
  append (before, 0);
  finish (before);
  g_clear_object (&before);
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  pull ();
  wait_for_state (project, DEMAINS_SAVE_KEPT);

  reader = demains_media_reader_new (path, "none", DEMAINS_MEDIA_ORIGINAL, &error);
  g_assert_null (reader);
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  demains_project_load_stills_async (project, "none", NULL, demains_test_ready_cb, &result);
  g_assert_null (demains_project_load_stills_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
  g_clear_error (&error);
  g_clear_object (&result);
  demains_project_compare_async (project, 0, DEMAINS_STEP_NOW, NULL, demains_test_ready_cb, &result);
  g_assert_null (demains_project_compare_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
  g_clear_error (&error);
  g_clear_object (&result);
  g_assert_false (demains_test_undo (project));

  meanwhile = demains_project_start_original (project, "new");
  begin (meanwhile);
  append (meanwhile, 0);
  finish (meanwhile);
  reader = demains_media_reader_new (path, "new", DEMAINS_MEDIA_ORIGINAL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (demains_media_reader_read (reader, 6, &byte, 1, &error), ==, 1);
  g_assert_cmpint (byte, ==, 1);
  g_clear_object (&reader);
  g_clear_object (&meanwhile);
  plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  demains_test_close (project);
  check_films (path, 2, 2);
}

/* What @child does: works while its stick is away, and says what is kept. */
G_NORETURN static void
work_until_killed (const char *path)
{
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_autofree char *from = g_path_get_dirname (path);
  g_autofree char *to = g_strconcat (from, ".away", NULL);

  g_assert_cmpint (g_rename (from, to), ==, 0);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  for (guint n = count (project, DEMAINS_KIND_JOB) + 1;; n++)
    {
      g_autoptr (GError) error = NULL;

      demains_project_add (project, DEMAINS_KIND_JOB, "Job", NULL);
      flush (project, &error);
      g_print ("%u\n", n);
      fflush (stdout);
    }
}

/* Killed at any moment while the stick is away: what was kept comes back. */
static void
test_killed (void)
{
  const char *wanted = g_getenv ("DEMAINS_TEST_KILLS");
  guint n_kills = wanted != NULL ? atoi (wanted) : 2;
  g_autofree char *folder = demains_test_path ("killed");
  g_autofree char *gone = g_strconcat (folder, ".away", NULL);
  g_autofree char *path = g_build_filename (folder, "killed.demains", NULL);

  g_mkdir (folder, 0700);
  demains_test_close (demains_test_create (path));
  for (guint i = 0; i < n_kills; i++)
    {
      g_autoptr (GSubprocess) child
        = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--child", path, NULL);
      g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
      guint wanted_lines = g_test_rand_int_range (1, 60);
      guint kept = 0;
      DemainsProject *project;

      for (guint n = 0; n < wanted_lines; n++)
        {
          g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);

          g_assert_nonnull (line);
          kept = atoi (line);
        }
      g_usleep (g_test_rand_int_range (0, 20000));
      g_subprocess_force_exit (child);
      g_subprocess_wait (child, NULL, NULL);
      g_assert_cmpint (g_rename (gone, folder), ==, 0);
      demains_test_bring_back (path);
      g_assert_cmpuint (demains_test_count_kept (), ==, 0);
      project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
      g_assert_cmpuint (count (project, DEMAINS_KIND_JOB), >=, kept);
      demains_test_close (project);
    }
}

/* The stick was worked on elsewhere meanwhile: nothing is written over that, and
 * the two are merged. */
static void
test_parted (void)
{
  g_autofree char *path = stick_path ("parted.demains");
  g_autofree char *elsewhere = g_build_filename (away, "parted.demains", NULL);
  DemainsProject *project = demains_test_create (path);
  DemainsProject *other;

  demains_project_add (project, DEMAINS_KIND_JOB, "Before", NULL);
  demains_test_flush (project);
  pull ();
  demains_project_add (project, DEMAINS_KIND_JOB, "Here", NULL);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  other = demains_test_open (elsewhere, DEMAINS_OPEN_REQUIRE_WRITE, NULL);
  demains_project_add (other, DEMAINS_KIND_JOB, "Elsewhere", NULL);
  demains_test_close (other);
  plug ();
  demains_test_until (
    g_error_matches (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PARTED));
  demains_project_add (project, DEMAINS_KIND_JOB, "Here again", NULL);
  demains_test_spin (1500);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_KEPT);
  demains_test_give_up (project);
  check_file (path, "", 2);

  demains_test_bring_back (path);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  check_file (path, "", 4);
}

/* Closed, or killed, while the stick is away: it is kept, and comes back later with
 * its history. */
static void
test_later (void)
{
  g_autofree char *path = stick_path ("later.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) writer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_test_flush (project);
  pull ();
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  g_object_set (get_section (project), "text", "Later.", NULL);
  writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "One", NULL);
  begin (writer);
  for (guint i = 0; i < 100; i++)
    append (writer, i);
  finish (writer);
  g_clear_object (&writer);

  /* Closing says that it is not on the stick. */
  demains_project_close_async (project, demains_test_ready_cb, &result);
  g_assert_false (demains_project_close_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
  g_clear_object (&result);
  demains_test_give_up (project);
  g_assert_cmpuint (demains_test_count_kept (), ==, 1);
  plug ();
  check_file (path, "", 0);

  demains_test_bring_back (path);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  check_file (path, "Later.", 0);
  check_films (path, 1, 100);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_true (demains_test_undo (project));
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (get_section (project), "text"), ==, "");
  demains_test_close (project);
}

/* A window that shows much. */
static void
slow_cb (void)
{
  g_usleep (5000);
}

/* However the writes, the look at the stick and the word of them fall together: closing
 * never takes for saved what is kept on this computer. */
static void
test_closing (void)
{
  g_autofree char *path = stick_path ("closing.demains");
  DemainsProject *project = demains_test_create (path);

  demains_test_flush (project);
  pull ();
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  g_signal_connect (project, "notify::save-state", G_CALLBACK (slow_cb), NULL);
  for (guint i = 0; i < CLOSINGS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u.", i);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      g_object_set (get_section (project), "text", text, NULL);
      demains_project_end_typing (project);
      demains_project_add_version (project, DEMAINS_VERSION_CLOSED, "");
      demains_project_close_async (project, demains_test_ready_cb, &result);
      g_assert_false (demains_project_close_finish (project, demains_test_wait (&result), &error));
      g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE);
    }
  demains_test_give_up (project);
  g_assert_cmpuint (demains_test_count_kept (), ==, 1);
  plug ();
  demains_test_bring_back (path);
}

/* Saved as a project of its own, which can be merged with the first one later. */
static void
test_elsewhere (void)
{
  g_autofree char *path = stick_path ("first.demains");
  g_autofree char *out = demains_test_path ("own.demains");
  g_autoptr (DemainsMergeReport) report = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_create (path);

  demains_test_flush (project);
  pull ();
  g_object_set (get_section (project), "text", "Own.", NULL);
  wait_for_state (project, DEMAINS_SAVE_KEPT);
  kept = demains_test_list_kept (NULL);
  g_assert_cmpuint (kept->len, ==, 0);
  demains_test_give_up (project);
  g_clear_pointer (&kept, g_ptr_array_unref);

  kept = demains_test_list_kept (NULL);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (((DemainsKeptWork *)kept->pdata[0])->home, ==, path);
  g_assert_cmpstr (((DemainsKeptWork *)kept->pdata[0])->group, ==, "Les Halles");
  demains_kept_work_save_async (((DemainsKeptWork *)kept->pdata[0])->path, out, demains_test_ready_cb, &result);
  g_assert_true (demains_kept_work_save_finish (demains_test_wait (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  check_file (out, "Own.", 0);
  plug ();
  report = demains_test_merge (path, out, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->collisions->len, ==, 0);
  check_file (path, "Own.", 0);
}

/* What was written when the stick was pulled is on it though nobody was told so: it
 * is there once, whether this computer takes a recovery file or not. */
static void
doubt (const char *name, gboolean nowhere, gboolean film)
{
  g_autofree char *path = stick_path (name);
  g_autofree char *recovery = g_build_filename (g_get_user_state_dir (), "demains", "recovery", NULL);
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "One", NULL);

  begin (writer);
  append (writer, 0);
  demains_test_flush (project);
  g_mkdir_with_parents (recovery, 0700);
  g_assert_true (!nowhere || (g_rmdir (recovery) == 0 && g_file_set_contents (recovery, "in the way", -1, NULL)));
  demains_disk_fault_pull_at_commit (stick);
  if (film)
    append (writer, 1);
  else
    demains_project_add (project, DEMAINS_KIND_JOB, "In doubt", NULL);
  wait_for_state (project, nowhere ? DEMAINS_SAVE_FAILED : DEMAINS_SAVE_KEPT);
  if (film)
    append (writer, 2);
  demains_disk_fault_plug ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  finish (writer);
  g_clear_object (&writer);
  g_unlink (recovery);
  demains_test_close (project);
  check_file (path, "", film ? 0 : 1);
  check_films (path, 1, film ? 3 : 1);
}

static void
test_doubt (void)
{
  doubt ("kept-words.demains", FALSE, FALSE);
  doubt ("kept-film.demains", FALSE, TRUE);
  doubt ("unkept-words.demains", TRUE, FALSE);
  doubt ("unkept-film.demains", TRUE, TRUE);
}

/* Pulled and plugged at random while there is typing and filming: each thing is
 * there in the end, once. */
static void
test_random (void)
{
  const char *wanted = g_getenv ("DEMAINS_TEST_PULLS");
  guint n_pulls = wanted != NULL ? atoi (wanted) : 3;
  g_autofree char *path = stick_path ("random.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "One", NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_chunks = 0, n_jobs = 0;

  begin (writer);
  for (guint i = 0; i < n_pulls; i++)
    {
      int events = g_test_rand_int_range (5, 30);
      int pulled_at = g_test_rand_int_range (0, events);

      for (int e = 0; e < events; e++)
        {
          if (e == pulled_at)
            pull ();
          switch (g_test_rand_int_range (0, 3))
            {
            case 0:
              g_string_append_printf (text, "mot%u ", i);
              g_object_set (get_section (project), "text", text->str, NULL);
              break;
            case 1:
              append (writer, n_chunks++);
              break;
            default:
              demains_project_add (project, DEMAINS_KIND_JOB, "Job", NULL);
              n_jobs++;
            }
          demains_test_spin (g_test_rand_int_range (0, 40));
        }
      plug ();
      if (g_test_rand_int_range (0, 3) > 0)
        wait_for_state (project, DEMAINS_SAVE_SAVED);
    }
  finish (writer);
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  g_assert_cmpuint (demains_test_count_kept (), ==, 0);
  g_clear_object (&writer);
  demains_test_close (project);
  check_file (path, text->str, n_jobs);
  check_films (path, 1, n_chunks);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = NULL;

  /* While there is one thread. */
  has_mounts = unshare (CLONE_NEWNS) == 0;
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    work_until_killed (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  state = demains_test_path ("state");
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  stick = demains_test_path ("stick");
  away = demains_test_path ("away");
  g_mkdir (stick, 0700);
  demains_disk_fault_start ();

  g_test_add_func ("/pulled/typing", test_typing);
  g_test_add_func ("/pulled/idle", test_idle);
  g_test_add_func ("/pulled/filming", test_filming);
  g_test_add_func ("/pulled/frozen", test_frozen);
  g_test_add_func ("/pulled/nowhere", test_nowhere);
  g_test_add_func ("/pulled/reading", test_reading);
  g_test_add_func ("/pulled/killed", test_killed);
  g_test_add_func ("/pulled/parted", test_parted);
  g_test_add_func ("/pulled/later", test_later);
  g_test_add_func ("/pulled/closing", test_closing);
  g_test_add_func ("/pulled/elsewhere", test_elsewhere);
  g_test_add_func ("/pulled/doubt", test_doubt);
  g_test_add_func ("/pulled/random", test_random);
  g_test_add_func ("/pulled/unmounted", test_unmounted);

  return g_test_run ();
}
