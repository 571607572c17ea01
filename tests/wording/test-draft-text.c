/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-draft-text.h"
#include "demains-test.h"

static DemainsRecord *
get_section (DemainsProject *project, guint index)
{
  return demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), index);
}

static const char *
get_text (DemainsProject *project, guint index)
{
  return demains_record_get_text (get_section (project, index), "text");
}

static void
add_cards (DemainsProject *project)
{
  DemainsRecord *function, *job, *mission, *aside;

  g_object_set (demains_project_get_root (project), "pitch", "Nobody waits.", NULL);
  function = demains_project_add (project, DEMAINS_KIND_FUNCTION, "Night watch", NULL);
  g_object_set (function, "audience", "whoever cannot sleep", NULL);
  job = demains_project_add (project, DEMAINS_KIND_JOB, "Watcher", NULL);
  g_object_set (job, "purpose", "somebody {2} knocks.", "no-longer", "- stamps\n- counts\n", NULL);
  demains_project_add (project, DEMAINS_KIND_SIGNAL, "Lamps", NULL);
  mission = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_MISSION), 0);
  g_object_set (mission, "fate", "dropped", "instead", "rights open by themselves", NULL);
  aside = demains_project_add (project, DEMAINS_KIND_SIGNAL, "Put aside", NULL);
  g_object_set (aside, "sorting", "no", NULL);
  demains_project_end_typing (project);
}

/* Only sections that are empty, and one undo takes all of it back. */
static void
test_empty_only (void)
{
  DemainsProject *project = demains_test_create_english ();

  g_assert_false (demains_draft_is_possible (project));
  g_assert_cmpuint (demains_draft_write (project), ==, 0);
  add_cards (project);
  g_object_set (get_section (project, 2), "text", "Ours", NULL);
  demains_project_end_typing (project);

  g_assert_true (demains_draft_is_possible (project));
  /* The first two and the fourth; the functions, whose own section is taken, go to the fifth. */
  g_assert_cmpuint (demains_draft_write (project), ==, 4);
  g_assert_cmpstr (get_text (project, 0), ==, "Nobody waits.");
  g_assert_cmpstr (get_text (project, 1), ==, "This is who works there. Watcher: somebody {2} knocks.");
  g_assert_cmpstr (get_text (project, 2), ==, "Ours");
  g_assert_cmpstr (get_text (project, 3), ==,
                   "This is over. Put together a file for legal aid: rights open by themselves. "
                   "Not all is done as before. Watcher has stopped this: stamps, counts.");
  g_assert_cmpstr (get_text (project, 4), ==,
                   "This is what you find there, whatever happens. Night watch. For whom? whoever cannot sleep.");
  g_assert_cmpstr (get_text (project, 5), ==, "");

  g_assert_true (demains_test_undo (project));
  for (guint i = 0; i < 7; i++)
    g_assert_cmpstr (get_text (project, i), ==, i == 2 ? "Ours" : "");
  demains_test_close (project);
}

/* In the project's language, with the signals that were kept. */
static void
test_french (void)
{
  g_autofree char *path = demains_test_path ("draft.demains");
  DemainsProject *project = demains_test_create (path);
  GListModel *signals = G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_SIGNAL));
  DemainsRecord *kept;

  while (g_list_model_get_n_items (signals) > 0)
    demains_project_remove (project, demains_record_list_get (DEMAINS_RECORD_LIST (signals), 0));
  kept = demains_project_add (project, DEMAINS_KIND_SIGNAL, "Une lanterne à la fenêtre", NULL);
  g_object_set (kept, "sorting", "keep", NULL);
  demains_project_add (project, DEMAINS_KIND_SIGNAL, "Pas encore trié", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "Veilleur", NULL);
  demains_project_add (project, DEMAINS_KIND_JOB, "Hôtesse", NULL);

  g_assert_cmpuint (demains_draft_write (project), ==, 2);
  g_assert_cmpstr (get_text (project, 0), ==, "Cela se voyait déjà venir. Une lanterne à la fenêtre.");
  g_assert_cmpstr (get_text (project, 1), ==, "Voici qui y travaille. Veilleur. Hôtesse.");
  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/draft-text/empty-only", test_empty_only);
  g_test_add_func ("/draft-text/french", test_french);

  return g_test_run ();
}
