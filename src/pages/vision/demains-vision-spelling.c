/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-vision-spelling.h"

/**
 * demains_vision_spelling_create:
 * @language: a project's language, "fr" or "en"
 *
 * Returns: (transfer full) (nullable): what knows its words, and what a centre is called;
 *   %NULL where no dictionary of it is installed
 */
SpellingChecker *
demains_vision_spelling_create (const char *language)
{
  static const struct
  {
    const char *language;
    const char *dictionary;
  } dictionaries[] = {
    { "fr", "fr_FR" }, { "fr", "fr" }, { "en", "en_US" }, { "en", "en_GB" }, { "en", "en" },
  };
  /* Local social-action centres: of one town, or of several. */
  static const char *const known[] = { "CCAS", "CIAS" };
  SpellingProvider *provider;

  spelling_init ();
  provider = spelling_provider_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (dictionaries); i++)
    if (g_strcmp0 (language, dictionaries[i].language) == 0
        && spelling_provider_supports_language (provider, dictionaries[i].dictionary))
      {
        SpellingChecker *checker = spelling_checker_new (provider, dictionaries[i].dictionary);

        for (guint j = 0; j < G_N_ELEMENTS (known); j++)
          spelling_checker_ignore_word (checker, known[j]);

        return checker;
      }

  return NULL;
}
