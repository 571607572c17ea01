/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-job-sheet.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHEET_PART (demains_sheet_part_get_type ())

/* One part of a sheet: its name, and what is written there or that it is still
 * to be filled in. A click, Enter or Space on it emits "opened". */
G_DECLARE_FINAL_TYPE (DemainsSheetPart, demains_sheet_part, DEMAINS, SHEET_PART, GtkWidget)

GtkWidget *demains_sheet_part_new (const DemainsJobSheetPart *part);
const char *demains_sheet_part_get_field (DemainsSheetPart *self);
void demains_sheet_part_show (DemainsSheetPart *self, GPtrArray *lines);

G_END_DECLS
