/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>

#include "demains-application.h"

int
main (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("DEMAINS_LOCALEDIR");
  g_autoptr (DemainsApplication) application = NULL;
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name ("Demains");
  application = demains_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);
  g_clear_object (&application);

  /* Every window has closed its project and the state is written. GStreamer's
   * thread for OpenGL may still be letting go of pictures, and crashes when the
   * driver's exit handlers run under it: leave without them. */
  fflush (NULL);
  _exit (status);
}
