/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-programme.h"

#include "demains-project-private.h"

#include <stdio.h>

/* Where a day without a slot begins: half past nine. */
#define FIRST_START 570

/* A date of the group's own, or nothing where it is none that there is. */
static gboolean
read_date (const char *text, GDate *date)
{
  int year, month, day;

  g_date_clear (date, 1);
  if (sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);

  return TRUE;
}

/* Dates, not hours: a day begins at midnight of this computer's clock, whatever
 * summer time does to its length. */
static int
find_day (DemainsProject *project, GDateTime *now)
{
  DemainsRecord *root = demains_project_get_root (project);
  GDate first, today;

  if (!read_date (demains_record_get_text (root, "first_day"), &first))
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (demains_record_get_created (root));
      g_autoptr (GDateTime) created = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));

      g_date_clear (&first, 1);
      g_date_set_dmy (&first, g_date_time_get_day_of_month (created), g_date_time_get_month (created),
                      g_date_time_get_year (created));
    }
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, g_date_time_get_day_of_month (now), g_date_time_get_month (now), g_date_time_get_year (now));

  return MAX (g_date_days_between (&first, &today) + 1, 0);
}

static gint64
get_start (DemainsRecord *slot)
{
  return CLAMP (demains_record_get_number (slot, "start"), 0, DEMAINS_MINUTES_PER_DAY);
}

/* A slot ends with its day at the latest. */
static gint64
get_end (DemainsRecord *slot)
{
  gint64 length = CLAMP (demains_record_get_number (slot, "length"), 0, DEMAINS_MINUTES_PER_DAY);

  return MIN (get_start (slot) + length, DEMAINS_MINUTES_PER_DAY);
}

/**
 * demains_programme_look:
 * @project: a project
 * @now: a moment, in the time zone of the workshop
 * @moment: (out): what the programme says of it
 *
 * Knows nothing of earlier calls, so that a clock that was put right or a
 * computer that slept changes only what is so. Where two slots overlap, the one
 * that began last runs: people have gone on to it.
 */
void
demains_programme_look (DemainsProject *project, GDateTime *now, DemainsProgrammeMoment *moment)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_SLOT);
  gboolean any = FALSE;

  *moment = (DemainsProgrammeMoment){ .day = find_day (project, now) };
  moment->minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *slot = demains_record_list_get (list, i);

      if (demains_record_get_number (slot, "day") != moment->day)
        continue;
      any = TRUE;
      if (get_start (slot) > moment->minute)
        {
          if (moment->next == NULL || get_start (slot) < get_start (moment->next))
            moment->next = slot;
        }
      else if (moment->minute < get_end (slot)
               && (moment->slot == NULL || get_start (slot) >= get_start (moment->slot)))
        moment->slot = slot;
    }

  if (!any)
    moment->day = 0;
  if (moment->slot != NULL)
    {
      moment->minutes_left = get_end (moment->slot) - moment->minute;
      moment->last = moment->next == NULL;
    }
}

/**
 * demains_programme_add_slot:
 * @project: a project
 * @day: of the workshop, from 1
 * @after: (nullable): the slot that it follows
 *
 * Returns: (transfer none) (nullable): a slot of an hour that begins where
 *   @after ends, %NULL in a project that is read only
 */
DemainsRecord *
demains_programme_add_slot (DemainsProject *project, int day, DemainsRecord *after)
{
  g_autoptr (DemainsRecord) slot = demains_record_new (DEMAINS_KIND_SLOT);
  g_autofree char *position = demains_project_make_position (project, DEMAINS_KIND_SLOT, after);
  g_autoptr (DemainsChange) change = demains_change_new (DEMAINS_VERB_ADD, slot);
  gint64 start = after != NULL ? MIN (get_end (after), DEMAINS_MINUTES_PER_DAY - 1) : FIRST_START;

  demains_project_end_typing (project);
  demains_record_put_position (slot, position);
  g_object_set (slot, "day", (gint64)day, "start", start, NULL);
  demains_change_add (change, slot);
  demains_project_apply (project, change);

  return demains_project_find (project, demains_record_get_id (slot));
}

/**
 * demains_programme_shift:
 * @project: a project
 * @now: a moment, in the time zone of the workshop
 * @minutes: by how many minutes later; earlier if negative
 *
 * The day slips: the slot that runs ends later, and those of today that are
 * still to come begin later. One step, which can be undone.
 */
void
demains_programme_shift (DemainsProject *project, GDateTime *now, int minutes)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_SLOT);
  g_autoptr (DemainsChange) change = NULL;
  DemainsProgrammeMoment moment;

  if (demains_project_get_read_only (project))
    return;

  demains_project_end_typing (project);
  demains_programme_look (project, now, &moment);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *slot = demains_record_list_get (list, i);
      gint64 length = demains_record_get_number (slot, "length");

      if (moment.day == 0 || demains_record_get_number (slot, "day") != moment.day)
        continue;
      if (slot != moment.slot && get_start (slot) <= moment.minute)
        continue;
      if (change == NULL)
        change = demains_change_new (DEMAINS_VERB_MOVE, slot);
      if (slot == moment.slot)
        demains_change_set_number (change, slot, "length", MAX (length + minutes, 1));
      else
        demains_change_set_number (change, slot, "start",
                                   CLAMP (get_start (slot) + minutes, 0, DEMAINS_MINUTES_PER_DAY - 1));
    }
  if (change != NULL)
    demains_project_apply (project, change);
}
