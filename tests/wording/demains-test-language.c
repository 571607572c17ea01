/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-test-language.h"

#include <libintl.h>
#include <locale.h>

void
demains_test_set_language (const char *language)
{
  /* gettext does not translate for "C.UTF-8", which tests have otherwise. */
  g_assert_nonnull (setlocale (LC_ALL, g_str_equal (language, "fr") ? "fr_FR.UTF-8" : "en_US.UTF-8"));
  g_setenv ("LANGUAGE", language, TRUE);
  /* Binding again has gettext forget what it found for the other language. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("DEMAINS_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
