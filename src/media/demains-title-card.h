/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gst/gst.h>

#include "demains-project.h"

G_BEGIN_DECLS

/* A title card as it was at a moment: how it is drawn on the screen is how it is in the film. */
typedef struct _DemainsCard DemainsTitleCard;

DemainsTitleCard *demains_title_card_new (DemainsProject *project, DemainsRecord *clip) G_GNUC_WARN_UNUSED_RESULT;
void demains_title_card_draw (const DemainsTitleCard *self, cairo_t *cr, double width);
GstBuffer *demains_title_card_make_picture (const DemainsTitleCard *self, GstCaps *caps,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void demains_title_card_free (DemainsTitleCard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemainsTitleCard, demains_title_card_free)

G_END_DECLS
