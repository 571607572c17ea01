/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

/* What is read standing up, the sheet in the hand or on a music stand. */
#define TEXT_SIZE 22.0
#define NAME_SIZE 14.0
#define GAP 18.0

/* A speech of twenty pages is a slip of the clipboard. */
#define MOST (20 * DEMAINS_PAPER_HEIGHT)

/* The scene above the first of its speeches, and who speaks; returns how high that is. */
static double
lay_head (cairo_t *cr, const DemainsPaperShot *shot, const DemainsPaperBox *box, double y, gboolean draw)
{
  g_autofree char *name
    = *shot->who != '\0' ? g_strdup_printf ("%s (%s)", shot->title, shot->who) : g_strdup (shot->title);
  const char *const lines[] = { shot->part == 1 ? shot->time : "", name };
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (PangoLayout) layout
        = demains_paper_layout_new (cr, lines[i], NAME_SIZE, i > 0, box->width, 2 * NAME_SIZE * 1.45);

      if (*lines[i] == '\0')
        continue;
      demains_paper_layout_fit (layout, 2 * NAME_SIZE * 1.45);
      if (draw)
        demains_paper_layout_show (layout, cr, box->x, y + height);
      height += demains_paper_layout_get_height (layout) + 3;
    }

  return height;
}

static void
draw_line (cairo_t *cr, PangoLayoutIter *iter, double x, double y)
{
  PangoRectangle extents;

  pango_layout_iter_get_line_extents (iter, NULL, &extents);
  cairo_move_to (cr, x + extents.x / (double)PANGO_SCALE,
                 y + (pango_layout_iter_get_baseline (iter) - extents.y) / (double)PANGO_SCALE);
  pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
}

/* Lays lines from the one of @cursor on; returns whether that was all of them. The first of
 * a page is there however high it is, so that pages come to an end. */
static gboolean
lay_lines (cairo_t *cr, PangoLayout *layout, DemainsPaperCursor *cursor, const DemainsPaperBox *box, double *y,
           gboolean *begun, gboolean draw)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int line = 0;
  gboolean whole = TRUE;

  do
    {
      PangoRectangle extents;
      double height;

      if (line++ < cursor->line)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &extents);
      height = extents.height / (double)PANGO_SCALE;
      whole = *y + height <= box->y + box->height || !*begun;
      if (!whole)
        break;
      if (draw)
        draw_line (cr, iter, box->x, *y);
      *begun = TRUE;
      *y += height;
      cursor->line = line;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  return whole;
}

void
demains_paper_lay_speeches (GPtrArray *shots, DemainsPaperCursor *cursor, cairo_t *cr, const DemainsPaperBox *box,
                            gboolean draw)
{
  double y = box->y;
  gboolean begun = FALSE;

  for (; cursor->shot < shots->len; cursor->shot++, cursor->line = 0)
    {
      const DemainsPaperShot *shot = shots->pdata[cursor->shot];
      g_autoptr (PangoLayout) layout = demains_paper_layout_new (cr, shot->text, TEXT_SIZE, FALSE, box->width, MOST);

      if (cursor->line == 0)
        {
          double head = lay_head (cr, shot, box, y, FALSE);
          double lines = MIN (demains_paper_layout_get_height (layout), 2 * TEXT_SIZE * 1.45);

          /* Who speaks stands above what they say. */
          if (begun && y + head + lines > box->y + box->height)
            return;
          y += lay_head (cr, shot, box, y, draw);
        }
      if (!lay_lines (cr, layout, cursor, box, &y, &begun, draw))
        return;
      y += GAP;
    }
}
