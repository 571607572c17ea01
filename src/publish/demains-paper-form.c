/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-private.h"

#include <string.h>

/* Between two lines to write on: what a hand needs (8 mm), and what it can make do with. */
#define PITCH 23.0
#define LEAST_PITCH 17.0
#define MAX_LINES 30
#define GAP 7.0
#define WIDE 400.0

/* A field to fill in: so many lines, or choices to tick. */
typedef struct
{
  const DemainsField *field;
  PangoLayout *label;
  double above;
  guint lines;
  guint most;
} Blank;

static void
blank_clear (Blank *blank)
{
  g_clear_object (&blank->label);
}

/* A yes or no is one square with the field's own name. */
static gboolean
is_yes (const DemainsField *field)
{
  return field->choices != NULL && field->choices[0].key != NULL && field->choices[1].key == NULL;
}

static guint
count_choices (const DemainsField *field)
{
  guint n = 0;

  while (field->choices != NULL && field->choices[n].key != NULL)
    n++;

  return n;
}

/* Side by side where their names have room, else by two. */
static guint
get_columns (const DemainsField *field, double width)
{
  return width < WIDE && count_choices (field) > 2 ? 2 : count_choices (field);
}

static void
blank_init (Blank *blank, cairo_t *cr, const DemainsField *field, const DemainsPaperStyle *style, double width)
{
  const char *label = demains_field_get_label (field);
  const char *hint = demains_field_get_hint (field);
  /* Translators: on a form, what is asked and a hint */
  g_autofree char *both = *hint != '\0' ? g_strdup_printf ("%s  %s", label, hint) : g_strdup (label);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  blank->field = field;
  blank->label = demains_paper_layout_new (cr, both, style->label, FALSE, width, 3 * style->label);
  bold->start_index = 0;
  bold->end_index = strlen (label);
  pango_attr_list_insert (attributes, bold);
  pango_layout_set_attributes (blank->label, attributes);
  demains_paper_layout_fit (blank->label, 2 * style->label * 1.45);
  blank->above = is_yes (field) ? 0 : demains_paper_layout_get_height (blank->label);
  blank->lines = 1;
  if (field->choices != NULL && !is_yes (field))
    blank->lines = (count_choices (field) + get_columns (field, width) - 1) / get_columns (field, width);
  blank->most = field->type == DEMAINS_FIELD_TEXT ? MAX_LINES : field->type == DEMAINS_FIELD_LINE ? 2 : 1;
}

static double
measure (GArray *blanks, double pitch)
{
  double height = 0;

  for (guint i = 0; i < blanks->len; i++)
    {
      const Blank *blank = &g_array_index (blanks, Blank, i);

      height += blank->above + blank->lines * pitch + GAP;
    }

  return height;
}

/* Gives out the lines that there is room for, first where people write most. */
static void
share_lines (GArray *blanks, double room, double pitch)
{
  gboolean added;

  do
    {
      added = FALSE;
      for (guint pass = 0; pass < 2 && !added; pass++)
        for (guint i = 0; i < blanks->len; i++)
          {
            Blank *blank = &g_array_index (blanks, Blank, i);

            if (blank->lines >= blank->most || (pass == 0 && blank->most != MAX_LINES && i > 0)
                || measure (blanks, pitch) + pitch > room)
              continue;
            blank->lines++;
            added = TRUE;
          }
    }
  while (added);
}

static void
draw_choices (cairo_t *cr, const DemainsField *field, const DemainsPaperStyle *style, const DemainsPaperBox *box,
              double pitch)
{
  const guint columns = get_columns (field, box->width);
  const double width = box->width / columns;

  for (guint i = 0; i < count_choices (field); i++)
    {
      double x = box->x + i % columns * width;
      double y = box->y + i / columns * pitch + 4;
      DemainsPaperBox label = { x + DEMAINS_PAPER_SQUARE + 4, y, width - DEMAINS_PAPER_SQUARE - 8, pitch };
      double height = demains_paper_write_line (cr, demains_field_get_choice_label (field, field->choices[i].key),
                                                style->label, FALSE, &label, PANGO_ALIGN_LEFT);

      demains_paper_draw_square (cr, x + 0.5, y + (height - DEMAINS_PAPER_SQUARE) / 2);
    }
}

static void
draw_blank (cairo_t *cr, const Blank *blank, const DemainsPaperStyle *style, const DemainsPaperBox *box, double pitch)
{
  double y = box->y + blank->above;
  double square = is_yes (blank->field) ? DEMAINS_PAPER_SQUARE + 5 : 0;

  demains_paper_layout_show (blank->label, cr, box->x + square, box->y);
  if (square > 0)
    demains_paper_draw_square (cr, box->x + 0.5, box->y + 1.5);
  else if (blank->field->choices != NULL)
    draw_choices (cr, blank->field, style, &(DemainsPaperBox){ box->x, y, box->width, pitch }, pitch);
  else
    for (guint i = 1; i <= blank->lines; i++)
      demains_paper_draw_dots (cr, box->x, y + i * pitch - 3, box->width);
}

/**
 * demains_paper_draw_form:
 * @cr: where, one unit a point
 * @card: a card whose entries are asked for
 * @style: sizes
 * @box: the place, which it does not leave
 *
 * The labels, and lines to write on.
 */
void
demains_paper_draw_form (cairo_t *cr, const DemainsPaperCard *card, const DemainsPaperStyle *style,
                         const DemainsPaperBox *box)
{
  g_autoptr (GArray) blanks = g_array_new (FALSE, TRUE, sizeof (Blank));
  DemainsPaperBox place = *box;
  double pitch = PITCH;

  g_array_set_clear_func (blanks, (GDestroyNotify)blank_clear);
  for (guint i = 0; i < card->entries->len; i++)
    {
      Blank blank = { 0 };

      blank_init (&blank, cr, g_array_index (card->entries, DemainsPaperEntry, i).field, style,
                  box->width - DEMAINS_PAPER_SQUARE - 5);
      g_array_append_val (blanks, blank);
    }
  while (pitch > LEAST_PITCH && measure (blanks, pitch) > box->height)
    pitch--;
  share_lines (blanks, box->height, pitch);

  for (guint i = 0; i < blanks->len; i++)
    {
      const Blank *blank = &g_array_index (blanks, Blank, i);
      double height = blank->above + blank->lines * pitch;

      if (place.y + height > box->y + box->height)
        break;
      draw_blank (cr, blank, style, &place, pitch);
      place.y += height + GAP;
    }
}
