/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* What the quarter of an hour's version of the path asks for. */
#define DEMAINS_PATH_REACH_WANTED 3
#define DEMAINS_PATH_AVOID_WANTED 2

/**
 * DemainsPathSpan:
 * @first: the year that the line begins with
 * @last: the year that it ends with, later than @first
 */
typedef struct
{
  gint64 first;
  gint64 last;
} DemainsPathSpan;

/**
 * DemainsPathPlace:
 * @DEMAINS_PATH_UNDATED: it has no year
 * @DEMAINS_PATH_BEFORE: its year is before the line
 * @DEMAINS_PATH_WITHIN: its year is on the line
 * @DEMAINS_PATH_AFTER: its year is after the line
 */
typedef enum
{
  DEMAINS_PATH_UNDATED,
  DEMAINS_PATH_BEFORE,
  DEMAINS_PATH_WITHIN,
  DEMAINS_PATH_AFTER,
} DemainsPathPlace;

/**
 * DemainsPathBox:
 * @start: where it begins
 * @width: how much room it takes
 * @row: (out): the row it was given, 0 for the nearest to the line
 */
typedef struct
{
  double start;
  double width;
  guint row;
} DemainsPathBox;

DemainsPathSpan demains_path_span (gint64 this_year, gint64 horizon) G_GNUC_CONST;
DemainsPathSpan demains_path_get_span (DemainsProject *project);
DemainsPathPlace demains_path_place (const DemainsPathSpan *span, gint64 year, double *fraction);
gint64 demains_path_get_year (const DemainsPathSpan *span, double fraction) G_GNUC_PURE;
gint64 demains_path_get_tick_step (const DemainsPathSpan *span, guint room) G_GNUC_PURE;
guint demains_path_stack (DemainsPathBox *boxes, guint n_boxes, double gap);
gboolean demains_milestone_is_avoided (DemainsRecord *milestone);
gint64 demains_milestone_get_year (DemainsRecord *milestone);
void demains_path_count (DemainsProject *project, guint *n_reach, guint *n_avoid);
void demains_path_shift (DemainsProject *project, DemainsRecord *milestone, gint64 year);

G_END_DECLS
