/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-scene-text.h"
#include "demains-script-text.h"
#include "demains-test-language.h"
#include "demains-test.h"

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

/* Who is heard comes in the order of the speeches and once, who is only seen after them. */
static void
test_who (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Street", NULL);
  DemainsRecord *ana = demains_project_add (project, DEMAINS_KIND_MEMBER, "Ana", NULL);
  DemainsRecord *bo = demains_project_add (project, DEMAINS_KIND_MEMBER, "Bo", NULL);

  demains_test_set_language ("fr");
  assert_text (demains_scene_who_to_text (project, scene), "");
  for (guint i = 0; i < 2; i++)
    g_object_set (demains_script_add_speech (project, scene, NULL, "Présentatrice"), "member",
                  demains_record_get_id (ana), NULL);
  demains_script_add_speech (project, scene, NULL, "Voisin");
  demains_project_link (project, bo, scene);
  assert_text (demains_scene_who_to_text (project, scene), "Présentatrice (Ana), Voisin, Bo");
  demains_test_close (project);
}

static void
test_props (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Street", NULL);
  DemainsRecord *badge = demains_project_add_linked (project, DEMAINS_KIND_PROP, "Badge", scene);

  demains_project_add_linked (project, DEMAINS_KIND_PROP, "Affiche", scene);
  g_object_set (badge, "ready", "yes", NULL);
  demains_test_set_language ("fr");
  assert_text (demains_scene_props_to_text (project, scene), "Badge : c’est prêt, Affiche (à fabriquer)");
  demains_test_close (project);
}

/* Nobody, a part without a person, a person who was not asked, said no, agreed. */
static void
test_agreement (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Street", NULL);
  DemainsRecord *ana = demains_project_add (project, DEMAINS_KIND_MEMBER, "Ana", NULL);
  DemainsRecord *speech;

  demains_test_set_language ("fr");
  assert_text (demains_scene_agreement_to_text (project, scene), "Personne n’est filmé");
  speech = demains_script_add_speech (project, scene, NULL, "Voisin");
  assert_text (demains_scene_agreement_to_text (project, scene), "Encore personne pour : Voisin");
  g_object_set (speech, "member", demains_record_get_id (ana), NULL);
  assert_text (demains_scene_agreement_to_text (project, scene), "Accord manquant : Ana (à demander : image, voix)");
  g_object_set (ana, "voice", "yes", "image", "no", NULL);
  assert_text (demains_scene_agreement_to_text (project, scene), "Accord manquant : Ana (non : image)");
  g_object_set (ana, "image", "yes", NULL);
  assert_text (demains_scene_agreement_to_text (project, scene), "Tout le monde est d’accord");
  speech = demains_script_add_speech (project, scene, NULL, "Voix");
  assert_text (demains_scene_agreement_to_text (project, scene), "Encore personne pour : Voix");

  /* The script says it shorter; what is sounds alone needs nobody. */
  assert_text (demains_scene_consent_to_text (project, scene), "Encore personne pour : Voix");
  g_object_set (ana, "voice", "no", NULL);
  assert_text (demains_scene_consent_to_text (project, scene), "Ana (non : voix). Encore personne pour : Voix");
  g_object_set (speech, "sounds", "Pluie", NULL);
  assert_text (demains_scene_consent_to_text (project, scene), "Ana (non : voix)");
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scene-text/who", test_who);
  g_test_add_func ("/scene-text/props", test_props);
  g_test_add_func ("/scene-text/agreement", test_agreement);

  return g_test_run ();
}
