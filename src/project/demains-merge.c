/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-merge.h"

#include "demains-change-private.h"
#include "demains-collision-private.h"
#include "demains-past.h"
#include "demains-position.h"
#include "demains-text-merge.h"

#include <string.h>

/* Everything here treats the two sides alike: to swap them gives the same rows. */

typedef struct
{
  GHashTable *base;
  const DemainsMergeSide *sides[2];
  GHashTable *touched[2];
  GHashTable *result;
  GPtrArray *collisions;
} Merge;

static GHashTable *
rows_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)demains_row_unref);
}

static void
take_row (GHashTable *rows, DemainsRow *row)
{
  g_hash_table_replace (rows, row->id, row);
}

/* The ids of what a side added or changed, and of what that refers to: to delete
 * it on the other side takes something away that was counted on here. */
static GHashTable *
find_touched (GHashTable *base, GHashTable *rows)
{
  GHashTable *touched = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new ();
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    {
      const DemainsRow *before = g_hash_table_lookup (base, row->id);

      if (before == NULL || !demains_row_equal (before, row))
        g_ptr_array_add (waiting, row->id);
    }

  while (waiting->len > 0)
    {
      char *id = g_ptr_array_steal_index_fast (waiting, waiting->len - 1);

      row = g_hash_table_lookup (rows, id);
      if (!g_hash_table_add (touched, id) || row == NULL)
        continue;
      for (guint i = 0; i < demains_kind_get (row->kind)->n_fields; i++)
        if (demains_kind_get (row->kind)->fields[i].type == DEMAINS_FIELD_RECORD)
          g_ptr_array_add (waiting, (gpointer)g_variant_get_string (row->values[i], NULL));
    }

  return touched;
}

/* Of two values that collide, the one that is shown until somebody chooses: that
 * of the record that was changed last. */
static guint
find_later (const DemainsRow *const rows[2], GVariant *const values[2])
{
  if (rows[0]->modified != rows[1]->modified)
    return rows[0]->modified > rows[1]->modified ? 0 : 1;

  return g_variant_compare (values[0], values[1]) >= 0 ? 0 : 1;
}

static void
add_collision (Merge *self, const DemainsRow *record, const char *field, GVariant *const values[2], gint64 time)
{
  g_autofree char *one = demains_collision_value_to_text (values[0]);
  g_autofree char *other = demains_collision_value_to_text (values[1]);
  const char *const texts[2] = { one, other };
  const char *const names[2] = { self->sides[0]->name, self->sides[1]->name };
  gboolean swap = strcmp (texts[0], texts[1]) > 0;

  g_ptr_array_add (self->collisions, demains_collision_row_new (record->id, field, texts[swap], names[swap],
                                                                texts[!swap], names[!swap], time));
}

/* What two long texts become, in @values; FALSE when they collide. */
static gboolean
join_texts (GVariant *before, GVariant *values[2])
{
  char *texts[2];
  gboolean joined = demains_text_merge (before != NULL ? g_variant_get_string (before, NULL) : "",
                                        g_variant_get_string (values[0], NULL), g_variant_get_string (values[1], NULL),
                                        &texts[0], &texts[1]);

  for (guint i = 0; i < 2; i++)
    {
      g_variant_unref (values[i]);
      values[i] = g_variant_ref_sink (g_variant_new_take_string (texts[i]));
    }

  return joined;
}

static GVariant *
merge_field (Merge *self, const DemainsRow *base, const DemainsRow *const rows[2], guint index)
{
  const DemainsField *field = &demains_kind_get (rows[0]->kind)->fields[index];
  GVariant *before = base != NULL ? base->values[index] : NULL;
  GVariant *values[2] = { g_variant_ref (rows[0]->values[index]), g_variant_ref (rows[1]->values[index]) };
  guint shown = 0;

  if (g_variant_equal (values[0], values[1]))
    shown = 0;
  else if (before != NULL && g_variant_equal (before, values[0]))
    shown = 1;
  else if (before != NULL && g_variant_equal (before, values[1]))
    shown = 0;
  else if (rows[0]->kind == DEMAINS_KIND_COLLISION)
    shown = g_variant_compare (values[0], values[1]) >= 0 ? 0 : 1;
  else if (field->type != DEMAINS_FIELD_TEXT || !join_texts (before, values))
    {
      shown = find_later (rows, values);
      add_collision (self, rows[0], field->name, values, MAX (rows[0]->modified, rows[1]->modified));
    }
  g_variant_unref (values[!shown]);

  return values[shown];
}

/* Places, and what this program does not know, are not for people to choose. */
static const char *
merge_plain (const char *before, const char *one, const char *other)
{
  if (g_strcmp0 (before, one) == 0)
    return other;
  if (g_strcmp0 (before, other) == 0)
    return one;

  return strcmp (one, other) >= 0 ? one : other;
}

static void
merge_both (Merge *self, const DemainsRow *base, DemainsRow *one, DemainsRow *other)
{
  const DemainsRow *const rows[2] = { one, other };
  DemainsRow *row;

  if (demains_row_equal (one, other) || one->kind != other->kind)
    {
      take_row (self->result, demains_row_ref (one->kind <= other->kind ? one : other));
      return;
    }

  if (base != NULL && base->kind != one->kind)
    base = NULL;
  row = demains_row_new (one->kind);
  row->id = g_strdup (one->id);
  row->position = g_strdup (merge_plain (base != NULL ? base->position : NULL, one->position, other->position));
  row->extra = g_strdup (merge_plain (base != NULL ? base->extra : NULL, one->extra, other->extra));
  row->created = MIN (one->created, other->created);
  row->modified = MAX (one->modified, other->modified);
  for (guint i = 0; i < demains_kind_get (row->kind)->n_fields; i++)
    row->values[i] = merge_field (self, base, rows, i);
  take_row (self->result, row);
}

/* A record that only one side has: it was added there, or deleted on the other. */
static void
merge_alone (Merge *self, const DemainsRow *base, DemainsRow *row, guint side)
{
  g_autoptr (GVariant) here = NULL;
  g_autoptr (GVariant) gone = NULL;

  if (base != NULL && (!g_hash_table_contains (self->touched[side], row->id) || row->kind == DEMAINS_KIND_COLLISION))
    return;

  take_row (self->result, demains_row_ref (row));
  if (base == NULL)
    return;
  here = g_variant_ref_sink (g_variant_new_string (row->id));
  gone = g_variant_ref_sink (g_variant_new_string (""));
  add_collision (self, row, "", (GVariant *[2]){ side == 0 ? here : gone, side == 0 ? gone : here }, row->modified);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The ids of all records of both sides, in their order. */
static GPtrArray *
list_ids (Merge *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint side = 0; side < 2; side++)
    {
      GHashTableIter iter;
      char *id;

      g_hash_table_iter_init (&iter, self->sides[side]->rows);
      while (g_hash_table_iter_next (&iter, (gpointer *)&id, NULL))
        if (side == 0 || !g_hash_table_contains (self->sides[0]->rows, id))
          g_ptr_array_add (ids, id);
    }
  g_ptr_array_sort (ids, compare_ids);

  return ids;
}

/* Both sides linked the same two records: one link is enough. */
static void
drop_twin_links (Merge *self, GPtrArray *ids)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      const DemainsRow *row = g_hash_table_lookup (self->result, ids->pdata[i]);
      const char *source, *target;
      gboolean swap;

      if (row == NULL || row->kind != DEMAINS_KIND_LINK || g_hash_table_contains (self->base, row->id))
        continue;
      source = demains_row_get_text (row, "source");
      target = demains_row_get_text (row, "target");
      swap = strcmp (source, target) > 0;
      if (!g_hash_table_add (seen, g_strjoin (" ", demains_row_get_text (row, "type"), swap ? target : source,
                                              swap ? source : target, NULL)))
        g_hash_table_remove (self->result, ids->pdata[i]);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const DemainsRow *one = *(const DemainsRow *const *)a, *other = *(const DemainsRow *const *)b;
  int order = strcmp (one->position, other->position);

  return order != 0 ? order : strcmp (one->id, other->id);
}

/* The rows of one kind in the order of their list. */
static GPtrArray *
list_in_order (GHashTable *rows, DemainsKindId kind)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    if (row->kind == kind)
      g_ptr_array_add (list, row);
  g_ptr_array_sort (list, compare_places);

  return list;
}

/* Puts @n rows between two places, halving, so that their positions stay short. */
static void
spread (GHashTable *rows, DemainsRow **list, guint n, const char *before, const char *after)
{
  guint middle = n / 2;
  DemainsRow *row;

  if (n == 0)
    return;

  row = demains_row_copy (list[middle]);
  g_free (row->position);
  row->position = demains_position_between (before, after);
  take_row (rows, row);
  spread (rows, list, middle, before, row->position);
  spread (rows, list + middle + 1, n - middle - 1, row->position, after);
}

static gboolean
is_moved (Merge *self, const DemainsRow *row)
{
  const DemainsRow *before = g_hash_table_lookup (self->base, row->id);

  return before == NULL || strcmp (before->position, row->position) != 0;
}

/* Records that both sides put at one place keep the order that their ids give,
 * and each gets a place of its own. */
static void
part_places (Merge *self, DemainsKindId kind)
{
  g_autoptr (GPtrArray) list = list_in_order (self->result, kind);
  DemainsRow **rows = (DemainsRow **)list->pdata;

  for (guint start = 0, end; start < list->len; start = end)
    {
      g_autofree char *place = g_strdup (rows[start]->position);
      gboolean moved = FALSE;

      for (end = start; end < list->len && strcmp (rows[end]->position, place) == 0; end++)
        moved |= is_moved (self, rows[end]);
      if (moved)
        spread (self->result, rows + start + 1, end - start - 1, place, end < list->len ? rows[end]->position : NULL);
    }
}

/* New collisions come behind those that are there. */
static void
take_collisions (Merge *self)
{
  g_autoptr (GPtrArray) list = list_in_order (self->result, DEMAINS_KIND_COLLISION);
  g_autofree char *last = list->len > 0 ? g_strdup (((DemainsRow *)list->pdata[list->len - 1])->position) : NULL;

  for (guint i = 0; i < self->collisions->len; i++)
    {
      DemainsRow *row = self->collisions->pdata[i];

      if (g_hash_table_contains (self->result, row->id))
        continue;
      g_free (row->position);
      row->position = demains_position_between (last, NULL);
      g_set_str (&last, row->position);
      take_row (self->result, demains_row_ref (row));
    }
}

/**
 * demains_merge_find_common:
 * @one: (element-type utf8 DemainsRow): records
 * @other: (element-type utf8 DemainsRow): records
 *
 * Returns: (transfer full) (element-type utf8 DemainsRow): those that are the same in both
 */
GHashTable *
demains_merge_find_common (GHashTable *one, GHashTable *other)
{
  GHashTable *common = rows_new ();
  GHashTableIter iter;
  DemainsRow *row;

  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&row))
    {
      const DemainsRow *twin = g_hash_table_lookup (other, row->id);

      if (twin != NULL && demains_row_equal (row, twin))
        take_row (common, demains_row_ref (row));
    }

  return common;
}

/**
 * demains_merge_rows:
 * @base: (element-type utf8 DemainsRow): the records where the two parted
 * @one: a copy
 * @other: another
 *
 * Joins what two copies became. What one side alone added, changed or deleted is
 * so in the result. Where both changed a field, long texts are joined by passage;
 * what cannot be joined shows the later value, and a record of the kind collision
 * keeps both. A record that is deleted on one side stays when the other changed it
 * or refers to it anew; that too is a collision.
 *
 * Returns: (transfer full) (element-type utf8 DemainsRow): all records of the result
 */
GHashTable *
demains_merge_rows (GHashTable *base, const DemainsMergeSide *one, const DemainsMergeSide *other)
{
  g_autoptr (GHashTable) touched_by_one = find_touched (base, one->rows);
  g_autoptr (GHashTable) touched_by_other = find_touched (base, other->rows);
  g_autoptr (GPtrArray) collisions = g_ptr_array_new_with_free_func ((GDestroyNotify)demains_row_unref);
  Merge self = {
    .base = base,
    .sides = { one, other },
    .touched = { touched_by_one, touched_by_other },
    .result = rows_new (),
    .collisions = collisions,
  };
  g_autoptr (GPtrArray) ids = list_ids (&self);

  for (guint i = 0; i < ids->len; i++)
    {
      const DemainsRow *before = g_hash_table_lookup (base, ids->pdata[i]);
      DemainsRow *here = g_hash_table_lookup (one->rows, ids->pdata[i]);
      DemainsRow *there = g_hash_table_lookup (other->rows, ids->pdata[i]);

      if (here != NULL && there != NULL)
        merge_both (&self, before, here, there);
      else
        merge_alone (&self, before, here != NULL ? here : there, here != NULL ? 0 : 1);
    }
  drop_twin_links (&self, ids);
  take_collisions (&self);
  for (DemainsKindId kind = 0; kind < DEMAINS_N_KINDS; kind++)
    part_places (&self, kind);

  return self.result;
}

static void
add_sets (DemainsChange *change, const DemainsRow *before, const DemainsRow *after)
{
  for (int i = DEMAINS_EDIT_POSITION; i < (int)demains_kind_get (after->kind)->n_fields; i++)
    {
      gboolean place = i == DEMAINS_EDIT_POSITION;
      g_autoptr (GVariant) old
        = place ? g_variant_ref_sink (g_variant_new_string (before->position)) : g_variant_ref (before->values[i]);
      g_autoptr (GVariant) new
        = place ? g_variant_ref_sink (g_variant_new_string (after->position)) : g_variant_ref (after->values[i]);
      DemainsEdit *edit;

      if (g_variant_equal (old, new))
        continue;
      edit = demains_edit_new (DEMAINS_EDIT_SET, after->kind, after->id);
      edit->field = i;
      demains_edit_set_values (edit, old, new);
      g_ptr_array_add (change->edits, edit);
    }
}

/**
 * demains_merge_make_change:
 * @before: (element-type utf8 DemainsRow): all records as they are
 * @after: (element-type utf8 DemainsRow): all records as they are to be
 * @name: of the copy that is merged
 *
 * Returns: (transfer full): what makes the one of the other, in one step; empty
 *   when there is nothing new
 */
DemainsChange *
demains_merge_make_change (GHashTable *before, GHashTable *after, const char *name)
{
  DemainsChange *change = demains_change_new_full (DEMAINS_VERB_MERGE, DEMAINS_KIND_PROJECT, name);
  g_autoptr (GArray) differences = demains_past_compare (before, after);

  for (guint i = 0; i < differences->len; i++)
    {
      const DemainsDifferentRow *difference = &g_array_index (differences, DemainsDifferentRow, i);
      const DemainsRow *old = difference->before, *new = difference->after;
      DemainsEdit *edit;

      if (old != NULL && (new == NULL || new->kind != old->kind))
        {
          edit = demains_edit_new (DEMAINS_EDIT_REMOVE, old->kind, old->id);
          edit->before = demains_row_to_variant (old);
          g_ptr_array_add (change->edits, edit);
          old = NULL;
        }
      if (old != NULL)
        add_sets (change, old, new);
      else if (new != NULL)
        {
          edit = demains_edit_new (DEMAINS_EDIT_ADD, new->kind, new->id);
          edit->after = demains_row_to_variant (new);
          g_ptr_array_add (change->edits, edit);
        }
    }

  return change;
}
