/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-kind-table.h"

#include <glib/gi18n.h>

/**
 * demains_kind_get:
 * @id: a kind
 *
 * Returns: (transfer none): its row of the table
 */
const DemainsKind *
demains_kind_get (DemainsKindId id)
{
  g_return_val_if_fail (id < DEMAINS_N_KINDS, NULL);

  return &DEMAINS_KINDS[id];
}

/**
 * demains_kind_find:
 * @name: a kind's name in SQL and JSON
 *
 * Returns: (transfer none) (nullable): its row, or %NULL for an unknown kind
 */
const DemainsKind *
demains_kind_find (const char *name)
{
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    if (g_strcmp0 (DEMAINS_KINDS[i].name, name) == 0)
      return &DEMAINS_KINDS[i];

  return NULL;
}

/**
 * demains_kind_dup_array_name:
 * @name: a kind's name, of a newer program maybe
 *
 * Returns: (transfer full): what an array of its records is called in JSON: the plural
 */
char *
demains_kind_dup_array_name (const char *name)
{
  if (g_str_has_suffix (name, "is"))
    return g_strdup_printf ("%.*ses", (int)strlen (name) - 2, name);
  if (g_str_has_suffix (name, "ch"))
    return g_strconcat (name, "es", NULL);

  return g_strconcat (name, "s", NULL);
}

/**
 * demains_kind_find_array:
 * @array: what an array is called in JSON
 *
 * Returns: (transfer none) (nullable): the kind of its records, or %NULL for an unknown kind
 */
const DemainsKind *
demains_kind_find_array (const char *array)
{
  for (guint i = 0; i < DEMAINS_N_KINDS; i++)
    {
      g_autofree char *name = demains_kind_dup_array_name (DEMAINS_KINDS[i].name);

      if (strcmp (name, array) == 0)
        return &DEMAINS_KINDS[i];
    }

  return NULL;
}

/**
 * demains_kind_find_field:
 * @kind: a kind
 * @name: a field's name, with underscores or, as properties have it, dashes
 *
 * Returns: the field's index, or -1 when the kind has no such field
 */
int
demains_kind_find_field (const DemainsKind *kind, const char *name)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *a = kind->fields[i].name;
      const char *b = name;

      while (*a != '\0' && (*a == *b || (*a == '_' && *b == '-')))
        a++, b++;
      if (*a == '\0' && *b == '\0')
        return i;
    }

  return -1;
}

/**
 * demains_kind_find_title:
 * @kind: a kind
 * @values: what the fields of a record of it hold
 *
 * Returns: the index of the field that the record is called by
 */
guint
demains_kind_find_title (const DemainsKind *kind, GVariant *const *values)
{
  if (kind->fields[kind->title].type != DEMAINS_FIELD_RECORD
      || *g_variant_get_string (values[kind->title], NULL) != '\0')
    return kind->title;

  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].type < DEMAINS_FIELD_CHOICE)
      return i;

  return kind->title;
}

/**
 * demains_field_is_text:
 * @field: a field
 *
 * Returns: whether its value is a string (else it is a 64-bit integer)
 */
gboolean
demains_field_is_text (const DemainsField *field)
{
  return field->type < DEMAINS_FIELD_INTEGER;
}

/**
 * demains_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): its name in the language of the interface
 */
const char *
demains_field_get_label (const DemainsField *field)
{
  return _ (field->label);
}

/**
 * demains_field_get_hint:
 * @field: a field
 *
 * Returns: (transfer none): a sentence that helps to fill it in, or ""
 */
const char *
demains_field_get_hint (const DemainsField *field)
{
  return field->hint != NULL ? _ (field->hint) : "";
}

/**
 * demains_field_get_choice_label:
 * @field: a field of type %DEMAINS_FIELD_CHOICE
 * @key: a choice's key
 *
 * Returns: (transfer none): the label of that choice in the language of the
 *   interface, "" when nothing is chosen, @key when the choice is not known
 */
const char *
demains_field_get_choice_label (const DemainsField *field, const char *key)
{
  for (const DemainsChoice *choice = field->choices; choice != NULL && choice->key != NULL; choice++)
    if (strcmp (choice->key, key) == 0)
      return _ (choice->label);

  return key;
}

/**
 * demains_field_accepts:
 * @field: a field
 * @value: a value, maybe from outside
 *
 * Choices are not held against the list: a newer program may know more of them.
 *
 * Returns: whether the value has the type that the field keeps
 */
gboolean
demains_field_accepts (const DemainsField *field, GVariant *value)
{
  return g_variant_is_of_type (value, demains_field_is_text (field) ? G_VARIANT_TYPE_STRING : G_VARIANT_TYPE_INT64);
}

/**
 * demains_field_dup_initial:
 * @field: a field
 *
 * Most fields of most records have it, so that all share one.
 *
 * Returns: (transfer full): the value that a new record has
 */
GVariant *
demains_field_dup_initial (const DemainsField *field)
{
  static GVariant *empty, *zero;

  if (g_once_init_enter_pointer (&empty))
    g_once_init_leave_pointer (&empty, g_variant_ref_sink (g_variant_new_string ("")));
  if (g_once_init_enter_pointer (&zero))
    g_once_init_leave_pointer (&zero, g_variant_ref_sink (g_variant_new_int64 (0)));
  if (demains_field_is_text (field))
    return g_variant_ref (empty);

  return field->initial == 0 ? g_variant_ref (zero) : g_variant_ref_sink (g_variant_new_int64 (field->initial));
}
