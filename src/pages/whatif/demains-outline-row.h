/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-consequence-tree.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_OUTLINE_ROW (demains_outline_row_get_type ())

/* One consequence in the outline, indented by its ring, with the keys that
 * change the outline from where the keyboard is. Properties: "session", "tree",
 * "record" (construct only), "ring". Signal "go-to" (int): the keyboard is to go
 * to the row of the node with this index, -1 for the field below the rows. */
G_DECLARE_FINAL_TYPE (DemainsOutlineRow, demains_outline_row, DEMAINS, OUTLINE_ROW, AdwBin)

G_END_DECLS
