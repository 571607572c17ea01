/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-consequence-tree.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CONSEQUENCE_VIEW (demains_consequence_view_get_type ())

/* The outline of a tree and, beside it or, where it is narrow, below it, the
 * wheel. Properties: "session", "tree". */
G_DECLARE_FINAL_TYPE (DemainsConsequenceView, demains_consequence_view, DEMAINS, CONSEQUENCE_VIEW, GtkWidget)

void demains_consequence_view_go_to (DemainsConsequenceView *self, DemainsRecord *record);

G_END_DECLS
