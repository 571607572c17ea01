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
  guint title = demains_kind_find_title (kind, row->values);
  const DemainsField *field = &kind->fields[title];
  const char *text = demains_row_get_text (row, field->name);

  if (field->type == DEMAINS_FIELD_LINE || title != kind->title)
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

/**
 * demains_parting_to_text:
 * @report: what a merge would do
 *
 * Returns: (transfer full): since when the two copies differ, and what comes along
 */
char *
demains_parting_to_text (const DemainsMergeReport *report)
{
  g_autofree char *moment = demains_moment_to_text (report->parted);
  g_autofree char *size = demains_size_to_text (report->film_size);
  g_autoptr (GString) text = g_string_new (NULL);

  if (report->parted != 0)
    /* Translators: %s is a moment, such as “16:45”, “Tuesday 16:45” or “24 Nov 2026 16:45” */
    g_string_append_printf (text, _ ("The two copies were last the same: %s."), moment);
  else
    g_string_append (text, _ ("When the two copies parted is not known: what differs is for you to decide."));
  if (report->film_size > 0)
    {
      g_string_append_c (text, ' ');
      /* Translators: %s is a size, such as “3.4 MB” */
      g_string_append_printf (text, _ ("%s of film will be copied."), size);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * demains_merge_to_text:
 * @name: of the copy that was merged
 * @report: what was done
 *
 * Returns: (transfer full): that it was, and how much is to be decided
 */
char *
demains_merge_to_text (const char *name, const DemainsMergeReport *report)
{
  guint n = report->collisions->len;

  if (n == 0)
    /* Translators: %s is the name of a copy of a project */
    return g_strdup_printf (_ ("Merged with “%s”"), name);

  /* Translators: %1$s is the name of a copy of a project, %2$u how often both copies changed the same */
  return g_strdup_printf (ngettext ("Merged with “%1$s”: %2$u thing is for you to decide",
                                    "Merged with “%1$s”: %2$u things are for you to decide", n),
                          name, n);
}
