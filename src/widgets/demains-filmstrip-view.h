/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "demains-filmstrip-pictures.h"
#include "demains-trim.h"

G_BEGIN_DECLS

/**
 * DemainsSilence:
 * @DEMAINS_SILENCE_NONE: somebody speaks from end to end
 * @DEMAINS_SILENCE_CUT: it was before the first word or after the last, and is no longer kept
 * @DEMAINS_SILENCE_ALL: nobody is heard at all, as far as is known
 *
 * What was found of it.
 */
typedef enum
{
  DEMAINS_SILENCE_NONE,
  DEMAINS_SILENCE_CUT,
  DEMAINS_SILENCE_ALL,
} DemainsSilence;

#define DEMAINS_TYPE_FILMSTRIP_VIEW (demains_filmstrip_view_get_type ())

/* One take from end to end: its pictures and its sound under a ruler, the playhead, and in
 * and out points that can be dragged or moved by keys. All times are in
 * nanoseconds; what people move snaps to whole pictures. What is set from
 * outside is shown and announces nothing. Signals, all from people's hands:
 * "seek" (gint64): this instant is to be shown; "range-changed": in or out
 * point moved; "range-settled": and came to rest. */
G_DECLARE_FINAL_TYPE (DemainsFilmstripView, demains_filmstrip_view, DEMAINS, FILMSTRIP_VIEW, GtkWidget)

GtkWidget *demains_filmstrip_view_new (void);

void demains_filmstrip_view_load (DemainsFilmstripView *self, DemainsProject *project, const char *take_id);
void demains_filmstrip_view_set_duration (DemainsFilmstripView *self, gint64 duration);
void demains_filmstrip_view_set_rate (DemainsFilmstripView *self, int numerator, int denominator);
void demains_filmstrip_view_set_range (DemainsFilmstripView *self, gint64 in_point, gint64 out_point);
void demains_filmstrip_view_set_position (DemainsFilmstripView *self, gint64 position);

const DemainsTrim *demains_filmstrip_view_get_trim (DemainsFilmstripView *self);

void demains_filmstrip_view_move_in_point (DemainsFilmstripView *self, gint64 time);
void demains_filmstrip_view_move_out_point (DemainsFilmstripView *self, gint64 time);
DemainsSilence demains_filmstrip_view_trim_to_sound (DemainsFilmstripView *self);
void demains_filmstrip_view_settle (DemainsFilmstripView *self);

G_END_DECLS
