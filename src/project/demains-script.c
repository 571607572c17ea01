/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script.h"

#include "demains-text.h"
#include "demains-word-times.h"

/* Nobody plans more seconds of film: what a foreign file says is held to it. */
#define MAX_SECONDS 3600

#define SECOND G_GINT64_CONSTANT (1000000000)

static guint
get_bounded (DemainsRecord *record, const char *field)
{
  return CLAMP (demains_record_get_number (record, field), 0, MAX_SECONDS);
}

/**
 * demains_script_list_speeches:
 * @project: a project
 * @scene: one of its scenes
 *
 * Returns: (transfer full) (element-type DemainsRecord): what is said in it, in order
 */
GPtrArray *
demains_script_list_speeches (DemainsProject *project, DemainsRecord *scene)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_SPEECH);
  GPtrArray *speeches = g_ptr_array_new_with_free_func (g_object_unref);
  const char *id = demains_record_get_id (scene);
  DemainsRecord *speech;

  for (guint i = 0; (speech = demains_record_list_get (list, i)) != NULL; i++)
    if (g_str_equal (demains_record_get_text (speech, "scene"), id))
      g_ptr_array_add (speeches, g_object_ref (speech));

  return speeches;
}

/**
 * demains_speech_get_pace:
 * @speech: a speech
 *
 * Returns: its words per minute, within what can be said
 */
guint
demains_speech_get_pace (DemainsRecord *speech)
{
  return CLAMP (demains_record_get_number (speech, "pace"), DEMAINS_PACE_MIN, DEMAINS_PACE_MAX);
}

/**
 * demains_speech_count_words:
 * @speech: a speech
 *
 * Returns: how many words are said
 */
guint
demains_speech_count_words (DemainsRecord *speech)
{
  return demains_text_count_words (demains_record_get_text (speech, "text"));
}

/**
 * demains_speech_get_seconds:
 * @speech: a speech
 *
 * Returns: how long it takes to say it at its pace
 */
guint
demains_speech_get_seconds (DemainsRecord *speech)
{
  return demains_text_get_reading_seconds (demains_speech_count_words (speech), demains_speech_get_pace (speech));
}

/**
 * demains_speech_get_wanted_seconds:
 * @speech: a speech
 *
 * Returns: how long it is to take; 0 where that is open
 */
guint
demains_speech_get_wanted_seconds (DemainsRecord *speech)
{
  return get_bounded (speech, "seconds");
}

/* Of so many words, which take so long, those that are more than fit into a shorter time. */
static guint
count_extra (guint words, double seconds, guint wanted)
{
  return wanted > 0 && seconds > wanted ? words - (guint)(words * wanted / seconds) : 0;
}

/**
 * demains_speech_get_extra_words:
 * @speech: a speech
 *
 * Returns: how many of its words are more than can be said, at its pace, in the
 *   seconds that it is to take; 0 where these are open
 */
guint
demains_speech_get_extra_words (DemainsRecord *speech)
{
  guint words = demains_speech_count_words (speech);

  return count_extra (words, words * 60.0 / demains_speech_get_pace (speech),
                      demains_speech_get_wanted_seconds (speech));
}

/* As the prompter has them. */
static DemainsWordTimes *
get_times (DemainsRecord *speech)
{
  g_autofree char *plain = demains_text_to_plain (demains_record_get_text (speech, "text"));

  return demains_word_times_new (plain, demains_speech_get_pace (speech),
                                 demains_speech_get_wanted_seconds (speech) * SECOND);
}

/**
 * demains_speech_find_word:
 * @speech: a speech
 * @time: a moment of it on the prompter, in nanoseconds
 *
 * Returns: how many of its words have been said by then
 */
guint
demains_speech_find_word (DemainsRecord *speech, gint64 time)
{
  g_autoptr (DemainsWordTimes) times = get_times (speech);

  return demains_word_times_find_word (times, time);
}

/**
 * demains_speech_get_word_time:
 * @speech: a speech
 * @word: how many of its words come before, as of demains_speech_find_word()
 *
 * Returns: when the word after them is said on the prompter, in nanoseconds
 */
gint64
demains_speech_get_word_time (DemainsRecord *speech, guint word)
{
  g_autoptr (DemainsWordTimes) times = get_times (speech);

  return demains_word_times_get_word_time (times, word);
}

/**
 * demains_script_measure_scene:
 * @project: a project
 * @scene: one of its scenes
 * @time: (out): what its speeches take
 */
void
demains_script_measure_scene (DemainsProject *project, DemainsRecord *scene, DemainsSceneTime *time)
{
  g_autoptr (GPtrArray) speeches = demains_script_list_speeches (project, scene);
  double seconds = 0;

  *time = (DemainsSceneTime){ .speeches = speeches->len, .planned = get_bounded (scene, "seconds") };
  for (guint i = 0; i < speeches->len; i++)
    {
      guint words = demains_speech_count_words (speeches->pdata[i]);

      time->words += words;
      seconds += words * 60.0 / demains_speech_get_pace (speeches->pdata[i]);
    }
  time->seconds = seconds + 0.5;
  time->extra_words = count_extra (time->words, seconds, time->planned);
}

/**
 * demains_script_get_seconds:
 * @project: a project
 *
 * A scene counts as long as it is planned, or as what is said in it where that is longer:
 * there is more to see than to say.
 *
 * Returns: how long the film of its script is
 */
guint
demains_script_get_seconds (DemainsProject *project)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_SCENE);
  guint seconds = 0;
  DemainsRecord *scene;

  for (guint i = 0; (scene = demains_record_list_get (list, i)) != NULL; i++)
    {
      DemainsSceneTime time;

      demains_script_measure_scene (project, scene, &time);
      seconds += MAX (time.seconds, time.planned);
    }

  return seconds;
}

/**
 * demains_script_add_speech:
 * @project: a project
 * @scene: one of its scenes
 * @after: (nullable): the speech that it follows; %NULL for the last of the scene
 * @character: who speaks
 *
 * Returns: (transfer none) (nullable): a new speech; %NULL in a project that is read only
 */
DemainsRecord *
demains_script_add_speech (DemainsProject *project, DemainsRecord *scene, DemainsRecord *after, const char *character)
{
  g_autoptr (DemainsRecord) speech = demains_record_new (DEMAINS_KIND_SPEECH);
  g_autoptr (GPtrArray) speeches = NULL;

  if (demains_project_get_read_only (project))
    return NULL;

  speeches = demains_script_list_speeches (project, scene);
  if (after == NULL && speeches->len > 0)
    after = speeches->pdata[speeches->len - 1];
  g_object_set (speech, "character", character, "scene", demains_record_get_id (scene), NULL);

  return demains_project_add_record (project, speech, after);
}
