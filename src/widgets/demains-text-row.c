/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text-row.h"

#include "demains-difference.h"
#include "demains-line.h"
#include "demains-member-names.h"
#include "demains-page.h"
#include "demains-text-scroller.h"

struct _DemainsTextRow
{
  DemainsFieldRow parent_instance;

  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  DemainsMemberNames *names;
  GtkEventControllerFocus *focus;
};

G_DEFINE_FINAL_TYPE (DemainsTextRow, demains_text_row, DEMAINS_TYPE_FIELD_ROW)

static char *
dup_text (DemainsTextRow *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
show_placeholder (DemainsTextRow *self)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
}

/* Who brought a card is mostly one of the table. Nobody is proposed while the
 * keyboard is elsewhere. */
static void
propose_names (DemainsTextRow *self)
{
  DemainsFieldRow *row = DEMAINS_FIELD_ROW (self);
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), DEMAINS_TYPE_PAGE);
  gboolean wanted = g_strcmp0 (demains_field_row_get_field_name (row), "by") == 0 && page != NULL
                    && demains_field_row_get_editable (row) && gtk_event_controller_focus_contains_focus (self->focus);
  g_autofree char *text = dup_text (self);

  demains_member_names_propose (self->names, wanted ? demains_page_get_project (DEMAINS_PAGE (page)) : NULL, text);
}

static void
chosen_cb (DemainsTextRow *self, const char *text)
{
  g_autofree char *whole = g_strdup (text);

  /* The buttons are made anew; the keyboard goes where the next name is typed. */
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_text_buffer_set_text (self->buffer, whole, -1);
}

static void
changed_cb (GtkTextBuffer *buffer, DemainsTextRow *self)
{
  g_autofree char *text = dup_text (self);

  show_placeholder (self);
  demains_field_row_set_text (DEMAINS_FIELD_ROW (self), text);
  propose_names (self);
}

static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *location, char *text, int length, DemainsTextRow *self)
{
  const DemainsField *field = demains_field_row_get_field (DEMAINS_FIELD_ROW (self));

  if (!demains_field_row_check_room (DEMAINS_FIELD_ROW (self), gtk_text_buffer_get_char_count (buffer),
                                     g_utf8_strlen (text, length)))
    g_signal_stop_emission_by_name (buffer, "insert-text");
  else if (field != NULL && field->type == DEMAINS_FIELD_LINE
           && demains_line_insert (buffer, location, text, length) == DEMAINS_LINE_ENTER)
    {
      /* Another text makes the place invalid that whoever inserts still has. */
      if (demains_member_names_complete (self->names))
        gtk_text_buffer_get_end_iter (buffer, location);
      else
        g_signal_emit_by_name (self->view, "move-focus", GTK_DIR_TAB_FORWARD);
    }
}

static void
demains_text_row_show_text (DemainsFieldRow *row, const char *text)
{
  DemainsTextRow *self = DEMAINS_TEXT_ROW (row);
  g_autofree char *shown = dup_text (self);
  DemainsDifference difference;
  GtkTextIter start, end;

  if (!demains_difference_find (&difference, shown, text))
    return;

  g_signal_handlers_block_by_func (self->buffer, changed_cb, self);
  g_signal_handlers_block_by_func (self->buffer, insert_text_cb, self);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, difference.start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, difference.old_end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text + difference.new_start, difference.new_end - difference.new_start);
  g_signal_handlers_unblock_by_func (self->buffer, insert_text_cb, self);
  g_signal_handlers_unblock_by_func (self->buffer, changed_cb, self);

  show_placeholder (self);
}

static void
demains_text_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (demains_text_row_parent_class)->dispose (object);
}

static void
demains_text_row_class_init (DemainsTextRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_text_row_dispose;
  DEMAINS_FIELD_ROW_CLASS (klass)->show_text = demains_text_row_show_text;

  g_type_ensure (DEMAINS_TYPE_MEMBER_NAMES);
  g_type_ensure (DEMAINS_TYPE_TEXT_SCROLLER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-text-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsTextRow, view);
  gtk_widget_class_bind_template_child (widget_class, DemainsTextRow, buffer);
  gtk_widget_class_bind_template_child (widget_class, DemainsTextRow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, DemainsTextRow, names);
  gtk_widget_class_bind_template_child (widget_class, DemainsTextRow, focus);
  gtk_widget_class_bind_template_callback (widget_class, propose_names);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_text_cb);
}

static void
demains_text_row_init (DemainsTextRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
