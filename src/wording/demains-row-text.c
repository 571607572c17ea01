/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-row-text.h"

#include <glib/gi18n.h>

#include "demains-content.h"
#include "demains-wording.h"

/* What a record that another one names is called: as it was in @rows, else as
 * it is now. */
static char *
other_to_text (const char *id, DemainsProject *project, GHashTable *rows)
{
  const DemainsRow *row = rows != NULL ? g_hash_table_lookup (rows, id) : NULL;
  DemainsRecord *record = demains_project_find (project, id);

  if (row != NULL)
    return demains_row_to_text (row, project, NULL);
  if (record != NULL)
    return demains_record_to_text (record);

  /* Translators: in place of the title of a record that is nowhere any more. */
  return g_strdup (_ ("something deleted since"));
}

/* In a workshop, a theme of the facilitator's own is known by its id. */
static char *
theme_to_text (const char *key, DemainsProject *project)
{
  DemainsRecord *own = demains_project_find (project, key);
  const char *language = demains_record_get_text (demains_project_get_root (project), "language");
  g_autoptr (DemainsContent) content = demains_content_load (language);
  char *title = demains_content_dup_theme_title (content, key);

  if (title == NULL && own != NULL)
    return demains_record_to_text (own);

  return title != NULL ? title : g_strdup (key);
}

/**
 * demains_value_to_text:
 * @kind: a kind
 * @field: index of one of its fields
 * @value: a value that this field had
 * @project: where records that it names are looked up
 * @rows: (nullable) (element-type utf8 DemainsRow): records of the same moment by their ids
 *
 * Returns: (transfer full): the value as people read it: a choice by its label,
 *   a time as a timecode, a record by its title
 */
char *
demains_value_to_text (const DemainsKind *kind, guint field, GVariant *value, DemainsProject *project, GHashTable *rows)
{
  const DemainsField *description = &kind->fields[field];

  switch (description->type)
    {
    case DEMAINS_FIELD_LINE:
    case DEMAINS_FIELD_TEXT:
      return g_variant_dup_string (value, NULL);
    case DEMAINS_FIELD_CHOICE:
      if (g_str_equal (description->name, "theme"))
        return theme_to_text (g_variant_get_string (value, NULL), project);
      return g_strdup (demains_field_get_choice_label (description, g_variant_get_string (value, NULL)));
    case DEMAINS_FIELD_RECORD:
      if (*g_variant_get_string (value, NULL) == '\0')
        return g_strdup ("");
      return other_to_text (g_variant_get_string (value, NULL), project, rows);
    case DEMAINS_FIELD_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
    case DEMAINS_FIELD_TIME:
      return demains_timecode_to_text (g_variant_get_int64 (value));
    }

  g_return_val_if_reached (NULL);
}

/* A link is told as the two ends that it joins. */
static char *
link_to_text (const DemainsRow *row, DemainsProject *project, GHashTable *rows)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_LINK);
  guint source = demains_kind_find_field (kind, "source");
  guint target = demains_kind_find_field (kind, "target");
  g_autofree char *from = demains_value_to_text (kind, source, row->values[source], project, rows);
  g_autofree char *to = demains_value_to_text (kind, target, row->values[target], project, rows);

  return g_strdup_printf ("%s → %s", from, to);
}

/**
 * demains_row_to_text:
 * @row: a record as it was
 * @project: where records that it names are looked up
 * @rows: (nullable) (element-type utf8 DemainsRow): records of the same moment by their ids
 *
 * Returns: (transfer full): its title, or what one of its kind is called while
 *   it has none; a clip by its take, a link as "Street watch → Street watcher"
 */
char *
demains_row_to_text (const DemainsRow *row, DemainsProject *project, GHashTable *rows)
{
  const DemainsKind *kind = demains_kind_get (row->kind);
  g_autofree char *title = NULL;
  guint field;

  if (row->kind == DEMAINS_KIND_LINK)
    return link_to_text (row, project, rows);

  field = demains_kind_find_title (kind, row->values);
  title = demains_value_to_text (kind, field, row->values[field], project, rows);

  if (*title != '\0')
    return g_steal_pointer (&title);

  return g_strdup (field == kind->title ? _ (kind->untitled) : _ ("Title card"));
}
