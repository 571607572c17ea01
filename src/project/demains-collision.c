/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-collision.h"

#include "demains-collision-private.h"
#include "demains-uuid.h"

#include <string.h>

/* The chosen text as the value that @field keeps. */
static GVariant *
text_to_value (const DemainsField *field, const char *text)
{
  return demains_field_is_text (field) ? g_variant_new_string (text)
                                       : g_variant_new_int64 (g_ascii_strtoll (text, NULL, 10));
}

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
 * demains_collision_choose:
 * @project: a project
 * @collision: one of its collisions
 * @side: whose value is to be kept
 *
 * Gives the record that value and takes the collision away, in one step.
 */
void
demains_collision_choose (DemainsProject *project, DemainsRecord *collision, DemainsCollisionSide side)
{
  DemainsRecord *record = demains_project_find (project, demains_record_get_text (collision, "record"));
  const char *name = demains_record_get_text (collision, "field");
  const char *text = demains_record_get_text (collision, side == DEMAINS_COLLISION_ONE ? "one" : "other");
  g_autoptr (DemainsChange) change = NULL;

  demains_project_end_typing (project);
  change = demains_change_new (DEMAINS_VERB_CHOOSE, record != NULL ? record : collision);
  if (record != NULL && *name != '\0')
    {
      const DemainsKind *kind = demains_record_get_kind (record);
      int field = demains_kind_find_field (kind, name);

      if (field >= 0)
        demains_change_set (change, record, name, text_to_value (&kind->fields[field], text));
    }
  else if (record != NULL && *text == '\0')
    demains_change_remove (change, record);
  demains_change_remove (change, collision);
  demains_project_apply (project, change);
}
