/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

#define DEMAINS_MINUTES_PER_DAY 1440

/**
 * DemainsProgrammeMoment:
 * @day: which day of the workshop it is, from 1; 0 before the first and after the last
 * @minute: since midnight
 * @slot: (nullable): the slot that runs, %NULL in a break or outside the programme
 * @minutes_left: until it ends, rounded up; never 0 while a slot runs
 * @next: (nullable): the slot of that day that begins next
 * @last: whether no slot of that day begins after @slot
 */
typedef struct
{
  int day;
  int minute;
  DemainsRecord *slot;
  int minutes_left;
  DemainsRecord *next;
  gboolean last;
} DemainsProgrammeMoment;

void demains_programme_look (DemainsProject *project, GDateTime *now, DemainsProgrammeMoment *moment);
DemainsRecord *demains_programme_add_slot (DemainsProject *project, int day, DemainsRecord *after);
void demains_programme_shift (DemainsProject *project, GDateTime *now, int minutes);

G_END_DECLS
