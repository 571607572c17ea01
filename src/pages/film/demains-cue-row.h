/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-cue.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CUE_ROW (demains_cue_row_get_type ())

/* One caption, to be corrected. Signal "edited": other words were typed; "asked" (the name of
 * an action, such as "play"): a button was pressed. */
G_DECLARE_FINAL_TYPE (DemainsCueRow, demains_cue_row, DEMAINS, CUE_ROW, GtkListBoxRow)

void demains_cue_row_show (DemainsCueRow *self, const DemainsCue *cue, gboolean editable);
char *demains_cue_row_dup_text (DemainsCueRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
