/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

#include <glib/gi18n.h>

#define TITLE_SIZE 10.5
#define TEXT_SIZE 9.5
#define PADDING 5.0
#define GAP 8.0

/* Lines of a text at the most: the list is for orientation, the rest is on the screen. */
#define TITLE_LINES 2
#define SCENE_LINES 9
#define SPEECH_LINES 2

/* A hand writes notes in what is left to the right: lines 7 mm apart, three for a scene. */
#define PITCH 20.0
#define SCENE_LEAST (3 * PITCH)
#define SPEECH_LEAST (1.5 * PITCH)

/* Shares of the width; the last column has the rest. */
static const double SHARES[] = { 0.075, 0.385, 0.17, 0.125, 0.245 };

enum
{
  COLUMN_TICK,
  COLUMN_WHAT,
  COLUMN_WHO,
  COLUMN_TIME,
  COLUMN_NOTES,
  N_COLUMNS,
};

G_STATIC_ASSERT (G_N_ELEMENTS (SHARES) == N_COLUMNS);

static DemainsPaperBox
get_column (const DemainsPaperBox *box, guint column, double y)
{
  DemainsPaperBox cell = { box->x, y, box->width * SHARES[column] - GAP, box->y + box->height - y };

  for (guint i = 0; i < column; i++)
    cell.x += box->width * SHARES[i];

  return cell;
}

/* Returns how high it is. */
static double
write_text (cairo_t *cr, const char *text, double size, gboolean bold, const DemainsPaperBox *cell, guint lines,
            gboolean draw)
{
  const double height = lines * size * 1.45;
  g_autoptr (PangoLayout) layout = demains_paper_layout_new (cr, text, size, bold, cell->width, height);

  if (*text == '\0')
    return 0;
  demains_paper_layout_fit (layout, height);
  if (draw)
    demains_paper_layout_show (layout, cr, cell->x, cell->y);

  return demains_paper_layout_get_height (layout);
}

static void
draw_tick (cairo_t *cr, const DemainsPaperShot *shot, const DemainsPaperBox *cell)
{
  g_autofree char *number
    = shot->part == 0 ? g_strdup_printf ("%u", shot->scene) : g_strdup_printf ("%u.%u", shot->scene, shot->part);

  demains_paper_draw_square (cr, cell->x + 0.5, cell->y + 2.5);
  write_text (cr, number, TEXT_SIZE, shot->part == 0,
              &(DemainsPaperBox){ cell->x + DEMAINS_PAPER_SQUARE + 4, cell->y, cell->width, cell->height }, 1, TRUE);
}

/* Scenes are told apart by a stronger line than their speeches. */
static void
draw_lines (cairo_t *cr, const DemainsPaperShot *shot, const DemainsPaperBox *box, double y, double height)
{
  DemainsPaperBox notes = get_column (box, COLUMN_NOTES, y);

  for (double line = y + PITCH; line < y + height - PADDING; line += PITCH)
    demains_paper_draw_dots (cr, notes.x, line, notes.width + GAP);
  cairo_set_line_width (cr, shot->part == 0 ? 1.2 : 0.4);
  cairo_move_to (cr, box->x, y);
  cairo_rel_line_to (cr, box->width, 0);
  cairo_stroke (cr);
}

/* Returns how high the row is. */
static double
lay_row (cairo_t *cr, const DemainsPaperShot *shot, const DemainsPaperBox *box, double y, gboolean draw)
{
  const double top = y + PADDING;
  DemainsPaperBox tick = get_column (box, COLUMN_TICK, top);
  DemainsPaperBox what = get_column (box, COLUMN_WHAT, top);
  DemainsPaperBox who = get_column (box, COLUMN_WHO, top);
  DemainsPaperBox time = get_column (box, COLUMN_TIME, top);
  double height = shot->part == 0 ? SCENE_LEAST : SPEECH_LEAST;
  double written = write_text (cr, shot->title, TITLE_SIZE, TRUE, &what, TITLE_LINES, draw);

  what.y += written;
  written += write_text (cr, shot->text, TEXT_SIZE, FALSE, &what, shot->part == 0 ? SCENE_LINES : SPEECH_LINES, draw);
  height = MAX (height, written + 2 * PADDING);
  written = write_text (cr, shot->who, TEXT_SIZE, FALSE, &who, SCENE_LINES, draw);
  height = MAX (height, written + 2 * PADDING);
  written = write_text (cr, shot->time, TEXT_SIZE, FALSE, &time, 4, draw);
  height = MAX (height, written + 2 * PADDING);

  if (draw)
    {
      draw_tick (cr, shot, &tick);
      draw_lines (cr, shot, box, y, height);
    }

  return height;
}

static double
lay_head (cairo_t *cr, const DemainsPaperBox *box, gboolean draw)
{
  const char *const heads[] = { _ ("Filmed"), _ ("Scene"), _ ("Who"), _ ("Time"), _ ("Takes and notes") };
  double height = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      DemainsPaperBox cell = get_column (box, i, box->y);
      double written;

      cell.width += GAP;
      written = write_text (cr, heads[i], TEXT_SIZE, TRUE, &cell, 1, draw);
      height = MAX (height, written);
    }

  return height + PADDING;
}

void
demains_paper_lay_shots (GPtrArray *shots, DemainsPaperCursor *cursor, cairo_t *cr, const DemainsPaperBox *box,
                         gboolean draw)
{
  const double bottom = box->y + box->height;
  const guint first = cursor->shot;
  double y = box->y + lay_head (cr, box, draw);

  for (; cursor->shot < shots->len; cursor->shot++)
    {
      const DemainsPaperShot *shot = shots->pdata[cursor->shot];
      double height = lay_row (cr, shot, box, y, FALSE);
      /* A scene does not stand alone at the foot of a page. */
      gboolean leads = shot->part == 0 && cursor->shot + 1 < shots->len
                       && ((DemainsPaperShot *)shots->pdata[cursor->shot + 1])->part > 0;
      double needed = leads ? height + lay_row (cr, shots->pdata[cursor->shot + 1], box, y, FALSE) : height;

      if (cursor->shot > first && y + needed > bottom)
        return;
      if (draw)
        lay_row (cr, shot, box, y, TRUE);
      y += height;
    }
}
