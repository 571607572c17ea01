/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-paint.h"

/* Parts of the height of a line. */
#define DOT 0.28
#define BAR 0.12
#define BAR_ALPHA 0.35

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
 * Paints dots and bars in the place of the marks of items and quotes.
 */
void
demains_markdown_paint (GtkTextView *view, DemainsMarkdownTags *tags, GtkSnapshot *snapshot)
{
  paint_marks (view, tags, snapshot, DEMAINS_SPAN_BULLET_MARK, paint_dot);
  paint_marks (view, tags, snapshot, DEMAINS_SPAN_QUOTE_MARK, paint_bar);
}
