/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film.h"

#include <string.h>

#include "demains-clip-reader.h"
#include "demains-encoder.h"
#include "demains-film-writer.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

/* 5 ms: a join does not click, and nobody hears the fade. */
#define FADE_SAMPLES 240

/* The share of the progress that is rendering, before the check. */
#define RENDERING_SHARE 0.97

/* A clip as it was when the rendering began. */
typedef struct
{
  char *uri;
  gint64 first_frame;
  gint64 end_frame;
  gboolean sound;
} Clip;

typedef struct
{
  GPtrArray *clips;
  gint64 frames;
  guint left_out;
  char *path;
  DemainsOperation *operation;
  GCancellable *cancellable;
} Film;

static void
clip_free (Clip *clip)
{
  g_free (clip->uri);
  g_free (clip);
}

static void
film_free (Film *self)
{
  g_ptr_array_unref (self->clips);
  g_free (self->path);
  g_object_unref (self->operation);
  g_object_unref (self->cancellable);
  g_free (self);
}

/* The frames with in ≤ t < out that the take has. */
static void
get_range (DemainsProject *project, DemainsRecord *clip, gint64 *first_frame, gint64 *end_frame)
{
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_text (clip, "take"));
  gint64 length = media != NULL ? demains_house_nearest_frame (demains_media_get_duration (media)) : G_MAXINT64;

  *first_frame = MIN (demains_house_first_frame_from (demains_record_get_number (clip, "in_point")), length);
  *end_frame = MIN (demains_house_first_frame_from (demains_record_get_number (clip, "out_point")), length);
  *end_frame = MAX (*end_frame, *first_frame);
}

/* Whether there is nothing to be seen of a clip though it is long enough. */
static gboolean
is_without_film (DemainsProject *project, DemainsRecord *clip)
{
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_text (clip, "take"));

  return demains_record_get_number (clip, "out_point") > demains_record_get_number (clip, "in_point")
         && (media == NULL || demains_media_get_duration (media) == 0);
}

static Clip *
clip_new (DemainsProject *project, DemainsRecord *record)
{
  const char *take_id = demains_record_get_text (record, "take");
  DemainsMedia *media = demains_project_find_media (project, take_id);
  const DemainsMediaInfo *info = media != NULL ? demains_media_get_info (media) : NULL;
  Clip *clip = g_new0 (Clip, 1);

  get_range (project, record, &clip->first_frame, &clip->end_frame);
  clip->uri = demains_media_get_uri (demains_project_get_file (project), take_id, FALSE);
  clip->sound = info != NULL && info->audio_codec[0] != '\0';

  return clip;
}

/* The first and the last milliseconds of a clip rise from and fall to silence. */
static void
fade (gint16 *stereo, gint64 frame, const Clip *clip)
{
  gint64 total = (clip->end_frame - clip->first_frame) * DEMAINS_HOUSE_SAMPLES_PER_FRAME;
  gint64 offset = (frame - clip->first_frame) * DEMAINS_HOUSE_SAMPLES_PER_FRAME;

  for (int i = 0; i < DEMAINS_HOUSE_SAMPLES_PER_FRAME; i++)
    {
      gint64 nearest = MIN (offset + i, total - 1 - offset - i);

      if (nearest < FADE_SAMPLES)
        {
          stereo[2 * i] = stereo[2 * i] * nearest / FADE_SAMPLES;
          stereo[2 * i + 1] = stereo[2 * i + 1] * nearest / FADE_SAMPLES;
        }
    }
}

/* Says which clip an error is about. */
static gboolean
fail_clip (guint number, const GError *problem, GError **error)
{
  if (problem == NULL)
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED, "clip %u has no picture", number);
  else if (problem->domain == G_IO_ERROR)
    g_propagate_error (error, g_error_copy (problem));
  else
    g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_DAMAGED, "clip %u: %s", number, problem->message);

  return FALSE;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Where a take is damaged the last picture stands still and the sound is
 * silent, so that everything after keeps its place; the result tells of it. */
static gboolean
render_clip (Film *self, guint index, DemainsFilmWriter *writer, DemainsFilmResult *result, GError **error)
{
  const Clip *clip = g_ptr_array_index (self->clips, index);
  gint64 samples = clip->first_frame * DEMAINS_HOUSE_SAMPLES_PER_FRAME;
  g_autoptr (GError) problem = NULL;
  g_autoptr (DemainsPictureReader) pictures = NULL;
  g_autoptr (DemainsSoundReader) sounds = NULL;
  gint16 stereo[2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME];
  guint replaced = 0;

  /* Of a take that was rescued the end may be lost. */
  if (clip->first_frame == clip->end_frame)
    return TRUE;

  pictures = demains_picture_reader_new (clip->uri, clip->first_frame, self->cancellable, &problem);
  if (pictures == NULL)
    return fail_clip (index + 1, problem, error);
  if (clip->sound)
    sounds = demains_sound_reader_new (clip->uri, samples, self->cancellable, NULL);

  for (gint64 frame = clip->first_frame; frame < clip->end_frame; frame++)
    {
      gint64 sample = frame * DEMAINS_HOUSE_SAMPLES_PER_FRAME;
      gboolean exact = FALSE;
      GstBuffer *picture;

      g_clear_error (&problem);
      picture = demains_picture_reader_get (pictures, frame, &exact, &problem);
      if (picture == NULL || is_cancelled (problem))
        return fail_clip (index + 1, problem, error);
      replaced += !exact;

      if (sounds == NULL || !demains_sound_reader_read (sounds, sample, stereo, DEMAINS_HOUSE_SAMPLES_PER_FRAME, NULL))
        {
          memset (stereo, 0, sizeof stereo);
          g_clear_pointer (&sounds, demains_sound_reader_free);
        }
      fade (stereo, frame, clip);

      if (!demains_film_writer_push (writer, picture, stereo, error))
        return FALSE;
      result->frames++;
      demains_operation_report_progress (self->operation, RENDERING_SHARE * result->frames / self->frames);
    }

  if (replaced > 0)
    g_message ("Clip %u: %u pictures are missing in its take", index + 1, replaced);
  if (replaced > 0 && result->damaged_clip == 0)
    result->damaged_clip = index + 1;

  return TRUE;
}

static DemainsFilmResult *
render (Film *self, GError **error)
{
  g_autoptr (DemainsFilmWriter) writer = demains_film_writer_new (self->path, self->cancellable, error);
  g_autoptr (DemainsFilmResult) result = g_new0 (DemainsFilmResult, 1);

  if (writer == NULL)
    return NULL;
  for (guint i = 0; i < self->clips->len; i++)
    if (!render_clip (self, i, writer, result, error))
      return NULL;
  if (!demains_film_writer_finish (writer, &result->size, error))
    return NULL;

  result->duration = demains_house_frame_to_time (result->frames);
  result->left_out = self->left_out;
  result->path = g_strdup (demains_film_writer_get_path (writer));

  return g_steal_pointer (&result);
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
    g_task_return_error (task, error);
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
  GListModel *clips = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_CLIP));
  gint64 frames = 0;

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (DemainsRecord) clip = g_list_model_get_item (clips, i);
      gint64 first_frame, end_frame;

      get_range (project, clip, &first_frame, &end_frame);
      frames += end_frame - first_frame;
    }

  return demains_house_frame_to_time (frames);
}

/**
 * demains_film_get_extension:
 *
 * Returns: "mp4", or "webm" where no H.264 encoder is installed
 */
const char *
demains_film_get_extension (void)
{
  return demains_encoder_may_be_h264 () ? "mp4" : "webm";
}

/**
 * demains_film_render_async:
 * @project: whose clips
 * @path: where the film goes; a file of that name is replaced
 * @operation: told of the progress and asked whether to go on; ended by this
 * @callback: called when the film is there, or nothing is left of it
 * @user_data: for @callback
 *
 * Renders the clips as they are now.
 */
void
demains_film_render_async (DemainsProject *project, const char *path, DemainsOperation *operation,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  GListModel *clips = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_CLIP));
  GTask *task = g_task_new (project, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (project, NULL, rendered_cb, task);
  Film *self = g_new0 (Film, 1);

  g_task_set_source_tag (task, demains_film_render_async);
  self->clips = g_ptr_array_new_with_free_func ((GDestroyNotify)clip_free);
  self->path = g_strdup (path);
  self->operation = g_object_ref (operation);
  self->cancellable = g_object_ref (demains_operation_get_cancellable (operation));
  g_task_set_task_data (thread, self, (GDestroyNotify)film_free);

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (DemainsRecord) record = g_list_model_get_item (clips, i);
      Clip *clip = clip_new (project, record);

      self->frames += clip->end_frame - clip->first_frame;
      self->left_out += is_without_film (project, record);
      g_ptr_array_add (self->clips, clip);
    }

  if (self->frames == 0)
    g_task_return_new_error (thread, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CLIP, "there is no clip");
  else
    g_task_run_in_thread (thread, render_in_thread);
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
