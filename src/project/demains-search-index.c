/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-search-index.h"

#include "demains-project-error.h"
#include "demains-record-table.h"
#include "demains-passage.h"
#include "demains-tokenizer.h"

struct _DemainsSearchIndex
{
  gatomicrefcount references;

  /* Of the store's thread. */
  sqlite3 *handle;
  GHashTable *rows;
  gint64 last_row;
};

/* What a job of the store's thread works on. */
typedef struct
{
  DemainsSearchIndex *index;
  char *language;
  GPtrArray *rows;
  DemainsChange *change;
} Work;

#define EXCERPT_WORDS 14

static void
work_free (Work *work)
{
  demains_search_index_unref (work->index);
  g_free (work->language);
  g_clear_pointer (&work->rows, g_ptr_array_unref);
  g_clear_pointer (&work->change, demains_change_unref);
  g_free (work);
}

static void
run (DemainsSearchIndex *self, const char *sql, gint64 row, GVariant *text)
{
  sqlite3_stmt *statement = NULL;

  if (self->handle == NULL || sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL) != SQLITE_OK)
    return;
  sqlite3_bind_int64 (statement, 1, row);
  if (text != NULL)
    demains_statement_bind_value (statement, 2, text);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
}

/* Puts the text of one field in place of what the index had of it. */
static void
put (DemainsSearchIndex *self, const char *record, guint field, GVariant *text)
{
  g_autofree char *key = g_strdup_printf ("%s %u", record, field);
  gint64 *row = g_hash_table_lookup (self->rows, key);
  g_autofree char *words = NULL;
  g_autoptr (GVariant) plain = NULL;

  if (row != NULL)
    run (self, "DELETE FROM words WHERE rowid = ?", *row, NULL);
  if (text == NULL || *g_variant_get_string (text, NULL) == '\0')
    return;

  if (row == NULL)
    {
      g_autoptr (GVariant) kept = g_variant_ref_sink (g_variant_new_string (key));

      row = g_new (gint64, 1);
      *row = ++self->last_row;
      run (self, "INSERT INTO place (id, key) VALUES (?, ?)", *row, kept);
      g_hash_table_insert (self->rows, g_steal_pointer (&key), row);
    }
  words = demains_passage_strip (g_variant_get_string (text, NULL));
  plain = g_variant_ref_sink (g_variant_new_string (words));
  run (self, "INSERT INTO words (rowid, text) VALUES (?, ?)", *row, plain);
}

static gboolean
open_index (DemainsSearchIndex *self, const char *language)
{
  g_autofree char *sql = g_strdup_printf ("CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'demains %s');"
                                          "CREATE TABLE place (id INTEGER PRIMARY KEY, key TEXT NOT NULL);",
                                          g_str_equal (language, "en") ? "en" : "fr");

  return sqlite3_open_v2 (":memory:", &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY,
                          NULL)
           == SQLITE_OK
         && demains_tokenizer_register (self->handle) == SQLITE_OK
         && sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static gpointer
fill_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  DemainsSearchIndex *self = work->index;

  if (!open_index (self, work->language))
    {
      demains_set_sqlite_error (self->handle, SQLITE_ERROR, error);
      g_clear_pointer (&self->handle, sqlite3_close);
      return NULL;
    }

  sqlite3_exec (self->handle, "BEGIN", NULL, NULL, NULL);
  for (guint i = 0; i < work->rows->len; i++)
    {
      DemainsRow *row = work->rows->pdata[i];
      const DemainsKind *kind = demains_kind_get (row->kind);

      for (guint field = 0; field < kind->n_fields; field++)
        if (kind->fields[field].searchable)
          put (self, row->id, field, row->values[field]);
    }
  sqlite3_exec (self->handle, "COMMIT", NULL, NULL, NULL);

  return NULL;
}

static void
update_record (DemainsSearchIndex *self, DemainsEdit *edit)
{
  const DemainsKind *kind = demains_kind_get (edit->kind);

  for (guint field = 0; field < kind->n_fields; field++)
    {
      g_autoptr (GVariant) text = NULL;

      if (!kind->fields[field].searchable)
        continue;
      if (edit->type == DEMAINS_EDIT_ADD)
        text = g_variant_lookup_value (edit->after, kind->fields[field].name, G_VARIANT_TYPE_STRING);
      put (self, edit->record, field, text);
    }
}

static gpointer
update_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  for (guint i = 0; i < work->change->edits->len; i++)
    {
      DemainsEdit *edit = work->change->edits->pdata[i];

      if (edit->type != DEMAINS_EDIT_SET)
        update_record (work->index, edit);
      else if (edit->field >= 0 && demains_kind_get (edit->kind)->fields[edit->field].searchable)
        put (work->index, edit->record, edit->field, edit->value);
    }

  return NULL;
}

static void
queue_work (DemainsStore *store, DemainsStoreRead job, Work *work)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, job);
  g_task_set_task_data (task, work, (GDestroyNotify)work_free);
  demains_store_do (store, job, NULL, task);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* The words of a search as a query of FTS5: each must be there, whole (then by
 * its stem) or as the start of one. An apostrophe stays inside its word, where
 * the tokenizer sees what is elided. */
static char *
make_query (const char *words)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = words;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c)))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0 && is_apostrophe (c))
        {
          if (g_unichar_isalnum (g_utf8_get_char (g_utf8_next_char (p))))
            g_string_append_c (word, '\'');
          else
            g_string_truncate (word, 0);
          continue;
        }
      if (word->len > 0)
        g_string_append_printf (query, "%s(\"%s\" OR \"%s\" *)", query->len > 0 ? " AND " : "", word->str, word->str);
      g_string_truncate (word, 0);
      if (c == 0)
        break;
    }

  return g_string_free (g_steal_pointer (&query), FALSE);
}

static DemainsRawHit *
read_hit (sqlite3_stmt *statement)
{
  DemainsRawHit *hit = g_new0 (DemainsRawHit, 1);
  const char *key = demains_statement_get_text (statement, 0);
  const char *space = strchr (key, ' ');

  hit->record = g_strndup (key, space != NULL ? space - key : 0);
  hit->field = space != NULL ? strtoul (space + 1, NULL, 10) : 0;
  hit->excerpt = g_strdup (demains_statement_get_text (statement, 1));

  return hit;
}

static void
raw_hit_free (DemainsRawHit *hit)
{
  g_free (hit->record);
  g_free (hit->excerpt);
  g_free (hit);
}

DemainsSearchIndex *
demains_search_index_new (void)
{
  DemainsSearchIndex *self = g_new0 (DemainsSearchIndex, 1);

  g_atomic_ref_count_init (&self->references);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

DemainsSearchIndex *
demains_search_index_ref (DemainsSearchIndex *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

void
demains_search_index_unref (DemainsSearchIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  sqlite3_close (self->handle);
  g_hash_table_unref (self->rows);
  g_free (self);
}

/**
 * demains_search_index_fill:
 * @store: whose thread it works in
 * @language: of the project, for stems and elisions
 * @rows: (transfer full) (element-type DemainsRow): all records
 */
void
demains_search_index_fill (DemainsSearchIndex *self, DemainsStore *store, const char *language, GPtrArray *rows)
{
  Work *work = g_new0 (Work, 1);

  work->index = demains_search_index_ref (self);
  work->language = g_strdup (language);
  work->rows = rows;
  queue_work (store, fill_cb, work);
}

/**
 * demains_search_index_update:
 * @store: whose thread it works in
 * @change: what was changed
 */
void
demains_search_index_update (DemainsSearchIndex *self, DemainsStore *store, DemainsChange *change)
{
  Work *work = g_new0 (Work, 1);

  work->index = demains_search_index_ref (self);
  work->change = demains_change_ref (change);
  queue_work (store, update_cb, work);
}

/**
 * demains_search_index_query:
 * @words: what somebody typed
 * @limit: most results
 *
 * To be called in the store's thread.
 *
 * Returns: (transfer full) (element-type DemainsRawHit): the best first
 */
GPtrArray *
demains_search_index_query (DemainsSearchIndex *self, const char *words, guint limit, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify)raw_hit_free);
  g_autofree char *query = make_query (words);
  sqlite3_stmt *statement = NULL;
  int code;

  if (*query == '\0' || self->handle == NULL)
    return g_steal_pointer (&hits);

  code = sqlite3_prepare_v2 (self->handle,
                             "SELECT key, snippet(words, 0, char(2), char(3), '…', ?3) FROM words"
                             " JOIN place ON place.id = words.rowid WHERE words MATCH ?1 ORDER BY rank LIMIT ?2",
                             -1, &statement, NULL);
  if (code == SQLITE_OK)
    {
      demains_statement_bind_text (statement, 1, query);
      sqlite3_bind_int (statement, 2, limit);
      sqlite3_bind_int (statement, 3, EXCERPT_WORDS);
      while ((code = sqlite3_step (statement)) == SQLITE_ROW)
        g_ptr_array_add (hits, read_hit (statement));
    }
  if (code != SQLITE_DONE)
    demains_set_sqlite_error (self->handle, code, error);
  sqlite3_finalize (statement);

  return code == SQLITE_DONE ? g_steal_pointer (&hits) : NULL;
}
