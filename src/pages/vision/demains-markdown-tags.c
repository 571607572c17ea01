/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-tags.h"

#include "demains-passage.h"

#include <string.h>

/* Lists and quotes deeper than this look like the deepest that is told apart. */
#define LEVELS 4

/* Microseconds of one slice: a frame has 16 ms and GTK wants most of them. */
#define SLICE 4000

/* Before GTK measures and draws: what is typed never shows unformatted first. */
#define PRIORITY (GTK_PRIORITY_RESIZE - 5)

/* Marks keep their place at any time, so that nothing moves under the pointer
 * when the cursor comes near and they are seen. Small, they leave a small gap. */
#define MARK_SCALE 0.5
#define MARK_ALPHA 0.7

/* Pixels by which each level stands further in than its blanks put it. */
#define LEVEL_MARGIN 12

#define N_KINDS (DEMAINS_SPAN_LINK_MARK + 1)

struct _DemainsMarkdownTags
{
  GObject parent_instance;

  GtkTextBuffer *buffer; /* unowned: the view that owns this one owns it too */
  GtkTextTag *tags[N_KINDS][LEVELS];
  GtkTextTag *near;
  GtkTextTag *unchecked; /* what libspelling does not read */
  GdkRGBA seen;          /* the colour of near marks */
  GtkTextMark *near_line;
  GtkTextMark *dirty_start;
  GtkTextMark *dirty_end;
  guint source;
  gboolean active; /* whether the cursor is one that people type with */

  DemainsMarkdownIsThere is_there;
  gpointer is_there_data;
};

G_DEFINE_FINAL_TYPE (DemainsMarkdownTags, demains_markdown_tags, G_TYPE_OBJECT)

/* What is hidden when the cursor is elsewhere. */
static gboolean
is_mark (DemainsSpanKind kind)
{
  return kind >= DEMAINS_SPAN_MARK && kind < DEMAINS_SPAN_NUMBER_MARK;
}

static guint
count_levels (DemainsSpanKind kind)
{
  return kind == DEMAINS_SPAN_QUOTE || kind == DEMAINS_SPAN_BULLET || kind == DEMAINS_SPAN_NUMBER ? LEVELS : 1;
}

static int
measure (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);

  return width;
}

/* A tag that is set anew has all of its text laid out anew. */
static void
set_number (GtkTextTag *tag, const char *property, int number)
{
  int before;

  g_object_get (tag, property, &before, NULL);
  if (before != number)
    g_object_set (tag, property, number, NULL);
}

static void
show_near (DemainsMarkdownTags *self)
{
  GtkTextIter line, end, iter;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &line, self->near_line);
  gtk_text_iter_set_line_offset (&line, 0);
  end = line;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_remove_tag (self->buffer, self->near, &line, &end);
  if (!self->active)
    return;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &line, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_iter_set_line_offset (&line, 0);
  gtk_text_buffer_move_mark (self->buffer, self->near_line, &line);
  end = line;
  gtk_text_iter_forward_line (&end);
  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      if (!is_mark (kind))
        continue;
      iter = line;
      while (gtk_text_iter_compare (&iter, &end) < 0
             && (gtk_text_iter_starts_tag (&iter, self->tags[kind][0])
                 || gtk_text_iter_forward_to_tag_toggle (&iter, self->tags[kind][0]))
             && gtk_text_iter_compare (&iter, &end) < 0)
        {
          GtkTextIter start = iter;

          if (!gtk_text_iter_forward_to_tag_toggle (&iter, self->tags[kind][0]))
            break;
          if (gtk_text_iter_has_tag (&start, self->tags[kind][0]))
            gtk_text_buffer_apply_tag (self->buffer, self->near, &start, &iter);
        }
    }
}

/* The number of characters before each byte of @text. */
static guint *
count_characters (const char *text, gsize length)
{
  guint *characters = g_new (guint, length + 1);
  guint count = 0;

  for (gsize i = 0; i <= length; i++)
    {
      if (i > 0 && (text[i] & 0xc0) != 0x80)
        count++;
      characters[i] = count;
    }

  return characters;
}

static void
clear_tags (DemainsMarkdownTags *self, const GtkTextIter *start, const GtkTextIter *end)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    for (guint level = 0; level < count_levels (kind); level++)
      gtk_text_buffer_remove_tag (self->buffer, self->tags[kind][level], start, end);
  if (self->unchecked != NULL)
    gtk_text_buffer_remove_tag (self->buffer, self->unchecked, start, end);
}

/* A link's token stands before its last bracket. */
static gboolean
is_lost (DemainsMarkdownTags *self, const char *text, const DemainsSpan *span)
{
  char token[DEMAINS_PASSAGE_TOKEN_LENGTH + 1];

  if (span->kind != DEMAINS_SPAN_LINK)
    return FALSE;
  g_strlcpy (token, text + span->end - DEMAINS_PASSAGE_TOKEN_LENGTH - 1, sizeof token);

  return !demains_markdown_tags_is_there (self, token);
}

static void
read_stanza (DemainsMarkdownTags *self, const GtkTextIter *start, const GtkTextIter *end)
{
  g_autofree char *text = gtk_text_buffer_get_text (self->buffer, start, end, TRUE);
  gsize length = strlen (text);
  g_autoptr (GArray) spans = demains_markdown_parse (text, length);
  g_autofree guint *characters = count_characters (text, length);
  guint offset = gtk_text_iter_get_offset (start);

  for (guint i = 0; i < spans->len; i++)
    {
      const DemainsSpan *span = &g_array_index (spans, DemainsSpan, i);
      DemainsSpanKind kind = is_lost (self, text, span) ? DEMAINS_SPAN_LOST : span->kind;
      GtkTextIter from, to;

      gtk_text_buffer_get_iter_at_offset (self->buffer, &from, offset + characters[span->start]);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &to, offset + characters[span->end]);
      gtk_text_buffer_apply_tag (self->buffer, demains_markdown_tags_get (self, kind, span->level), &from, &to);
      if (span->kind >= DEMAINS_SPAN_MARK && self->unchecked != NULL)
        gtk_text_buffer_apply_tag (self->buffer, self->unchecked, &from, &to);
    }
}

static gboolean
slice_cb (gpointer user_data)
{
  DemainsMarkdownTags *self = user_data;
  gint64 deadline = g_get_monotonic_time () + SLICE;

  do
    {
      GtkTextIter at, end, start, stanza_end, next;
      gboolean short_enough, more;

      gtk_text_buffer_get_iter_at_mark (self->buffer, &at, self->dirty_start);
      gtk_text_buffer_get_iter_at_mark (self->buffer, &end, self->dirty_end);
      short_enough = demains_markdown_find_stanza (&at, &start, &stanza_end);
      next = stanza_end;
      more = gtk_text_iter_forward_line (&next) && gtk_text_iter_compare (&stanza_end, &end) < 0;
      clear_tags (self, &start, &next);
      if (short_enough)
        read_stanza (self, &start, &stanza_end);
      if (!more)
        {
          show_near (self);
          gtk_text_buffer_move_mark (self->buffer, self->dirty_start, &end);
          self->source = 0;
          return G_SOURCE_REMOVE;
        }
      gtk_text_buffer_move_mark (self->buffer, self->dirty_start, &next);
    }
  while (g_get_monotonic_time () < deadline);

  /* What is left lets frames be drawn in between. */
  g_source_set_priority (g_main_current_source (), G_PRIORITY_DEFAULT_IDLE);

  return G_SOURCE_CONTINUE;
}

/* An empty line that comes or goes changes what its neighbours belong to. */
static void
mark_dirty (DemainsMarkdownTags *self, const GtkTextIter *first, const GtkTextIter *last)
{
  GtkTextIter start = *first;
  GtkTextIter end = *last;
  GtkTextIter old;

  gtk_text_iter_backward_line (&start);
  gtk_text_iter_forward_line (&end);
  gtk_text_iter_forward_line (&end);

  gtk_text_buffer_get_iter_at_mark (self->buffer, &old, self->dirty_start);
  if (self->source == 0 || gtk_text_iter_compare (&start, &old) < 0)
    gtk_text_buffer_move_mark (self->buffer, self->dirty_start, &start);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &old, self->dirty_end);
  if (self->source == 0 || gtk_text_iter_compare (&end, &old) > 0)
    gtk_text_buffer_move_mark (self->buffer, self->dirty_end, &end);

  if (self->source == 0)
    self->source = g_idle_add_full (PRIORITY, slice_cb, self, NULL);
}

static void
inserted_cb (DemainsMarkdownTags *self, const GtkTextIter *location, const char *text, int length)
{
  GtkTextIter start = *location;

  gtk_text_iter_backward_chars (&start, g_utf8_strlen (text, length));
  mark_dirty (self, &start, location);
}

static void
deleted_cb (DemainsMarkdownTags *self, const GtkTextIter *start, const GtkTextIter *end)
{
  mark_dirty (self, start, end);
}

static void
cursor_cb (DemainsMarkdownTags *self)
{
  GtkTextIter cursor, line;

  /* While a slice is due, it shows the marks itself. */
  if (self->source != 0 || !self->active)
    return;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_buffer_get_iter_at_mark (self->buffer, &line, self->near_line);
  if (gtk_text_iter_get_line (&cursor) != gtk_text_iter_get_line (&line))
    show_near (self);
}

static void
create_tags (DemainsMarkdownTags *self)
{
  /* Pango takes an alpha of 0 for none at all, and paints. */
  const GdkRGBA hidden = { 0, 0, 0, 0.002 };

  for (guint kind = 0; kind < N_KINDS; kind++)
    for (guint level = 0; level < count_levels (kind); level++)
      self->tags[kind][level] = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (is_mark (kind))
      g_object_set (self->tags[kind][0], "foreground-rgba", &hidden, NULL);
  self->near = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);

  g_object_set (self->tags[DEMAINS_SPAN_STRONG][0], "weight", PANGO_WEIGHT_BOLD, NULL);
  g_object_set (self->tags[DEMAINS_SPAN_EMPHASIS][0], "style", PANGO_STYLE_ITALIC, NULL);
  g_object_set (self->tags[DEMAINS_SPAN_HEADING][0], "weight", PANGO_WEIGHT_BOLD, "scale", PANGO_SCALE_LARGE, NULL);
  g_object_set (self->tags[DEMAINS_SPAN_LINK_MARK][0], "invisible", TRUE, NULL);
  g_object_set (self->tags[DEMAINS_SPAN_MARK][0], "weight", PANGO_WEIGHT_NORMAL, "scale", MARK_SCALE, NULL);
}

static void
demains_markdown_tags_dispose (GObject *object)
{
  DemainsMarkdownTags *self = DEMAINS_MARKDOWN_TAGS (object);

  g_clear_handle_id (&self->source, g_source_remove);

  G_OBJECT_CLASS (demains_markdown_tags_parent_class)->dispose (object);
}

static void
demains_markdown_tags_class_init (DemainsMarkdownTagsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_markdown_tags_dispose;
}

static void
demains_markdown_tags_init (DemainsMarkdownTags *self)
{
}

/**
 * demains_markdown_tags_new:
 * @buffer: a buffer that outlives the object
 *
 * Returns: (transfer full): what keeps its tags
 */
DemainsMarkdownTags *
demains_markdown_tags_new (GtkTextBuffer *buffer)
{
  DemainsMarkdownTags *self = g_object_new (DEMAINS_TYPE_MARKDOWN_TAGS, NULL);
  GtkTextIter start, end;

  self->buffer = buffer;
  create_tags (self);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  self->near_line = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->dirty_start = gtk_text_buffer_create_mark (buffer, NULL, &start, TRUE);
  self->dirty_end = gtk_text_buffer_create_mark (buffer, NULL, &end, FALSE);
  mark_dirty (self, &start, &end);

  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "delete-range", G_CALLBACK (deleted_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * demains_markdown_tags_get:
 * @self: the tags of a buffer
 * @kind: a kind of span
 * @level: how deep it is, 0 for what has no levels
 *
 * Returns: (transfer none): the tag that such text has
 */
GtkTextTag *
demains_markdown_tags_get (DemainsMarkdownTags *self, DemainsSpanKind kind, guint level)
{
  return self->tags[kind][CLAMP (level, 1, count_levels (kind)) - 1];
}

/**
 * demains_markdown_tags_get_near:
 * @self: the tags of a buffer
 *
 * Returns: (transfer none): the tag of the marks in the cursor's paragraph, which
 *   are seen while the keyboard is in the text
 */
GtkTextTag *
demains_markdown_tags_get_near (DemainsMarkdownTags *self)
{
  return self->near;
}

/**
 * demains_markdown_tags_set_is_there:
 * @self: the tags of a buffer
 * @is_there: (nullable): tells links from lost ones, which look otherwise
 * @user_data: for @is_there
 */
void
demains_markdown_tags_set_is_there (DemainsMarkdownTags *self, DemainsMarkdownIsThere is_there, gpointer user_data)
{
  self->is_there = is_there;
  self->is_there_data = user_data;
  demains_markdown_tags_look_again (self);
}

/* Whether what a link's token stands for is there, or nobody knows. */
gboolean
demains_markdown_tags_is_there (DemainsMarkdownTags *self, const char *token)
{
  return self->is_there == NULL || self->is_there (token, self->is_there_data);
}

/**
 * demains_markdown_tags_look_again:
 * @self: the tags of a buffer
 *
 * To be called when what links lead to came or went.
 */
void
demains_markdown_tags_look_again (DemainsMarkdownTags *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  mark_dirty (self, &start, &end);
}

/**
 * demains_markdown_tags_set_active:
 * @self: the tags of a buffer
 * @active: whether the keyboard is in the text; only then are marks seen
 */
void
demains_markdown_tags_set_active (DemainsMarkdownTags *self, gboolean active)
{
  if (self->active == active)
    return;

  self->active = active;
  if (self->source == 0)
    show_near (self);
}

/**
 * demains_markdown_tags_get_busy:
 * @self: the tags of a buffer
 *
 * Returns: whether some of the text has yet to be read
 */
gboolean
demains_markdown_tags_get_busy (DemainsMarkdownTags *self)
{
  return self->source != 0;
}

/**
 * demains_markdown_tags_style:
 * @self: the tags of a buffer
 * @widget: the view that shows it
 *
 * Takes the colours and sizes that depend on the theme and the font.
 */
void
demains_markdown_tags_style (DemainsMarkdownTags *self, GtkWidget *widget)
{
  static const struct
  {
    DemainsSpanKind kind;
    const char *mark;
    const char *indent;
  } hanging[] = {
    { DEMAINS_SPAN_QUOTE, "> ", "> " },
    { DEMAINS_SPAN_BULLET, "- ", "  " },
    { DEMAINS_SPAN_NUMBER, "1. ", "   " },
  };
  GdkRGBA seen;

  gtk_widget_get_color (widget, &seen);
  seen.alpha *= MARK_ALPHA;
  if (!gdk_rgba_equal (&seen, &self->seen))
    g_object_set (self->near, "foreground-rgba", &seen, NULL);
  self->seen = seen;

  for (guint i = 0; i < G_N_ELEMENTS (hanging); i++)
    {
      g_autoptr (GString) prefix = g_string_new (hanging[i].mark);

      for (guint level = 0; level < LEVELS; level++)
        {
          set_number (self->tags[hanging[i].kind][level], "indent", -measure (widget, prefix->str));
          set_number (self->tags[hanging[i].kind][level], "left-margin", level * LEVEL_MARGIN);
          g_string_prepend (prefix, hanging[i].indent);
        }
    }
}

/**
 * demains_markdown_tags_leave_unchecked:
 * @self: the tags of a buffer
 *
 * Has libspelling pass over marks, which it takes for parts of words. It hears of
 * the tag only when that comes into a buffer that it looks at already.
 */
void
demains_markdown_tags_leave_unchecked (DemainsMarkdownTags *self)
{
  if (self->unchecked != NULL)
    return;

  self->unchecked = gtk_text_buffer_create_tag (self->buffer, "gtksourceview:context-classes:no-spell-check", NULL);
  demains_markdown_tags_look_again (self);
}
