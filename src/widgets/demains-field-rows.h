/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"

G_BEGIN_DECLS

/* All rows of a sheet at once, wherever they are inside it. */

void demains_field_rows_set_record (GtkWidget *sheet, DemainsRecord *record, gboolean editable);
DemainsFieldRow *demains_field_rows_find (GtkWidget *sheet, const char *field);

G_END_DECLS
