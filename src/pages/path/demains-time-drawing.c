/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-time-drawing.h"

#include <adwaita.h>

#define LINE_WIDTH 2
#define TICK_HEIGHT 4
#define DOT 5.0
#define BAR_HEIGHT 6
#define FIGURE_CHARS 8

static PangoLayout *
create_layout (GtkWidget *widget)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, "2050", -1);

  return layout;
}

/* The room that a year takes is noted in @figures. */
static void
draw_figure (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, double x, double y, gint64 year,
             GArray *figures)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, year);
  graphene_rect_t room;
  int width, height;

  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  room = GRAPHENE_RECT_INIT (x - width / 2.0, y, width, TICK_HEIGHT + height);
  g_array_append_val (figures, room);
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x - 0.5, y, 1, TICK_HEIGHT));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - width / 2.0, y + TICK_HEIGHT));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* The first and the last year are always said; a round one too near to them is not. */
static void
draw_figures (GtkWidget *widget, GtkSnapshot *snapshot, const DemainsTimeLayout *layout, const DemainsPathSpan *span,
              const GdkRGBA *color, GArray *figures)
{
  g_autoptr (PangoLayout) text = create_layout (widget);
  double length = layout->end - layout->start;
  double room;
  gint64 step;
  int width;

  pango_layout_get_pixel_size (text, &width, NULL);
  room = width * FIGURE_CHARS / 4.0;
  step = demains_path_get_tick_step (span, MAX (1, length / room));

  draw_figure (snapshot, text, color, layout->start, layout->line_y, span->first, figures);
  for (gint64 year = (span->first / step + 1) * step; year < span->last; year += step)
    {
      double x = layout->start + length * (year - span->first) / (span->last - span->first);

      if (x - layout->start > room / 1.4 && layout->end - x > room / 1.4)
        draw_figure (snapshot, text, color, x, layout->line_y, year, figures);
    }
  draw_figure (snapshot, text, color, layout->end, layout->line_y, span->last, figures);
}

/* To reach is a dot, to avoid stands on its edge. */
static void
draw_shape (GtkSnapshot *snapshot, double x, double y, gboolean avoided, const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  if (avoided)
    {
      gsk_path_builder_move_to (builder, x, y - DOT * 1.3);
      gsk_path_builder_line_to (builder, x + DOT * 1.3, y);
      gsk_path_builder_line_to (builder, x, y + DOT * 1.3);
      gsk_path_builder_line_to (builder, x - DOT * 1.3, y);
      gsk_path_builder_close (builder);
    }
  else
    gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x, y), DOT);

  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
}

/* What leads to a card below the line begins under the year that stands there. */
static double
get_foot (const DemainsTimeLayout *layout, const DemainsTimePlace *place, GArray *figures)
{
  for (guint i = 0; place->avoided && i < figures->len; i++)
    {
      const graphene_rect_t *room = &g_array_index (figures, graphene_rect_t, i);

      if (place->at >= room->origin.x - 1 && place->at <= room->origin.x + room->size.width + 1)
        return room->origin.y + room->size.height;
    }

  return layout->line_y;
}

static void
draw_place (GtkSnapshot *snapshot, const DemainsTimeLayout *layout, const DemainsTimePlace *place, GArray *figures)
{
  GdkRGBA color;
  GdkRGBA faint;
  double x = CLAMP (place->at, place->x + DOT, place->x + layout->card_width - DOT);
  double edge = place->avoided ? place->y : place->y + layout->card_height;
  double knee = place->avoided ? edge - DEMAINS_TIME_GAP : edge + DEMAINS_TIME_GAP;
  double foot = get_foot (layout, place, figures);

  gtk_widget_get_color (GTK_WIDGET (place->mark), &color);
  faint = color;
  faint.alpha *= 0.4;

  /* A card at an end of the line is beside its year. */
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (x - 0.5, MIN (edge, knee), 1, ABS (edge - knee)));
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT (MIN (x, place->at) - 0.5, knee, ABS (x - place->at) + 1, 1));
  gtk_snapshot_append_color (snapshot, &faint,
                             &GRAPHENE_RECT_INIT (place->at - 0.5, MIN (knee, foot), 1, ABS (knee - foot)));
  if (place->until > place->at)
    {
      GskRoundedRect bar;

      gsk_rounded_rect_init_from_rect (
        &bar, &GRAPHENE_RECT_INIT (place->at, place->bar_y, place->until - place->at, BAR_HEIGHT),
        place->avoided ? 0 : BAR_HEIGHT / 2.0);
      gtk_snapshot_push_rounded_clip (snapshot, &bar);
      gtk_snapshot_append_color (snapshot, &color, &bar.bounds);
      gtk_snapshot_pop (snapshot);
    }
  draw_shape (snapshot, place->at, layout->line_y, place->avoided, &color);
}

/**
 * demains_time_drawing_get_figures_height:
 * @widget: for its font
 *
 * Returns: what the years below the line take, in pixels
 */
int
demains_time_drawing_get_figures_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = create_layout (widget);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + 2 * TICK_HEIGHT;
}

/**
 * demains_time_drawing_snapshot:
 * @widget: for its font and colour
 * @snapshot: where to
 * @layout: where everything is
 * @span: the years of the line
 *
 * Draws what is behind the cards: the line, its years, and what leads from it to each card.
 */
void
demains_time_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot, const DemainsTimeLayout *layout,
                               const DemainsPathSpan *span)
{
  g_autoptr (GArray) figures = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.75;
  gtk_snapshot_append_color (
    snapshot, &color,
    &GRAPHENE_RECT_INIT (layout->start, layout->line_y - LINE_WIDTH / 2.0, layout->end - layout->start, LINE_WIDTH));
  draw_figures (widget, snapshot, layout, span, &color, figures);
  for (guint i = 0; i < layout->places->len; i++)
    {
      const DemainsTimePlace *place = &g_array_index (layout->places, DemainsTimePlace, i);

      if (place->dated)
        draw_place (snapshot, layout, place, figures);
    }
}
