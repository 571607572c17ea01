/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film.h"

#include "demains-clip-reader.h"
#include "demains-encoder.h"
#include "demains-film-sound.h"
#include "demains-film-writer.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"
#include "demains-packet-reader.h"
#include "demains-picture-encoder.h"

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
  DemainsFilmWay way;
  DemainsOperation *operation;
  GCancellable *cancellable;

  /* While it is rendered. */
  DemainsFilmWriter *writer;
  DemainsFilmSound *sound;
  DemainsPictureEncoder *encoder;
  DemainsFilmResult *result;
} Film;

/* A clip while it is rendered. */
typedef struct
{
  Film *film;
  const Clip *clip;
  guint number;
  guint replaced;
} Cut;

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
  g_clear_pointer (&self->encoder, demains_picture_encoder_free);
  g_clear_pointer (&self->sound, demains_film_sound_free);
  g_clear_pointer (&self->writer, demains_film_writer_free);
  g_clear_pointer (&self->result, demains_film_result_free);
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

/* The next frame's picture is on its way. */
static void
count_frame (Film *self)
{
  self->result->frames++;
  demains_operation_report_progress (self->operation, RENDERING_SHARE * self->result->frames / self->frames);
}

static gboolean
take_packets (Film *self, GError **error)
{
  GError *problem = NULL;
  GstSample *packet;

  while ((packet = demains_picture_encoder_pull (self->encoder, &problem)) != NULL)
    {
      gboolean good = demains_film_writer_push_picture (self->writer, packet, error);

      gst_sample_unref (packet);
      if (!good)
        return FALSE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);

  return problem == NULL;
}

static gboolean
end_encoder (Film *self, GError **error)
{
  gboolean good = TRUE;

  if (self->encoder != NULL)
    {
      demains_picture_encoder_end (self->encoder);
      good = take_packets (self, error);
    }
  g_clear_pointer (&self->encoder, demains_picture_encoder_free);

  return good;
}

/* Where a take is damaged the last picture stands still and the sound is
 * silent, so that everything after keeps its place; the result tells of it. Between
 * pictures that are copied, those that are not are a stream of their own. */
static gboolean
encode_frames (Cut *self, gint64 frame, gint64 end, GError **error)
{
  Film *film = self->film;
  gboolean copied = film->way == DEMAINS_FILM_COPIED;
  g_autoptr (GError) problem = NULL;
  g_autoptr (DemainsPictureReader) pictures = NULL;

  if (frame >= end)
    return TRUE;
  pictures = demains_picture_reader_new (self->clip->uri, frame, copied ? NULL : DEMAINS_HOUSE_COLORIMETRY,
                                         film->cancellable, &problem);
  if (pictures == NULL)
    return fail_clip (self->number, problem, error);
  for (; frame < end; frame++)
    {
      gboolean exact = FALSE;
      GstBuffer *picture;

      g_clear_error (&problem);
      picture = demains_picture_reader_get (pictures, frame, &exact, &problem);
      if (picture == NULL || is_cancelled (problem))
        return fail_clip (self->number, problem, error);
      self->replaced += !exact;
      if (film->encoder == NULL)
        film->encoder
          = demains_picture_encoder_new (copied ? DEMAINS_ENCODER_TAKE : DEMAINS_ENCODER_FILM,
                                         demains_picture_reader_get_caps (pictures), film->cancellable, error);
      if (film->encoder == NULL || !demains_picture_encoder_push (film->encoder, picture, error)
          || !take_packets (film, error))
        return FALSE;
      count_frame (film);
    }

  return !copied || end_encoder (film, error);
}

/* Takes packets as they are from the first picture on that needs no other: what comes
 * before is encoded, and whole groups need no end, as no picture needs a later one.
 *
 * Returns: up to which frame that went; -1 with an error */
static gint64
copy_frames (Cut *self, GError **error)
{
  Film *film = self->film;
  gint64 end = self->clip->end_frame;
  g_autoptr (DemainsPacketReader) packets
    = demains_packet_reader_new (self->clip->uri, self->clip->first_frame, film->cancellable, NULL);
  gint64 frame = packets != NULL ? demains_packet_reader_find_key (packets, self->clip->first_frame) : -1;

  frame = frame >= 0 ? MIN (frame, end) : end;
  if (!encode_frames (self, self->clip->first_frame, frame, error))
    return -1;

  for (; frame < end; frame++)
    {
      g_autoptr (GstSample) packet = demains_packet_reader_get (packets, frame);

      if (packet == NULL)
        break;
      if (!demains_film_writer_push_picture (film->writer, packet, error))
        return -1;
      count_frame (film);
      film->result->copied++;
    }

  return frame;
}

static gboolean
render_clip (Film *film, guint index, GError **error)
{
  const Clip *clip = g_ptr_array_index (film->clips, index);
  Cut self = { .film = film, .clip = clip, .number = index + 1 };
  gint64 frame = clip->first_frame;
  gboolean good;

  /* Of a take that was rescued the end may be lost. */
  if (clip->first_frame == clip->end_frame)
    return TRUE;

  if (film->way == DEMAINS_FILM_COPIED)
    frame = copy_frames (&self, error);
  good = frame >= 0 && encode_frames (&self, frame, clip->end_frame, error);

  if (self.replaced > 0)
    g_message ("Clip %u: %u pictures are missing in its take", index + 1, self.replaced);
  if (self.replaced > 0 && film->result->damaged_clip == 0)
    film->result->damaged_clip = index + 1;

  return good;
}

/* The headers that decoders need. NULL where there are none. */
static const GValue *
get_headers (GstCaps *caps)
{
  return gst_structure_get_value (gst_caps_get_structure (caps, 0), "codec_data");
}

static gboolean
have_same_headers (GstCaps *one, GstCaps *other)
{
  const GValue *a = get_headers (one), *b = get_headers (other);

  return gst_structure_has_name (gst_caps_get_structure (one, 0),
                                 gst_structure_get_name (gst_caps_get_structure (other, 0)))
         && a != NULL && b != NULL && gst_value_compare (a, b) == GST_VALUE_EQUAL;
}

/* Whether the encoder for takes here and now gives the same headers as a take has. */
static gboolean
fits_encoder (Film *self, const Clip *clip, GstCaps *caps)
{
  g_autoptr (DemainsPictureReader) pictures
    = demains_picture_reader_new (clip->uri, clip->first_frame, NULL, self->cancellable, NULL);
  g_autoptr (GError) error = NULL;
  GstBuffer *picture = pictures != NULL ? demains_picture_reader_get (pictures, clip->first_frame, NULL, &error) : NULL;
  g_autoptr (DemainsPictureEncoder) encoder = NULL;
  g_autoptr (GstSample) packet = NULL;

  if (picture != NULL)
    encoder = demains_picture_encoder_new (DEMAINS_ENCODER_TAKE, demains_picture_reader_get_caps (pictures),
                                           self->cancellable, NULL);
  if (encoder == NULL || !demains_picture_encoder_push (encoder, picture, NULL))
    return FALSE;
  demains_picture_encoder_end (encoder);
  packet = demains_picture_encoder_pull (encoder, NULL);

  return packet != NULL && have_same_headers (caps, gst_sample_get_caps (packet));
}

/* Pictures are copied where all takes have the same headers, which are also those of the
 * pictures that have to be encoded between them. */
static DemainsFilmWay
find_way (Film *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GstCaps) common = NULL;

  for (guint i = 0; i < self->clips->len; i++)
    {
      const Clip *clip = g_ptr_array_index (self->clips, i);
      g_autoptr (DemainsPacketReader) packets = NULL;
      GstCaps *caps;

      if (clip->first_frame == clip->end_frame || !g_hash_table_add (seen, clip->uri))
        continue;
      packets = demains_packet_reader_new (clip->uri, clip->first_frame, self->cancellable, NULL);
      if (packets == NULL)
        continue;
      caps = demains_packet_reader_get_caps (packets);
      if (common != NULL ? !have_same_headers (common, caps) : !fits_encoder (self, clip, caps))
        return DEMAINS_FILM_ENCODED_OTHER;
      gst_caps_replace (&common, caps);
    }

  return DEMAINS_FILM_COPIED;
}

static DemainsFilmSound *
create_sound (Film *self)
{
  DemainsFilmSound *sound = demains_film_sound_new (self->cancellable);

  for (guint i = 0; i < self->clips->len; i++)
    {
      const Clip *clip = g_ptr_array_index (self->clips, i);

      demains_film_sound_add (sound, clip->sound ? clip->uri : NULL, clip->first_frame, clip->end_frame);
    }

  return sound;
}

/* Its encoder is what a film that is copied waits for, so sound has a thread of its own. */
static gpointer
push_sound_in_thread (gpointer data)
{
  Film *self = data;
  gint16 stereo[2 * DEMAINS_HOUSE_SAMPLES_PER_FRAME];
  GError *error = NULL;

  for (gint64 frame = 0; frame < self->frames && error == NULL; frame++)
    {
      demains_film_sound_read (self->sound, stereo);
      demains_film_writer_push_sound (self->writer, stereo, &error);
    }

  return error;
}

static gboolean
render_pictures (Film *self, GError **error)
{
  if (self->way == DEMAINS_FILM_COPIED)
    self->way = find_way (self);
  for (guint i = 0; i < self->clips->len; i++)
    if (!render_clip (self, i, error))
      return FALSE;

  return end_encoder (self, error);
}

static gboolean
render_clips (Film *self, GError **error)
{
  GThread *thread;
  GError *problem;
  gboolean good;

  self->sound = create_sound (self);
  thread = g_thread_new ("film-sound", push_sound_in_thread, self);
  good = render_pictures (self, error);
  if (!good)
    demains_film_writer_give_up (self->writer);
  problem = g_thread_join (thread);
  if (good && problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  g_clear_error (&problem);

  return good && demains_film_writer_finish (self->writer, &self->result->size, error);
}

static DemainsFilmResult *
render (Film *self, GError **error)
{
  gboolean good;

  self->writer = demains_film_writer_new (self->path, self->cancellable, error);
  if (self->writer == NULL)
    return NULL;

  self->result = g_new0 (DemainsFilmResult, 1);
  self->result->left_out = self->left_out;
  self->result->path = g_strdup (demains_film_writer_get_path (self->writer));
  good = render_clips (self, error);
  self->result->way = self->way;
  self->result->duration = demains_house_frame_to_time (self->result->frames);

  /* Before the answer: nothing is left of what could not be made. */
  g_clear_pointer (&self->encoder, demains_picture_encoder_free);
  g_clear_pointer (&self->sound, demains_film_sound_free);
  g_clear_pointer (&self->writer, demains_film_writer_free);

  return good ? g_steal_pointer (&self->result) : NULL;
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
 * @way: %DEMAINS_FILM_COPIED where that is possible, or %DEMAINS_FILM_ENCODED
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
  GListModel *clips = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_CLIP));
  GTask *task = g_task_new (project, NULL, callback, user_data);
  g_autoptr (GTask) thread = g_task_new (project, NULL, rendered_cb, task);
  Film *self = g_new0 (Film, 1);

  g_task_set_source_tag (task, demains_film_render_async);
  self->clips = g_ptr_array_new_with_free_func ((GDestroyNotify)clip_free);
  self->path = g_strdup (path);
  self->way = way;
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
