/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-claim.h"
#include "demains-test.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TEXT "Il est sept heures."

/* Folders of this name are of a file system that knows no locks. */
#define LOCKLESS "lockless"

/* The kernel's number for "nobody", whom every system has. */
#define NOBODY 65534

/* In which who comes second is told. */
#define PROMISE (DEMAINS_TEST_SLACK * G_USEC_PER_SEC)

/* So many programs open one project so often, each as soon as it can. */
#define RACERS 3
#define ROUNDS 40

static const char *program;

/* In the place of the system's own, also for SQLite. */
int
fcntl64 (int fd, int command, ...)
{
  va_list arguments;
  long argument;

  va_start (arguments, command);
  argument = va_arg (arguments, long);
  va_end (arguments);

  if (command == F_OFD_SETLK || command == F_OFD_GETLK || command == F_SETLK || command == F_GETLK)
    {
      g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", fd);
      char target[4096] = "";

      if (readlink (link, target, sizeof target - 1) > 0 && strstr (target, "/" LOCKLESS "/") != NULL)
        {
          /* SQLite's own go through, as where each computer has locks of its own. */
          if (command == F_SETLK || command == F_GETLK)
            return syscall (SYS_fcntl, fd, command, argument);
          errno = ENOLCK;
          return -1;
        }
    }

  return syscall (SYS_fcntl, fd, command, argument);
}

static DemainsRecord *
get_section (DemainsProject *project)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0);
}

static const char *
get_text (DemainsProject *project)
{
  return demains_record_get_text (get_section (project), "text");
}

static char *
make_project (const char *name)
{
  char *path = demains_test_path (name);

  demains_test_close (demains_test_create (path));

  return path;
}

/* What the file itself says, by a connection of its own. */
static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  gint64 number;

  g_assert_no_error (error);
  g_assert_true (demains_database_get_number (database, sql, &number, &error));
  demains_database_close (database);

  return number;
}

static void
tell (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);

  return line;
}

static GSubprocess *
start (GSubprocessLauncher *launcher, const char *file, const char *role, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_launcher_spawn (launcher, &error, file, role, path, NULL);

  g_assert_no_error (error);

  return process;
}

/* Another program that opens the project, types into it and stays. */
static GSubprocess *
start_owner_by (GSubprocessLauncher *launcher, const char *file, const char *path)
{
  GSubprocess *owner = start (launcher, file, "--owner", path);
  g_autofree char *line = read_line (owner);

  g_assert_cmpstr (line, ==, "written");

  return owner;
}

static GSubprocess *
start_owner (const char *path)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);

  return start_owner_by (launcher, program, path);
}

static void
kill_owner (GSubprocess *owner)
{
  g_subprocess_force_exit (owner);
  g_subprocess_wait (owner, NULL, NULL);
  g_object_unref (owner);
}

static int
be_owner (const char *path)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error);
  g_assert_no_error (error);
  g_object_set (get_section (project), "text", TEXT, NULL);
  demains_test_flush (project);
  g_print ("written\n");
  fflush (stdout);
  for (;;)
    demains_test_spin (1000);

  return 0;
}

/* Who comes second reads within a second, and is told whose it is. */
static void
test_told (void)
{
  g_autofree char *path = make_project ("told.demains");
  gint64 before = g_get_real_time ();
  GSubprocess *owner = start_owner (path);
  gint64 start = g_get_monotonic_time ();
  DemainsProject *second = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  const DemainsOwner *seen;

  g_assert_true (demains_project_get_read_only (second));
  demains_test_until (demains_project_get_owner (second) != NULL);
  g_test_message ("told after %.3f s", (g_get_monotonic_time () - start) / (double)G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PROMISE);
  seen = demains_project_get_owner (second);
  g_assert_true (demains_owner_is_this_person (seen));
  g_assert_cmpstr (seen->host, ==, g_get_host_name ());
  g_assert_cmpint (seen->since, >, before);
  g_assert_cmpint (seen->since, <, g_get_real_time ());
  g_assert_cmpstr (get_text (second), ==, TEXT);

  /* For as long as the owner lives. */
  demains_test_spin (2500);
  g_assert_false (demains_project_get_owner_gone (second));
  kill_owner (owner);
  demains_test_close (second);
}

static void
become_nobody_cb (gpointer user_data)
{
  if (setresgid (NOBODY, NOBODY, NOBODY) != 0 || setresuid (NOBODY, NOBODY, NOBODY) != 0)
    _exit (1);
}

/* Two accounts of one computer, and a folder that both may write. */
static void
test_another_user (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *state = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *owner;
  DemainsProject *second, *project;
  gint64 start;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can be somebody else");
      return;
    }

  path = make_project ("another user.demains");
  folder = g_path_get_dirname (path);
  g_assert_cmpint (g_chmod (folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  state = g_build_filename (folder, "nobody", NULL);
  g_assert_cmpint (g_mkdir (state, 0777), ==, 0);
  g_assert_cmpint (g_chmod (state, 0777), ==, 0);
  for (guint i = 0; i < 3; i++)
    g_subprocess_launcher_setenv (launcher, ((const char *[]){ "HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR" })[i], state,
                                  TRUE);
  /* Where sanitizers are told what to leave alone may be nobody's to read. */
  g_subprocess_launcher_unsetenv (launcher, "ASAN_OPTIONS");
  g_subprocess_launcher_unsetenv (launcher, "LSAN_OPTIONS");
  g_subprocess_launcher_set_child_setup (launcher, become_nobody_cb, NULL, NULL);
  /* Where this program lies may be nobody's to enter. */
  file = demains_test_copy (program, "owner");
  owner = start_owner_by (launcher, file, path);

  start = g_get_monotonic_time ();
  second = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_true (demains_project_get_read_only (second));
  demains_test_until (demains_project_get_owner (second) != NULL);
  g_test_message ("told after %.3f s", (g_get_monotonic_time () - start) / (double)G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - start, <, PROMISE);
  g_assert_false (demains_owner_is_this_person (demains_project_get_owner (second)));
  g_assert_true (demains_owner_is_on_this_machine (demains_project_get_owner (second)));
  g_assert_cmpstr (demains_project_get_owner (second)->name, ==, "nobody");

  kill_owner (owner);
  demains_test_until (demains_project_get_owner_gone (second));
  demains_project_take_over_async (second, NULL, demains_test_ready_cb, &result);
  project = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  demains_test_close (second);
  g_assert_false (demains_project_get_read_only (project));
  g_assert_cmpstr (get_text (project), ==, TEXT);
  demains_test_close (project);
}

/* Opens it again and again; while it is this program's, a file beside it says so. */
static int
be_racer (const char *path)
{
  g_autofree char *mark = g_strconcat (path, ".mark", NULL);
  guint n_written = 0;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (guint round = 0; round < ROUNDS; round++)
    {
      DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
      int fd;

      if (demains_project_get_read_only (project))
        {
          demains_test_close (project);
          continue;
        }

      fd = g_open (mark, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
      if (fd < 0)
        return 1;
      demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse de rue", NULL);
      demains_test_flush (project);
      n_written++;
      g_assert_cmpint (g_unlink (mark), ==, 0);
      close (fd);
      demains_test_close (project);
    }
  printf ("%u\n", n_written);
  fflush (stdout);

  return 0;
}

/* Of those who come at one time one writes and the others read; what each wrote is there. */
static void
test_races (void)
{
  g_autofree char *path = make_project ("races.demains");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  GSubprocess *racers[RACERS];
  guint64 n_written = 0;

  for (guint i = 0; i < RACERS; i++)
    racers[i] = start (launcher, program, "--racer", path);
  for (guint i = 0; i < RACERS; i++)
    {
      g_autofree char *line = read_line (racers[i]);
      g_autoptr (GError) error = NULL;

      g_subprocess_wait_check (racers[i], NULL, &error);
      g_assert_no_error (error);
      n_written += g_ascii_strtoull (line, NULL, 10);
      g_object_unref (racers[i]);
    }
  g_test_message ("%" G_GUINT64_FORMAT " of %d openings could write", n_written, RACERS * ROUNDS);
  g_assert_cmpuint (n_written, >, 0);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM job"), ==, (gint64)n_written);
  g_assert_cmpint (ask (path, "SELECT COUNT(DISTINCT position) FROM job"), ==, (gint64)n_written);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM change WHERE kind = 'job'"), ==, (gint64)n_written);
}

/* A project that its owner's program lost goes on elsewhere, with what was written last. */
static void
test_take_over (void)
{
  g_autofree char *path = make_project ("take over.demains");
  GSubprocess *owner = start_owner (path);
  DemainsProject *second = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  g_assert_true (demains_project_get_read_only (second));
  kill_owner (owner);
  demains_test_until (demains_project_get_owner_gone (second));

  demains_project_take_over_async (second, NULL, demains_test_ready_cb, &result);
  project = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  demains_test_close (second);
  g_assert_false (demains_project_get_read_only (project));
  g_assert_cmpstr (get_text (project), ==, TEXT);
  g_object_set (get_section (project), "text", "mine", NULL);
  demains_test_flush (project);
  demains_test_close (project);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM section WHERE text = 'mine'"), ==, 1);
}

/* The name is in the file for as long as it is open, and in no copy of it. */
static void
test_name_leaves (void)
{
  g_autofree char *path = make_project ("leaves.demains");
  g_autofree char *copy = demains_test_path ("leaves copy.demains");
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_test_flush (project);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM owner"), ==, 1);
  demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  demains_project_save_copy_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_cmpint (ask (copy, "SELECT COUNT(*) FROM owner"), ==, 0);
  demains_test_close (project);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM owner"), ==, 0);
}

/* A row that a killed program left is no owner. */
static void
test_stale (void)
{
  g_autofree char *path = make_project ("stale.demains");
  DemainsProject *project;

  tell (path, "INSERT INTO owner VALUES (1, 'gone', 'Somebody', 'elsewhere', 'another boot', 1, 0)");
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_false (demains_project_get_read_only (project));
  demains_test_flush (project);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM owner WHERE token <> 'gone'"), ==, 1);
  demains_test_close (project);
}

/* What another computer took over is not written any more, never and by nobody, and
 * what was typed is in a copy. */
static void
test_lost (void)
{
  g_autofree char *path = make_project ("lost.demains");
  g_autofree char *copy = demains_test_path ("lost copy.demains");
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) given_up = NULL;
  g_autoptr (GError) error = NULL;

  demains_test_flush (project);
  tell (path, "UPDATE owner SET token = 'other', name = 'Somebody', host = 'elsewhere', machine = 'another boot'");
  g_object_set (get_section (project), "text", "too late", NULL);
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_FAILED);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_TAKEN_OVER);
  demains_test_until (demains_project_get_owner (project) != NULL);
  g_assert_cmpstr (demains_project_get_owner (project)->host, ==, "elsewhere");

  demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  demains_project_save_copy_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_cmpint (ask (copy, "SELECT COUNT(*) FROM section WHERE text = 'too late'"), ==, 1);

  /* The other one closes; the file has what they did, so it still is not ours. */
  tell (path, "DELETE FROM owner");
  demains_test_spin (2500);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_FAILED);
  demains_project_give_up_async (project, demains_test_ready_cb, &given_up);
  demains_test_wait (&given_up);
  g_clear_object (&given_up);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  g_object_unref (project);
  g_assert_cmpint (ask (path, "SELECT COUNT(*) FROM section WHERE text = 'too late'"), ==, 0);
}

/* Where there are no locks, the beat of the owner's row decides. */
static void
test_without_locks (void)
{
  g_autofree char *folder = demains_test_path (LOCKLESS);
  g_autofree char *path = NULL;
  GSubprocess *owner;
  DemainsProject *second;
  DemainsProject *project;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 killed;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  path = make_project (LOCKLESS "/halles.demains");
  owner = start_owner (path);
  second = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_true (demains_project_get_read_only (second));
  g_assert_error (demains_project_get_obstacle (second), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  g_assert_nonnull (demains_project_get_owner (second));
  demains_test_spin (DEMAINS_CLAIM_BEAT / 1000 + 1000);
  g_assert_cmpint (ask (path, "SELECT beat FROM owner"), >, 0);

  kill_owner (owner);
  killed = g_get_monotonic_time ();
  while (!demains_project_get_owner_gone (second) && g_get_monotonic_time () < killed + 2 * DEMAINS_CLAIM_GONE)
    demains_test_spin (50);
  g_assert_true (demains_project_get_owner_gone (second));
  g_assert_cmpint (g_get_monotonic_time () - killed, >, DEMAINS_CLAIM_GONE - DEMAINS_CLAIM_BEAT - G_USEC_PER_SEC);

  demains_project_take_over_async (second, NULL, demains_test_ready_cb, &result);
  project = demains_project_open_finish (demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_false (demains_project_get_read_only (project));
  demains_test_close (second);
  g_object_set (get_section (project), "text", "mine", NULL);
  demains_test_flush (project);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--owner"))
    return be_owner (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--racer"))
    return be_racer (argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/owner/told", test_told);
  g_test_add_func ("/project/owner/another-user", test_another_user);
  g_test_add_func ("/project/owner/races", test_races);
  g_test_add_func ("/project/owner/take-over", test_take_over);
  g_test_add_func ("/project/owner/name-leaves", test_name_leaves);
  g_test_add_func ("/project/owner/stale", test_stale);
  g_test_add_func ("/project/owner/lost", test_lost);
  g_test_add_func ("/project/owner/without-locks", test_without_locks);

  return g_test_run ();
}
