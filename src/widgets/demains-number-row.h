/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_NUMBER_ROW (demains_number_row_get_type ())

/* A row that shows a whole number of a record, nothing for 0. It is taken with
 * Enter or when the keyboard leaves: half a year typed is no year. */
G_DECLARE_FINAL_TYPE (DemainsNumberRow, demains_number_row, DEMAINS, NUMBER_ROW, DemainsFieldRow)

gboolean demains_number_parse (const char *text, gint64 *number);

G_END_DECLS
