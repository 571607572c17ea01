/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-record.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_FADE_ROW (demains_fade_row_get_type ())

/* Whether a clip comes out of black, after the one before went into it. */
G_DECLARE_FINAL_TYPE (DemainsFadeRow, demains_fade_row, DEMAINS, FADE_ROW, AdwBin)

void demains_fade_row_set_clip (DemainsFadeRow *self, DemainsRecord *clip);

G_END_DECLS
