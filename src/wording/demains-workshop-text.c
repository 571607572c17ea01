/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

static guint
count_made (GPtrArray *made)
{
  guint n = 0;

  for (guint i = 0; i < made->len; i++)
    n += ((const DemainsMadeProject *)made->pdata[i])->error == NULL;

  return n;
}

/**
 * demains_made_to_title:
 * @made: (element-type DemainsMadeProject): what became of each group's project
 * @folder: (type filename): where they are
 *
 * Returns: (transfer full): how many were made, and where
 */
char *
demains_made_to_title (GPtrArray *made, const char *folder)
{
  guint n = count_made (made);
  g_autofree char *name = g_filename_display_basename (folder);

  if (n == made->len)
    /* Translators: %s is the name of a folder */
    return g_strdup_printf (ngettext ("%u project is ready in “%s”", "%u projects are ready in “%s”", n), n, name);

  /* Translators: the first number is what was made, the second what was asked for */
  return g_strdup_printf (_ ("%u of %u Projects Made"), n, made->len);
}

/**
 * demains_made_to_text:
 * @made: (element-type DemainsMadeProject): what became of each group's project
 *
 * Returns: (transfer full): a paragraph on each project that was not made, with
 *   its name; "" where all were
 */
char *
demains_made_to_text (GPtrArray *made)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < made->len; i++)
    {
      const DemainsMadeProject *project = made->pdata[i];
      g_autofree char *sentence = NULL;

      if (project->error == NULL)
        continue;
      if (g_error_matches (project->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        /* Translators: %s is the name of a group whose project was not made, as it was cancelled before */
        sentence = g_strdup_printf (_ ("“%s” was not made."),
                                    *project->group != '\0' ? project->group : _ ("Group without a name"));
      else
        sentence = demains_error_to_text (project->error, project->path);
      if (text->len > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, sentence);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * demains_first_day_to_text:
 * @text: what was typed as the first day
 *
 * Returns: (transfer full): the day in full, what is wrong with it, or "" for none yet
 */
char *
demains_first_day_to_text (const char *text)
{
  g_autoptr (GDate) date = demains_workshop_parse_date (text);
  g_autoptr (GDateTime) day = NULL;

  if (*text == '\0')
    return g_strdup ("");
  if (date == NULL)
    return g_strdup (_ ("That is no date yet. Write year, month and day, as in 2027-03-18."));

  day = g_date_time_new_local (g_date_get_year (date), g_date_get_month (date), g_date_get_day (date), 0, 0, 0);

  /* Translators: a day in full, such as “Thursday 18 March 2027”, see g_date_time_format() */
  return g_date_time_format (day, _ ("%A %-d %B %Y"));
}

/**
 * demains_clock_to_text:
 * @minutes: since midnight
 *
 * Returns: (transfer full): the time of day, as in "9:30"
 */
char *
demains_clock_to_text (int minutes)
{
  /* Translators: a time of day, hours and minutes */
  return g_strdup_printf (_ ("%d:%02d"), minutes / 60, minutes % 60);
}

/**
 * demains_slot_times_to_text:
 * @slot: a slot of the programme
 *
 * Returns: (transfer full): when it is, as in "Day 1 · 9:30 · 45 min"
 */
char *
demains_slot_times_to_text (DemainsRecord *slot)
{
  g_autofree char *start = demains_clock_to_text ((int)demains_record_get_number (slot, "start"));

  /* Translators: a slot of the programme: the day’s number, when it begins, how many minutes it takes */
  return g_strdup_printf (_ ("Day %d · %s · %d min"), (int)demains_record_get_number (slot, "day"), start,
                          (int)demains_record_get_number (slot, "length"));
}
