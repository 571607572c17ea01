/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wheel-entry.h"

#include <glib/gi18n.h>

struct _DemainsWheelEntry
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  gboolean cancelled;
};

enum
{
  SIGNAL_WRITTEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsWheelEntry, demains_wheel_entry, GTK_TYPE_POPOVER)

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsWheelEntry *self = user_data;

  self->cancelled = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self));

  return TRUE;
}

/* However else it closes, what was written counts; undo takes it back. */
static void
demains_wheel_entry_closed (GtkPopover *popover)
{
  DemainsWheelEntry *self = DEMAINS_WHEEL_ENTRY (popover);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (!self->cancelled)
    g_signal_emit (self, signals[SIGNAL_WRITTEN], 0, text);
}

static void
demains_wheel_entry_class_init (DemainsWheelEntryClass *klass)
{
  GTK_POPOVER_CLASS (klass)->closed = demains_wheel_entry_closed;

  signals[SIGNAL_WRITTEN] = g_signal_new ("written", DEMAINS_TYPE_WHEEL_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
demains_wheel_entry_init (DemainsWheelEntry *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (self->entry, 28);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("And then?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Consequence"), -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"), gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), controller);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->entry));
}

/**
 * demains_wheel_entry_new:
 *
 * Returns: (transfer floating): a closed field
 */
GtkWidget *
demains_wheel_entry_new (void)
{
  return g_object_new (DEMAINS_TYPE_WHEEL_ENTRY, NULL);
}

/**
 * demains_wheel_entry_open:
 * @self: a field
 * @node: what it is about, in the field's parent
 * @text: what it says before
 *
 * Opens it over the middle of @node, with the keyboard in it.
 */
void
demains_wheel_entry_open (DemainsWheelEntry *self, GtkWidget *node, const char *text)
{
  graphene_point_t middle;

  g_return_if_fail (DEMAINS_IS_WHEEL_ENTRY (self));

  if (!gtk_widget_compute_point (
        node, gtk_widget_get_parent (GTK_WIDGET (self)),
        &GRAPHENE_POINT_INIT (gtk_widget_get_width (node) / 2.f, gtk_widget_get_height (node) / 2.f), &middle))
    return;

  self->cancelled = FALSE;
  gtk_editable_set_text (self->entry, text);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(const GdkRectangle){ middle.x, middle.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
