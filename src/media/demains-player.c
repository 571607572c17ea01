/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-player.h"

#include "demains-house.h"
#include "demains-media-error-private.h"
#include "demains-media-init.h"
#include "demains-release.h"

#define TICK_MILLISECONDS 33

/* A frame is asked for by a time well inside it: Matroska rounds its beginning
 * to milliseconds, to either side. */
#define INSIDE_FRAME (8 * (gint64)GST_MSECOND)

/* An answer to a seek that is so late does not come any more. */
#define SEEK_SECONDS 3

struct _DemainsPlayer
{
  GObject parent_instance;

  DemainsProject *project;
  GstElement *pipeline;
  guint bus_watch;
  guint tick;
  char *take_id;

  /* What the pipeline shall open: threads do that, one at a time, and take the
   * newest. Until one has closed the old take, what is said is about that. */
  GMutex state_mutex;
  GMutex mutex;
  char *uri;
  guint wanted;
  guint reached;

  gboolean prepared;
  gboolean playing;
  gboolean wanted_playing;
  gint64 position;
  gint64 duration;
  gint64 range_end;
  GError *error;

  /* One seek at a time; of those that come meanwhile the newest is kept. */
  gboolean seeking;
  gint64 seek_time;
  gint64 next_position;
  gint64 next_end;
};

enum
{
  PROP_TAKE_ID = 1,
  PROP_PLAYING,
  PROP_POSITION,
  PROP_DURATION,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsPlayer, demains_player, G_TYPE_OBJECT)

static void
notify (DemainsPlayer *self, guint id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_position (DemainsPlayer *self, gint64 position)
{
  if (self->position == position)
    return;
  self->position = position;
  notify (self, PROP_POSITION);
}

static void
set_error (DemainsPlayer *self, GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

static gint64
get_frame_at (gint64 position)
{
  return gst_util_uint64_scale (position + 1000, DEMAINS_HOUSE_RATE, GST_SECOND);
}

static gint64
get_last_frame (DemainsPlayer *self)
{
  return MAX (demains_house_nearest_frame (self->duration) - 1, 0);
}

static gint64
clamp_to_frame (DemainsPlayer *self, gint64 position)
{
  return demains_house_frame_to_time (MIN (get_frame_at (MAX (position, 0)), get_last_frame (self)));
}

/* The state lags behind: a seek in flight is ended before playing goes on. */
static void
update_state (DemainsPlayer *self)
{
  GstState state = self->wanted_playing ? GST_STATE_PLAYING : GST_STATE_PAUSED;

  if (self->prepared && !self->seeking)
    gst_element_set_state (self->pipeline, state);
}

static gboolean
tick_cb (gpointer user_data)
{
  DemainsPlayer *self = user_data;
  gint64 position;

  if (!self->seeking && gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position))
    set_position (self, CLAMP (position, 0, self->duration));

  return G_SOURCE_CONTINUE;
}

static void
set_playing (DemainsPlayer *self, gboolean playing)
{
  self->wanted_playing = playing;
  update_state (self);
  if (self->playing == playing)
    return;

  self->playing = playing;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (playing)
    self->tick = g_timeout_add (TICK_MILLISECONDS, tick_cb, self);
  notify (self, PROP_PLAYING);
}

/* The end is a frame's beginning, which is not shown. */
static void
send_seek (DemainsPlayer *self)
{
  gint64 start = self->next_position + INSIDE_FRAME;
  gint64 end = self->next_end;

  self->next_position = -1;
  self->range_end = end;
  self->seeking = TRUE;
  self->seek_time = g_get_monotonic_time ();
  if (!gst_element_seek (self->pipeline, 1.0, GST_FORMAT_TIME, GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
                         GST_SEEK_TYPE_SET, start, GST_SEEK_TYPE_SET, end >= 0 ? end - INSIDE_FRAME / 2 : -1))
    {
      self->seeking = FALSE;
      g_debug ("A seek was refused");
    }
}

static void
seek (DemainsPlayer *self, gint64 position, gint64 end)
{
  gboolean stuck = self->seeking && g_get_monotonic_time () - self->seek_time > SEEK_SECONDS * G_USEC_PER_SEC;

  self->next_position = clamp_to_frame (self, position);
  self->next_end = end;
  set_position (self, self->next_position);
  if (self->prepared && (!self->seeking || stuck))
    send_seek (self);
}

static void
reached_end (DemainsPlayer *self)
{
  gint64 end = self->range_end >= 0 ? self->range_end : self->duration;

  set_playing (self, FALSE);
  set_position (self, clamp_to_frame (self, end - demains_house_frame_to_time (1)));
}

static void
prepared_or_sought (DemainsPlayer *self)
{
  self->prepared = TRUE;
  self->seeking = FALSE;
  if (self->next_position >= 0)
    send_seek (self);
  else
    update_state (self);
}

static gboolean
is_stale (DemainsPlayer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->wanted != self->reached;
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (DemainsPlayer) self = g_object_ref (user_data);

  if (is_stale (self))
    return G_SOURCE_CONTINUE;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ASYNC_DONE:
      if (GST_MESSAGE_SRC (message) == GST_OBJECT (self->pipeline))
        prepared_or_sought (self);
      break;
    case GST_MESSAGE_EOS:
      if (!self->seeking)
        reached_end (self);
      break;
    case GST_MESSAGE_ERROR:
      set_error (self, demains_media_error_from_message (message));
      demains_player_stop (self);
      break;
    default:
      break;
    }

  return G_SOURCE_CONTINUE;
}

static void
open_in_thread (GstElement *pipeline, gpointer user_data)
{
  DemainsPlayer *self = user_data;
  g_autoptr (GMutexLocker) state_locker = g_mutex_locker_new (&self->state_mutex);
  g_autofree char *uri = NULL;

  if (!is_stale (self))
    return;

  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_mutex_lock (&self->mutex);
  self->reached = self->wanted;
  uri = g_strdup (self->uri);
  g_mutex_unlock (&self->mutex);

  if (uri != NULL)
    {
      g_object_set (pipeline, "uri", uri, NULL);
      gst_element_set_state (pipeline, GST_STATE_PAUSED);
    }
}

/* Opening reads the file: that, and closing it, waits elsewhere. */
static void
open_uri (DemainsPlayer *self, char *uri)
{
  self->prepared = FALSE;
  self->seeking = FALSE;
  self->next_position = -1;
  self->range_end = -1;

  g_mutex_lock (&self->mutex);
  g_free (self->uri);
  self->uri = uri;
  self->wanted++;
  g_mutex_unlock (&self->mutex);
  gst_element_call_async (self->pipeline, open_in_thread, g_object_ref (self), demains_release_on_main);
}

static void
demains_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsPlayer *self = DEMAINS_PLAYER (object);

  switch (id)
    {
    case PROP_TAKE_ID:
      g_value_set_string (value, self->take_id);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_player_dispose (GObject *object)
{
  DemainsPlayer *self = DEMAINS_PLAYER (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_player_parent_class)->dispose (object);
}

static void
demains_player_finalize (GObject *object)
{
  DemainsPlayer *self = DEMAINS_PLAYER (object);

  g_clear_pointer (&self->take_id, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->state_mutex);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (demains_player_parent_class)->finalize (object);
}

static void
demains_player_class_init (DemainsPlayerClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = demains_player_get_property;
  object_class->dispose = demains_player_dispose;
  object_class->finalize = demains_player_finalize;

  properties[PROP_TAKE_ID] = g_param_spec_string ("take-id", NULL, NULL, NULL, flags);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_player_init (DemainsPlayer *self)
{
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->state_mutex);
  self->next_position = -1;
  self->range_end = -1;
}

/**
 * demains_player_new:
 * @project: whose takes
 * @video_sink: (transfer floating) (nullable): shows the pictures
 *
 * Returns: (transfer full): a player with nothing to play yet
 */
DemainsPlayer *
demains_player_new (DemainsProject *project, GstElement *video_sink)
{
  DemainsPlayer *self = g_object_new (DEMAINS_TYPE_PLAYER, NULL);
  g_autoptr (GstBus) bus = NULL;

  self->project = g_object_ref (project);
  /* Not playbin3: that of GStreamer 1.26 opens the old URI again after an error. */
  self->pipeline = g_object_ref_sink (gst_element_factory_make ("playbin", NULL));
  if (video_sink == NULL)
    video_sink = gst_element_factory_make ("fakesink", NULL);
  g_object_set (self->pipeline, "video-sink", video_sink, NULL);
  bus = gst_element_get_bus (self->pipeline);
  self->bus_watch = gst_bus_add_watch (bus, bus_cb, self);

  return self;
}

/**
 * demains_player_load:
 * @self: a player
 * @take_id: (nullable): a take, or %NULL for nothing
 *
 * Opens a take and shows its first frame.
 */
void
demains_player_load (DemainsPlayer *self, const char *take_id)
{
  DemainsMedia *media = take_id != NULL ? demains_project_find_media (self->project, take_id) : NULL;

  set_playing (self, FALSE);
  set_error (self, NULL);
  g_set_str (&self->take_id, take_id);
  self->duration = media != NULL ? demains_media_get_duration (media) : 0;
  notify (self, PROP_TAKE_ID);
  notify (self, PROP_DURATION);
  set_position (self, 0);

  open_uri (self,
            take_id != NULL ? demains_media_get_uri (demains_project_get_file (self->project), take_id, FALSE) : NULL);
}

/**
 * demains_player_play:
 * @self: a player
 *
 * Plays from where it is to the end, or from the start when it is at the end.
 */
void
demains_player_play (DemainsPlayer *self)
{
  gboolean at_end = get_frame_at (self->position) >= get_last_frame (self);

  if (self->take_id == NULL)
    return;
  if (at_end || self->range_end >= 0)
    seek (self, at_end ? 0 : self->position, -1);
  set_playing (self, TRUE);
}

/**
 * demains_player_play_range:
 * @self: a player
 * @start: nanoseconds
 * @end: nanoseconds
 *
 * Plays the frames with @start ≤ t < @end.
 */
void
demains_player_play_range (DemainsPlayer *self, gint64 start, gint64 end)
{
  if (self->take_id == NULL || end <= start)
    return;
  seek (self, demains_house_frame_to_time (demains_house_first_frame_from (start)),
        demains_house_frame_to_time (demains_house_first_frame_from (end)));
  set_playing (self, TRUE);
}

/**
 * demains_player_pause:
 * @self: a player
 *
 * Stops at the frame that is shown.
 */
void
demains_player_pause (DemainsPlayer *self)
{
  if (!self->playing)
    return;
  tick_cb (self);
  set_playing (self, FALSE);
  /* Sinks show a frame more or less when they stop: this one, then. */
  seek (self, self->position, -1);
}

/**
 * demains_player_seek:
 * @self: a player
 * @position: nanoseconds
 *
 * Goes to the frame that shows at @position. While one is on its way, of further
 * ones only the newest counts.
 */
void
demains_player_seek (DemainsPlayer *self, gint64 position)
{
  if (self->take_id != NULL)
    seek (self, position, -1);
}

/**
 * demains_player_step:
 * @self: a player
 * @frames: how many, back when negative
 *
 * Pauses and goes on by some frames.
 */
void
demains_player_step (DemainsPlayer *self, int frames)
{
  demains_player_pause (self);
  if (self->take_id != NULL)
    seek (self, demains_house_frame_to_time (MAX (get_frame_at (self->position) + frames, 0)), -1);
}

/**
 * demains_player_stop:
 * @self: a player
 *
 * Lets go of the take.
 */
void
demains_player_stop (DemainsPlayer *self)
{
  set_playing (self, FALSE);
  if (self->take_id != NULL)
    {
      g_clear_pointer (&self->take_id, g_free);
      notify (self, PROP_TAKE_ID);
    }
  open_uri (self, NULL);
}

/**
 * demains_player_get_playing:
 * @self: a player
 *
 * Returns: whether it plays
 */
gboolean
demains_player_get_playing (DemainsPlayer *self)
{
  return self->playing;
}

/**
 * demains_player_get_position:
 * @self: a player
 *
 * Returns: where it is, in nanoseconds; while it stands, the time of the frame
 *     that is shown
 */
gint64
demains_player_get_position (DemainsPlayer *self)
{
  return self->position;
}

/**
 * demains_player_get_duration:
 * @self: a player
 *
 * Returns: how long the take is, in nanoseconds
 */
gint64
demains_player_get_duration (DemainsPlayer *self)
{
  return self->duration;
}

/**
 * demains_player_get_error:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): why it cannot be played
 */
const GError *
demains_player_get_error (DemainsPlayer *self)
{
  return self->error;
}
