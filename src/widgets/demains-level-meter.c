/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-level-meter.h"

#include <glib/gi18n.h>

struct _DemainsLevelMeter
{
  GtkWidget parent_instance;

  GtkLevelBar *bar;
  GtkLabel *label;
  double level;
  DemainsLoudnessJudge judge;
  DemainsLoudness loudness;
};

enum
{
  PROP_LEVEL = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsLevelMeter, demains_level_meter, GTK_TYPE_WIDGET)

#define SILENCE -100.0
#define BAR_FLOOR -60.0

/* Where the bar changes its colour: demains-loudness.c says why. */
#define FLOOR_OF_GOOD -36.0
#define CEILING_OF_GOOD -1.0

static const char *
loudness_to_text (DemainsLoudness loudness)
{
  switch (loudness)
    {
    case DEMAINS_LOUDNESS_NONE:
      return _ ("No sound for 5 seconds: is the microphone near?");
    case DEMAINS_LOUDNESS_LOW:
      return _ ("Very quiet: go nearer to the microphone");
    case DEMAINS_LOUDNESS_HIGH:
      return _ ("Too loud: move the microphone away");
    case DEMAINS_LOUDNESS_GOOD:
      return _ ("Sound is good");
    case DEMAINS_LOUDNESS_UNKNOWN:
    default:
      return _ ("Say something to test the sound");
    }
}

static void
show_loudness (DemainsLevelMeter *self)
{
  const char *text = loudness_to_text (self->loudness);

  gtk_label_set_text (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* After all that is said already. */
static void
say_loudness (DemainsLevelMeter *self)
{
  if (self->loudness != DEMAINS_LOUDNESS_UNKNOWN && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), loudness_to_text (self->loudness),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
demains_level_meter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsLevelMeter *self = DEMAINS_LEVEL_METER (object);

  switch (prop_id)
    {
    case PROP_LEVEL:
      g_value_set_double (value, self->level);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_level_meter_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsLevelMeter *self = DEMAINS_LEVEL_METER (object);

  switch (prop_id)
    {
    case PROP_LEVEL:
      demains_level_meter_set_level (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
demains_level_meter_dispose (GObject *object)
{
  DemainsLevelMeter *self = DEMAINS_LEVEL_METER (object);

  g_clear_pointer ((GtkWidget **)&self->bar, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **)&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (demains_level_meter_parent_class)->dispose (object);
}

static void
demains_level_meter_class_init (DemainsLevelMeterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_level_meter_get_property;
  object_class->set_property = demains_level_meter_set_property;
  object_class->dispose = demains_level_meter_dispose;

  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, SILENCE, 20, SILENCE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "levelmeter");
}

static void
demains_level_meter_init (DemainsLevelMeter *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  self->level = SILENCE;
  demains_loudness_judge_reset (&self->judge);
  self->bar = GTK_LEVEL_BAR (gtk_level_bar_new_for_interval (0, 1));
  self->label = GTK_LABEL (gtk_label_new (NULL));

  gtk_box_layout_set_spacing (layout, 6);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_level_bar_add_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW, 1 - FLOOR_OF_GOOD / BAR_FLOOR);
  gtk_level_bar_add_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH, 1 - CEILING_OF_GOOD / BAR_FLOOR);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sound Level"), -1);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->bar), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  show_loudness (self);
}

/**
 * demains_level_meter_new:
 *
 * Returns: (transfer floating): a meter that shows silence
 */
GtkWidget *
demains_level_meter_new (void)
{
  return g_object_new (DEMAINS_TYPE_LEVEL_METER, NULL);
}

/**
 * demains_level_meter_get_level:
 * @self: a meter
 *
 * Returns: the last level, in dBFS
 */
double
demains_level_meter_get_level (DemainsLevelMeter *self)
{
  g_return_val_if_fail (DEMAINS_IS_LEVEL_METER (self), SILENCE);

  return self->level;
}

/**
 * demains_level_meter_set_level:
 * @self: a meter
 * @level: a peak in dBFS, -100 for silence
 *
 * To be called for every measurement, about ten times a second: the bar moves
 * with it, the words with what it means for a while (demains-loudness.h).
 */
void
demains_level_meter_set_level (DemainsLevelMeter *self, double level)
{
  DemainsLoudness loudness;

  g_return_if_fail (DEMAINS_IS_LEVEL_METER (self));

  self->level = CLAMP (level, SILENCE, 20);
  gtk_level_bar_set_value (self->bar, CLAMP (1 - self->level / BAR_FLOOR, 0, 1));

  loudness = demains_loudness_judge_push (&self->judge, self->level, g_get_monotonic_time () * 1000);
  if (loudness != self->loudness)
    {
      self->loudness = loudness;
      show_loudness (self);
      say_loudness (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

/**
 * demains_level_meter_get_loudness:
 * @self: a meter
 *
 * Returns: what the words say
 */
DemainsLoudness
demains_level_meter_get_loudness (DemainsLevelMeter *self)
{
  g_return_val_if_fail (DEMAINS_IS_LEVEL_METER (self), DEMAINS_LOUDNESS_UNKNOWN);

  return self->loudness;
}
