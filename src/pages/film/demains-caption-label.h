/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-captions.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CAPTION_LABEL (demains_caption_label_get_type ())

/* What is said at a moment of the film, over its picture, in the colours of the French charter. */
G_DECLARE_FINAL_TYPE (DemainsCaptionLabel, demains_caption_label, DEMAINS, CAPTION_LABEL, AdwBin)

void demains_caption_label_load (DemainsCaptionLabel *self, DemainsProject *project);
void demains_caption_label_forget (DemainsCaptionLabel *self);
void demains_caption_label_set_position (DemainsCaptionLabel *self, gint64 position);

G_END_DECLS
