/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film.h"

#include "demains-captions.h"
#include "demains-encoder.h"
#include "demains-film-part.h"
#include "demains-film-pictures.h"
#include "demains-film-poster.h"
#include "demains-film-sound.h"
#include "demains-film-writer.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

/* What a film takes up at least: of sound, in bytes a second, and for the rest as a share of what its takes take up,
 * whose sound is kept without loss. */
#define SOUND_BYTES 15000
#define SMALL_SHARE 0.05
#define ENCODED_SHARE 0.2
#define COPIED_SHARE 0.5

typedef struct
{
  GPtrArray *parts;
  GPtrArray *cues;
  gint64 frames;
  guint left_out;
  gboolean no_captions;
  char *path;
  DemainsFilmWay way;
  DemainsOperation *operation;

  /* While it is rendered. */
  DemainsFilmWriter *writer;
  DemainsFilmSound *sound;
  DemainsFilmResult *result;
} Film;

static void
film_free (Film *self)
{
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->cues, g_ptr_array_unref);
  g_clear_pointer (&self->sound, demains_film_sound_free);
  g_clear_pointer (&self->writer, demains_film_writer_free);
  g_clear_pointer (&self->result, demains_film_result_free);
  g_free (self->path);
  g_object_unref (self->operation);
  g_free (self);
}

/* Its encoder is what a film that is copied waits for, so sound has a thread of its own. */
static gpointer
push_sound_in_thread (gpointer data)
{
  Film *self = data;
  gint16 stereo[DEMAINS_FILM_SOUND_FRAMES * 2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME];
  GError *error = NULL;

  for (gint64 frame = 0; frame < self->frames && error == NULL; frame += DEMAINS_FILM_SOUND_FRAMES)
    {
      guint n_frames = MIN (DEMAINS_FILM_SOUND_FRAMES, self->frames - frame);

      for (guint i = 0; i < n_frames; i++)
        demains_film_sound_read (self->sound, stereo + i * 2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME);
      demains_film_writer_push_sound (self->writer, stereo, n_frames, &error);
    }

  return error;
}

static gboolean
render_clips (Film *self, GError **error)
{
  GThread *thread;
  GError *problem;
  gboolean good;

  thread = g_thread_new ("film-sound", push_sound_in_thread, self);
  good = demains_film_pictures_render (self->parts, self->way == DEMAINS_FILM_CAPTIONED ? self->cues : NULL,
                                       self->writer, self->operation, self->result, error);
  if (!good)
    demains_film_writer_give_up (self->writer);
  problem = g_thread_join (thread);
  if (good && problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_clear_error (&problem);

  return good && demains_film_writer_finish (self->writer, &self->result->size, &self->result->loudness, error);
}

static double
get_share (DemainsFilmWay way)
{
  switch (way)
    {
    case DEMAINS_FILM_COPIED:
      return COPIED_SHARE;
    case DEMAINS_FILM_SMALL:
      return SMALL_SHARE;
    default:
      return ENCODED_SHARE;
    }
}

static gint64
estimate_bytes (Film *self)
{
  gint64 sound = gst_util_uint64_scale (self->frames, SOUND_BYTES, DEMAINS_HOUSE_RATE);

  return sound + get_share (self->way) * demains_film_part_count_bytes (self->parts);
}

static DemainsFilmResult *
render (Film *self, GError **error)
{
  GCancellable *cancellable = demains_operation_get_cancellable (self->operation);
  /* What is in the pictures is not shown a second time. */
  DemainsFilmPlan plan = {
    .frames = self->frames,
    .bytes = estimate_bytes (self),
    .webm = self->way == DEMAINS_FILM_OPEN,
    .cues = self->way == DEMAINS_FILM_CAPTIONED ? NULL : self->cues,
  };
  g_autoptr (GstSample) poster = NULL;
  gboolean good;

  /* First of all: what encodes it waits for how loud it is. */
  self->sound = demains_film_part_make_sound (self->parts, cancellable);
  demains_film_sound_begin (self->sound);
  /* WebM has no place for one. */
  if (!plan.webm)
    poster = plan.poster = demains_film_poster_make (self->parts, cancellable);
  self->writer = demains_film_writer_new (self->path, &plan, cancellable, error);
  if (self->writer == NULL)
    return NULL;

  self->result = g_new0 (DemainsFilmResult, 1);
  self->result->way = self->way;
  self->result->left_out = self->left_out;
  self->result->no_captions = self->no_captions;
  self->result->shortened_clip = demains_film_part_find_shortened (self->parts);
  self->result->path = g_strdup (demains_film_writer_get_path (self->writer));
  good = render_clips (self, error);
  self->result->duration = demains_house_frame_to_time (self->result->frames);
  self->result->silent_clip = demains_film_sound_find_lost (self->sound);

  /* Before the answer: nothing is left of what could not be made. */
  g_clear_pointer (&self->sound, demains_film_sound_free);
  g_clear_pointer (&self->writer, demains_film_writer_free);

  return good ? g_steal_pointer (&self->result) : NULL;
}

static int
find_code (const GError *error)
{
  if (error->domain == DEMAINS_MEDIA_ERROR)
    switch (error->code)
      {
      case DEMAINS_MEDIA_ERROR_NO_ENCODER:
      case DEMAINS_MEDIA_ERROR_NO_DECODER:
      case DEMAINS_MEDIA_ERROR_FILM_CLIP:
        return error->code;
      case DEMAINS_MEDIA_ERROR_NO_SPACE:
        return DEMAINS_MEDIA_ERROR_FILM_NO_SPACE;
      case DEMAINS_MEDIA_ERROR_TOO_LARGE:
        return DEMAINS_MEDIA_ERROR_FILM_TOO_LARGE;
      default:
        return DEMAINS_MEDIA_ERROR_FILM_FAILED;
      }

  if (error->domain == G_IO_ERROR)
    switch (error->code)
      {
      case G_IO_ERROR_NO_SPACE:
        return DEMAINS_MEDIA_ERROR_FILM_NO_SPACE;
      case G_IO_ERROR_PERMISSION_DENIED:
      case G_IO_ERROR_READ_ONLY:
      case G_IO_ERROR_IS_DIRECTORY:
        return DEMAINS_MEDIA_ERROR_FILM_FORBIDDEN;
      case G_IO_ERROR_NOT_FOUND:
      case G_IO_ERROR_NOT_DIRECTORY:
      case G_IO_ERROR_NOT_MOUNTED:
        return DEMAINS_MEDIA_ERROR_FILM_NOWHERE;
      default:
        return DEMAINS_MEDIA_ERROR_FILM_FAILED;
      }

  return DEMAINS_MEDIA_ERROR_FILM_FAILED;
}

/* What is in the way of a film is told of the film, not of a camera or a project. */
static GError *
make_film_error (GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FILENAME_TOO_LONG)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME))
    return error;

  error->code = find_code (error);
  error->domain = DEMAINS_MEDIA_ERROR;

  return error;
}

static void
render_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Film *self = data;
  GError *error = NULL;
  DemainsFilmResult *result = render (self, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify)demains_film_result_free);
  else
    g_task_return_error (task, make_film_error (error));
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Film *self = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  DemainsFilmResult *film = g_task_propagate_pointer (G_TASK (result), &error);

  demains_operation_finish (self->operation, error);
  if (film != NULL)
    g_task_return_pointer (task, film, (GDestroyNotify)demains_film_result_free);
  else
    g_task_return_error (task, error);
}

/* A film without captions is better than none, unless they are what was asked for. */
static void
captions_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Film *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->cues = demains_captions_load_finish (result, &error);
  if (error != NULL
      && (self->way == DEMAINS_FILM_CAPTIONED || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    {
      g_task_return_error (task, make_film_error (g_steal_pointer (&error)));
      return;
    }
  if (error != NULL)
    {
      g_warning ("The film has no captions: %s", error->message);
      self->cues = demains_cue_list_new ();
      self->no_captions = TRUE;
    }
  if (self->way == DEMAINS_FILM_CAPTIONED && self->cues->len == 0)
    g_task_return_new_error (task, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAPTIONS, "nothing is said");
  else
    g_task_run_in_thread (task, render_in_thread);
}

/**
 * demains_film_result_free:
 * @self: a result
 *
 * Frees it.
 */
void
demains_film_result_free (DemainsFilmResult *self)
{
  g_free (self->path);
  g_free (self);
}

/**
 * demains_film_get_duration:
 * @project: a project
 *
 * Returns: how long the film of its clips is, in nanoseconds
 */
gint64
demains_film_get_duration (DemainsProject *project)
{
  g_autoptr (GPtrArray) parts = demains_film_part_list (project, NULL);

  return demains_house_frame_to_time (demains_film_part_count_frames (parts));
}

/**
 * demains_film_get_start:
 * @project: a project
 * @clip: one of its clips
 *
 * Returns: when it begins in the film, in nanoseconds
 */
gint64
demains_film_get_start (DemainsProject *project, DemainsRecord *clip)
{
  g_autoptr (GPtrArray) parts = demains_film_part_list (project, NULL);
  guint index = 0;

  demains_record_list_find (demains_project_get_list (project, DEMAINS_KIND_CLIP), clip, &index);
  g_ptr_array_set_size (parts, MIN (index, parts->len));

  return demains_house_frame_to_time (demains_film_part_count_frames (parts));
}

/**
 * demains_film_get_extension:
 * @way: how a film is made
 *
 * Returns: "mp4", or "webm" where that is asked for or no H.264 encoder is installed
 */
const char *
demains_film_get_extension (DemainsFilmWay way)
{
  return way != DEMAINS_FILM_OPEN && demains_encoder_may_be_h264 () ? "mp4" : "webm";
}

/* Who writes "film.webm" means it. */
static DemainsFilmWay
find_way (DemainsFilmWay way, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);
  gboolean asked = (way == DEMAINS_FILM_COPIED || way == DEMAINS_FILM_ENCODED) && g_str_has_suffix (lower, ".webm");

  return asked && demains_encoder_may_be_h264 () ? DEMAINS_FILM_OPEN : way;
}

/**
 * demains_film_render_async:
 * @project: whose clips
 * @path: where the film goes; a file of that name is replaced
 * @way: %DEMAINS_FILM_COPIED where that is possible, %DEMAINS_FILM_ENCODED, %DEMAINS_FILM_SMALL,
 *     %DEMAINS_FILM_CAPTIONED or %DEMAINS_FILM_OPEN, as which a @path that ends in ".webm" is understood, too
 * @operation: told of the progress and asked whether to go on; ended by this
 * @callback: called when the film is there, or nothing is left of it
 * @user_data: for @callback
 *
 * Renders the clips as they are now.
 */
void
demains_film_render_async (DemainsProject *project, const char *path, DemainsFilmWay way, DemainsOperation *operation,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (project, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (project, NULL, rendered_cb, task);
  Film *self = g_new0 (Film, 1);

  g_task_set_source_tag (task, demains_film_render_async);
  self->parts = demains_film_part_list (project, &self->left_out);
  self->frames = demains_film_part_count_frames (self->parts);
  self->path = g_strdup (path);
  self->way = find_way (way, path);
  self->operation = g_object_ref (operation);
  g_task_set_task_data (thread, self, (GDestroyNotify)film_free);

  if (self->frames == 0)
    g_task_return_new_error (thread, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CLIP, "there is no clip");
  else
    demains_captions_load_film_async (project, demains_operation_get_cancellable (operation), captions_cb,
                                      g_object_ref (thread));
}

/**
 * demains_film_render_finish:
 * @result: what the callback was given
 * @error: %DEMAINS_MEDIA_ERROR, %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): what has been made
 */
DemainsFilmResult *
demains_film_render_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
