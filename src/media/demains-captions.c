/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-captions.h"

#include "demains-film-part.h"
#include "demains-house.h"
#include "demains-peaks.h"
#include "demains-script.h"
#include "demains-text.h"
#include "demains-word-alignment.h"

/* Who says one of the speeches, and what else is heard where it begins. */
typedef struct
{
  char *speaker;
  char *sounds;
  gboolean heard_only;
} Voice;

/* What is said in a take. */
typedef struct
{
  char *take;
  GPtrArray *words;
  GArray *voices;
} Said;

/* A part of a take, and when it is seen in what the captions are for. */
typedef struct
{
  guint said;
  gint64 in_point;
  gint64 out_point;
  gint64 start;
} Span;

typedef struct
{
  GPtrArray *said;
  GPtrArray *peaks;
  GArray *spans;
} Captions;

static void
voice_clear (gpointer data)
{
  Voice *voice = data;

  g_free (voice->speaker);
  g_free (voice->sounds);
}

static void
said_free (Said *self)
{
  g_free (self->take);
  g_ptr_array_unref (self->words);
  g_array_unref (self->voices);
  g_free (self);
}

static void
captions_free (Captions *self)
{
  g_ptr_array_unref (self->said);
  g_ptr_array_unref (self->peaks);
  g_array_unref (self->spans);
  g_free (self);
}

static gint64
add_speech (Said *self, DemainsRecord *speech, guint n_left_out, gint64 start)
{
  g_autofree char *plain = demains_text_to_plain (demains_record_get_text (speech, "text"));
  Voice voice = {
    .speaker = g_strdup (demains_record_get_text (speech, "character")),
    .sounds = g_strdup (n_left_out == 0 ? demains_record_get_text (speech, "sounds") : ""),
    .heard_only = g_str_equal (demains_record_get_text (speech, "presence"), "voice"),
  };

  g_array_append_val (self->voices, voice);

  return demains_spoken_words_add (self->words, self->voices->len - 1, plain, demains_speech_get_pace (speech),
                                   demains_speech_get_wanted_seconds (speech) * (gint64)GST_SECOND, n_left_out, start);
}

/* From where the prompter stood when filming began on, in the speeches of its scene. */
static Said *
said_new (DemainsProject *project, DemainsRecord *take)
{
  Said *self = g_new0 (Said, 1);
  DemainsRecord *scene = demains_project_find (project, demains_record_get_text (take, "scene"));
  g_autoptr (GPtrArray) speeches = scene != NULL ? demains_script_list_speeches (project, scene) : g_ptr_array_new ();
  DemainsRecord *first = demains_project_find (project, demains_record_get_text (take, "speech"));
  guint n_left_out = CLAMP (demains_record_get_number (take, "word"), 0, G_MAXINT);
  gint64 time = 0;
  guint begin = 0;

  self->take = g_strdup (demains_record_get_id (take));
  self->words = demains_spoken_words_new ();
  self->voices = g_array_new (FALSE, FALSE, sizeof (Voice));
  g_array_set_clear_func (self->voices, voice_clear);
  if (first == NULL || !g_ptr_array_find (speeches, first, &begin))
    n_left_out = begin = 0;
  for (guint i = begin; i < speeches->len; i++)
    {
      time = add_speech (self, speeches->pdata[i], n_left_out, time);
      n_left_out = 0;
    }

  return self;
}

static guint
find_said (Captions *self, DemainsProject *project, DemainsRecord *take)
{
  for (guint i = 0; i < self->said->len; i++)
    if (g_str_equal (((Said *)self->said->pdata[i])->take, demains_record_get_id (take)))
      return i;
  g_ptr_array_add (self->said, said_new (project, take));

  return self->said->len - 1;
}

static Captions *
captions_new (void)
{
  Captions *self = g_new0 (Captions, 1);

  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify)said_free);
  self->peaks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));

  return self;
}

static gint64
add_span (Captions *self, DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point, gint64 start)
{
  Span span = { find_said (self, project, take), in_point, out_point, start };

  g_array_append_val (self->spans, span);

  return start + out_point - in_point;
}

/* The words that are heard in a part of a take, at its times. */
static GPtrArray *
list_heard (const Said *said, const Span *span)
{
  GPtrArray *heard = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < said->words->len; i++)
    {
      const DemainsSpokenWord *word = said->words->pdata[i];
      gint64 middle = word->start + (word->end - word->start) / 2;
      DemainsSpokenWord *copy;

      if (middle < span->in_point || middle >= span->out_point)
        continue;
      copy = g_memdup2 (word, sizeof *word);
      copy->start = MAX (word->start - span->in_point, 0);
      copy->end = MIN (word->end, span->out_point) - span->in_point;
      g_ptr_array_add (heard, copy);
    }

  return heard;
}

static void
add_cues (Captions *self, const Span *span, GPtrArray *cues)
{
  const Said *said = self->said->pdata[span->said];
  g_autoptr (GPtrArray) heard = list_heard (said, span);
  g_autoptr (GPtrArray) own = demains_cue_list_from_words (heard, span->out_point - span->in_point);

  while (own->len > 0)
    {
      DemainsCue *cue = g_ptr_array_steal_index (own, 0);
      const Voice *voice = &g_array_index (said->voices, Voice, cue->speech);

      cue->start += span->start;
      cue->end += span->start;
      if (cue->style != DEMAINS_CUE_STYLE_SOUND)
        {
          cue->style = voice->heard_only ? DEMAINS_CUE_STYLE_OFF : DEMAINS_CUE_STYLE_SEEN;
          cue->speaker = g_strdup (voice->speaker);
        }
      g_ptr_array_add (cues, cue);
    }
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Captions *self = data;
  GPtrArray *cues = demains_cue_list_new ();

  for (guint i = 0; i < self->said->len; i++)
    {
      Said *said = self->said->pdata[i];

      demains_word_alignment_apply (said->words, self->peaks->pdata[i]);
      for (guint k = 0; k < said->voices->len; k++)
        if (*g_array_index (said->voices, Voice, k).sounds != '\0')
          demains_spoken_words_add_sound (said->words, k, g_array_index (said->voices, Voice, k).sounds);
    }
  for (guint i = 0; i < self->spans->len; i++)
    add_cues (self, &g_array_index (self->spans, Span, i), cues);

  g_task_return_pointer (task, cues, (GDestroyNotify)g_ptr_array_unref);
}

static void load_next (GTask *task);

/* Without its sound a take has the times of the prompter. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Captions *self = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *peaks = demains_peaks_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  g_ptr_array_add (self->peaks, peaks != NULL ? peaks : g_bytes_new (NULL, 0));
  load_next (g_steal_pointer (&task));
}

static void
load_next (GTask *task)
{
  Captions *self = g_task_get_task_data (task);
  const Said *next;

  if (self->peaks->len == self->said->len)
    {
      g_task_run_in_thread (task, make_in_thread);
      g_object_unref (task);
      return;
    }
  next = self->said->pdata[self->peaks->len];
  demains_peaks_load_async (g_task_get_source_object (task), next->take, g_task_get_cancellable (task), loaded_cb,
                            task);
}

static void
load (DemainsProject *project, Captions *captions, GCancellable *cancellable, GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (project, cancellable, callback, user_data);

  g_task_set_source_tag (task, load);
  g_task_set_task_data (task, captions, (GDestroyNotify)captions_free);
  load_next (task);
}

/**
 * demains_captions_load_take_async:
 * @project: a project
 * @take: one of its takes
 * @cancellable: (nullable): to stop it
 * @callback: called with the cues
 * @user_data: for @callback
 *
 * Makes the captions of a take from its beginning to its end; see demains_captions_load_finish().
 */
void
demains_captions_load_take_async (DemainsProject *project, DemainsRecord *take, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  Captions *captions = captions_new ();
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_id (take));

  add_span (captions, project, take, 0, media != NULL ? demains_media_get_duration (media) : 0, 0);
  load (project, captions, cancellable, callback, user_data);
}

/**
 * demains_captions_load_film_async:
 * @project: a project
 * @cancellable: (nullable): to stop it
 * @callback: called with the cues
 * @user_data: for @callback
 *
 * Makes the captions of the film as its clips are now; see demains_captions_load_finish().
 */
void
demains_captions_load_film_async (DemainsProject *project, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Captions *captions = captions_new ();
  g_autoptr (GPtrArray) parts = demains_film_part_list (project, NULL);
  DemainsRecordList *clips = demains_project_get_list (project, DEMAINS_KIND_CLIP);
  gint64 frames = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const DemainsFilmPart *part = parts->pdata[i];
      DemainsRecord *clip = demains_record_list_get (clips, i);
      DemainsRecord *take = demains_project_find (project, demains_record_get_text (clip, "take"));

      if (take != NULL && part->end_frame > part->first_frame)
        add_span (captions, project, take, demains_house_frame_to_time (part->first_frame),
                  demains_house_frame_to_time (part->end_frame), demains_house_frame_to_time (frames));
      frames += part->end_frame - part->first_frame;
    }
  load (project, captions, cancellable, callback, user_data);
}

/**
 * demains_captions_load_finish:
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type DemainsCue): the captions, in order of time
 */
GPtrArray *
demains_captions_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
