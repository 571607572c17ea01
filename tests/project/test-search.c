/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-search.h"
#include "demains-test.h"

static DemainsProject *
make_project (const char *name)
{
  g_autofree char *path = demains_test_path (name);
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse de rue", NULL);

  g_object_set (demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_SECTION), 0), "text",
                "À l’aube, l'Œuvre du quartier s’ouvre. Les sœurs Évora n’attendent plus\nqu’une chose : **l’été**.",
                NULL);
  g_object_set (job, "purpose", "Elle veille sur les personnes âgées ; lorsqu’il fait nuit, elle raccompagne.", NULL);
  demains_project_end_typing (project);

  return project;
}

static GPtrArray *
search (DemainsProject *project, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  demains_project_search_async (project, words, 50, NULL, demains_test_ready_cb, &result);
  hits = demains_project_search_finish (project, demains_test_wait (&result), &error);
  g_assert_no_error (error);

  return hits;
}

static guint
count (DemainsProject *project, const char *words)
{
  g_autoptr (GPtrArray) hits = search (project, words);

  return hits->len;
}

/* Accents, case, ligatures, elisions, both apostrophes, plural and stem, the
 * start of a word that is still being typed. */
static void
test_french (void)
{
  static const char *const found[] = {
    "aube",          "AUBE",        "l'aube",      "l’aube",    "oeuvre",     "œuvre", "Œuvres", "soeur",
    "sœurs",         "evora",       "Évora",       "ÉVORA",     "ete",        "été",   "l’été",  "qu'une",
    "une chose",     "quartiers",   "n’attendent", "veilleuse", "Veilleuses", "veill", "agee",   "âgées",
    "personne agee", "raccompagne", "lorsqu'il",   "nuits",     "rue",        "quart", "ouvre",  "s’ouvre",
  };
  DemainsProject *project = make_project ("french.demains");

  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_test_message ("%s", found[i]);
      g_assert_cmpuint (count (project, found[i]), >, 0);
    }
  g_assert_cmpuint (count (project, "hélicoptère"), ==, 0);
  g_assert_cmpuint (count (project, "aube hélicoptère"), ==, 0);
  demains_test_close (project);
}

/* Whatever is typed is looked for, never run as a query. */
static void
test_odd_words (void)
{
  static const char *const odd[]
    = { "", " ", "\"", "a\" OR \"b", "* NEAR(", "'", "l'", "-", "text:aube", "(((", "\xff\xfe" };
  DemainsProject *project = make_project ("odd.demains");

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr (GPtrArray) hits = search (project, odd[i]);

      g_assert_nonnull (hits);
    }
  demains_test_close (project);
}

static void
test_follows_changes (void)
{
  g_autofree char *path = demains_test_path ("follows.demains");
  DemainsProject *project = make_project ("follows.demains");
  DemainsRecord *job = demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_JOB), 0);

  g_object_set (job, "title", "Passeur de soins", NULL);
  g_assert_cmpuint (count (project, "passeur"), ==, 1);
  g_assert_cmpuint (count (project, "veilleuse"), ==, 0);
  demains_test_undo (project);
  g_assert_cmpuint (count (project, "veilleuse"), ==, 1);
  demains_project_remove (project, job);
  g_assert_cmpuint (count (project, "veilleuse"), ==, 0);
  g_assert_cmpuint (count (project, "raccompagne"), ==, 0);
  demains_test_undo (project);
  g_assert_cmpuint (count (project, "raccompagne"), ==, 1);
  demains_test_close (project);

  project = demains_test_open (path, DEMAINS_OPEN_READ_ONLY, NULL);
  g_assert_cmpuint (count (project, "raccompagnée"), ==, 1);
  demains_test_close (project);
}

static void
test_excerpt (void)
{
  DemainsProject *project = make_project ("excerpt.demains");
  g_autoptr (GPtrArray) hits = search (project, "soeurs");
  DemainsHit *hit = hits->pdata[0];
  g_autofree char *match = g_strndup (hit->excerpt + hit->match_start, hit->match_end - hit->match_start);

  g_assert_cmpstr (match, ==, "sœurs");
  g_assert_cmpint (demains_record_get_kind_id (hit->record), ==, DEMAINS_KIND_SECTION);
  g_assert_null (strchr (hit->excerpt, '\n'));
  g_clear_pointer (&hits, g_ptr_array_unref);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/french", test_french);
  g_test_add_func ("/search/odd-words", test_odd_words);
  g_test_add_func ("/search/follows-changes", test_follows_changes);
  g_test_add_func ("/search/excerpt", test_excerpt);

  return g_test_run ();
}
