/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-field-row.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_THREAD_ROW (demains_thread_row_get_type ())

/* The row of a sheet that shows all that the record comes from and all that it
 * led to, over however many steps; a click goes there. Not shown while there is
 * nothing. Property: "session". */
G_DECLARE_FINAL_TYPE (DemainsThreadRow, demains_thread_row, DEMAINS, THREAD_ROW, DemainsFieldRow)

G_END_DECLS
