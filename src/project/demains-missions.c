/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-missions.h"

#include "demains-content.h"

/**
 * demains_missions_count:
 * @project: a project
 *
 * Returns: what becomes of its missions of today, in numbers
 */
DemainsMissionCount
demains_missions_count (DemainsProject *project)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_MISSION);
  DemainsMissionCount count = { 0 };
  DemainsRecord *mission;

  for (guint i = 0; (mission = demains_record_list_get (list, i)) != NULL; i++)
    {
      const char *fate = demains_record_get_text (mission, "fate");

      if (g_str_equal (fate, "kept"))
        count.kept++;
      else if (g_str_equal (fate, "moved"))
        count.moved++;
      else if (g_str_equal (fate, "dropped"))
        count.dropped++;
      else
        count.open++;
    }

  return count;
}

/**
 * demains_missions_list_functions:
 * @project: a project
 * @mission: one of its missions
 *
 * Returns: (transfer full) (element-type DemainsRecord): the functions that say
 *   they come from it, in the order of their list
 */
GPtrArray *
demains_missions_list_functions (DemainsProject *project, DemainsRecord *mission)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_FUNCTION);
  GPtrArray *functions = g_ptr_array_new_with_free_func (g_object_unref);
  const char *key = demains_record_get_text (mission, "key");
  DemainsRecord *function;

  for (guint i = 0; *key != '\0' && (function = demains_record_list_get (list, i)) != NULL; i++)
    if (g_str_equal (demains_record_get_text (function, "mission"), key))
      g_ptr_array_add (functions, g_object_ref (function));

  return functions;
}

/**
 * demains_missions_add_default:
 * @project: a project
 *
 * Adds the missions that a new project begins with, in one step: for one that
 * was made from other data, or lost them.
 *
 * Returns: whether it could be done; not in a project that is read only
 */
gboolean
demains_missions_add_default (DemainsProject *project)
{
  DemainsRecord *root = demains_project_get_root (project);
  g_autoptr (DemainsContent) content = demains_content_load (demains_record_get_text (root, "language"));
  g_autoptr (GPtrArray) missions = demains_content_make_records (content, DEMAINS_KIND_MISSION, NULL);
  g_autoptr (DemainsChange) change = NULL;

  if (demains_project_get_read_only (project))
    return FALSE;

  change = demains_change_new (DEMAINS_VERB_ADD, missions->pdata[0]);
  for (guint i = 0; i < missions->len; i++)
    demains_change_add (change, missions->pdata[i]);
  demains_project_apply (project, change);

  return TRUE;
}
