/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/**
 * demains_time_left_to_text:
 * @minutes: until a slot ends
 *
 * Returns: (transfer full): "1 h 12 left", "12 min left"
 */
char *
demains_time_left_to_text (int minutes)
{
  if (minutes >= 60)
    /* Translators: hours and minutes until a slot of the programme ends. */
    return g_strdup_printf (_ ("%d h %02d left"), minutes / 60, minutes % 60);

  /* Translators: minutes until a slot of the programme ends. */
  return g_strdup_printf (_ ("%d min left"), minutes);
}

/**
 * demains_day_minute_to_text:
 * @minute: since midnight
 *
 * Returns: (transfer full): the time on a clock: "10:15"
 */
char *
demains_day_minute_to_text (gint64 minute)
{
  const int whole = (int)CLAMP (minute, 0, 24 * 60 - 1);

  return g_strdup_printf ("%d:%02d", whole / 60, whole % 60);
}

/**
 * demains_slot_start_to_text:
 * @minute: since midnight, when a slot begins
 *
 * Returns: (transfer full): "Begins at 10:15"
 */
char *
demains_slot_start_to_text (gint64 minute)
{
  g_autofree char *time = demains_day_minute_to_text (minute);

  /* Translators: %s is a time, such as 10:15. */
  return g_strdup_printf (_ ("Begins at %s"), time);
}
