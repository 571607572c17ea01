/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-spans.h"

#include "demains-passage.h"

#include <cmark.h>
#include <string.h>

/* Marks nested deeper than this are shown as they are typed. */
#define MAX_DEPTH 64

/* An underline this long makes a heading of the line above; a shorter one is
 * more often the start of an item of a list, still being typed. */
#define MIN_UNDERLINE 3

typedef struct
{
  const char *text;
  guint length;
  GArray *lines; /* where each line starts, as cmark counts lines */
  GArray *spans;

  /* The paragraph or heading whose insides are being read. */
  int first_line;
  int first_column;
  guint quotes;
} Parser;

typedef struct
{
  guint start;
  guint end;
} Range;

static void
find_lines (Parser *self)
{
  guint start = 0;

  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->lines, start);
  for (guint i = 0; i < self->length; i++)
    if (self->text[i] == '\n' || (self->text[i] == '\r' && (i + 1 == self->length || self->text[i + 1] != '\n')))
      {
        start = i + 1;
        g_array_append_val (self->lines, start);
      }
}

static guint
line_start (Parser *self, int line)
{
  if (line < 1)
    return 0;
  return (guint)line <= self->lines->len ? g_array_index (self->lines, guint, line - 1) : self->length;
}

static guint
line_end (Parser *self, int line)
{
  guint end = line_start (self, line + 1);

  while (end > line_start (self, line) && (self->text[end - 1] == '\n' || self->text[end - 1] == '\r'))
    end--;

  return end;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static gboolean
is_mark (char c)
{
  return c == '*' || c == '_';
}

/* Where the paragraph's own text starts on one of its lines: after the quotes'
 * marks, as many as that line has (it may leave them out), and the blanks. */
static guint
content_start (Parser *self, int line)
{
  guint quotes = self->quotes;
  guint i = line_start (self, line);

  for (;; i++)
    {
      if (i < self->length && is_blank (self->text[i]))
        continue;
      if (i < self->length && self->text[i] == '>' && quotes > 0)
        quotes--;
      else
        return i;
    }
}

/* cmark counts columns in bytes, from 1, and takes every line of a paragraph to
 * start where the first one does. After a line that ends in a backslash it
 * counts on in the same line. */
static guint
position (Parser *self, int line, int column)
{
  guint start
    = line == self->first_line ? line_start (self, line) + self->first_column - 1 : content_start (self, line);
  guint offset = MAX (column - self->first_column, 0);

  while (start + offset > line_end (self, line) && (guint)line < self->lines->len)
    {
      offset -= line_end (self, line) - start + 1;
      start = content_start (self, ++line);
    }

  return MIN (start + offset, self->length);
}

static DemainsSpan *
add_span (Parser *self, DemainsSpanKind kind, guint level, guint start, guint end)
{
  DemainsSpan span = { kind, level, start, end, start, end };

  g_array_append_val (self->spans, span);

  return &g_array_index (self->spans, DemainsSpan, self->spans->len - 1);
}

static gboolean
has_marks (Parser *self, guint at, guint count)
{
  if (at + count > self->length)
    return FALSE;
  for (guint i = 0; i < count; i++)
    if (!is_mark (self->text[at + i]) || self->text[at + i] != self->text[at])
      return FALSE;

  return TRUE;
}

static void
widen_code (Parser *self, Range *range)
{
  while (range->start > 0 && self->text[range->start - 1] == '`')
    range->start--;
  while (range->end < self->length && self->text[range->end] == '`')
    range->end++;
}

static gboolean measure (Parser *self, cmark_node *node, guint depth, Range *range);

/* The bytes that the children cover, found from the leaves up. */
static gboolean
measure_children (Parser *self, cmark_node *node, guint depth, Range *range)
{
  gboolean found = FALSE;

  for (cmark_node *child = cmark_node_first_child (node); child != NULL; child = cmark_node_next (child))
    {
      Range own;

      if (!measure (self, child, depth + 1, &own))
        continue;
      range->start = found ? MIN (range->start, own.start) : own.start;
      range->end = found ? MAX (range->end, own.end) : own.end;
      found = TRUE;
    }

  return found;
}

/* cmark places bold and italic wrongly where their marks touch ("***a** b*"), so
 * they are taken to stand round what is inside, and only if the marks are there. */
static gboolean
measure_emphasis (Parser *self, cmark_node *node, guint depth, Range *range)
{
  gboolean strong = cmark_node_get_type (node) == CMARK_NODE_STRONG;
  guint count = strong ? 2 : 1;
  Range inner;
  DemainsSpan *span;

  if (!measure_children (self, node, depth, &inner))
    return FALSE;

  *range = inner;
  if (inner.start < count || !has_marks (self, inner.start - count, count) || !has_marks (self, inner.end, count))
    return TRUE;

  range->start = inner.start - count;
  range->end = inner.end + count;
  span = add_span (self, strong ? DEMAINS_SPAN_STRONG : DEMAINS_SPAN_EMPHASIS, 0, range->start, range->end);
  span->inner_start = inner.start;
  span->inner_end = inner.end;
  add_span (self, DEMAINS_SPAN_MARK, 0, range->start, inner.start);
  add_span (self, DEMAINS_SPAN_MARK, 0, inner.end, range->end);

  return TRUE;
}

static gboolean
measure (Parser *self, cmark_node *node, guint depth, Range *range)
{
  cmark_node_type type = cmark_node_get_type (node);

  if (depth > MAX_DEPTH || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
    return FALSE;
  if (type == CMARK_NODE_STRONG || type == CMARK_NODE_EMPH)
    return measure_emphasis (self, node, depth, range);

  range->start = position (self, cmark_node_get_start_line (node), cmark_node_get_start_column (node));
  range->end = position (self, cmark_node_get_end_line (node), cmark_node_get_end_column (node) + 1);
  /* Of HTML after a line that was cut off elsewhere cmark says that it ends before it begins. */
  range->end = MAX (range->start, range->end);
  if (type == CMARK_NODE_CODE)
    widen_code (self, range);
  else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE)
    {
      Range inner;

      measure_children (self, node, depth, &inner);
    }

  return TRUE;
}

/* The line of = or - below a heading; cmark sometimes ends a heading a line late. */
static gboolean
find_underline (Parser *self, cmark_node *node, Range *underline)
{
  for (int line = cmark_node_get_start_line (node) + 1; line <= cmark_node_get_end_line (node); line++)
    {
      guint start = content_start (self, line);
      guint end = line_end (self, line);

      while (end > start && is_blank (self->text[end - 1]))
        end--;
      *underline = (Range){ start, end };
      while (start < end && (self->text[start] == '=' || self->text[start] == '-'))
        start++;
      if (start == end && underline->end - underline->start >= MIN_UNDERLINE)
        return TRUE;
    }

  return FALSE;
}

static void
read_heading (Parser *self, cmark_node *node)
{
  guint start = line_start (self, cmark_node_get_start_line (node)) + cmark_node_get_start_column (node) - 1;
  guint end = line_end (self, cmark_node_get_start_line (node));
  Range mark = { start, start };

  while (mark.end < end && self->text[mark.end] == '#')
    mark.end++;
  if (mark.end > start)
    while (mark.end < end && is_blank (self->text[mark.end]))
      mark.end++;
  else if (find_underline (self, node, &mark))
    end = mark.end;
  else
    return;

  add_span (self, DEMAINS_SPAN_HEADING, 0, start, end);
  add_span (self, DEMAINS_SPAN_HEADING_MARK, 0, mark.start, mark.end);
}

static void
read_inside (Parser *self, cmark_node *node, guint quotes)
{
  Range range;

  self->first_line = cmark_node_get_start_line (node);
  self->first_column = cmark_node_get_start_column (node);
  self->quotes = quotes;
  if (cmark_node_get_type (node) == CMARK_NODE_HEADING)
    read_heading (self, node);
  measure_children (self, node, 0, &range);
}

static void
read_quote (Parser *self, cmark_node *node, guint level)
{
  int last = cmark_node_get_end_line (node);

  for (int line = cmark_node_get_start_line (node); line <= last; line++)
    {
      guint i = line_start (self, line);
      guint end = line_end (self, line);
      guint quotes = 0;

      add_span (self, DEMAINS_SPAN_QUOTE, level, i, end);
      for (; i < end && quotes < level; i++)
        if (self->text[i] == '>' && ++quotes == level)
          add_span (self, DEMAINS_SPAN_QUOTE_MARK, level, i,
                    i + 1 < end && is_blank (self->text[i + 1]) ? i + 2 : i + 1);
    }
}

static void
read_item (Parser *self, cmark_node *node, guint level)
{
  gboolean numbered = cmark_node_get_list_type (cmark_node_parent (node)) == CMARK_ORDERED_LIST;
  int first = cmark_node_get_start_line (node);
  guint start = MIN (line_start (self, first) + cmark_node_get_start_column (node) - 1, self->length);
  guint end = line_end (self, cmark_node_get_end_line (node));
  guint mark = start;

  add_span (self, numbered ? DEMAINS_SPAN_NUMBER : DEMAINS_SPAN_BULLET, level, line_start (self, first), end);
  while (mark < end && !is_blank (self->text[mark]) && self->text[mark] != '\n')
    mark++;
  add_span (self, numbered ? DEMAINS_SPAN_NUMBER_MARK : DEMAINS_SPAN_BULLET_MARK, level, start, mark);
}

static void
read_blocks (Parser *self, cmark_node *document)
{
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;
  guint quotes = 0;
  guint lists = 0;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);
      gboolean entering = event == CMARK_EVENT_ENTER;

      if (type == CMARK_NODE_BLOCK_QUOTE)
        quotes += entering ? 1 : -1;
      else if (type == CMARK_NODE_LIST)
        lists += entering ? 1 : -1;

      if (!entering)
        continue;
      if (type == CMARK_NODE_BLOCK_QUOTE && quotes <= MAX_DEPTH)
        read_quote (self, node, quotes);
      else if (type == CMARK_NODE_ITEM && lists <= MAX_DEPTH)
        read_item (self, node, lists);
      else if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING)
        read_inside (self, node, quotes);
    }
  cmark_iter_free (iter);
}

/* Not by cmark, which does not say where a link's marks are. */
static void
read_passages (Parser *self)
{
  g_autoptr (GArray) passages = NULL;

  if (!demains_passage_is_in (self->text))
    return;

  passages = demains_passage_find (self->text);
  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *passage = &g_array_index (passages, DemainsPassage, i);
      DemainsSpan *span
        = add_span (self, passage->flag ? DEMAINS_SPAN_FLAG : DEMAINS_SPAN_LINK, 0, passage->start, passage->end);

      span->inner_start = passage->inner_start;
      span->inner_end = passage->inner_end;
      add_span (self, DEMAINS_SPAN_LINK_MARK, 0, passage->start, passage->inner_start);
      add_span (self, DEMAINS_SPAN_LINK_MARK, 0, passage->inner_end, passage->end);
    }
}

/**
 * demains_markdown_parse:
 * @text: CommonMark in UTF-8, with a zero after it, best between two empty lines
 * @length: its length in bytes
 *
 * Finds what the text shows as formatted. Code, HTML and foreign links are left as
 * they are typed: nobody means them in a vision.
 *
 * Returns: (transfer full) (element-type DemainsSpan): the spans, an outer block
 *   before those inside it; positions in bytes, never inside a character
 */
GArray *
demains_markdown_parse (const char *text, gsize length)
{
  Parser self = { .text = text, .length = length };
  cmark_node *document = cmark_parse_document (text, length, CMARK_OPT_DEFAULT);

  self.spans = g_array_new (FALSE, TRUE, sizeof (DemainsSpan));
  find_lines (&self);
  read_blocks (&self, document);
  read_passages (&self);

  cmark_node_free (document);
  g_array_unref (self.lines);

  return self.spans;
}
