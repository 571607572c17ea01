/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-player.h"

#include <gst/app/app.h>

#include "demains-film-part.h"
#include "demains-film-sound.h"
#include "demains-house.h"
#include "demains-media-error-private.h"
#include "demains-media-init.h"
#include "demains-part-reader.h"
#include "demains-release.h"

#define TICK_MILLISECONDS 33

/* So much is made before it is shown, so that there is time to open the next clip (28 MB of pictures). Where that is
 * not enough the film waits until it is there again. */
#define AHEAD (2 * GST_SECOND / 3)

#define PAUSE_MICROSECONDS 5000

#define SOUND_CAPS "audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=2"

struct _DemainsFilmPlayer
{
  GObject parent_instance;

  DemainsProject *project;
  GstElement *pipeline;
  GstAppSrc *video;
  GstAppSrc *audio;
  guint bus_watch;
  guint tick;

  /* Held by the thread that feeds the pipeline: one after the other. */
  GMutex feeding;
  GCancellable *cancellable;

  /* Counts what is played: what a pipeline says before it has begun with it is about something else. */
  guint run;
  gboolean begun;

  gboolean playing;
  gint64 start;
  gint64 duration;
  gint64 position;
  GError *error;
};

enum
{
  PROP_PLAYING = 1,
  PROP_POSITION,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (DemainsFilmPlayer, demains_film_player, G_TYPE_OBJECT)

/* What is played, for the thread that feeds. */
typedef struct
{
  DemainsFilmPlayer *player;
  GCancellable *cancellable;
  GPtrArray *parts;
  guint run;
  DemainsFilmSound *sound;
  gint64 frames;
  gboolean waiting;
} Feed;

static void
feed_free (Feed *self)
{
  g_clear_pointer (&self->sound, demains_film_sound_free);
  g_ptr_array_unref (self->parts);
  g_object_unref (self->cancellable);
  demains_release_on_main (self->player);
  g_free (self);
}

static gboolean
is_stopped (Feed *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static void
go_on (Feed *self, gboolean waiting)
{
  if (self->waiting != waiting)
    gst_element_set_state (self->player->pipeline, waiting ? GST_STATE_PAUSED : GST_STATE_PLAYING);
  self->waiting = waiting;
}

/* Waits while enough is made before it is shown; where no picture is left of that, the film waits. (Sound has a queue
 * of its own.) */
static void
push (Feed *self, GstAppSrc *source, GstBuffer *buffer)
{
  if (source == self->player->video && gst_app_src_get_current_level_buffers (source) == 0)
    go_on (self, TRUE);
  GST_BUFFER_PTS (buffer) = demains_house_frame_to_time (self->frames);
  GST_BUFFER_DURATION (buffer) = demains_house_frame_to_time (self->frames + 1) - GST_BUFFER_PTS (buffer);
  while (gst_app_src_get_current_level_time (source) >= AHEAD && !is_stopped (self))
    {
      go_on (self, FALSE);
      g_usleep (PAUSE_MICROSECONDS);
    }
  gst_app_src_push_buffer (source, buffer);
}

/* A frame of the film: its picture and its sound. */
static gboolean
feed_frame (Feed *self, DemainsPartReader *reader, gint64 frame, GError **error)
{
  gint16 stereo[2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME];
  gboolean exact;
  g_autoptr (GstBuffer) picture = demains_part_reader_get (reader, frame, &exact, error);
  GstBuffer *shown;

  if (picture == NULL)
    return FALSE;

  gst_app_src_set_caps (self->player->video, demains_part_reader_get_caps (reader));
  shown = gst_buffer_new ();
  gst_buffer_copy_into (shown, picture, GST_BUFFER_COPY_META | GST_BUFFER_COPY_MEMORY, 0, -1);
  push (self, self->player->video, shown);
  demains_film_sound_read (self->sound, stereo);
  push (self, self->player->audio, gst_buffer_new_memdup (stereo, sizeof stereo));
  self->frames++;

  return TRUE;
}

static gboolean
feed_part (Feed *self, const DemainsFilmPart *part, GError **error)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (DEMAINS_HOUSE_VIDEO_CAPS);
  g_autoptr (DemainsPartReader) reader = NULL;

  if (part->first_frame == part->end_frame)
    return TRUE;
  reader = demains_part_reader_new (part, part->first_frame, DEMAINS_HOUSE_COLORIMETRY, caps, self->cancellable, error);
  if (reader == NULL)
    return FALSE;
  for (gint64 frame = part->first_frame; frame < part->end_frame && !is_stopped (self); frame++)
    if (!feed_frame (self, reader, frame, error))
      return FALSE;

  return TRUE;
}

static gboolean
feed_parts (Feed *self, GError **error)
{
  self->sound = demains_film_part_make_sound (self->parts, self->cancellable);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const DemainsFilmPart *part = self->parts->pdata[i];
      g_autoptr (GError) problem = NULL;

      if (feed_part (self, part, &problem))
        continue;
      demains_film_part_set_error (part, problem, error);
      return FALSE;
    }

  return TRUE;
}

/* What cannot go on says so where the pipeline's own errors are heard. */
static void
post_error (Feed *self, GError *error)
{
  GstObject *pipeline = GST_OBJECT (self->player->pipeline);

  gst_element_post_message (self->player->pipeline, gst_message_new_error (pipeline, error, NULL));
}

static void
feed (Feed *self)
{
  DemainsFilmPlayer *player = self->player;
  g_autoptr (GError) error = NULL;

  self->waiting = TRUE;
  gst_element_set_state (player->pipeline, GST_STATE_PAUSED);
  /* Not before: a pipeline that is closed says nothing. */
  gst_element_post_message (
    player->pipeline, gst_message_new_application (GST_OBJECT (player->pipeline),
                                                   gst_structure_new ("begun", "run", G_TYPE_UINT, self->run, NULL)));
  if (!feed_parts (self, &error) && !is_stopped (self))
    {
      post_error (self, error);
      return;
    }

  gst_app_src_end_of_stream (player->video);
  gst_app_src_end_of_stream (player->audio);
  go_on (self, FALSE);
  while (!is_stopped (self))
    g_usleep (PAUSE_MICROSECONDS);
}

/* Until somebody stops it, or all was seen; then the last picture stays. */
static gpointer
feed_in_thread (gpointer data)
{
  Feed *self = data;
  DemainsFilmPlayer *player = self->player;

  g_mutex_lock (&player->feeding);
  if (!is_stopped (self))
    {
      gst_element_set_state (player->pipeline, GST_STATE_NULL);
      feed (self);
      gst_element_set_state (player->pipeline, GST_STATE_PAUSED);
    }
  g_mutex_unlock (&player->feeding);
  feed_free (self);

  return NULL;
}

static void
notify (DemainsFilmPlayer *self, guint id)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
set_position (DemainsFilmPlayer *self, gint64 position)
{
  if (self->position == position)
    return;
  self->position = position;
  notify (self, PROP_POSITION);
}

static void
set_error (DemainsFilmPlayer *self, GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

static gboolean
tick_cb (gpointer user_data)
{
  DemainsFilmPlayer *self = user_data;
  gint64 position;

  if (self->begun && gst_element_query_position (self->pipeline, GST_FORMAT_TIME, &position))
    set_position (self, CLAMP (self->start + position, self->start, self->duration));

  return G_SOURCE_CONTINUE;
}

static void
set_playing (DemainsFilmPlayer *self, gboolean playing)
{
  if (self->playing == playing)
    return;

  self->playing = playing;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (playing)
    self->tick = g_timeout_add (TICK_MILLISECONDS, tick_cb, self);
  notify (self, PROP_PLAYING);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (DemainsFilmPlayer) self = g_object_ref (user_data);
  guint run;

  if (!self->playing)
    return G_SOURCE_CONTINUE;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_APPLICATION)
    self->begun = gst_structure_get_uint (gst_message_get_structure (message), "run", &run) && run == self->run;
  else if (!self->begun)
    return G_SOURCE_CONTINUE;
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS)
    {
      set_position (self, self->duration);
      demains_film_player_stop (self);
    }
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      set_error (self, demains_media_error_from_message (message));
      demains_film_player_stop (self);
    }

  return G_SOURCE_CONTINUE;
}

static GstAppSrc *
add_source (DemainsFilmPlayer *self, const char *caps, GstElement *sink)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  g_autoptr (GstCaps) parsed = caps != NULL ? gst_caps_from_string (caps) : NULL;

  g_object_set (source, "caps", parsed, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  gst_bin_add_many (GST_BIN (self->pipeline), source, sink, NULL);
  gst_element_link (source, sink);

  return GST_APP_SRC (g_object_ref (source));
}

static void
demains_film_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DemainsFilmPlayer *self = DEMAINS_FILM_PLAYER (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_POSITION:
      g_value_set_int64 (value, self->position);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
demains_film_player_dispose (GObject *object)
{
  DemainsFilmPlayer *self = DEMAINS_FILM_PLAYER (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->bus_watch, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->video);
  g_clear_object (&self->audio);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (demains_film_player_parent_class)->dispose (object);
}

static void
demains_film_player_finalize (GObject *object)
{
  DemainsFilmPlayer *self = DEMAINS_FILM_PLAYER (object);

  g_mutex_clear (&self->feeding);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (demains_film_player_parent_class)->finalize (object);
}

static void
demains_film_player_class_init (DemainsFilmPlayerClass *class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = demains_film_player_get_property;
  object_class->dispose = demains_film_player_dispose;
  object_class->finalize = demains_film_player_finalize;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_POSITION] = g_param_spec_int64 ("position", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
demains_film_player_init (DemainsFilmPlayer *self)
{
  g_mutex_init (&self->feeding);
}

/**
 * demains_film_player_new:
 * @project: whose film
 * @video_sink: (transfer floating) (nullable): shows the pictures
 *
 * Returns: (transfer full): a player that plays nothing yet
 */
DemainsFilmPlayer *
demains_film_player_new (DemainsProject *project, GstElement *video_sink)
{
  DemainsFilmPlayer *self = g_object_new (DEMAINS_TYPE_FILM_PLAYER, NULL);
  g_autoptr (GstBus) bus = NULL;
  GstElement *sound;

  self->project = g_object_ref (project);
  self->pipeline = g_object_ref_sink (gst_pipeline_new ("film-player"));
  sound = gst_parse_bin_from_description ("queue ! audioconvert ! audioresample ! autoaudiosink", TRUE, NULL);
  self->video = add_source (self, NULL, video_sink != NULL ? video_sink : gst_element_factory_make ("fakesink", NULL));
  self->audio = add_source (self, SOUND_CAPS, sound);
  bus = gst_element_get_bus (self->pipeline);
  self->bus_watch = gst_bus_add_watch (bus, bus_cb, self);

  return self;
}

/**
 * demains_film_player_play:
 * @self: a player
 * @position: from where on, in nanoseconds of the film; its end for its beginning
 *
 * Plays the film as its clips are now.
 */
void
demains_film_player_play (DemainsFilmPlayer *self, gint64 position)
{
  GPtrArray *parts = demains_film_part_list (self->project, NULL);
  gint64 frames = demains_film_part_count_frames (parts);
  gint64 start = demains_house_first_frame_from (position);
  Feed *played;

  demains_film_player_stop (self);
  set_error (self, NULL);
  if (frames == 0)
    {
      g_ptr_array_unref (parts);
      set_error (self, g_error_new (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CLIP, "there is no clip"));
      return;
    }

  /* What comes before is not measured either: who waits for a film to begin does not wait for that. */
  if (start >= frames)
    start = 0;
  demains_film_part_skip (parts, start);
  played = g_new0 (Feed, 1);
  played->player = g_object_ref (self);
  played->parts = parts;
  played->run = ++self->run;
  self->begun = FALSE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  played->cancellable = g_object_ref (self->cancellable);
  self->start = demains_house_frame_to_time (start);
  self->duration = demains_house_frame_to_time (frames);
  set_position (self, self->start);
  set_playing (self, TRUE);
  g_thread_unref (g_thread_new ("film-player", feed_in_thread, played));
}

/**
 * demains_film_player_stop:
 * @self: a player
 *
 * Stops at the picture that is seen.
 */
void
demains_film_player_stop (DemainsFilmPlayer *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  set_playing (self, FALSE);
}

/**
 * demains_film_player_get_playing:
 * @self: a player
 *
 * Returns: whether it plays
 */
gboolean
demains_film_player_get_playing (DemainsFilmPlayer *self)
{
  return self->playing;
}

/**
 * demains_film_player_get_position:
 * @self: a player
 *
 * Returns: where it is in the film, in nanoseconds
 */
gint64
demains_film_player_get_position (DemainsFilmPlayer *self)
{
  return self->position;
}

/**
 * demains_film_player_get_duration:
 * @self: a player
 *
 * Returns: how long the film is that it plays, in nanoseconds
 */
gint64
demains_film_player_get_duration (DemainsFilmPlayer *self)
{
  return self->duration;
}

/**
 * demains_film_player_get_error:
 * @self: a player
 *
 * Returns: (transfer none) (nullable): why it cannot be played
 */
const GError *
demains_film_player_get_error (DemainsFilmPlayer *self)
{
  return self->error;
}
