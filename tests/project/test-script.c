/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "demains-consent.h"
#include "demains-script-start.h"
#include "demains-script.h"
#include "demains-test.h"

static DemainsRecord *
add_speech (DemainsProject *project, DemainsRecord *scene, guint words, gint64 pace)
{
  DemainsRecord *speech = demains_script_add_speech (project, scene, NULL, "Somebody");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words; i++)
    g_string_append (text, i % 7 == 6 ? "said. " : "word ");
  g_object_set (speech, "text", text->str, "pace", pace, NULL);

  return speech;
}

static guint
count (DemainsProject *project, DemainsKindId kind)
{
  return g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, kind)));
}

static void
test_seconds (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Opening", NULL);
  DemainsRecord *other = demains_project_add (project, DEMAINS_KIND_SCENE, "Ending", NULL);
  DemainsRecord *speech = add_speech (project, scene, 65, 130);
  DemainsSceneTime time;

  g_object_set (scene, "seconds", (gint64)40, NULL);
  g_object_set (other, "seconds", (gint64)12, NULL);
  g_assert_cmpuint (demains_speech_get_seconds (speech), ==, 30);
  add_speech (project, scene, 20, 60);

  demains_script_measure_scene (project, scene, &time);
  g_assert_cmpuint (time.speeches, ==, 2);
  g_assert_cmpuint (time.words, ==, 85);
  g_assert_cmpuint (time.seconds, ==, 50);
  g_assert_cmpuint (time.planned, ==, 40);
  /* 40 of 50 seconds hold 68 of the 85 words. */
  g_assert_cmpuint (time.extra_words, ==, 17);
  g_assert_cmpuint (demains_script_get_seconds (project), ==, 50 + 12);

  /* A speech that is to take 10 seconds holds 21 words at 130 a minute. */
  g_assert_cmpuint (demains_speech_get_extra_words (speech), ==, 0);
  g_object_set (speech, "seconds", (gint64)10, NULL);
  g_assert_cmpuint (demains_speech_get_extra_words (speech), ==, 65 - 21);

  /* Whatever a file says, it is a pace that can be spoken and a time of a day. */
  g_object_set (speech, "pace", G_MAXINT64, "seconds", G_MININT64, NULL);
  g_assert_cmpuint (demains_speech_get_pace (speech), ==, DEMAINS_PACE_MAX);
  g_assert_cmpuint (demains_speech_get_extra_words (speech), ==, 0);
  g_object_set (speech, "pace", (gint64)-1, NULL);
  g_assert_cmpuint (demains_speech_get_pace (speech), ==, DEMAINS_PACE_MIN);
  g_object_set (scene, "seconds", G_MAXINT64, NULL);
  demains_script_measure_scene (project, scene, &time);
  g_assert_cmpuint (time.extra_words, ==, 0);

  demains_test_close (project);
}

/* What is said in a scene goes and comes back with it. */
static void
test_delete (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Opening", NULL);
  DemainsRecord *other = demains_project_add (project, DEMAINS_KIND_SCENE, "Ending", NULL);
  g_autofree char *id = g_strdup (demains_record_get_id (scene));
  g_autoptr (GPtrArray) speeches = NULL;

  add_speech (project, scene, 3, 130);
  add_speech (project, other, 4, 130);
  add_speech (project, scene, 5, 130);
  demains_project_remove (project, scene);
  g_assert_cmpuint (count (project, DEMAINS_KIND_SPEECH), ==, 1);

  g_assert_true (demains_test_undo (project));
  speeches = demains_script_list_speeches (project, demains_project_find (project, id));
  g_assert_cmpuint (speeches->len, ==, 2);
  g_assert_cmpuint (demains_speech_count_words (speeches->pdata[0]), ==, 3);
  g_assert_cmpuint (demains_speech_count_words (speeches->pdata[1]), ==, 5);

  demains_test_close (project);
}

static void
check_no_braces (DemainsProject *project, DemainsKindId kind)
{
  DemainsRecordList *list = demains_project_get_list (project, kind);
  const DemainsKind *description = demains_kind_get (kind);
  DemainsRecord *record;

  for (guint i = 0; (record = demains_record_list_get (list, i)) != NULL; i++)
    for (guint j = 0; j < description->n_fields; j++)
      if (demains_field_is_text (&description->fields[j]))
        {
          const char *text = demains_record_get_text (record, description->fields[j].name);

          g_assert_null (strpbrk (text, "{|}"));
          g_assert_null (strstr (text, ".."));
        }
}

/* Each form begins a script that can be filmed at once: every scene has a speech that is
 * said in its time, and nothing is left of the places that were filled in. */
static void
check_start (DemainsProject *project, DemainsScriptForm form)
{
  guint before = count (project, DEMAINS_KIND_SCENE);
  DemainsRecord *first = demains_script_start (project, form);
  DemainsRecordList *scenes = demains_project_get_list (project, DEMAINS_KIND_SCENE);
  DemainsRecord *scene;

  g_assert_true (first == demains_record_list_get (scenes, before));
  g_assert_cmpuint (count (project, DEMAINS_KIND_SCENE), >=, before + 5);
  for (guint i = before; (scene = demains_record_list_get (scenes, i)) != NULL; i++)
    {
      DemainsSceneTime time;

      demains_script_measure_scene (project, scene, &time);
      g_assert_cmpuint (time.speeches, >, 0);
      g_assert_cmpuint (time.words, >, 3);
      g_assert_cmpuint (time.extra_words, ==, 0);
      g_assert_cmpstr (demains_record_get_text (scene, "form"), !=, "");
      g_assert_cmpstr (demains_record_get_text (scene, "seen"), !=, "");
    }
  check_no_braces (project, DEMAINS_KIND_SCENE);
  check_no_braces (project, DEMAINS_KIND_SPEECH);

  g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (count (project, DEMAINS_KIND_SCENE), ==, before);
  g_assert_cmpuint (count (project, DEMAINS_KIND_SPEECH), ==, 0);
  g_assert_cmpuint (count (project, DEMAINS_KIND_LINK), ==, 0);
}

static void
test_start (void)
{
  g_autofree char *path = demains_test_path ("french.demains");
  DemainsProject *projects[] = { demains_test_create_english (), demains_test_create (path) };

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      for (DemainsScriptForm form = 0; form < DEMAINS_N_SCRIPT_FORMS; form++)
        check_start (projects[i], form);
      demains_test_close (projects[i]);
    }
}

static gboolean
is_said (DemainsProject *project, const char *words)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_SPEECH);
  DemainsRecord *speech;

  for (guint i = 0; (speech = demains_record_list_get (list, i)) != NULL; i++)
    if (strstr (demains_record_get_text (speech, "text"), words) != NULL)
      return TRUE;

  return FALSE;
}

/* The group's own words are in it, and the thread goes on. */
static void
test_start_own (void)
{
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Street watcher", NULL);
  DemainsRecordList *links = demains_project_get_list (project, DEMAINS_KIND_LINK);

  demains_project_add (project, DEMAINS_KIND_FUNCTION, "Street watch", NULL);
  g_object_set (job, "purpose", "So that **nobody** is alone", "stays_human", "- Knocking\n- Waiting", NULL);
  g_object_set (demains_project_get_root (project), "pitch", "A house without a counter!", NULL);
  g_assert_nonnull (demains_script_start (project, DEMAINS_SCRIPT_BULLETIN));

  g_assert_true (is_said (project, "My job? So that nobody is alone. This morning"));
  g_assert_true (is_said (project, "A house without a counter! We started with one thing: Street watch. And"));
  g_assert_cmpuint (count (project, DEMAINS_KIND_LINK), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const char *target = demains_record_get_text (demains_record_list_get (links, i), "target");

      g_assert_cmpint (demains_record_get_kind_id (demains_project_find (project, target)), ==, DEMAINS_KIND_SCENE);
    }

  demains_test_close (project);
}

static void
check_consent (DemainsProject *project, DemainsRecord *scene, DemainsConsentPart needed, DemainsConsentPart open,
               DemainsConsentPart refused)
{
  g_autoptr (GArray) consents = demains_consent_list (project, scene);

  g_assert_cmpuint (consents->len, ==, 1);
  g_assert_cmpint (g_array_index (consents, DemainsConsent, 0).needed, ==, needed);
  g_assert_cmpint (g_array_index (consents, DemainsConsent, 0).open, ==, open);
  g_assert_cmpint (g_array_index (consents, DemainsConsent, 0).refused, ==, refused);
  g_assert_cmpint (demains_consent_is_whole (project, scene), ==, open == 0 && refused == 0);
}

static void
test_consent (void)
{
  const DemainsConsentPart image = DEMAINS_CONSENT_IMAGE, voice = DEMAINS_CONSENT_VOICE;
  DemainsProject *project = demains_test_create_english ();
  DemainsRecord *scene = demains_project_add (project, DEMAINS_KIND_SCENE, "Opening", NULL);
  DemainsRecord *member = demains_project_add (project, DEMAINS_KIND_MEMBER, "A.", NULL);
  DemainsRecord *speech = demains_script_add_speech (project, scene, NULL, "Presenter");

  g_assert_false (demains_consent_is_whole (project, scene));
  g_object_set (speech, "member", demains_record_get_id (member), NULL);
  check_consent (project, scene, image | voice, image | voice, 0);
  g_object_set (member, "voice", "yes", "image", "no", NULL);
  check_consent (project, scene, image | voice, 0, image);
  g_object_set (speech, "presence", "voice", NULL);
  check_consent (project, scene, voice, 0, 0);

  /* Whoever is only seen. */
  demains_project_link (project, member, scene);
  check_consent (project, scene, image | voice, 0, image);
  g_object_set (member, "image", "yes", NULL);
  check_consent (project, scene, image | voice, 0, 0);

  /* What names no member asks nobody, but somebody has to say it, unless it is sounds alone. */
  g_object_set (speech, "member", demains_record_get_id (scene), NULL);
  g_assert_false (demains_consent_is_whole (project, scene));
  g_object_set (speech, "sounds", "Rain", NULL);
  check_consent (project, scene, image, 0, 0);

  /* Who is gone has agreed to nothing. */
  g_object_set (speech, "text", "It rains.", "member", demains_record_get_id (member), NULL);
  check_consent (project, scene, image | voice, 0, 0);
  demains_project_remove (project, member);
  g_assert_false (demains_consent_is_whole (project, scene));

  demains_test_close (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/script/seconds", test_seconds);
  g_test_add_func ("/script/delete", test_delete);
  g_test_add_func ("/script/start", test_start);
  g_test_add_func ("/script/start-own", test_start_own);
  g_test_add_func ("/script/consent", test_consent);

  return g_test_run ();
}
