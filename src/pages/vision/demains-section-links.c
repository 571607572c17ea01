/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-section-links.h"

#include "demains-mention-picker.h"
#include "demains-passage-card.h"
#include "demains-project-passage.h"
#include "demains-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters after an @ above which it is no longer the start of a title. */
#define MAX_TITLE 60

struct _DemainsSectionLinks
{
  GObject parent_instance;

  DemainsSession *session;
  DemainsRecord *section;
  GtkWidget *parent; /* unowned, as all below: it owns this one */
  GtkTextView *view;
  GtkTextBuffer *buffer;
  DemainsMentionPicker *picker;
  DemainsPassageCard *card;

  GtkTextMark *at; /* before the @ whose title is being typed */
  gboolean naming;
  gboolean typed_at;
  int selection_start; /* what the picker with a field is about, in characters */
  int selection_end;
};

G_DEFINE_FINAL_TYPE (DemainsSectionLinks, demains_section_links, G_TYPE_OBJECT)

static DemainsProject *
get_project (DemainsSectionLinks *self)
{
  return demains_session_get_project (self->session);
}

/* Where a place of the text is in the bytes of the section's. */
static guint
to_bytes (DemainsSectionLinks *self, int offset)
{
  const char *text = demains_record_get_text (self->section, "text");

  return g_utf8_offset_to_pointer (text, MIN (offset, g_utf8_strlen (text, -1))) - text;
}

static void
point_at (DemainsSectionLinks *self, GtkPopover *popover, int offset)
{
  GtkTextIter iter;
  GdkRectangle place;
  graphene_point_t point;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, offset);
  gtk_text_view_get_cursor_locations (self->view, &iter, &place, NULL);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), self->parent, &GRAPHENE_POINT_INIT (place.x, place.y),
                                 &point))
    return;
  place.x = (int)point.x;
  place.y = (int)point.y;
  place.width = MAX (place.width, 1);
  gtk_popover_set_pointing_to (popover, &place);
}

static int
get_cursor (DemainsSectionLinks *self)
{
  int offset;

  g_object_get (self->buffer, "cursor-position", &offset, NULL);

  return offset;
}

static void
stop_naming (DemainsSectionLinks *self)
{
  self->naming = FALSE;
  gtk_popover_popdown (GTK_POPOVER (self->picker));
}

/* What was typed after the @, or NULL when it is no longer a title. */
static char *
dup_name (DemainsSectionLinks *self)
{
  GtkTextIter start, end;
  g_autofree char *name = NULL;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->at);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, get_cursor (self));
  if (gtk_text_iter_get_char (&start) != '@' || gtk_text_iter_compare (&end, &start) <= 0
      || gtk_text_buffer_get_has_selection (self->buffer))
    return NULL;
  gtk_text_iter_forward_char (&start);
  name = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  if (strchr (name, '\n') != NULL || g_utf8_strlen (name, -1) > MAX_TITLE)
    return NULL;

  return g_steal_pointer (&name);
}

static void
cursor_cb (DemainsSectionLinks *self)
{
  g_autofree char *name = NULL;

  if (!gtk_popover_get_autohide (GTK_POPOVER (self->card)))
    gtk_popover_popdown (GTK_POPOVER (self->card));
  if (!self->naming)
    return;

  name = dup_name (self);
  if (name == NULL)
    stop_naming (self);
  else if (!demains_mention_picker_set_words (self->picker, name) && *name != '\0')
    gtk_popover_popdown (GTK_POPOVER (self->picker));
  else if (!gtk_widget_get_visible (GTK_WIDGET (self->picker)))
    gtk_popover_popup (GTK_POPOVER (self->picker));
}

/* An @ that a person types at the start of a word. */
static void
insert_cb (DemainsSectionLinks *self, GtkTextIter *location, const char *text, int length)
{
  GtkTextIter before = *location;

  self->typed_at = length == 1 && *text == '@' && gtk_widget_is_focus (GTK_WIDGET (self->view))
                   && gtk_text_view_get_editable (self->view)
                   && (!gtk_text_iter_backward_char (&before) || !g_unichar_isalnum (gtk_text_iter_get_char (&before)));
}

static void
inserted_cb (DemainsSectionLinks *self, GtkTextIter *location)
{
  GtkTextIter start = *location;

  if (!self->typed_at)
    return;

  self->typed_at = FALSE;
  gtk_text_iter_backward_char (&start);
  gtk_text_buffer_move_mark (self->buffer, self->at, &start);
  point_at (self, GTK_POPOVER (self->picker), gtk_text_iter_get_offset (&start));
  demains_mention_picker_open (self->picker, FALSE);
  self->naming = TRUE;
}

static gboolean
key_cb (DemainsSectionLinks *self, guint keyval, guint keycode, GdkModifierType state)
{
  /* Before the view makes a line of it. */
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && (state & GDK_CONTROL_MASK) != 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->view), "markdown.activate", NULL);
      return GDK_EVENT_STOP;
    }
  if (!self->naming || !gtk_widget_get_visible (GTK_WIDGET (self->picker))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_Up:
      demains_mention_picker_move (self->picker, keyval == GDK_KEY_Down ? 1 : -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_Tab:
      demains_mention_picker_activate (self->picker);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      stop_naming (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
link_words (DemainsSectionLinks *self, int start, int end, gboolean with_title, DemainsRecord *record)
{
  g_autofree char *title = demains_record_to_text (record);

  if (demains_project_mention (get_project (self), self->section, to_bytes (self, start), to_bytes (self, end),
                               with_title ? title : NULL, record)
      == NULL)
    demains_session_toast (self->session, _ ("Choose words of one line that lead nowhere yet"));
}

static void
chosen_cb (DemainsSectionLinks *self, DemainsRecord *record)
{
  gboolean naming = self->naming;
  GtkTextIter start;

  self->naming = FALSE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->at);
  if (naming)
    link_words (self, gtk_text_iter_get_offset (&start), get_cursor (self), TRUE, record);
  else
    link_words (self, self->selection_start, self->selection_end, self->selection_start == self->selection_end, record);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
activated_cb (DemainsSectionLinks *self, const char *token, gboolean by_keyboard)
{
  point_at (self, GTK_POPOVER (self->card), get_cursor (self));
  demains_passage_card_open (self->card, token, by_keyboard);
}

/* The keyboard went elsewhere, and not into the card. */
static void
focus_moved_cb (DemainsSectionLinks *self)
{
  GtkRoot *root = self->view != NULL ? gtk_widget_get_root (GTK_WIDGET (self->view)) : NULL;
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->card == NULL || focus == GTK_WIDGET (self->view)
      || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->card))))
    return;

  if (self->naming)
    stop_naming (self);
  if (!gtk_popover_get_autohide (GTK_POPOVER (self->card)))
    gtk_popover_popdown (GTK_POPOVER (self->card));
}

static gboolean
look_cb (gpointer user_data)
{
  focus_moved_cb (user_data);

  return G_SOURCE_REMOVE;
}

/* Only afterwards is it known where it went. */
static void
focus_left_cb (DemainsSectionLinks *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, look_cb, g_object_ref (self), g_object_unref);
}

static gboolean
is_there (const char *token, gpointer user_data)
{
  return demains_project_find_mentioned (get_project (user_data), token) != NULL;
}

static void
records_changed_cb (DemainsSectionLinks *self)
{
  if (demains_passage_is_in (demains_record_get_text (self->section, "text")))
    demains_markdown_tags_look_again (demains_markdown_view_get_tags (DEMAINS_MARKDOWN_VIEW (self->view)));
}

/* In its place in the text, unless that is another section's. */
static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, DemainsSectionLinks *self)
{
  DemainsRecord *record = g_value_get_object (value);
  GtkTextIter iter;
  int buffer_x, buffer_y;

  if (record == NULL || demains_record_get_kind_id (record) == DEMAINS_KIND_SECTION
      || demains_project_find (get_project (self), demains_record_get_id (record)) != record)
    return FALSE;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int)x, (int)y, &buffer_x, &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
  demains_section_links_drop (self, record, gtk_text_iter_get_offset (&iter));

  return TRUE;
}

static void
demains_section_links_dispose (GObject *object)
{
  DemainsSectionLinks *self = DEMAINS_SECTION_LINKS (object);

  if (self->view != NULL)
    demains_markdown_tags_set_is_there (demains_markdown_view_get_tags (DEMAINS_MARKDOWN_VIEW (self->view)), NULL,
                                        NULL);
  self->view = NULL;
  g_clear_pointer ((GtkWidget **)&self->picker, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **)&self->card, gtk_widget_unparent);
  g_clear_object (&self->section);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_section_links_parent_class)->dispose (object);
}

static void
demains_section_links_class_init (DemainsSectionLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_section_links_dispose;
}

static void
demains_section_links_init (DemainsSectionLinks *self)
{
}

static void
connect_signals (DemainsSectionLinks *self)
{
  static const DemainsKindId kinds[]
    = { DEMAINS_KIND_LINK, DEMAINS_KIND_REMARK,     DEMAINS_KIND_SIGNAL,   DEMAINS_KIND_FUNCTION,
        DEMAINS_KIND_WAY,  DEMAINS_KIND_HYPOTHESIS, DEMAINS_KIND_QUESTION, DEMAINS_KIND_JOB };
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkDropTarget *drop = gtk_drop_target_new (DEMAINS_TYPE_RECORD, GDK_ACTION_MOVE);
  const GConnectFlags after = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_signal_connect_object (demains_project_get_list (get_project (self), kinds[i]), "items-changed",
                             G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (inserted_cb), self, after);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "passage-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_object (self->picker, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (drop));
}

/**
 * demains_section_links_new:
 * @session: what is open
 * @section: a section
 * @parent: a widget round @text that owns the object and lets go of it when it is
 *   disposed
 * @text: shows the section's text
 *
 * Returns: (transfer full): what links its passages
 */
DemainsSectionLinks *
demains_section_links_new (DemainsSession *session, DemainsRecord *section, GtkWidget *parent,
                           DemainsMarkdownView *text)
{
  DemainsSectionLinks *self = g_object_new (DEMAINS_TYPE_SECTION_LINKS, NULL);
  GtkTextIter start;

  self->session = g_object_ref (session);
  self->section = g_object_ref (section);
  self->parent = parent;
  self->view = GTK_TEXT_VIEW (text);
  self->buffer = gtk_text_view_get_buffer (self->view);
  self->picker = demains_mention_picker_new (demains_session_get_project (session));
  self->card = demains_passage_card_new (session, section);
  gtk_widget_set_parent (GTK_WIDGET (self->picker), parent);
  gtk_widget_set_parent (GTK_WIDGET (self->card), parent);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  self->at = gtk_text_buffer_create_mark (self->buffer, NULL, &start, TRUE);
  demains_markdown_tags_set_is_there (demains_markdown_view_get_tags (text), is_there, self);
  connect_signals (self);

  return self;
}

/**
 * demains_section_links_pick:
 * @self: the links of a section
 *
 * Asks what the selection is to lead to; without one, puts a title at the cursor.
 */
void
demains_section_links_pick (DemainsSectionLinks *self)
{
  GtkTextIter start, end;

  g_return_if_fail (DEMAINS_IS_SECTION_LINKS (self));

  if (!gtk_text_view_get_editable (self->view))
    return;

  self->naming = FALSE;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  self->selection_start = gtk_text_iter_get_offset (&start);
  self->selection_end = gtk_text_iter_get_offset (&end);
  point_at (self, GTK_POPOVER (self->picker), self->selection_end);
  demains_mention_picker_open (self->picker, TRUE);
}

/**
 * demains_section_links_drop:
 * @self: the links of a section
 * @record: a record of the project
 * @offset: a place of the text, in characters
 *
 * Links the selection, if the place is in it; else puts the record's title there.
 */
void
demains_section_links_drop (DemainsSectionLinks *self, DemainsRecord *record, int offset)
{
  GtkTextIter start, end;

  g_return_if_fail (DEMAINS_IS_SECTION_LINKS (self));

  if (!gtk_text_view_get_editable (self->view))
    return;

  if (gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end) && gtk_text_iter_get_offset (&start) <= offset
      && offset <= gtk_text_iter_get_offset (&end))
    link_words (self, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end), FALSE, record);
  else
    link_words (self, offset, offset, TRUE, record);
}

/**
 * demains_section_links_remark:
 * @self: the links of a section
 * @type: kind of remark: "disagreement", "note" or "check"
 *
 * Says something about the selection, or the sentence round the cursor. That
 * someone does not agree needs no words; for the others they are asked for.
 */
void
demains_section_links_remark (DemainsSectionLinks *self, const char *type)
{
  const char *text = demains_record_get_text (self->section, "text");
  GtkTextIter from, to;
  guint start, end;
  DemainsRecord *remark;

  g_return_if_fail (DEMAINS_IS_SECTION_LINKS (self));

  if (!gtk_text_view_get_editable (self->view))
    return;

  if (gtk_text_buffer_get_selection_bounds (self->buffer, &from, &to))
    {
      start = to_bytes (self, gtk_text_iter_get_offset (&from));
      end = to_bytes (self, gtk_text_iter_get_offset (&to));
    }
  else
    demains_passage_find_sentence (text, to_bytes (self, get_cursor (self)), &start, &end);
  remark = start < end ? demains_project_add_remark (get_project (self), self->section, start, end, type) : NULL;
  if (remark == NULL)
    {
      demains_session_toast (self->session, _ ("Put the cursor into the words that it is about"));
      return;
    }

  gtk_accessible_announce (GTK_ACCESSIBLE (self->view), demains_remark_to_kind (remark),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (!g_str_equal (type, "disagreement"))
    activated_cb (self, demains_record_get_token (remark), TRUE);
}

/**
 * demains_section_links_open:
 * @self: the links of a section
 * @token: what stands in a text
 * @beside: what shows it, inside the parent
 *
 * Opens its card there, with the keyboard.
 */
void
demains_section_links_open (DemainsSectionLinks *self, const char *token, GtkWidget *beside)
{
  graphene_rect_t area;

  g_return_if_fail (DEMAINS_IS_SECTION_LINKS (self));

  if (!gtk_widget_compute_bounds (beside, self->parent, &area))
    return;

  gtk_popover_set_pointing_to (
    GTK_POPOVER (self->card),
    &(GdkRectangle){ (int)area.origin.x, (int)area.origin.y, (int)MIN (area.size.width, 200), (int)area.size.height });
  demains_passage_card_open (self->card, token, TRUE);
}
