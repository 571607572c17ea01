/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TEXT_ROW (demains_text_row_get_type ())

/* A row that edits a field of several lines and grows with it. */
G_DECLARE_FINAL_TYPE (DemainsTextRow, demains_text_row, DEMAINS, TEXT_ROW, DemainsFieldRow)

G_END_DECLS
