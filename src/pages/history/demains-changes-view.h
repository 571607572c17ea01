/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-moment.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CHANGES_VIEW (demains_changes_view_get_type ())

/* What changed between one moment and another that can be chosen, a card a
 * record, and the ways back. Compares in threads, again whenever something changes. */
G_DECLARE_FINAL_TYPE (DemainsChangesView, demains_changes_view, DEMAINS, CHANGES_VIEW, AdwBin)

void demains_changes_view_set_session (DemainsChangesView *self, DemainsSession *session, GListModel *moments);
void demains_changes_view_set_active (DemainsChangesView *self, gboolean active);
void demains_changes_view_show (DemainsChangesView *self, DemainsMoment *moment);

G_END_DECLS
