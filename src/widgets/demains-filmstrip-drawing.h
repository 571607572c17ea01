/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-filmstrip-pictures.h"

G_BEGIN_DECLS

void demains_filmstrip_draw_pictures (GtkSnapshot *snapshot, const graphene_rect_t *area,
                                      DemainsFilmstripPictures *pictures, gint64 duration);
void demains_filmstrip_draw_peaks (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area, GBytes *peaks,
                                   gint64 duration);
int demains_filmstrip_get_ruler_height (GtkWidget *widget);
void demains_filmstrip_draw_ruler (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area,
                                   gint64 duration);
void demains_filmstrip_draw_range (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area, double in_x,
                                   double out_x);

G_END_DECLS
