/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_PART_ROW (demains_part_row_get_type ())

/* A part of a sheet that opens and closes, and is found as it was left the next
 * time, on this computer. Property "key": a word for it, once in the program. */
G_DECLARE_FINAL_TYPE (DemainsPartRow, demains_part_row, DEMAINS, PART_ROW, AdwExpanderRow)

G_END_DECLS
