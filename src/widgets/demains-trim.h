/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsTrim:
 * @duration: how long the take is
 * @in_point: first instant that is kept
 * @out_point: first instant that is no longer kept
 * @position: the playhead: the instant that is seen
 * @rate_numerator: pictures a second, numerator
 * @rate_denominator: pictures a second, denominator
 *
 * A take and the part of it that is kept: all times in nanoseconds. What people
 * move snaps to whole pictures, and at least one picture is always kept.
 */
typedef struct
{
  gint64 duration;
  gint64 in_point;
  gint64 out_point;
  gint64 position;
  int rate_numerator;
  int rate_denominator;
} DemainsTrim;

gint64 demains_trim_get_frame (const DemainsTrim *self);
gint64 demains_trim_get_last (const DemainsTrim *self);
gint64 demains_trim_snap (const DemainsTrim *self, gint64 time);
gint64 demains_trim_get_seen (const DemainsTrim *self, gint64 time);

void demains_trim_seek (DemainsTrim *self, gint64 time);
void demains_trim_drag_in (DemainsTrim *self, gint64 time);
void demains_trim_drag_out (DemainsTrim *self, gint64 time);
void demains_trim_set_in (DemainsTrim *self, gint64 time);
void demains_trim_set_out (DemainsTrim *self, gint64 time);

G_END_DECLS
