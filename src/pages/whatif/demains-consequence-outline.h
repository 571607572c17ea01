/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-consequence-tree.h"
#include "demains-session.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CONSEQUENCE_OUTLINE (demains_consequence_outline_get_type ())

/* The consequences of a tree as rows to write in, one ring further in than what
 * they follow from, and below them a field for one more. Tab stops here once, at
 * the first row, which Tab leaves again: to walk through a page changes nothing.
 * Properties: "session", "tree". */
G_DECLARE_FINAL_TYPE (DemainsConsequenceOutline, demains_consequence_outline, DEMAINS, CONSEQUENCE_OUTLINE, AdwBin)

void demains_consequence_outline_go_to (DemainsConsequenceOutline *self, DemainsRecord *record);

G_END_DECLS
