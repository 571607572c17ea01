/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-room.h"
#include "demains-guard.h"
#include "demains-test-disk.h"
#include "demains-test.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Projects that the real document portal shows through FUSE, as in a sandbox: every
 * row of the table of what goes wrong there with SQLite as it is. */

#define PORTAL "/usr/libexec/xdg-document-portal"
#define NAME "org.freedesktop.portal.Documents"
#define PATH "/org/freedesktop/portal/documents"

/* The portal's flags for AddFull(), from its interface. */
#define REUSE_EXISTING 1
#define PERSISTENT 2
#define DIRECTORY 8

/* How long a change takes until it is in the file, when nothing else is done. */
#define CHECKED_IN_SECONDS 10

#define MIB G_GINT64_CONSTANT (1048576)

static const char *program;
static char *runtime;
static GTestDBus *bus;
static GDBusConnection *connection;
static GSubprocess *portal;

static gboolean
has_portal (void)
{
  GStatBuf status;
  g_autofree char *mounted = g_build_filename (runtime, "doc", "by-app", NULL);

  return g_stat (mounted, &status) == 0;
}

static void
start_portal (void)
{
  g_autoptr (GError) error = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  portal = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, PORTAL, NULL);
  g_assert_no_error (error);
  while (!has_portal ())
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
    }
}

/* As when the person logs out, or the computer stops. */
static void
stop_portal (void)
{
  g_autofree char *mounted = g_build_filename (runtime, "doc", NULL);

  g_subprocess_force_exit (portal);
  g_subprocess_wait (portal, NULL, NULL);
  g_clear_object (&portal);
  /* It may have gone by itself. */
  g_assert_true (umount2 (mounted, MNT_DETACH) == 0 || errno == EINVAL);
}

static void
restart_portal (void)
{
  stop_portal ();
  start_portal ();
}

/* Gives a file or folder as the file chooser does, and answers where it then is. */
static char *
grant (const char *path, gboolean is_folder)
{
  const char *const permissions[] = { "read", "write", "grant-permissions", NULL };
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GUnixFDList) descriptors = g_unix_fd_list_new ();
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree const char **ids = NULL;
  g_autoptr (GVariant) list = NULL;
  int fd = open (path, O_PATH | O_CLOEXEC);
  guint flags = REUSE_EXISTING | PERSISTENT | (is_folder ? DIRECTORY : 0);

  g_assert_cmpint (fd, >=, 0);
  g_unix_fd_list_append (descriptors, fd, &error);
  close (fd);
  answer = g_dbus_connection_call_with_unix_fd_list_sync (
    connection, NAME, PATH, NAME, "AddFull",
    g_variant_new ("(@ahus^as)", g_variant_new_fixed_array (G_VARIANT_TYPE_HANDLE, &(gint32){ 0 }, 1, sizeof (gint32)),
                   flags, "org.demains.Demains", permissions),
    NULL, G_DBUS_CALL_FLAGS_NONE, -1, descriptors, NULL, NULL, &error);
  g_assert_no_error (error);
  list = g_variant_get_child_value (answer, 0);
  ids = g_variant_get_strv (list, NULL);

  return g_build_filename (runtime, "doc", ids[0], name, NULL);
}

typedef struct
{
  char *folder;
  char *host;
  char *document;
} Case;

/* A project on the host, and what a sandbox is given of it: the file alone or its folder. */
static void
case_begin (Case *self, const char *name, gboolean is_folder)
{
  g_autofree char *granted = NULL;

  self->folder = demains_test_path (name);
  g_assert_cmpint (g_mkdir (self->folder, 0700), ==, 0);
  self->host = g_build_filename (self->folder, "halles.demains", NULL);
  demains_test_close (demains_test_create (self->host));
  granted = grant (is_folder ? self->folder : self->host, is_folder);
  self->document = is_folder ? g_build_filename (granted, "halles.demains", NULL) : g_strdup (granted);
}

static void
case_end (Case *self)
{
  g_free (self->folder);
  g_free (self->host);
  g_free (self->document);
}

static DemainsRecord *
get_section (DemainsProject *project, guint index)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), index);
}

static const char *
get_text (DemainsProject *project)
{
  return demains_record_get_text (get_section (project, 0), "text");
}

static DemainsProject *
open_writable (const char *path)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);

  g_assert_no_error (error);
  g_assert_no_error (demains_project_get_obstacle (project));
  g_assert_false (demains_project_get_read_only (project));

  return project;
}

/* What the host's file holds, and that it is sound and alone. */
static void
assert_file (Case *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  DemainsProject *project = demains_test_open (self->host, DEMAINS_OPEN_READ_ONLY, &error);
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  const char *name;

  g_assert_no_error (error);
  g_assert_cmpstr (get_text (project), ==, text);
  demains_test_close (project);

  g_assert_cmpint (sqlite3_open_v2 (self->host, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (handle, "PRAGMA integrity_check", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *)sqlite3_column_text (statement, 0), ==, "ok");
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_cmpstr (name, ==, "halles.demains");
}

static guint
count_copies (void)
{
  g_autofree char *parent = g_build_filename (g_get_user_state_dir (), "demains", "checkouts", NULL);
  g_autoptr (GDir) folder = g_dir_open (parent, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

/* Another program, that has typed @text and goes on typing, so that a commit is
 * under way whenever it is killed. */
static GSubprocess *
start_typing (const char *document, const char *text)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *typist
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--type", document, text, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (typist));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "written");

  return typist;
}

static void
kill_typist (GSubprocess *typist)
{
  g_subprocess_force_exit (typist);
  g_subprocess_wait (typist, NULL, NULL);
  g_object_unref (typist);
}

static int
be_typist (const char *document, const char *text)
{
  DemainsProject *project;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  project = open_writable (document);
  g_object_set (get_section (project, 0), "text", text, NULL);
  demains_test_flush (project);
  g_print ("written\n");
  fflush (stdout);
  for (guint i = 0;; i++)
    {
      g_autofree char *more = g_strdup_printf ("%u", i);

      g_object_set (get_section (project, 1), "text", more, NULL);
      demains_test_flush (project);
    }

  return 0;
}

/* File grant, one process, no crash. */
static void
test_file (void)
{
  Case c;
  DemainsProject *project;

  case_begin (&c, "file", FALSE);
  project = open_writable (c.document);
  g_assert_cmpuint (demains_project_get_place (project), ==, DEMAINS_PLACE_PORTAL);
  g_assert_cmpstr (demains_project_get_path (project), ==, c.document);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_SAVED);
  g_object_set (get_section (project, 0), "text", "one", NULL);
  demains_test_flush (project);
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_CHECKING_IN);
  assert_file (&c, "");
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_SAVED);
  assert_file (&c, "one");

  /* What is left at the end is written back before the project is closed. */
  g_object_set (get_section (project, 0), "text", "two", NULL);
  demains_test_close (project);
  assert_file (&c, "two");
  g_assert_cmpuint (count_copies (), ==, 0);
  case_end (&c);
}

static void
check_crash (const char *name, gboolean is_folder, gboolean is_restarted)
{
  Case c;
  DemainsProject *project;

  case_begin (&c, name, is_folder);
  kill_typist (start_typing (c.document, "one"));
  if (is_restarted)
    restart_portal ();

  /* The file is as it was; the copy goes on by itself. */
  assert_file (&c, "");
  project = open_writable (c.document);
  g_assert_cmpstr (get_text (project), ==, "one");
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_SAVED);
  assert_file (&c, "one");
  g_object_set (get_section (project, 0), "text", "two", NULL);
  demains_test_close (project);
  assert_file (&c, "two");
  g_assert_cmpuint (count_copies (), ==, 0);
  case_end (&c);
}

static void
test_file_crash (void)
{
  check_crash ("file crash", FALSE, FALSE);
}

static void
test_file_crash_restart (void)
{
  check_crash ("file restart", FALSE, TRUE);
}

static void
test_folder_crash (void)
{
  check_crash ("folder crash", TRUE, FALSE);
}

static void
test_folder_crash_restart (void)
{
  check_crash ("folder restart", TRUE, TRUE);
}

/* Two processes through the portal, and one on the host: one writes. */
static void
test_exclusion (void)
{
  Case c;
  GSubprocess *typist;
  DemainsProject *second, *host;

  case_begin (&c, "exclusion", FALSE);
  typist = start_typing (c.document, "one");

  second = demains_test_open (c.document, DEMAINS_OPEN_WRITE, NULL);
  g_assert_true (demains_project_get_read_only (second));
  g_assert_error (demains_project_get_obstacle (second), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  demains_test_until (demains_project_get_owner (second) != NULL);
  g_assert_true (demains_owner_is_this_person (demains_project_get_owner (second)));
  g_assert_cmpstr (get_text (second), ==, "one");

  host = demains_test_open (c.host, DEMAINS_OPEN_WRITE, NULL);
  g_assert_true (demains_project_get_read_only (host));
  g_assert_error (demains_project_get_obstacle (host), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  demains_test_close (host);

  kill_typist (typist);
  demains_test_until (demains_project_get_owner_gone (second));
  demains_test_close (second);
  demains_test_close (open_writable (c.document));
  assert_file (&c, "one");
  g_assert_cmpuint (count_copies (), ==, 0);
  case_end (&c);
}

/* The other way round: the host has it, and the sandbox reads. */
static void
test_host_first (void)
{
  Case c;
  DemainsProject *host, *second;

  case_begin (&c, "host first", FALSE);
  host = open_writable (c.host);
  g_object_set (get_section (host, 0), "text", "host", NULL);
  demains_test_flush (host);
  second = demains_test_open (c.document, DEMAINS_OPEN_WRITE, NULL);
  g_assert_nonnull (second);
  g_assert_true (demains_project_get_read_only (second));
  g_assert_error (demains_project_get_obstacle (second), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  g_assert_cmpstr (get_text (second), ==, "host");
  demains_test_spin (2500);
  g_assert_false (demains_project_get_owner_gone (second));
  demains_test_close (second);
  demains_test_close (host);
  assert_file (&c, "host");
  case_end (&c);
}

/* The portal lets go of what a program held a moment after that was killed. */
static void
wait_for_host (Case *self)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  DemainsGuard *guard;

  while ((guard = demains_guard_take (self->host, NULL)) == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      demains_test_spin (20);
    }
  demains_guard_free (guard);
}

static void
change_on_host (Case *self, const char *text)
{
  DemainsProject *host;

  wait_for_host (self);
  host = open_writable (self->host);
  g_object_set (get_section (host, 2), "text", text, NULL);
  demains_test_close (host);
}

static void
assert_both (Case *self, const char *ours, const char *theirs)
{
  DemainsProject *project = demains_test_open (self->host, DEMAINS_OPEN_READ_ONLY, NULL);

  g_assert_cmpstr (get_text (project), ==, ours);
  g_assert_cmpstr (demains_record_get_text (get_section (project, 2), "text"), ==, theirs);
  demains_test_close (project);
}

/* What somebody wrote into the file while a crashed copy lay there is merged, not
 * written over. */
static void
test_changed_after_crash (void)
{
  Case c;
  DemainsProject *project;

  case_begin (&c, "changed after", FALSE);
  kill_typist (start_typing (c.document, "one"));
  change_on_host (&c, "host");
  project = open_writable (c.document);
  g_assert_cmpstr (get_text (project), ==, "one");
  g_assert_cmpstr (demains_record_get_text (get_section (project, 2), "text"), ==, "host");
  demains_test_close (project);
  assert_both (&c, "one", "host");
  g_assert_cmpuint (count_copies (), ==, 0);
  case_end (&c);
}

/* The same while it is open here: a file manager asks no lock. */
static void
test_changed_meanwhile (void)
{
  Case c;
  DemainsProject *project;
  g_autofree char *other = NULL;

  case_begin (&c, "changed meanwhile", FALSE);
  other = demains_test_copy (c.host, "changed meanwhile.demains");
  project = open_writable (other);
  g_object_set (get_section (project, 2), "text", "host", NULL);
  demains_test_close (project);

  project = open_writable (c.document);
  g_object_set (get_section (project, 0), "text", "one", NULL);
  g_assert_cmpint (g_rename (other, c.host), ==, 0);
  demains_test_until (strcmp (demains_record_get_text (get_section (project, 2), "text"), "host") == 0);
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_SAVED);
  assert_both (&c, "one", "host");
  demains_test_close (project);
  assert_both (&c, "one", "host");
  g_assert_cmpuint (count_copies (), ==, 0);
  case_end (&c);
}

/* And with a project of somebody else under its name: neither is lost. */
static void
test_replaced_meanwhile (void)
{
  Case c;
  DemainsProject *project;
  g_autofree char *other = demains_test_path ("stranger.demains");
  g_autofree char *copy = demains_test_path ("replaced copy.demains");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  case_begin (&c, "replaced meanwhile", FALSE);
  demains_test_close (demains_test_create (other));
  project = open_writable (c.document);
  g_object_set (get_section (project, 0), "text", "one", NULL);
  g_assert_cmpint (g_rename (other, c.host), ==, 0);
  demains_test_until (demains_project_get_save_state (project) == DEMAINS_SAVE_FAILED);
  g_assert_error (demains_project_get_save_error (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_CHANGED);
  assert_file (&c, "");

  demains_project_save_copy_async (project, copy, NULL, demains_test_ready_cb, &result);
  demains_project_save_copy_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  demains_project_give_up_async (project, demains_test_ready_cb, &result);
  demains_test_wait (&result);
  g_clear_object (&result);
  demains_test_until (G_OBJECT (project)->ref_count == 1);
  g_object_unref (project);
  assert_file (&c, "");
  project = open_writable (copy);
  g_assert_cmpstr (get_text (project), ==, "one");
  demains_test_close (project);
  case_end (&c);
}

/* A commit that a program on the host was killed in, in a folder that was given. */
static void
test_hot_journal (void)
{
  Case c;
  GSubprocess *typist;
  DemainsProject *project;

  case_begin (&c, "hot journal", TRUE);
  typist = start_typing (c.host, "one");
  g_usleep (300000);
  kill_typist (typist);
  project = open_writable (c.document);
  g_assert_cmpstr (get_text (project), ==, "one");
  g_object_set (get_section (project, 0), "text", "two", NULL);
  demains_test_close (project);
  project = demains_test_open (c.host, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpstr (get_text (project), ==, "two");
  demains_test_close (project);
  case_end (&c);
}

/* What is filmed goes into the copy and, with all else, into a second file beside the
 * document: here both are on one disk. */
static void
test_film_room (void)
{
  Case c;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  DemainsFilmRoom room;
  GStatBuf status;
  gint64 half;

  case_begin (&c, "film room", FALSE);
  project = open_writable (c.document);
  g_assert_cmpint (g_stat (demains_project_get_file (project), &status), ==, 0);
  demains_test_disk_set (100 * MIB, FALSE);
  demains_project_measure_film_room_async (project, NULL, demains_test_ready_cb, &result);
  g_assert_true (demains_project_measure_film_room_finish (project, demains_test_wait (&result), &room, &error));
  demains_test_disk_set (-1, FALSE);
  half = (100 * MIB - status.st_size) / 2;
  g_assert_cmpint (room.bytes, <=, half);
  g_assert_cmpint (room.bytes, >, half - 5 * MIB);
  g_clear_object (&result);
  demains_test_close (project);
  case_end (&c);
}

/* A new project in a place that the save dialog gave. */
static void
test_create (void)
{
  g_autofree char *folder = demains_test_path ("create");
  g_autofree char *host = g_build_filename (folder, "new.demains", NULL);
  g_autofree char *granted = NULL;
  g_autofree char *document = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  granted = grant (folder, TRUE);
  document = g_build_filename (granted, "new.demains", NULL);
  project = demains_test_create (document);
  g_assert_cmpuint (demains_project_get_place (project), ==, DEMAINS_PLACE_PORTAL);
  g_object_set (get_section (project, 0), "text", "new", NULL);
  demains_test_close (project);
  project = open_writable (host);
  g_assert_cmpstr (get_text (project), ==, "new");
  demains_test_close (project);
  g_assert_cmpuint (count_copies (), ==, 0);
}

static void
set_up_folders (void)
{
  static const struct
  {
    const char *variable;
    const char *name;
  } folders[] = {
    { "HOME", "home" },
    { "XDG_RUNTIME_DIR", "runtime" },
    { "XDG_DATA_HOME", "data" },
    { "XDG_STATE_HOME", "state" },
    { "XDG_CACHE_HOME", "cache" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = demains_test_path (folders[i].name);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      g_setenv (folders[i].variable, path, TRUE);
    }
  runtime = demains_test_path ("runtime");
}

int
main (int argc, char *argv[])
{
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--type"))
    return be_typist (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  if (access ("/dev/fuse", R_OK | W_OK) != 0)
    {
      g_test_message ("there is no /dev/fuse");
      g_print ("1..0 # SKIP there is no /dev/fuse here, which a document portal needs\n");
      return 0;
    }

  set_up_folders ();
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_add_service_dir (bus, "/usr/share/dbus-1/services");
  g_test_dbus_up (bus);
  /* Which took it away. */
  g_setenv ("XDG_RUNTIME_DIR", runtime, TRUE);
  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  start_portal ();

  g_test_add_func ("/project/portal/file", test_file);
  g_test_add_func ("/project/portal/file-crash", test_file_crash);
  g_test_add_func ("/project/portal/file-crash-restart", test_file_crash_restart);
  g_test_add_func ("/project/portal/folder-crash", test_folder_crash);
  g_test_add_func ("/project/portal/folder-crash-restart", test_folder_crash_restart);
  g_test_add_func ("/project/portal/exclusion", test_exclusion);
  g_test_add_func ("/project/portal/host-first", test_host_first);
  g_test_add_func ("/project/portal/changed-after-crash", test_changed_after_crash);
  g_test_add_func ("/project/portal/changed-meanwhile", test_changed_meanwhile);
  g_test_add_func ("/project/portal/hot-journal", test_hot_journal);
  g_test_add_func ("/project/portal/film-room", test_film_room);
  g_test_add_func ("/project/portal/create", test_create);
  g_test_add_func ("/project/portal/replaced-meanwhile", test_replaced_meanwhile);

  status = g_test_run ();
  stop_portal ();
  g_clear_object (&connection);
  g_test_dbus_stop (bus);

  return status;
}
