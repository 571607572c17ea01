/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-needs.h"

#include "demains-text.h"

/* What a result that can be presented needs, in the order to fill it in. */
static const DemainsNeed NEEDS[] = {
  { DEMAINS_NEED_PITCH, DEMAINS_DELIVERABLE_VISION, DEMAINS_KIND_PROJECT, 1, "pitch", "vision", 2 },
  { DEMAINS_NEED_ANSWERS, DEMAINS_DELIVERABLE_VISION, DEMAINS_KIND_SECTION, 7, "text", "vision", 8 },
  { DEMAINS_NEED_FUNCTIONS, DEMAINS_DELIVERABLE_DETAIL, DEMAINS_KIND_FUNCTION, 3, "name", "functions", 3 },
  { DEMAINS_NEED_JOBS, DEMAINS_DELIVERABLE_DETAIL, DEMAINS_KIND_JOB, 2, "title", "jobs", 3 },
  { DEMAINS_NEED_SCENES, DEMAINS_DELIVERABLE_FILM, DEMAINS_KIND_SCENE, 5, "title", "script", 4 },
  { DEMAINS_NEED_FILM, DEMAINS_DELIVERABLE_FILM, DEMAINS_KIND_CLIP, 1, NULL, "shoot", 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (NEEDS) == DEMAINS_N_NEEDS);

static gboolean
is_filled (DemainsRecord *record, const char *field)
{
  for (const char *p = demains_record_get_text (record, field); *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* The first field that @record still lacks to meet @need, or NULL. */
static const char *
find_lack (DemainsProject *project, const DemainsNeed *need, DemainsRecord *record)
{
  switch (need->id)
    {
    case DEMAINS_NEED_ANSWERS:
      return demains_text_count_words (demains_record_get_text (record, "text")) < DEMAINS_NEED_WORDS ? "text" : NULL;
    case DEMAINS_NEED_JOBS:
      if (is_filled (record, "title"))
        return is_filled (record, "purpose") ? NULL : "purpose";
      return "title";
    case DEMAINS_NEED_FILM:
      return demains_project_find (project, demains_record_get_text (record, "take")) != NULL ? NULL : "take";
    case DEMAINS_NEED_PITCH:
    case DEMAINS_NEED_FUNCTIONS:
    case DEMAINS_NEED_SCENES:
    case DEMAINS_N_NEEDS:
      break;
    }

  return is_filled (record, need->field) ? NULL : need->field;
}

static gboolean
is_skipped (GHashTable *skipped, const char *key)
{
  return skipped != NULL && g_hash_table_contains (skipped, key);
}

static void
look (DemainsProject *project, DemainsNeedId need, GHashTable *skipped, DemainsNeedState *state)
{
  GListModel *list = G_LIST_MODEL (demains_project_get_list (project, NEEDS[need].kind));
  guint n = g_list_model_get_n_items (list);

  *state = (DemainsNeedState){ .need = &NEEDS[need], .wanted = NEEDS[need].wanted, .field = NEEDS[need].field };
  /* A group may have taken questions away: the answers to those that it has will do. */
  if (need == DEMAINS_NEED_ANSWERS)
    state->wanted = MIN (state->wanted, n);
  for (guint i = 0; i < n; i++)
    {
      DemainsRecord *record = demains_record_list_get (DEMAINS_RECORD_LIST (list), i);
      const char *lack = find_lack (project, state->need, record);

      if (lack == NULL)
        state->have++;
      else if (state->next == NULL && !is_skipped (skipped, demains_record_get_id (record)))
        {
          state->next = record;
          state->field = lack;
        }
    }
  if (state->have >= state->wanted)
    state->next = NULL;
}

/**
 * demains_needs_look:
 * @project: a project
 * @need: what to look for
 * @state: (out): what there is of it and what lacks
 */
void
demains_needs_look (DemainsProject *project, DemainsNeedId need, DemainsNeedState *state)
{
  look (project, need, NULL, state);
}

static gboolean
find_next (DemainsProject *project, DemainsDeliverable deliverable, DemainsNeedState *state)
{
  for (guint i = 0; i < DEMAINS_N_NEEDS; i++)
    {
      if (deliverable != DEMAINS_N_DELIVERABLES && NEEDS[i].deliverable != deliverable)
        continue;
      demains_needs_look (project, i, state);
      if (state->have < state->wanted)
        return TRUE;
    }

  return FALSE;
}

/**
 * demains_needs_find_next:
 * @project: a project
 * @state: (out): the first need that is not met
 *
 * Returns: whether there is one
 */
gboolean
demains_needs_find_next (DemainsProject *project, DemainsNeedState *state)
{
  return find_next (project, DEMAINS_N_DELIVERABLES, state);
}

/**
 * demains_needs_find_next_of:
 * @project: a project
 * @deliverable: a part of what is handed over
 * @state: (out): its first need that is not met
 *
 * Returns: whether there is one
 */
gboolean
demains_needs_find_next_of (DemainsProject *project, DemainsDeliverable deliverable, DemainsNeedState *state)
{
  return find_next (project, deliverable, state);
}

/**
 * demains_needs_find_next_but:
 * @project: a project
 * @skipped: (element-type utf8 utf8): what to pass over: ids of records, and pages of needs where
 *   no new record is wanted
 * @state: (out): the first need of the last twenty minutes that is not met and may be met now
 *
 * Returns: whether there is one
 */
gboolean
demains_needs_find_next_but (DemainsProject *project, GHashTable *skipped, DemainsNeedState *state)
{
  for (DemainsNeedId need = 0; need < DEMAINS_N_NEEDS; need++)
    {
      gboolean may_add = need != DEMAINS_NEED_PITCH && need != DEMAINS_NEED_ANSWERS;

      if (NEEDS[need].minutes == 0)
        continue;
      look (project, need, skipped, state);
      if (state->have >= state->wanted)
        continue;
      if (state->next != NULL || (may_add && !is_skipped (skipped, NEEDS[need].page)))
        return TRUE;
    }

  return FALSE;
}

/**
 * demains_needs_count:
 * @project: a project
 * @wanted: (out): how many things the last twenty minutes are for
 *
 * Returns: how many of them are there
 */
guint
demains_needs_count (DemainsProject *project, guint *wanted)
{
  guint have = 0;

  *wanted = 0;
  for (DemainsNeedId need = 0; need < DEMAINS_N_NEEDS; need++)
    {
      DemainsNeedState state;

      if (NEEDS[need].minutes == 0)
        continue;
      look (project, need, NULL, &state);
      have += MIN (state.have, state.wanted);
      *wanted += state.wanted;
    }

  return have;
}
