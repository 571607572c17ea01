/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-number-row.h"

#include <glib/gi18n.h>

struct _DemainsNumberRow
{
  DemainsFieldRow parent_instance;

  GtkEditable *text;
};

/* Nobody means more, and sums of such numbers still fit. */
#define MAX_NUMBER 999999999

G_DEFINE_FINAL_TYPE (DemainsNumberRow, demains_number_row, DEMAINS_TYPE_FIELD_ROW)

static void
take_cb (DemainsNumberRow *self)
{
  gint64 number;

  if (!demains_field_row_get_editable (DEMAINS_FIELD_ROW (self)))
    return;

  if (!demains_number_parse (gtk_editable_get_text (self->text), &number))
    {
      demains_field_row_say (DEMAINS_FIELD_ROW (self), _ ("This is not a number. What was there before is kept."));
      return;
    }

  demains_field_row_say (DEMAINS_FIELD_ROW (self), NULL);
  demains_field_row_set_number (DEMAINS_FIELD_ROW (self), number);
}

static void
activate_cb (DemainsNumberRow *self)
{
  take_cb (self);
  g_signal_emit_by_name (self->text, "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
demains_number_row_show_text (DemainsFieldRow *row, const char *text)
{
  DemainsNumberRow *self = DEMAINS_NUMBER_ROW (row);

  if (!g_str_equal (gtk_editable_get_text (self->text), text))
    gtk_editable_set_text (self->text, text);
}

static void
demains_number_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DEMAINS_TYPE_NUMBER_ROW);

  G_OBJECT_CLASS (demains_number_row_parent_class)->dispose (object);
}

static void
demains_number_row_class_init (DemainsNumberRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_number_row_dispose;
  DEMAINS_FIELD_ROW_CLASS (klass)->show_text = demains_number_row_show_text;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-number-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsNumberRow, text);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
}

static void
demains_number_row_init (DemainsNumberRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_number_parse:
 * @text: what people typed
 * @number: (out): the number; 0 where nothing was typed
 *
 * Returns: whether @text is a whole number or nothing
 */
gboolean
demains_number_parse (const char *text, gint64 *number)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  *number = 0;

  return *stripped == '\0' || g_ascii_string_to_signed (stripped, 10, -MAX_NUMBER, MAX_NUMBER, number, NULL);
}
