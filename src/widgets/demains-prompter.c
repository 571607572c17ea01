/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-prompter.h"

#include "demains-page-keys.h"
#include "demains-text.h"
#include "demains-word-times.h"

#include <glib/gi18n.h>
#include <string.h>

/* Eyes that read wider lines are seen to wander, so close to the camera. */
#define LINE_LETTERS 34
#define LETTER_WIDTH 0.52

#define MIN_SIZE 16.0
#define MAX_SIZE 96.0
#define MARGIN 12

/* What comes next is seen in time. */
#define NATURAL_LINES 3.5
#define LINE_HEIGHT 1.25

/* Lines that are seen above the one that is read. */
#define LINES_ABOVE 0.75

/* Longer than this no frame takes: the computer slept, and the text waited. */
#define LONGEST_FRAME G_USEC_PER_SEC

#define MIN_SCALE 0.5
#define MAX_SCALE 3.0

/* What works with the keyboard on it, also on a screen of its own. Page Up and Page Down
 * are what a presentation remote sends. */
static const struct
{
  guint key;
  const char *action;
} KEYS[] = {
  { GDK_KEY_space, "prompter.toggle" }, { GDK_KEY_Left, "prompter.back" },    { GDK_KEY_Right, "prompter.on" },
  { GDK_KEY_Page_Up, "prompter.back" }, { GDK_KEY_Page_Down, "prompter.on" }, { GDK_KEY_Up, "prompter.larger" },
  { GDK_KEY_Down, "prompter.smaller" }, { GDK_KEY_Home, "prompter.restart" }, { GDK_KEY_p, "prompter.toggle" },
};

/* On any picture, white on this is more than 4.5 : 1. */
static const GdkRGBA SHADE = { 0, 0, 0, 0.66 };
static const GdkRGBA AHEAD = { 1, 1, 1, 1 };
static const GdkRGBA SAID = { 0.75, 0.75, 0.75, 1 };

struct _DemainsPrompter
{
  GtkWidget parent_instance;

  char *text;
  char *plain;
  guint words_per_minute;
  gint64 target;
  gint64 position;
  gboolean playing;
  gboolean mirrored;
  double text_scale;

  DemainsWordTimes *times;
  PangoLayout *layout;
  double size;
  guint tick;
  gint64 last_frame;
  gint64 drag_start;
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_WORDS_PER_MINUTE,
  PROP_TARGET,
  PROP_POSITION,
  PROP_PLAYING,
  PROP_MIRRORED,
  PROP_TEXT_SCALE,
} DemainsPrompterProperty;

#define N_PROPS (PROP_TEXT_SCALE + 1)

enum
{
  SIGNAL_ENDED,
  SIGNAL_PLACED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DemainsPrompter, demains_prompter, GTK_TYPE_WIDGET)

static void
set_playing (DemainsPrompter *self, gboolean playing)
{
  if (self->playing == playing)
    return;
  self->playing = playing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
set_position (DemainsPrompter *self, gint64 position)
{
  position = CLAMP (position, 0, demains_prompter_get_duration (self));
  if (self->position == position)
    return;
  self->position = position;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/* Somebody wants to begin there. */
static void
place (DemainsPrompter *self, gint64 position)
{
  set_position (self, position);
  g_signal_emit (self, signals[SIGNAL_PLACED], 0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gint64 passed = self->last_frame > 0 ? now - self->last_frame : 0;

  self->last_frame = now;
  if (passed <= LONGEST_FRAME)
    set_position (self, self->position + passed * 1000);
  if (self->position < demains_prompter_get_duration (self))
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  set_playing (self, FALSE);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);

  return G_SOURCE_REMOVE;
}

static void
play (DemainsPrompter *self)
{
  if (self->playing && self->tick == 0)
    {
      self->last_frame = 0;
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
    }
  else if (!self->playing && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

/* The word at the mark stays there, however fast it goes on. */
static void
make_times (DemainsPrompter *self, gboolean same_text)
{
  gint64 whole = self->times != NULL ? demains_prompter_get_duration (self) : 0;
  double share = same_text && whole > 0 ? self->position / (double)whole : 0;

  g_clear_pointer (&self->times, demains_word_times_free);
  self->times = demains_word_times_new (self->plain, self->words_per_minute, self->target);
  set_position (self, share * demains_prompter_get_duration (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_text (DemainsPrompter *self, const char *text)
{
  if (!g_set_str (&self->text, text != NULL ? text : ""))
    return;
  g_free (self->plain);
  self->plain = demains_text_to_plain (self->text);
  g_clear_object (&self->layout);
  make_times (self, FALSE);
}

/* As large as a line of the usual width allows. */
static double
get_size (DemainsPrompter *self, double width)
{
  return CLAMP (width / (LINE_LETTERS * LETTER_WIDTH), MIN_SIZE, MAX_SIZE) * self->text_scale;
}

static PangoLayout *
get_layout (DemainsPrompter *self)
{
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 4 * MARGIN, 1);
  double size = get_size (self, width);

  if (self->layout == NULL || self->size != size)
    {
      g_autoptr (PangoFontDescription) font = NULL;

      g_clear_object (&self->layout);
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->plain);
      font = pango_font_description_copy (pango_context_get_font_description (pango_layout_get_context (self->layout)));
      pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
      pango_font_description_set_weight (font, PANGO_WEIGHT_MEDIUM);
      pango_layout_set_font_description (self->layout, font);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      self->size = size;
    }
  pango_layout_set_width (self->layout, width * PANGO_SCALE);

  return self->layout;
}

/* What a line of the screen is: where it is, and when its words are said. */
typedef struct
{
  double top;
  double height;
  gint64 start;
  gint64 end;
} Line;

static void
get_line (DemainsPrompter *self, PangoLayoutIter *iter, Line *line)
{
  PangoLayoutLine *pango_line = pango_layout_iter_get_line_readonly (iter);
  int start = pango_layout_line_get_start_index (pango_line);
  int end = start + pango_layout_line_get_length (pango_line);
  int top, bottom;

  /* Where a line was broken to fit, the next begins at once. */
  if (self->plain[end] == '\n')
    end++;
  pango_layout_iter_get_line_yrange (iter, &top, &bottom);
  line->top = top / (double)PANGO_SCALE;
  line->height = (bottom - top) / (double)PANGO_SCALE;
  line->start = demains_word_times_get_time (self->times, start);
  line->end = pango_layout_iter_at_last_line (iter) ? demains_prompter_get_duration (self)
                                                    : demains_word_times_get_time (self->times, end);
}

/* How far down the text the moment is: within its line as far as its time has passed. */
static double
get_y (DemainsPrompter *self, PangoLayout *layout, Line *line)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    get_line (self, iter, line);
  while (line->end <= self->position && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  return line->end > line->start ? line->top
                                     + line->height * CLAMP (self->position - line->start, 0, line->end - line->start)
                                         / (double)(line->end - line->start)
                                 : line->top;
}

/* The line that is so far down the text, or the nearest. */
static Line
get_line_at (DemainsPrompter *self, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (get_layout (self));
  Line line;

  do
    get_line (self, iter, &line);
  while (line.top + line.height < y && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);

  return line;
}

/* The moment that the text is at which is so far down. */
static gint64
get_position_at (DemainsPrompter *self, double y)
{
  Line line = get_line_at (self, y);

  return line.start + CLAMP ((y - line.top) / MAX (line.height, 1), 0, 1) * (line.end - line.start);
}

/* Where on the screen the moment is. */
static double
get_mark (const Line *line)
{
  return MARGIN + LINES_ABOVE * line->height;
}

static void
snapshot_mark (GtkSnapshot *snapshot, double y, double size)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_move_to (builder, MARGIN / 2., y - size / 4);
  gsk_path_builder_line_to (builder, MARGIN * 1.5, y);
  gsk_path_builder_line_to (builder, MARGIN / 2., y + size / 4);
  gsk_path_builder_close (builder);
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &AHEAD);
}

static void
snapshot_part (GtkSnapshot *snapshot, PangoLayout *layout, double top, double bottom, double width, double y,
               const GdkRGBA *colour)
{
  if (bottom <= top)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, top, width, bottom - top));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (2 * MARGIN, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_pop (snapshot);
}

/* A line that is there in part darkens towards the edge that it comes from: it is not cut off, it is next. */
static void
snapshot_edge (GtkSnapshot *snapshot, double width, double height, double size)
{
  const GskColorStop stops[] = { { 0, { 0, 0, 0, 0 } }, { 1, { 0, 0, 0, 1 } } };

  gtk_snapshot_append_linear_gradient (snapshot, &GRAPHENE_RECT_INIT (0, height - size, width, size),
                                       &GRAPHENE_POINT_INIT (0, height - size), &GRAPHENE_POINT_INIT (0, height), stops,
                                       G_N_ELEMENTS (stops));
}

static void
demains_prompter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  PangoLayout *layout = get_layout (self);
  Line line;
  double at = get_y (self, layout, &line);
  double shift = get_mark (&line) - at;
  int length;

  if (self->mirrored)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  gtk_snapshot_append_color (snapshot, &SHADE, &GRAPHENE_RECT_INIT (0, 0, width, height));
  /* What is said is dimmer, line by line; the mark says the same without colour. */
  snapshot_part (snapshot, layout, 0, shift + line.top, width, shift, &SAID);
  snapshot_part (snapshot, layout, MAX (shift + line.top, 0), height, width, shift, &AHEAD);
  pango_layout_get_pixel_size (layout, NULL, &length);
  if (shift + length > height)
    snapshot_edge (snapshot, width, height, line.height / 2);
  snapshot_mark (snapshot, shift + line.top + line.height / 2, line.height);
}

static GtkSizeRequestMode
demains_prompter_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
demains_prompter_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (widget);
  int width = orientation == GTK_ORIENTATION_VERTICAL && for_size > 0 ? for_size : 480;

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL
               ? width
               : 2 * MARGIN + NATURAL_LINES * LINE_HEIGHT * get_size (self, width - 4 * MARGIN);
}

static void
demains_prompter_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (demains_prompter_parent_class)->css_changed (widget, change);
  g_clear_object (&DEMAINS_PROMPTER (widget)->layout);
  gtk_widget_queue_draw (widget);
}

static void
action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (widget);

  if (g_str_equal (name, "prompter.toggle"))
    g_object_set (self, "playing", !self->playing, NULL);
  else if (g_str_equal (name, "prompter.back"))
    demains_prompter_step (self, -1);
  else if (g_str_equal (name, "prompter.on"))
    demains_prompter_step (self, 1);
  else if (g_str_equal (name, "prompter.restart"))
    place (self, 0);
  else
    g_object_set (
      self, "text-scale",
      CLAMP (self->text_scale * (g_str_equal (name, "prompter.larger") ? 1.1 : 1 / 1.1), MIN_SCALE, MAX_SCALE), NULL);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer action)
{
  GtkWidget *self = g_object_get_data (G_OBJECT (widget), "prompter");

  return gtk_widget_activate_action (self, action, NULL);
}

/* What runs stops at a tap. What stands still begins at the line that is tapped: at the one that
 * is read at once, else it is brought there first. */
static void
released_cb (DemainsPrompter *self, int presses, double x, double y)
{
  Line now, tapped;
  double at = get_y (self, get_layout (self), &now);

  tapped = get_line_at (self, at + y - get_mark (&now));
  if (self->playing || tapped.top == now.top)
    g_object_set (self, "playing", !self->playing, NULL);
  else
    place (self, tapped.start);
}

static void
drag_begin_cb (DemainsPrompter *self)
{
  Line line;

  self->drag_start = get_y (self, get_layout (self), &line);
}

static void
drag_update_cb (DemainsPrompter *self, double x, double y, GtkGesture *gesture)
{
  if (ABS (y) < 8)
    return;
  /* This is no tap. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  set_playing (self, FALSE);
  play (self);
  place (self, get_position_at (self, self->drag_start - y));
}

static void
demains_prompter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (object);

  switch ((DemainsPrompterProperty)prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_WORDS_PER_MINUTE:
      g_value_set_uint (value, self->words_per_minute);
      break;
    case PROP_TARGET:
      g_value_set_int64 (value, self->target);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_MIRRORED:
      g_value_set_boolean (value, self->mirrored);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    }
}

static void
demains_prompter_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (object);

  switch ((DemainsPrompterProperty)prop_id)
    {
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;
    case PROP_WORDS_PER_MINUTE:
      self->words_per_minute = g_value_get_uint (value);
      make_times (self, TRUE);
      break;
    case PROP_TARGET:
      self->target = g_value_get_int64 (value);
      make_times (self, TRUE);
      break;
    case PROP_POSITION:
      set_position (self, g_value_get_int64 (value));
      return;
    case PROP_PLAYING:
      /* From its end it begins again. */
      if (g_value_get_boolean (value) && self->position >= demains_prompter_get_duration (self))
        set_position (self, 0);
      set_playing (self, g_value_get_boolean (value));
      play (self);
      return;
    case PROP_MIRRORED:
      self->mirrored = g_value_get_boolean (value);
      break;
    case PROP_TEXT_SCALE:
      self->text_scale = g_value_get_double (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (object, pspec);
}

static void
demains_prompter_dispose (GObject *object)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (demains_prompter_parent_class)->dispose (object);
}

static void
demains_prompter_finalize (GObject *object)
{
  DemainsPrompter *self = DEMAINS_PROMPTER (object);

  g_clear_pointer (&self->times, demains_word_times_free);
  g_free (self->text);
  g_free (self->plain);

  G_OBJECT_CLASS (demains_prompter_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, "", flags);
  properties[PROP_WORDS_PER_MINUTE]
    = g_param_spec_uint ("words-per-minute", NULL, NULL, 1, 1000, DEMAINS_READING_WORDS_PER_MINUTE, flags);
  properties[PROP_TARGET] = g_param_spec_int64 ("target", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_MIRRORED] = g_param_spec_boolean ("mirrored", NULL, NULL, FALSE, flags);
  properties[PROP_TEXT_SCALE] = g_param_spec_double ("text-scale", NULL, NULL, MIN_SCALE, MAX_SCALE, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const actions[]
    = { "prompter.toggle", "prompter.back", "prompter.on", "prompter.restart", "prompter.larger", "prompter.smaller" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, action_cb);
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    gtk_widget_class_add_binding_action (widget_class, KEYS[i].key, 0, KEYS[i].action, NULL);
}

static void
demains_prompter_class_init (DemainsPrompterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = demains_prompter_get_property;
  object_class->set_property = demains_prompter_set_property;
  object_class->dispose = demains_prompter_dispose;
  object_class->finalize = demains_prompter_finalize;
  widget_class->snapshot = demains_prompter_snapshot;
  widget_class->get_request_mode = demains_prompter_get_request_mode;
  widget_class->measure = demains_prompter_measure;
  widget_class->css_changed = demains_prompter_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  install_properties (object_class);
  install_actions (widget_class);
  signals[SIGNAL_ENDED]
    = g_signal_new ("ended", DEMAINS_TYPE_PROMPTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PLACED]
    = g_signal_new ("placed", DEMAINS_TYPE_PROMPTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
demains_prompter_init (DemainsPrompter *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->words_per_minute = DEMAINS_READING_WORDS_PER_MINUTE;
  self->text_scale = 1;
  set_text (self, "");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Prompter"), -1);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * demains_prompter_get_duration:
 * @self: a prompter
 *
 * Returns: how long all of its text takes, in nanoseconds
 */
gint64
demains_prompter_get_duration (DemainsPrompter *self)
{
  g_return_val_if_fail (DEMAINS_IS_PROMPTER (self), 0);

  return demains_word_times_get_duration (self->times);
}

/**
 * demains_prompter_take_keys:
 * @self: a prompter
 * @widget: what has the keyboard instead of it, once
 *
 * Lets its keys work there too, and before them those of the page that it is on: so Space
 * films where the page can, and else lets the text run.
 */
void
demains_prompter_take_keys (DemainsPrompter *self, GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), DEMAINS_TYPE_PAGE);

  g_return_if_fail (DEMAINS_IS_PROMPTER (self));

  g_object_set_data_full (G_OBJECT (widget), "prompter", g_object_ref (self), g_object_unref);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  if (page != NULL)
    demains_page_lend_keys (DEMAINS_PAGE (page), GTK_SHORTCUT_CONTROLLER (controller));
  for (guint i = 0; i < G_N_ELEMENTS (KEYS); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (KEYS[i].key, 0),
                        gtk_callback_action_new (key_cb, (gpointer)KEYS[i].action, NULL)));
  gtk_widget_add_controller (widget, controller);
}

/**
 * demains_prompter_step:
 * @self: a prompter
 * @sentences: -1 for a sentence back, 1 for one on
 */
void
demains_prompter_step (DemainsPrompter *self, int sentences)
{
  g_return_if_fail (DEMAINS_IS_PROMPTER (self));

  place (self, demains_word_times_get_sentence (self->times, self->position, sentences));
}
