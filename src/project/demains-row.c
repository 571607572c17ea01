/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-row.h"

#include <string.h>

DemainsRow *
demains_row_new (DemainsKindId kind)
{
  DemainsRow *self = g_atomic_rc_box_new0 (DemainsRow);

  self->kind = kind;

  return self;
}

DemainsRow *
demains_row_new_from_variant (DemainsKindId kind_id, const char *id, GVariant *variant)
{
  const DemainsKind *kind = demains_kind_get (kind_id);
  DemainsRow *self = demains_row_new (kind_id);
  const char *position = "a0";
  const char *extra = "";

  g_variant_lookup (variant, "position", "&s", &position);
  g_variant_lookup (variant, "extra", "&s", &extra);
  g_variant_lookup (variant, "created", "x", &self->created);
  self->id = g_strdup (id);
  self->position = g_strdup (position);
  self->extra = g_strdup (extra);
  self->modified = self->created;
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (variant, kind->fields[i].name, NULL);

      if (value != NULL && demains_field_accepts (&kind->fields[i], value))
        self->values[i] = g_steal_pointer (&value);
      else
        self->values[i] = demains_field_dup_initial (&kind->fields[i]);
    }

  return self;
}

/**
 * demains_row_to_variant:
 *
 * Returns: (transfer full): the whole record as a{sv}, as the journal keeps what
 *   was added or removed; without what has its initial value
 */
GVariant *
demains_row_to_variant (const DemainsRow *self)
{
  const DemainsKind *kind = demains_kind_get (self->kind);
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&builder, "{sv}", "position", g_variant_new_string (self->position));
  g_variant_builder_add (&builder, "{sv}", "created", g_variant_new_int64 (self->created));
  if (*self->extra != '\0')
    g_variant_builder_add (&builder, "{sv}", "extra", g_variant_new_string (self->extra));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autoptr (GVariant) initial = demains_field_dup_initial (&kind->fields[i]);

      if (!g_variant_equal (initial, self->values[i]))
        g_variant_builder_add (&builder, "{sv}", kind->fields[i].name, self->values[i]);
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* A row of one's own, that may be changed. */
DemainsRow *
demains_row_copy (const DemainsRow *self)
{
  DemainsRow *copy = demains_row_new (self->kind);

  copy->id = g_strdup (self->id);
  copy->position = g_strdup (self->position);
  copy->extra = g_strdup (self->extra);
  copy->created = self->created;
  copy->modified = self->modified;
  for (guint i = 0; i < demains_kind_get (self->kind)->n_fields; i++)
    copy->values[i] = g_variant_ref (self->values[i]);

  return copy;
}

DemainsRow *
demains_row_ref (DemainsRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_row (DemainsRow *self)
{
  g_free (self->id);
  g_free (self->position);
  g_free (self->extra);
  for (guint i = 0; i < DEMAINS_MAX_FIELDS; i++)
    g_clear_pointer (&self->values[i], g_variant_unref);
}

void
demains_row_unref (DemainsRow *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify)clear_row);
}

/**
 * demains_row_equal:
 *
 * Returns: whether two rows hold the same record at the same place; when it was
 *   last changed does not matter
 */
gboolean
demains_row_equal (const DemainsRow *a, const DemainsRow *b)
{
  if (a->kind != b->kind || strcmp (a->id, b->id) != 0 || strcmp (a->position, b->position) != 0
      || strcmp (a->extra, b->extra) != 0)
    return FALSE;
  for (guint i = 0; i < demains_kind_get (a->kind)->n_fields; i++)
    if (!g_variant_equal (a->values[i], b->values[i]))
      return FALSE;

  return TRUE;
}

/**
 * demains_row_get_text:
 * @field: name of a field that keeps text
 *
 * Returns: (transfer none): the text
 */
const char *
demains_row_get_text (const DemainsRow *self, const char *field)
{
  int index = demains_kind_find_field (demains_kind_get (self->kind), field);

  g_return_val_if_fail (index >= 0, "");

  return g_variant_get_string (self->values[index], NULL);
}
