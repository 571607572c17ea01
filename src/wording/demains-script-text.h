/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-consent.h"
#include "demains-script.h"

G_BEGIN_DECLS

/* What is said of a script, its scenes, its speeches and those who take part. */

char *demains_film_time_to_text (DemainsProject *project, gint64 duration) G_GNUC_WARN_UNUSED_RESULT;
char *demains_script_time_to_text (DemainsProject *project) G_GNUC_WARN_UNUSED_RESULT;
char *demains_card_words_to_text (DemainsProject *project, DemainsRecord *before) G_GNUC_WARN_UNUSED_RESULT;
char *demains_scene_time_to_text (const DemainsSceneTime *time) G_GNUC_WARN_UNUSED_RESULT;
char *demains_speech_to_text (DemainsRecord *speech) G_GNUC_WARN_UNUSED_RESULT;
char *demains_speech_time_to_text (DemainsRecord *speech) G_GNUC_WARN_UNUSED_RESULT;
char *demains_consent_lack_to_text (const DemainsConsent *consent) G_GNUC_WARN_UNUSED_RESULT;
char *demains_member_consent_to_text (DemainsRecord *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
