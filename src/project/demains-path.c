/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-path.h"

#include <math.h>
#include <string.h>

/* How long the line is where the project's own year is no end for it. */
#define YEARS_AHEAD 25
#define MAX_HORIZON 1000000

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const DemainsPathBox *one = *(DemainsPathBox *const *)a;
  const DemainsPathBox *other = *(DemainsPathBox *const *)b;

  return (one->start > other->start) - (one->start < other->start);
}

/**
 * demains_path_span:
 * @this_year: where the line begins
 * @horizon: the year that the project is about
 *
 * Returns: the years that the line goes through
 */
DemainsPathSpan
demains_path_span (gint64 this_year, gint64 horizon)
{
  DemainsPathSpan span
    = { this_year, horizon > this_year && horizon <= MAX_HORIZON ? horizon : this_year + YEARS_AHEAD };

  return span;
}

/**
 * demains_path_get_span:
 * @project: a project
 *
 * Returns: the years from today to the project's own
 */
DemainsPathSpan
demains_path_get_span (DemainsProject *project)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return demains_path_span (g_date_time_get_year (now),
                            demains_record_get_number (demains_project_get_root (project), "horizon"));
}

/**
 * demains_path_place:
 * @span: the years of the line
 * @year: a year, 0 for none
 * @fraction: (out): where it is, from 0 for the first year to 1 for the last;
 *   what is not on the line is at the end that it lies beyond
 *
 * Returns: how @year lies to the line
 */
DemainsPathPlace
demains_path_place (const DemainsPathSpan *span, gint64 year, double *fraction)
{
  *fraction = CLAMP (((double)year - span->first) / ((double)span->last - span->first), 0, 1);

  if (year == 0)
    return DEMAINS_PATH_UNDATED;
  if (year < span->first)
    return DEMAINS_PATH_BEFORE;

  return year > span->last ? DEMAINS_PATH_AFTER : DEMAINS_PATH_WITHIN;
}

/**
 * demains_path_get_year:
 * @span: the years of the line
 * @fraction: a place on it, 0 to 1; what is beyond counts as the end
 *
 * Returns: the nearest year
 */
gint64
demains_path_get_year (const DemainsPathSpan *span, double fraction)
{
  return span->first + llround (CLAMP (fraction, 0, 1) * ((double)span->last - span->first));
}

/**
 * demains_path_get_tick_step:
 * @span: the years of the line
 * @room: for how many figures there is room, at least 1
 *
 * Returns: every how many years the line says the year: 1, 2, 5, 10, 20, 50…
 */
gint64
demains_path_get_tick_step (const DemainsPathSpan *span, guint room)
{
  static const int FACTORS[] = { 1, 2, 5 };
  double years = ((double)span->last - span->first) / MAX (room, 1);
  gint64 unit = 1;

  while (unit * 10 < years)
    unit *= 10;
  for (guint i = 0; i < G_N_ELEMENTS (FACTORS); i++)
    if (unit * FACTORS[i] >= years)
      return unit * FACTORS[i];

  return unit * 10;
}

/**
 * demains_path_stack:
 * @boxes: (array length=n_boxes): what must not cover each other
 * @n_boxes: how many there are
 * @gap: what is left between two in one row
 *
 * Gives each box a row, as near to the line as those before it leave room.
 *
 * Returns: how many rows there are
 */
guint
demains_path_stack (DemainsPathBox *boxes, guint n_boxes, double gap)
{
  g_autofree DemainsPathBox **order = g_new (DemainsPathBox *, n_boxes);
  g_autofree double *ends = g_new (double, n_boxes);
  guint n_rows = 0;

  for (guint i = 0; i < n_boxes; i++)
    order[i] = &boxes[i];
  /* Stable: of two that begin together the first in the list is nearer. */
  g_sort_array (order, n_boxes, sizeof *order, compare_starts, NULL);

  for (guint i = 0; i < n_boxes; i++)
    {
      guint row = 0;

      while (row < n_rows && ends[row] + gap > order[i]->start)
        row++;
      if (row == n_rows)
        n_rows++;
      ends[row] = order[i]->start + order[i]->width;
      order[i]->row = row;
    }

  return n_rows;
}

/**
 * demains_milestone_is_avoided:
 * @milestone: a milestone
 *
 * Returns: whether it is one to avoid; one that says neither is one to reach
 */
gboolean
demains_milestone_is_avoided (DemainsRecord *milestone)
{
  return strcmp (demains_record_get_text (milestone, "lane"), "avoid") == 0;
}

/**
 * demains_milestone_get_year:
 * @milestone: a milestone
 *
 * Returns: the year that it stands at, where it only has an end that one; 0 for none
 */
gint64
demains_milestone_get_year (DemainsRecord *milestone)
{
  gint64 year = demains_record_get_number (milestone, "year");

  return year != 0 ? year : demains_record_get_number (milestone, "until");
}

/**
 * demains_path_count:
 * @project: a project
 * @n_reach: (out): how many milestones are to be reached
 * @n_avoid: (out): how many are to be avoided
 */
void
demains_path_count (DemainsProject *project, guint *n_reach, guint *n_avoid)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_MILESTONE);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  *n_avoid = 0;
  for (guint i = 0; i < n; i++)
    *n_avoid += demains_milestone_is_avoided (demains_record_list_get (list, i));
  *n_reach = n - *n_avoid;
}

/**
 * demains_path_shift:
 * @project: its project
 * @milestone: a milestone
 * @year: the year it is to stand at
 *
 * Moves it there in one step that can be undone; a period keeps its length.
 */
void
demains_path_shift (DemainsProject *project, DemainsRecord *milestone, gint64 year)
{
  gint64 begins = demains_record_get_number (milestone, "year");
  gint64 until = demains_record_get_number (milestone, "until");
  g_autoptr (DemainsChange) change = NULL;

  if (year == demains_milestone_get_year (milestone))
    return;

  demains_project_end_typing (project);
  change = demains_change_new (DEMAINS_VERB_EDIT, milestone);
  if (begins != 0 || until == 0)
    demains_change_set_number (change, milestone, "year", year);
  if (until != 0)
    demains_change_set_number (change, milestone, "until",
                               begins != 0 ? (gint64)((guint64)until + year - begins) : year);
  demains_project_apply (project, change);
}
