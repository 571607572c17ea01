/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-database.h"
#include "demains-media-writer.h"
#include "demains-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

/* A disk of this program's own: a small tmpfs in its own mount namespace. */
#define DISK_SIZE "size=128m"

/* What is promised for a disk without a free byte. */
#define SAVES 50

static gboolean has_disk;

static gboolean
write_file (const char *path, const char *text)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && write (fd, text, strlen (text)) == (gssize)strlen (text);

  if (fd >= 0)
    close (fd);

  return done;
}

static gboolean
enter_namespace (void)
{
  g_autofree char *map = g_strdup_printf ("0 %d 1", getuid ());

  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_file ("/proc/self/setgroups", "deny")
         && write_file ("/proc/self/uid_map", map);
}

static char *
disk_path (const char *name)
{
  g_autofree char *disk = demains_test_path ("disk");

  return g_build_filename (disk, name, NULL);
}

/* Leaves not one byte free. */
static void
fill_disk (void)
{
  g_autofree char *path = disk_path ("filler");
  g_autofree char *block = g_malloc0 (4096);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  while (write (fd, block, 4096) > 0)
    ;
  close (fd);
}

static void
clear_disk (void)
{
  g_autofree char *path = disk_path ("filler");

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
wait_for_state (DemainsProject *project, DemainsSaveState state)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (demains_project_get_save_state (project) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (50);
    }
}

/* Too long for the room that is kept for words. */
static char *
make_long_text (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < 300000; i++)
    g_string_append_printf (text, "mot%d ", i);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The room that is kept for words is there as soon as the project is open. */
static void
wait_for_reserve (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat status;

  demains_test_until (stat (path, &status) == 0 && status.st_size > 2 * 1024 * 1024);
  demains_test_until (stat (journal, &status) == 0 && status.st_size >= 2 * 1024 * 1024);
  /* It is the disk's, not a promise of a sparse file. */
  g_assert_cmpint (status.st_blocks * 512, >=, status.st_size);
}

static gboolean
has_text (const char *path, const char *text)
{
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  DemainsRecord *section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  gboolean found = strcmp (demains_record_get_text (section, "text"), text) == 0;

  demains_test_close (project);

  return found;
}

/* Films half a second to a disk that has no room for it. */
static DemainsMediaWriter *
film (DemainsProject *project)
{
  const DemainsMediaInfo info = { "video/x-matroska", "h264", "flac", 1280, 720, 30, 1 };
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (256 * 1024), 256 * 1024);

  demains_media_writer_begin (writer, &info, bytes);
  demains_media_writer_append (writer, &(DemainsMediaChunk){ bytes, 0, 500 * 1000 * 1000 });
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_FAILED);

  return g_steal_pointer (&writer);
}

/* Without a free byte words are still saved. A film that finds no room does not
 * hold them up, and is there when there is room. */
static void
test_words_on_full_disk (void)
{
  g_autofree char *path = disk_path ("words.demains");
  g_autoptr (DemainsMediaWriter) writer = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  DemainsProject *project;
  DemainsRecord *section;

  if (!has_disk)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  project = demains_test_create (path);
  section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  wait_for_reserve (path);
  fill_disk ();
  writer = film (project);
  for (int i = 0; i < SAVES; i++)
    {
      g_string_append_printf (text, "Paragraphe %d. Il est sept heures, et personne ne pousse la porte. ", i);
      demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse de rue", NULL);
      g_object_set (section, "text", text->str, NULL);
      demains_project_flush_async (project, NULL, NULL);
      demains_test_until (has_text (path, text->str));
    }

  clear_disk ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  g_clear_object (&writer);
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpint (demains_media_get_duration (demains_project_find_media (
                     project, demains_record_get_id (
                                demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_TAKE), 0)))),
                   ==, 500 * 1000 * 1000);
  demains_test_close (project);
}

/* On a full disk what is typed stays, says so, can be copied elsewhere, and is
 * saved as soon as there is room. */
static void
test_full_disk (void)
{
  g_autofree char *path = disk_path ("full.demains");
  g_autofree char *elsewhere = demains_test_path ("elsewhere.demains");
  g_autofree char *text = make_long_text ();
  g_autoptr (GAsyncResult) copied = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project, *copy;
  DemainsRecord *section;

  if (!has_disk)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  project = demains_test_create (path);
  section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  fill_disk ();
  g_object_set (section, "text", text, NULL);
  wait_for_state (project, DEMAINS_SAVE_FAILED);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);

  /* Who waits for the disk is told, and is not kept waiting. */
  demains_project_flush_async (project, demains_test_ready_cb, &flushed);
  g_assert_false (demains_project_flush_finish (project, demains_test_wait (&flushed), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_clear_object (&flushed);

  demains_project_save_copy_async (project, elsewhere, NULL, demains_test_ready_cb, &copied);
  g_assert_true (demains_project_save_copy_finish (project, demains_test_wait (&copied), &error));
  g_assert_no_error (error);
  g_clear_object (&copied);
  copy = demains_test_open (elsewhere, DEMAINS_OPEN_WRITE, NULL);
  g_assert_cmpstr (demains_record_get_text (
                     demains_record_list_get (demains_project_get_list (copy, DEMAINS_KIND_SECTION), 0), "text"),
                   ==, text);
  demains_test_close (copy);

  clear_disk ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, text);
  demains_test_close (project);
}

static void
count_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  guint *n = user_data;

  *n += strstr (message, "refused a change") != NULL;
}

/* A change that the file refuses, on a disk that has no room to mend it: it is
 * mended when there is. */
static void
test_refused_on_full_disk (void)
{
  g_autofree char *path = disk_path ("refused.demains");
  g_autofree char *long_day = make_long_text ();
  GLogLevelFlags fatal;
  guint handler, n_refused = 0;
  DemainsProject *project;
  DemainsDatabase *other;

  if (!has_disk)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  project = demains_test_create (path);
  demains_project_add (project, DEMAINS_KIND_JOB, "First", NULL);
  demains_test_flush (project);
  other = demains_database_open (path, DEMAINS_DATABASE_READ, NULL);
  g_assert_true (demains_database_exec (
    other, "PRAGMA query_only = 0; CREATE UNIQUE INDEX once ON change (verb) WHERE step > 0", NULL));
  demains_database_close (other);

  g_object_set (demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_JOB), 0), "day", "Court.",
                NULL);
  demains_test_flush (project);

  /* The refusal is there, but nobody has seen to it before the disk is full. */
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  handler = g_log_set_handler (NULL, G_LOG_LEVEL_WARNING, count_cb, &n_refused);
  demains_project_add (project, DEMAINS_KIND_JOB, "Second", NULL);
  g_usleep (G_USEC_PER_SEC / 2);
  fill_disk ();
  /* What is to be mended could find room in what is kept for words; with this it cannot. */
  g_object_set (demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_JOB), 0), "day", long_day,
                NULL);
  wait_for_state (project, DEMAINS_SAVE_FAILED);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);
  demains_test_spin (2500);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);
  clear_disk ();
  wait_for_state (project, DEMAINS_SAVE_SAVED);
  demains_test_close (project);
  g_log_remove_handler (NULL, handler);
  g_log_set_always_fatal (fatal);
  g_assert_cmpuint (n_refused, >=, 1);

  demains_test_run_sql (path, "DROP INDEX once");
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_JOB))), ==,
                    2);
  demains_test_close (project);
}

/* A project that does not fit leaves nothing behind. */
static void
test_create_on_full_disk (void)
{
  g_autofree char *path = disk_path ("new.demains");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!has_disk)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  fill_disk ();
  demains_project_create_async (path, "A", "health", "fr", NULL, demains_test_ready_cb, &result);
  g_assert_null (demains_project_open_finish (demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  clear_disk ();
}

/* Closing says that something could not be saved, and leaves the project open. */
static void
test_close_on_full_disk (void)
{
  g_autofree char *path = disk_path ("close.demains");
  g_autofree char *text = make_long_text ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  DemainsRecord *section;

  if (!has_disk)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  project = demains_test_create (path);
  section = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
  fill_disk ();
  g_object_set (section, "text", text, NULL);
  demains_project_close_async (project, demains_test_ready_cb, &result);
  g_assert_false (demains_project_close_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NO_SPACE);
  g_clear_object (&result);
  clear_disk ();
  demains_test_close (project);
}

/* A file of an older format is read as it is where there is no room to change it,
 * and is told why. */
static void
test_older_on_full_disk (void)
{
  g_autofree char *path = disk_path ("older.demains");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length, after_length;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  if (!has_disk)
    {
      g_test_skip ("no mount namespace to be had");
      return;
    }

  demains_test_run_fixture (path, "format-1.sql");
  g_assert_true (g_file_get_contents (path, &before, &before_length, NULL));
  fill_disk ();
  g_assert_null (demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_OLDER);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_true (demains_project_get_read_only (project));
  g_assert_error (demains_project_get_obstacle (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_OLDER);
  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "group"), ==, "Les Tilleuls");
  demains_test_close (project);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);

  clear_disk ();
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_false (demains_project_get_read_only (project));
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_autofree char *disk = NULL;
  int status;

  has_disk = enter_namespace ();
  g_test_init (&argc, &argv, NULL);
  disk = demains_test_path ("disk");
  g_mkdir (disk, 0700);
  has_disk = has_disk && mount ("tmpfs", disk, "tmpfs", 0, DISK_SIZE) == 0;

  g_test_add_func ("/full-disk/words", test_words_on_full_disk);
  g_test_add_func ("/full-disk/typing", test_full_disk);
  g_test_add_func ("/full-disk/refused", test_refused_on_full_disk);
  g_test_add_func ("/full-disk/older", test_older_on_full_disk);
  g_test_add_func ("/full-disk/create", test_create_on_full_disk);
  g_test_add_func ("/full-disk/close", test_close_on_full_disk);

  status = g_test_run ();
  if (has_disk)
    umount2 (disk, MNT_DETACH);

  return status;
}
