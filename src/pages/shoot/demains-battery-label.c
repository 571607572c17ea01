/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-battery-label.h"

#include "demains-wording.h"

/* Who plugged it in sees that it helped. */
#define WATCH_SECONDS 10

struct _DemainsBatteryLabel
{
  GtkBox parent_instance;

  GtkLabel *label;

  char *folder;
  guint timeout;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (DemainsBatteryLabel, demains_battery_label, GTK_TYPE_BOX)

static void
show (DemainsBatteryLabel *self, const DemainsBattery *battery)
{
  gboolean was_low = gtk_widget_get_visible (GTK_WIDGET (self));
  g_autofree char *text = battery != NULL ? demains_battery_to_text (battery) : NULL;

  gtk_label_set_text (self->label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text != NULL && !was_low)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DemainsBatteryLabel) self = user_data;
  DemainsBattery battery;
  gboolean any = demains_battery_read_finish (result, &battery);

  if (self->timeout != 0)
    show (self, any && demains_battery_is_low (&battery) ? &battery : NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  DemainsBatteryLabel *self = user_data;

  demains_battery_read_async (self->folder, self->cancellable, read_cb, g_object_ref (self));

  return G_SOURCE_CONTINUE;
}

static void
demains_battery_label_dispose (GObject *object)
{
  DemainsBatteryLabel *self = DEMAINS_BATTERY_LABEL (object);

  demains_battery_label_stop (self);
  g_clear_pointer (&self->folder, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_BATTERY_LABEL);

  G_OBJECT_CLASS (demains_battery_label_parent_class)->dispose (object);
}

static void
demains_battery_label_class_init (DemainsBatteryLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_battery_label_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-battery-label.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsBatteryLabel, label);
}

static void
demains_battery_label_init (DemainsBatteryLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_battery_label_watch:
 * @self: a label
 * @folder: %DEMAINS_BATTERY_FOLDER
 *
 * Looks at the battery now, and again and again until demains_battery_label_stop().
 */
void
demains_battery_label_watch (DemainsBatteryLabel *self, const char *folder)
{
  g_return_if_fail (DEMAINS_IS_BATTERY_LABEL (self));

  demains_battery_label_stop (self);
  g_set_str (&self->folder, folder);
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_add_seconds (WATCH_SECONDS, look_cb, self);
  look_cb (self);
}

/**
 * demains_battery_label_stop:
 * @self: a label
 *
 * Looks no more.
 */
void
demains_battery_label_stop (DemainsBatteryLabel *self)
{
  g_return_if_fail (DEMAINS_IS_BATTERY_LABEL (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
}
