/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-exercise.h"
#include "demains-schema.h"
#include "demains-test.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <time.h>
#include <unistd.h>

/* Project files that somebody made on purpose: with programs of their own, with
 * values that make no sense, with pages that lead in circles. What a file would
 * run calls the function witness(), which every connection of this test has and
 * no setting of SQLite holds back, and which nobody may ever see called. */

/* How long the processor may work on all that a person does with one such file, in seconds; who waits is ended by the
 * test's own time limit. What other tests do beside it is not counted, but makes it slower. With sanitizers, which have
 * no bounds to tell, what is long is shorter. */
#ifdef __SANITIZE_ADDRESS__
#define LONGEST 120
#define N_CHUNKS "30000"
#define LONG_TEXT "1000000"
#else
#define LONGEST 40
#define N_CHUNKS "300000"
#define LONG_TEXT "10000000"
#endif

#define PAGE_SIZE 16384

typedef struct
{
  const char *name;
  const char *sql;

  /* The error that opening gives; OPENS for a file that is as good as any other. */
  int error;
} Case;

#define OPENS (-1)

/* Puts something into a table's own words: what SQLite lets nobody do by halves. */
#define REWORD(table, from, to)                                                                                        \
  "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, " from ", " to ") WHERE name = '" table    \
  "'; PRAGMA writable_schema = OFF;"

#define JOB_TITLE "'\"title\" TEXT NOT NULL DEFAULT '''''"

/* Ids that sort after all that are made now. */
#define ID(n) "'ffffffff-ffff-7fff-bfff-ffffffffff0" n "'"

/* clang-format off */

static const Case PROGRAMS[] = {
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON change BEGIN SELECT witness(); END;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "trigger on another table", "CREATE TABLE other (a); CREATE TRIGGER t AFTER INSERT ON other BEGIN SELECT witness(); END;",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "view beside", "CREATE VIEW other AS SELECT witness();", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "view for a table", "ALTER TABLE job RENAME TO away; CREATE VIEW job AS SELECT witness(), * FROM away;",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "view for the merged changes", "DROP TABLE merged; CREATE VIEW merged AS SELECT witness() AS change, 1 AS step;",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "virtual table", "DROP TABLE job; CREATE VIRTUAL TABLE job USING fts5 (id, position, created, modified, extra);",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "table of the program's own insides", "CREATE VIRTUAL TABLE other USING sqlite_dbpage;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "computed column", "ALTER TABLE section ADD COLUMN more TEXT AS (witness());", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "computed column of ours", REWORD ("job", JOB_TITLE, "'\"title\" TEXT AS (witness())'"), DEMAINS_PROJECT_ERROR_DAMAGED },
  { "computed default", REWORD ("job", JOB_TITLE, "'\"title\" TEXT NOT NULL DEFAULT (witness())'"), DEMAINS_PROJECT_ERROR_DAMAGED },
  { "default of the clock", REWORD ("job", JOB_TITLE, "'\"title\" TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP'"),
    DEMAINS_PROJECT_ERROR_DAMAGED },
  /* Constraints are not looked at: the records hold to none but the table of kinds. */
  { "constraint", REWORD ("job", JOB_TITLE, "'\"title\" TEXT NOT NULL DEFAULT '''' CHECK (witness() = 0)'"), OPENS },
  { "constraint of a table", REWORD ("change", "'reverses INTEGER NOT NULL'", "'reverses INTEGER NOT NULL, CHECK (witness())'"), OPENS },
  { "index of an expression", "CREATE INDEX other ON job (witness(title));", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "index of some rows", "CREATE INDEX other ON job (title) WHERE witness(title);", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "trigger that says it is a table", "CREATE TRIGGER t AFTER INSERT ON change BEGIN SELECT witness(); END;"
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'table' WHERE name = 't';", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "trigger that says it is an index", "CREATE TRIGGER t AFTER INSERT ON change BEGIN SELECT witness(); END;"
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET type = 'index', name = 'x', rootpage = 2 WHERE name = 't';",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "trigger behind a remark", "CREATE TRIGGER t AFTER INSERT ON change BEGIN SELECT witness(); END;"
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CREATE ', 'CREATE/* TABLE */') WHERE name = 't';",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "foreign key", REWORD ("clip", "'\"take\" TEXT'", "'\"take\" TEXT REFERENCES take (id) ON DELETE CASCADE'"), OPENS },
};

static const Case SHAPES[] = {
  { "as it was", "", OPENS },
  { "no schema", "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "schema of nonsense", REWORD ("job", "'CREATE TABLE'", "'CREATE TABLE ((('"), DEMAINS_PROJECT_ERROR_DAMAGED },
  { "two tables in one place", "PRAGMA writable_schema = ON;"
    "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'job') WHERE name = 'section';",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "table in the place of the schema", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'section';",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "table beyond the end", "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1000000 WHERE name = 'section';",
    DEMAINS_PROJECT_ERROR_DAMAGED },
  { "missing table of records", "DROP TABLE job;", OPENS },
  { "missing history", "DROP TABLE change;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "missing films", "DROP TABLE media;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "missing index", "DROP INDEX chunk_map;", OPENS },
  { "missing column", "ALTER TABLE section DROP COLUMN word_target;", OPENS },
  { "missing column of every table", "ALTER TABLE section DROP COLUMN modified;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "renamed column", "ALTER TABLE section RENAME COLUMN \"text\" TO txet;", OPENS },
  { "unknown collation", REWORD ("job", "'id TEXT'", "'id TEXT COLLATE nowhere'"), DEMAINS_PROJECT_ERROR_DAMAGED },
  { "table without rows' numbers", REWORD ("job", "''''')'", "''''') WITHOUT ROWID'"), OPENS },
};

static const Case VALUES[] = {
  { "bytes for a text", "UPDATE section SET \"text\" = x'00ff00ff', question = zeroblob(1000);", OPENS },
  { "text for a number", "UPDATE section SET word_target = 'many', created = 'once', modified = x'61';", OPENS },
  { "numbers beyond numbers", "UPDATE section SET word_target = 9e999, created = -9e999, modified = 1e300;", OPENS },
  { "not a number", "UPDATE section SET word_target = CAST(9e999 - 9e999 AS REAL) IS NULL, created = 9223372036854775807;", OPENS },
  { "a null byte in a text", "UPDATE section SET \"text\" = CAST(x'610062' AS TEXT);", OPENS },
  { "text that is not UTF-8", "UPDATE section SET \"text\" = CAST(x'c3e9ff' AS TEXT), question = CAST(x'eda080' AS TEXT);", OPENS },
  { "ids that are none", "UPDATE section SET id = 'me' || rowid; UPDATE job SET id = randomblob(36);", OPENS },
  { "one id for records of two kinds", "INSERT INTO job (id, position, created, modified) SELECT id, position, 0, 0 FROM section;", OPENS },
  { "positions that are equal", "UPDATE section SET position = 'a0';", OPENS },
  { "positions that are none", "UPDATE section SET position = 'é' || rowid; UPDATE job SET position = zeroblob(10);", OPENS },
  { "positions at the end of the scale", "UPDATE section SET position = 'z' || substr(hex(zeroblob(20)), 1, 26);"
    "UPDATE section SET position = replace(position, '0', 'z') WHERE rowid < 3;", OPENS },
  { "the longest position", "UPDATE section SET position = 'a0' || hex(zeroblob(2046)) || '1';", OPENS },
  { "links in a circle", "INSERT INTO link (id, position, created, modified, type, source, target) VALUES"
    "(" ID ("1") ", 'a0', 0, 0, 'about', " ID ("1") ", " ID ("1") "),"
    "(" ID ("2") ", 'a0', 0, 0, 'about', " ID ("3") ", " ID ("2") "),"
    "(" ID ("3") ", 'a0', 0, 0, 'about', " ID ("2") ", " ID ("3") "),"
    "(" ID ("4") ", 'a0', 0, 0, 'about', (SELECT id FROM section LIMIT 1), (SELECT id FROM section LIMIT 1));", OPENS },
  { "clips of no time", "INSERT INTO clip (id, position, created, modified, take, in_point, out_point) VALUES"
    "(" ID ("1") ", 'a0', 0, 0, (SELECT take FROM media LIMIT 1), -9223372036854775808, 9223372036854775807),"
    "(" ID ("2") ", 'a1', 0, 0, (SELECT take FROM media LIMIT 1), 9223372036854775807, -9223372036854775808),"
    "(" ID ("3") ", 'a2', 0, 0, " ID ("3") ", 0, 1);", OPENS },
  { "no project", "DELETE FROM project;", DEMAINS_PROJECT_ERROR_DAMAGED },
  { "two projects", "INSERT INTO project (id, position, created, modified) VALUES (" ID ("1") ", 'a0', 0, 0);", OPENS },
  { "a collision over itself", "INSERT INTO collision (id, position, created, modified, record, field) VALUES (" ID ("1")
    ", 'a0', 0, 0, " ID ("1") ", 'record'), (" ID ("2") ", 'a0', 0, 0, " ID ("9") ", 'no field');", OPENS },
  { "what is not JSON", "UPDATE section SET extra = '{\"a\":'; INSERT INTO unknown_record VALUES ('jobs', '1', '[[['), ('', '', '{}'),"
    "('x', '2', '[]'), ('projects', '3', '{\"id\":1}');", OPENS },
  { "deep JSON", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
    "INSERT INTO unknown_record SELECT 'deeps', 'd', group_concat('[', '') FROM n;"
    "UPDATE section SET extra = (SELECT '{\"a\":' || json || 'x' FROM unknown_record);", OPENS },
};

static const Case HISTORIES[] = {
  { "steps beyond numbers", "UPDATE change SET step = 9223372036854775807 - rowid;", OPENS },
  { "the last step of all", "UPDATE change SET step = 9223372036854775807 WHERE id = (SELECT MAX(id) FROM change);", OPENS },
  { "steps before the first", "UPDATE change SET step = -step;", OPENS },
  { "steps that undo each other", "UPDATE change SET reverses = step;", OPENS },
  { "steps that undo what comes", "UPDATE change SET reverses = step + 1;", OPENS },
  { "steps that undo nothing", "UPDATE change SET reverses = -1 WHERE rowid % 2; UPDATE change SET reverses = 99999;", OPENS },
  { "unknown words", "UPDATE change SET verb = 'burn', kind = 'dragon'; UPDATE edit SET type = 'burn', field = 'fire';", OPENS },
  { "passages beyond the text", "UPDATE edit SET offset = 1000000;", OPENS },
  { "passages before the text", "UPDATE edit SET offset = -2;", OPENS },
  { "passages at the end of numbers", "UPDATE edit SET offset = 9223372036854775807;", OPENS },
  { "values of another type", "UPDATE edit SET before = 1, after = x'00';", OPENS },
  { "values that are no records", "UPDATE edit SET before = '{}', after = '{\"position\": [1], \"created\": \"x\", \"text\": 5}';", OPENS },
  { "deep values", "UPDATE edit SET after = replace(hex(zeroblob(100000)), '0', '['), before = NULL;", OPENS },
  { "edits of no change", "UPDATE edit SET change = change + 1;", OPENS },
  { "versions of no step", "INSERT INTO version (name, reason, step, time) VALUES ('x', 'y', 9223372036854775807, -1), ('', '', -5, 9e999);", OPENS },
  { "merged with itself", "INSERT INTO merged SELECT uuid, step FROM change; INSERT INTO merged VALUES ('x', -1), (x'00', 9e999);", OPENS },
};

static const Case FILMS[] = {
  { "sizes that lie", "UPDATE chunk SET size = size * 2;", OPENS },
  { "sizes before zero", "UPDATE chunk SET size = -size; UPDATE media SET size = -1, chunks = -1;", OPENS },
  { "sizes beyond numbers", "UPDATE chunk SET size = 9223372036854775807; UPDATE media SET size = 9223372036854775807;", OPENS },
  { "times beyond numbers", "UPDATE chunk SET start = 9223372036854775807, stop = -9223372036854775808;"
    "UPDATE media SET duration = 9223372036854775807;", OPENS },
  { "times in disorder", "UPDATE chunk SET number = -number;", OPENS },
  { "no picture a second", "UPDATE media SET rate_numerator = 0, rate_denominator = 0, width = -1, height = 2147483647;", OPENS },
  { "no header", "UPDATE media SET header = x'';", OPENS },
  { "a header of nonsense", "UPDATE media SET header = randomblob(100000);", OPENS },
  { "a text for a film", "UPDATE chunk SET bytes = 'film', size = 4; UPDATE media SET header = 'film', container = zeroblob(50);", OPENS },
  { "one chunk again and again", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " N_CHUNKS ")"
    "INSERT INTO chunk (media, number, start, stop, offset, size, crc, bytes) SELECT 1, 1000 + i, 0, 1, 0, 0, 0, x'' FROM n;", OPENS },
  { "a picture for a page", "UPDATE still SET jpeg = zeroblob(1), time = -time; UPDATE still SET jpeg = 'x' WHERE time = 0;", OPENS },
};

static const Case SIZES[] = {
  { "a long text", "UPDATE section SET \"text\" = hex(zeroblob(" LONG_TEXT ")) WHERE rowid = 1;", OPENS },
  { "a text too long", "UPDATE section SET \"text\" = hex(zeroblob(70000000)) WHERE rowid = 1;", DEMAINS_PROJECT_ERROR_DAMAGED },
#ifndef __SANITIZE_ADDRESS__
  { "many long texts", "UPDATE section SET \"text\" = hex(zeroblob(47000000)) WHERE rowid <= 3;", DEMAINS_PROJECT_ERROR_DAMAGED },
#endif
  { "a thousand tables", "", DEMAINS_PROJECT_ERROR_DAMAGED },
};

/* clang-format on */

static char *base;
static guint n_witnessed;
static guint n_copies;

static void
witness_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  n_witnessed++;
  sqlite3_result_int (context, 0);
}

static int
add_witness (sqlite3 *handle, char **error, const void *api)
{
  return sqlite3_create_function (handle, "witness", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, NULL,
                                  witness_cb, NULL, NULL);
}

/* Some records, a history with undone steps, a take with a film. */
static void
make_base (void)
{
  const DemainsMediaInfo info = { "video/x-matroska", "vp9", "flac", 1280, 720, 30, 1 };
  static const guint8 header[] = { 0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff,
                                   0xff, 0xff, 0xff, 0x15, 0x49, 0xa9, 0x66, 0x80, 0x16, 0x54, 0xae, 0x6b, 0x80 };
  g_autoptr (GBytes) front = g_bytes_new_static (header, sizeof header);
  g_autoptr (DemainsMediaWriter) writer = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  DemainsProject *project;

  base = demains_test_path ("base.demains");
  project = demains_test_create (base);
  writer = demains_project_start_take (project, DEMAINS_VERB_FILM, "Take", "Camera");
  demains_media_writer_begin (writer, &info, front);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (5000), 5000);

      demains_media_writer_append (writer, &(DemainsMediaChunk){ bytes, i * 500000000, (i + 1) * 500000000 });
      demains_media_writer_add_still (writer, i * 500000000, front);
    }
  demains_media_writer_finish_async (writer, NULL, demains_test_ready_cb, &result);
  g_assert_true (demains_media_writer_finish_finish (writer, demains_test_wait (&result), NULL));
  for (guint i = 0; i < 5; i++)
    {
      DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse", NULL);

      g_object_set (job, "activities", "Elle ouvre à l’aube.", NULL);
      demains_project_end_typing (project);
      g_object_set (job, "activities", "Elle ouvre à l’aube, la porte.", NULL);
    }
  demains_test_undo (project);
  demains_test_undo (project);
  g_clear_object (&result);
  g_clear_object (&writer);
  demains_test_close (project);
}

/* Both copies of one project, one of them hostile. */
static void
merge (const char *path)
{
  g_autofree char *out = demains_test_path ("merged.demains");
  g_autoptr (DemainsMergeReport) report = demains_test_merge (path, base, out, NULL);
  g_autoptr (DemainsMergeReport) reverse = demains_test_merge (base, path, out, NULL);

  g_unlink (out);
}

/* Everything that is done to files is done to this one. Whoever reads it and
 * whoever writes it is told the same. */
static void
exercise (const char *path, int expected)
{
  g_autofree char *rescued = demains_test_path ("rescued.demains");
  g_autoptr (GError) rescue_error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GError) write_error = NULL;
  clock_t start = clock ();

  n_witnessed = 0;
  if (demains_exercise_rescue (path, rescued))
    {
      demains_exercise_read (rescued, &rescue_error);
      if (expected == OPENS)
        g_assert_no_error (rescue_error);
    }
  merge (path);
  demains_exercise_read (path, &read_error);
  demains_exercise_write (path, &write_error);
  g_unlink (rescued);

  if (expected == OPENS)
    {
      g_assert_no_error (read_error);
      g_assert_no_error (write_error);
    }
  else
    {
      g_assert_error (read_error, DEMAINS_PROJECT_ERROR, expected);
      g_assert_error (write_error, DEMAINS_PROJECT_ERROR, expected);
    }
  g_assert_cmpuint (n_witnessed, ==, 0);
  g_assert_cmpint ((clock () - start) / CLOCKS_PER_SEC, <, LONGEST);
}

static char *
make_copy (void)
{
  g_autofree char *name = g_strdup_printf ("hostile-%u.demains", n_copies++);

  return demains_test_copy (base, name);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *path = make_copy ();
  g_autoptr (GString) sql = g_string_new (row->sql);

  if (strcmp (row->name, "a thousand tables") == 0)
    for (guint i = 0; i < 1000; i++)
      g_string_append_printf (sql, "CREATE TABLE other_%u (a);", i);
  demains_test_run_sql (path, sql->str);
  exercise (path, row->error);
  g_unlink (path);
}

/* The witness sees what runs: else nothing here proves anything. */
static void
test_witness (void)
{
  g_autofree char *path = make_copy ();

  n_witnessed = 0;
  demains_test_run_sql (path,
                        "CREATE TRIGGER t AFTER INSERT ON version BEGIN SELECT witness(); END;"
                        "ALTER TABLE section ADD COLUMN more TEXT AS (witness());"
                        "INSERT INTO version (name, reason, step, time) VALUES ('', '', 0, 0); SELECT * FROM section;");
  g_assert_cmpuint (n_witnessed, >, 1);
}

/* A tree whose branches all lead to one page gives rows without end; a text whose
 * pages lead in a circle has no end. */
static void
patch (const char *path, gint64 offset, const guint8 *bytes, gsize length)
{
  FILE *file = g_fopen (path, "r+b");

  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, offset, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  fclose (file);
}

static gint64
ask (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;
  gint64 number;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  number = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);

  return number;
}

/* A page of branches that all lead to @child (sqlite.org/fileformat2.html §1.6). */
static void
make_branches (guint8 *page, guint32 child)
{
  const guint n = 1000;

  memset (page, 0, PAGE_SIZE);
  page[0] = 0x05;
  page[3] = n >> 8;
  page[4] = n & 0xff;
  for (guint i = 0; i < n; i++)
    {
      guint place = PAGE_SIZE - (i + 1) * 6;
      const guint8 cell[6] = { child >> 24, child >> 16, child >> 8, child, 0x80 + (i + 1) / 128, (i + 1) % 128 };

      page[12 + 2 * i] = place >> 8;
      page[13 + 2 * i] = place & 0xff;
      memcpy (page + place, cell, sizeof cell);
    }
  page[5] = (PAGE_SIZE - n * 6) >> 8;
  page[6] = (PAGE_SIZE - n * 6) & 0xff;
  memcpy (page + 8, (const guint8[4]){ child >> 24, child >> 16, child >> 8, child }, 4);
}

static void
test_endless_rows (gconstpointer table)
{
  g_autofree char *path = make_copy ();
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", (const char *)table);
  g_autofree guint8 *page = g_malloc (PAGE_SIZE);
  guint32 root = ask (path, sql);
  guint32 n_pages = ask (path, "PRAGMA page_count");
  g_autofree guint8 *leaf = NULL;
  g_autofree char *contents = NULL;

  /* Root → branches → branches → branches → the leaf that was the root. */
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  leaf = g_memdup2 (contents + (root - 1) * PAGE_SIZE, PAGE_SIZE);
  g_assert_cmpint (leaf[0], ==, 0x0d);
  for (guint32 i = 0; i < 3; i++)
    {
      make_branches (page, n_pages + 1 + (i + 1));
      patch (path, (gint64)(n_pages + i) * PAGE_SIZE, page, PAGE_SIZE);
    }
  patch (path, (gint64)(n_pages + 3) * PAGE_SIZE, leaf, PAGE_SIZE);
  make_branches (page, n_pages + 1);
  patch (path, (gint64)(root - 1) * PAGE_SIZE, page, PAGE_SIZE);
  n_pages += 4;
  patch (path, 28, (const guint8[4]){ n_pages >> 24, n_pages >> 16, n_pages >> 8, n_pages }, 4);

  exercise (path, strcmp (table, "job") == 0 ? DEMAINS_PROJECT_ERROR_DAMAGED : OPENS);
  g_unlink (path);
}

/* Every page of a long text says that the next one is the first. */
static void
test_endless_text (void)
{
  g_autofree char *path = make_copy ();
  g_autofree char *contents = NULL;
  gsize length;
  guint first = 0;

  demains_test_run_sql (path, "UPDATE section SET \"text\" = replace(hex(zeroblob(60000)), '0', 'w');");
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint page = length / PAGE_SIZE; page > 0; page--)
    {
      const guint8 *bytes = (const guint8 *)contents + (page - 1) * PAGE_SIZE;

      if (memcmp (bytes + 4, "wwwwwwww", 8) != 0)
        continue;
      if (first == 0)
        first = page;
      patch (path, (page - 1) * PAGE_SIZE, (const guint8[4]){ 0, 0, first >> 8, first }, 4);
    }
  g_assert_cmpuint (first, !=, 0);
  exercise (path, OPENS);
  g_unlink (path);
}

/* A journal that names a journal of several files: SQLite would take that for one
 * that is done with, and delete it. */
static void
test_journal (void)
{
  g_autofree char *path = make_copy ();
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *victim = demains_test_path ("letter.txt");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *page = NULL;
  const guint32 n_pages = ask (path, "PRAGMA page_count");
  const guint8 magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
  const guint8 numbers[20] = {
    0, 0, 0, 0, 0, 0, 0, 0, n_pages >> 24, n_pages >> 16, n_pages >> 8, n_pages, 0, 0, 2, 0, 0, 0, PAGE_SIZE >> 8, 0
  };
  guint32 sum = 0;

  g_assert_true (g_file_set_contents (victim, "Dear reader", -1, NULL));
  for (const char *p = victim; *p != '\0'; p++)
    sum += (guint8)*p;
  g_byte_array_append (bytes, magic, sizeof magic);
  g_byte_array_append (bytes, numbers, sizeof numbers);
  g_byte_array_set_size (bytes, 512);
  memset (bytes->data + 28, 0, 512 - 28);
  g_byte_array_append (bytes, (const guint8[4]){ 0, 1, 0, 1 }, 4);
  g_byte_array_append (bytes, (const guint8 *)victim, strlen (victim));
  g_byte_array_append (bytes, (const guint8[4]){ 0, 0, strlen (victim) >> 8, strlen (victim) }, 4);
  g_byte_array_append (bytes, (const guint8[4]){ sum >> 24, sum >> 16, sum >> 8, sum }, 4);
  g_byte_array_append (bytes, magic, sizeof magic);

  g_assert_true (g_file_set_contents (journal, (const char *)bytes->data, bytes->len, NULL));
  exercise (path, DEMAINS_PROJECT_ERROR_DAMAGED);
  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));

  /* That this is such a journal: whoever opens the file by SQLite alone has no letter. */
  g_assert_true (g_file_set_contents (journal, (const char *)bytes->data, bytes->len, NULL));
  demains_test_run_sql (path, "SELECT COUNT(*) FROM section;");
  g_assert_false (g_file_test (victim, G_FILE_TEST_EXISTS));

  g_unlink (journal);
  g_assert_true (g_file_set_contents (victim, "Dear reader", -1, NULL));
  g_assert_cmpint (symlink (victim, journal), ==, 0);
  exercise (path, DEMAINS_PROJECT_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (victim, &page, NULL, NULL));
  g_assert_cmpstr (page, ==, "Dear reader");
  g_unlink (journal);
}

static void
test_headers (void)
{
  static const struct
  {
    gint64 offset;
    guint8 byte;
    int error;
  } headers[] = {
    { 18, 2, OPENS },                               /* Who reads may, and the next writer puts it right. */
    { 19, 2, DEMAINS_PROJECT_ERROR_DAMAGED },       /* a write-ahead log */
    { 59, 2, DEMAINS_PROJECT_ERROR_DAMAGED },       /* UTF-16 */
    { 16, 3, DEMAINS_PROJECT_ERROR_DAMAGED },       /* a page size that is none */
    { 20, 255, DEMAINS_PROJECT_ERROR_DAMAGED },     /* nothing left of a page */
    { 68, 0, DEMAINS_PROJECT_ERROR_NOT_A_PROJECT }, /* another program's */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *path = make_copy ();

      patch (path, headers[i].offset, &headers[i].byte, 1);
      exercise (path, headers[i].error);
      g_unlink (path);
    }
}

static void
test_page_sizes (void)
{
  for (guint size = 512; size <= 65536; size *= 2)
    {
      g_autofree char *path = make_copy ();
      g_autofree char *sql = g_strdup_printf ("PRAGMA page_size = %u; VACUUM;", size);

      demains_test_run_sql (path, sql);
      g_assert_cmpint (ask (path, "PRAGMA page_size"), ==, size);
      exercise (path, OPENS);
      g_unlink (path);
    }
}

static void
add_cases (const char *folder, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/hostile/%s/%s", folder, cases[i].name);

      g_strdelimit (path, " '", '-');
      g_test_add_data_func (path, &cases[i], test_case);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* A change that a file refuses is a warning, and here it is the least that may happen. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  sqlite3_auto_extension ((void (*) (void))add_witness);
  make_base ();

  g_test_add_func ("/hostile/witness", test_witness);
  add_cases ("programs", PROGRAMS, G_N_ELEMENTS (PROGRAMS));
  add_cases ("shapes", SHAPES, G_N_ELEMENTS (SHAPES));
  add_cases ("values", VALUES, G_N_ELEMENTS (VALUES));
  add_cases ("histories", HISTORIES, G_N_ELEMENTS (HISTORIES));
  add_cases ("films", FILMS, G_N_ELEMENTS (FILMS));
  add_cases ("sizes", SIZES, G_N_ELEMENTS (SIZES));
  g_test_add_data_func ("/hostile/endless/records", "job", test_endless_rows);
  g_test_add_data_func ("/hostile/endless/history", "change", test_endless_rows);
  g_test_add_func ("/hostile/endless/text", test_endless_text);
  g_test_add_func ("/hostile/journal", test_journal);
  g_test_add_func ("/hostile/headers", test_headers);
  g_test_add_func ("/hostile/page-sizes", test_page_sizes);

  return g_test_run ();
}
