/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-consent.h"

G_BEGIN_DECLS

/* What a scene needs before it can be filmed, as it is said on the wall and on paper. */

char *demains_scene_who_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
char *demains_scene_props_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
char *demains_scene_agreement_to_text (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
