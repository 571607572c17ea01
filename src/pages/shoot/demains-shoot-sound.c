/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-sound.h"

#include "demains-bin.h"
#include "demains-level-meter.h"
#include "demains-media-error.h"
#include "demains-sound-settings.h"
#include "demains-trouble.h"

struct _DemainsShootSound
{
  AdwBin parent_instance;

  GtkStack *stack;
  DemainsLevelMeter *meter;
  GtkLabel *reason;
  GtkWidget *retry;
  GtkWidget *settings;

  DemainsRecorder *recorder;
  DemainsDeviceList *microphones;
  DemainsDeviceChoice *choice;
};

G_DEFINE_FINAL_TYPE (DemainsShootSound, demains_shoot_sound, ADW_TYPE_BIN)

static void
show_level (DemainsShootSound *self)
{
  demains_level_meter_set_level (self->meter, demains_recorder_get_level (self->recorder));
}

static void
show_state (DemainsShootSound *self)
{
  const GError *error = demains_recorder_get_error (self->recorder);
  gboolean failed
    = demains_media_error_is_of_microphone (error) && demains_device_choice_get_device (self->choice) != NULL;
  gboolean muted = demains_recorder_get_muted (self->recorder);
  g_autofree char *reason = demains_trouble_dup_sound_text (self->microphones, error, muted);

  gtk_label_set_text (self->reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (self->retry, failed && !demains_recorder_get_recording (self->recorder));
  gtk_widget_set_visible (self->settings, muted && demains_sound_settings_exist ());
  gtk_stack_set_visible_child_name (self->stack, reason != NULL ? "none" : "level");
}

static void
settings_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  demains_sound_settings_open (widget);
}

static void
demains_shoot_sound_dispose (GObject *object)
{
  DemainsShootSound *self = DEMAINS_SHOOT_SOUND (object);

  g_clear_object (&self->recorder);
  g_clear_object (&self->microphones);
  g_clear_object (&self->choice);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SHOOT_SOUND);

  G_OBJECT_CLASS (demains_shoot_sound_parent_class)->dispose (object);
}

static void
demains_shoot_sound_class_init (DemainsShootSoundClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = demains_shoot_sound_dispose;

  g_type_ensure (DEMAINS_TYPE_LEVEL_METER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-shoot-sound.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsShootSound, stack);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootSound, meter);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootSound, reason);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootSound, retry);
  gtk_widget_class_bind_template_child (widget_class, DemainsShootSound, settings);
  gtk_widget_class_install_action (widget_class, "sound.settings", NULL, settings_cb);
}

static void
demains_shoot_sound_init (DemainsShootSound *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_shoot_sound_set_up:
 * @self: what tells of the sound; once
 * @recorder: what films
 * @microphones: those there are
 * @choice: the one that is used
 */
void
demains_shoot_sound_set_up (DemainsShootSound *self, DemainsRecorder *recorder, DemainsDeviceList *microphones,
                            DemainsDeviceChoice *choice)
{
  static const char *const signals[] = { "notify::recording", "notify::muted", "notify::error" };

  g_return_if_fail (DEMAINS_IS_SHOOT_SOUND (self));
  g_return_if_fail (self->recorder == NULL);

  self->recorder = g_object_ref (recorder);
  self->microphones = g_object_ref (microphones);
  self->choice = g_object_ref (choice);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (recorder, signals[i], G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (recorder, "notify::level", G_CALLBACK (show_level), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (microphones, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "notify::device", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
}
