/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-text.h"

typedef struct
{
  const char *text;
  guint words;
} Count;

static const Count COUNTS[] = {
  { "", 0 },
  { " \n\n\t", 0 },
  { "un deux  trois\nquatre", 4 },
  { "l’eau", 1 },
  { "l'eau de l’aube", 3 },
  { "aujourd’hui", 1 },
  { "du porte-à-porte", 2 },
  { "Qui pousse la porte\u202f?", 4 },
  { "«\u00a0Entrez\u00a0» dit-elle\u00a0!", 2 },
  { "20\u202f000 habitants, 1\u00a0500 agents", 4 },
  { "en 2050 …", 2 },
  { "Elle entre — enfin — et rit", 5 },
  { "avant—après", 2 },
  { "**gras** et *italique*", 3 },
  { "> une citation\n> sur deux lignes", 5 },
  { "- un\n- deux\n\n1. trois\n2. quatre", 4 },
  { "## Un titre", 2 },
  { "mi**di**", 1 },
  { "été 🙂 cœur", 2 },
  { "    en retrait", 2 },
  { "[le quartier](https://example.org/a-b) dort", 3 },
  { "- - -", 0 },
  { "1984", 1 },
  { "3 < 4", 2 },
};

static void
test_count (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (COUNTS); i++)
    {
      g_test_message ("%s", COUNTS[i].text);
      g_assert_cmpuint (demains_text_count_words (COUNTS[i].text), ==, COUNTS[i].words);
    }
}

static void
test_plain (void)
{
  const struct
  {
    const char *markdown;
    const char *plain;
  } cases[] = {
    { "", "" },
    { "\n\nUn\n\n\n\nDeux\n", "Un\n\nDeux" },
    { "une ligne\nla suite", "une ligne\nla suite" },
    { "**Été** *à la* mer", "Été à la mer" },
    { "> Elle dit\n> « oui ».\n\nPuis part.", "Elle dit\n« oui ».\n\nPuis part." },
    { "Avant\n\n- un\n- deux\n  - trois\n- quatre\n\nAprès", "Avant\n\nun\ndeux\ntrois\nquatre\n\nAprès" },
    { "1. un\n\n2. deux", "un\ndeux" },
    { "# Titre\ntexte", "Titre\n\ntexte" },
    { "2 \\* 3 &amp; 4", "2 * 3 & 4" },
    { "    retrait\n\nsuite", "retrait\n\nsuite" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = demains_text_to_plain (cases[i].markdown);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_reading (void)
{
  g_assert_cmpuint (demains_text_get_reading_seconds (0, 130), ==, 0);
  g_assert_cmpuint (demains_text_get_reading_seconds (312, 130), ==, 144);
  g_assert_cmpuint (demains_text_get_reading_seconds (1, 130), ==, 0);
  g_assert_cmpuint (demains_text_get_reading_seconds (2, 130), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/count", test_count);
  g_test_add_func ("/text/plain", test_plain);
  g_test_add_func ("/text/reading", test_reading);

  return g_test_run ();
}
