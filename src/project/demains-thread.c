/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-thread.h"

struct _DemainsThread
{
  DemainsProject *project;

  /* Record → the records one step away, for each direction. */
  GHashTable *steps[2];
};

static const DemainsKindId ORPHAN_KINDS[] = {
  [DEMAINS_ORPHAN_SIGNAL] = DEMAINS_KIND_SIGNAL,     [DEMAINS_ORPHAN_HYPOTHESIS] = DEMAINS_KIND_HYPOTHESIS,
  [DEMAINS_ORPHAN_FUNCTION] = DEMAINS_KIND_FUNCTION, [DEMAINS_ORPHAN_JOB] = DEMAINS_KIND_JOB,
  [DEMAINS_ORPHAN_UNSEEN_JOB] = DEMAINS_KIND_JOB,    [DEMAINS_ORPHAN_SCENE] = DEMAINS_KIND_SCENE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (ORPHAN_KINDS) == DEMAINS_N_ORPHANS);

static void
add_step (GHashTable *steps, DemainsRecord *from, DemainsRecord *to)
{
  GPtrArray *others = g_hash_table_lookup (steps, from);

  if (others == NULL)
    {
      others = g_ptr_array_new ();
      g_hash_table_insert (steps, g_object_ref (from), others);
    }
  if (!g_ptr_array_find (others, to, NULL))
    g_ptr_array_add (others, to);
}

/* What names a record that is lost, or itself, leads nowhere. */
static void
join (DemainsThread *self, DemainsRecord *source, DemainsRecord *target)
{
  if (source == NULL || target == NULL || source == target)
    return;

  add_step (self->steps[DEMAINS_THREAD_TO], source, target);
  add_step (self->steps[DEMAINS_THREAD_FROM], target, source);
}

/* A passage is written by the section, whichever way the thread goes: it comes from
 * the question that it mentions, and leads to the function. */
static gboolean
is_mention_of_source (DemainsRecord *link, DemainsRecord *source, DemainsRecord *target)
{
  return source != NULL && target != NULL && g_str_equal (demains_record_get_text (link, "type"), "mentions")
         && demains_record_get_kind_id (target) < demains_record_get_kind_id (source);
}

static void
join_links (DemainsThread *self)
{
  DemainsRecordList *links = demains_project_get_list (self->project, DEMAINS_KIND_LINK);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (links)); i++)
    {
      DemainsRecord *link = demains_record_list_get (links, i);
      DemainsRecord *source = demains_project_find (self->project, demains_record_get_text (link, "source"));
      DemainsRecord *target = demains_project_find (self->project, demains_record_get_text (link, "target"));

      if (is_mention_of_source (link, source, target))
        join (self, target, source);
      else
        join (self, source, target);
    }
}

/* A consequence comes from what it follows from, a remark from its section, a
 * clip from its take: the fields of the table of kinds that name a record. */
static void
join_parents (DemainsThread *self, DemainsKindId kind)
{
  const DemainsKind *description = demains_kind_get (kind);
  DemainsRecordList *list = demains_project_get_list (self->project, kind);

  for (guint field = 0; field < description->n_fields; field++)
    {
      if (description->fields[field].type != DEMAINS_FIELD_RECORD)
        continue;
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
        {
          DemainsRecord *record = demains_record_list_get (list, i);
          const char *parent = g_variant_get_string (demains_record_get_value (record, field), NULL);

          join (self, demains_project_find (self->project, parent), record);
        }
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  DemainsRecord *one = *(DemainsRecord **)a;
  DemainsRecord *other = *(DemainsRecord **)b;
  int order = (int)demains_record_get_kind_id (one) - (int)demains_record_get_kind_id (other);

  if (order == 0)
    order = strcmp (demains_record_get_position (one), demains_record_get_position (other));

  return order != 0 ? order : strcmp (demains_record_get_id (one), demains_record_get_id (other));
}

/* Goes round a circle once: who links A to B and B to A sees each in both. */
static GPtrArray *
collect (DemainsThread *self, DemainsRecord *record, DemainsThreadDirection direction, gboolean whole)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  DemainsRecord *from = record;

  g_hash_table_add (seen, record);
  for (guint next = 0; from != NULL; next++)
    {
      GPtrArray *others = g_hash_table_lookup (self->steps[direction], from);

      for (guint i = 0; others != NULL && i < others->len; i++)
        if (g_hash_table_add (seen, others->pdata[i]))
          g_ptr_array_add (found, g_object_ref (others->pdata[i]));
      from = whole && next < found->len ? found->pdata[next] : NULL;
    }
  g_ptr_array_sort (found, compare);

  return found;
}

static gboolean
has_kind (GPtrArray *records, DemainsKindId kind)
{
  for (guint i = 0; i < records->len; i++)
    if (demains_record_get_kind_id (records->pdata[i]) == kind)
      return TRUE;

  return FALSE;
}

static gboolean
is_orphan (DemainsThread *self, DemainsRecord *record, DemainsOrphan orphan)
{
  g_autoptr (GPtrArray) chain = NULL;

  switch (orphan)
    {
    case DEMAINS_ORPHAN_SIGNAL:
      return g_str_equal (demains_record_get_text (record, "sorting"), "keep")
             && !g_hash_table_contains (self->steps[DEMAINS_THREAD_TO], record);
    case DEMAINS_ORPHAN_HYPOTHESIS:
      chain = collect (self, record, DEMAINS_THREAD_FROM, TRUE);
      return !has_kind (chain, DEMAINS_KIND_SIGNAL);
    case DEMAINS_ORPHAN_UNSEEN_JOB:
      /* Before the script is begun, none is missed in it. */
      if (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (self->project, DEMAINS_KIND_SCENE))) == 0)
        return FALSE;
      chain = collect (self, record, DEMAINS_THREAD_TO, FALSE);
      return !has_kind (chain, DEMAINS_KIND_SCENE);
    case DEMAINS_ORPHAN_FUNCTION:
    case DEMAINS_ORPHAN_JOB:
    case DEMAINS_ORPHAN_SCENE:
      return !g_hash_table_contains (self->steps[DEMAINS_THREAD_FROM], record);
    case DEMAINS_N_ORPHANS:
      break;
    }

  g_return_val_if_reached (FALSE);
}

/**
 * demains_thread_new:
 * @project: a project
 *
 * Returns: (transfer full): its thread as it is now; changes that come later are not in it
 */
DemainsThread *
demains_thread_new (DemainsProject *project)
{
  DemainsThread *self = g_new0 (DemainsThread, 1);

  self->project = g_object_ref (project);
  for (guint i = 0; i < G_N_ELEMENTS (self->steps); i++)
    self->steps[i] = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify)g_ptr_array_unref);
  join_links (self);
  for (DemainsKindId kind = 0; kind < DEMAINS_KIND_LINK; kind++)
    join_parents (self, kind);

  return self;
}

void
demains_thread_free (DemainsThread *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->steps); i++)
    g_hash_table_unref (self->steps[i]);
  g_object_unref (self->project);
  g_free (self);
}

/**
 * demains_thread_list_neighbours:
 * @record: a record of the project
 * @direction: which way
 *
 * Returns: (transfer full) (element-type DemainsRecord): the records one step
 *   away, by kind, then in the order of their lists
 */
GPtrArray *
demains_thread_list_neighbours (DemainsThread *self, DemainsRecord *record, DemainsThreadDirection direction)
{
  return collect (self, record, direction, FALSE);
}

/**
 * demains_thread_list_chain:
 * @record: a record of the project
 * @direction: which way
 *
 * Returns: (transfer full) (element-type DemainsRecord): all records that lead
 *   to @record or that it led to, over however many steps, but not itself; by
 *   kind, then in the order of their lists
 */
GPtrArray *
demains_thread_list_chain (DemainsThread *self, DemainsRecord *record, DemainsThreadDirection direction)
{
  return collect (self, record, direction, TRUE);
}

/**
 * demains_thread_list_orphans:
 * @orphan: which
 *
 * Returns: (transfer full) (element-type DemainsRecord): those records, in the order of their list
 */
GPtrArray *
demains_thread_list_orphans (DemainsThread *self, DemainsOrphan orphan)
{
  DemainsRecordList *list = demains_project_get_list (self->project, ORPHAN_KINDS[orphan]);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *record = demains_record_list_get (list, i);

      if (is_orphan (self, record, orphan))
        g_ptr_array_add (found, g_object_ref (record));
    }

  return found;
}
