/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-collision.h"

#include "demains-collision-private.h"
#include "demains-text-merge.h"
#include "demains-uuid.h"

#include <string.h>

/**
 * demains_collision_value_to_text:
 * @value: a string or a 64-bit integer
 *
 * Returns: (transfer full): how a collision keeps it
 */
char *
demains_collision_value_to_text (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);

  return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
}

/**
 * demains_collision_dup_value:
 * @field: what a collision is about
 * @text: one of its sides
 *
 * Returns: (transfer full): the value that the field would keep
 */
GVariant *
demains_collision_dup_value (const DemainsField *field, const char *text)
{
  return g_variant_ref_sink (demains_field_is_text (field) ? g_variant_new_string (text)
                                                           : g_variant_new_int64 (g_ascii_strtoll (text, NULL, 10)));
}

/**
 * demains_collision_row_new:
 * @time: of the later of the two, in microseconds since 1970
 *
 * The same collision has the same id wherever the two copies are merged.
 *
 * Returns: (transfer full): a collision's row, without a place yet
 */
DemainsRow *
demains_collision_row_new (const char *record, const char *field, const char *one, const char *one_from,
                           const char *other, const char *other_from, gint64 time)
{
  const char *const texts[] = { record, field, one, one_from, other, other_from };
  DemainsRow *row = demains_row_new (DEMAINS_KIND_COLLISION);

  row->id = demains_uuid_new_from_parts ((const char *[]){ "collision", record, field, one, other, NULL });
  row->position = g_strdup ("a0");
  row->extra = g_strdup ("");
  row->created = row->modified = time;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    row->values[i] = g_variant_ref_sink (g_variant_new_string (texts[i]));

  return row;
}

/**
 * demains_collision_get_field:
 * @project: a project
 * @collision: one of its collisions
 *
 * Returns: (transfer none) (nullable): the field that it is about; %NULL where one
 *   copy deleted the record, and where that is lost
 */
const DemainsField *
demains_collision_get_field (DemainsProject *project, DemainsRecord *collision)
{
  DemainsRecord *record = demains_project_find (project, demains_record_get_text (collision, "record"));
  const DemainsKind *kind = record != NULL ? demains_record_get_kind (record) : NULL;
  int field = kind != NULL ? demains_kind_find_field (kind, demains_record_get_text (collision, "field")) : -1;

  return field >= 0 ? &kind->fields[field] : NULL;
}

/**
 * demains_collision_is_open:
 * @project: a project
 * @collision: one of its collisions
 *
 * Returns: whether there is something to choose: what it is about is there
 */
gboolean
demains_collision_is_open (DemainsProject *project, DemainsRecord *collision)
{
  return demains_project_find (project, demains_record_get_text (collision, "record")) != NULL
         && (*demains_record_get_text (collision, "field") == '\0'
             || demains_collision_get_field (project, collision) != NULL);
}

/**
 * demains_collision_count_open:
 * @project: a project
 *
 * Returns: how many of its collisions are to be decided
 */
guint
demains_collision_count_open (DemainsProject *project)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_COLLISION);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    n += demains_collision_is_open (project, demains_record_list_get (list, i));

  return n;
}

/* The passage that was chosen in its place, and all else as it is now: what the
 * sides share is theirs, what was typed since is kept. */
static char *
choose_passage (DemainsRecord *record, DemainsRecord *collision, DemainsCollisionSide side)
{
  const char *one = demains_record_get_text (collision, "one");
  const char *other = demains_record_get_text (collision, "other");
  g_autofree char *chosen = side == DEMAINS_COLLISION_BOTH ? demains_text_join (one, other)
                                                           : g_strdup (side == DEMAINS_COLLISION_ONE ? one : other);
  const char *left = side == DEMAINS_COLLISION_ONE ? other : one;
  g_autofree char *as_typed = NULL;
  char *text;

  demains_text_merge (left, demains_record_get_text (record, demains_record_get_text (collision, "field")), chosen,
                      &as_typed, &text);

  return text;
}

/**
 * demains_collision_choose:
 * @project: a project
 * @collision: one of its collisions
 * @side: whose value is to be kept
 *
 * Gives the record that value, or a long text that passage, and takes the collision
 * away, in one step.
 */
void
demains_collision_choose (DemainsProject *project, DemainsRecord *collision, DemainsCollisionSide side)
{
  DemainsRecord *record = demains_project_find (project, demains_record_get_text (collision, "record"));
  const DemainsField *field = demains_collision_get_field (project, collision);
  const char *text = demains_record_get_text (collision, side == DEMAINS_COLLISION_OTHER ? "other" : "one");
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (project);
  change = demains_change_new (DEMAINS_VERB_CHOOSE, record != NULL ? record : collision);
  if (field != NULL && field->type == DEMAINS_FIELD_TEXT)
    {
      g_autofree char *passage = choose_passage (record, collision, side);

      demains_change_set_text (change, record, field->name, passage);
    }
  else if (field != NULL)
    {
      g_autoptr (GVariant) value = demains_collision_dup_value (field, text);

      demains_change_set (change, record, field->name, value);
    }
  else if (record != NULL && *demains_record_get_text (collision, "field") == '\0' && *text == '\0')
    demains_change_remove (change, record);
  demains_change_remove (change, collision);
  demains_project_apply (project, change);
}
