/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-passage.h"
#include "demains-project-passage.h"
#include "demains-test.h"
#include "demains-text.h"

#include <string.h>

#define EDITS 10000
#define LINKS 6

static char *
describe (const char *text)
{
  g_autoptr (GArray) passages = demains_passage_find (text);
  GString *described = g_string_new (NULL);

  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *p = &g_array_index (passages, DemainsPassage, i);

      g_string_append_printf (described, "%s%s=%.*s;",
                              p->flag     ? "!"
                              : p->broken ? "?"
                                          : "",
                              p->token, (int)(p->inner_end - p->inner_start), text + p->inner_start);
    }

  return g_string_free (described, FALSE);
}

static void
test_find (void)
{
  const struct
  {
    const char *text;
    const char *found;
    const char *plain;
  } cases[] = {
    { "", "", "" },
    { "la [Veille de rue](#0a1b2c3d) passe", "0a1b2c3d=Veille de rue;", "la Veille de rue passe" },
    { "[a](#00000001)[b](#00000002)", "00000001=a;00000002=b;", "ab" },
    { "dit-elle.[⚑](#00000001) Puis", "!00000001=⚑;", "dit-elle. Puis" },
    { "[a [1] b](#00000001)", "00000001=a [1] b;", "a [1] b" },
    { "[a] b](#00000001)", "?00000001=;", "[a] b" },
    { "un\ndeux](#00000001)", "?00000001=;", "un\ndeux" },
    { "[un\ndeux](#00000001)", "?00000001=;", "[un\ndeux" },
    { "[un [a](#00000001) b](#00000002)", "00000001=a;?00000002=;", "[un a b" },
    { "\\[a](#00000001)", "?00000001=;", "\\[a" },
    { "[a\\](#00000001)", "", "[a\\](#00000001)" },
    { "[a](#0000000G) [b](https://x.org) [c](#123)", "", "[a](#0000000G) [b](https://x.org) [c](#123)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = describe (cases[i].text);
      g_autofree char *plain = demains_passage_strip (cases[i].text);

      g_assert_cmpstr (found, ==, cases[i].found);
      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

/* "|" is where the edit starts and ends. */
static void
test_splice (void)
{
  const struct
  {
    const char *text;
    const char *inserted;
    const char *result;
  } cases[] = {
    { "|| [a b](#00000001)", "x", "x [a b](#00000001)" },
    { "[a|| b](#00000001)", "x", "[ax b](#00000001)" },
    { "[|a| b](#00000001)", "", "[ b](#00000001)" },
    { "[a b||](#00000001)", "s", "[a bs](#00000001)" },
    { "[a b](#00000001)||", "s", "[a b](#00000001)s" },
    { "||[a b](#00000001)", "s", "s[a b](#00000001)" },
    { "[a](#00000001) [b](#00000002) || c", "x", "[a](#00000001) [b](#00000002) x c" },
    /* into a mark */
    { "[a b](#000000|01)|", "", "a b" },
    { "x |[a| b](#00000001)", "", "x  b" },
    { "[a |b]|(#00000001)", "", "a " },
    { "[a b](#0000||0001)", "x", "a bx" },
    { "|x [a b](#00000001) y|", "z", "z" },
    { "[a |b](#00000001) [c| d](#00000002)", "", "a  d" },
    /* its words are others, or none */
    { "[|a b|](#00000001)", "c", "c" },
    { "[|a|](#00000001)", "", "" },
    { "[|a| ](#00000001)", "", " " },
    /* what would be read otherwise */
    { "[a|| b](#00000001)", "\n", "a\n b" },
    { "[a|| b](#00000001)", "[", "a[ b" },
    { "[a|| b](#00000001)", "[1]", "[a[1] b](#00000001)" },
    { "[a b||](#00000001)", "\\", "a b\\" },
    { "[a|| b](#00000001)", "[c](#00000002)", "a[c](#00000002) b" },
    { "||[a b](#00000001)", "\\", "\\a b" },
    { "x || y](#00000001)", "[", "x [ y" },
    { "x || y", "[c](#00000002)", "x [c](#00000002) y" },
    /* flags go whole */
    { "a[⚑](#0000000|1)|", "", "a" },
    { "a[||⚑](#00000001)", "b", "ab" },
    { "a|.|[⚑](#00000001)", "", "a[⚑](#00000001)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].text, "|", 3);
      g_autofree char *text = g_strjoinv ("", parts);
      guint start = strlen (parts[0]);
      g_autofree char *result = demains_passage_splice (text, start, start + strlen (parts[1]), cases[i].inserted);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_link (void)
{
  g_autofree char *linked = demains_passage_link ("la veille passe", 3, 10, NULL, "00000001");
  g_autofree char *titled = demains_passage_link ("la @vei", 3, 7, "Veille [1]", "00000001");
  g_autofree char *flagged = demains_passage_flag ("la [veille](#00000001).", 5, "00000002");

  g_assert_cmpstr (linked, ==, "la [veille](#00000001) passe");
  g_assert_cmpstr (titled, ==, "la [Veille (1)](#00000001)");
  g_assert_cmpstr (flagged, ==, "la [veille](#00000001)[⚑](#00000002).");
  g_assert_null (demains_passage_link (linked, 0, 8, NULL, "00000002"));
  g_assert_null (demains_passage_link ("a\nb", 0, 3, NULL, "00000002"));
  g_assert_null (demains_passage_link ("a [ b", 0, 3, NULL, "00000002"));
  g_assert_null (demains_passage_link ("  ", 0, 2, NULL, "00000002"));
  g_assert_cmpuint (demains_text_count_words (flagged), ==, 2);
}

static void
test_sentence (void)
{
  const struct
  {
    const char *text;
    guint at;
    const char *sentence;
  } cases[] = {
    { "Un. Deux trois. Quatre.", 6, "Deux trois." },
    { "Un. Deux trois. Quatre.", 0, "Un." },
    { "Un. Deux trois. Quatre.", 23, "Quatre." },
    { "sans fin\nautre", 2, "sans fin" },
    { "Il dit : « Non ! » Puis.", 4, "Il dit : « Non ! »" },
    { "Un.[⚑](#00000001) Deux.", 1, "Un.[⚑](#00000001)" },
    { "à 3.5 mètres", 3, "à 3.5 mètres" },
    { "", 0, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint start, end;
      g_autofree char *sentence = NULL;

      demains_passage_find_sentence (cases[i].text, cases[i].at, &start, &end);
      sentence = g_strndup (cases[i].text + start, end - start);
      g_assert_cmpstr (sentence, ==, cases[i].sentence);
    }
}

/* A text of which it is known, besides, whose words each letter was. Letters of a
 * passage are capitals of their own, those of nobody are small. */
static char *
make_text (void)
{
  GString *text = g_string_new ("au début ");

  for (guint i = 0; i < LINKS; i++)
    {
      char own = 'A' + i;

      g_string_append_printf (text, "[%c%c %c%c%c](#0000000%u) et puis[⚑](#000000f%u).%s", own, own, own, own, own, i,
                              i, i % 2 == 0 ? "\n\n" : " ");
    }

  return g_string_free (text, FALSE);
}

/* What people and machines put into a text: letters, ends of lines, pieces of marks. */
static const char *const INSERTED[] = {
  "",
  "",
  "",
  "x",
  "é",
  " ",
  "un mot ",
  "\n",
  "\n\n",
  "[",
  "]",
  "(",
  ")",
  "\\",
  "](#",
  "](#00000009)",
  "[z](#00000008)",
  "*",
  "#",
  "`",
};

/* Letters of the text around passages that nobody types. */
#define AROUND "episdb"

static guint
pick_place (const char *text, GRand *random)
{
  guint at = g_rand_int_range (random, 0, strlen (text) + 1);

  while (at > 0 && (text[at] & 0xc0) == 0x80)
    at--;

  return at;
}

/* Each link's words: all capitals of its passage are its own, and none of them that is
 * in the text is outside. Where a person typed among them and took them away after,
 * what was typed is the passage: something, and none of the letters around it. Lost
 * ones have no token at all. */
static guint
check_links (const char *text)
{
  g_autoptr (GArray) passages = demains_passage_find (text);
  guint alive = 0;

  for (guint i = 0; i < passages->len; i++)
    {
      const DemainsPassage *p = &g_array_index (passages, DemainsPassage, i);
      guint link = g_ascii_digit_value (p->token[DEMAINS_PASSAGE_TOKEN_LENGTH - 1]);
      guint inside = 0, outside = 0, typed = 0;

      if (p->flag || p->broken || link >= LINKS)
        continue;
      for (guint at = 0; text[at] != '\0'; at++)
        if (text[at] == (char)('A' + link))
          *(at >= p->inner_start && at < p->inner_end ? &inside : &outside) += 1;
      for (guint at = p->inner_start; at < p->inner_end; at++)
        {
          g_assert_false (g_ascii_isupper (text[at]) && text[at] != (char)('A' + link));
          g_assert_null (strchr (AROUND, text[at]));
          typed += !g_ascii_isspace (text[at]);
        }
      g_assert_cmpuint (inside + typed, >, 0);
      g_assert_cmpuint (outside, ==, 0);
      alive++;
    }

  return alive;
}

/* Bytes of marks that belong to no passage: what was typed, never half of a mark. */
static void
check_marks (const char *text)
{
  g_autofree char *plain = demains_passage_strip (text);

  for (guint i = 0; i < LINKS; i++)
    {
      g_autofree char *link = g_strdup_printf ("0000000%u", i);
      g_autofree char *flag = g_strdup_printf ("000000f%u", i);

      g_assert_null (strstr (plain, link));
      g_assert_null (strstr (plain, flag));
    }
}

static void
test_random_edits (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autofree char *text = make_text ();
  g_autoptr (GPtrArray) undo = g_ptr_array_new_with_free_func (g_free);
  guint alive = LINKS, seen = 0, lost = 0;

  g_assert_cmpuint (check_links (text), ==, LINKS);
  for (guint i = 0; i < EDITS; i++)
    {
      guint start = pick_place (text, random);
      guint end = pick_place (text, random);
      const char *inserted = INSERTED[g_rand_int_range (random, 0, G_N_ELEMENTS (INSERTED))];
      char *next;

      if (start > end || g_rand_int_range (random, 0, 3) > 0)
        end = start;
      if (end > start + 8)
        {
          end = start + 8;
          while ((text[end] & 0xc0) == 0x80)
            end--;
        }
      next = demains_passage_splice (text, start, end, inserted);
      g_ptr_array_add (undo, g_steal_pointer (&text));
      text = next;
      check_marks (text);
      alive = check_links (text);
      seen += alive;
      /* Undo is the text of before. When little is left to lose, begin again. */
      if (g_rand_int_range (random, 0, 10) == 0 && undo->len > 3)
        {
          g_free (text);
          text = g_ptr_array_steal_index (undo, undo->len - 3);
        }
      if (alive < 2)
        {
          lost += LINKS - alive;
          g_free (text);
          text = make_text ();
        }
    }

  g_test_message ("%u links looked at, %u lost", seen, lost);
  /* Neither did all go at once nor did all stay. */
  g_assert_cmpuint (seen, >, EDITS * 2);
  g_assert_cmpuint (lost, >, LINKS);
}

static void
test_project (void)
{
  g_autofree char *path = demains_test_path ("passage.demains");
  DemainsProject *project = demains_test_create (path);
  DemainsRecord *section = demains_project_add (project, DEMAINS_KIND_SECTION, "Qui ?", NULL);
  DemainsRecord *job = demains_project_add (project, DEMAINS_KIND_JOB, "Veilleuse", NULL);
  DemainsRecord *link, *remark;
  g_autoptr (GPtrArray) marked = NULL;
  guint length;

  g_object_set (section, "text", "Aïcha frappe. Elle entre.", NULL);
  link = demains_project_mention (project, section, 0, 6, NULL, job);
  g_assert_nonnull (link);
  g_assert_true (demains_project_has_passage (project, link));
  g_assert_true (demains_project_find_mentioned (project, demains_record_get_token (link)) == job);
  length = strlen (demains_record_get_text (section, "text"));
  remark = demains_project_add_remark (project, section, 0, length, "disagreement");
  g_assert_cmpstr (demains_record_get_text (remark, "quote"), ==, "Aïcha frappe. Elle entre.");
  g_assert_cmpuint (demains_text_count_words (demains_record_get_text (section, "text")), ==, 4);

  /* One step back, both are as they were. */
  g_assert_true (demains_test_undo (project));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_REMARK))),
                    ==, 0);
  g_assert_true (demains_project_has_passage (project, link));

  /* The words go, the link is told as lost. */
  g_object_set (section, "text", "Elle entre.", NULL);
  g_assert_false (demains_project_has_passage (project, link));
  marked = demains_project_list_marked (project, section);
  g_assert_cmpuint (marked->len, ==, 1);
  g_assert_true (marked->pdata[0] == link);

  /* Twice mentioned, one link; taken away, both are words. */
  g_assert_true (demains_project_mention (project, section, 0, 4, NULL, job) == link);
  length = strlen (demains_record_get_text (section, "text"));
  g_assert_true (demains_project_mention (project, section, length - 6, length - 1, NULL, job) == link);
  demains_project_remove_marked (project, link);
  g_assert_cmpstr (demains_record_get_text (section, "text"), ==, "Elle entre.");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (demains_project_get_list (project, DEMAINS_KIND_LINK))), ==,
                    0);
  demains_test_close (project);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/passage/find", test_find);
  g_test_add_func ("/passage/splice", test_splice);
  g_test_add_func ("/passage/link", test_link);
  g_test_add_func ("/passage/sentence", test_sentence);
  g_test_add_func ("/passage/random-edits", test_random_edits);
  g_test_add_func ("/passage/project", test_project);

  return g_test_run ();
}
