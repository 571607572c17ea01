/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text-scroller.h"

struct _DemainsTextScroller
{
  AdwBin parent_instance;

  GtkScrolledWindow *scrolled;
  GtkTextView *text;
  int limit;
  int scrolled_height;
  guint fit_tick;
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_LIMIT,
  PROP_SCROLLED_HEIGHT,
} DemainsTextScrollerProperty;

#define N_PROPS (PROP_SCROLLED_HEIGHT + 1)

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsTextScroller, demains_text_scroller, ADW_TYPE_BIN)

static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DemainsTextScroller *self = DEMAINS_TEXT_SCROLLER (widget);
  GtkTextIter end;
  int y, height;
  gboolean is_long;

  self->fit_tick = 0;
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (self->text), &end);
  gtk_text_view_get_line_yrange (self->text, &end, &y, &height);
  is_long = y + height > self->limit;

  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, is_long ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  gtk_scrolled_window_set_min_content_height (self->scrolled, is_long ? self->scrolled_height : -1);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, !is_long);
  gtk_widget_queue_resize (GTK_WIDGET (self->text));

  return G_SOURCE_REMOVE;
}

/* A text view learns how high its text is while it is given a size. GTK then
 * forgets that it asks for another: it has to ask again in the next frame. */
static void
fit_soon (DemainsTextScroller *self)
{
  if (self->text != NULL && self->fit_tick == 0)
    self->fit_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_cb, NULL, NULL);
}

static void
set_text (DemainsTextScroller *self, GtkTextView *text)
{
  self->text = text;
  gtk_scrolled_window_set_child (self->scrolled, GTK_WIDGET (text));
  if (text != NULL)
    g_signal_connect_object (gtk_text_view_get_buffer (text), "changed", G_CALLBACK (fit_soon), self,
                             G_CONNECT_SWAPPED);
}

static void
demains_text_scroller_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsTextScroller *self = DEMAINS_TEXT_SCROLLER (object);

  switch ((DemainsTextScrollerProperty)prop_id)
    {
    case PROP_TEXT:
      g_value_set_object (value, self->text);
      break;
    case PROP_LIMIT:
      g_value_set_int (value, self->limit);
      break;
    case PROP_SCROLLED_HEIGHT:
      g_value_set_int (value, self->scrolled_height);
      break;
    }
}

static void
demains_text_scroller_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsTextScroller *self = DEMAINS_TEXT_SCROLLER (object);

  switch ((DemainsTextScrollerProperty)prop_id)
    {
    case PROP_TEXT:
      set_text (self, g_value_get_object (value));
      break;
    case PROP_LIMIT:
      self->limit = g_value_get_int (value);
      break;
    case PROP_SCROLLED_HEIGHT:
      self->scrolled_height = g_value_get_int (value);
      break;
    }
}

static void
demains_text_scroller_dispose (GObject *object)
{
  DEMAINS_TEXT_SCROLLER (object)->text = NULL;

  G_OBJECT_CLASS (demains_text_scroller_parent_class)->dispose (object);
}

static void
demains_text_scroller_class_init (DemainsTextScrollerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = demains_text_scroller_get_property;
  object_class->set_property = demains_text_scroller_set_property;
  object_class->dispose = demains_text_scroller_dispose;

  properties[PROP_TEXT] = g_param_spec_object ("text", NULL, NULL, GTK_TYPE_TEXT_VIEW, flags);
  properties[PROP_LIMIT] = g_param_spec_int ("limit", NULL, NULL, 0, G_MAXINT, G_MAXINT, flags | G_PARAM_CONSTRUCT);
  properties[PROP_SCROLLED_HEIGHT]
    = g_param_spec_int ("scrolled-height", NULL, NULL, 0, G_MAXINT, 0, flags | G_PARAM_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_text_scroller_init (DemainsTextScroller *self)
{
  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_height (self->scrolled, TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scrolled));

  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled), "changed", G_CALLBACK (fit_soon), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "changed", G_CALLBACK (fit_soon), self,
                           G_CONNECT_SWAPPED);
}
