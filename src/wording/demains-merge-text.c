/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/* What a record is called; a clip as its take is, a link not at all. */
static const char *
find_title (const DemainsRow *row, GHashTable *rows)
{
  const DemainsKind *kind = demains_kind_get (row->kind);
  const DemainsField *field = &kind->fields[kind->title];
  const char *text = demains_row_get_text (row, field->name);

  if (field->type == DEMAINS_FIELD_LINE)
    return text;
  if (field->type != DEMAINS_FIELD_RECORD)
    return "";
  row = g_hash_table_lookup (rows, text);

  return row != NULL && demains_kind_get (row->kind)->fields[0].type == DEMAINS_FIELD_LINE
           ? demains_row_get_text (row, demains_kind_get (row->kind)->fields[0].name)
           : "";
}

static char *
phrase (DemainsVerb verb, const DemainsRow *row, GHashTable *rows)
{
  const DemainsStep step = { .verb = verb, .kind = row->kind, .title = (char *)find_title (row, rows) };

  return demains_step_to_text (&step);
}

/**
 * demains_difference_to_text:
 * @difference: a record at two moments
 * @rows: (element-type utf8 DemainsRow): all records, for their titles
 *
 * Returns: (transfer full): what was done in between, as in "Add Job “Street Watch”"
 */
char *
demains_difference_to_text (const DemainsDifferentRow *difference, GHashTable *rows)
{
  DemainsVerb verb = difference->before == NULL  ? DEMAINS_VERB_ADD
                     : difference->after == NULL ? DEMAINS_VERB_DELETE
                                                 : DEMAINS_VERB_EDIT;

  return phrase (verb, difference->after != NULL ? difference->after : difference->before, rows);
}

/**
 * demains_collision_to_text:
 * @collision: a row of that kind
 * @rows: (element-type utf8 DemainsRow): all records
 *
 * Returns: (transfer full): what is to be chosen, as in "Choose for Job “Street Watch”: Purpose"
 */
char *
demains_collision_to_text (const DemainsRow *collision, GHashTable *rows)
{
  const DemainsRow *row = g_hash_table_lookup (rows, demains_row_get_text (collision, "record"));
  const char *name = demains_row_get_text (collision, "field");
  g_autofree char *text = phrase (DEMAINS_VERB_CHOOSE, row != NULL ? row : collision, rows);
  const DemainsKind *kind = row != NULL ? demains_kind_get (row->kind) : NULL;
  int field = kind != NULL ? demains_kind_find_field (kind, name) : -1;

  if (*name == '\0')
    /* Translators: %s is what is to be chosen, such as “Choose for Job “Street Watch”” */
    return g_strdup_printf (_ ("%s: deleted in one copy, changed in the other"), text);

  /* Translators: what is to be chosen, such as “Choose for Job “Street Watch””, and the name of a field */
  return g_strdup_printf (_ ("%s: %s"), text, field >= 0 ? demains_field_get_label (&kind->fields[field]) : name);
}
