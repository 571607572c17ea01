/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/**
 * demains_version_to_text:
 * @version: a version
 *
 * Returns: (transfer full): its name, else why it was made: "Before a restore"
 */
char *
demains_version_to_text (DemainsVersion *version)
{
  const char *name = demains_version_get_name (version);

  if (demains_version_get_reason (version) == DEMAINS_VERSION_FILM)
    /* Translators: %s is the name of a video file. */
    return g_strdup_printf (C_ ("version", "Film exported as “%s”"), name);
  if (*name != '\0')
    return g_strdup (name);
  switch (demains_version_get_reason (version))
    {
    case DEMAINS_VERSION_NAMED:
      return g_strdup (C_ ("version", "Without a name"));
    case DEMAINS_VERSION_CLOSED:
      return g_strdup (C_ ("version", "When it was closed"));
    case DEMAINS_VERSION_RESTORE:
      return g_strdup (C_ ("version", "Before a restore"));
    case DEMAINS_VERSION_MERGE:
      return g_strdup (C_ ("version", "Before a merge"));
    case DEMAINS_VERSION_SLOT:
      return g_strdup (C_ ("version", "At the end of a slot"));
    case DEMAINS_VERSION_FILM:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * demains_moment_to_text:
 * @time: microseconds since 1970, UTC
 *
 * Returns: (transfer full): day and time on this computer's clock, in words as
 *   few as tell it: "16:45" today, "Tuesday 16:45" this week, "24 Nov 2026 16:45"
 */
char *
demains_moment_to_text (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (time);
  g_autoptr (GDateTime) then = g_date_time_to_local (utc);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GTimeSpan age = g_date_time_difference (now, then);

  if (age >= 0 && age < G_TIME_SPAN_DAY && g_date_time_get_day_of_month (now) == g_date_time_get_day_of_month (then))
    /* Translators: a time of today, see g_date_time_format() */
    return g_date_time_format (then, C_ ("moment", "%H:%M"));
  if (age >= 0 && age < 6 * G_TIME_SPAN_DAY)
    /* Translators: a time of this week, see g_date_time_format() */
    return g_date_time_format (then, C_ ("moment", "%A %H:%M"));

  /* Translators: a day and time, see g_date_time_format() */
  return g_date_time_format (then, C_ ("moment", "%-d %b %Y %H:%M"));
}
