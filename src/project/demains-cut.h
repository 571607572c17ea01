/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* The film is an ordered list of clips: each the part of a take from its in point to its out point. Nothing of
 * a take is ever lost by it, and each of these is one step of the history. */

void demains_cut_add (DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point);
void demains_cut_trim (DemainsProject *project, DemainsRecord *clip, gint64 in_point, gint64 out_point);
DemainsRecord *demains_cut_split (DemainsProject *project, DemainsRecord *clip, gint64 time);

guint demains_cut_make_first (DemainsProject *project);

G_END_DECLS
