/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TITLE_CARD_EDITOR (demains_title_card_editor_get_type ())

/* A title card and what it says, how it looks and how long it is seen. */
G_DECLARE_FINAL_TYPE (DemainsTitleCardEditor, demains_title_card_editor, DEMAINS, TITLE_CARD_EDITOR, AdwBin)

void demains_title_card_editor_set_project (DemainsTitleCardEditor *self, DemainsProject *project);
void demains_title_card_editor_set_card (DemainsTitleCardEditor *self, DemainsRecord *clip);
void demains_title_card_editor_focus_words (DemainsTitleCardEditor *self);

G_END_DECLS
