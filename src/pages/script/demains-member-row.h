/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MEMBER_ROW (demains_member_row_get_type ())

/* A field that names a member of the group: one of them, or nobody yet.
 * Property: "session" (once). */
G_DECLARE_FINAL_TYPE (DemainsMemberRow, demains_member_row, DEMAINS, MEMBER_ROW, DemainsFieldRow)

G_END_DECLS
