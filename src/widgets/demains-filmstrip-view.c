/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-filmstrip-view.h"

#include "demains-filmstrip-drawing.h"
#include "demains-filmstrip-handle.h"
#include "demains-peaks.h"

struct _DemainsFilmstripView
{
  GtkWidget parent_instance;

  DemainsFilmstripHandle *in_handle;
  DemainsFilmstripHandle *out_handle;
  DemainsFilmstripHandle *playhead;
  DemainsFilmstripPictures *pictures;
  GBytes *peaks;

  DemainsTrim trim;

  char *take_id;
  GCancellable *cancellable;

  DemainsFilmstripHandle *dragged;
  double grab_offset;
  guint settle_source;
};

enum
{
  SIGNAL_SEEK,
  SIGNAL_RANGE_CHANGED,
  SIGNAL_RANGE_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsFilmstripView, demains_filmstrip_view, GTK_TYPE_WIDGET)

#define PADDING DEMAINS_HANDLE_WIDTH
#define STRIP_HEIGHT 60
#define SOUND_HEIGHT 22
#define SOUND_GAP 2
#define GRAB_DISTANCE 16

/* Keys that follow each other within this time are one step of the history. */
#define BURST_MILLISECONDS 600

static double
time_to_x (DemainsFilmstripView *self, gint64 time)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING;

  return PADDING + (self->trim.duration > 0 ? width * time / self->trim.duration : 0);
}

static gint64
x_to_time (DemainsFilmstripView *self, double x)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING, 1);

  return (x - PADDING) / width * self->trim.duration;
}

static void
set_pictures (DemainsFilmstripView *self, DemainsFilmstripPictures *pictures)
{
  if (g_set_object (&self->pictures, pictures))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pictures_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DemainsFilmstripPictures) pictures = demains_filmstrip_pictures_load_finish (result, &error);

  /* Cancelled: another take is shown, or none, or the strip is gone. */
  if (pictures != NULL)
    set_pictures (DEMAINS_FILMSTRIP_VIEW (user_data), pictures);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("No filmstrip: %s", error->message);
}

static void
set_peaks (DemainsFilmstripView *self, GBytes *peaks)
{
  g_clear_pointer (&self->peaks, g_bytes_unref);
  if (peaks != NULL && g_bytes_get_size (peaks) > 0)
    self->peaks = g_bytes_ref (peaks);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
peaks_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) peaks = demains_peaks_load_finish (result, &error);

  /* Cancelled, as with pictures. */
  if (peaks != NULL)
    set_peaks (DEMAINS_FILMSTRIP_VIEW (user_data), peaks);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("No peaks: %s", error->message);
}

static void
place_handles (DemainsFilmstripView *self)
{
  gint64 frame = demains_trim_get_frame (&self->trim);

  demains_filmstrip_handle_set_time (self->in_handle, self->trim.in_point, 0, MAX (self->trim.out_point - frame, 0));
  demains_filmstrip_handle_set_time (self->out_handle, self->trim.out_point,
                                     MIN (self->trim.in_point + frame, self->trim.duration), self->trim.duration);
  demains_filmstrip_handle_set_time (self->playhead, self->trim.position, 0, demains_trim_get_last (&self->trim));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
announce (DemainsFilmstripView *self, gboolean range_changed)
{
  place_handles (self);
  if (range_changed)
    g_signal_emit (self, signals[SIGNAL_RANGE_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_SEEK], 0, self->trim.position);
}

static void
move_by_hand (DemainsFilmstripView *self, DemainsFilmstripHandle *handle, gint64 time)
{
  switch (demains_filmstrip_handle_get_role (handle))
    {
    case DEMAINS_HANDLE_IN:
      demains_trim_drag_in (&self->trim, time);
      break;
    case DEMAINS_HANDLE_OUT:
      demains_trim_drag_out (&self->trim, time);
      break;
    case DEMAINS_HANDLE_PLAYHEAD:
      demains_trim_seek (&self->trim, time);
      break;
    }
  announce (self, handle != self->playhead);
}

/* A point was put where it is in one go. */
static void
end_move (DemainsFilmstripView *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  announce (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_RANGE_SETTLED], 0);
}

static void
burst_over_cb (gpointer user_data)
{
  demains_filmstrip_view_settle (user_data);
}

static void
handle_moved_cb (DemainsFilmstripView *self, gint64 time, DemainsFilmstripHandle *handle)
{
  move_by_hand (self, handle, time);

  if (handle == self->playhead)
    return;

  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add_once (BURST_MILLISECONDS, burst_over_cb, self);
}

static DemainsFilmstripHandle *
find_handle (DemainsFilmstripView *self, double x, double y)
{
  double to_in = ABS (x - (time_to_x (self, self->trim.in_point) - DEMAINS_HANDLE_WIDTH / 2.0));
  double to_out = ABS (x - (time_to_x (self, self->trim.out_point) + DEMAINS_HANDLE_WIDTH / 2.0));

  if (y < demains_filmstrip_get_ruler_height (GTK_WIDGET (self)) || MIN (to_in, to_out) > GRAB_DISTANCE)
    return self->playhead;

  return to_in < to_out ? self->in_handle : self->out_handle;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, DemainsFilmstripView *self)
{
  if (self->trim.duration == 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  demains_filmstrip_view_settle (self);
  self->dragged = find_handle (self, x, y);
  self->grab_offset
    = self->dragged == self->playhead ? 0 : x - time_to_x (self, demains_filmstrip_handle_get_time (self->dragged));
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self->dragged));
  if (self->dragged == self->playhead)
    move_by_hand (self, self->playhead, x_to_time (self, x));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, DemainsFilmstripView *self)
{
  double x;
  double y;

  if (self->dragged == NULL || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;

  move_by_hand (self, self->dragged, x_to_time (self, x + offset_x - self->grab_offset));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double offset_x, double offset_y, DemainsFilmstripView *self)
{
  gboolean moved_point = self->dragged != NULL && self->dragged != self->playhead && offset_x != 0;

  self->dragged = NULL;
  if (moved_point)
    g_signal_emit (self, signals[SIGNAL_RANGE_SETTLED], 0);
}

static void
demains_filmstrip_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                                int *minimum_baseline, int *natural_baseline)
{
  int tall = demains_filmstrip_get_ruler_height (widget) + STRIP_HEIGHT + SOUND_GAP + SOUND_HEIGHT;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : tall;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 600 : tall;
}

static void
allocate_handle (DemainsFilmstripHandle *handle, double x, int y, int height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (round (x), y));

  gtk_widget_measure (GTK_WIDGET (handle), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (handle), DEMAINS_HANDLE_WIDTH, height, -1, transform);
}

static void
demains_filmstrip_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DemainsFilmstripView *self = DEMAINS_FILMSTRIP_VIEW (widget);
  int top = demains_filmstrip_get_ruler_height (widget);

  allocate_handle (self->in_handle, time_to_x (self, self->trim.in_point) - DEMAINS_HANDLE_WIDTH, top, STRIP_HEIGHT);
  allocate_handle (self->out_handle, time_to_x (self, self->trim.out_point), top, STRIP_HEIGHT);
  allocate_handle (self->playhead, time_to_x (self, self->trim.position) - DEMAINS_HANDLE_WIDTH / 2.0,
                   top - DEMAINS_PLAYHEAD_RISE, STRIP_HEIGHT + DEMAINS_PLAYHEAD_RISE);
}

static void
demains_filmstrip_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsFilmstripView *self = DEMAINS_FILMSTRIP_VIEW (widget);
  int width = gtk_widget_get_width (widget) - 2 * PADDING;
  int top = demains_filmstrip_get_ruler_height (widget);
  graphene_rect_t ruler = GRAPHENE_RECT_INIT (PADDING, 0, width, top);
  graphene_rect_t strip = GRAPHENE_RECT_INIT (PADDING, top, width, STRIP_HEIGHT);
  graphene_rect_t sound = GRAPHENE_RECT_INIT (PADDING, top + STRIP_HEIGHT + SOUND_GAP, width, SOUND_HEIGHT);

  demains_filmstrip_draw_pictures (snapshot, &strip, self->pictures, self->trim.duration);
  if (self->trim.duration > 0)
    {
      demains_filmstrip_draw_ruler (widget, snapshot, &ruler, self->trim.duration);
      if (self->peaks != NULL)
        demains_filmstrip_draw_peaks (widget, snapshot, &sound, self->peaks, self->trim.duration);
      demains_filmstrip_draw_range (widget, snapshot, &strip, time_to_x (self, self->trim.in_point),
                                    time_to_x (self, self->trim.out_point));
      gtk_widget_snapshot_child (widget, GTK_WIDGET (self->in_handle), snapshot);
      gtk_widget_snapshot_child (widget, GTK_WIDGET (self->out_handle), snapshot);
      gtk_widget_snapshot_child (widget, GTK_WIDGET (self->playhead), snapshot);
    }
}

static void
demains_filmstrip_view_dispose (GObject *object)
{
  DemainsFilmstripView *self = DEMAINS_FILMSTRIP_VIEW (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_pointer ((GtkWidget **)&self->in_handle, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **)&self->playhead, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **)&self->out_handle, gtk_widget_unparent);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->peaks, g_bytes_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->take_id, g_free);

  G_OBJECT_CLASS (demains_filmstrip_view_parent_class)->dispose (object);
}

static void
demains_filmstrip_view_class_init (DemainsFilmstripViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = demains_filmstrip_view_dispose;
  widget_class->measure = demains_filmstrip_view_measure;
  widget_class->size_allocate = demains_filmstrip_view_size_allocate;
  widget_class->snapshot = demains_filmstrip_view_snapshot;

  signals[SIGNAL_SEEK] = g_signal_new ("seek", DEMAINS_TYPE_FILMSTRIP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_RANGE_CHANGED] = g_signal_new ("range-changed", DEMAINS_TYPE_FILMSTRIP_VIEW, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_RANGE_SETTLED] = g_signal_new ("range-settled", DEMAINS_TYPE_FILMSTRIP_VIEW, G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "filmstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static DemainsFilmstripHandle *
add_handle (DemainsFilmstripView *self, DemainsHandleRole role)
{
  DemainsFilmstripHandle *handle = demains_filmstrip_handle_new (role);

  g_signal_connect_object (handle, "moved", G_CALLBACK (handle_moved_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (handle), GTK_WIDGET (self));

  return handle;
}

static void
demains_filmstrip_view_init (DemainsFilmstripView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->trim.rate_numerator = 30;
  self->trim.rate_denominator = 1;
  self->in_handle = add_handle (self, DEMAINS_HANDLE_IN);
  self->playhead = add_handle (self, DEMAINS_HANDLE_PLAYHEAD);
  self->out_handle = add_handle (self, DEMAINS_HANDLE_OUT);

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * demains_filmstrip_view_new:
 *
 * Returns: (transfer floating): an empty filmstrip
 */
GtkWidget *
demains_filmstrip_view_new (void)
{
  return g_object_new (DEMAINS_TYPE_FILMSTRIP_VIEW, NULL);
}

/**
 * demains_filmstrip_view_load:
 * @self: a filmstrip
 * @project: a project
 * @take_id: (nullable): one of its takes; %NULL for no pictures
 *
 * The pictures appear when they are read and decoded; those of the same
 * take stay until then, so that nothing flickers while a take grows.
 */
void
demains_filmstrip_view_load (DemainsFilmstripView *self, DemainsProject *project, const char *take_id)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (g_set_str (&self->take_id, take_id))
    {
      set_pictures (self, NULL);
      set_peaks (self, NULL);
    }
  if (take_id == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  demains_filmstrip_pictures_load_async (project, take_id, self->cancellable, pictures_loaded_cb, self);
  demains_peaks_load_async (project, take_id, self->cancellable, peaks_loaded_cb, self);
}

/**
 * demains_filmstrip_view_set_duration:
 * @self: a filmstrip
 * @duration: the length of its take in nanoseconds, 0 for no take
 */
void
demains_filmstrip_view_set_duration (DemainsFilmstripView *self, gint64 duration)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  self->trim.duration = duration;
  place_handles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * demains_filmstrip_view_set_rate:
 * @self: a filmstrip
 * @numerator: pictures a second, numerator
 * @denominator: pictures a second, denominator
 */
void
demains_filmstrip_view_set_rate (DemainsFilmstripView *self, int numerator, int denominator)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));
  g_return_if_fail (numerator > 0 && denominator > 0);

  self->trim.rate_numerator = numerator;
  self->trim.rate_denominator = denominator;
  demains_filmstrip_handle_set_frame (self->in_handle, demains_trim_get_frame (&self->trim));
  demains_filmstrip_handle_set_frame (self->out_handle, demains_trim_get_frame (&self->trim));
  demains_filmstrip_handle_set_frame (self->playhead, demains_trim_get_frame (&self->trim));
  place_handles (self);
}

/**
 * demains_filmstrip_view_set_range:
 * @self: a filmstrip
 * @in_point: first instant that is kept
 * @out_point: first instant that is no longer kept
 */
void
demains_filmstrip_view_set_range (DemainsFilmstripView *self, gint64 in_point, gint64 out_point)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  self->trim.in_point = in_point;
  self->trim.out_point = out_point;
  place_handles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * demains_filmstrip_view_set_position:
 * @self: a filmstrip
 * @position: the instant that is shown
 */
void
demains_filmstrip_view_set_position (DemainsFilmstripView *self, gint64 position)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  self->trim.position = CLAMP (position, 0, self->trim.duration);
  place_handles (self);
}

/**
 * demains_filmstrip_view_get_trim:
 * @self: a filmstrip
 *
 * Returns: (transfer none): where everything on it is
 */
const DemainsTrim *
demains_filmstrip_view_get_trim (DemainsFilmstripView *self)
{
  g_return_val_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self), NULL);

  return &self->trim;
}

/**
 * demains_filmstrip_view_move_in_point:
 * @self: a filmstrip
 * @time: where people want it, as demains_trim_set_in() has it
 */
void
demains_filmstrip_view_move_in_point (DemainsFilmstripView *self, gint64 time)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  demains_trim_set_in (&self->trim, time);
  end_move (self);
}

/**
 * demains_filmstrip_view_move_out_point:
 * @self: a filmstrip
 * @time: where people want it, as demains_trim_set_out() has it
 */
void
demains_filmstrip_view_move_out_point (DemainsFilmstripView *self, gint64 time)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  demains_trim_set_out (&self->trim, time);
  end_move (self);
}

/**
 * demains_filmstrip_view_trim_to_sound:
 * @self: a filmstrip
 *
 * Moves both points to where somebody begins and ends to speak, never outwards.
 *
 * Returns: what came of it
 */
DemainsSilence
demains_filmstrip_view_trim_to_sound (DemainsFilmstripView *self)
{
  DemainsTrim *trim = &self->trim;
  gint64 start, end;

  g_return_val_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self), DEMAINS_SILENCE_ALL);

  if (self->peaks == NULL || !demains_peaks_find_sound (self->peaks, &start, &end))
    return DEMAINS_SILENCE_ALL;
  start = start > trim->in_point ? demains_trim_snap (trim, start) : trim->in_point;
  end = end < trim->out_point ? demains_trim_snap (trim, end) : trim->out_point;
  if (start >= end)
    return DEMAINS_SILENCE_ALL;
  if (start == trim->in_point && end == trim->out_point)
    return DEMAINS_SILENCE_NONE;

  trim->in_point = start;
  trim->out_point = end;
  trim->position = start;
  end_move (self);

  return DEMAINS_SILENCE_CUT;
}

/**
 * demains_filmstrip_view_settle:
 * @self: a filmstrip
 *
 * Ends a burst of keys now: whoever waits for "range-settled" hears of it.
 */
void
demains_filmstrip_view_settle (DemainsFilmstripView *self)
{
  g_return_if_fail (DEMAINS_IS_FILMSTRIP_VIEW (self));

  if (self->settle_source == 0)
    return;

  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_signal_emit (self, signals[SIGNAL_RANGE_SETTLED], 0);
}
