/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-cut.h"

/**
 * demains_film_cut_trim:
 * @project: a project
 * @clip: one of its clips
 * @in_point: first instant that is kept, in nanoseconds
 * @out_point: first instant that is no longer kept, in nanoseconds
 *
 * Moves the points of @clip: one step of the history, none if they are there
 * already.
 */
void
demains_film_cut_trim (DemainsProject *project, DemainsRecord *clip, gint64 in_point, gint64 out_point)
{
  g_autoptr (DemainsChange) change = NULL;

  if (demains_project_get_read_only (project))
    return;

  change = demains_change_new (DEMAINS_VERB_TRIM, clip);
  demains_change_set_number (change, clip, "in_point", in_point);
  demains_change_set_number (change, clip, "out_point", out_point);
  if (!demains_change_is_empty (change))
    demains_project_apply (project, change);
}
