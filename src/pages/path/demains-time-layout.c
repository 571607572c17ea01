/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-time-layout.h"

/* In pixels: a card, whatever its words, and the band around the line where no card goes. */
#define CARD_CHARS 17
#define LANE_GAP 14
#define EMPTY_LANE 40

static double
get_x (const DemainsTimeLayout *self, const DemainsPathSpan *span, gint64 year)
{
  double fraction;

  demains_path_place (span, year, &fraction);

  return self->start + fraction * (self->end - self->start);
}

static void
place_along (DemainsTimeLayout *self, DemainsTimePlace *place, const DemainsPathSpan *span, int width)
{
  DemainsRecord *record = demains_milestone_mark_get_record (place->mark);
  gint64 year = demains_milestone_mark_get_year (place->mark);
  gint64 begins = demains_record_get_number (record, "year");
  gint64 until = demains_record_get_number (record, "until");

  place->avoided = demains_milestone_is_avoided (record);
  place->dated = year != 0;
  if (!place->dated)
    {
      place->x = place->at = place->until = 0;
      return;
    }

  place->at = place->until = get_x (self, span, year);
  /* While a period is dragged it keeps its length. */
  if (begins != 0 && until > begins)
    place->until = get_x (self, span, (gint64)((guint64)year + until - begins));
  place->x = CLAMP (place->at - self->card_width / 2.0, self->start, MAX (self->start, width - self->card_width));
}

/* Gives the cards of one lane their rows; the bars of periods lie between them and the line. */
static double
stack_lane (DemainsTimeLayout *self, gboolean avoided, double *bars)
{
  guint n = 0;
  guint n_rows;
  guint n_bars = 0;
  g_autofree DemainsPathBox *cards = g_new0 (DemainsPathBox, self->places->len);
  g_autofree DemainsPathBox *periods = g_new0 (DemainsPathBox, self->places->len);

  for (guint i = 0; i < self->places->len; i++)
    {
      DemainsTimePlace *place = &g_array_index (self->places, DemainsTimePlace, i);

      if (place->avoided != avoided)
        continue;
      cards[n++] = (DemainsPathBox){ place->x, self->card_width, 0 };
      if (place->until > place->at)
        periods[n_bars++] = (DemainsPathBox){ place->at, place->until - place->at, 0 };
    }

  n_rows = demains_path_stack (cards, n, DEMAINS_TIME_GAP);
  *bars = demains_path_stack (periods, n_bars, DEMAINS_TIME_BAR) * DEMAINS_TIME_BAR;

  n = n_bars = 0;
  for (guint i = 0; i < self->places->len; i++)
    {
      DemainsTimePlace *place = &g_array_index (self->places, DemainsTimePlace, i);

      if (place->avoided != avoided)
        continue;
      place->y = cards[n++].row * (self->card_height + DEMAINS_TIME_GAP);
      if (place->until > place->at)
        place->bar_y = (periods[n_bars++].row + 1) * DEMAINS_TIME_BAR;
    }

  return n_rows > 0 ? n_rows * (self->card_height + DEMAINS_TIME_GAP) : EMPTY_LANE;
}

void
demains_time_layout_init (DemainsTimeLayout *self)
{
  *self = (DemainsTimeLayout){ .places = g_array_new (FALSE, TRUE, sizeof (DemainsTimePlace)) };
}

void
demains_time_layout_clear (DemainsTimeLayout *self)
{
  g_clear_pointer (&self->places, g_array_unref);
}

/**
 * demains_time_layout_measure:
 * @self: a layout
 * @marks: (element-type DemainsMilestoneMark): the cards
 *
 * Makes all cards as large as the text size asks for, so that a line of them is calm.
 */
void
demains_time_layout_measure (DemainsTimeLayout *self, GPtrArray *marks)
{
  GtkWidget *any = marks->len > 0 ? g_ptr_array_index (marks, 0) : NULL;
  PangoContext *context;
  PangoFontMetrics *metrics;

  self->card_width = self->card_height = 0;
  if (any == NULL)
    return;

  context = gtk_widget_get_pango_context (any);
  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->card_width = CARD_CHARS * PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics));
  pango_font_metrics_unref (metrics);
  for (guint i = 0; i < marks->len; i++)
    {
      int minimum;

      gtk_widget_measure (g_ptr_array_index (marks, i), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      self->card_width = MAX (self->card_width, minimum);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      int height;

      gtk_widget_measure (g_ptr_array_index (marks, i), GTK_ORIENTATION_VERTICAL, self->card_width, &height, NULL, NULL,
                          NULL);
      self->card_height = MAX (self->card_height, height);
    }
}

/**
 * demains_time_layout_arrange:
 * @self: a layout whose cards were measured
 * @marks: (element-type DemainsMilestoneMark): the cards
 * @span: the years of the line
 * @width: how wide all of it is
 * @figures_height: what the figures below the line take
 *
 * Says where everything goes.
 */
void
demains_time_layout_arrange (DemainsTimeLayout *self, GPtrArray *marks, const DemainsPathSpan *span, int width,
                             int figures_height)
{
  gboolean waiting = FALSE;
  double above, below, bars_above, bars_below;

  for (guint i = 0; i < marks->len; i++)
    waiting |= demains_milestone_mark_get_year (g_ptr_array_index (marks, i)) == 0;
  /* Half a figure's width at each end, so that none is cut. */
  self->start = waiting ? self->card_width + 3 * DEMAINS_TIME_GAP : 2 * DEMAINS_TIME_GAP;
  self->end = MAX (self->start + 1, width - 2 * DEMAINS_TIME_GAP);

  g_array_set_size (self->places, marks->len);
  for (guint i = 0; i < marks->len; i++)
    {
      DemainsTimePlace *place = &g_array_index (self->places, DemainsTimePlace, i);

      place->mark = g_ptr_array_index (marks, i);
      place_along (self, place, span, width);
    }
  above = stack_lane (self, FALSE, &bars_above);
  below = stack_lane (self, TRUE, &bars_below);

  self->line_y = above + bars_above + LANE_GAP;
  for (guint i = 0; i < self->places->len; i++)
    {
      DemainsTimePlace *place = &g_array_index (self->places, DemainsTimePlace, i);

      if (place->avoided)
        {
          place->y += self->line_y + LANE_GAP + figures_height + bars_below;
          place->bar_y += self->line_y + figures_height;
        }
      else
        {
          place->y = self->line_y - LANE_GAP - bars_above - place->y - self->card_height;
          place->bar_y = self->line_y - place->bar_y;
        }
    }
  self->height = self->line_y + LANE_GAP + figures_height + bars_below + below;
}

/**
 * demains_time_layout_get_year:
 * @self: a layout
 * @span: the years of the line
 * @x: a place along the line
 *
 * Returns: the year there, the nearest end beyond it
 */
gint64
demains_time_layout_get_year (const DemainsTimeLayout *self, const DemainsPathSpan *span, double x)
{
  return demains_path_get_year (span, (x - self->start) / (self->end - self->start));
}
