/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-language.h"
#include "demains-wording.h"

typedef char *(*ToText) (const DemainsStep *step);

static void
check (const char *language, ToText to_text, DemainsVerb verb, DemainsKindId kind, const char *title,
       const char *expected)
{
  DemainsStep step = { .verb = verb, .kind = kind, .title = (char *)title };
  g_autofree char *text = NULL;

  demains_test_set_language (language);
  text = to_text (&step);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_english (void)
{
  check ("en", demains_undo_to_text, DEMAINS_VERB_DELETE, DEMAINS_KIND_JOB, "Street Watch",
         "Undo Delete Job “Street Watch”");
  check ("en", demains_redo_to_text, DEMAINS_VERB_TRIM, DEMAINS_KIND_CLIP, "Take 2", "Redo Trim Clip “Take 2”");
  check ("en", demains_undo_to_text, DEMAINS_VERB_MERGE, DEMAINS_KIND_PROJECT, "les-halles",
         "Undo Merge with “les-halles”");
  check ("en", demains_undo_to_text, DEMAINS_VERB_CHOOSE, DEMAINS_KIND_JOB, "Street Watch",
         "Undo Choose for Job “Street Watch”");
  check ("en", demains_step_to_text, DEMAINS_VERB_MOVE, DEMAINS_KIND_SECTION, "", "Move Section");
  check ("en", demains_step_to_text, DEMAINS_VERB_LINK, DEMAINS_KIND_FUNCTION, NULL, "Link Function");
}

static void
test_french (void)
{
  check ("fr", demains_undo_to_text, DEMAINS_VERB_DELETE, DEMAINS_KIND_JOB, "Veilleur de rue",
         "Annuler : supprimer le métier « Veilleur de rue »");
  check ("fr", demains_redo_to_text, DEMAINS_VERB_TRIM, DEMAINS_KIND_CLIP, "Prise 2",
         "Rétablir : couper l’extrait « Prise 2 »");
  check ("fr", demains_undo_to_text, DEMAINS_VERB_MERGE, DEMAINS_KIND_PROJECT, "les-halles",
         "Annuler : réunir avec « les-halles »");
  check ("fr", demains_step_to_text, DEMAINS_VERB_MOVE, DEMAINS_KIND_SECTION, "", "Déplacer la section");
}

static void
test_every_pair (void)
{
  const char *const languages[] = { "en", "fr" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    for (DemainsVerb verb = 0; verb <= DEMAINS_VERB_CHOOSE; verb++)
      for (DemainsKindId kind = 0; kind < DEMAINS_N_KINDS; kind++)
        {
          DemainsStep step = { .verb = verb, .kind = kind, .title = (char *)"Tisane" };
          g_autofree char *text = NULL;

          demains_test_set_language (languages[i]);
          text = demains_step_to_text (&step);
          g_assert_nonnull (strstr (text, "Tisane"));
          g_assert_null (strchr (text, '%'));
          g_assert_true (g_unichar_isupper (g_utf8_get_char (text)));
        }
}

static void
test_long_title (void)
{
  check ("en", demains_step_to_text, DEMAINS_VERB_EDIT, DEMAINS_KIND_SECTION,
         "One morning in 2050: who pushes the door, or why does nobody push it any more?",
         "Edit Section “One morning in 2050: who pushes the doo…”");
  check ("en", demains_step_to_text, DEMAINS_VERB_EDIT, DEMAINS_KIND_JOB, " two\nlines ", "Edit Job “two lines”");
  check ("en", demains_step_to_text, DEMAINS_VERB_EDIT, DEMAINS_KIND_JOB, "100 %s", "Edit Job “100 %s”");
}

static void
test_nothing (void)
{
  g_autofree char *english = NULL;
  g_autofree char *french = NULL;

  demains_test_set_language ("en");
  english = demains_undo_to_text (NULL);
  demains_test_set_language ("fr");
  french = demains_redo_to_text (NULL);

  g_assert_cmpstr (english, ==, "Nothing to Undo");
  g_assert_cmpstr (french, ==, "Rien à rétablir");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/step-text/english", test_english);
  g_test_add_func ("/step-text/french", test_french);
  g_test_add_func ("/step-text/every-pair", test_every_pair);
  g_test_add_func ("/step-text/long-title", test_long_title);
  g_test_add_func ("/step-text/nothing", test_nothing);

  return g_test_run ();
}
