/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-time-line.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "demains-time-drawing.h"
#include "demains-time-layout.h"

struct _DemainsTimeLine
{
  GtkWidget parent_instance;

  DemainsSession *session;
  GPtrArray *marks;
  DemainsTimeLayout layout;

  GtkWidget *reach;
  GtkWidget *avoid;

  /* What is dragged, and the place of its year then. */
  DemainsMilestoneMark *dragged;
  double drag_from;
};

typedef enum
{
  PROP_SESSION = 1,
} DemainsTimeLineProperty;

#define N_PROPS (PROP_SESSION + 1)

enum
{
  SIGNAL_OPENED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsTimeLine, demains_time_line, GTK_TYPE_WIDGET)

static int
get_label_height (GtkWidget *label)
{
  int height;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);

  return height + DEMAINS_TIME_GAP;
}

static void
arrange (DemainsTimeLine *self, int width)
{
  DemainsPathSpan span = demains_path_get_span (demains_session_get_project (self->session));

  demains_time_layout_measure (&self->layout, self->marks);
  demains_time_layout_arrange (&self->layout, self->marks, &span, width,
                               demains_time_drawing_get_figures_height (GTK_WIDGET (self)));
}

static void
opened_cb (DemainsTimeLine *self)
{
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static gboolean
is_claimed (GtkGesture *gesture)
{
  GdkEventSequence *sequence = gtk_gesture_get_last_updated_sequence (gesture);

  return gtk_gesture_get_sequence_state (gesture, sequence) == GTK_EVENT_SEQUENCE_CLAIMED;
}

/* The gesture is the line's, since a mark that is dragged moves below the pointer. */
static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, DemainsTimeLine *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *mark = picked != NULL ? gtk_widget_get_ancestor (picked, DEMAINS_TYPE_MILESTONE_MARK) : NULL;

  if (mark != NULL)
    gtk_widget_grab_focus (mark);
  if (mark == NULL || demains_project_get_read_only (demains_session_get_project (self->session)))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->dragged = DEMAINS_MILESTONE_MARK (mark);
  self->drag_from = x;
  for (guint i = 0; i < self->layout.places->len; i++)
    {
      DemainsTimePlace *place = &g_array_index (self->layout.places, DemainsTimePlace, i);

      /* What waits beside the line follows the pointer itself. */
      if (place->mark == self->dragged && place->dated)
        self->drag_from = place->at;
    }
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, DemainsTimeLine *self)
{
  DemainsPathSpan span = demains_path_get_span (demains_session_get_project (self->session));

  /* A hand that trembles while it clicks moves nothing. */
  if (self->dragged == NULL
      || (!is_claimed (GTK_GESTURE (gesture)) && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, x, y)))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  demains_milestone_mark_preview (self->dragged,
                                  demains_time_layout_get_year (&self->layout, &span, self->drag_from + x));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, DemainsTimeLine *self)
{
  DemainsMilestoneMark *mark = g_steal_pointer (&self->dragged);
  gint64 year;

  if (mark == NULL)
    return;

  year = demains_milestone_mark_get_year (mark);
  demains_milestone_mark_preview (mark, 0);
  if (is_claimed (GTK_GESTURE (gesture)))
    demains_path_shift (demains_session_get_project (self->session), demains_milestone_mark_get_record (mark), year);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
cancel_cb (DemainsTimeLine *self)
{
  if (self->dragged != NULL)
    demains_milestone_mark_preview (self->dragged, 0);
  self->dragged = NULL;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkWidget *
create_mark (DemainsTimeLine *self, DemainsRecord *record)
{
  GtkWidget *mark = demains_milestone_mark_new (self->session, record);

  g_signal_connect_object (mark, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (record, "notify", G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);

  return mark;
}

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, DemainsTimeLine *self)
{
  for (guint i = 0; i < removed; i++)
    {
      GtkWidget *mark = g_ptr_array_steal_index (self->marks, position);

      if ((gpointer)mark == self->dragged)
        self->dragged = NULL;
      gtk_widget_unparent (mark);
    }
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (list, i);
      GtkWidget *mark = create_mark (self, record);

      g_ptr_array_insert (self->marks, i, mark);
      gtk_widget_set_parent (mark, GTK_WIDGET (self));
    }

  g_array_set_size (self->layout.places, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_session (DemainsTimeLine *self, DemainsSession *session)
{
  DemainsProject *project;
  GListModel *list;

  if (!g_set_object (&self->session, session) || session == NULL)
    return;

  project = demains_session_get_project (session);
  list = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_MILESTONE));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (demains_project_get_root (project), "notify::horizon", G_CALLBACK (gtk_widget_queue_resize),
                           self, G_CONNECT_SWAPPED);
  items_changed_cb (list, 0, 0, g_list_model_get_n_items (list), self);
}

static GtkSizeRequestMode
demains_time_line_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_time_line_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                           int *minimum_baseline, int *natural_baseline)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (widget);
  int narrowest;

  demains_time_layout_measure (&self->layout, self->marks);
  /* One card that waits, and room to tell two years apart. */
  narrowest = MAX (200, self->layout.card_width * 2 + 4 * DEMAINS_TIME_GAP);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrowest;
      *natural = MAX (narrowest, 900);
      return;
    }

  arrange (self, for_size > 0 ? for_size : narrowest);
  *minimum = *natural = self->layout.height + get_label_height (self->reach) + get_label_height (self->avoid);
}

static void
allocate (GtkWidget *child, double x, double y, int width, int height)
{
  gtk_widget_allocate (child, width, height, -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, y)));
}

static void
demains_time_line_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (widget);
  int top = get_label_height (self->reach);
  int bottom = get_label_height (self->avoid);

  arrange (self, width);
  allocate (self->reach, 0, 0, width, top - DEMAINS_TIME_GAP);
  allocate (self->avoid, 0, height - bottom + DEMAINS_TIME_GAP, width, bottom - DEMAINS_TIME_GAP);
  for (guint i = 0; i < self->layout.places->len; i++)
    {
      DemainsTimePlace *place = &g_array_index (self->layout.places, DemainsTimePlace, i);

      place->y += top;
      place->bar_y += top;
      allocate (GTK_WIDGET (place->mark), place->x, place->y, self->layout.card_width, self->layout.card_height);
    }
  self->layout.line_y += top;
}

static void
demains_time_line_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (widget);
  DemainsPathSpan span = demains_path_get_span (demains_session_get_project (self->session));

  demains_time_drawing_snapshot (widget, snapshot, &self->layout, &span);
  GTK_WIDGET_CLASS (demains_time_line_parent_class)->snapshot (widget, snapshot);
}

static void
demains_time_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (object);

  switch ((DemainsTimeLineProperty)prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
demains_time_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (object);

  switch ((DemainsTimeLineProperty)prop_id)
    {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    }
}

static void
demains_time_line_dispose (GObject *object)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (object);
  GtkWidget *child;

  self->dragged = NULL;
  if (self->marks != NULL)
    g_ptr_array_set_size (self->marks, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (demains_time_line_parent_class)->dispose (object);
}

static void
demains_time_line_finalize (GObject *object)
{
  DemainsTimeLine *self = DEMAINS_TIME_LINE (object);

  g_ptr_array_unref (self->marks);
  demains_time_layout_clear (&self->layout);

  G_OBJECT_CLASS (demains_time_line_parent_class)->finalize (object);
}

static void
demains_time_line_class_init (DemainsTimeLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_time_line_get_property;
  object_class->set_property = demains_time_line_set_property;
  object_class->dispose = demains_time_line_dispose;
  object_class->finalize = demains_time_line_finalize;
  widget_class->get_request_mode = demains_time_line_get_request_mode;
  widget_class->measure = demains_time_line_measure;
  widget_class->size_allocate = demains_time_line_size_allocate;
  widget_class->snapshot = demains_time_line_snapshot;

  properties[PROP_SESSION]
    = g_param_spec_object ("session", NULL, NULL, DEMAINS_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SIGNAL_OPENED]
    = g_signal_new ("opened", DEMAINS_TYPE_TIME_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
create_heading (DemainsTimeLine *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
demains_time_line_init (DemainsTimeLine *self)
{
  g_autofree char *reach = g_strconcat ("● ", _ ("To reach"), NULL);
  g_autofree char *avoid = g_strconcat ("◆ ", _ ("To avoid"), NULL);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  self->marks = g_ptr_array_new ();
  demains_time_layout_init (&self->layout);
  self->reach = create_heading (self, reach);
  self->avoid = create_heading (self, avoid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Time Line"), -1);
}

/**
 * demains_time_line_get_mark:
 * @self: a time line
 * @record: a milestone
 *
 * Returns: (transfer none) (nullable): its mark
 */
GtkWidget *
demains_time_line_get_mark (DemainsTimeLine *self, DemainsRecord *record)
{
  g_return_val_if_fail (DEMAINS_IS_TIME_LINE (self), NULL);

  for (guint i = 0; i < self->marks->len; i++)
    if (demains_milestone_mark_get_record (g_ptr_array_index (self->marks, i)) == record)
      return g_ptr_array_index (self->marks, i);

  return NULL;
}
