/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

/* Of the width of a card that is as wide as the page, for the labels. */
#define LABELS 0.24
#define GAP 12.0

/* A field in its place: the label above the text, or beside it. */
typedef struct
{
  PangoLayout *label;
  PangoLayout *text;
  double x;
  double above;
  double least;
  double natural;
} Block;

static void
block_clear (Block *block)
{
  g_clear_object (&block->label);
  g_clear_object (&block->text);
}

static void
block_init (Block *block, cairo_t *cr, const DemainsPaperEntry *entry, const DemainsPaperStyle *style,
            const DemainsPaperBox *box, gboolean columns)
{
  double indent = columns ? box->width * LABELS : 0;
  const char *label = demains_field_get_label (entry->field);
  double label_height;

  block->label
    = demains_paper_layout_new (cr, label, style->label, TRUE, columns ? indent - GAP : box->width, 3 * style->label);
  block->text = demains_paper_layout_new (cr, entry->text, style->text, FALSE, box->width - indent, box->height);
  label_height = demains_paper_layout_get_height (block->label);
  block->x = indent;
  block->above = columns ? 0 : label_height + 1;
  block->least = columns ? label_height : 0;
  block->natural = demains_paper_layout_get_height (block->text);
}

/* What each text may have so that all together fit: who needs less than its
 * share leaves the rest to the others. */
static double
find_share (GArray *blocks, double room)
{
  double share = 0;

  for (guint turn = 0; turn <= blocks->len; turn++)
    {
      double left = room;
      guint larger = 0;

      for (guint i = 0; i < blocks->len; i++)
        {
          const Block *block = &g_array_index (blocks, Block, i);
          double needed = MAX (block->natural, block->least);

          if (turn > 0 && needed <= share)
            left -= needed;
          else
            larger++;
        }
      if (larger == 0 || left / larger <= share)
        break;
      share = left / larger;
    }

  return share;
}

static void
draw_blocks (cairo_t *cr, GArray *blocks, const DemainsPaperBox *box, double gap)
{
  double total = 0;
  double fixed = 0;
  double share = G_MAXDOUBLE;
  double y = box->y;

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = &g_array_index (blocks, Block, i);

      fixed += block->above + (i > 0 ? gap : 0);
      total += MAX (block->natural, block->least);
    }
  if (fixed + total > box->height)
    share = find_share (blocks, box->height - fixed);

  for (guint i = 0; i < blocks->len; i++)
    {
      Block *block = &g_array_index (blocks, Block, i);
      double left = box->y + box->height - y - block->above;

      demains_paper_layout_fit (block->text, MIN (share, left));
      /* What has no room at all is left out with its label. */
      if (block->least > left || *pango_layout_get_text (block->text) == '\0')
        continue;
      demains_paper_layout_show (block->label, cr, box->x, y);
      demains_paper_layout_show (block->text, cr, box->x + block->x, y + block->above);
      y += block->above + MAX (demains_paper_layout_get_height (block->text), block->least) + gap;
    }
}

/**
 * demains_paper_draw_card:
 * @cr: where, one unit a point
 * @card: what
 * @style: sizes
 * @box: the place, which it does not leave
 * @columns: whether labels stand beside the texts
 *
 * A title and what was answered, shortened where it is too long.
 */
void
demains_paper_draw_card (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style,
                         const DemainsPaperBox *box, gboolean columns)
{
  g_autoptr (PangoLayout) title = demains_paper_layout_new (cr, card->title, style->title, TRUE, box->width,
                                                            style->title_lines * style->title * 1.45);
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  DemainsPaperBox rest = *box;
  double line = style->title * 1.45;
  double used;

  g_array_set_clear_func (blocks, (GDestroyNotify)block_clear);
  demains_paper_layout_fit (title, MIN (style->title_lines * line, box->height));
  demains_paper_layout_show (title, cr, box->x, box->y);
  used = demains_paper_layout_get_height (title) + style->text * 0.8;
  rest.y += used;
  rest.height -= used;

  for (guint i = 0; i < card->entries->len; i++)
    {
      Block block = { 0 };

      block_init (&block, cr, &g_array_index (card->entries, DemainsPaperEntry, i), style, &rest, columns);
      g_array_append_val (blocks, block);
    }
  draw_blocks (cr, blocks, &rest, style->text * 0.6);
}
