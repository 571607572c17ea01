/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-edit.h"
#include "demains-markdown-prefix.h"

#include <string.h>

/* A stretch of text within one line, or a hull over several. */
typedef struct
{
  guint start;
  guint end;
} Segment;

/* At @position, @removed bytes go and a mark comes, or not. */
typedef struct
{
  guint position;
  guint removed;
  gboolean mark;
} Step;

typedef struct
{
  const char *text;
  DemainsSpanKind kind;
  const char *mark;
  guint mark_length;
  GArray *spans;
  GArray *segments;
  GArray *steps;
} Toggle;

static void
toggle_clear (Toggle *self)
{
  g_array_unref (self->spans);
  g_array_unref (self->segments);
  g_array_unref (self->steps);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Toggle, toggle_clear)

static void
toggle_init (Toggle *self, const char *text, DemainsSpanKind kind)
{
  self->text = text;
  self->kind = kind;
  self->mark = kind == DEMAINS_SPAN_STRONG ? "**" : "*";
  self->mark_length = strlen (self->mark);
  self->spans = demains_markdown_parse (text, strlen (text));
  self->segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
}

static void
add_step (Toggle *self, guint position, guint removed, gboolean mark)
{
  Step step = { position, removed, mark };

  g_array_append_val (self->steps, step);
}

static gboolean
is_inline (const DemainsSpan *span)
{
  return span->kind == DEMAINS_SPAN_STRONG || span->kind == DEMAINS_SPAN_EMPHASIS;
}

/* The span of one kind that a stretch of text is wholly in. */
static const DemainsSpan *
find_around (GArray *spans, DemainsSpanKind kind, guint start, guint end)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsSpan *span = &g_array_index (spans, DemainsSpan, i);

      if (span->kind == kind && span->start <= start && end <= span->end)
        return span;
    }

  return NULL;
}

static Segment
trim (const char *text, guint start, guint end)
{
  while (start < end && g_unichar_isspace (g_utf8_get_char (text + start)))
    start = g_utf8_next_char (text + start) - text;
  while (start < end && g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (text + end))))
    end = g_utf8_prev_char (text + end) - text;

  return (Segment){ start, end };
}

static gboolean
is_of_word (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '-';
}

static Segment
find_word (const char *text, guint at)
{
  const char *start = text + at;
  const char *end = text + at;

  while (start > text && is_of_word (g_utf8_prev_char (start)))
    start = g_utf8_prev_char (start);
  while (*end != '\0' && is_of_word (end))
    end = g_utf8_next_char (end);
  while (start < end && *start == '-')
    start++;
  while (start < end && end[-1] == '-')
    end--;

  return (Segment){ start - text, end - text };
}

static guint
skip_prefix (const char *line)
{
  DemainsMarkdownPrefix prefix = demains_markdown_prefix_read (line);
  guint length = prefix.quote + prefix.indent + prefix.marker;
  guint hashes = strspn (line + length, "#");

  return hashes > 0 && line[length + hashes] == ' ' ? length + hashes + 1 : length;
}

/* Marks do not reach over an empty line or an item: each line has its own. */
static void
split_lines (Toggle *self, guint start, guint end)
{
  guint line = start;

  while (line > 0 && self->text[line - 1] != '\n')
    line--;

  while (line < end)
    {
      guint next = line + strcspn (self->text + line, "\n");
      Segment segment = trim (self->text, MAX (start, line + skip_prefix (self->text + line)), MIN (end, next));

      if (segment.start < segment.end)
        g_array_append_val (self->segments, segment);
      line = next + 1;
    }
}

/* Grows a segment over the spans that it cuts through, and over those of the
 * kind that it touches, until it cuts none. */
static void
grow (Toggle *self, Segment *segment)
{
  gboolean grown = TRUE;

  while (grown)
    {
      grown = FALSE;
      for (guint i = 0; i < self->spans->len; i++)
        {
          const DemainsSpan *span = &g_array_index (self->spans, DemainsSpan, i);
          guint reach = span->kind == self->kind ? 1 : 0;

          if (!is_inline (span) || span->start >= segment->end + reach || segment->start >= span->end + reach)
            continue;
          if (span->kind != self->kind && span->inner_start <= segment->start && segment->end <= span->inner_end)
            continue;
          if (segment->start <= span->start && span->end <= segment->end)
            continue;
          segment->start = MIN (segment->start, span->start);
          segment->end = MAX (segment->end, span->end);
          grown = TRUE;
        }
    }
}

static void
add_marks (Toggle *self)
{
  guint done = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      Segment *segment = &g_array_index (self->segments, Segment, i);

      grow (self, segment);
      if (segment->start < done)
        continue;
      done = segment->end;

      add_step (self, segment->start, 0, TRUE);
      for (guint j = 0; j < self->spans->len; j++)
        {
          const DemainsSpan *span = &g_array_index (self->spans, DemainsSpan, j);

          if (span->kind != self->kind || span->start < segment->start || span->end > segment->end)
            continue;
          add_step (self, span->start, self->mark_length, FALSE);
          add_step (self, span->inner_end, self->mark_length, FALSE);
        }
      add_step (self, segment->end, 0, TRUE);
    }
}

/* Whether a stretch inside @outer would part another span. */
static gboolean
cuts (Toggle *self, const DemainsSpan *outer, const Segment *segment)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const DemainsSpan *span = &g_array_index (self->spans, DemainsSpan, i);

      if (!is_inline (span) || span == outer || span->start < outer->inner_start || span->end > outer->inner_end)
        continue;
      if ((span->start < segment->start && segment->start < span->end)
          || (span->start < segment->end && segment->end < span->end))
        return TRUE;
    }

  return FALSE;
}

static void
remove_marks (Toggle *self)
{
  const DemainsSpan *last = NULL;

  for (guint i = 0; i < self->segments->len; i++)
    {
      Segment segment = g_array_index (self->segments, Segment, i);
      const DemainsSpan *span = find_around (self->spans, self->kind, segment.start, segment.end);
      Segment left;
      Segment right;

      if (span == last)
        continue;
      last = span;
      for (guint j = i + 1; j < self->segments->len; j++)
        if (g_array_index (self->segments, Segment, j).end <= span->end)
          segment.end = g_array_index (self->segments, Segment, j).end;

      segment.start = CLAMP (segment.start, span->inner_start, span->inner_end);
      segment.end = CLAMP (segment.end, span->inner_start, span->inner_end);
      if (cuts (self, span, &segment))
        segment = (Segment){ span->inner_start, span->inner_end };
      left = trim (self->text, span->inner_start, segment.start);
      right = trim (self->text, segment.end, span->inner_end);

      if (left.start < left.end)
        add_step (self, left.end, 0, TRUE);
      else
        add_step (self, span->start, self->mark_length, FALSE);
      if (right.start < right.end)
        add_step (self, right.start, 0, TRUE);
      else
        add_step (self, span->inner_end, self->mark_length, FALSE);
    }
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *one = a;
  const Step *other = b;

  return one->position < other->position ? -1 : one->position > other->position;
}

/* Where a place in the old text is in the new one; @after says on which side of a
 * mark that comes exactly there. */
static guint
map (Toggle *self, guint place, gboolean after)
{
  guint mapped = place;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (step->position > place)
        continue;
      mapped -= MIN (step->removed, place - step->position);
      if (step->mark && (step->position < place || after))
        mapped += self->mark_length;
    }

  return mapped;
}

static DemainsMarkdownEdit *
make_edit (Toggle *self, guint select_start, guint select_end)
{
  DemainsMarkdownEdit *edit = g_new0 (DemainsMarkdownEdit, 1);
  GString *replacement = g_string_new (NULL);
  guint at;

  g_array_sort (self->steps, compare_steps);
  edit->start = at = self->steps->len > 0 ? g_array_index (self->steps, Step, 0).position : select_start;
  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (step->position > at)
        g_string_append_len (replacement, self->text + at, step->position - at);
      if (step->mark)
        g_string_append (replacement, self->mark);
      at = MAX (at, step->position + step->removed);
    }
  edit->end = at;
  edit->text = g_string_free (replacement, FALSE);
  edit->select_start = map (self, select_start, TRUE);
  edit->select_end = select_start == select_end ? edit->select_start : map (self, select_end, FALSE);

  return edit;
}

/* Marks that punctuation and neighbours keep from being read as such would only
 * litter the text. */
static gboolean
works (Toggle *self, const DemainsMarkdownEdit *edit, gboolean adding)
{
  g_autoptr (GString) result = g_string_new (self->text);
  g_autoptr (GArray) spans = NULL;

  g_string_erase (result, edit->start, edit->end - edit->start);
  g_string_insert (result, edit->start, edit->text);
  spans = demains_markdown_parse (result->str, result->len);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const Segment *segment = &g_array_index (self->segments, Segment, i);
      guint start = map (self, segment->start, TRUE);
      guint end = MAX (start, map (self, segment->end, FALSE));

      if ((find_around (spans, self->kind, start, end) != NULL) != adding)
        return FALSE;
    }

  return TRUE;
}

/* Not in a word: take away an empty pair of marks, or put one to type in. */
static DemainsMarkdownEdit *
toggle_place (Toggle *self, guint at)
{
  guint length = self->mark_length;
  DemainsMarkdownEdit *edit;

  if (at >= length && strncmp (self->text + at - length, self->mark, length) == 0
      && strncmp (self->text + at, self->mark, length) == 0)
    {
      add_step (self, at - length, length, FALSE);
      add_step (self, at, length, FALSE);
      return make_edit (self, at, at);
    }

  add_step (self, at, 0, TRUE);
  edit = make_edit (self, at, at);
  g_free (edit->text);
  edit->text = g_strconcat (self->mark, self->mark, NULL);

  return edit;
}

/**
 * demains_markdown_toggle:
 * @text: CommonMark in UTF-8, from an empty line to an empty line
 * @start: start of the selection, in bytes
 * @end: end of the selection; the same as @start for a cursor alone
 * @kind: %DEMAINS_SPAN_STRONG or %DEMAINS_SPAN_EMPHASIS
 *
 * Makes the selection, or the word that the cursor is in, bold or italic, or
 * takes that away where all of it is so already. Elsewhere a cursor alone gets a
 * pair of marks to type in; at the end of bold or italic text it steps out of it,
 * or back in.
 *
 * Returns: (transfer full) (nullable): what to do; %NULL when no mark would work
 */
DemainsMarkdownEdit *
demains_markdown_toggle (const char *text, guint start, guint end, DemainsSpanKind kind)
{
  g_auto (Toggle) self = { NULL };
  g_autoptr (DemainsMarkdownEdit) edit = NULL;
  gboolean adding = FALSE;

  toggle_init (&self, text, kind);

  if (start == end)
    {
      const DemainsSpan *span = find_around (self.spans, kind, start, start);
      Segment word = find_word (text, start);

      if (span != NULL && start == span->inner_end)
        return make_edit (&self, span->end, span->end);
      if (span != NULL && start == span->end)
        return make_edit (&self, span->inner_end, span->inner_end);
      if (word.start < start && start < word.end)
        g_array_append_val (self.segments, word);
      else if (span != NULL)
        split_lines (&self, span->inner_start, span->inner_end);
      else
        return toggle_place (&self, start);
    }
  else
    split_lines (&self, start, end);

  if (self.segments->len == 0)
    return NULL;

  for (guint i = 0; i < self.segments->len; i++)
    {
      const Segment *segment = &g_array_index (self.segments, Segment, i);

      if (find_around (self.spans, kind, segment->start, segment->end) == NULL)
        adding = TRUE;
    }
  if (adding)
    add_marks (&self);
  else
    remove_marks (&self);

  edit = make_edit (&self, start, end);
  if (!works (&self, edit, adding))
    return NULL;

  return g_steal_pointer (&edit);
}

/**
 * demains_markdown_edit_free:
 * @self: (transfer full): an edit
 */
void
demains_markdown_edit_free (DemainsMarkdownEdit *self)
{
  g_free (self->text);
  g_free (self);
}
