/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-cut.h"
#include "demains-past.h"
#include "demains-test.h"

#include <glib/gstdio.h>

/* Pairs of forked projects with random work on both, in real files, held against
 * a model that knows nothing of how the merge works: it looks at every record and
 * field of the three states before, and at what became of it. */

#define N_PAIRS (200 / DEMAINS_TEST_SHARE)

static guint n_records, n_fields, n_fields_joined, n_texts_joined, n_texts_collide, n_collisions, n_kept, n_words;

/* Every sentence that is ever written is one of its own. */
static char *
make_word (void)
{
  return g_strdup_printf ("Mot %u.", ++n_words);
}

static GHashTable *
read_rows (const char *path)
{
  g_autoptr (GError) error = NULL;
  DemainsDatabase *database = demains_database_open (path, DEMAINS_DATABASE_READ, &error);
  GHashTable *rows = database != NULL ? demains_past_read (database, DEMAINS_STEP_NOW, &error) : NULL;

  g_assert_no_error (error);
  demains_database_close (database);

  return rows;
}

/* One of the first few, so that both sides often take the same. */
static DemainsRecord *
pick (DemainsProject *project, DemainsKindId kind)
{
  DemainsRecordList *list = demains_project_get_list (project, kind);
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (list)), 3);

  return n > 0 ? demains_record_list_get (list, g_test_rand_int_range (0, n)) : NULL;
}

static void
write_text (DemainsProject *project, DemainsRecord *section)
{
  g_auto (GStrv) paragraphs = g_strsplit (demains_record_get_text (section, "text"), "\n\n", -1);
  guint n = g_strv_length (paragraphs);
  guint place = n > 0 ? g_test_rand_int_range (0, n) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) result = NULL;
  g_autofree char *text = NULL;
  int what = n > 0 ? g_test_rand_int_range (0, 4) : 0;

  for (guint i = 0; i <= n; i++)
    {
      if (i == place && what == 0)
        g_strv_builder_take (builder, make_word ());
      if (i == n || (i == place && what == 1))
        continue;
      if (i == place && what == 2)
        {
          g_autofree char *word = make_word ();

          g_strv_builder_take (builder, g_strconcat (paragraphs[i], " ", word, NULL));
        }
      else if (i == place && what == 3)
        g_strv_builder_take (builder, make_word ());
      else
        g_strv_builder_add (builder, paragraphs[i]);
    }
  result = g_strv_builder_end (builder);
  text = g_strjoinv ("\n\n", result);
  g_object_set (section, "text", text, NULL);
  demains_project_end_typing (project);
}

static void
work_on_record (DemainsProject *project, DemainsKindId kind)
{
  static const char *const statuses[] = { "agent", "elected", "partner" };
  DemainsRecord *record = pick (project, kind);
  DemainsRecordList *list = demains_project_get_list (project, kind);
  g_autofree char *word = make_word ();

  if (record == NULL)
    {
      demains_project_add (project, kind, word, NULL);
      return;
    }
  switch (g_test_rand_int_range (0, 11))
    {
    case 0:
    case 1:
      demains_project_add (project, kind, word, g_test_rand_bit () ? record : NULL);
      break;
    case 2:
      demains_project_remove (project, record);
      break;
    case 3:
    case 9:
    case 10:
      demains_project_move (project, record, g_test_rand_int_range (0, g_list_model_get_n_items (G_LIST_MODEL (list))));
      break;
    case 4:
    case 6:
      g_object_set (record,
                    kind == DEMAINS_KIND_JOB    ? "purpose"
                    : kind == DEMAINS_KIND_TAKE ? "title"
                                                : "audience",
                    word, NULL);
      break;
    case 5:
      if (kind == DEMAINS_KIND_JOB)
        g_object_set (record, "status", statuses[g_test_rand_int_range (0, G_N_ELEMENTS (statuses))], NULL);
      else
        demains_project_duplicate (project, record);
      break;
    default:
      g_object_set (record, "note", word, NULL);
      break;
    }
}

static void
do_something (DemainsProject *project)
{
  DemainsRecord *function = pick (project, DEMAINS_KIND_FUNCTION);
  DemainsRecord *job = pick (project, DEMAINS_KIND_JOB);
  DemainsRecord *take = pick (project, DEMAINS_KIND_TAKE);
  DemainsRecord *clip = pick (project, DEMAINS_KIND_CLIP);
  DemainsRecord *section = pick (project, DEMAINS_KIND_SECTION);

  switch (g_test_rand_int_range (0, 14))
    {
    case 0:
    case 1:
    case 2:
    case 12:
      write_text (project, section);
      break;
    case 3:
      g_object_set (section, "word_target", (gint64)g_test_rand_int_range (50, 70), NULL);
      break;
    case 4:
      if (function != NULL && job != NULL)
        demains_project_link (project, function, job);
      break;
    case 5:
      if (function != NULL && job != NULL)
        demains_project_unlink (project, function, job);
      break;
    case 6:
      if (take != NULL)
        demains_cut_add (project, take, 0, g_test_rand_int_range (1, 1000));
      break;
    case 7:
      if (clip != NULL)
        demains_project_remove (project, clip);
      break;
    case 8:
      demains_test_undo (project);
      break;
    case 13:
      demains_project_move (project, section, g_test_rand_int_range (0, 7));
      break;
    default:
      work_on_record (project, (DemainsKindId[]){ DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB,
                                                  DEMAINS_KIND_TAKE }[g_test_rand_int_range (0, 3)]);
      break;
    }
  demains_project_end_typing (project);
}

static void
work (const char *path, int texts, int times)
{
  DemainsProject *project = demains_test_open (path, DEMAINS_OPEN_REQUIRE_WRITE, NULL);

  for (int i = 0; i < texts; i++)
    write_text (project, pick (project, DEMAINS_KIND_SECTION));
  for (int i = 0; i < times; i++)
    do_something (project);
  demains_test_close (project);
}

static char *
to_text (GVariant *value)
{
  return g_variant_print (value, FALSE);
}

/* The collision over a field, with each of the two values on whichever side. */
static DemainsRow *
find_collision (GHashTable *rows, const char *id, const char *field)
{
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    if (row->kind == DEMAINS_KIND_COLLISION && g_str_equal (demains_row_get_text (row, "record"), id)
        && g_str_equal (demains_row_get_text (row, "field"), field))
      return row;

  return NULL;
}

/* Each sentence of @text is in the merged field or kept by its collision. */
static void
check_words (const char *text, const char *merged, const DemainsRow *collision)
{
  g_auto (GStrv) words = g_strsplit (text, "Mot ", -1);

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf ("Mot %" G_GUINT64_FORMAT ".", g_ascii_strtoull (words[i], NULL, 10));

      if (strstr (merged, word) == NULL)
        g_assert_true (collision != NULL
                       && (strstr (demains_row_get_text (collision, "one"), word) != NULL
                           || strstr (demains_row_get_text (collision, "other"), word) != NULL));
    }
}

/* What one wrote and the other did not delete. */
static char *
keep_words (const char *text, const char *base, const char *other)
{
  g_auto (GStrv) words = g_strsplit (text, "Mot ", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup_printf ("Mot %" G_GUINT64_FORMAT ".", g_ascii_strtoull (words[i], NULL, 10));

      if (strstr (base, word) == NULL || strstr (other, word) != NULL)
        g_string_append (kept, word);
    }

  return g_string_free (kept, FALSE);
}

static void
check_long_text (GVariant *base, GVariant *a, GVariant *b, GVariant *merged, const DemainsRow *collision)
{
  const char *before = base != NULL ? g_variant_get_string (base, NULL) : "";
  const char *one = g_variant_get_string (a, NULL);
  const char *other = g_variant_get_string (b, NULL);
  g_autofree char *of_one = keep_words (one, before, other);
  g_autofree char *of_other = keep_words (other, before, one);

  check_words (of_one, g_variant_get_string (merged, NULL), collision);
  check_words (of_other, g_variant_get_string (merged, NULL), collision);
  n_texts_joined += collision == NULL;
  n_texts_collide += collision != NULL;
}

static void
check_field (GHashTable *rows, const DemainsRow *row, const DemainsField *field, GVariant *base, GVariant *a,
             GVariant *b, GVariant *merged)
{
  const DemainsRow *collision = find_collision (rows, row->id, field->name);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  n_fields++;
  if (g_variant_equal (a, b) || (base != NULL && g_variant_equal (base, b)))
    g_assert_true (g_variant_equal (merged, a));
  else if (base != NULL && g_variant_equal (base, a))
    g_assert_true (g_variant_equal (merged, b));
  else if (field->type == DEMAINS_FIELD_TEXT)
    {
      check_long_text (base, a, b, merged, collision);
      return;
    }
  else
    {
      g_assert_true (g_variant_equal (merged, a) || g_variant_equal (merged, b));
      g_assert_nonnull (collision);
      one = g_variant_is_of_type (a, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (a, NULL) : to_text (a);
      other = g_variant_is_of_type (b, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (b, NULL) : to_text (b);
      g_assert_true ((g_str_equal (demains_row_get_text (collision, "one"), one)
                      && g_str_equal (demains_row_get_text (collision, "other"), other))
                     || (g_str_equal (demains_row_get_text (collision, "one"), other)
                         && g_str_equal (demains_row_get_text (collision, "other"), one)));
      n_collisions++;
      return;
    }
  n_fields_joined += base != NULL && !g_variant_equal (base, merged);
}

/* Whether a record that is new or changed on a side leads to @id there. */
static gboolean
is_wanted (GHashTable *base, GHashTable *side, const char *id)
{
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, side);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    {
      const DemainsRow *before = g_hash_table_lookup (base, row->id);
      const DemainsKind *kind = demains_kind_get (row->kind);

      for (guint i = 0; i < kind->n_fields; i++)
        if (kind->fields[i].type == DEMAINS_FIELD_RECORD
            && g_str_equal (g_variant_get_string (row->values[i], NULL), id)
            && (before == NULL || !demains_row_equal (before, row) || is_wanted (base, side, row->id)))
          return TRUE;
    }

  return FALSE;
}

static gboolean
has_twin (GHashTable *merged, const DemainsRow *link)
{
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, merged);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    if (row->kind == DEMAINS_KIND_LINK
        && g_str_equal (demains_row_get_text (row, "source"), demains_row_get_text (link, "source"))
        && g_str_equal (demains_row_get_text (row, "target"), demains_row_get_text (link, "target")))
      return TRUE;

  return FALSE;
}

static void
check_record (GHashTable *base, GHashTable *const sides[2], GHashTable *merged, const char *id)
{
  DemainsRow *before = g_hash_table_lookup (base, id);
  DemainsRow *rows[2] = { g_hash_table_lookup (sides[0], id), g_hash_table_lookup (sides[1], id) };
  DemainsRow *row = g_hash_table_lookup (merged, id);
  guint alone = rows[0] != NULL ? 0 : 1;

  n_records++;
  if (rows[0] != NULL && rows[1] != NULL)
    {
      g_assert_nonnull (row);
      for (guint i = 0; i < demains_kind_get (row->kind)->n_fields; i++)
        check_field (merged, row, &demains_kind_get (row->kind)->fields[i], before != NULL ? before->values[i] : NULL,
                     rows[0]->values[i], rows[1]->values[i], row->values[i]);
      return;
    }
  if (before == NULL)
    {
      g_assert_true (row != NULL || (rows[alone]->kind == DEMAINS_KIND_LINK && has_twin (merged, rows[alone])));
      return;
    }
  if (demains_row_equal (before, rows[alone]) && !is_wanted (base, sides[alone], id))
    {
      g_assert_null (row);
      return;
    }
  g_assert_nonnull (row);
  g_assert_nonnull (find_collision (merged, id, ""));
  n_kept++;
}

/* Nobody is at another's place, and nothing came from nowhere. */
static void
check_whole (GHashTable *const sides[2], GHashTable *merged)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, merged);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    {
      /* Links have no order that anybody sees: duplicating puts several at one place. */
      g_assert_true (g_hash_table_add (places, g_strdup_printf ("%d %s", row->kind, row->position))
                     || row->kind == DEMAINS_KIND_LINK);
      g_assert_true (row->kind == DEMAINS_KIND_COLLISION || g_hash_table_contains (sides[0], row->id)
                     || g_hash_table_contains (sides[1], row->id));
    }
}

static void
check_merge (const char *base_path, const char *one, const char *other, const char *out)
{
  g_autoptr (GHashTable) base = read_rows (base_path);
  g_autoptr (GHashTable) a = read_rows (one);
  g_autoptr (GHashTable) b = read_rows (other);
  g_autoptr (GHashTable) merged = read_rows (out);
  GHashTable *const sides[2] = { a, b };
  GHashTableIter iter;
  const char *id;

  for (guint side = 0; side < 2; side++)
    {
      g_hash_table_iter_init (&iter, sides[side]);
      while (g_hash_table_iter_next (&iter, (gpointer *)&id, NULL))
        if (side == 0 || !g_hash_table_contains (a, id))
          check_record (base, sides, merged, id);
    }
  check_whole (sides, merged);
}

static gboolean
merge (const char *one, const char *other, const char *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsMergeReport) report = NULL;

  g_unlink (out);
  report = demains_test_merge (one, other, out, &error);
  g_assert_no_error (error);

  return report->has_news;
}

static void
assert_same (const char *one, const char *other)
{
  g_autoptr (GHashTable) a = read_rows (one);
  g_autoptr (GHashTable) b = read_rows (other);
  g_autoptr (GArray) differences = demains_past_compare (a, b);

  g_assert_cmpuint (differences->len, ==, 0);
}

/* Both ways round the same, and once more nothing new, from whichever side. */
static void
check_laws (const char *one, const char *other, const char *ab, const char *ba, const char *again)
{
  merge (one, other, ab);
  merge (other, one, ba);
  assert_same (ab, ba);
  g_assert_false (merge (ab, other, again));
  assert_same (ab, again);
  g_assert_false (merge (ab, one, again));
  assert_same (ab, again);
  g_assert_false (merge (ab, ba, again));
  assert_same (ab, again);
  merge (other, ab, again);
  assert_same (ab, again);
}

static void
test_pairs (void)
{
  g_autofree char *base = demains_test_path ("base.demains");
  g_autofree char *ab = demains_test_path ("ab.demains");
  g_autofree char *ba = demains_test_path ("ba.demains");
  g_autofree char *again = demains_test_path ("again.demains");
  g_autofree char *twice = demains_test_path ("twice.demains");
  g_autofree char *back = demains_test_path ("back.demains");

  for (guint pair = 0; pair < N_PAIRS; pair++)
    {
      g_autofree char *one = NULL;
      g_autofree char *other = NULL;

      g_unlink (base);
      demains_test_close (demains_test_create (base));
      work (base, 12, g_test_rand_int_range (0, 50));
      one = demains_test_copy (base, "one.demains");
      other = demains_test_copy (base, "other.demains");
      work (one, 2, g_test_rand_int_range (0, 25));
      work (other, 2, g_test_rand_int_range (0, 25));
      check_laws (one, other, ab, ba, again);
      check_merge (base, one, other, ab);

      /* Some go on working, each with a merged copy, and merge again. */
      if (pair % 4 != 0)
        continue;
      work (ab, 1, g_test_rand_int_range (0, 6));
      work (ba, 1, g_test_rand_int_range (0, 6));
      check_laws (ab, ba, twice, back, again);
    }
  g_test_message ("%u pairs: %u records, %u fields; %u fields and %u long texts joined, %u fields and %u long texts "
                  "collide, %u deleted records kept",
                  N_PAIRS, n_records, n_fields, n_fields_joined, n_texts_joined, n_collisions, n_texts_collide, n_kept);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/random-pairs", test_pairs);

  return g_test_run ();
}
