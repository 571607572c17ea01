/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_ENTRY_ROW (demains_entry_row_get_type ())

/* A row that edits a field of one line. */
G_DECLARE_FINAL_TYPE (DemainsEntryRow, demains_entry_row, DEMAINS, ENTRY_ROW, DemainsFieldRow)

G_END_DECLS
