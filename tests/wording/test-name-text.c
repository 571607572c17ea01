/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-language.h"
#include "demains-test.h"
#include "demains-wording.h"

static void
test_theme (void)
{
  g_autofree char *path = demains_test_path ("theme.demains");
  DemainsProject *project = demains_test_create (path);
  g_autofree char *given = NULL;
  g_autofree char *own = NULL;

  /* A French group's theme stays French, whatever the interface speaks. */
  demains_test_set_language ("en");
  given = demains_theme_to_text (project);
  g_assert_cmpstr (given, ==, "Vieillissement");

  g_object_set (demains_project_get_root (project), "theme-title", "Belles vieillesses", NULL);
  own = demains_theme_to_text (project);
  g_assert_cmpstr (own, ==, "Belles vieillesses");

  demains_test_close (project);
}

static void
test_record (void)
{
  g_autofree char *path = demains_test_path ("record.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Veilleur", NULL);
  g_autofree char *named = NULL;
  g_autofree char *untitled = NULL;

  demains_test_set_language ("fr");
  named = demains_record_to_text (job);
  g_object_set (job, "title", "", NULL);
  untitled = demains_record_to_text (job);

  g_assert_cmpstr (named, ==, "Veilleur");
  g_assert_cmpstr (untitled, ==, "Métier sans nom");

  demains_test_close (project);
}

static void
test_take (void)
{
  g_autofree char *path = demains_test_path ("take.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *first;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  demains_test_set_language ("fr");
  first = demains_project_add (project, DEMAINS_KIND_TAKE, "Prise 1", NULL);
  second = demains_take_title_propose (project);
  demains_project_add (project, DEMAINS_KIND_TAKE, second, NULL);
  g_assert_cmpstr (second, ==, "Prise 2");

  /* One that was deleted leaves no number to use twice. */
  demains_project_remove (project, first);
  third = demains_take_title_propose (project);
  g_assert_cmpstr (third, ==, "Prise 3");

  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name-text/theme", test_theme);
  g_test_add_func ("/name-text/record", test_record);
  g_test_add_func ("/name-text/take", test_take);

  return g_test_run ();
}
