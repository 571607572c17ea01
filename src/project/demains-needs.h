/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/* An answer of so many words can be read aloud: a short sentence. */
#define DEMAINS_NEED_WORDS 5

/**
 * DemainsDeliverable:
 *
 * What a group hands over at the end.
 */
typedef enum
{
  DEMAINS_DELIVERABLE_VISION,
  DEMAINS_DELIVERABLE_DETAIL,
  DEMAINS_DELIVERABLE_FILM,
  DEMAINS_N_DELIVERABLES,
} DemainsDeliverable;

typedef enum
{
  DEMAINS_NEED_PITCH,
  DEMAINS_NEED_ANSWERS,
  DEMAINS_NEED_FUNCTIONS,
  DEMAINS_NEED_JOBS,
  DEMAINS_NEED_SCENES,
  DEMAINS_NEED_FILM,
  DEMAINS_N_NEEDS,
} DemainsNeedId;

/**
 * DemainsNeed:
 * @id: which
 * @deliverable: what it is a part of
 * @kind: of the records that meet it
 * @wanted: how many of them
 * @field: the field of theirs that is filled in
 * @page: key of the page where that is done
 * @minutes: its share of the last twenty minutes; 0 where it takes longer than that
 */
typedef struct
{
  DemainsNeedId id;
  DemainsDeliverable deliverable;
  DemainsKindId kind;
  guint wanted;
  const char *field;
  const char *page;
  guint minutes;
} DemainsNeed;

/**
 * DemainsNeedState:
 * @need: what is needed
 * @have: how much of it is there
 * @wanted: how much is wanted; never more than there are guiding questions
 * @next: (nullable): the record to fill in next, %NULL where a new one is to be made
 * @field: the field of it to fill in
 */
typedef struct
{
  const DemainsNeed *need;
  guint have;
  guint wanted;
  DemainsRecord *next;
  const char *field;
} DemainsNeedState;

void demains_needs_look (DemainsProject *project, DemainsNeedId need, DemainsNeedState *state);
gboolean demains_needs_find_next (DemainsProject *project, DemainsNeedState *state);
gboolean demains_needs_find_next_of (DemainsProject *project, DemainsDeliverable deliverable, DemainsNeedState *state);
gboolean demains_needs_find_next_but (DemainsProject *project, GHashTable *skipped, DemainsNeedState *state);
guint demains_needs_count (DemainsProject *project, guint *wanted);

G_END_DECLS
