/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-missions.h"
#include "demains-path.h"

G_BEGIN_DECLS

/* Sentences about what a group thinks before it films. */

char *demains_milestone_years_to_text (DemainsRecord *milestone, const DemainsPathSpan *span,
                                       gboolean *odd) G_GNUC_WARN_UNUSED_RESULT;
char *demains_milestone_to_text (DemainsRecord *milestone, const DemainsPathSpan *span) G_GNUC_WARN_UNUSED_RESULT;
char *demains_path_prompt_to_text (guint n_reach, guint n_avoid) G_GNUC_WARN_UNUSED_RESULT;
char *demains_missions_to_text (const DemainsMissionCount *count) G_GNUC_WARN_UNUSED_RESULT;
char *demains_mission_functions_to_text (GPtrArray *functions) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
