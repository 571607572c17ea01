/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cut.h"
#include "demains-database.h"
#include "demains-schema.h"
#include "demains-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static DemainsRecord *
get (DemainsProject *project, DemainsKindId kind, guint index)
{
  return demains_record_list_get (demains_project_get_list (project, kind), index);
}

static guint
count (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

static char *
make_titles (DemainsProject *project, DemainsKindId kind)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < count (project, kind); i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " " : "", demains_record_get_title (get (project, kind, i)));

  return g_string_free (g_steal_pointer (&titles), FALSE);
}

#define assert_titles(project, kind, expected)                                                                         \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *titles_ = make_titles (project, kind);                                                            \
    g_assert_cmpstr (titles_, ==, expected);                                                                           \
  }                                                                                                                    \
  G_STMT_END

static void
test_create (void)
{
  g_autofree char *path = demains_test_path ("create.demains");
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  DemainsProject *project = demains_test_create (path);
  g_autofree char *id = g_strdup (demains_record_get_id (demains_project_get_root (project)));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (demains_record_get_text (demains_project_get_root (project), "group"), ==, "Les Halles");
  g_assert_cmpuint (count (project, DEMAINS_KIND_SECTION), ==, 7);
  g_assert_null (demains_project_peek_undo (project));
  demains_test_close (project);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_record_get_id (demains_project_get_root (project)), ==, id);
  g_assert_cmpuint (count (project, DEMAINS_KIND_SECTION), ==, 7);
  g_assert_false (demains_project_get_read_only (project));
  g_assert_null (demains_project_peek_undo (project));
  demains_test_close (project);
}

static void
test_create_over_something (void)
{
  g_autofree char *path = demains_test_path ("over.demains");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  g_file_set_contents (path, "mine", -1, NULL);
  demains_project_create_async (path, "A", "health", "en", NULL, demains_test_ready_cb, &result);
  g_assert_null (demains_project_open_finish (demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS);
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "mine");
}

/* Typing is one step however many commits it took, and is on the disk a second
 * after the last key without anybody asking. */
static void
test_typing (void)
{
  g_autofree char *path = demains_test_path ("typing.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *section = get (project, DEMAINS_KIND_SECTION, 0);
  DemainsProject *reader;

  g_object_set (section, "text", "Il est", NULL);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_SAVING);
  demains_test_spin (600);
  g_object_set (section, "text", "Il est sept heures à l’été", NULL);
  demains_test_spin (1000);
  g_assert_cmpint (demains_project_get_save_state (project), ==, DEMAINS_SAVE_SAVED);

  reader = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpstr (demains_record_get_text (get (reader, DEMAINS_KIND_SECTION, 0), "text"), ==,
                   "Il est sept heures à l’été");
  demains_test_close (reader);

  g_object_set (section, "text", "Il est sept heures à l’aube", NULL);
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "");
  g_assert_false (demains_test_undo (project));
  g_assert_true (demains_test_redo (project));
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Il est sept heures à l’aube");
  demains_test_close (project);
}

/* What is typed while a project closes is saved too, what is typed after that is
 * refused. */
static void
test_typing_while_closing (void)
{
  g_autofree char *path = demains_test_path ("closing.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *section = get (project, DEMAINS_KIND_SECTION, 0);
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  g_object_set (section, "text", "Il est", NULL);
  demains_project_close_async (project, demains_test_ready_cb, &closed);
  g_object_set (section, "text", "Il est sept heures", NULL);
  demains_project_close_finish (project, demains_test_wait (&closed), &error);
  g_assert_no_error (error);

  g_object_set (section, "text", "Il est trop tard", NULL);
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Il est sept heures");
  demains_test_spin (600);
  g_clear_object (&closed);
  g_assert_finalize_object (project);

  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpstr (demains_record_get_text (get (project, DEMAINS_KIND_SECTION, 0), "text"), ==, "Il est sept heures");
  demains_test_close (project);
}

/* Who types while an old step is read keeps what was typed. */
static void
test_typing_while_undoing (void)
{
  g_autofree char *path = demains_test_path ("undoing.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GError) error = NULL;
  DemainsRecord *section;

  g_object_set (get (project, DEMAINS_KIND_SECTION, 0), "text", "Il est", NULL);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  section = get (project, DEMAINS_KIND_SECTION, 0);
  demains_project_undo_async (project, demains_test_ready_cb, &undone);
  g_object_set (section, "text", "Il est sept heures", NULL);
  g_assert_false (demains_project_step_finish (project, demains_test_wait (&undone), NULL, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOTHING);
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Il est sept heures");

  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Il est");
  g_assert_true (demains_test_undo (project));
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "");
  g_clear_object (&undone);
  demains_test_close (project);
}

static void
test_undo_across_restart (void)
{
  g_autofree char *path = demains_test_path ("restart.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *function = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Veille de rue", NULL);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse", NULL);

  g_object_set (job, "purpose", "Pour que nul ne reste seul", "status", "agent", NULL);
  demains_project_link (project, function, job);
  demains_project_remove (project, job);
  g_assert_cmpuint (count (project, DEMAINS_KIND_JOB), ==, 0);
  g_assert_cmpuint (count (project, DEMAINS_KIND_LINK), ==, 1);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_assert_cmpint (demains_project_peek_undo (project)->verb, ==, DEMAINS_VERB_DELETE);
  g_assert_cmpstr (demains_project_peek_undo (project)->title, ==, "Veilleuse");
  g_assert_true (demains_test_undo (project));
  job = get (project, DEMAINS_KIND_JOB, 0);
  g_assert_cmpstr (demains_record_get_text (job, "purpose"), ==, "Pour que nul ne reste seul");
  g_assert_cmpstr (demains_record_get_text (job, "status"), ==, "agent");
  for (int i = 0; i < 5; i++)
    g_assert_true (demains_test_undo (project));
  g_assert_false (demains_test_undo (project));
  g_assert_cmpuint (count (project, DEMAINS_KIND_FUNCTION), ==, 0);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  for (int i = 0; i < 6; i++)
    g_assert_true (demains_test_redo (project));
  g_assert_false (demains_test_redo (project));
  g_assert_cmpuint (count (project, DEMAINS_KIND_JOB), ==, 0);
  g_assert_true (demains_test_undo (project));
  assert_titles (project, DEMAINS_KIND_JOB, "Veilleuse");

  /* The list of steps lends them. */
  g_ptr_array_unref (demains_project_list_steps (project));
  g_assert_cmpstr (demains_project_peek_redo (project)->title, ==, "Veilleuse");

  /* Something new ends what could be redone. */
  demains_project_add (project, DEMAINS_KIND_JOB, "Régisseur", NULL);
  g_assert_null (demains_project_peek_redo (project));
  demains_test_close (project);
}

static void
assert_history (DemainsProject *project, const char *undo, const char *redo)
{
  const DemainsStep *back = demains_project_peek_undo (project);
  const DemainsStep *on = demains_project_peek_redo (project);

  g_assert_cmpstr (back != NULL ? back->title : NULL, ==, undo);
  g_assert_cmpstr (on != NULL ? on->title : NULL, ==, redo);
}

/* The same after a restart. */
static DemainsProject *
check_history (DemainsProject *project, const char *path, const char *undo, const char *redo)
{
  assert_history (project, undo, redo);
  demains_test_close (project);
  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  assert_history (project, undo, redo);

  return project;
}

static DemainsRecord *
start_take (DemainsProject *project)
{
  g_autoptr (DemainsMediaWriter) writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Prise", NULL);

  return g_object_ref (demains_project_find (project, demains_media_writer_get_take_id (writer)));
}

/* Nothing offers to bring back a take that came to nothing; what was undone while
 * it was filmed can be redone. */
static void
test_discard (void)
{
  g_autofree char *path = demains_test_path ("discard.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsRecord) take = NULL;

  demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse", NULL);
  take = start_take (project);
  demains_project_add (project, DEMAINS_KIND_JOB, "Régisseur", NULL);
  demains_cut_add (project, take, 0, 1000000000);
  g_assert_true (demains_test_undo (project));
  g_assert_true (demains_test_undo (project));
  demains_project_discard_take (project, take);
  g_assert_cmpuint (count (project, DEMAINS_KIND_TAKE), ==, 0);
  g_assert_null (demains_project_find_media (project, demains_record_get_id (take)));

  project = check_history (project, path, "Veilleuse", "Régisseur");
  g_assert_true (demains_test_redo (project));
  assert_titles (project, DEMAINS_KIND_JOB, "Veilleuse Régisseur");
  assert_history (project, "Régisseur", NULL);
  demains_test_close (project);
}

/* The same where it was undone itself, and something after it. */
static void
test_discard_undone (void)
{
  g_autofree char *path = demains_test_path ("discard-undone.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsRecord) take = NULL;

  demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse", NULL);
  take = start_take (project);
  g_assert_true (demains_test_undo (project));
  g_assert_true (demains_test_undo (project));
  demains_project_discard_take (project, take);
  g_assert_null (demains_project_find_media (project, demains_record_get_id (take)));

  project = check_history (project, path, NULL, "Veilleuse");
  g_assert_true (demains_test_redo (project));
  assert_history (project, "Veilleuse", NULL);
  g_assert_cmpuint (count (project, DEMAINS_KIND_TAKE), ==, 0);
  demains_test_close (project);
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer changes)
{
  *(guint *)changes += removed + added;
}

static void
test_order (void)
{
  g_autofree char *path = demains_test_path ("order.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecordList *jobs = demains_project_get_list (project, DEMAINS_KIND_JOB);
  DemainsRecord *a, *d;
  guint changes = 0;

  a = demains_project_add (project, DEMAINS_KIND_JOB, "a", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "c", NULL);
  d = demains_project_add (project, DEMAINS_KIND_JOB, "d", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "b", a);
  assert_titles (project, DEMAINS_KIND_JOB, "a b c d");

  g_signal_connect (jobs, "items-changed", G_CALLBACK (changed_cb), &changes);
  demains_project_move (project, d, 0);
  assert_titles (project, DEMAINS_KIND_JOB, "d a b c");
  g_assert_cmpuint (changes, ==, 8);
  demains_project_move (project, a, 2);
  assert_titles (project, DEMAINS_KIND_JOB, "d b a c");
  demains_test_undo (project);
  demains_test_undo (project);
  assert_titles (project, DEMAINS_KIND_JOB, "a b c d");
  demains_project_duplicate (project, a);
  assert_titles (project, DEMAINS_KIND_JOB, "a a (copy) b c d");
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  assert_titles (project, DEMAINS_KIND_JOB, "a a (copy) b c d");
  demains_test_close (project);
}

static void
test_links (void)
{
  g_autofree char *path = demains_test_path ("links.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *function = demains_project_add (project, DEMAINS_KIND_FUNCTION, "f", NULL);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "j", NULL);
  g_autoptr (GListModel) jobs = demains_project_list_linked (project, function, DEMAINS_KIND_JOB);
  g_autoptr (GListModel) functions = demains_project_list_linked (project, job, DEMAINS_KIND_FUNCTION);

  demains_project_link (project, function, job);
  demains_project_link (project, function, job);
  g_assert_cmpuint (count (project, DEMAINS_KIND_LINK), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (functions), ==, 1);

  demains_project_remove (project, job);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 0);
  demains_test_undo (project);
  g_assert_cmpuint (g_list_model_get_n_items (jobs), ==, 1);

  demains_project_unlink (project, job, function);
  g_assert_cmpuint (g_list_model_get_n_items (functions), ==, 0);
  demains_test_undo (project);
  g_assert_cmpuint (g_list_model_get_n_items (functions), ==, 1);
  demains_test_close (project);
}

static void
test_second_opener (void)
{
  g_autofree char *path = demains_test_path ("two.demains");
  DemainsProject *first = demains_test_create (path);
  DemainsProject *second = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (demains_project_get_read_only (second));
  g_assert_error (demains_project_get_obstacle (second), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  g_object_set (get (second, DEMAINS_KIND_SECTION, 0), "text", "no", NULL);
  g_assert_cmpstr (demains_record_get_text (get (second, DEMAINS_KIND_SECTION, 0), "text"), ==, "");
  g_assert_null (demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IN_USE);
  demains_test_close (second);

  /* The first still has it. */
  g_object_set (get (first, DEMAINS_KIND_SECTION, 0), "text", "yes", NULL);
  demains_test_close (first);
  second = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL);
  g_assert_nonnull (second);
  g_assert_cmpstr (demains_record_get_text (get (second, DEMAINS_KIND_SECTION, 0), "text"), ==, "yes");
  demains_test_close (second);
}

static void
assert_refused (const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (demains_test_open (path, DEMAINS_OPEN_WRITE, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, code);
}

static void
write_part (const char *path, const char *contents, gsize length, int code)
{
  g_autofree char *after = NULL;
  gsize after_length;

  g_assert_true (g_file_set_contents (path, contents, length, NULL));
  assert_refused (path, code);
  g_assert_true (g_file_get_contents (path, &after, &after_length, NULL));
  g_assert_cmpmem (after, after_length, contents, length);
}

static void
test_bad_files (void)
{
  g_autofree char *path = demains_test_path ("bad.demains");
  g_autofree char *good = demains_test_path ("good.demains");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *contents = NULL;
  gsize length;

  demains_test_close (demains_test_create (good));
  g_assert_true (g_file_get_contents (good, &contents, &length, NULL));

  assert_refused (path, DEMAINS_PROJECT_ERROR_NOT_FOUND);
  assert_refused (folder, DEMAINS_PROJECT_ERROR_IS_FOLDER);
  write_part (path, "", 0, DEMAINS_PROJECT_ERROR_EMPTY);
  write_part (path, "RIFF", 4, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  write_part (path, "SQ", 2, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  write_part (path, contents, 50, DEMAINS_PROJECT_ERROR_DAMAGED);
  write_part (path, contents, length - 1000, DEMAINS_PROJECT_ERROR_DAMAGED);
  memset (contents + 68, 0, 4);
  write_part (path, contents, length, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
}

/* Looking at a file that is being written leaves its locks where they are. */
static void
test_inspect_while_writing (void)
{
  const gint64 reserved_byte = 0x40000001;
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = reserved_byte, .l_len = 1 };
  g_autofree char *path = demains_test_path ("inspect.demains");
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database;
  gint64 version;
  int fd;

  demains_test_close (demains_test_create (path));
  database = demains_database_open (path, DEMAINS_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (demains_database_begin (database, &error));
  g_assert_true (demains_schema_inspect (path, &version, &error));
  g_assert_no_error (error);

  fd = g_open (path, O_RDWR, 0);
  g_assert_cmpint (fcntl (fd, F_OFD_GETLK, &lock), ==, 0);
  g_assert_cmpint (lock.l_type, !=, F_UNLCK);
  close (fd);
  demains_database_rollback (database);
  demains_database_close (database);
}

static void
test_newer_format (void)
{
  g_autofree char *path = demains_test_path ("newer.demains");
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *project;
  gsize length;

  demains_test_close (demains_test_create (path));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  contents[63] = 99;
  g_assert_true (g_file_set_contents (path, contents, length, NULL));

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (demains_project_get_read_only (project));
  g_assert_error (demains_project_get_obstacle (project), DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NEWER);
  g_assert_cmpuint (count (project, DEMAINS_KIND_SECTION), ==, 7);
  demains_test_close (project);
}

/* A random walk: undoing everything gives the start back, redoing everything the end. */
static void
test_random_walk (void)
{
  g_autofree char *path = demains_test_path ("walk.demains");
  DemainsProject *project = demains_test_create (path);
  g_autofree char *end = NULL;
  guint steps = 0;

  for (int i = 0; i < 300; i++)
    {
      guint n = count (project, DEMAINS_KIND_FUNCTION);
      DemainsRecord *record = n > 0 ? get (project, DEMAINS_KIND_FUNCTION, g_test_rand_int_range (0, n)) : NULL;
      g_autofree char *text = g_strdup_printf ("é%d œ%d", g_test_rand_int_range (0, 99), i);

      switch (record != NULL ? g_test_rand_int_range (0, 5) : 0)
        {
        case 0:
          demains_project_add (project, DEMAINS_KIND_FUNCTION, text, record);
          break;
        case 1:
          g_object_set (record, "need", text, NULL);
          demains_project_end_typing (project);
          break;
        case 2:
          demains_project_move (project, record, g_test_rand_int_range (0, n));
          break;
        case 3:
          demains_project_duplicate (project, record);
          break;
        default:
          demains_project_remove (project, record);
        }
    }
  end = make_titles (project, DEMAINS_KIND_FUNCTION);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  assert_titles (project, DEMAINS_KIND_FUNCTION, end);
  while (demains_test_undo (project))
    steps++;
  g_assert_cmpuint (steps, >, 100);
  g_assert_cmpuint (count (project, DEMAINS_KIND_FUNCTION), ==, 0);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_WRITE, NULL);
  while (demains_test_redo (project))
    steps--;
  g_assert_cmpuint (steps, ==, 0);
  assert_titles (project, DEMAINS_KIND_FUNCTION, end);
  demains_test_close (project);
}

static void
test_save_copy (void)
{
  g_autofree char *path = demains_test_path ("whole.demains");
  g_autofree char *copy_path = demains_test_path ("copy.demains");
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Copy");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DemainsProject *copy;

  g_object_set (get (project, DEMAINS_KIND_SECTION, 3), "text", "Assez attendu.", NULL);
  demains_project_save_copy_async (project, copy_path, operation, demains_test_ready_cb, &result);
  demains_project_flush_async (project, NULL, NULL);
  g_assert_true (demains_project_save_copy_finish (project, demains_test_wait (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_DONE);
  g_clear_object (&result);
  demains_test_close (project);

  copy = demains_test_open (copy_path, DEMAINS_OPEN_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (demains_record_get_text (get (copy, DEMAINS_KIND_SECTION, 3), "text"), ==, "Assez attendu.");
  demains_test_close (copy);
}

/* The project itself is not replaced by its copy, however its place is spelled. */
static void
test_save_copy_over_itself (void)
{
  g_autofree char *path = demains_test_path ("self.demains");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other_folder = g_strconcat (folder, "-too", NULL);
  g_autofree char *other_path = g_build_filename (other_folder, "self.demains", NULL);
  DemainsProject *project = demains_test_create (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (folder, other_folder), ==, 0);
  demains_project_save_copy_async (project, other_path, NULL, demains_test_ready_cb, &result);
  g_assert_false (demains_project_save_copy_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS);
  g_clear_object (&result);
  demains_test_close (project);
  g_unlink (other_folder);
}

static void
test_save_copy_cancelled (void)
{
  g_autofree char *path = demains_test_path ("cancelled.demains");
  g_autofree char *copy_path = demains_test_path ("cancelled-copy.demains");
  g_autofree char *part = g_strconcat (copy_path, ".part", NULL);
  DemainsProject *project = demains_test_create (path);
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Copy");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_project_save_copy_async (project, copy_path, operation, demains_test_ready_cb, &result);
  demains_operation_cancel (operation);
  g_assert_false (demains_project_save_copy_finish (project, demains_test_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (copy_path, G_FILE_TEST_EXISTS));
  g_clear_object (&result);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/project/create", test_create);
  g_test_add_func ("/project/create-over-something", test_create_over_something);
  g_test_add_func ("/project/typing", test_typing);
  g_test_add_func ("/project/typing-while-closing", test_typing_while_closing);
  g_test_add_func ("/project/typing-while-undoing", test_typing_while_undoing);
  g_test_add_func ("/project/undo-across-restart", test_undo_across_restart);
  g_test_add_func ("/project/discard", test_discard);
  g_test_add_func ("/project/discard-undone", test_discard_undone);
  g_test_add_func ("/project/order", test_order);
  g_test_add_func ("/project/links", test_links);
  g_test_add_func ("/project/second-opener", test_second_opener);
  g_test_add_func ("/project/bad-files", test_bad_files);
  g_test_add_func ("/project/inspect-while-writing", test_inspect_while_writing);
  g_test_add_func ("/project/newer-format", test_newer_format);
  g_test_add_func ("/project/random-walk", test_random_walk);
  g_test_add_func ("/project/save-copy", test_save_copy);
  g_test_add_func ("/project/save-copy-over-itself", test_save_copy_over_itself);
  g_test_add_func ("/project/save-copy-cancelled", test_save_copy_cancelled);

  return g_test_run ();
}
