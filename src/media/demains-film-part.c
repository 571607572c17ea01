/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-part.h"

#include "demains-cut.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-media-init.h"

/* A third of a second into black and as much out of it: seen as one breath, not as a pause. */
#define FADE_FRAMES (DEMAINS_HOUSE_RATE / 3)

static void
part_free (DemainsFilmPart *self)
{
  g_clear_pointer (&self->card, demains_title_card_free);
  g_free (self->uri);
  g_free (self);
}

/* The frames with in ≤ t < out that the take has. */
static void
find_range (DemainsFilmPart *self, DemainsRecord *clip, DemainsMedia *media)
{
  gint64 length = media != NULL ? demains_house_nearest_frame (demains_media_get_duration (media)) : 0;
  gint64 end = demains_house_first_frame_from (demains_record_get_number (clip, "out_point"));

  if (demains_cut_is_card (clip))
    length = demains_house_nearest_frame (DEMAINS_CARD_MOST_DURATION);
  self->first_frame = MIN (demains_house_first_frame_from (demains_record_get_number (clip, "in_point")), length);
  self->end_frame = MAX (MIN (end, length), self->first_frame);
  /* The end of a take may be one frame more, by rounding. */
  self->shortened = end > length + 1 && self->end_frame > self->first_frame;
  if (media != NULL && length > 0)
    self->bytes = gst_util_uint64_scale (demains_media_get_size (media), self->end_frame - self->first_frame, length);
}

static DemainsFilmPart *
part_new (DemainsProject *project, DemainsRecord *clip)
{
  const char *take = demains_record_get_text (clip, "take");
  DemainsMedia *media = demains_project_find_media (project, take);
  const DemainsMediaInfo *info = media != NULL ? demains_media_get_info (media) : NULL;
  DemainsFilmPart *self = g_new0 (DemainsFilmPart, 1);

  find_range (self, clip, media);
  if (demains_cut_is_card (clip))
    self->card = demains_title_card_new (project, clip);
  else
    self->uri = demains_media_get_uri (demains_project_get_file (project), take, FALSE);
  self->has_sound = info != NULL && info->audio_codec[0] != '\0';

  return self;
}

/* Whether nothing is seen of a clip though it is long enough. */
static gboolean
is_left_out (const DemainsFilmPart *self, DemainsRecord *clip)
{
  return self->first_frame == self->end_frame
         && demains_record_get_number (clip, "out_point") > demains_record_get_number (clip, "in_point");
}

/* No fade is longer than half of what it leads from or to. */
static void
add_fades (GPtrArray *parts, GListModel *clips)
{
  DemainsFilmPart *before = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (DemainsRecord) clip = g_list_model_get_item (clips, i);
      DemainsFilmPart *part = parts->pdata[i];

      if (part->first_frame == part->end_frame)
        continue;
      if (demains_cut_has_fade (clip))
        {
          part->fade_in = MIN (FADE_FRAMES, (part->end_frame - part->first_frame) / 2);
          if (before != NULL)
            before->fade_out = MIN (FADE_FRAMES, (before->end_frame - before->first_frame) / 2);
        }
      before = part;
    }
}

/*
 * demains_film_part_list:
 * @project: a project
 * @left_out: (out) (optional): how many clips have nothing to be seen, since the project has no film of their
 *   takes, or lost its end
 *
 * Returns: (transfer full) (element-type DemainsFilmPart): the clips of the film, in their order; those without a
 *   frame too
 */
GPtrArray *
demains_film_part_list (DemainsProject *project, guint *left_out)
{
  GListModel *clips = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_CLIP));
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify)part_free);
  guint n_left_out = 0;

  for (guint i = 0; i < g_list_model_get_n_items (clips); i++)
    {
      g_autoptr (DemainsRecord) clip = g_list_model_get_item (clips, i);
      DemainsFilmPart *part = part_new (project, clip);

      part->number = i + 1;
      n_left_out += is_left_out (part, clip);
      g_ptr_array_add (parts, part);
    }
  add_fades (parts, clips);
  if (left_out != NULL)
    *left_out = n_left_out;

  return parts;
}

gint64
demains_film_part_count_frames (GPtrArray *parts)
{
  gint64 frames = 0;

  for (guint i = 0; i < parts->len; i++)
    frames += ((DemainsFilmPart *)parts->pdata[i])->end_frame - ((DemainsFilmPart *)parts->pdata[i])->first_frame;

  return frames;
}

/*
 * demains_film_part_count_bytes:
 * @parts: (element-type DemainsFilmPart): a film
 *
 * Returns: what all that is seen and heard of takes takes up in the project, about
 */
gint64
demains_film_part_count_bytes (GPtrArray *parts)
{
  gint64 bytes = 0;

  for (guint i = 0; i < parts->len; i++)
    bytes += ((DemainsFilmPart *)parts->pdata[i])->bytes;

  return bytes;
}

/*
 * demains_film_part_find_shortened:
 * @parts: (element-type DemainsFilmPart): a film
 *
 * Returns: the number of the first clip, from 1, that ends before it should, since its take does; 0 where none does
 */
guint
demains_film_part_find_shortened (GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const DemainsFilmPart *part = parts->pdata[i];

      if (part->shortened)
        return part->number;
    }

  return 0;
}

/*
 * demains_film_part_skip:
 * @parts: (element-type DemainsFilmPart): a film
 * @frames: so many of its first ones, less than it has
 *
 * Leaves out what comes before; what is begun with inside does not come out of black.
 */
void
demains_film_part_skip (GPtrArray *parts, gint64 frames)
{
  guint n_before = 0;

  for (; n_before < parts->len && frames > 0; n_before++)
    {
      DemainsFilmPart *part = parts->pdata[n_before];

      if (frames < part->end_frame - part->first_frame)
        {
          part->first_frame += frames;
          part->fade_in = 0;
          break;
        }
      frames -= part->end_frame - part->first_frame;
    }
  g_ptr_array_remove_range (parts, 0, n_before);
}

/*
 * demains_film_part_set_error:
 * @self: a part
 * @problem: (nullable): why nothing is seen of it; %NULL where no picture came
 * @error: where the error goes
 *
 * Says which clip cannot be shown; one that this computer has no decoder for is not damaged.
 */
void
demains_film_part_set_error (const DemainsFilmPart *self, const GError *problem, GError **error)
{
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (problem, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_DECODER))
    {
      g_propagate_error (error, g_error_copy (problem));
      return;
    }
  g_info ("Clip %u of the film: %s", self->number, problem != NULL ? problem->message : "no picture");
  g_set_error (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_FILM_CLIP, "%u", self->number);
}

/*
 * demains_film_part_make_sound:
 * @parts: (element-type DemainsFilmPart): a film
 * @cancellable: (nullable): makes it give up
 *
 * Returns: (transfer full): what is heard of it
 */
DemainsFilmSound *
demains_film_part_make_sound (GPtrArray *parts, GCancellable *cancellable)
{
  DemainsFilmSound *sound = demains_film_sound_new (cancellable);

  for (guint i = 0; i < parts->len; i++)
    {
      const DemainsFilmPart *part = parts->pdata[i];

      demains_film_sound_add (sound, part->has_sound ? part->uri : NULL, part->first_frame, part->end_frame,
                              part->fade_in, part->fade_out);
    }

  return sound;
}

/*
 * demains_film_part_get_light:
 * @self: a part
 * @frame: one of its frames
 *
 * Returns: how much of it is seen: 1 outside of fades, nearly 0 beside what it fades from or to
 */
double
demains_film_part_get_light (const DemainsFilmPart *self, gint64 frame)
{
  double in = (frame - self->first_frame + 1) / (double)(self->fade_in + 1);
  double out = (self->end_frame - frame) / (double)(self->fade_out + 1);

  return MIN (1, MIN (in, out));
}
