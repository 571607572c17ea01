/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-comparison.h"

struct _DemainsComparison
{
  GObject parent_instance;

  GListStore *groups;
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (DemainsComparison, demains_comparison, G_TYPE_OBJECT)

static const DemainsKindId LISTS[] = { DEMAINS_KIND_FUNCTION, DEMAINS_KIND_JOB };

/* A known row is taken again, so that what shows it stays. */
static DemainsComparisonRow *
reuse_row (DemainsComparison *self, DemainsRecord *record)
{
  GListModel *rows = G_LIST_MODEL (self->rows);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (DemainsComparisonRow) row = g_list_model_get_item (rows, i);

      if (demains_comparison_row_matches (row, record))
        return g_steal_pointer (&row);
    }

  return demains_comparison_row_new (DEMAINS_KIND_SECTION, demains_record_get_text (record, "question"));
}

static guint
find_row (GPtrArray *rows, DemainsRecord *record)
{
  for (guint i = 0; i < rows->len; i++)
    if (demains_comparison_row_matches (g_ptr_array_index (rows, i), record))
      return i;

  return rows->len;
}

/* A question that only some groups ask comes after the one that it follows there. */
static void
collect_questions (DemainsComparison *self, DemainsProject *project, GPtrArray *rows)
{
  DemainsRecordList *sections = demains_project_get_list (project, DEMAINS_KIND_SECTION);
  guint next = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (sections)); i++)
    {
      DemainsRecord *section = demains_record_list_get (sections, i);
      guint place = find_row (rows, section);

      if (place == rows->len)
        {
          g_ptr_array_insert (rows, next, reuse_row (self, section));
          place = next;
        }
      next = place + 1;
    }
}

static void
collect_lists (DemainsComparison *self, GPtrArray *rows)
{
  GListModel *old = G_LIST_MODEL (self->rows);
  guint n_old = g_list_model_get_n_items (old);

  /* Once made, the rows of the lists are always the last ones. */
  for (guint i = 0; i < G_N_ELEMENTS (LISTS); i++)
    g_ptr_array_add (rows, n_old > 0 ? g_list_model_get_item (old, n_old - G_N_ELEMENTS (LISTS) + i)
                                     : (gpointer)demains_comparison_row_new (LISTS[i], ""));
}

static void
count_groups (DemainsComparison *self, DemainsComparisonRow *row)
{
  GListModel *groups = G_LIST_MODEL (self->groups);
  guint n_groups = 0;
  guint n_open = 0;

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (DemainsComparisonGroup) group = g_list_model_get_item (groups, i);
      g_autoptr (GPtrArray) records = demains_comparison_row_list_records (row, group);

      n_groups += records->len > 0;
      n_open += demains_comparison_group_get_project (group) != NULL;
    }
  demains_comparison_row_set_counts (row, n_groups, n_open);
}

/* Announces only the rows between what stayed the same at both ends. */
static void
show_rows (DemainsComparison *self, GPtrArray *rows)
{
  GListModel *old = G_LIST_MODEL (self->rows);
  guint n_old = g_list_model_get_n_items (old);
  guint start = 0;
  guint end = 0;

  for (; start < MIN (n_old, rows->len); start++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (old, start);

      if (row != g_ptr_array_index (rows, start))
        break;
    }
  for (; end < MIN (n_old, rows->len) - start; end++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (old, n_old - end - 1);

      if (row != g_ptr_array_index (rows, rows->len - end - 1))
        break;
    }
  if (start + end < MAX (n_old, rows->len))
    g_list_store_splice (self->rows, start, n_old - start - end, rows->pdata + start, rows->len - start - end);
}

static void
update_rows (DemainsComparison *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *groups = G_LIST_MODEL (self->groups);

  for (guint i = 0; i < g_list_model_get_n_items (groups); i++)
    {
      g_autoptr (DemainsComparisonGroup) group = g_list_model_get_item (groups, i);
      DemainsProject *project = demains_comparison_group_get_project (group);

      if (project != NULL)
        collect_questions (self, project, rows);
    }
  collect_lists (self, rows);
  for (guint i = 0; i < rows->len; i++)
    count_groups (self, g_ptr_array_index (rows, i));
  show_rows (self, rows);
}

static void
demains_comparison_finalize (GObject *object)
{
  DemainsComparison *self = DEMAINS_COMPARISON (object);

  g_object_unref (self->groups);
  g_object_unref (self->rows);

  G_OBJECT_CLASS (demains_comparison_parent_class)->finalize (object);
}

static void
demains_comparison_class_init (DemainsComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_comparison_finalize;
}

static void
demains_comparison_init (DemainsComparison *self)
{
  self->groups = g_list_store_new (DEMAINS_TYPE_COMPARISON_GROUP);
  self->rows = g_list_store_new (DEMAINS_TYPE_COMPARISON_ROW);
  update_rows (self);
}

/**
 * demains_comparison_new:
 *
 * Returns: (transfer full): a comparison of no group yet
 */
DemainsComparison *
demains_comparison_new (void)
{
  return g_object_new (DEMAINS_TYPE_COMPARISON, NULL);
}

/**
 * demains_comparison_get_groups:
 * @self: a comparison
 *
 * Returns: (transfer none): its columns, a list of DemainsComparisonGroup
 */
GListModel *
demains_comparison_get_groups (DemainsComparison *self)
{
  return G_LIST_MODEL (self->groups);
}

/**
 * demains_comparison_get_rows:
 * @self: a comparison
 *
 * Returns: (transfer none): what can be compared, a list of DemainsComparisonRow
 */
GListModel *
demains_comparison_get_rows (DemainsComparison *self)
{
  return G_LIST_MODEL (self->rows);
}

/**
 * demains_comparison_add:
 * @self: a comparison
 * @path: a project file
 *
 * Adds a column at once and opens the file, which is never written. A file that
 * cannot be opened keeps its column, which says why.
 *
 * Returns: (transfer none) (nullable): the column, or the one that the file
 *   already has; %NULL when there are as many as can be
 */
DemainsComparisonGroup *
demains_comparison_add (DemainsComparison *self, const char *path)
{
  g_autofree char *full_path = g_canonicalize_filename (path, NULL);
  g_autoptr (DemainsComparisonGroup) group = NULL;
  guint n_groups = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  for (guint i = 0; i < n_groups; i++)
    {
      g_autoptr (DemainsComparisonGroup) known = g_list_model_get_item (G_LIST_MODEL (self->groups), i);

      if (g_str_equal (demains_comparison_group_get_path (known), full_path))
        return known;
    }
  if (n_groups == DEMAINS_COMPARISON_MAX_GROUPS)
    return NULL;

  group = demains_comparison_group_new (full_path);
  g_signal_connect_object (group, "notify::project", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->groups, group);
  demains_comparison_group_open (group);

  return group;
}

/**
 * demains_comparison_remove:
 * @self: a comparison
 * @group: one of its columns
 *
 * Takes the column away and lets go of its file.
 */
void
demains_comparison_remove (DemainsComparison *self, DemainsComparisonGroup *group)
{
  g_autoptr (DemainsComparisonGroup) kept = g_object_ref (group);
  guint position;

  if (!g_list_store_find (self->groups, group, &position))
    return;

  g_signal_handlers_disconnect_by_func (group, update_rows, self);
  g_list_store_remove (self->groups, position);
  demains_comparison_group_close (group);
  update_rows (self);
}
