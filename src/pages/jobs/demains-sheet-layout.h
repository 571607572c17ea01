/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DEMAINS_TYPE_SHEET_LAYOUT (demains_sheet_layout_get_type ())

/* Lays out a name and what it names, the first two children: beside each other,
 * in columns that are the same wherever there is the same room, or above each
 * other where letters are large for the room there is. */
G_DECLARE_FINAL_TYPE (DemainsSheetLayout, demains_sheet_layout, DEMAINS, SHEET_LAYOUT, GtkLayoutManager)

G_END_DECLS
