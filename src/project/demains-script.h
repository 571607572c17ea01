/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* How fast a speech can be said, in words per minute: from a solemn address with
 * pauses to somewhat faster than the news are read. */
#define DEMAINS_PACE_MIN 60
#define DEMAINS_PACE_MAX 220

/**
 * DemainsSceneTime:
 * @speeches: how many are in it
 * @words: of all of them
 * @seconds: that they take, each at its own pace
 * @planned: seconds that the scene is to take; 0 where that is open
 * @extra_words: words that are more than fit into @planned
 */
typedef struct
{
  guint speeches;
  guint words;
  guint seconds;
  guint planned;
  guint extra_words;
} DemainsSceneTime;

GPtrArray *demains_script_list_speeches (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
void demains_script_measure_scene (DemainsProject *project, DemainsRecord *scene, DemainsSceneTime *time);
guint demains_script_get_seconds (DemainsProject *project);

guint demains_speech_get_pace (DemainsRecord *speech);
guint demains_speech_count_words (DemainsRecord *speech);
guint demains_speech_get_seconds (DemainsRecord *speech);
guint demains_speech_get_wanted_seconds (DemainsRecord *speech);
guint demains_speech_get_extra_words (DemainsRecord *speech);
guint demains_speech_find_word (DemainsRecord *speech, gint64 time);
gint64 demains_speech_get_word_time (DemainsRecord *speech, guint word);

DemainsRecord *demains_script_add_speech (DemainsProject *project, DemainsRecord *scene, DemainsRecord *after,
                                          const char *character);

G_END_DECLS
