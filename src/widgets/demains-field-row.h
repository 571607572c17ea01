/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-record.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FIELD_ROW (demains_field_row_get_type ())

/* The base of the rows that show one thing about a record: its name above, what
 * edits it below. Properties: "record", "field" (its name in the table of
 * kinds; label and hint come from there), "editable", "hint" (read only),
 * "content" (what is below the label) and "editor" (the part of it that the
 * keyboard goes to). */
G_DECLARE_DERIVABLE_TYPE (DemainsFieldRow, demains_field_row, DEMAINS, FIELD_ROW, AdwPreferencesRow)

struct _DemainsFieldRowClass
{
  AdwPreferencesRowClass parent_class;

  /* Another record or none. */
  void (*record_changed) (DemainsFieldRow *self);
  /* Show the field's value, changing no more of what is shown than differs. */
  void (*show_text) (DemainsFieldRow *self, const char *text);
};

DemainsRecord *demains_field_row_get_record (DemainsFieldRow *self);
void demains_field_row_set_record (DemainsFieldRow *self, DemainsRecord *record);
const char *demains_field_row_get_field_name (DemainsFieldRow *self);
const DemainsField *demains_field_row_get_field (DemainsFieldRow *self);
gboolean demains_field_row_get_editable (DemainsFieldRow *self);
void demains_field_row_set_editable (DemainsFieldRow *self, gboolean editable);
void demains_field_row_set_text (DemainsFieldRow *self, const char *text);
void demains_field_row_set_number (DemainsFieldRow *self, gint64 number);
void demains_field_row_say (DemainsFieldRow *self, const char *text);
gboolean demains_field_row_check_room (DemainsFieldRow *self, glong before, glong added);

G_END_DECLS
