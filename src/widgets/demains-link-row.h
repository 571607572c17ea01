/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_LINK_ROW (demains_link_row_get_type ())

/* The records of another kind that the row's record is linked with, and the way
 * to link one more. Its label is its "title". Properties: "session", "kind"
 * (name of the kind at the other end), "add-label" (of the button). */
G_DECLARE_FINAL_TYPE (DemainsLinkRow, demains_link_row, DEMAINS, LINK_ROW, DemainsFieldRow)

G_END_DECLS
