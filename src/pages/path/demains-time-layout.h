/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-milestone-mark.h"

G_BEGIN_DECLS

/**
 * DemainsTimePlace:
 * @mark: the mark of a milestone
 * @avoided: whether it is in the lower lane
 * @dated: whether it is on the line, not waiting beside it
 * @x: where its card begins
 * @y: where its card begins
 * @at: where its year is on the line
 * @until: where its period ends on the line; @at where it has none
 * @bar_y: the height of the bar of its period
 */
typedef struct
{
  DemainsMilestoneMark *mark;
  gboolean avoided;
  gboolean dated;
  double x;
  double y;
  double at;
  double until;
  double bar_y;
} DemainsTimePlace;

/**
 * DemainsTimeLayout:
 * @places: (element-type DemainsTimePlace): where each mark goes
 * @card_width: of every card
 * @card_height: of every card
 * @start: where the line begins
 * @end: where it ends
 * @line_y: its height
 * @height: what all of it takes
 */
typedef struct
{
  GArray *places;
  int card_width;
  int card_height;
  double start;
  double end;
  double line_y;
  double height;
} DemainsTimeLayout;

/* Between cards, in pixels; how thick the bar of a period is with the gap to the next. */
#define DEMAINS_TIME_GAP 8
#define DEMAINS_TIME_BAR 10

void demains_time_layout_init (DemainsTimeLayout *self);
void demains_time_layout_clear (DemainsTimeLayout *self);
void demains_time_layout_measure (DemainsTimeLayout *self, GPtrArray *marks);
void demains_time_layout_arrange (DemainsTimeLayout *self, GPtrArray *marks, const DemainsPathSpan *span, int width,
                                  int figures_height);
gint64 demains_time_layout_get_year (const DemainsTimeLayout *self, const DemainsPathSpan *span, double x);

G_END_DECLS
