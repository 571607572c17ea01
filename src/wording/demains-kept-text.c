/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/**
 * demains_kept_to_text:
 * @error: why the project's own file lacks what is kept on this computer
 * @path: (type filename): that file
 *
 * Returns: (transfer full): in the language of the interface, what happened, what
 *   becomes of the work, and what to do
 */
char *
demains_kept_to_text (const GError *error, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  /* A banner shows three lines of a narrow window. */
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE))
    /* Translators: %s is the name of a file. */
    return g_strdup_printf (_ ("The stick with “%s” is missing. Go on: all is kept on this computer until it is back."),
                            name);
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PARTED))
    /* Translators: %s is the name of a file. */
    return g_strdup_printf (
      _ ("“%s” was changed elsewhere. Your work is kept on this computer: open the project again to merge the two."),
      name);

  /* Translators: %s is the name of a file. */
  return g_strdup_printf (
    _ ("“%s” cannot be written any more. Go on: all is kept on this computer. Save it on another disk."), name);
}

/**
 * demains_kept_to_line:
 * @error: why the project's own file lacks what is kept on this computer
 *
 * Returns: (transfer none): the same in a few words
 */
const char *
demains_kept_to_line (const GError *error)
{
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_GONE))
    return _ ("Not saved: stick missing. Kept on this computer.");
  if (g_error_matches (error, DEMAINS_PROJECT_ERROR, DEMAINS_PROJECT_ERROR_PARTED))
    return _ ("Not saved: changed elsewhere. Kept on this computer.");

  return _ ("Not saved: disk cannot be written. Kept on this computer.");
}

/**
 * demains_kept_work_to_text:
 * @work: work that was kept
 *
 * Returns: (transfer full): in the language of the interface, whose it is and
 *   since when
 */
char *
demains_kept_work_to_text (const DemainsKeptWork *work)
{
  g_autofree char *moment = demains_moment_to_text (work->time);

  /* Translators: the name of a group, and a moment such as “16:45” or “Tuesday 16:45”. */
  return g_strdup_printf (_ ("The stick of “%s” was missing. What was done then is kept on this computer (%s)."),
                          work->group, moment);
}
