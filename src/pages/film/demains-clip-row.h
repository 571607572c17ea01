/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-clip-pictures.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_CLIP_ROW (demains_clip_row_get_type ())

/* One clip of the film: what it is cut from, from where to where, how long. */
G_DECLARE_FINAL_TYPE (DemainsClipRow, demains_clip_row, DEMAINS, CLIP_ROW, GtkListBoxRow)

GtkWidget *demains_clip_row_new (DemainsProject *project, DemainsRecord *clip, DemainsClipPictures *pictures);

DemainsRecord *demains_clip_row_get_clip (DemainsClipRow *self);
void demains_clip_row_set_number (DemainsClipRow *self, guint number);

G_END_DECLS
