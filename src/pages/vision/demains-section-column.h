/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-section-view.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_SECTION_COLUMN (demains_section_column_get_type ())

/* The sections of the vision in one scroll, which follows the cursor; in focus
 * mode it holds the line that is written in the middle. Properties: "session",
 * "spell-checker", "narrow", "focus-mode", "words" (read only, of all). */
G_DECLARE_FINAL_TYPE (DemainsSectionColumn, demains_section_column, DEMAINS, SECTION_COLUMN, AdwBin)

guint demains_section_column_get_words (DemainsSectionColumn *self);
void demains_section_column_reveal (DemainsSectionColumn *self, DemainsRecord *section, const char *field);

G_END_DECLS
