/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-captions.h"

#include "demains-caption-file.h"
#include "demains-film-part.h"
#include "demains-house.h"
#include "demains-media-error.h"
#include "demains-peaks.h"
#include "demains-script.h"
#include "demains-text.h"
#include "demains-word-alignment.h"

/* What is shorter is a flash at a cut, which nobody reads. */
#define LEAST_CUE ((gint64)GST_SECOND / 5)

#define ROUNDING 2

/* A speech as it is written now. */
typedef struct
{
  DemainsSpokenSpeech speech;
  char *text;
  char *sounds;
  gboolean heard_only;
  gboolean any_words;
} Written;

/* What is said in a take: by its scene, and where that is found, by its sound.
 *
 * @anywhere: whether nobody knows with which of the speeches it begins */
typedef struct
{
  char *take;
  gint64 duration;
  GArray *speeches;
  gboolean anywhere;
  GBytes *peaks;
  GPtrArray *words;

  /* What people made of it; NULL where they left it. */
  GPtrArray *corrected;
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
  guint n_loaded;
  GArray *spans;
} Captions;

static void
written_clear (gpointer data)
{
  Written *written = data;

  g_free (written->text);
  g_free (written->sounds);
}

static void
said_free (Said *self)
{
  g_free (self->take);
  g_array_unref (self->speeches);
  g_clear_pointer (&self->peaks, g_bytes_unref);
  g_ptr_array_unref (self->words);
  g_clear_pointer (&self->corrected, g_ptr_array_unref);
  g_free (self);
}

static void
captions_free (Captions *self)
{
  g_ptr_array_unref (self->said);
  g_array_unref (self->spans);
  g_free (self);
}

/* Who has no name is nobody that is known. */
static const char *
intern_speaker (DemainsRecord *speech)
{
  g_autofree char *name = g_strstrip (g_strdup (demains_record_get_text (speech, "character")));

  return *name != '\0' ? g_intern_string (name) : NULL;
}

static void
add_speech (Said *self, DemainsRecord *speech, guint n_left_out)
{
  Written written = {
    .speech = {
      .number = self->speeches->len,
      .speaker = intern_speaker (speech),
      .words_per_minute = demains_speech_get_pace (speech),
      .target = demains_speech_get_wanted_seconds (speech) * (gint64)GST_SECOND,
      .n_left_out = n_left_out,
    },
    .text = g_strdup (demains_record_get_text (speech, "text")),
    .sounds = g_strdup (n_left_out == 0 ? demains_record_get_text (speech, "sounds") : ""),
    .heard_only = g_str_equal (demains_record_get_text (speech, "presence"), "voice"),
  };

  g_array_append_val (self->speeches, written);
}

/* From where the prompter stood when filming began on, in the speeches of its scene. */
static Said *
said_new (DemainsProject *project, DemainsRecord *take)
{
  Said *self = g_new0 (Said, 1);
  DemainsMedia *media = demains_project_find_media (project, demains_record_get_id (take));
  DemainsRecord *scene = demains_project_find (project, demains_record_get_text (take, "scene"));
  g_autoptr (GPtrArray) speeches = scene != NULL ? demains_script_list_speeches (project, scene) : g_ptr_array_new ();
  DemainsRecord *first = demains_project_find (project, demains_record_get_text (take, "speech"));
  guint n_left_out = CLAMP (demains_record_get_number (take, "word"), 0, G_MAXINT);
  guint begin = 0;

  self->take = g_strdup (demains_record_get_id (take));
  if (*demains_record_get_text (take, "captions") != '\0')
    self->corrected = demains_caption_file_read (demains_record_get_text (take, "captions"));
  self->duration = media != NULL ? demains_media_get_duration (media) : 0;
  self->words = demains_spoken_words_new ();
  self->speeches = g_array_new (FALSE, FALSE, sizeof (Written));
  g_array_set_clear_func (self->speeches, written_clear);
  self->anywhere = first == NULL || !g_ptr_array_find (speeches, first, &begin);
  for (guint i = self->anywhere ? 0 : begin; i < speeches->len && self->corrected == NULL; i++)
    add_speech (self, speeches->pdata[i], i == begin && !self->anywhere ? n_left_out : 0);

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
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));

  return self;
}

/* What goes on in its take without a cut is one span, however many clips it is; times of frames are rounded. */
static void
add_span (Captions *self, DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point, gint64 start)
{
  Span span = { find_said (self, project, take), in_point, out_point, start };
  Span *last = self->spans->len > 0 ? &g_array_index (self->spans, Span, self->spans->len - 1) : NULL;

  if (last != NULL && last->said == span.said && last->out_point == in_point
      && ABS (last->start + last->out_point - last->in_point - start) <= ROUNDING)
    last->out_point = out_point;
  else
    g_array_append_val (self->spans, span);
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

static const char *
find_last_speaker (GPtrArray *cues)
{
  for (guint i = cues->len; i > 0; i--)
    if (((DemainsCue *)cues->pdata[i - 1])->style != DEMAINS_CUE_STYLE_SOUND)
      return ((DemainsCue *)cues->pdata[i - 1])->speaker;

  return NULL;
}

/* What people corrected is as they left it, but for what the cut takes off. */
static void
add_corrected (const Said *said, const Span *span, GPtrArray *cues)
{
  for (guint i = 0; i < said->corrected->len; i++)
    {
      const DemainsCue *cue = said->corrected->pdata[i];
      gint64 start = MAX (cue->start, span->in_point);
      gint64 end = MIN (cue->end, span->out_point);
      DemainsCue *part;

      if (end - start < MIN (LEAST_CUE, cue->end - cue->start))
        continue;
      part = demains_cue_new (start - span->in_point + span->start, end - span->in_point + span->start, cue->text);
      part->style = cue->style;
      part->speaker = cue->speaker;
      g_ptr_array_add (cues, part);
    }
}

static void
add_made (const Said *said, const Span *span, GPtrArray *cues)
{
  gint64 duration = span->out_point - span->in_point;
  g_autoptr (GPtrArray) heard = list_heard (said, span);
  g_autoptr (GPtrArray) own = demains_cue_list_from_words (heard, find_last_speaker (cues), duration);

  while (own->len > 0)
    {
      g_autoptr (DemainsCue) cue = g_ptr_array_steal_index (own, 0);

      if (cue->end - cue->start < LEAST_CUE && (cue->start == 0 || cue->end == duration))
        continue;
      cue->start += span->start;
      cue->end += span->start;
      if (cue->style == DEMAINS_CUE_STYLE_SEEN && g_array_index (said->speeches, Written, cue->speech).heard_only)
        cue->style = DEMAINS_CUE_STYLE_OFF;
      g_ptr_array_add (cues, g_steal_pointer (&cue));
    }
}

static void
add_cues (Captions *self, const Span *span, GPtrArray *cues)
{
  const Said *said = self->said->pdata[span->said];

  if (said->corrected != NULL)
    add_corrected (said, span, cues);
  else
    add_made (said, span, cues);
}

/* The sounds of what is said, and of speeches without words between and beside that. */
static void
add_sounds (Said *self)
{
  const DemainsSpokenWord *first_word = self->words->len > 0 ? self->words->pdata[0] : NULL;
  const DemainsSpokenWord *last_word = self->words->len > 0 ? self->words->pdata[self->words->len - 1] : NULL;
  guint first = first_word != NULL ? first_word->speech : 0;
  guint end = last_word != NULL ? last_word->speech + 1 : self->speeches->len;

  while (first > 0 && !g_array_index (self->speeches, Written, first - 1).any_words)
    first--;
  while (end < self->speeches->len && last_word->pause == DEMAINS_PAUSE_SPEECH
         && !g_array_index (self->speeches, Written, end).any_words)
    end++;
  for (guint i = first; i < end; i++)
    {
      const Written *written = &g_array_index (self->speeches, Written, i);

      if (*written->sounds != '\0' && (first_word != NULL || !written->any_words))
        demains_spoken_words_add_sound (self->words, i, written->sounds, self->duration);
    }
}

/* Finds when each word is said. */
static void
find_words (Said *self, GCancellable *cancellable)
{
  gint64 time = 0;

  for (guint i = 0; i < self->speeches->len; i++)
    {
      Written *written = &g_array_index (self->speeches, Written, i);
      g_autofree char *plain = demains_text_to_plain (written->text);
      DemainsSpokenSpeech speech = written->speech;
      guint n_before = self->words->len;

      speech.plain = plain;
      time = demains_spoken_words_add (self->words, &speech, time);
      written->any_words = self->words->len > n_before;
    }
  demains_word_alignment_apply (self->words, self->peaks, self->anywhere, cancellable);
  add_sounds (self);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Captions *self = data;
  GPtrArray *cues = demains_cue_list_new ();

  for (guint i = 0; i < self->said->len && !g_cancellable_is_cancelled (cancellable); i++)
    find_words (self->said->pdata[i], cancellable);
  for (guint i = 0; i < self->spans->len && !g_cancellable_is_cancelled (cancellable); i++)
    add_cues (self, &g_array_index (self->spans, Span, i), cues);

  g_task_return_pointer (task, cues, (GDestroyNotify)g_ptr_array_unref);
}

static void load_next (GTask *task);

/* A take whose sound cannot be understood has the times of the prompter; a file that cannot be read has nothing. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Captions *self = g_task_get_task_data (task);
  Said *said = self->said->pdata[self->n_loaded];
  GError *error = NULL;

  said->peaks = demains_peaks_load_finish (result, &error);
  if (error != NULL && error->domain != DEMAINS_MEDIA_ERROR)
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  if (said->peaks == NULL)
    said->peaks = g_bytes_new (NULL, 0);
  self->n_loaded++;
  load_next (g_steal_pointer (&task));
}

/* Where nothing is said in the script, nobody listens. */
static void
load_next (GTask *task)
{
  Captions *self = g_task_get_task_data (task);
  const Said *next;

  while (self->n_loaded < self->said->len && ((Said *)self->said->pdata[self->n_loaded])->speeches->len == 0)
    ((Said *)self->said->pdata[self->n_loaded++])->peaks = g_bytes_new (NULL, 0);
  if (self->n_loaded == self->said->len)
    {
      g_task_run_in_thread (task, make_in_thread);
      g_object_unref (task);
      return;
    }
  next = self->said->pdata[self->n_loaded];
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

      if (take != NULL && demains_record_get_kind_id (take) == DEMAINS_KIND_TAKE && part->end_frame > part->first_frame)
        add_span (captions, project, take, demains_house_frame_to_time (part->first_frame),
                  demains_house_frame_to_time (part->end_frame), demains_house_frame_to_time (frames));
      frames += part->end_frame - part->first_frame;
    }
  load (project, captions, cancellable, callback, user_data);
}

/**
 * demains_captions_load_finish:
 * @result: what the callback was given
 * @error: %DEMAINS_PROJECT_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type DemainsCue): the captions, in order of time
 */
GPtrArray *
demains_captions_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
