/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-paper-fields.h"

typedef struct
{
  DemainsKindId kind;
  const char *fields[12];
} PaperKind;

/* What people read across a table and fill in by hand, the title first. What is
 * asked at the keyboard alone (notes, who brought it) stays off the paper. */
static const PaperKind PAPER_KINDS[] = {
  { DEMAINS_KIND_SIGNAL, { "title", "observed", "so_what", "source", "to_check" } },
  { DEMAINS_KIND_HYPOTHESIS, { "title", "gains", "loses", "desirability" } },
  { DEMAINS_KIND_QUESTION, { "title", "shakes" } },
  { DEMAINS_KIND_FUNCTION, { "name", "audience", "need", "fate", "delivered_by", "place", "decided_by", "example" } },
  { DEMAINS_KIND_WAY, { "title", "today", "tomorrow", "example", "tension" } },
  { DEMAINS_KIND_JOB,
    { "title", "purpose", "comes_from", "activities", "stays_human", "machines", "place", "rhythm", "limits" } },
  { DEMAINS_KIND_MILESTONE, { "title", "lane", "year", "actor", "hands", "first_step", "early_sign" } },
  { DEMAINS_KIND_SCENE, { "title", "form", "place", "intention", "seen", "seconds" } },
  { DEMAINS_KIND_SPEECH, { "character", "text", "tone", "sounds", "description" } },
  { DEMAINS_KIND_PROP, { "title", "says", "maker", "ready" } },
};

/**
 * demains_paper_get_kind:
 * @index: a number, from 0
 *
 * Returns: a kind of record that goes on paper, in the order of the thread;
 *   %DEMAINS_N_KINDS after the last
 */
DemainsKindId
demains_paper_get_kind (guint index)
{
  return index < G_N_ELEMENTS (PAPER_KINDS) ? PAPER_KINDS[index].kind : DEMAINS_N_KINDS;
}

/**
 * demains_paper_has_kind:
 * @kind: a kind of record
 *
 * Returns: whether its records go on paper
 */
gboolean
demains_paper_has_kind (DemainsKindId kind)
{
  return demains_paper_get_fields (kind) != NULL;
}

/**
 * demains_paper_get_fields:
 * @kind: a kind of record
 *
 * Returns: (transfer none) (nullable) (array zero-terminated): the fields of its cards and of its
 *   blank forms, the title first; %NULL where it does not go on paper
 */
const char *const *
demains_paper_get_fields (DemainsKindId kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAPER_KINDS); i++)
    if (PAPER_KINDS[i].kind == kind)
      return PAPER_KINDS[i].fields;

  return NULL;
}
