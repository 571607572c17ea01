/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-controls.h"

#include "demains-bin.h"
#include "demains-room-label.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

struct _DemainsShootControls
{
  AdwBin parent_instance;

  GtkButton *record;
  GtkImage *record_icon;
  GtkLabel *record_label;
  GtkButton *pause;
  GtkLabel *elapsed;
  DemainsRoomLabel *room;

  DemainsRecorder *recorder;
  DemainsShootCountdown *countdown;
  guint offering;
};

G_DEFINE_FINAL_TYPE (DemainsShootControls, demains_shoot_controls, ADW_TYPE_BIN)

static void
show_elapsed (DemainsShootControls *self)
{
  g_autofree char *text = demains_duration_to_text (demains_recorder_get_elapsed (self->recorder));

  gtk_label_set_text (self->elapsed, text);
}

/* What the buttons do now. */
static void
show_buttons (DemainsShootControls *self)
{
  gboolean recording = demains_recorder_get_recording (self->recorder);
  gboolean counting = demains_shoot_countdown_get_running (self->countdown);
  gboolean paused = demains_recorder_get_paused (self->recorder);
  const char *icon = recording ? "media-playback-stop-symbolic" : "media-record-symbolic";
  const char *label = recording ? _ ("Stop") : _ ("Record");
  const char *tooltip = recording ? _ ("Stop (Space)") : _ ("Record (Space)");

  gtk_image_set_from_icon_name (self->record_icon, counting ? "window-close-symbolic" : icon);
  gtk_label_set_text (self->record_label, counting ? _ ("Cancel") : label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->record), counting ? _ ("Cancel (Space)") : tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->pause), recording);
  gtk_button_set_label (self->pause, paused ? _ ("Go On") : _ ("Pause"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause), paused ? _ ("Go On Filming (.)") : _ ("Pause Filming (.)"));
  show_elapsed (self);
}

static void
offer_record_cb (gpointer user_data)
{
  DemainsShootControls *self = user_data;

  self->offering = 0;
  gtk_widget_grab_focus (GTK_WIDGET (self->record));
}

static void
demains_shoot_controls_dispose (GObject *object)
{
  DemainsShootControls *self = DEMAINS_SHOOT_CONTROLS (object);

  g_clear_handle_id (&self->offering, g_source_remove);
  g_clear_object (&self->recorder);
  g_clear_object (&self->countdown);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SHOOT_CONTROLS);

  G_OBJECT_CLASS (demains_shoot_controls_parent_class)->dispose (object);
}

static void
demains_shoot_controls_class_init (DemainsShootControlsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_shoot_controls_dispose;

  g_type_ensure (DEMAINS_TYPE_ROOM_LABEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-shoot-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsShootControls, record);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootControls, record_icon);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootControls, record_label);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootControls, pause);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootControls, elapsed);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootControls, room);
}

static void
demains_shoot_controls_init (DemainsShootControls *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_shoot_controls_set_up:
 * @self: the controls; once
 * @recorder: what they show the state of
 * @countdown: what runs before it
 * @session: where little room is told
 */
void
demains_shoot_controls_set_up (DemainsShootControls *self, DemainsRecorder *recorder, DemainsShootCountdown *countdown,
                               DemainsSession *session)
{
  g_return_if_fail (DEMAINS_IS_SHOOT_CONTROLS (self));
  g_return_if_fail (self->recorder == NULL);

  self->recorder = g_object_ref (recorder);
  self->countdown = g_object_ref (countdown);
  demains_room_label_set_watch (self->room, demains_recorder_get_room (recorder), session);
  g_signal_connect_object (recorder, "notify::recording", G_CALLBACK (show_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "notify::paused", G_CALLBACK (show_buttons), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "notify::elapsed", G_CALLBACK (show_elapsed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (countdown, "notify::running", G_CALLBACK (show_buttons), self, G_CONNECT_SWAPPED);
  show_buttons (self);
}

/**
 * demains_shoot_controls_get_record:
 * @self: the controls
 *
 * Returns: (transfer none): the button that Space presses
 */
GtkWidget *
demains_shoot_controls_get_record (DemainsShootControls *self)
{
  g_return_val_if_fail (DEMAINS_IS_SHOOT_CONTROLS (self), NULL);

  return GTK_WIDGET (self->record);
}

/**
 * demains_shoot_controls_offer_record:
 * @self: the controls
 *
 * Gives the keyboard to that button, as soon as who has it now gave it back.
 */
void
demains_shoot_controls_offer_record (DemainsShootControls *self)
{
  g_return_if_fail (DEMAINS_IS_SHOOT_CONTROLS (self));

  if (self->offering == 0)
    self->offering = g_idle_add_once (offer_record_cb, self);
}
