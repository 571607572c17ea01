/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-translation.h"

#include <libintl.h>
#include <locale.h>

/**
 * demains_translation_init:
 *
 * Takes the language from the environment; the first call of a program. The
 * catalogues are where they are installed, or in DEMAINS_LOCALEDIR.
 */
void
demains_translation_init (void)
{
  const char *folder = g_getenv ("DEMAINS_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
