/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-film-cut.h"

#include "demains-position.h"

/**
 * demains_film_cut_add:
 * @project: a project
 * @take: one of its takes
 * @in_point: first instant that is kept, in nanoseconds
 * @out_point: first instant that is no longer kept, in nanoseconds
 *
 * Puts a part of @take at the end of the film.
 */
void
demains_film_cut_add (DemainsProject *project, DemainsRecord *take, gint64 in_point, gint64 out_point)
{
  GListModel *clips = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_CLIP));
  g_autoptr (DemainsRecord) last = g_list_model_get_item (clips, g_list_model_get_n_items (clips) - 1);
  g_autofree char *position = demains_position_between (last != NULL ? demains_record_get_position (last) : NULL, NULL);
  g_autoptr (DemainsRecord) clip = demains_record_new (DEMAINS_KIND_CLIP);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, clip);

  g_object_set (clip, "take", demains_record_get_id (take), "in-point", in_point, "out-point", out_point, NULL);
  demains_change_add (change, clip);
  demains_change_move (change, clip, position);
  demains_project_apply (project, change);
}

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
