/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-countdown.h"

#include "demains-bin.h"

#define KEY "countdown"

struct _DemainsShootCountdown
{
  AdwBin parent_instance;

  GtkLabel *label;
  guint left;
  guint timeout;
};

typedef enum
{
  PROP_RUNNING = 1,
} DemainsShootCountdownProperty;

#define N_PROPS (PROP_RUNNING + 1)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What can be chosen, as the rows of the list have it. */
static const guint SECONDS[] = { 0, 3, 5 };

G_DEFINE_FINAL_TYPE (DemainsShootCountdown, demains_shoot_countdown, ADW_TYPE_BIN)

static void
show_left (DemainsShootCountdown *self)
{
  g_autofree char *text = g_strdup_printf ("%u", self->left);

  gtk_label_set_text (self->label, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
stop (DemainsShootCountdown *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static gboolean
second_cb (gpointer user_data)
{
  DemainsShootCountdown *self = user_data;

  self->left--;
  if (self->left > 0)
    {
      show_left (self);
      return G_SOURCE_CONTINUE;
    }

  self->timeout = 0;
  stop (self);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);

  return G_SOURCE_REMOVE;
}

static void
demains_shoot_countdown_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch ((DemainsShootCountdownProperty)prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, demains_shoot_countdown_get_running (DEMAINS_SHOOT_COUNTDOWN (object)));
      break;
    }
}

static void
demains_shoot_countdown_dispose (GObject *object)
{
  DemainsShootCountdown *self = DEMAINS_SHOOT_COUNTDOWN (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  demains_bin_dispose_template (object, DEMAINS_TYPE_SHOOT_COUNTDOWN);

  G_OBJECT_CLASS (demains_shoot_countdown_parent_class)->dispose (object);
}

static void
demains_shoot_countdown_class_init (DemainsShootCountdownClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_shoot_countdown_get_property;
  object_class->dispose = demains_shoot_countdown_dispose;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_ENDED]
    = g_signal_new ("ended", DEMAINS_TYPE_SHOOT_COUNTDOWN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/demains/Demains/ui/demains-shoot-countdown.ui");
  gtk_widget_class_bind_template_child (widget_class, DemainsShootCountdown, label);
}

static void
demains_shoot_countdown_init (DemainsShootCountdown *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * demains_shoot_countdown_start:
 * @self: a countdown that does not run
 * @seconds: from how many it counts
 *
 * Begins, where the room sees it; with 0 seconds it has ended at once.
 */
void
demains_shoot_countdown_start (DemainsShootCountdown *self, guint seconds)
{
  GtkWidget *picture = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  g_return_if_fail (DEMAINS_IS_SHOOT_COUNTDOWN (self));
  g_return_if_fail (self->timeout == 0);

  if (seconds == 0)
    {
      g_signal_emit (self, signals[SIGNAL_ENDED], 0);
      return;
    }

  self->left = seconds;
  self->timeout = g_timeout_add (1000, second_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_left (self);
  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), picture, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

/**
 * demains_shoot_countdown_cancel:
 * @self: a countdown
 *
 * Ends it without a signal, if it runs.
 */
void
demains_shoot_countdown_cancel (DemainsShootCountdown *self)
{
  g_return_if_fail (DEMAINS_IS_SHOOT_COUNTDOWN (self));

  if (self->timeout != 0)
    stop (self);
}

/* How much of a picture so high may be covered from above: three quarters, and while it counts no more than
 * leaves its figure free, but half in any case. */
static int
get_room (DemainsShootCountdown *self, int height)
{
  int figure = 0;

  if (self->timeout != 0)
    gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, -1, NULL, &figure, NULL, NULL);

  return MAX (height / 2, MIN (height * 3 / 4, height - figure));
}

/**
 * demains_shoot_countdown_place:
 * @self: a countdown over a picture
 * @prompter: what is over the same picture
 * @place: (out): where that is
 *
 * The prompter is below the camera, as high as its letters ask for in that width, and leaves a part of the picture
 * to be seen, in which the countdown has its figure.
 */
void
demains_shoot_countdown_place (DemainsShootCountdown *self, GtkWidget *prompter, GdkRectangle *place)
{
  GtkWidget *picture = gtk_widget_get_parent (GTK_WIDGET (self));
  int width = gtk_widget_get_width (picture);
  int natural;

  g_return_if_fail (DEMAINS_IS_SHOOT_COUNTDOWN (self));

  gtk_widget_measure (prompter, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  *place = (GdkRectangle){ 0, 0, width, MIN (natural, get_room (self, gtk_widget_get_height (picture))) };
}

/**
 * demains_shoot_countdown_get_running:
 * @self: a countdown
 *
 * Returns: whether it counts
 */
gboolean
demains_shoot_countdown_get_running (DemainsShootCountdown *self)
{
  g_return_val_if_fail (DEMAINS_IS_SHOOT_COUNTDOWN (self), FALSE);

  return self->timeout != 0;
}

static gboolean
get_row (GValue *value, GVariant *variant, gpointer user_data)
{
  guint row = 0;

  while (row + 1 < G_N_ELEMENTS (SECONDS) && SECONDS[row] < (guint)g_variant_get_int32 (variant))
    row++;
  g_value_set_uint (value, row);

  return TRUE;
}

static GVariant *
get_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint row = g_value_get_uint (value);

  return row < G_N_ELEMENTS (SECONDS) ? g_variant_new_int32 (SECONDS[row]) : NULL;
}

/**
 * demains_shoot_countdown_bind_row:
 * @row: where people choose: none, 3 seconds, 5 seconds
 * @settings: where it is remembered
 */
void
demains_shoot_countdown_bind_row (AdwComboRow *row, GSettings *settings)
{
  g_settings_bind_with_mapping (settings, KEY, row, "selected", G_SETTINGS_BIND_DEFAULT, get_row, get_setting, NULL,
                                NULL);
}

/**
 * demains_shoot_countdown_get_seconds:
 * @settings: where it is remembered
 *
 * Returns: from how many seconds to count
 */
guint
demains_shoot_countdown_get_seconds (GSettings *settings)
{
  return g_settings_get_int (settings, KEY);
}
