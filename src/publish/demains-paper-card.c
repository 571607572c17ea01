/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

/* Of the width of a card that is as wide as the page, for the labels. */
#define LABELS 0.24
#define GAP 12.0

/* Of the size of a text. */
#define LEAD 1.25
#define HEADING 1.15
#define GAP_BELOW 0.6
#define HEADED_GAP 0.35
#define HEADING_GAP 0.55

/* Of the width of a card, for its text where a photo is beside it; and of what size, in points, a photo says
 * something. */
#define BESIDE 0.56
#define LEAST_PHOTO 60.0

/* A field in its place: the label above the text, or beside it; above both the
 * heading of its section. */
typedef struct
{
  PangoLayout *heading;
  PangoLayout *label;
  PangoLayout *text;
  double x;
  double head;
  double above;
  double least;
  double natural;
} Block;

static void
block_clear (Block *block)
{
  g_clear_object (&block->heading);
  g_clear_object (&block->label);
  g_clear_object (&block->text);
  block->head = 0;
}

/* A column of hours or bullets, as wide as the widest and a letter more. */
static void
set_column (PangoLayout *text, cairo_t *cr, const char *mark, double size)
{
  g_autofree char *wider = g_strconcat (mark, "m", NULL);
  g_autoptr (PangoLayout) column = demains_paper_layout_new (cr, wider, size, FALSE, DEMAINS_PAPER_WIDTH, size);
  int width;

  pango_layout_get_size (column, &width, NULL);
  demains_paper_layout_set_column (text, width / (double)PANGO_SCALE);
}

static void
block_init (Block *block, cairo_t *cr, const DemainsPaperEntry *entry, const DemainsPaperStyle *style,
            const DemainsPaperBox *box, gboolean columns, gboolean headings)
{
  const char *heading = headings ? entry->heading : NULL;
  /* What has a section alone is called as that is. */
  const char *label = g_strcmp0 (heading, entry->label) != 0 ? entry->label : "";
  double indent = columns && *label != '\0' ? box->width * LABELS : 0;
  double size = entry->leads ? style->text * LEAD : style->text;
  double label_height;

  block->label = demains_paper_layout_new (cr, label, style->label, TRUE, indent > 0 ? indent - GAP : box->width,
                                           3 * style->label);
  block->text = demains_paper_layout_new (cr, entry->text, size, FALSE, box->width - indent, box->height);
  if (entry->mark != NULL)
    set_column (block->text, cr, entry->mark, size);
  if (heading != NULL)
    {
      block->heading = demains_paper_layout_new (cr, heading, style->text * HEADING, TRUE, box->width, style->text);
      block->head = demains_paper_layout_get_height (block->heading) + style->text * HEADING_GAP;
    }
  label_height = *label != '\0' ? demains_paper_layout_get_height (block->label) : 0;
  block->x = indent;
  block->above = columns || *label == '\0' ? 0 : label_height + 1;
  block->least = columns ? label_height : 0;
  block->natural = demains_paper_layout_get_height (block->text);
}

/* Headings go where what is written needs their room; what was called by one
 * then needs its label. */
static void
drop_headings (GArray *blocks, cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style,
               const DemainsPaperBox *box, gboolean columns)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      Block *block = &g_array_index (blocks, Block, i);

      if (block->heading == NULL)
        continue;
      block_clear (block);
      block_init (block, cr, &g_array_index (card->entries, DemainsPaperEntry, i), style, box, columns, FALSE);
    }
}

/* How high all of it is, and how much of that is not for texts. */
static double
measure (GArray *blocks, double gap, double *fixed)
{
  double total = 0;

  *fixed = 0;
  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = &g_array_index (blocks, Block, i);

      *fixed += block->head + block->above + (i > 0 ? gap : 0);
      total += MAX (block->natural, block->least);
    }

  return *fixed + total;
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

/* The heading with a line below it, in the lower part of its room. */
static void
draw_heading (cairo_t *cr, const Block *block, const DemainsPaperBox *box, double y)
{
  double height;

  if (block->heading == NULL)
    return;

  height = demains_paper_layout_get_height (block->heading);
  demains_paper_layout_show (block->heading, cr, box->x, y + (block->head - height) * 0.5);
  cairo_set_line_width (cr, 0.7);
  cairo_move_to (cr, box->x, y + block->head - (block->head - height) * 0.35);
  cairo_rel_line_to (cr, box->width, 0);
  cairo_stroke (cr);
}

/* Where not even a line of each has room, the last go. */
static double
fit_blocks (GArray *blocks, double room, double gap, double line)
{
  double fixed;
  double share = G_MAXDOUBLE;

  while (measure (blocks, gap, &fixed) > room)
    {
      share = find_share (blocks, room - fixed);
      if (share >= line || blocks->len == 1)
        return share;
      g_array_set_size (blocks, blocks->len - 1);
    }

  return G_MAXDOUBLE;
}

static void
draw_blocks (cairo_t *cr, GArray *blocks, const DemainsPaperBox *box, double gap, double line)
{
  double share = fit_blocks (blocks, box->height, gap, line);
  double y = box->y;

  for (guint i = 0; i < blocks->len; i++)
    {
      Block *block = &g_array_index (blocks, Block, i);
      double left = box->y + box->height - y - block->head - block->above;

      demains_paper_layout_fit (block->text, MIN (share, left));
      /* What has no room at all is left out with its label. */
      if (block->least > left || *pango_layout_get_text (block->text) == '\0')
        continue;
      draw_heading (cr, block, box, y);
      y += block->head;
      demains_paper_layout_show (block->label, cr, box->x, y);
      demains_paper_layout_show (block->text, cr, box->x + block->x, y + block->above);
      y += block->above + MAX (demains_paper_layout_get_height (block->text), block->least) + gap;
    }
}

/* What was answered, laid out for a place, and how high it is there. Headings go where they leave no room for all of
 * it. */
static GArray *
lay_blocks (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style, const DemainsPaperBox *box,
            gboolean columns, double *gap, double *height)
{
  GArray *blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  gboolean headed = FALSE;
  double fixed;

  g_array_set_clear_func (blocks, (GDestroyNotify)block_clear);
  for (guint i = 0; i < card->entries->len; i++)
    {
      const DemainsPaperEntry *entry = &g_array_index (card->entries, DemainsPaperEntry, i);
      Block block = { 0 };

      block_init (&block, cr, entry, style, box, columns, TRUE);
      g_array_append_val (blocks, block);
      headed |= entry->heading != NULL;
    }
  *gap = style->text * (headed ? HEADED_GAP : GAP_BELOW);
  *height = measure (blocks, *gap, &fixed);
  if (headed && *height > box->height)
    {
      drop_headings (blocks, cr, card, style, box, columns);
      *gap = style->text * GAP_BELOW;
      *height = measure (blocks, *gap, &fixed);
    }

  return blocks;
}

/* Puts the photo beside or below the text, where it is larger, and leaves the rest to the text. Words come first: where
 * all of them leave too little, there is no photo. */
static gboolean
place_photo (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style, DemainsPaperBox *text,
             gboolean columns, DemainsPaperBox *photo)
{
  const double space = style->text;
  const double widths[] = { text->width, text->width * BESIDE };
  const DemainsPaperBox whole = *text;
  double largest = 0;

  for (guint i = 0; card->photo != NULL && i < G_N_ELEMENTS (widths); i++)
    {
      DemainsPaperBox words = { whole.x, whole.y, widths[i], whole.height };
      DemainsPaperBox room = whole;
      DemainsPaperBox place;
      double gap, height;
      g_autoptr (GArray) blocks = lay_blocks (cr, card, style, &words, columns, &gap, &height);

      if (i == 0)
        room.y += blocks->len > 0 ? height + space : 0;
      else
        room.x += words.width + space;
      room.width -= room.x - whole.x;
      room.height -= room.y - whole.y + space / 2;
      place = demains_paper_photo_fit (card->photo, &room);
      if (height > whole.height || MAX (place.width, place.height) < LEAST_PHOTO
          || place.width * place.height <= largest)
        continue;
      largest = place.width * place.height;
      *photo = place;
      *text = words;
    }

  return largest > 0;
}

/**
 * demains_paper_draw_card:
 * @cr: where, one unit a point
 * @card: what
 * @style: sizes
 * @box: the place, which it does not leave
 * @columns: whether labels stand beside the texts
 *
 * A title, what was answered, shortened where it is too long, and a photo where the words leave room for it.
 */
void
demains_paper_draw_card (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style,
                         const DemainsPaperBox *box, gboolean columns)
{
  g_autoptr (PangoLayout) title = demains_paper_layout_new (cr, card->title, style->title, TRUE, box->width,
                                                            style->title_lines * style->title * 1.45);
  g_autoptr (GArray) blocks = NULL;
  DemainsPaperBox rest = *box;
  DemainsPaperBox photo;
  double line = style->title * 1.45;
  double used, gap, height;

  demains_paper_layout_fit (title, MIN (style->title_lines * line, box->height));
  demains_paper_layout_show (title, cr, box->x, box->y);
  used = demains_paper_layout_get_height (title) + style->text * 0.8;
  rest.y += used;
  rest.height -= used;

  if (place_photo (cr, card, style, &rest, columns, &photo))
    demains_paper_photo_draw (card->photo, cr, &photo);
  blocks = lay_blocks (cr, card, style, &rest, columns, &gap, &height);
  draw_blocks (cr, blocks, &rest, gap, style->text * 1.45);
}
