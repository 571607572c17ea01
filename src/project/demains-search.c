/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-search.h"

#include "demains-project-private.h"

typedef struct
{
  DemainsSearchIndex *index;
  char *words;
  guint limit;
} Query;

static void
query_free (Query *query)
{
  demains_search_index_unref (query->index);
  g_free (query->words);
  g_free (query);
}

static gpointer
query_cb (DemainsDatabase *database, gpointer data, GCancellable *cancellable, GError **error)
{
  Query *query = data;

  return demains_search_index_query (query->index, query->words, query->limit, error);
}

/* Takes the marks out of an excerpt and remembers where the first ones were. */
static DemainsHit *
make_hit (DemainsRecord *record, const DemainsRawHit *raw)
{
  DemainsHit *hit = g_new0 (DemainsHit, 1);
  g_autoptr (GString) excerpt = g_string_new (NULL);
  gboolean ended = FALSE;

  for (const char *p = raw->excerpt; *p != '\0'; p++)
    {
      if (*p == DEMAINS_MATCH_START)
        {
          if (!ended)
            hit->match_start = excerpt->len;
        }
      else if (*p == DEMAINS_MATCH_END)
        {
          if (!ended)
            hit->match_end = excerpt->len;
          ended = TRUE;
        }
      else
        {
          g_string_append_c (excerpt, *p == '\n' ? ' ' : *p);
        }
    }
  hit->record = g_object_ref (record);
  hit->field = raw->field;
  hit->excerpt = g_string_free (g_steal_pointer (&excerpt), FALSE);

  return hit;
}

void
demains_hit_free (DemainsHit *self)
{
  g_object_unref (self->record);
  g_free (self->excerpt);
  g_free (self);
}

/**
 * demains_project_search_async:
 * @words: what somebody typed; case, accents, elisions and the shape of
 *   apostrophes do not matter, words are found by their stem or their start
 * @limit: most results
 *
 * Looks for records that have all the words in one of their fields.
 */
void
demains_project_search_async (DemainsProject *self, const char *words, guint limit, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Query *query = g_new0 (Query, 1);

  g_task_set_source_tag (task, demains_project_search_async);
  query->index = demains_search_index_ref (self->search);
  query->words = g_utf8_make_valid (words, -1);
  query->limit = limit;
  g_task_set_task_data (task, query, (GDestroyNotify)query_free);
  demains_project_end_typing (self);
  demains_project_do (self, query_cb, (GDestroyNotify)g_ptr_array_unref, task);
}

/**
 * demains_project_search_finish:
 *
 * Returns: (transfer full) (element-type DemainsHit): the best first
 */
GPtrArray *
demains_project_search_finish (DemainsProject *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) raw = g_task_propagate_pointer (G_TASK (result), error);
  GPtrArray *hits;

  if (raw == NULL)
    return NULL;

  hits = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_hit_free);
  for (guint i = 0; i < raw->len; i++)
    {
      const DemainsRawHit *hit = raw->pdata[i];
      DemainsRecord *record = demains_project_find (self, hit->record);

      if (record != NULL)
        g_ptr_array_add (hits, make_hit (record, hit));
    }

  return hits;
}
