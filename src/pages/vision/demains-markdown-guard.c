/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-guard.h"

#include <string.h>

struct _DemainsMarkdownGuard
{
  GObject parent_instance;

  GtkTextBuffer *buffer; /* unowned: the view that owns this one owns it too */
  GArray *cuts;          /* what is to go after the edit, in characters of the buffer */
  gboolean resting;      /* the text is being set, or cut by this one */
};

G_DEFINE_FINAL_TYPE (DemainsMarkdownGuard, demains_markdown_guard, G_TYPE_OBJECT)

/* The lines from @start to @end, whole, and where in them these are, in bytes. */
static char *
get_lines (GtkTextBuffer *buffer, const GtkTextIter *start, const GtkTextIter *end, GtkTextIter *line, guint *from,
           guint *to)
{
  GtkTextIter last = *end;
  g_autofree char *head = NULL;
  g_autofree char *middle = NULL;

  *line = *start;
  gtk_text_iter_set_line_offset (line, 0);
  if (!gtk_text_iter_ends_line (&last))
    gtk_text_iter_forward_to_line_end (&last);
  head = gtk_text_buffer_get_text (buffer, line, start, TRUE);
  middle = gtk_text_buffer_get_text (buffer, start, end, TRUE);
  *from = strlen (head);
  *to = *from + strlen (middle);

  return gtk_text_buffer_get_text (buffer, line, &last, TRUE);
}

static void
foresee (DemainsMarkdownGuard *self, const GtkTextIter *start, const GtkTextIter *end, const char *inserted)
{
  GtkTextIter line;
  guint from, to;
  g_autofree char *text = NULL;
  g_autofree char *result = NULL;
  g_autoptr (GArray) cuts = NULL;
  int offset;

  g_array_set_size (self->cuts, 0);
  text = get_lines (self->buffer, start, end, &line, &from, &to);
  if (!demains_passage_is_in (text))
    return;

  offset = gtk_text_iter_get_offset (&line);
  cuts = demains_passage_cut (text, from, to, inserted);
  result = g_strdup_printf ("%.*s%s%s", (int)from, text, inserted, text + to);
  for (guint i = 0; i < cuts->len; i++)
    {
      DemainsPassageCut cut = g_array_index (cuts, DemainsPassageCut, i);

      cut.start = offset + g_utf8_pointer_to_offset (result, result + cut.start);
      cut.end = offset + g_utf8_pointer_to_offset (result, result + cut.end);
      g_array_append_val (self->cuts, cut);
    }
}

/* From the last one, so that the others stay where they are. */
static void
cut (DemainsMarkdownGuard *self, GtkTextIter *location)
{
  GtkTextMark *mark;

  if (self->cuts->len == 0)
    return;

  mark = gtk_text_buffer_create_mark (self->buffer, NULL, location, FALSE);
  self->resting = TRUE;
  for (guint i = self->cuts->len; i > 0; i--)
    {
      const DemainsPassageCut *range = &g_array_index (self->cuts, DemainsPassageCut, i - 1);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, range->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, range->end);
      gtk_text_buffer_delete (self->buffer, &start, &end);
    }
  self->resting = FALSE;
  g_array_set_size (self->cuts, 0);
  gtk_text_buffer_get_iter_at_mark (self->buffer, location, mark);
  gtk_text_buffer_delete_mark (self->buffer, mark);
}

static void
insert_cb (DemainsMarkdownGuard *self, GtkTextIter *location, const char *text, int length)
{
  g_autofree char *inserted = NULL;
  DemainsPassage passage;
  guint at = gtk_text_iter_get_line_index (location);

  if (self->resting)
    return;

  /* Nobody sees where in a mark the cursor is: what is typed there comes after it. */
  if (demains_markdown_find_passage (location, &passage, NULL))
    {
      if (at > passage.inner_end && at < passage.end)
        gtk_text_iter_set_line_index (location, passage.end);
      else if (passage.flag && at > passage.start && at < passage.end)
        gtk_text_iter_set_line_index (location, passage.end);
    }
  inserted = g_strndup (text, length < 0 ? (int)strlen (text) : length);
  foresee (self, location, location, inserted);
}

static void
inserted_cb (DemainsMarkdownGuard *self, GtkTextIter *location)
{
  if (!self->resting)
    cut (self, location);
}

static void
delete_cb (DemainsMarkdownGuard *self, const GtkTextIter *start, const GtkTextIter *end)
{
  if (!self->resting)
    foresee (self, start, end, "");
}

static void
deleted_cb (DemainsMarkdownGuard *self, GtkTextIter *start, GtkTextIter *end)
{
  if (self->resting)
    return;

  cut (self, start);
  *end = *start;
}

static void
demains_markdown_guard_finalize (GObject *object)
{
  g_array_unref (DEMAINS_MARKDOWN_GUARD (object)->cuts);

  G_OBJECT_CLASS (demains_markdown_guard_parent_class)->finalize (object);
}

static void
demains_markdown_guard_class_init (DemainsMarkdownGuardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = demains_markdown_guard_finalize;
}

static void
demains_markdown_guard_init (DemainsMarkdownGuard *self)
{
  self->cuts = g_array_new (FALSE, FALSE, sizeof (DemainsPassageCut));
}

/**
 * demains_markdown_guard_new:
 * @buffer: a buffer that outlives the object
 *
 * Returns: (transfer full): what guards its links
 */
DemainsMarkdownGuard *
demains_markdown_guard_new (GtkTextBuffer *buffer)
{
  DemainsMarkdownGuard *self = g_object_new (DEMAINS_TYPE_MARKDOWN_GUARD, NULL);
  const GConnectFlags after = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  self->buffer = buffer;
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (delete_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self, after);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), self, after);

  return self;
}

/**
 * demains_markdown_guard_set_resting:
 * @self: a guard
 * @resting: whether the text is being set as it is to be
 */
void
demains_markdown_guard_set_resting (DemainsMarkdownGuard *self, gboolean resting)
{
  self->resting = resting;
}

/**
 * demains_markdown_find_passage:
 * @at: a place in a buffer
 * @passage: (out): the passage or flag that it is in or beside, in bytes of its line
 * @words: (out) (optional): its words
 *
 * Returns: whether there is one that is not broken
 */
gboolean
demains_markdown_find_passage (const GtkTextIter *at, DemainsPassage *passage, char **words)
{
  GtkTextIter line;
  guint place, unused;
  g_autofree char *text = get_lines (gtk_text_iter_get_buffer (at), at, at, &line, &place, &unused);
  g_autoptr (GArray) passages = NULL;

  if (!demains_passage_is_in (text))
    return FALSE;

  passages = demains_passage_find (text);
  for (guint i = 0; i < passages->len; i++)
    {
      *passage = g_array_index (passages, DemainsPassage, i);
      if (passage->broken || place < passage->start || place > passage->end)
        continue;
      /* Between two of them, the one that the place is not merely beside. */
      if (place == passage->end && i + 1 < passages->len
          && g_array_index (passages, DemainsPassage, i + 1).start == place)
        continue;
      if (words != NULL)
        *words = g_strndup (text + passage->inner_start, passage->inner_end - passage->inner_start);
      return TRUE;
    }

  return FALSE;
}

static void
get_cursor (GtkTextBuffer *buffer, GtkTextIter *cursor)
{
  gtk_text_buffer_get_iter_at_mark (buffer, cursor, gtk_text_buffer_get_insert (buffer));
}

/* Where the cursor is at a mark that is not seen, puts it on the far side of it, so
 * that the letter that people see there is the one they delete. */
static void
step_over (GtkTextBuffer *buffer, gboolean forward)
{
  GtkTextIter cursor;
  DemainsPassage passage;
  guint at, to;

  get_cursor (buffer, &cursor);
  at = to = gtk_text_iter_get_line_index (&cursor);
  if (!demains_markdown_find_passage (&cursor, &passage, NULL) || passage.flag)
    return;

  if (at >= passage.start && at <= passage.inner_start)
    to = forward ? passage.inner_start : passage.start;
  else if (at >= passage.inner_end)
    to = forward ? passage.end : passage.inner_end;
  if (to == at)
    return;
  gtk_text_iter_set_line_index (&cursor, to);
  gtk_text_buffer_place_cursor (buffer, &cursor);
}

/* Returns: whether a flag was there, which went whole */
static gboolean
delete_flag (GtkTextBuffer *buffer, gboolean forward)
{
  GtkTextIter cursor, end;
  DemainsPassage passage;
  guint at;

  get_cursor (buffer, &cursor);
  at = gtk_text_iter_get_line_index (&cursor);
  if (!demains_markdown_find_passage (&cursor, &passage, NULL) || !passage.flag
      || (forward ? at > passage.inner_start : at < passage.inner_end))
    return FALSE;

  end = cursor;
  gtk_text_iter_set_line_index (&cursor, passage.start);
  gtk_text_iter_set_line_index (&end, passage.end);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &cursor, &end);
  gtk_text_buffer_end_user_action (buffer);

  return TRUE;
}

/**
 * demains_markdown_delete:
 * @view: a view
 * @forward: whether what is after the cursor is to be deleted
 *
 * To be called before a key deletes beside the cursor.
 *
 * Returns: whether that is done already
 */
gboolean
demains_markdown_delete (GtkTextView *view, gboolean forward)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  if (!gtk_text_view_get_editable (view) || gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  if (delete_flag (buffer, forward))
    return TRUE;

  step_over (buffer, forward);

  return FALSE;
}

/**
 * demains_markdown_clean_paste:
 * @text: what comes from another program
 *
 * Returns: (transfer full): the same with one kind of line ending, and nothing that
 *   would not be seen
 */
char *
demains_markdown_clean_paste (const char *text)
{
  GString *clean = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2028 || c == 0x2029 || (c == '\r' && p[1] != '\n'))
        g_string_append_c (clean, '\n');
      else if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_len (clean, p, g_utf8_next_char (p) - p);
    }

  return g_string_free (clean, FALSE);
}
