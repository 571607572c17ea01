/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-needs.h"
#include "demains-test.h"

#define N_PROJECTS 200

static const char *const TEXTS[] = { "", " \n", "Trois mots seulement", "Ici quelqu’un frappe au volet chaque matin." };
static const gboolean ENOUGH[] = { FALSE, FALSE, FALSE, TRUE };
static const char *const LINES[] = { "", "\u00a0 ", "Veille" };

static int
choose (int n)
{
  return g_test_rand_int_range (0, n);
}

static void
clear (DemainsProject *project, DemainsKindId kind)
{
  GListModel *list = G_LIST_MODEL (demains_project_get_list (project, kind));

  while (g_list_model_get_n_items (list) > 0)
    demains_project_remove (project, demains_record_list_get (DEMAINS_RECORD_LIST (list), 0));
}

static void
check (DemainsProject *project, DemainsNeedId need, guint have, guint wanted, DemainsRecord *next, const char *field)
{
  DemainsNeedState state;

  demains_needs_look (project, need, &state);
  g_assert_cmpuint (state.have, ==, have);
  g_assert_cmpuint (state.wanted, ==, wanted);
  if (have < wanted)
    {
      g_assert_true (state.next == next);
      if (next != NULL)
        g_assert_cmpstr (state.field, ==, field);
    }
  else
    g_assert_null (state.next);
}

/* What is counted while it is made, against what is found. */
static void
check_generated (DemainsProject *project)
{
  DemainsRecord *next = NULL;
  const char *field = NULL;
  guint n_sections = choose (10), n_functions = choose (5), n_jobs = choose (4), n_scenes = choose (8);
  guint have = 0;

  for (guint i = 0; i < n_sections; i++)
    {
      DemainsRecord *section = demains_project_add (project, DEMAINS_KIND_SECTION, "Q", NULL);
      int text = choose (G_N_ELEMENTS (TEXTS));

      g_object_set (section, "text", TEXTS[text], NULL);
      have += ENOUGH[text];
      if (!ENOUGH[text] && next == NULL)
        next = section;
    }
  check (project, DEMAINS_NEED_ANSWERS, have, MIN (n_sections, 7), next, "text");

  have = 0;
  next = NULL;
  for (guint i = 0; i < n_functions; i++)
    {
      int line = choose (G_N_ELEMENTS (LINES));
      DemainsRecord *function = demains_project_add (project, DEMAINS_KIND_FUNCTION, LINES[line], NULL);

      have += line == 2;
      if (line != 2 && next == NULL)
        next = function;
    }
  check (project, DEMAINS_NEED_FUNCTIONS, have, 3, next, "name");

  have = 0;
  next = NULL;
  for (guint i = 0; i < n_jobs; i++)
    {
      int line = choose (G_N_ELEMENTS (LINES)), purpose = choose (G_N_ELEMENTS (LINES));
      DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, LINES[line], NULL);

      g_object_set (job, "purpose", LINES[purpose], NULL);
      have += line == 2 && purpose == 2;
      if ((line != 2 || purpose != 2) && next == NULL)
        {
          next = job;
          field = line == 2 ? "purpose" : "title";
        }
    }
  check (project, DEMAINS_NEED_JOBS, have, 2, next, field);

  have = 0;
  next = NULL;
  for (guint i = 0; i < n_scenes; i++)
    {
      int line = choose (G_N_ELEMENTS (LINES));
      DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, LINES[line], NULL);

      have += line == 2;
      if (line != 2 && next == NULL)
        next = scene;
    }
  check (project, DEMAINS_NEED_SCENES, have, 5, next, "title");
}

static void
test_generated (void)
{
  g_autofree char *path = demains_test_path ("needs.demains");
  DemainsProject *project = demains_test_create (path);

  for (guint round = 0; round < N_PROJECTS; round++)
    {
      int line = choose (G_N_ELEMENTS (LINES));

      clear (project, DEMAINS_KIND_SECTION);
      clear (project, DEMAINS_KIND_FUNCTION);
      clear (project, DEMAINS_KIND_JOB);
      clear (project, DEMAINS_KIND_SCENE);
      g_object_set (demains_project_get_root (project), "pitch", LINES[line], NULL);
      check (project, DEMAINS_NEED_PITCH, line == 2, 1, demains_project_get_root (project), "pitch");
      check_generated (project);
    }
  demains_test_close (project);
}

/* From an empty project in the order that is asked for: twenty lines to type, then the film. */
static void
test_from_empty (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsNeedState state;
  guint actions = 0;

  while (demains_needs_find_next (project, &state) && state.need->id != DEMAINS_NEED_FILM)
    {
      if (state.next == NULL)
        demains_project_add (project, state.need->kind, "Street watch", NULL);
      else
        g_object_set (state.next, state.field, "Someone knocks at the shutter.", NULL);
      g_assert_cmpuint (++actions, <=, 20);
    }
  g_assert_cmpuint (actions, ==, 20);
  g_assert_false (demains_needs_find_next_of (project, DEMAINS_DELIVERABLE_VISION, &state));
  g_assert_false (demains_needs_find_next_of (project, DEMAINS_DELIVERABLE_DETAIL, &state));
  g_assert_true (demains_needs_find_next_of (project, DEMAINS_DELIVERABLE_FILM, &state));
  g_assert_cmpstr (state.need->page, ==, "shoot");
  demains_test_close (project);
}

static void
test_minutes (void)
{
  DemainsProject *project = demains_test_create_english ();
  guint minutes = 0;

  for (DemainsNeedId need = 0; need < DEMAINS_N_NEEDS; need++)
    {
      DemainsNeedState state;

      demains_needs_look (project, need, &state);
      minutes += state.need->minutes;
    }
  g_assert_cmpuint (minutes, ==, 20);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/needs/generated", test_generated);
  g_test_add_func ("/needs/from-empty", test_from_empty);
  g_test_add_func ("/needs/minutes", test_minutes);

  return g_test_run ();
}
