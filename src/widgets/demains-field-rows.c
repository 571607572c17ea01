/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-field-rows.h"

/* A part of a sheet that is about another record sees to its own rows. */
static gboolean
has_own_record (GtkWidget *widget)
{
  return !DEMAINS_IS_FIELD_ROW (widget) && g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "record") != NULL;
}

/**
 * demains_field_rows_set_record:
 * @sheet: what the rows are in
 * @record: (nullable): the record whose fields to show
 * @editable: whether people may change them
 */
void
demains_field_rows_set_record (GtkWidget *sheet, DemainsRecord *record, gboolean editable)
{
  if (DEMAINS_IS_FIELD_ROW (sheet))
    {
      demains_field_row_set_editable (DEMAINS_FIELD_ROW (sheet), editable);
      demains_field_row_set_record (DEMAINS_FIELD_ROW (sheet), record);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (sheet); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!has_own_record (child))
      demains_field_rows_set_record (child, record, editable);
}

/**
 * demains_field_rows_find:
 * @sheet: what the rows are in
 * @field: the name of a field
 *
 * Returns: (transfer none) (nullable): the row that shows it
 */
DemainsFieldRow *
demains_field_rows_find (GtkWidget *sheet, const char *field)
{
  if (DEMAINS_IS_FIELD_ROW (sheet))
    return g_strcmp0 (demains_field_row_get_field_name (DEMAINS_FIELD_ROW (sheet)), field) == 0
             ? DEMAINS_FIELD_ROW (sheet)
             : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (sheet); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      DemainsFieldRow *row = has_own_record (child) ? NULL : demains_field_rows_find (child, field);

      if (row != NULL)
        return row;
    }

  return NULL;
}
