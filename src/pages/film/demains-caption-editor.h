/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-take-editor.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CAPTION_EDITOR (demains_caption_editor_get_type ())

/* The captions of the take that is seen beside it, to be corrected: its words and its times. */
G_DECLARE_FINAL_TYPE (DemainsCaptionEditor, demains_caption_editor, DEMAINS, CAPTION_EDITOR, AdwBin)

void demains_caption_editor_set_project (DemainsCaptionEditor *self, DemainsProject *project,
                                         DemainsTakeEditor *take_editor);
void demains_caption_editor_show (DemainsCaptionEditor *self, DemainsRecord *take);

G_END_DECLS
