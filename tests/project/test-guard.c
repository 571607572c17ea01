/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-database.h"
#include "demains-guard.h"
#include "demains-test.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

/* The byte that SQLite locks to write (sqlite.org/lockingv3.html). */
#define RESERVED_BYTE 0x40000001

/* Whether this process holds SQLite's lock on the file, as another one sees it. */
static gboolean
is_locked (const char *path)
{
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = RESERVED_BYTE, .l_len = 1 };
      int fd = open (path, O_RDWR | O_CLOEXEC);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return WEXITSTATUS (status) == 1;
}

static guint
count_descriptors (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      n += g_strcmp0 (target, path) == 0;
    }

  return n;
}

static char *
make_project (const char *name)
{
  char *path = demains_test_path (name);

  demains_test_close (demains_test_create (path));

  return path;
}

/* Who is refused a project that this process writes takes no lock away from who
 * writes it. */
static void
test_refused (void)
{
  g_autofree char *path = make_project ("refused.demains");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsGuard) guard = demains_guard_take (path, &error);
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_WRITE, &error);

  g_assert_true (demains_database_begin (database, &error));
  g_assert_no_error (error);
  g_assert_true (is_locked (path));
  g_assert_null (demains_guard_take (path, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  g_assert_true (is_locked (path));

  demains_database_rollback (database);
  demains_database_close (database);
  g_clear_pointer (&guard, demains_guard_free);
  g_assert_cmpuint (count_descriptors (path), ==, 0);
}

/* A claim ends when it is given back, while somebody of this process still reads. */
static void
test_given_back (void)
{
  g_autofree char *path = make_project ("given back.demains");
  g_autoptr (GError) error = NULL;
  DemainsGuard *guard = demains_guard_take (path, &error);
  DemainsDatabase *reader = demains_database_open (path, DEMAINS_DATABASE_READ, &error);

  g_assert_no_error (error);
  demains_guard_free (guard);
  g_assert_cmpuint (count_descriptors (path), ==, 2);
  guard = demains_guard_take (path, &error);
  g_assert_no_error (error);
  demains_database_close (reader);
  g_assert_cmpuint (count_descriptors (path), ==, 1);
  demains_guard_free (guard);
  g_assert_cmpuint (count_descriptors (path), ==, 0);
}

/* The same with whole projects: a second window. */
static void
test_twice (void)
{
  g_autofree char *path = make_project ("twice.demains");
  DemainsProject *first = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  DemainsProject *second = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);

  g_assert_false (demains_project_get_read_only (first));
  g_assert_true (demains_project_get_read_only (second));
  g_assert_error (demains_project_get_obstacle (second), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  demains_test_close (first);
  first = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_false (demains_project_get_read_only (first));
  demains_test_close (second);
  demains_test_close (first);
  g_assert_cmpuint (count_descriptors (path), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/guard/refused", test_refused);
  g_test_add_func ("/project/guard/given-back", test_given_back);
  g_test_add_func ("/project/guard/twice", test_twice);

  return g_test_run ();
}
