/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-filmstrip-handle.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "demains-wording.h"

struct _DemainsFilmstripHandle
{
  GtkWidget parent_instance;

  DemainsHandleRole role;
  gint64 time;
  gint64 minimum;
  gint64 maximum;
  gint64 frame;
};

enum
{
  SIGNAL_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void range_init (GtkAccessibleRangeInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DemainsFilmstripHandle, demains_filmstrip_handle, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, range_init))

#define SECOND G_GINT64_CONSTANT (1000000000)
#define RADIUS 6
#define GRIP_LENGTH 20

static const GdkRGBA GRIP_COLOR = { 1, 1, 1, 1 };

static const char *
role_to_text (DemainsHandleRole role)
{
  switch (role)
    {
    case DEMAINS_HANDLE_IN:
      return _ ("In Point");
    case DEMAINS_HANDLE_OUT:
      return _ ("Out Point");
    case DEMAINS_HANDLE_PLAYHEAD:
    default:
      return _ ("Playhead");
    }
}

static void
move_to (DemainsFilmstripHandle *self, gint64 time)
{
  time = CLAMP (time, self->minimum, self->maximum);
  if (time != self->time)
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, time);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsFilmstripHandle *self = DEMAINS_FILMSTRIP_HANDLE (widget);
  int frames;
  int seconds;

  g_variant_get (arguments, "(ii)", &frames, &seconds);
  move_to (self, self->time + frames * self->frame + seconds * SECOND);

  return TRUE;
}

static gboolean
go_to_end_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DemainsFilmstripHandle *self = DEMAINS_FILMSTRIP_HANDLE (widget);

  move_to (self, g_variant_get_boolean (arguments) ? self->maximum : self->minimum);

  return TRUE;
}

static gboolean
set_current_value (GtkAccessibleRange *range, double value)
{
  move_to (DEMAINS_FILMSTRIP_HANDLE (range), value * SECOND);

  return TRUE;
}

static void
range_init (GtkAccessibleRangeInterface *interface)
{
  interface->set_current_value = set_current_value;
}

static void
tell_accessibility (DemainsFilmstripHandle *self)
{
  g_autofree char *text = demains_timecode_to_text (self->time);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  self->minimum / (double)SECOND, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  self->maximum / (double)SECOND, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->time / (double)SECOND, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* In and out points are brackets round what is kept, so their shapes differ as
 * well as their places; the playhead is a line with a head. */
static void
demains_filmstrip_handle_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsFilmstripHandle *self = DEMAINS_FILMSTRIP_HANDLE (widget);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (style);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GdkRGBA text;

  gtk_widget_get_color (widget, &text);
  if (self->role == DEMAINS_HANDLE_PLAYHEAD)
    {
      g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
      g_autoptr (GskPath) head = NULL;

      gsk_path_builder_move_to (builder, 1, 0);
      gsk_path_builder_line_to (builder, width - 1, 0);
      gsk_path_builder_line_to (builder, width / 2.0, width * 0.8);
      gsk_path_builder_close (builder);
      head = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
      gtk_snapshot_append_fill (snapshot, head, GSK_FILL_RULE_WINDING, &text);
      gtk_snapshot_append_color (snapshot, &text, &GRAPHENE_RECT_INIT (width / 2.0 - 1, 0, 2, height));
    }
  else
    {
      const graphene_size_t square = GRAPHENE_SIZE_INIT (0, 0);
      const graphene_size_t round = GRAPHENE_SIZE_INIT (RADIUS, RADIUS);
      const graphene_size_t *left = self->role == DEMAINS_HANDLE_IN ? &round : &square;
      const graphene_size_t *right = self->role == DEMAINS_HANDLE_IN ? &square : &round;
      GskRoundedRect shape;

      gsk_rounded_rect_init (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), left, right, right, left);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, accent, &shape.bounds);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_color (snapshot, &GRIP_COLOR,
                                 &GRAPHENE_RECT_INIT (width / 2.0 - 1, (height - GRIP_LENGTH) / 2.0, 2, GRIP_LENGTH));
    }
}

static void
demains_filmstrip_handle_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? DEMAINS_HANDLE_WIDTH : 24;
}

static void
demains_filmstrip_handle_class_init (DemainsFilmstripHandleClass *klass)
{
  static const struct
  {
    guint key;
    int frames;
    int seconds;
  } steps[] = {
    { GDK_KEY_Left, 0, -1 },       { GDK_KEY_Right, 0, 1 },    { GDK_KEY_Down, 0, -1 },  { GDK_KEY_Up, 0, 1 },
    { GDK_KEY_Page_Down, 0, -10 }, { GDK_KEY_Page_Up, 0, 10 }, { GDK_KEY_comma, -1, 0 }, { GDK_KEY_period, 1, 0 },
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = demains_filmstrip_handle_snapshot;
  widget_class->measure = demains_filmstrip_handle_measure;

  signals[SIGNAL_MOVED] = g_signal_new ("moved", DEMAINS_TYPE_FILMSTRIP_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_INT64);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_widget_class_add_binding (widget_class, steps[i].key, 0, step_cb, "(ii)", steps[i].frames, steps[i].seconds);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, go_to_end_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, go_to_end_cb, "b", TRUE);

  gtk_widget_class_set_css_name (widget_class, "filmhandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
demains_filmstrip_handle_init (DemainsFilmstripHandle *self)
{
  self->frame = SECOND / 30;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * demains_filmstrip_handle_new:
 * @role: what it holds
 *
 * Returns: (transfer floating): a handle
 */
DemainsFilmstripHandle *
demains_filmstrip_handle_new (DemainsHandleRole role)
{
  DemainsFilmstripHandle *self = g_object_new (DEMAINS_TYPE_FILMSTRIP_HANDLE, NULL);

  self->role = role;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, role_to_text (role), -1);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");

  return self;
}

/**
 * demains_filmstrip_handle_set_time:
 * @self: a handle
 * @time: where it is, in nanoseconds
 * @minimum: as far left as it may go
 * @maximum: as far right as it may go
 */
void
demains_filmstrip_handle_set_time (DemainsFilmstripHandle *self, gint64 time, gint64 minimum, gint64 maximum)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_HANDLE (self));

  if (self->time == time && self->minimum == minimum && self->maximum == maximum)
    return;

  self->time = time;
  self->minimum = minimum;
  self->maximum = maximum;
  tell_accessibility (self);
}

/**
 * demains_filmstrip_handle_set_frame:
 * @self: a handle
 * @frame: how long one picture lasts, in nanoseconds
 */
void
demains_filmstrip_handle_set_frame (DemainsFilmstripHandle *self, gint64 frame)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_HANDLE (self));

  self->frame = frame;
}

/**
 * demains_filmstrip_handle_get_time:
 * @self: a handle
 *
 * Returns: where it is, in nanoseconds
 */
gint64
demains_filmstrip_handle_get_time (DemainsFilmstripHandle *self)
{
  g_return_val_if_fail (DEMAINS_IS_FILMSTRIP_HANDLE (self), 0);

  return self->time;
}

/**
 * demains_filmstrip_handle_get_role:
 * @self: a handle
 *
 * Returns: what it holds
 */
DemainsHandleRole
demains_filmstrip_handle_get_role (DemainsFilmstripHandle *self)
{
  g_return_val_if_fail (DEMAINS_IS_FILMSTRIP_HANDLE (self), DEMAINS_HANDLE_PLAYHEAD);

  return self->role;
}
