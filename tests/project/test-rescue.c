/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-writer.h"
#include "demains-past.h"
#include "demains-rescue.h"
#include "demains-test.h"
#include "demains-version.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define PAGE 16384
#define N_JOBS 150
#define N_TAKES 3
#define N_CHUNKS 12
/* So many bytes of film are nowhere twice. */
#define PIECE 32
#define HALF_SECOND (G_NSEC / 2)
#define G_NSEC (G_GINT64_CONSTANT (1000000000))

/* How long one rescue may take, in microseconds. */
#define LONGEST (5 * G_USEC_PER_SEC)

/* A sample with film, its bytes, its records as JSON-like rows and the length of its films. */
static char *sample;
static guint8 *bytes;
static gsize size;
static GHashTable *rows;
static gint64 film;

static GHashTable *
read_rows (const char *path)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  GHashTable *found;

  g_assert_no_error (error);
  found = demains_past_read (database, DEMAINS_STEP_NOW, &error);
  g_assert_no_error (error);
  demains_database_close (database);

  return found;
}

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

static gint64
read_film (const char *path)
{
  return ask (path, "SELECT SUM(stop - start) FROM chunk JOIN media ON media.id = chunk.media WHERE role = 'take'");
}

/* What a muxer writes first, and a cluster; nothing that plays. */
static GBytes *
make_header (void)
{
  static const guint8 header[]
    = { 0x1a, 0x45, 0xdf, 0xa3, 0x80,                                                 /* EBML */
        0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,       /* Segment */
        0x15, 0x49, 0xa9, 0x66, 0x80,                                                 /* Info */
        0x16, 0x54, 0xae, 0x6b, 0x9b,                                                 /* Tracks */
        0xae, 0x99, 0x86, 0x85, 'V',  '_',  'V',  'P',  '9',  0x23, 0xe3, 0x83, 0x84, /* 30 frames a second */
        0x01, 0xfc, 0xa0, 0x55, 0xe0, 0x88, 0xb0, 0x82, 0x05, 0x00, 0xba, 0x82, 0x02, 0xd0 };

  return g_bytes_new_static (header, sizeof header);
}

static GBytes *
make_cluster (GRand *random)
{
  gsize length = g_rand_int_range (random, 20000, 90000);
  guint8 *data = g_malloc (length);
  guint32 content = length - 12;
  const guint8 head[12]
    = { 0x1f, 0x43, 0xb6, 0x75, 0x01, 0, 0, 0, content >> 24, content >> 16, content >> 8, content };

  memcpy (data, head, sizeof head);
  for (gsize i = sizeof head; i < length; i++)
    data[i] = g_rand_int (random);

  return g_bytes_new_take (data, length);
}

static void
film_take (DemainsProject *project, const char *title, GRand *random, gboolean discard)
{
  g_autoptr (DemainsMediaWriter) writer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) header = make_header ();
  const DemainsMediaInfo info = { "video/x-matroska", "vp9", "", 1280, 720, 30, 1 };
  static const guint8 jpeg[] = { 0xff, 0xd8, 1, 2, 3, 0xff, 0xd9 };
  g_autoptr (GBytes) picture = g_bytes_new_static (jpeg, sizeof jpeg);

  writer = demains_project_start_take (project, DEMAINS_VERB_FILM, title, "camera");
  demains_media_writer_begin (writer, &info, header);
  for (int i = 0; i < N_CHUNKS; i++)
    {
      g_autoptr (GBytes) cluster = make_cluster (random);

      demains_media_writer_append (writer, &(DemainsMediaChunk){ cluster, i * HALF_SECOND, (i + 1) * HALF_SECOND });
      demains_media_writer_add_still (writer, i * HALF_SECOND, picture);
    }
  if (discard)
    demains_media_writer_discard (writer);
  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  demains_media_writer_finish_finish (writer, demains_test_wait (&result), NULL);
}

static void
write_texts (DemainsProject *project)
{
  DemainsRecordList *jobs = demains_project_get_list (project, DEMAINS_KIND_JOB);

  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Métier %u", i);
      DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, title, NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < 20 + i % 50; j++)
        g_string_append_printf (text, "Le %u du mois, elle ouvre à l’aube. ", j);
      g_object_set (job, "activities", text->str, NULL);
      demains_project_end_typing (project);
      if (i % 3 == 0)
        demains_project_add (project, DEMAINS_KIND_FUNCTION, title, NULL);
    }
  demains_project_add_version (project, DEMAINS_VERSION_NAMED, "Before the jobs left");
  for (guint i = 0; i < 5; i++)
    demains_project_remove (project, demains_record_list_get (jobs, i * 7));
  demains_test_flush (project);
}

static void
make_sample (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2050);
  DemainsProject *project;
  g_autoptr (GError) error = NULL;

  sample = demains_test_path ("sample.demains");
  project = demains_test_create (sample);
  write_texts (project);
  for (int i = 0; i < N_TAKES; i++)
    film_take (project, "Prise", random, FALSE);
  film_take (project, "Ratée", random, TRUE);
  demains_test_close (project);

  g_assert_true (g_file_get_contents (sample, (char **)&bytes, &size, &error));
  rows = read_rows (sample);
  film = read_film (sample);
  g_assert_cmpint (film, ==, N_TAKES * N_CHUNKS * HALF_SECOND);
}

static void
write_file (const char *path, const guint8 *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, (const char *)data, length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static DemainsRescue *
rescue (const char *path, const char *output, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Rescue");
  gint64 start = g_get_monotonic_time ();
  DemainsRescue *found;

  g_unlink (output);
  demains_rescue_async (path, output, operation, demains_test_ready_cb, &result);
  found = demains_rescue_finish (demains_test_wait (&result), error);
  g_assert_cmpint (g_get_monotonic_time () - start, <, LONGEST);
  g_assert_cmpint (demains_operation_get_state (operation), !=, DEMAINS_OPERATION_RUNNING);
  g_assert_true (g_file_test (output, G_FILE_TEST_EXISTS) == (found != NULL));

  return found;
}

/* The result opens as any project. */
static void
assert_opens (const char *output)
{
  DemainsProject *project = demains_test_open (output, DEMAINS_OPEN_REQUIRE_WRITE, NULL);

  g_assert_nonnull (project);
  demains_test_close (project);
}

/* Rescues damaged bytes, which stay as they are. */
static DemainsRescue *
rescue_bytes (const guint8 *data, gsize length, const char *output, GError **error)
{
  g_autofree char *path = demains_test_path ("damaged.demains");
  g_autofree char *left = NULL;
  gsize left_length;
  DemainsRescue *found;

  write_file (path, data, length);
  found = rescue (path, output, error);
  g_assert_true (g_file_get_contents (path, &left, &left_length, NULL));
  g_assert_cmpmem (left, left_length, data, length);

  return found;
}

/* How many records of the sample are not in a project as they were, and how many
 * are there that had been deleted. */
static guint
count_lost (const char *output, guint *back)
{
  g_autoptr (GHashTable) left = read_rows (output);
  GHashTableIter iter;
  DemainsRow *row;
  guint lost = 0;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    {
      DemainsRow *other = g_hash_table_lookup (left, row->id);

      lost += other == NULL || !demains_row_equal (row, other);
    }
  if (back != NULL)
    *back = g_hash_table_size (left) - MIN (g_hash_table_size (left), g_hash_table_size (rows) - lost);

  return lost;
}

static guint
sum_lost (const DemainsRescue *found)
{
  guint lost = 0;

  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    lost += found->lost[i];

  return lost;
}

static gint64
sum_gaps (const DemainsRescue *found)
{
  gint64 sum = 0;

  for (guint i = 0; i < found->takes->len; i++)
    {
      DemainsRescuedTake *take = found->takes->pdata[i];

      for (guint j = 0; j < take->gaps->len; j++)
        sum += g_array_index (take->gaps, DemainsRescueGap, j).stop
               - g_array_index (take->gaps, DemainsRescueGap, j).start;
    }

  return sum;
}

/* An undamaged file comes out as it went in, history and all. */
static void
test_sound (void)
{
  g_autofree char *output = demains_test_path ("sound out.demains");
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRescue) found = rescue_bytes (bytes, size, output, &error);

  g_assert_no_error (error);
  g_assert_true (demains_rescue_is_whole (found));
  assert_opens (output);
  g_assert_cmpuint (count_lost (output, NULL), ==, 0);
  g_assert_cmpint (read_film (output), ==, film);
  g_assert_cmpint (ask (output, "SELECT COUNT(*) FROM edit"), ==, ask (sample, "SELECT COUNT(*) FROM edit"));
  g_assert_cmpint (ask (output, "SELECT COUNT(*) FROM version"), ==, ask (sample, "SELECT COUNT(*) FROM version"));
  g_assert_cmpint (ask (output, "SELECT COUNT(*) FROM still"), ==, ask (sample, "SELECT COUNT(*) FROM still"));
  g_assert_cmpuint (found->steps, ==, ask (sample, "SELECT MAX(step) FROM change"));
  g_assert_cmpuint (found->records[DEMAINS_KIND_JOB], ==, N_JOBS - 5);
}

/* What is kept of a history can be read back to its beginning. */
static void
check_past (const char *output)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) past = NULL;
  DemainsDatabase *database = demains_database_open (output, DEMAINS_DATABASE_READ, &error);
  gint64 first;

  g_assert_no_error (error);
  g_assert_true (demains_database_get_number (database, "SELECT MIN(step) FROM change", &first, &error));
  past = demains_past_read (database, MAX (first - 1, 0), &error);
  g_assert_no_error (error);
  demains_database_close (database);
}

/* Each page of a tree, and some of the others: all records are there again, at
 * most two seconds of film are lost, and the report says which. What is left of
 * the history can be read back. */
static void
test_each_page (void)
{
  g_autofree char *output = demains_test_path ("page out.demains");
  const guint share = g_test_rand_int_range (0, DEMAINS_TEST_SHARE);
  guint worst = 0, cut = 0;
  gint64 longest = 0;

  for (gsize page = 0; page < size / PAGE; page++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (DemainsRescue) found = NULL;
      g_autoptr (GError) error = NULL;
      guint8 type = copy[page * PAGE];
      guint lost, back;
      gint64 lost_film;

      if (page > 0
          && (page % DEMAINS_TEST_SHARE != share
              || (type != 2 && type != 5 && type != 10 && type != 13 && page % 16 != share)))
        continue;
      for (gsize i = 0; i < PAGE; i++)
        copy[page * PAGE + i] ^= 0xff;
      found = rescue_bytes (copy, size, output, &error);
      g_assert_no_error (error);
      lost = count_lost (output, &back);
      lost_film = film - read_film (output);
      if (lost > 0 || lost_film > 2 * G_NSEC || lost_film != sum_gaps (found))
        g_test_message ("page %u (type %u): %u records, %.1f s (said %.1f s)", (guint)page + 1, type, lost,
                        lost_film / 1e9, sum_gaps (found) / 1e9);
      g_assert_cmpuint (lost * 100, <=, g_hash_table_size (rows));
      g_assert_cmpuint (lost, ==, sum_lost (found));
      g_assert_cmpuint (back, ==, 0);
      g_assert_cmpint (lost_film, <=, 2 * G_NSEC);
      g_assert_cmpint (lost_film, ==, sum_gaps (found));
      if (found->lost_steps > 0)
        {
          cut++;
          assert_opens (output);
        }
      check_past (output);
      worst = MAX (worst, lost);
      longest = MAX (longest, lost_film);
    }
  g_assert_cmpuint (cut * DEMAINS_TEST_SHARE, >, 1);
  g_test_message ("worst page: %u of %u records, %.1f of %.1f s", worst, g_hash_table_size (rows), longest / 1e9,
                  film / 1e9);
}

/* Without its first page a file does not tell how large its pages are. Films begin like pages of any size in many
 * places, and what is far away in a long file must not be there for one of the sizes only. */
static void
test_first_page (void)
{
  const gsize length = 64 * 1024 * 1024;
  const guint8 empty[] = { 13, 0, 0, 0, 0, PAGE >> 8, 0, 0 };
  g_autofree char *output = demains_test_path ("first page out.demains");
  g_autofree guint8 *copy = g_malloc0 (length);
  g_autoptr (GRand) random = g_rand_new_with_seed (2050);
  g_autoptr (DemainsRescue) found = NULL;
  g_autoptr (GError) error = NULL;

  memcpy (copy, bytes, size);
  memset (copy, 0xff, PAGE);
  for (gsize place = size; place < length; place += g_rand_int_range (random, 1, 16))
    copy[place] = 13;
  for (gsize place = length / 4; place < length; place += 65536)
    memcpy (copy + place, empty, sizeof empty);
  found = rescue_bytes (copy, length, output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_lost (output, NULL), ==, 0);
  g_assert_cmpint (read_film (output), ==, film);
}

/* A file of the first format, in pages of another size, becomes one of today's. */
static void
test_old_format (void)
{
  g_autofree char *path = demains_test_path ("format-1.demains");
  g_autofree char *output = demains_test_path ("format-1 out.demains");
  g_autofree guint8 *old = NULL;
  gsize length;

  demains_test_run_fixture (path, "format-1.sql");
  g_assert_true (g_file_get_contents (path, (char **)&old, &length, NULL));
  for (guint damage = 0; damage < 2; damage++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DemainsRescue) found = NULL;

      memset (old, 0, 100 * damage);
      found = rescue_bytes (old, length, output, &error);
      g_assert_no_error (error);
      g_assert_true (demains_rescue_is_whole (found));
      g_assert_cmpint (ask (output, "SELECT COUNT(*) FROM section"), ==, ask (path, "SELECT COUNT(*) FROM section"));
      g_assert_cmpint (ask (output, "SELECT COUNT(*) FROM edit"), ==, ask (path, "SELECT COUNT(*) FROM edit"));
      g_assert_cmpint (ask (output, "PRAGMA user_version"), ==, ask (sample, "PRAGMA user_version"));
    }
}

/* A commit that was cut short is taken back, in memory only. */
static void
test_journal (void)
{
  g_autofree char *source = demains_test_path ("busy.demains");
  g_autofree char *source_journal = g_strconcat (source, "-journal", NULL);
  g_autofree char *path = demains_test_path ("hot.demains");
  g_autofree char *path_journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *output = demains_test_path ("hot out.demains");
  g_autofree guint8 *half = NULL, *journal = NULL;
  g_autofree char *left = NULL;
  gsize half_size, journal_size, left_size;
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database;

  write_file (source, bytes, size);
  database = demains_database_open (source, DEMAINS_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (demains_database_exec (database,
                                        "PRAGMA cache_size = 5; BEGIN; UPDATE job SET title = 'gone';"
                                        "DELETE FROM chunk; UPDATE section SET text = 'gone';",
                                        &error));
  g_assert_true (g_file_get_contents (source, (char **)&half, &half_size, NULL));
  g_assert_true (g_file_get_contents (source_journal, (char **)&journal, &journal_size, NULL));
  demains_database_rollback (database);
  demains_database_close (database);
  g_assert_cmpint (memcmp (half, bytes, MIN (size, half_size)), !=, 0);

  write_file (path, half, half_size);
  write_file (path_journal, journal, journal_size);
  {
    g_autoptr (DemainsRescue) found = rescue (path, output, &error);

    g_assert_no_error (error);
    g_assert_true (demains_rescue_is_whole (found));
    g_assert_cmpuint (count_lost (output, NULL), ==, 0);
    g_assert_cmpint (read_film (output), ==, film);
  }
  g_assert_true (g_file_get_contents (path, &left, &left_size, NULL));
  g_assert_cmpmem (left, left_size, half, half_size);
  g_clear_pointer (&left, g_free);
  g_assert_true (g_file_get_contents (path_journal, &left, &left_size, NULL));
  g_assert_cmpmem (left, left_size, journal, journal_size);

  /* Damaged wherever, it is no reason to fail. */
  for (gsize i = 0; i < journal_size; i += journal_size / 16)
    {
      g_autofree guint8 *copy = g_memdup2 (journal, journal_size);
      g_autoptr (DemainsRescue) found = NULL;

      memset (copy + i, 0xa5, MIN (5000, journal_size - i));
      write_file (path_journal, copy, i % 2 == 0 ? journal_size : i);
      found = rescue (path, output, &error);
      g_assert_no_error (error);
      g_assert_nonnull (found);
    }
  g_unlink (path_journal);
}

/* The end of the last page that shows a piece of film; 0 where it lies across two. A
 * page that was left when a tree was balanced may show it still. */
static gsize
find_piece (const guint8 *piece)
{
  gsize end = 0;

  for (const guint8 *at = bytes; (at = memmem (at, bytes + size - at, piece, PIECE)) != NULL; at++)
    end = ((gsize)(at - bytes) / PAGE + 1) * PAGE;

  return end;
}

/* Where the chunks of the takes are in the file, wherever SQLite came to lay their
 * pages: the end of the last page of each. */
static GArray *
find_chunks (void)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (sample, DEMAINS_DATABASE_READ, &error);
  sqlite3_stmt *statement = demains_database_prepare (
    database, "SELECT bytes FROM chunk JOIN media ON media.id = chunk.media WHERE role = 'take'", &error);
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_assert_no_error (error);
  while (demains_database_next (database, statement, &error))
    {
      g_autoptr (GBytes) chunk = demains_statement_dup_bytes (statement, 0);
      gsize length, last = 0;
      const guint8 *data = g_bytes_get_data (chunk, &length);

      for (gsize i = 0; i + PIECE < length; i += PAGE / 4)
        last = MAX (last, find_piece (data + i));
      last = MAX (last, find_piece (data + length - PIECE));
      g_assert_cmpuint (last, >, 0);
      g_array_append_val (ends, last);
    }
  g_assert_no_error (error);
  demains_database_close (database);
  g_assert_cmpuint (ends->len, ==, N_TAKES * N_CHUNKS);

  return ends;
}

/* Wherever the file ends, what is before that is kept. */
static void
test_truncated (void)
{
  g_autofree char *output = demains_test_path ("cut out.demains");
  g_autoptr (GArray) ends = find_chunks ();

  for (gsize length = size - 1; length > size / 20 && length < size; length -= (size / 20 + 77) * DEMAINS_TEST_SHARE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DemainsRescue) found = rescue_bytes (bytes, length, output, &error);
      gint64 whole = 0;

      g_assert_no_error (error);
      assert_opens (output);
      for (guint i = 0; i < ends->len; i++)
        whole += g_array_index (ends, gsize, i) <= length ? HALF_SECOND : 0;
      g_assert_cmpint (read_film (output), >=, whole);
    }
  for (gsize length = 1; length < 70000; length = length * 3 + 1)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DemainsRescue) found = rescue_bytes (bytes, length, output, &error);

      g_assert_true ((found != NULL) != (error != NULL));
    }
}

static void
assert_refused (const guint8 *data, gsize length, int code)
{
  g_autofree char *output = demains_test_path ("refused out.demains");
  g_autoptr (GError) error = NULL;

  g_assert_null (rescue_bytes (data, length, output, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, code);
}

static void
test_no_project (void)
{
  g_autofree guint8 *noise = g_malloc (200000);
  g_autofree char *other = demains_test_path ("other.db");
  g_autofree char *output = demains_test_path ("other out.demains");
  g_autofree char *folder = demains_test_path ("");
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database;

  for (gsize i = 0; i < 200000; i++)
    noise[i] = g_test_rand_int ();
  assert_refused (noise, 0, DEMAINS_PROJECT_ERROR_EMPTY);
  assert_refused (noise, 200000, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  memset (noise, 0, 200000);
  assert_refused (noise, 200000, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  assert_refused ((const guint8 *)"SQLite format 3", 16, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);

  write_file (other, noise, 0);
  database = demains_database_open (other, DEMAINS_DATABASE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (demains_database_exec (database, "CREATE TABLE diary (day TEXT, words TEXT)", &error));
  demains_database_close (database);
  g_assert_null (rescue (other, output, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT);
  g_clear_error (&error);
  g_assert_null (rescue ("/nowhere/at.all", output, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rescue (folder, output, &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_IS_FOLDER);
}

static void
test_over_itself (void)
{
  g_autofree char *path = demains_test_path ("itself.demains");
  g_autofree char *link = demains_test_path ("link to itself.demains");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  write_file (path, bytes, size);
  g_assert_cmpint (symlink (path, link), ==, 0);
  demains_rescue_async (path, link, NULL, demains_test_ready_cb, &result);
  g_assert_null (demains_rescue_finish (demains_test_wait (&result), &error));
  g_assert_error (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_EXISTS);
}

static void
test_cancel (void)
{
  g_autofree char *output = demains_test_path ("cancelled.demains");
  g_autofree char *part = g_strconcat (output, ".part", NULL);
  g_autoptr (DemainsOperation) operation = demains_operation_new ("Rescue");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  demains_rescue_async (sample, output, operation, demains_test_ready_cb, &result);
  demains_operation_cancel (operation);
  g_assert_null (demains_rescue_finish (demains_test_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (demains_operation_get_state (operation), ==, DEMAINS_OPERATION_CANCELLED);
  g_assert_false (g_file_test (output, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
}

/* Writes a number of four bytes, the highest first. */
static void
put (guint8 *place, guint32 number)
{
  for (guint i = 0; i < 4; i++)
    place[i] = number >> (24 - 8 * i);
}

/* Trees in which every page leads to many others, over and over, and rows that
 * claim to be as long as the file and to share all their bytes. */
static void
test_hostile (void)
{
  const gsize n_pages = size / PAGE, n_more = 800;
  g_autofree char *output = demains_test_path ("hostile out.demains");
  g_autofree guint8 *copy = g_malloc (size + n_more * PAGE);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsRescue) found = NULL;
  gint64 root = ask (sample, "SELECT rootpage FROM sqlite_schema WHERE name = 'edit'");

  memcpy (copy, bytes, size);
  for (gsize i = 0; i < n_more; i++)
    {
      guint8 *page = copy + (n_pages + i) * PAGE;
      gboolean leaf = i % 4 == 0;
      guint n_cells = leaf ? 600 : 2000;

      memset (page, 0, PAGE);
      page[0] = leaf ? 13 : 5;
      page[3] = n_cells >> 8;
      page[4] = n_cells & 0xff;
      for (guint j = 0; j < n_cells; j++)
        {
          guint place = leaf ? 2000 + 20 * j : 5000 + 5 * j;

          page[(leaf ? 8 : 12) + 2 * j] = place >> 8;
          page[(leaf ? 8 : 12) + 2 * j + 1] = place & 0xff;
          put (page + place, g_rand_int_range (random, 1, n_pages + n_more));
          if (leaf)
            memcpy (page + place,
                    (guint8[]){ 0x81, 0x80, 0x00, j & 0x7f, 10, 0, 1, 0x0d, 0x0d, 0x0d, 0x0d, 1, 0x8f, 0x80, 0x01, 0 },
                    16);
        }
      if (!leaf)
        put (page + 8, g_rand_int_range (random, 1, n_pages + n_more));
    }
  memcpy (copy + (root - 1) * PAGE, copy + (n_pages + 1) * PAGE, PAGE);
  found = rescue_bytes (copy, size + n_more * PAGE, output, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_lost (output, NULL), ==, 0);
  g_assert_cmpint (read_film (output), ==, film);
}

/* One of the ways in which disks, sticks and programs damage files. */
static gsize
mutate (guint8 *copy, GRand *random)
{
  gsize n_pages = size / PAGE;
  gsize page = g_rand_int_range (random, 0, n_pages) * PAGE;
  gsize place = g_rand_int_range (random, 0, size);
  gsize most = g_rand_int_range (random, 1, 50000);
  gsize length = MIN (most, size - place);

  switch (g_rand_int_range (random, 0, 8))
    {
    case 0:
      memset (copy + page, g_rand_int (random), PAGE);
      break;
    case 1:
      memcpy (copy + page, copy + (gsize)g_rand_int_range (random, 0, n_pages) * PAGE, PAGE);
      break;
    case 2:
      memset (copy + place, 0, length);
      break;
    case 3:
      memmove (copy + place, copy + place + length / 2, size - place - length / 2);
      break;
    case 4:
      return place + 1;
    case 5:
      for (guint i = 0; i < 100; i++)
        copy[g_rand_int_range (random, 0, 512)] ^= 1 << g_rand_int_range (random, 0, 8);
      break;
    case 6:
      /* Where the trees are: the head of a page and the list of its cells. */
      for (guint i = 0; i < 10; i++)
        copy[page + g_rand_int_range (random, 0, 64)] = g_rand_int (random);
      break;
    default:
      for (guint i = 0; i < 40; i++)
        copy[g_rand_int_range (random, 0, size)] ^= 1 << g_rand_int_range (random, 0, 8);
      break;
    }

  return size;
}

static void
test_mutations (void)
{
  const char *wish = g_getenv ("DEMAINS_RESCUE_MUTATIONS");
  guint count = wish != NULL ? g_ascii_strtoull (wish, NULL, 10) : 200;
  g_autofree char *output = demains_test_path ("mutated out.demains");
  guint tried = 0, rescued = 0;
  double kept_records = 0, kept_film = 0;
  gint64 start = g_get_monotonic_time (), longest = 0;

  for (guint i = g_test_rand_int_range (0, DEMAINS_TEST_SHARE); i < count; i += DEMAINS_TEST_SHARE)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (DemainsRescue) found = NULL;
      g_autoptr (GError) error = NULL;
      gsize length = size;
      gint64 begin = g_get_monotonic_time ();

      tried++;
      for (guint j = 0; j <= i % 3; j++)
        {
          gsize left = mutate (copy, random);

          length = MIN (length, left);
        }
      found = rescue_bytes (copy, length, output, &error);
      longest = MAX (longest, g_get_monotonic_time () - begin);
      g_assert_true ((found != NULL) != (error != NULL));
      if (found == NULL)
        {
          g_test_message ("seed %u, %u bytes: %s", i, (guint)length, error->message);
          continue;
        }
      if (rescued++ % 10 == 0)
        assert_opens (output);
      kept_records += 1 - (double)count_lost (output, NULL) / g_hash_table_size (rows);
      kept_film += (double)read_film (output) / film;
    }
  g_test_message ("%u mutations in %.1f s, the longest %.2f s: %u rescued, with %.1f %% of the records and %.1f %% of "
                  "the film",
                  tried, (g_get_monotonic_time () - start) / 1e6, longest / 1e6, rescued,
                  100 * kept_records / MAX (rescued, 1), 100 * kept_film / MAX (rescued, 1));
  g_assert_cmpuint (rescued * 10, >=, tried * 9);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  make_sample ();
  g_test_add_func ("/rescue/sound", test_sound);
  g_test_add_func ("/rescue/each-page", test_each_page);
  g_test_add_func ("/rescue/first-page", test_first_page);
  g_test_add_func ("/rescue/old-format", test_old_format);
  g_test_add_func ("/rescue/journal", test_journal);
  g_test_add_func ("/rescue/truncated", test_truncated);
  g_test_add_func ("/rescue/no-project", test_no_project);
  g_test_add_func ("/rescue/over-itself", test_over_itself);
  g_test_add_func ("/rescue/cancel", test_cancel);
  g_test_add_func ("/rescue/hostile", test_hostile);
  g_test_add_func ("/rescue/mutations", test_mutations);
  status = g_test_run ();
  g_hash_table_unref (rows);
  g_free (bytes);
  g_free (sample);

  return status;
}
