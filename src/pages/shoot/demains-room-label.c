/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-room-label.h"

#include "demains-wording.h"

/* Seconds left at which to warn: time to make room, and time to come to an end. */
static const gint64 WARNINGS[] = { 600, 120 };

struct _DemainsRoomLabel
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *label;

  DemainsRoomWatch *watch;
  DemainsSession *session;
  guint warned;
};

G_DEFINE_FINAL_TYPE (DemainsRoomLabel, demains_room_label, GTK_TYPE_BOX)

static guint
count_warnings (gint64 seconds)
{
  guint n = 0;

  while (n < G_N_ELEMENTS (WARNINGS) && seconds <= WARNINGS[n])
    n++;

  return n;
}

static void
warn (DemainsRoomLabel *self, gint64 seconds)
{
  g_autofree char *text = demains_room_warning_to_text (seconds, demains_room_watch_get_by_file_size (self->watch));

  demains_session_toast (self->session, text);
}

static void
show_room (DemainsRoomLabel *self)
{
  gint64 seconds = demains_room_watch_get_seconds (self->watch);
  guint warnings = seconds >= 0 ? count_warnings (seconds) : 0;
  g_autofree char *text = demains_room_to_text (MAX (seconds, 0));

  gtk_widget_set_visible (GTK_WIDGET (self), seconds >= 0);
  gtk_label_set_text (self->label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), warnings > 0);
  if (warnings == G_N_ELEMENTS (WARNINGS))
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (warnings > self->warned)
    warn (self, seconds);
  self->warned = warnings;
}

static void
demains_room_label_dispose (GObject *object)
{
  DemainsRoomLabel *self = DEMAINS_ROOM_LABEL (object);

  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), DEMAINS_TYPE_ROOM_LABEL);

  G_OBJECT_CLASS (demains_room_label_parent_class)->dispose (object);
}

static void
demains_room_label_class_init (DemainsRoomLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_room_label_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-room-label.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsRoomLabel, icon);
  gtk_widget_class_bind_template_child (widget_class, DemainsRoomLabel, label);
}

static void
demains_room_label_init (DemainsRoomLabel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_room_label_set_watch:
 * @self: a label
 * @watch: what it shows, from now on
 * @session: where it warns
 */
void
demains_room_label_set_watch (DemainsRoomLabel *self, DemainsRoomWatch *watch, DemainsSession *session)
{
  self->watch = g_object_ref (watch);
  self->session = g_object_ref (session);
  g_signal_connect_object (watch, "notify", G_CALLBACK (show_room), self, G_CONNECT_SWAPPED);
  show_room (self);
}
