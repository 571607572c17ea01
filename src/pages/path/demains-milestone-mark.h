/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-path.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_MILESTONE_MARK (demains_milestone_mark_get_type ())

/* One milestone on the time line. Whoever comes to it selects it; the arrows
 * change its year (with Ctrl by five), Delete deletes it, Enter opens its sheet.
 * Signal "opened". */
G_DECLARE_FINAL_TYPE (DemainsMilestoneMark, demains_milestone_mark, DEMAINS, MILESTONE_MARK, AdwBin)

GtkWidget *demains_milestone_mark_new (DemainsSession *session, DemainsRecord *record);

DemainsRecord *demains_milestone_mark_get_record (DemainsMilestoneMark *self);
gint64 demains_milestone_mark_get_year (DemainsMilestoneMark *self);
void demains_milestone_mark_preview (DemainsMilestoneMark *self, gint64 year);
void demains_milestone_delete (DemainsSession *session, DemainsRecord *record);

G_END_DECLS
