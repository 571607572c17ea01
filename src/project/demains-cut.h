/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* The film is an ordered list of clips: each the part of a take from its in point to its out point, or a title
 * card. Nothing of a take is ever lost by it, and each of these is one step of the history. */

/* A card that is shorter cannot be read, and nobody waits for a longer one (nanoseconds). */
#define DEMAINS_CARD_LEAST_DURATION G_GINT64_CONSTANT (1000000000)
#define DEMAINS_CARD_MOST_DURATION G_GINT64_CONSTANT (30000000000)
#define DEMAINS_CARD_DURATION G_GINT64_CONSTANT (4000000000)

gboolean demains_cut_is_card (DemainsRecord *clip);
gboolean demains_cut_has_fade (DemainsRecord *clip);

DemainsRecord *demains_cut_add_card (DemainsProject *project, const char *text, const char *style, gint64 duration,
                                     DemainsRecord *before);
void demains_cut_add (DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point);
void demains_cut_trim (DemainsProject *project, DemainsRecord *clip, gint64 in_point, gint64 out_point);
DemainsRecord *demains_cut_split (DemainsProject *project, DemainsRecord *clip, gint64 time);

guint demains_cut_make_first (DemainsProject *project);

G_END_DECLS
