/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text-merge.h"

#include <string.h>

#define N_ROUNDS 2000

/* Merges both ways round, which must agree, and gives the first way's results. */
static gboolean
merge (const char *base, const char *one, const char *other, char **with_one, char **with_other)
{
  g_autofree char *swapped_other = NULL;
  g_autofree char *swapped_one = NULL;
  gboolean joined = demains_text_merge (base, one, other, with_one, with_other);

  g_assert_cmpint (demains_text_merge (base, other, one, &swapped_other, &swapped_one), ==, joined);
  g_assert_cmpstr (*with_one, ==, swapped_one);
  g_assert_cmpstr (*with_other, ==, swapped_other);
  g_assert_cmpint (strcmp (*with_one, *with_other) == 0, ==, joined);

  return joined;
}

static void
check_joined (const char *base, const char *one, const char *other, const char *expected)
{
  g_autofree char *with_one = NULL;
  g_autofree char *with_other = NULL;

  g_assert_true (merge (base, one, other, &with_one, &with_other));
  g_assert_cmpstr (with_one, ==, expected);
}

static void
check_collision (const char *base, const char *one, const char *other, const char *expected_one,
                 const char *expected_other)
{
  g_autofree char *with_one = NULL;
  g_autofree char *with_other = NULL;

  g_assert_false (merge (base, one, other, &with_one, &with_other));
  g_assert_cmpstr (with_one, ==, expected_one);
  g_assert_cmpstr (with_other, ==, expected_other);
}

static void
test_one_side (void)
{
  check_joined ("", "", "", "");
  check_joined ("", "Un matin.", "", "Un matin.");
  check_joined ("Un matin.", "Un matin.", "", "");
  check_joined ("Un matin.", "Un soir.", "Un matin.", "Un soir.");
  check_joined ("Un matin.", "Un soir.", "Un soir.", "Un soir.");
}

static void
test_paragraphs (void)
{
  check_joined ("Un\n\nDeux\n\nTrois", "Un\n\nDeux\n\nTrois bis", "Zéro\n\nUn\n\nDeux\n\nTrois",
                "Zéro\n\nUn\n\nDeux\n\nTrois bis");
  /* Neighbours. */
  check_joined ("Un\n\nDeux", "Un bis\n\nDeux", "Un\n\nDeux bis", "Un bis\n\nDeux bis");
  check_joined ("Un\n\nDeux\n\nTrois", "Un\n\nTrois", "Un\n\nDeux\n\nTrois\n\nQuatre", "Un\n\nTrois\n\nQuatre");
}

static void
test_sentences (void)
{
  check_joined ("Elle entre. Elle attend ? Elle sort.", "Il entre. Elle attend ? Elle sort.",
                "Elle entre. Elle attend ? Elle crie.", "Il entre. Elle attend ? Elle crie.");
  check_joined ("« Oui ! » Elle sort.", "« Oui ! » Elle sort vite.", "« Non ! » Elle sort.",
                "« Non ! » Elle sort vite.");
  /* One appends a paragraph to what the other rewrites. */
  check_joined ("Un. Deux.", "Un. Deux.\n\nTrois.", "Un bis. Deux.", "Un bis. Deux.\n\nTrois.");
}

static void
test_collisions (void)
{
  check_collision ("", "Un.", "Deux.", "Un.", "Deux.");
  check_collision ("Un. Deux. Trois. Quatre. Cinq.", "Un a. Deux. Trois a. Quatre. Cinq.",
                   "Un. Deux. Trois b. Quatre. Cinq b.", "Un a. Deux. Trois a. Quatre. Cinq b.",
                   "Un a. Deux. Trois b. Quatre. Cinq b.");
  check_collision ("Un. Deux.", "Un.", "Un. Deux bis.", "Un.", "Un. Deux bis.");
  check_collision ("Un\n\nDeux", "Un\n\nA\n\nDeux", "Un\n\nB\n\nDeux", "Un\n\nA\n\nDeux", "Un\n\nB\n\nDeux");
}

/* Texts without anything in common, longer than differences are followed. */
static void
test_long (void)
{
  GString *texts[3] = { g_string_new (NULL), g_string_new ("Début.\n\n"), g_string_new ("Début.\n\n") };
  g_autofree char *with_one = NULL;
  g_autofree char *with_other = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    for (guint side = 0; side < 3; side++)
      g_string_append_printf (texts[side], "%u %u.\n", side, i);
  g_string_prepend (texts[0], "Début.\n\n");
  g_assert_false (merge (texts[0]->str, texts[1]->str, texts[2]->str, &with_one, &with_other));
  g_assert_cmpstr (with_one, ==, texts[1]->str);
  g_assert_cmpstr (with_other, ==, texts[2]->str);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  for (guint side = 0; side < 3; side++)
    g_string_free (texts[side], TRUE);
}

#define SENTENCES_A_PARAGRAPH 4

/* Changes some sentences, each change with a word of its own; a side of 0 changes none. */
static char *
write_text (int n, char side, GPtrArray *words)
{
  GString *text = g_string_new (NULL);

  for (int start = 0; start < n; start += SENTENCES_A_PARAGRAPH)
    {
      g_autoptr (GString) paragraph = g_string_new (NULL);

      for (int i = start; i < MIN (n, start + SENTENCES_A_PARAGRAPH); i++)
        {
          int what = side != 0 ? g_test_rand_int_range (0, 12) : 3;

          if (what <= 1)
            {
              char *word = g_strdup_printf ("Mot %c%u.", side, words->len);

              g_ptr_array_add (words, word);
              g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? " " : "", word);
            }
          if (what != 1 && what != 2)
            g_string_append_printf (paragraph, "%sPhrase %d.", paragraph->len > 0 ? " " : "", i);
        }
      if (paragraph->len > 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", paragraph->str);
    }

  return g_string_free (text, FALSE);
}

static gboolean
contains (const char *text, const char *sentence)
{
  return strstr (text, sentence) != NULL;
}

/* Whatever both do: with what one wrote there is all that one wrote, and what
 * neither deleted is in both results. */
static void
check_random (const char *base, char *const forks[2], GPtrArray *const words[2], int n, guint *n_joined)
{
  g_autofree char *with_one = NULL;
  g_autofree char *with_other = NULL;

  *n_joined += merge (base, forks[0], forks[1], &with_one, &with_other);
  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < words[side]->len; i++)
      g_assert_true (contains (side == 0 ? with_one : with_other, words[side]->pdata[i]));
  for (int i = 0; i < n; i++)
    {
      g_autofree char *sentence = g_strdup_printf ("Phrase %d.", i);

      if (contains (forks[0], sentence) && contains (forks[1], sentence))
        g_assert_true (contains (with_one, sentence) && contains (with_other, sentence));
    }
}

static void
test_random (void)
{
  guint n_joined = 0;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      int n = g_test_rand_int_range (0, 14);
      g_autofree char *base = write_text (n, 0, NULL);
      GPtrArray *words[2];
      char *forks[2];

      for (guint side = 0; side < 2; side++)
        {
          words[side] = g_ptr_array_new_with_free_func (g_free);
          forks[side] = write_text (n, 'a' + side, words[side]);
        }
      check_random (base, forks, words, n, &n_joined);
      for (guint side = 0; side < 2; side++)
        {
          g_free (forks[side]);
          g_ptr_array_unref (words[side]);
        }
    }
  g_test_message ("%u of %u joined without a collision", n_joined, N_ROUNDS);
  g_assert_cmpuint (n_joined, >, N_ROUNDS / 10);
}

static void
check_both (const char *one, const char *other, const char *expected)
{
  g_autofree char *joined = demains_text_join (one, other);

  g_assert_cmpstr (joined, ==, expected);
}

/* What differs comes one after the other, what is shared once. */
static void
test_join (void)
{
  check_both ("Un.", "Un.", "Un.");
  check_both ("", "Un.", "Un.");
  check_both ("Un.", "", "Un.");
  check_both ("Un. Deux. Trois.", "Un. Quatre. Trois.", "Un. Deux. Quatre. Trois.");
  check_both ("Matin.\n\nUn. Deux.\n\nSoir.", "Matin.\n\nUn. Trois.\n\nSoir.", "Matin.\n\nUn. Deux. Trois.\n\nSoir.");
  check_both ("Matin.\n\nA.\n\nB.\n\nSoir.", "Matin.\n\nC.\n\nD.\n\nSoir.", "Matin.\n\nA.\n\nB.\n\nC.\n\nD.\n\nSoir.");
  check_both ("Matin.\n\nSoir.", "Matin.\n\nMidi.\n\nSoir.", "Matin.\n\nMidi.\n\nSoir.");
  check_both ("Été", "Hiver", "Été Hiver");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-merge/one-side", test_one_side);
  g_test_add_func ("/text-merge/paragraphs", test_paragraphs);
  g_test_add_func ("/text-merge/sentences", test_sentences);
  g_test_add_func ("/text-merge/collisions", test_collisions);
  g_test_add_func ("/text-merge/long", test_long);
  g_test_add_func ("/text-merge/random", test_random);
  g_test_add_func ("/text-merge/join", test_join);

  return g_test_run ();
}
