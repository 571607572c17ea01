/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

#include <string.h>

/* The narrowest letters are a quarter as wide as high, and lines are at least
 * as high as their letters. */
#define NARROWEST 0.25

/* No more than could fit: laying out all of what was pasted by mistake would
 * take seconds. */
static char *
dup_start (const char *text, double size, double width, double height)
{
  const glong most = (width / (NARROWEST * size) + 1) * (height / size + 1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, most);

  return g_strconcat (start, "…", NULL);
}

/* How many of the lines fit, and where the last of these ends in the text. */
static int
count_fitting (PangoLayout *layout, double height, int *end)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int n = 0;

  *end = 0;
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle extents;

      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      if (extents.y + extents.height > height * PANGO_SCALE)
        break;
      n++;
      *end = pango_layout_line_get_start_index (line) + pango_layout_line_get_length (line);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  return n;
}

/**
 * demains_paper_layout_new:
 * @cr: where it will be drawn, one unit a point
 * @text: any text
 * @size: of the letters, in points
 * @bold: whether it stands out
 * @width: where lines end, in points
 * @height: what there is room for at the most, in points
 *
 * Returns: (transfer full): the text in lines, measured as on paper and not as on a screen
 */
PangoLayout *
demains_paper_layout_new (cairo_t *cr, const char *text, double size, gboolean bold, double width, double height)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans");
  cairo_font_options_t *options = cairo_font_options_create ();
  g_autofree char *start = dup_start (text, size, MAX (width, 1), MAX (height, 0));

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);

  pango_font_description_set_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, start, -1);

  return layout;
}

/**
 * demains_paper_layout_get_height:
 * @layout: a text in lines
 *
 * Returns: how high it is, in points
 */
double
demains_paper_layout_get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return height / (double)PANGO_SCALE;
}

/**
 * demains_paper_layout_set_column:
 * @layout: a text with a tab in each of its paragraphs
 * @width: of what stands before the tabs, in points
 *
 * What follows a tab stands in a column beside what is before it.
 */
void
demains_paper_layout_set_column (PangoLayout *layout, double width)
{
  g_autoptr (PangoTabArray) tabs
    = pango_tab_array_new_with_positions (1, FALSE, PANGO_TAB_LEFT, (int)(width * PANGO_SCALE));

  pango_layout_set_tabs (layout, tabs);
  pango_layout_set_indent (layout, -(int)(width * PANGO_SCALE));
}

/**
 * demains_paper_layout_fit:
 * @layout: a text in lines
 * @height: what it has, in points
 *
 * Leaves whole lines, the last ended by "…", of what is higher. Pango's own
 * ellipsis is left out where a paragraph ends just there, and then nobody sees
 * that there was more.
 */
void
demains_paper_layout_fit (PangoLayout *layout, double height)
{
  int end;
  int lines;
  g_autofree char *text = NULL;

  /* A hair more: what was measured must fit where it was measured for. */
  height += 0.01;
  if (demains_paper_layout_get_height (layout) <= height)
    return;

  lines = count_fitting (layout, height, &end);
  text = g_strndup (pango_layout_get_text (layout), end);
  while (lines > 0)
    {
      g_autofree char *shortened = g_strconcat (g_strchomp (text), "…", NULL);
      char *last = g_utf8_find_prev_char (text, text + strlen (text));

      pango_layout_set_text (layout, shortened, -1);
      if (last == NULL || demains_paper_layout_get_height (layout) <= height)
        return;
      *last = '\0';
    }
  pango_layout_set_text (layout, "", -1);
}

/**
 * demains_paper_layout_show:
 * @layout: a text in lines
 * @cr: where
 * @x: of its left edge, in points
 * @y: of its upper edge
 */
void
demains_paper_layout_show (PangoLayout *layout, cairo_t *cr, double x, double y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

/**
 * demains_paper_write_line:
 * @cr: where
 * @text: what; one line of it
 * @size: of the letters, in points
 * @bold: whether it stands out
 * @box: it stands at the top of it
 * @alignment: at which side
 *
 * Returns: how high the line is, in points
 */
double
demains_paper_write_line (cairo_t *cr, const char *text, double size, gboolean bold, const DemainsPaperBox *box,
                          PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = demains_paper_layout_new (cr, text, size, bold, box->width, size);

  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  demains_paper_layout_show (layout, cr, box->x, box->y);

  return demains_paper_layout_get_height (layout);
}

/**
 * demains_paper_draw_square:
 * @cr: where
 * @x: of its left edge, in points
 * @y: of its upper edge
 *
 * Draws a square to tick.
 */
void
demains_paper_draw_square (cairo_t *cr, double x, double y)
{
  cairo_set_line_width (cr, 0.9);
  cairo_rectangle (cr, x, y, DEMAINS_PAPER_SQUARE, DEMAINS_PAPER_SQUARE);
  cairo_stroke (cr);
}

/**
 * demains_paper_draw_dots:
 * @cr: where
 * @x: where it begins, in points
 * @y: how high it is
 * @width: how long, in points
 *
 * Draws a line to write on.
 */
void
demains_paper_draw_dots (cairo_t *cr, double x, double y, double width)
{
  const double dashes[] = { 0.0, 3.0 };

  cairo_save (cr);
  cairo_set_line_width (cr, 0.9);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, x + 0.5, y);
  cairo_line_to (cr, x + width - 0.5, y);
  cairo_stroke (cr);
  cairo_restore (cr);
}
