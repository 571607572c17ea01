/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CHOICE_ROW (demains_choice_row_get_type ())

/* A row that picks one of a field's choices, or none. */
G_DECLARE_FINAL_TYPE (DemainsChoiceRow, demains_choice_row, DEMAINS, CHOICE_ROW, DemainsFieldRow)

G_END_DECLS
