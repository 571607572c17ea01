/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-filmstrip-drawing.h"

#include <adwaita.h>

#include "demains-filmstrip-handle.h"
#include "demains-peak-meter.h"
#include "demains-wording.h"

#define SECOND G_GINT64_CONSTANT (1000000000)
#define TICK_HEIGHT 5
#define BAR_WIDTH 2
#define BAR_STEP 3
#define QUIETEST (-48.0)
#define LABEL_DISTANCE 72.0
#define LABEL_GAP 12
#define EDGE 4

/* The smallest round step whose labels do not touch. */
static gint64
choose_step (double width, gint64 duration, double distance)
{
  static const int seconds[] = { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    if (width * seconds[i] * SECOND / duration >= distance)
      return seconds[i] * SECOND;

  return 3600 * SECOND;
}

/* The figures of the ruler, with the longest text that it shows. */
static PangoLayout *
create_label (GtkWidget *widget, gint64 duration)
{
  g_autofree char *text = demains_duration_to_text (duration);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  return layout;
}

/**
 * demains_filmstrip_draw_pictures:
 * @snapshot: where to
 * @area: the strip
 * @pictures: (nullable): those of the take
 * @duration: the length of the take in nanoseconds
 *
 * Fills @area with pictures side by side, each the one nearest to the middle of
 * the time it stands for.
 */
void
demains_filmstrip_draw_pictures (GtkSnapshot *snapshot, const graphene_rect_t *area, DemainsFilmstripPictures *pictures,
                                 gint64 duration)
{
  GskRoundedRect outline;
  double aspect = 16.0 / 9.0;
  double width;
  GdkTexture *first = pictures != NULL ? demains_filmstrip_pictures_get_nearest (pictures, 0) : NULL;

  gsk_rounded_rect_init_from_rect (&outline, area, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.5, 0.5, 0.5, 0.25 }, area);

  if (first != NULL)
    aspect = gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (first));
  width = MAX (area->size.height * aspect, 8);

  for (double x = 0; first != NULL && x < area->size.width; x += width)
    {
      gint64 time = (x + width / 2) / area->size.width * duration;
      GdkTexture *texture = demains_filmstrip_pictures_get_nearest (pictures, time);

      gtk_snapshot_append_scaled_texture (
        snapshot, texture, GSK_SCALING_FILTER_TRILINEAR,
        &GRAPHENE_RECT_INIT (area->origin.x + x, area->origin.y, width, area->size.height));
    }

  gtk_snapshot_pop (snapshot);
}

/* The loudest of the peaks from one place of the take to another, from 0 to 1. */
static double
get_loudest (const guint8 *peaks, gsize n, gint64 from, gint64 to)
{
  gsize first = from * DEMAINS_PEAKS_PER_SECOND / SECOND;
  gsize end = MIN ((gsize)(to * DEMAINS_PEAKS_PER_SECOND / SECOND) + 1, n);
  guint8 loudest = 0;

  for (gsize i = first; i < end; i++)
    loudest = MAX (loudest, peaks[i]);

  return loudest > 0 ? CLAMP (1 - demains_peak_to_level (loudest) / QUIETEST, 0, 1) : 0;
}

/**
 * demains_filmstrip_draw_peaks:
 * @widget: for its colour
 * @snapshot: where to
 * @area: below the strip and as wide
 * @peaks: how loud the take is, fifty times a second
 * @duration: the length of the take in nanoseconds, more than 0
 */
void
demains_filmstrip_draw_peaks (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area, GBytes *peaks,
                              gint64 duration)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (peaks, &n);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.6;
  for (double x = 0; x < area->size.width; x += BAR_STEP)
    {
      double share
        = get_loudest (data, n, x / area->size.width * duration, MIN ((x + BAR_STEP) / area->size.width, 1) * duration);
      double height = MAX (round (share * area->size.height), 1);

      gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT (area->origin.x + x, area->origin.y + area->size.height - height, BAR_WIDTH, height));
    }
}

/**
 * demains_filmstrip_get_ruler_height:
 * @widget: for its font
 *
 * Returns: what demains_filmstrip_draw_ruler() needs above the strip, in pixels: its figures, and below them the
 *   head of the playhead
 */
int
demains_filmstrip_get_ruler_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = create_label (widget, 0);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + DEMAINS_PLAYHEAD_RISE;
}

/**
 * demains_filmstrip_draw_ruler:
 * @widget: for its font and colour
 * @snapshot: where to
 * @area: above the strip and as wide
 * @duration: the length of the take in nanoseconds, more than 0
 */
void
demains_filmstrip_draw_ruler (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area, gint64 duration)
{
  g_autoptr (PangoLayout) layout = create_label (widget, duration);
  GdkRGBA color;
  gint64 step;
  int longest;

  pango_layout_get_pixel_size (layout, &longest, NULL);
  step = choose_step (area->size.width, duration, MAX (LABEL_DISTANCE, longest + LABEL_GAP));

  gtk_widget_get_color (widget, &color);
  color.alpha *= 0.75;

  for (gint64 time = 0; time <= duration; time += step)
    {
      double x = area->origin.x + area->size.width * time / duration;
      g_autofree char *text = demains_duration_to_text (time);
      int width;

      gtk_snapshot_append_color (snapshot, &color,
                                 &GRAPHENE_RECT_INIT (x, area->size.height - TICK_HEIGHT, 1, TICK_HEIGHT));
      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      if (x + width > area->origin.x + area->size.width + area->origin.x)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, 0));
      gtk_snapshot_append_layout (snapshot, layout, &color);
      gtk_snapshot_restore (snapshot);
    }
}

/**
 * demains_filmstrip_draw_range:
 * @widget: for its display
 * @snapshot: where to
 * @area: the strip
 * @in_x: where the in point is
 * @out_x: where the out point is
 *
 * Dims what is not kept and draws the edges of what is.
 */
void
demains_filmstrip_draw_range (GtkWidget *widget, GtkSnapshot *snapshot, const graphene_rect_t *area, double in_x,
                              double out_x)
{
  const GdkRGBA shade = { 0, 0, 0, 0.6 };
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  double left = area->origin.x;
  double right = area->origin.x + area->size.width;
  double top = area->origin.y;
  double height = area->size.height;

  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (left, top, in_x - left, height));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (out_x, top, right - out_x, height));
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (in_x, top, out_x - in_x, EDGE));
  gtk_snapshot_append_color (snapshot, accent, &GRAPHENE_RECT_INIT (in_x, top + height - EDGE, out_x - in_x, EDGE));
}
