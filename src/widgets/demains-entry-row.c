/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-entry-row.h"

#include "demains-difference.h"

struct _DemainsEntryRow
{
  DemainsFieldRow parent_instance;

  GtkEditable *text;
};

G_DEFINE_FINAL_TYPE (DemainsEntryRow, demains_entry_row, DEMAINS_TYPE_FIELD_ROW)

static void changed_cb (GtkEditable *editable, DemainsEntryRow *self);

static void
insert_text_cb (GtkEditable *editable, const char *text, int length, int *position, DemainsEntryRow *self)
{
  if (!demains_field_row_check_room (DEMAINS_FIELD_ROW (self), g_utf8_strlen (gtk_editable_get_text (editable), -1),
                                     g_utf8_strlen (text, length)))
    g_signal_stop_emission_by_name (editable, "insert-text");
}

static void
demains_entry_row_show_text (DemainsFieldRow *row, const char *text)
{
  DemainsEntryRow *self = DEMAINS_ENTRY_ROW (row);
  DemainsDifference difference;

  if (!demains_difference_find (&difference, gtk_editable_get_text (self->text), text))
    return;

  g_signal_handlers_block_by_func (self->text, changed_cb, self);
  g_signal_handlers_block_by_func (self->text, insert_text_cb, self);
  if (difference.old_end > difference.start)
    gtk_editable_delete_text (self->text, difference.start, difference.old_end);
  if (difference.new_end > difference.new_start)
    {
      int position = difference.start;

      gtk_editable_insert_text (self->text, text + difference.new_start, difference.new_end - difference.new_start,
                                &position);
    }
  g_signal_handlers_unblock_by_func (self->text, insert_text_cb, self);
  g_signal_handlers_unblock_by_func (self->text, changed_cb, self);
}

static void
changed_cb (GtkEditable *editable, DemainsEntryRow *self)
{
  g_autofree char *line = g_strdup (gtk_editable_get_text (editable));

  /* What is pasted may have several lines; the field has one. */
  g_strdelimit (line, "\r\n\t", ' ');
  demains_entry_row_show_text (DEMAINS_FIELD_ROW (self), line);
  demains_field_row_set_text (DEMAINS_FIELD_ROW (self), line);
}

static void
demains_entry_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_ENTRY_ROW);

  G_OBJECT_CLASS (demains_entry_row_parent_class)->dispose (object);
}

static void
demains_entry_row_class_init (DemainsEntryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_entry_row_dispose;
  DEMAINS_FIELD_ROW_CLASS (klass)->show_text = demains_entry_row_show_text;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-entry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsEntryRow, text);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, insert_text_cb);
}

static void
demains_entry_row_init (DemainsEntryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
