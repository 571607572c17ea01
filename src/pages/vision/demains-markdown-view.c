/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-markdown-view.h"

#include <string.h>

#include "demains-difference.h"
#include "demains-list-indenter.h"
#include "demains-markdown-edit.h"
#include "demains-markdown-guard.h"
#include "demains-markdown-paint.h"

struct _DemainsMarkdownView
{
  GtkSourceView parent_instance;

  GtkTextBuffer *buffer;
  DemainsMarkdownTags *tags;
  DemainsMarkdownGuard *guard;
  SpellingChecker *checker;
  SpellingTextBufferAdapter *spelling;

  char *text;     /* what the buffer holds, or NULL after a change */
  guint actions;  /* user actions that have begun and not ended */
  gboolean taken; /* the text is being set from outside */
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_SPELL_CHECKER,
} DemainsMarkdownViewProperty;

#define N_PROPS (PROP_SPELL_CHECKER + 1)

enum
{
  SIGNAL_PASSAGE_ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsMarkdownView, demains_markdown_view, GTK_SOURCE_TYPE_VIEW)

static void
announce (DemainsMarkdownView *self)
{
  if (self->text == NULL && self->actions == 0 && !self->taken)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
changed_cb (DemainsMarkdownView *self)
{
  g_clear_pointer (&self->text, g_free);
  announce (self);
}

static void
begin_user_action_cb (DemainsMarkdownView *self)
{
  self->actions++;
}

static void
end_user_action_cb (DemainsMarkdownView *self)
{
  self->actions--;
  announce (self);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsMarkdownView) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *clean = text != NULL ? demains_markdown_clean_paste (text) : NULL;

  if (clean != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    demains_markdown_paste (GTK_TEXT_VIEW (self), clean);
}

static void
is_focus_cb (DemainsMarkdownView *self, GParamSpec *pspec, GtkEventControllerFocus *focus)
{
  demains_markdown_tags_set_active (self->tags, gtk_event_controller_focus_is_focus (focus));
}

/* The corrections in the menu are those of the word that is clicked. */
static void
menu_pressed_cb (DemainsMarkdownView *self, int n_press, double x, double y)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (self->spelling == NULL)
    return;

  if (!gtk_text_buffer_get_has_selection (self->buffer))
    {
      gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
      gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, buffer_x, buffer_y);
      gtk_text_buffer_place_cursor (self->buffer, &iter);
    }
  spelling_text_buffer_adapter_update_corrections (self->spelling);
}

static void
bold_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_markdown_view_toggle (DEMAINS_MARKDOWN_VIEW (widget), DEMAINS_SPAN_STRONG);
}

static void
italic_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  demains_markdown_view_toggle (DEMAINS_MARKDOWN_VIEW (widget), DEMAINS_SPAN_EMPHASIS);
}

/* The passage that the cursor is in; one that it is merely beside only by the keyboard. */
static void
activate_passage (DemainsMarkdownView *self, gboolean by_keyboard)
{
  GtkTextIter cursor;
  DemainsPassage passage;
  guint at;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
  at = gtk_text_iter_get_line_index (&cursor);
  if (!demains_markdown_find_passage (&cursor, &passage, NULL)
      || (!by_keyboard && !passage.flag && (at <= passage.start || at >= passage.end)))
    return;

  g_signal_emit (self, signals[SIGNAL_PASSAGE_ACTIVATED], 0, passage.token, by_keyboard);
}

static void
activate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  activate_passage (DEMAINS_MARKDOWN_VIEW (widget), TRUE);
}

static void
released_cb (DemainsMarkdownView *self, int n_press, double x, double y)
{
  if (n_press == 1 && !gtk_text_buffer_get_has_selection (self->buffer))
    activate_passage (self, FALSE);
}

static void
demains_markdown_view_backspace (GtkTextView *view)
{
  if (!demains_markdown_delete (view, FALSE))
    GTK_TEXT_VIEW_CLASS (demains_markdown_view_parent_class)->backspace (view);
}

static void
demains_markdown_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  if (!demains_markdown_delete (view, count > 0))
    GTK_TEXT_VIEW_CLASS (demains_markdown_view_parent_class)->delete_from_cursor (view, type, count);
}

static void
demains_markdown_view_copy_clipboard (GtkTextView *view)
{
  demains_markdown_copy (view, FALSE);
}

static void
demains_markdown_view_cut_clipboard (GtkTextView *view)
{
  demains_markdown_copy (view, TRUE);
}

static void
demains_markdown_view_paste_clipboard (GtkTextView *view)
{
  g_autofree char *copied = demains_markdown_dup_copied (DEMAINS_MARKDOWN_VIEW (view));

  if (copied != NULL)
    demains_markdown_paste (view, copied);
  else
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, pasted_cb, g_object_ref (view));
}

static void
demains_markdown_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  GTK_TEXT_VIEW_CLASS (demains_markdown_view_parent_class)->snapshot_layer (view, layer, snapshot);

  if (layer == GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    demains_markdown_paint (view, DEMAINS_MARKDOWN_VIEW (view)->tags, snapshot);
}

static void
demains_markdown_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (demains_markdown_view_parent_class)->css_changed (widget, change);

  demains_markdown_tags_style (DEMAINS_MARKDOWN_VIEW (widget)->tags, widget);
}

static void
demains_markdown_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsMarkdownView *self = DEMAINS_MARKDOWN_VIEW (object);

  switch ((DemainsMarkdownViewProperty)prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, demains_markdown_view_get_text (self));
      break;
    case PROP_SPELL_CHECKER:
      g_value_set_object (value, self->checker);
      break;
    }
}

static void
demains_markdown_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsMarkdownView *self = DEMAINS_MARKDOWN_VIEW (object);

  switch ((DemainsMarkdownViewProperty)prop_id)
    {
    case PROP_TEXT:
      demains_markdown_view_set_text (self, g_value_get_string (value));
      break;
    case PROP_SPELL_CHECKER:
      demains_markdown_view_set_spell_checker (self, g_value_get_object (value));
      break;
    }
}

static void
demains_markdown_view_dispose (GObject *object)
{
  DemainsMarkdownView *self = DEMAINS_MARKDOWN_VIEW (object);

  /* Its checking in the background outlives the buffer otherwise. */
  demains_markdown_view_set_spell_checker (self, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", NULL);
  g_clear_object (&self->spelling);
  g_clear_object (&self->guard);
  g_clear_object (&self->tags);

  G_OBJECT_CLASS (demains_markdown_view_parent_class)->dispose (object);
}

static void
demains_markdown_view_finalize (GObject *object)
{
  g_free (DEMAINS_MARKDOWN_VIEW (object)->text);

  G_OBJECT_CLASS (demains_markdown_view_parent_class)->finalize (object);
}

static void
demains_markdown_view_class_init (DemainsMarkdownViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = demains_markdown_view_get_property;
  object_class->set_property = demains_markdown_view_set_property;
  object_class->dispose = demains_markdown_view_dispose;
  object_class->finalize = demains_markdown_view_finalize;
  widget_class->css_changed = demains_markdown_view_css_changed;
  GTK_TEXT_VIEW_CLASS (klass)->backspace = demains_markdown_view_backspace;
  GTK_TEXT_VIEW_CLASS (klass)->delete_from_cursor = demains_markdown_view_delete_from_cursor;
  GTK_TEXT_VIEW_CLASS (klass)->copy_clipboard = demains_markdown_view_copy_clipboard;
  GTK_TEXT_VIEW_CLASS (klass)->cut_clipboard = demains_markdown_view_cut_clipboard;
  GTK_TEXT_VIEW_CLASS (klass)->paste_clipboard = demains_markdown_view_paste_clipboard;
  GTK_TEXT_VIEW_CLASS (klass)->snapshot_layer = demains_markdown_view_snapshot_layer;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_SPELL_CHECKER] = g_param_spec_object ("spell-checker", NULL, NULL, SPELLING_TYPE_CHECKER, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* The token of a passage, and whether by the keyboard. */
  signals[SIGNAL_PASSAGE_ACTIVATED] = g_signal_new ("passage-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                                    0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "markdown.activate", NULL, activate_cb);
  gtk_widget_class_install_action (widget_class, "markdown.bold", NULL, bold_cb);
  gtk_widget_class_install_action (widget_class, "markdown.italic", NULL, italic_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "markdown.bold", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "markdown.italic", NULL);
}

static void
demains_markdown_view_init (DemainsMarkdownView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);
  g_autoptr (GtkSourceIndenter) indenter = demains_list_indenter_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *release = gtk_gesture_click_new ();

  self->text = g_strdup ("");
  self->buffer = GTK_TEXT_BUFFER (buffer);
  gtk_source_buffer_set_style_scheme (buffer, NULL);
  gtk_source_buffer_set_highlight_syntax (buffer, FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  gtk_source_buffer_set_implicit_trailing_newline (buffer, FALSE);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_view_set_buffer (view, self->buffer);
  self->tags = demains_markdown_tags_new (self->buffer);
  self->guard = demains_markdown_guard_new (self->buffer);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_source_view_set_auto_indent (GTK_SOURCE_VIEW (self), TRUE);
  gtk_source_view_set_indenter (GTK_SOURCE_VIEW (self), indenter);
  gtk_widget_add_css_class (GTK_WIDGET (self), "content-text");

  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "begin-user-action", G_CALLBACK (begin_user_action_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "end-user-action", G_CALLBACK (end_user_action_cb), self, G_CONNECT_SWAPPED);

  g_signal_connect_object (focus, "notify::is-focus", G_CALLBACK (is_focus_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  /* The view's own click places the cursor and claims the event. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (release), GTK_PHASE_CAPTURE);
  g_signal_connect_object (release, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (release));
}

/**
 * demains_markdown_view_get_text:
 * @self: a view
 *
 * Returns: (transfer none): its text, valid until it changes
 */
const char *
demains_markdown_view_get_text (DemainsMarkdownView *self)
{
  g_return_val_if_fail (DEMAINS_IS_MARKDOWN_VIEW (self), NULL);

  if (self->text == NULL)
    {
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      self->text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
    }

  return self->text;
}

/**
 * demains_markdown_view_set_text:
 * @self: a view
 * @text: (nullable): CommonMark, %NULL for none
 *
 * Replaces only what differs, so that undo moves neither the rest of the text nor
 * a cursor in it; the cursor goes to the end of what did change.
 */
void
demains_markdown_view_set_text (DemainsMarkdownView *self, const char *text)
{
  const char *new_text = text != NULL ? text : "";
  DemainsDifference difference;
  GtkTextIter start, end;

  g_return_if_fail (DEMAINS_IS_MARKDOWN_VIEW (self));

  if (!demains_difference_find (&difference, demains_markdown_view_get_text (self), new_text))
    return;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, difference.start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, difference.old_end);

  self->taken = TRUE;
  demains_markdown_guard_set_resting (self->guard, TRUE);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, new_text + difference.new_start,
                          difference.new_end - difference.new_start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  demains_markdown_guard_set_resting (self->guard, FALSE);
  self->taken = FALSE;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

/**
 * demains_markdown_view_toggle:
 * @self: a view
 * @kind: %DEMAINS_SPAN_STRONG or %DEMAINS_SPAN_EMPHASIS
 *
 * Makes the selection, or the word that the cursor is in, bold or italic, or
 * plain again.
 */
void
demains_markdown_view_toggle (DemainsMarkdownView *self, DemainsSpanKind kind)
{
  GtkTextIter from, to, start, end, unused;
  g_autofree char *text = NULL;
  g_autoptr (DemainsMarkdownEdit) edit = NULL;
  g_autofree char *result = NULL;
  int offset;

  g_return_if_fail (DEMAINS_IS_MARKDOWN_VIEW (self));

  gtk_text_buffer_get_selection_bounds (self->buffer, &from, &to);
  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self)) || !demains_markdown_find_stanza (&from, &start, &unused)
      || !demains_markdown_find_stanza (&to, &unused, &end))
    return;

  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  offset = gtk_text_iter_get_offset (&start);
  edit
    = demains_markdown_toggle (text, g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&from) - offset) - text,
                               g_utf8_offset_to_pointer (text, gtk_text_iter_get_offset (&to) - offset) - text, kind);
  if (edit == NULL)
    return;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &from,
                                      offset + g_utf8_pointer_to_offset (text, text + edit->start));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, offset + g_utf8_pointer_to_offset (text, text + edit->end));
  result = g_strdup_printf ("%.*s%s%s", (int)edit->start, text, edit->text, text + edit->end);

  /* Links that are in it come back as they were. */
  gtk_text_buffer_begin_user_action (self->buffer);
  demains_markdown_guard_set_resting (self->guard, TRUE);
  gtk_text_buffer_delete (self->buffer, &from, &to);
  gtk_text_buffer_insert (self->buffer, &from, edit->text, -1);
  demains_markdown_guard_set_resting (self->guard, FALSE);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from,
                                      offset + g_utf8_pointer_to_offset (result, result + edit->select_start));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to,
                                      offset + g_utf8_pointer_to_offset (result, result + edit->select_end));
  gtk_text_buffer_select_range (self->buffer, &to, &from);
  gtk_text_buffer_end_user_action (self->buffer);
}

/**
 * demains_markdown_view_set_spell_checker:
 * @self: a view
 * @checker: (nullable): what knows the words of the text's language, %NULL to
 *   leave spelling alone
 */
void
demains_markdown_view_set_spell_checker (DemainsMarkdownView *self, SpellingChecker *checker)
{
  g_return_if_fail (DEMAINS_IS_MARKDOWN_VIEW (self));

  if (!g_set_object (&self->checker, checker))
    return;

  if (self->spelling == NULL && checker != NULL)
    {
      self->spelling = spelling_text_buffer_adapter_new (GTK_SOURCE_BUFFER (self->buffer), checker);
      gtk_widget_insert_action_group (GTK_WIDGET (self), "spelling", G_ACTION_GROUP (self->spelling));
      demains_markdown_tags_leave_unchecked (self->tags);
    }
  if (self->spelling != NULL)
    {
      if (checker != NULL)
        spelling_text_buffer_adapter_set_checker (self->spelling, checker);
      spelling_text_buffer_adapter_set_enabled (self->spelling, checker != NULL);
      gtk_text_view_set_extra_menu (
        GTK_TEXT_VIEW (self), checker != NULL ? spelling_text_buffer_adapter_get_menu_model (self->spelling) : NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPELL_CHECKER]);
}

/**
 * demains_markdown_view_get_tags:
 * @self: a view
 *
 * Returns: (transfer none): what shows its text as formatted
 */
DemainsMarkdownTags *
demains_markdown_view_get_tags (DemainsMarkdownView *self)
{
  g_return_val_if_fail (DEMAINS_IS_MARKDOWN_VIEW (self), NULL);

  return self->tags;
}
