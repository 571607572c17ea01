/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-consent.h"

G_BEGIN_DECLS

/* What a scene needs before it can be filmed, as it is said on the wall and on paper. */

/**
 * DemainsSceneWords:
 * @who: who speaks in it and who is seen
 * @time: how long it is, of what is planned
 * @props: its props, and whether they are ready
 * @agreement: whether everybody agreed
 *
 * All that is said of a scene; each may be empty.
 */
typedef struct
{
  char *who;
  char *time;
  char *props;
  char *agreement;
} DemainsSceneWords;

void demains_scene_words_init (DemainsSceneWords *self, DemainsProject *project, DemainsRecord *scene);
void demains_scene_words_clear (DemainsSceneWords *self);

char *demains_scene_who_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
char *demains_scene_props_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
char *demains_scene_consent_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
char *demains_scene_agreement_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemainsSceneWords, demains_scene_words_clear)

G_END_DECLS
