/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DemainsSpanKind:
 * @DEMAINS_SPAN_STRONG: bold, with its marks
 * @DEMAINS_SPAN_EMPHASIS: italic, with its marks
 * @DEMAINS_SPAN_HEADING: lines of a heading
 * @DEMAINS_SPAN_QUOTE: lines of a quote
 * @DEMAINS_SPAN_BULLET: lines of an item of a list with bullets
 * @DEMAINS_SPAN_NUMBER: lines of an item of a numbered list
 * @DEMAINS_SPAN_LINK: words that lead to a record, with their marks
 * @DEMAINS_SPAN_LOST: the same, to a record that is gone
 * @DEMAINS_SPAN_FLAG: the place of a remark, with its marks
 * @DEMAINS_SPAN_MARK: the stars of bold and italic
 * @DEMAINS_SPAN_HEADING_MARK: the # or the line of a heading
 * @DEMAINS_SPAN_QUOTE_MARK: the > of a quote's line
 * @DEMAINS_SPAN_BULLET_MARK: the - of an item
 * @DEMAINS_SPAN_NUMBER_MARK: the 1. of an item
 * @DEMAINS_SPAN_LINK_MARK: the marks of links and flags, which are never seen
 */
typedef enum
{
  DEMAINS_SPAN_STRONG,
  DEMAINS_SPAN_EMPHASIS,
  DEMAINS_SPAN_HEADING,
  DEMAINS_SPAN_QUOTE,
  DEMAINS_SPAN_BULLET,
  DEMAINS_SPAN_NUMBER,
  DEMAINS_SPAN_LINK,
  DEMAINS_SPAN_LOST,
  DEMAINS_SPAN_FLAG,
  DEMAINS_SPAN_MARK,
  DEMAINS_SPAN_HEADING_MARK,
  DEMAINS_SPAN_QUOTE_MARK,
  DEMAINS_SPAN_BULLET_MARK,
  DEMAINS_SPAN_NUMBER_MARK,
  DEMAINS_SPAN_LINK_MARK,
} DemainsSpanKind;

/**
 * DemainsSpan:
 * @kind: what it is
 * @level: how deep a quote or list is, from 1; 0 for others
 * @start: first byte of the text it covers
 * @end: the byte after it
 * @inner_start: for bold, italic and links, the first byte after the opening mark
 * @inner_end: for bold, italic and links, the byte after the last one inside
 */
typedef struct
{
  DemainsSpanKind kind;
  guint level;
  guint start;
  guint end;
  guint inner_start;
  guint inner_end;
} DemainsSpan;

GArray *demains_markdown_parse (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
