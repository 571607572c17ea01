/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-slot-times.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "demains-wording.h"

/* A workshop has two days, now and then three; a slot ends the same day. */
#define LAST_DAY 9
#define LAST_MINUTE (24 * 60 - 5)
#define LONGEST (12 * 60)

struct _DemainsSlotTimes
{
  AdwBin parent_instance;

  DemainsRecord *slot;
  GtkMenuButton *button;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (DemainsSlotTimes, demains_slot_times, ADW_TYPE_BIN)

static void
show_times (DemainsSlotTimes *self)
{
  g_autofree char *text = demains_slot_times_to_text (self->slot);
  /* Translators: a button that opens a slot’s times; %s says them, as in “Day 1 · 9:30 · 45 min” */
  g_autofree char *label = g_strdup_printf (_ ("Times: %s"), text);

  gtk_menu_button_set_label (self->button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Minutes since midnight are shown as on a clock. */
static gboolean
output_cb (AdwSpinRow *row)
{
  g_autofree char *text = demains_clock_to_text ((int)adw_spin_row_get_value (row));

  gtk_editable_set_text (GTK_EDITABLE (row), text);

  return TRUE;
}

static int
input_cb (AdwSpinRow *row, double *value)
{
  int hours, minutes = 0;

  /* 9:30, 9h30, 9 h 30, 9 */
  if (sscanf (gtk_editable_get_text (GTK_EDITABLE (row)), "%d%*[ :hH]%d", &hours, &minutes) < 1)
    return GTK_INPUT_ERROR;

  *value = hours * 60 + minutes;

  return TRUE;
}

static void
add_row (DemainsSlotTimes *self, const char *field, double lower, double upper, double step)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_SLOT);
  GtkWidget *row = adw_spin_row_new_with_range (lower, upper, step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 demains_field_get_label (&kind->fields[demains_kind_find_field (kind, field)]));
  if (g_str_equal (field, "start"))
    {
      adw_spin_row_set_numeric (ADW_SPIN_ROW (row), FALSE);
      g_signal_connect_object (row, "output", G_CALLBACK (output_cb), self, G_CONNECT_DEFAULT);
      g_signal_connect_object (row, "input", G_CALLBACK (input_cb), self, G_CONNECT_DEFAULT);
    }
  g_object_bind_property (self->slot, field, row, "value", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  gtk_list_box_append (self->rows, row);
}

static void
demains_slot_times_dispose (GObject *object)
{
  g_clear_object (&DEMAINS_SLOT_TIMES (object)->slot);

  G_OBJECT_CLASS (demains_slot_times_parent_class)->dispose (object);
}

static void
demains_slot_times_class_init (DemainsSlotTimesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = demains_slot_times_dispose;
}

static void
demains_slot_times_init (DemainsSlotTimes *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->rows));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * demains_slot_times_new:
 * @workshop: a workshop
 * @slot: a slot of its programme
 *
 * Returns: (transfer floating): a button with the times of @slot
 */
GtkWidget *
demains_slot_times_new (DemainsProject *workshop, DemainsRecord *slot)
{
  DemainsSlotTimes *self = g_object_new (DEMAINS_TYPE_SLOT_TIMES, NULL);

  self->slot = g_object_ref (slot);
  add_row (self, "day", 1, LAST_DAY, 1);
  add_row (self, "start", 0, LAST_MINUTE, 5);
  add_row (self, "length", 5, LONGEST, 5);
  g_signal_connect_object (slot, "notify", G_CALLBACK (show_times), self, G_CONNECT_SWAPPED);
  show_times (self);
  g_object_bind_property (workshop, "read-only", self->button, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);

  return GTK_WIDGET (self);
}
