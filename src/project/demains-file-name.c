/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-file-name.h"

#include <string.h>

/**
 * demains_file_name_dup_stem:
 * @path: (type filename): a project file
 *
 * Returns: (transfer full): what people call it: its name in UTF-8, without folder
 *   and ending
 */
char *
demains_file_name_dup_stem (const char *path)
{
  char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, DEMAINS_FILE_EXTENSION))
    name[strlen (name) - strlen (DEMAINS_FILE_EXTENSION)] = '\0';

  return name;
}
