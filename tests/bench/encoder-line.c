/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Says how takes are encoded here, for bench-shoot.py to give a bare gst-launch-1.0 the same. */

#include "config.h"

#include <locale.h>

#include "demains-encoder.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  setlocale (LC_ALL, "");
  gst_init (&argc, &argv);
  line = demains_encoder_dup_line (DEMAINS_ENCODER_TAKE, &error);
  if (line == NULL)
    g_error ("%s", error->message);
  g_print ("%s\n", line);

  return 0;
}
