/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-discard.h"

#include "demains-history.h"

static gboolean
is_step_of (const DemainsStep *step, DemainsRecord *take)
{
  return step != NULL && step->reverses == 0 && step->kind == DEMAINS_KIND_TAKE
         && (step->verb == DEMAINS_VERB_IMPORT || step->verb == DEMAINS_VERB_FILM)
         && g_strcmp0 (step->title, demains_record_get_title (take)) == 0;
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DemainsProject *project = DEMAINS_PROJECT (source);
  g_autoptr (DemainsRecord) take = user_data;

  if (!demains_project_step_finish (project, result, NULL, NULL)
      && demains_project_find (project, demains_record_get_id (take)) != NULL)
    demains_project_remove (project, take);
}

/*
 * demains_discard_take:
 * @project: a project
 * @take: a take that came to nothing
 *
 * Takes back that it was added, so that the history does not offer to bring it
 * back; where people have gone on since, it is removed like any other.
 */
void
demains_discard_take (DemainsProject *project, DemainsRecord *take)
{
  if (is_step_of (demains_project_peek_undo (project), take))
    demains_project_undo_async (project, undone_cb, g_object_ref (take));
  else
    demains_project_remove (project, take);
}
