/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-title-card.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_TITLE_CARD_VIEW (demains_title_card_view_get_type ())

/* A title card as the film shows it, as wide as there is room. */
G_DECLARE_FINAL_TYPE (DemainsTitleCardView, demains_title_card_view, DEMAINS, TITLE_CARD_VIEW, GtkWidget)

void demains_title_card_view_take_card (DemainsTitleCardView *self, DemainsTitleCard *card);
GdkTexture *demains_title_card_view_make_texture (const DemainsTitleCard *card, int width) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
