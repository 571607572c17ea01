/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-foresight-text.h"

#include <glib/gi18n.h>

#include "demains-wording.h"

/**
 * demains_milestone_years_to_text:
 * @milestone: a milestone
 * @span: the years of the line
 * @odd: (out): whether something is to be looked at: a year that is not on the
 *   line, a period that ends before it begins
 *
 * Returns: (transfer full): "2032", "2032–2036", "No year yet", "20500, off the line"
 */
char *
demains_milestone_years_to_text (DemainsRecord *milestone, const DemainsPathSpan *span, gboolean *odd)
{
  gint64 begins = demains_record_get_number (milestone, "year");
  gint64 until = demains_record_get_number (milestone, "until");
  gint64 year = demains_milestone_get_year (milestone);
  gint64 end = until != 0 ? until : year;
  double fraction;
  g_autofree char *years = NULL;

  *odd = FALSE;
  if (year == 0)
    return g_strdup (_ ("No year yet"));

  if (begins != 0 && until != 0 && until != begins)
    years = g_strdup_printf ("%" G_GINT64_FORMAT "–%" G_GINT64_FORMAT, begins, until);
  else
    years = g_strdup_printf ("%" G_GINT64_FORMAT, year);

  *odd = TRUE;
  if (end < year)
    /* Translators: of a period that is given as, say, 2040 to 2035; %s is that period. */
    return g_strdup_printf (_ ("%s, ends before it begins"), years);
  if (demains_path_place (span, year, &fraction) != DEMAINS_PATH_WITHIN
      || demains_path_place (span, end, &fraction) != DEMAINS_PATH_WITHIN)
    /* Translators: of a year that the time line does not show; %s is that year. */
    return g_strdup_printf (_ ("%s, off the line"), years);

  *odd = FALSE;

  return g_steal_pointer (&years);
}

/**
 * demains_milestone_to_text:
 * @milestone: a milestone
 * @span: the years of the line
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *
demains_milestone_to_text (DemainsRecord *milestone, const DemainsPathSpan *span)
{
  gboolean odd;
  g_autofree char *title = demains_record_to_text (milestone);
  g_autofree char *years = demains_milestone_years_to_text (milestone, span, &odd);
  const char *lane = demains_milestone_is_avoided (milestone) ? _ ("To avoid") : _ ("To reach");

  /* Translators: a milestone: to reach or to avoid, its year, its title. */
  return g_strdup_printf (_ ("%s, %s: %s"), lane, years, title);
}

/**
 * demains_path_prompt_to_text:
 * @n_reach: how many milestones there are to reach
 * @n_avoid: how many there are to avoid
 *
 * Returns: (transfer full) (nullable): what the short version asks for next,
 *   "To reach, 1 of 3"; %NULL when it has all
 */
char *
demains_path_prompt_to_text (guint n_reach, guint n_avoid)
{
  if (n_reach < DEMAINS_PATH_REACH_WANTED)
    return g_strdup_printf (_ ("To reach, %u of %d"), n_reach + 1, DEMAINS_PATH_REACH_WANTED);
  if (n_avoid < DEMAINS_PATH_AVOID_WANTED)
    return g_strdup_printf (_ ("To avoid, %u of %d"), n_avoid + 1, DEMAINS_PATH_AVOID_WANTED);

  return NULL;
}

/**
 * demains_missions_to_text:
 * @count: what becomes of the missions of today
 *
 * Returns: (transfer full): it in words: "3 kept, 2 moved, 1 dropped, 10 still open"
 */
char *
demains_missions_to_text (const DemainsMissionCount *count)
{
  g_autofree char *kept = g_strdup_printf (ngettext ("%u kept", "%u kept", count->kept), count->kept);
  g_autofree char *moved = g_strdup_printf (ngettext ("%u moved", "%u moved", count->moved), count->moved);
  g_autofree char *dropped = g_strdup_printf (ngettext ("%u dropped", "%u dropped", count->dropped), count->dropped);
  g_autofree char *open = g_strdup_printf (ngettext ("%u still open", "%u still open", count->open), count->open);

  /* Translators: how many missions of today are kept, moved, dropped, still open */
  return g_strdup_printf (_ ("%s, %s, %s, %s"), kept, moved, dropped, open);
}

/**
 * demains_mission_functions_to_text:
 * @functions: (element-type DemainsRecord): the functions that come from a mission of today
 *
 * Returns: (transfer full): their names: "→ Street watch, House of all ages"; empty where there are none
 */
char *
demains_mission_functions_to_text (GPtrArray *functions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < functions->len; i++)
    {
      g_autofree char *name = demains_record_to_text (functions->pdata[i]);

      g_string_append_printf (text, "%s%s", i == 0 ? "→ " : ", ", name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
