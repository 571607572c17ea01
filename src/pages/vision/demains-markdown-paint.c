/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-paint.h"

/* Parts of the height of a line. */
#define DOT 0.28
#define BAR 0.12
#define BAR_ALPHA 0.35

/* Pixels: the line under a link is dots, under a lost one dashes. */
#define LINK_THICKNESS 1.5f
#define LINK_DOT 1.5f
#define LINK_PERIOD 4
#define LOST_DASH 7
#define LOST_PERIOD 10
#define LINK_ALPHA 0.75

typedef void (*PaintFunc) (GtkTextView *view, GtkSnapshot *snapshot, const GtkTextIter *mark, const GdkRGBA *color);

static void
paint_dot (GtkTextView *view, GtkSnapshot *snapshot, const GtkTextIter *mark, const GdkRGBA *color)
{
  GdkRectangle place;
  graphene_rect_t area;
  GskRoundedRect dot;
  float size;

  gtk_text_view_get_iter_location (view, mark, &place);
  size = place.height * DOT;
  area = GRAPHENE_RECT_INIT (place.x + (place.width - size) / 2, place.y + (place.height - size) / 2, size, size);
  gsk_rounded_rect_init_from_rect (&dot, &area, size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &dot);
  gtk_snapshot_append_color (snapshot, color, &area);
  gtk_snapshot_pop (snapshot);
}

static void
paint_bar (GtkTextView *view, GtkSnapshot *snapshot, const GtkTextIter *mark, const GdkRGBA *color)
{
  GdkRectangle place;
  GdkRGBA faint = *color;
  int y, height;

  faint.alpha *= BAR_ALPHA;
  gtk_text_view_get_iter_location (view, mark, &place);
  gtk_text_view_get_line_yrange (view, mark, &y, &height);
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (place.x, y, place.height * BAR, height));
}

/* Dots or dashes under a piece of text that is in one line of the screen. */
static void
paint_under (GtkTextView *view, GtkSnapshot *snapshot, const GtkTextIter *start, const GtkTextIter *end, gboolean lost,
             const GdkRGBA *color)
{
  GtkTextIter last = *end;
  GdkRectangle from, to;
  float x, width, y;

  gtk_text_iter_backward_char (&last);
  /* Where a cursor would be: the place of a letter is told wrong after what is
   * invisible. */
  gtk_text_view_get_iter_location (view, &last, &to);
  width = to.width;
  gtk_text_view_get_cursor_locations (view, start, &from, NULL);
  gtk_text_view_get_cursor_locations (view, &last, &to, NULL);
  x = MIN (from.x, to.x);
  width += MAX (from.x, to.x) - x;
  y = from.y + from.height - LINK_THICKNESS;
  gtk_snapshot_push_repeat (snapshot, &GRAPHENE_RECT_INIT (x, y, width, LINK_THICKNESS),
                            &GRAPHENE_RECT_INIT (x, y, lost ? LOST_PERIOD : LINK_PERIOD, LINK_THICKNESS));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, lost ? LOST_DASH : LINK_DOT, LINK_THICKNESS));
  gtk_snapshot_pop (snapshot);
}

static void
paint_link (GtkTextView *view, DemainsMarkdownTags *tags, GtkSnapshot *snapshot, const GtkTextIter *start,
            const GtkTextIter *end, gboolean lost, const GdkRGBA *color)
{
  GtkTextTag *mark = demains_markdown_tags_get (tags, DEMAINS_SPAN_LINK_MARK, 0);
  GtkTextIter iter = *start;

  while (gtk_text_iter_compare (&iter, end) < 0)
    {
      GtkTextIter piece = iter;
      GtkTextIter line;

      gtk_text_iter_forward_to_tag_toggle (&iter, mark);
      if (gtk_text_iter_compare (&iter, end) > 0)
        iter = *end;
      if (gtk_text_iter_has_tag (&piece, mark))
        continue;
      for (line = piece; gtk_text_iter_compare (&piece, &iter) < 0; piece = line)
        {
          if (!gtk_text_view_forward_display_line (view, &line) || gtk_text_iter_compare (&line, &iter) > 0)
            line = iter;
          paint_under (view, snapshot, &piece, &line, lost, color);
        }
    }
}

static void
paint_links (GtkTextView *view, DemainsMarkdownTags *tags, GtkSnapshot *snapshot, DemainsSpanKind kind)
{
  GtkTextTag *tag = demains_markdown_tags_get (tags, kind, 0);
  GdkRectangle visible;
  GtkTextIter iter, end, start;
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (view), &color);
  color.alpha *= LINK_ALPHA;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  gtk_text_view_get_line_at_y (view, &end, visible.y + visible.height, NULL);
  gtk_text_iter_forward_line (&end);

  if (!gtk_text_iter_starts_tag (&iter, tag) && !gtk_text_iter_forward_to_tag_toggle (&iter, tag))
    return;
  while (gtk_text_iter_compare (&iter, &end) < 0)
    {
      start = iter;
      if (!gtk_text_iter_forward_to_tag_toggle (&iter, tag))
        return;
      if (gtk_text_iter_has_tag (&start, tag))
        paint_link (view, tags, snapshot, &start, &iter, kind == DEMAINS_SPAN_LOST, &color);
    }
}

/* Where the cursor is, the marks themselves are seen. */
static void
paint_marks (GtkTextView *view, DemainsMarkdownTags *tags, GtkSnapshot *snapshot, DemainsSpanKind kind, PaintFunc paint)
{
  GtkTextTag *tag = demains_markdown_tags_get (tags, kind, 0);
  GdkRectangle visible;
  GtkTextIter iter, end;
  GdkRGBA color;

  gtk_widget_get_color (GTK_WIDGET (view), &color);
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  gtk_text_view_get_line_at_y (view, &end, visible.y + visible.height, NULL);
  gtk_text_iter_forward_line (&end);

  do
    if (gtk_text_iter_starts_tag (&iter, tag) && !gtk_text_iter_has_tag (&iter, demains_markdown_tags_get_near (tags)))
      paint (view, snapshot, &iter, &color);
  while (gtk_text_iter_forward_to_tag_toggle (&iter, tag) && gtk_text_iter_compare (&iter, &end) < 0);
}

/**
 * demains_markdown_paint:
 * @view: a view
 * @tags: the tags of its buffer
 * @snapshot: where to paint, in the coordinates of the buffer
 *
 * Paints dots and bars in the place of the marks of items and quotes, and what
 * tells links from other words.
 */
void
demains_markdown_paint (GtkTextView *view, DemainsMarkdownTags *tags, GtkSnapshot *snapshot)
{
  paint_marks (view, tags, snapshot, DEMAINS_SPAN_BULLET_MARK, paint_dot);
  paint_marks (view, tags, snapshot, DEMAINS_SPAN_QUOTE_MARK, paint_bar);
  paint_links (view, tags, snapshot, DEMAINS_SPAN_LINK);
  paint_links (view, tags, snapshot, DEMAINS_SPAN_LOST);
}
