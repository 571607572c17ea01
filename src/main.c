/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <unistd.h>

#include "demains-application.h"
#include "demains-translation.h"

int
main (int argc, char **argv)
{
  g_autoptr (DemainsApplication) application = NULL;
  int status;

  demains_translation_init ();
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
