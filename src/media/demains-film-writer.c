/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-writer.h"

#include <fcntl.h>

#include <glib/gstdio.h>
#include <gst/app/app.h>

#include "demains-cue.h"
#include "demains-encoder.h"
#include "demains-film-check.h"
#include "demains-film-place.h"
#include "demains-house.h"
#include "demains-media-error-private.h"
#include "demains-place.h"

/* A disk with less room than this is full: less than any piece that is written (bytes). */
#define LEAST_ROOM (256 * 1024)

/* So much may wait for the other stream: two seconds of pictures. Of sound it is more, so that its encoder has
 * something to do while the sound of the next clip is opened (20 seconds, 4 MB). */
#define MAX_FRAMES (2 * DEMAINS_HOUSE_RATE)
#define MAX_SOUND_PIECES (20 * DEMAINS_HOUSE_RATE / DEMAINS_FILM_SOUND_FRAMES)

/* Sound is encoded slower than pictures are copied: it goes on while pictures wait for a clip that is opened (1 MB). */
#define MAX_SOUND (60 * GST_SECOND)
#define PAUSE_MICROSECONDS 2000

/* Two seconds of film: about a megabyte. */
#define FRAMES_PER_SENDING (2 * DEMAINS_HOUSE_RATE)

/* So much more than the film takes, for what an encoder of sound fills up. */
#define ROOM_OF_INDEX GST_SECOND

struct _DemainsFilmWriter
{
  char *path;
  char *part;
  int lock;
  GCancellable *cancellable;
  GstElement *pipeline;
  GstAppSrc *video;
  GstAppSrc *audio;
  GstAppSrc *captions;
  GstBus *bus;
  GMutex mutex;
  GError *problem;
  gint64 frames;
  gint64 sound_frames;
  gboolean webm;
  gboolean stereo;
};

/* The index comes first, where room is kept for it: how long the film is, is known. To put it there when all is
 * written would copy the whole film once more. */
static GstElement *
new_muxer (gboolean h264, const DemainsFilmPlan *plan)
{
  GstElement *muxer = gst_element_factory_make (h264 ? "mp4mux" : "webmmux", NULL);

  if (muxer != NULL && h264)
    g_object_set (muxer, "reserved-max-duration", demains_house_frame_to_time (plan->frames) + ROOM_OF_INDEX, NULL);
  if (muxer != NULL && h264 && plan->poster != NULL)
    gst_tag_setter_add_tags (GST_TAG_SETTER (muxer), GST_TAG_MERGE_APPEND, GST_TAG_IMAGE, plan->poster, NULL);
  if (muxer != NULL && !h264)
    g_object_set (muxer, "writing-app", "Demains", NULL);

  return muxer;
}

/* What comes to a pad of the muxer. Behind an encoder there is room for what it is ahead; without one that is in the
 * source. @encoder: (nullable) */
static GstAppSrc *
add_source (DemainsFilmWriter *self, const char *caps, GstElement *encoder, GstElement *muxer, const char *pad)
{
  GstElement *source = gst_element_factory_make ("appsrc", NULL);
  GstElement *last = source;
  g_autoptr (GstCaps) parsed = caps != NULL ? gst_caps_from_string (caps) : NULL;

  g_object_set (source, "caps", parsed, "format", GST_FORMAT_TIME, "max-bytes", G_GUINT64_CONSTANT (0), NULL);
  gst_bin_add (GST_BIN (self->pipeline), source);
  if (encoder != NULL)
    {
      last = gst_element_factory_make ("queue", NULL);
      g_object_set (last, "max-size-buffers", 0, "max-size-bytes", 0, "max-size-time", (guint64)MAX_SOUND, NULL);
      gst_bin_add_many (GST_BIN (self->pipeline), encoder, last, NULL);
      if (!gst_element_link_many (source, encoder, last, NULL))
        return NULL;
    }

  return gst_element_link_pads (last, "src", muxer, pad) ? GST_APP_SRC (g_object_ref (source)) : NULL;
}

/* The muxer says no more than that it could not write: look why. */
static gboolean
is_disk_full (DemainsFilmWriter *self)
{
  DemainsPlace place;

  demains_place_inspect (self->path, &place);

  return place.free_bytes >= 0 && place.free_bytes < LEAST_ROOM;
}

/* The first one is why; another may be what came of it. */
static void
set_problem (DemainsFilmWriter *self, GError *problem)
{
  g_mutex_lock (&self->mutex);
  if (self->problem == NULL)
    self->problem = g_steal_pointer (&problem);
  g_mutex_unlock (&self->mutex);
  g_clear_error (&problem);
}

static gboolean
copy_problem (DemainsFilmWriter *self, GError **error)
{
  GError *problem;

  g_mutex_lock (&self->mutex);
  problem = self->problem != NULL ? g_error_copy (self->problem) : NULL;
  g_mutex_unlock (&self->mutex);
  if (problem != NULL)
    g_propagate_error (error, problem);

  return problem != NULL;
}

/* FALSE with an error when the film cannot or shall not go on. Waits so long for
 * the end, or for none: a message is taken off the bus once, whoever asks. */
static gboolean
check (DemainsFilmWriter *self, GstClockTime timeout, gboolean *ended, GError **error)
{
  g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (self->bus, timeout, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (message != NULL && GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      GError *problem = demains_media_error_from_message (message);

      if (g_error_matches (problem, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED) && is_disk_full (self))
        problem->code = DEMAINS_MEDIA_ERROR_NO_SPACE;
      set_problem (self, problem);
    }
  *ended = message != NULL;

  return !copy_problem (self, error);
}

static void
push_caption (DemainsFilmWriter *self, const char *text, gint64 start, gint64 end)
{
  GstBuffer *buffer = *text != '\0' ? gst_buffer_new_memdup (text, strlen (text)) : gst_buffer_new ();

  GST_BUFFER_PTS (buffer) = start;
  GST_BUFFER_DURATION (buffer) = end - start;
  gst_app_src_push_buffer (self->captions, buffer);
}

/* MP4 has a track for them, of words alone, and WebM none that players know. All of them are there before the first
 * picture. It begins where the film does, with nothing: from a track that begins later FFmpeg takes so much off its
 * end, too. */
static gboolean
add_captions (DemainsFilmWriter *self, GPtrArray *cues, GstElement *muxer)
{
  self->captions = add_source (self, "text/x-raw,format=utf8", NULL, muxer, "subtitle_%u");
  for (guint i = 0; self->captions != NULL && i < cues->len; i++)
    {
      const DemainsCue *cue = cues->pdata[i];

      if (i == 0 && cue->start > 0)
        push_caption (self, "", 0, cue->start);
      push_caption (self, cue->text, cue->start, cue->end);
    }
  if (self->captions != NULL)
    gst_app_src_end_of_stream (self->captions);

  return self->captions != NULL;
}

static gboolean
build (DemainsFilmWriter *self, gboolean h264, const DemainsFilmPlan *plan, GError **error)
{
  GstElement *muxer = new_muxer (h264, plan);
  GstElement *sink = gst_element_factory_make ("filesink", NULL);
  GstElement *audio;
  gboolean ended;

  self->pipeline = g_object_ref_sink (gst_pipeline_new ("film"));
  self->bus = gst_element_get_bus (self->pipeline);
  if (muxer == NULL || sink == NULL)
    {
      g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_ENCODER, "no muxer is installed");
      return FALSE;
    }
  g_object_set (sink, "location", self->part, NULL);
  gst_bin_add_many (GST_BIN (self->pipeline), muxer, sink, NULL);

  audio = demains_encoder_new_audio (h264 ? DEMAINS_ENCODER_FILM : DEMAINS_ENCODER_OPEN, NULL, error);
  if (audio == NULL)
    return FALSE;
  self->video = add_source (self, NULL, NULL, muxer, "video_%u");
  self->audio
    = add_source (self, "audio/x-raw,format=S16LE,layout=interleaved,rate=48000,channels=2", audio, muxer, "audio_%u");
  if (self->video == NULL || self->audio == NULL
      || (h264 && plan->cues != NULL && plan->cues->len > 0 && !add_captions (self, plan->cues, muxer))
      || !gst_element_link (muxer, sink))
    {
      g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_ENCODER, "the film's parts do not fit together");
      return FALSE;
    }

  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE)
    return TRUE;
  if (check (self, 0, &ended, error))
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FAILED, "the film cannot begin");

  return FALSE;
}

/*
 * demains_film_writer_new:
 * @path: where the film goes; its extension is corrected to what can be made, and then no other file is replaced
 * @plan: what it will be
 * @cancellable: (nullable): makes the writer give up
 * @error: %DEMAINS_MEDIA_ERROR, %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a writer
 */
DemainsFilmWriter *
demains_film_writer_new (const char *path, const DemainsFilmPlan *plan, GCancellable *cancellable, GError **error)
{
  g_autoptr (DemainsFilmWriter) self = g_new0 (DemainsFilmWriter, 1);
  const char *codec = plan->webm ? "vp9" : demains_encoder_find (error);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  gboolean h264;

  g_mutex_init (&self->mutex);
  self->lock = -1;
  if (codec == NULL)
    return NULL;
  g_set_object (&self->cancellable, cancellable);
  h264 = g_str_equal (codec, "h264");
  self->webm = !h264;
  self->path = demains_film_place_find (absolute, h264);
  self->part = demains_film_place_reserve (self->path, plan->bytes, &self->lock, error);
  if (self->part == NULL || !build (self, h264, plan, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* Waits while one stream is far before the other. */
static gboolean
wait_for_muxer (DemainsFilmWriter *self, GstAppSrc *source, guint most, GError **error)
{
  gboolean ended;

  do
    if (!check (self, 0, &ended, error))
      return FALSE;
  while (gst_app_src_get_current_level_buffers (source) >= most && (g_usleep (PAUSE_MICROSECONDS), TRUE));

  return TRUE;
}

/* What is written goes to the disk meanwhile: else a stick would have all of it to do after the last picture. No more
 * than a beginning, so where it fails nothing is lost. */
static void
send_to_disk (DemainsFilmWriter *self)
{
  if (self->frames % FRAMES_PER_SENDING == 0)
    sync_file_range (self->lock, 0, 0, SYNC_FILE_RANGE_WRITE);
}

static void
push (GstAppSrc *source, GstBuffer *buffer, gint64 frame, guint n_frames)
{
  GST_BUFFER_PTS (buffer) = demains_house_frame_to_time (frame);
  GST_BUFFER_DTS (buffer) = GST_BUFFER_PTS (buffer);
  GST_BUFFER_DURATION (buffer) = demains_house_frame_to_time (frame + n_frames) - GST_BUFFER_PTS (buffer);
  gst_app_src_push_buffer (source, buffer);
}

/*
 * demains_film_writer_push_picture:
 * @self: a film writer
 * @packet: the next picture, encoded
 * @caps: what it is; all of a film have the same headers
 * @error: why the film cannot go on
 *
 * Pictures and sound may come from two threads: each waits while it is far before the other.
 *
 * Returns: whether it can
 */
gboolean
demains_film_writer_push_picture (DemainsFilmWriter *self, GstBuffer *packet, GstCaps *caps, GError **error)
{
  GstBuffer *frame;

  if (!wait_for_muxer (self, self->video, MAX_FRAMES, error))
    return FALSE;
  if (self->frames == 0)
    gst_app_src_set_caps (self->video, caps);
  frame = gst_buffer_new ();
  gst_buffer_copy_into (frame, packet, GST_BUFFER_COPY_FLAGS | GST_BUFFER_COPY_MEMORY, 0, -1);
  push (self->video, frame, self->frames++, 1);
  send_to_disk (self);

  return TRUE;
}

/* Whether the two channels are not the same. */
static gboolean
is_stereo (const gint16 *samples, guint n_frames)
{
  for (guint i = 0; i < n_frames * DEMAINS_HOUSE_SAMPLES_PER_FRAME; i++)
    if (samples[2 * i] != samples[2 * i + 1])
      return TRUE;

  return FALSE;
}

/*
 * demains_film_writer_push_sound:
 * @self: a film writer
 * @stereo: the sound of the next frames
 * @n_frames: how many these are, %DEMAINS_FILM_SOUND_FRAMES at the most
 * @error: why the film cannot go on
 *
 * Returns: whether it can
 */
gboolean
demains_film_writer_push_sound (DemainsFilmWriter *self, const gint16 *stereo, guint n_frames, GError **error)
{
  GstBuffer *sound;

  if (!wait_for_muxer (self, self->audio, MAX_SOUND_PIECES, error))
    return FALSE;
  sound = gst_buffer_new_memdup (stereo, n_frames * DEMAINS_HOUSE_SAMPLES_PER_FRAME * 2 * sizeof (gint16));
  push (self->audio, sound, self->sound_frames, n_frames);
  self->sound_frames += n_frames;
  self->stereo = self->stereo || is_stereo (stereo, n_frames);

  return TRUE;
}

/*
 * demains_film_writer_give_up:
 * @self: a film writer
 *
 * Makes what another thread pushes end, with %G_IO_ERROR_CANCELLED.
 */
void
demains_film_writer_give_up (DemainsFilmWriter *self)
{
  set_problem (self, g_error_new (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the film is given up"));
}

static gboolean
wait_for_end (DemainsFilmWriter *self, GError **error)
{
  gboolean ended = FALSE;

  while (!ended)
    if (!check (self, 100 * GST_MSECOND, &ended, error))
      return FALSE;

  return TRUE;
}

/* Its bytes are on the disk before its name is. */
static gboolean
put_in_place (DemainsFilmWriter *self, gint64 *size, GError **error)
{
  GStatBuf status = { 0 };

  if (g_fsync (self->lock) == 0 && g_stat (self->part, &status) == 0 && g_rename (self->part, self->path) == 0)
    {
      *size = status.st_size;
      return TRUE;
    }
  demains_film_place_set_error (self->path, error);

  return FALSE;
}

/*
 * demains_film_writer_finish:
 * @self: a film writer
 * @size: (out): bytes of the film
 * @loudness: (out): of its sound, in LUFS; -HUGE_VAL where nothing is heard
 * @error: why there is none
 *
 * Ends the film, checks it and puts it in its place. Without this, nothing is
 * left of it.
 *
 * Returns: whether it is there
 */
gboolean
demains_film_writer_finish (DemainsFilmWriter *self, gint64 *size, double *loudness, GError **error)
{
  gst_app_src_end_of_stream (self->audio);
  gst_app_src_end_of_stream (self->video);
  if (!wait_for_end (self, error))
    return FALSE;
  gst_element_set_state (self->pipeline, GST_STATE_NULL);

  return demains_film_check (self->part, self->webm, self->frames, self->stereo ? 2 : 1, loudness, self->cancellable,
                             error)
         && put_in_place (self, size, error);
}

/*
 * demains_film_writer_get_path:
 * @self: a film writer
 *
 * Returns: (transfer none): where the film goes
 */
const char *
demains_film_writer_get_path (DemainsFilmWriter *self)
{
  return self->path;
}

void
demains_film_writer_free (DemainsFilmWriter *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->video);
  g_clear_object (&self->audio);
  g_clear_object (&self->captions);
  g_clear_object (&self->bus);
  g_clear_object (&self->pipeline);
  if (self->part != NULL)
    g_unlink (self->part);
  g_clear_fd (&self->lock, NULL);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->problem);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self->part);
  g_free (self);
}
