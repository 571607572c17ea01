/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/**
 * demains_need_to_text:
 * @state: a need and what there is of it
 *
 * Returns: (transfer full): what there is: "3 of 7 answers", or "9 answers" where that is more than is needed
 */
char *
demains_need_to_text (const DemainsNeedState *state)
{
  switch (state->need->id)
    {
    case DEMAINS_NEED_PITCH:
      return g_strdup (state->have > 0 ? _ ("Told in one line") : _ ("Not yet told in one line"));
    case DEMAINS_NEED_ANSWERS:
      if (state->have > state->wanted)
        return g_strdup_printf (ngettext ("%u answer", "%u answers", state->have), state->have);
      /* Translators: how many there are, of how many that are wanted; the first number says which form. */
      return g_strdup_printf (ngettext ("%u of %u answers", "%u of %u answers", state->have), state->have,
                              state->wanted);
    case DEMAINS_NEED_FUNCTIONS:
      if (state->have > state->wanted)
        return g_strdup_printf (ngettext ("%u function", "%u functions", state->have), state->have);
      /* Translators: how many there are, of how many that are wanted; the first number says which form. */
      return g_strdup_printf (ngettext ("%u of %u functions", "%u of %u functions", state->have), state->have,
                              state->wanted);
    case DEMAINS_NEED_JOBS:
      if (state->have > state->wanted)
        return g_strdup_printf (ngettext ("%u job with its purpose", "%u jobs with their purpose", state->have),
                                state->have);
      /* Translators: how many there are, of how many that are wanted; the first number says which form. */
      return g_strdup_printf (
        ngettext ("%u of %u jobs with their purpose", "%u of %u jobs with their purpose", state->have), state->have,
        state->wanted);
    case DEMAINS_NEED_SCENES:
      if (state->have > state->wanted)
        return g_strdup_printf (ngettext ("%u scene", "%u scenes", state->have), state->have);
      /* Translators: how many there are, of how many that are wanted; the first number says which form. */
      return g_strdup_printf (ngettext ("%u of %u scenes", "%u of %u scenes", state->have), state->have, state->wanted);
    case DEMAINS_NEED_FILM:
      if (state->have == 0)
        return g_strdup (_ ("No clip in the film yet"));
      return g_strdup_printf (ngettext ("%u clip in the film", "%u clips in the film", state->have), state->have);
    case DEMAINS_N_NEEDS:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * demains_need_to_action:
 * @state: a need that is not met
 *
 * Returns: (transfer none): what to do next, as a button says it
 */
const char *
demains_need_to_action (const DemainsNeedState *state)
{
  switch (state->need->id)
    {
    case DEMAINS_NEED_PITCH:
      return _ ("Tell It in One Line");
    case DEMAINS_NEED_ANSWERS:
      return _ ("Write the Next Answer");
    case DEMAINS_NEED_FUNCTIONS:
      return _ ("Name a Function");
    case DEMAINS_NEED_JOBS:
      return g_strcmp0 (state->field, "purpose") == 0 ? _ ("Say What the Job Is For") : _ ("Name a Job");
    case DEMAINS_NEED_SCENES:
      return _ ("Name a Scene");
    case DEMAINS_NEED_FILM:
      return _ ("Film a Scene");
    case DEMAINS_N_NEEDS:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * demains_need_to_question:
 * @state: a need of the last twenty minutes that is not met
 *
 * Returns: (transfer none): what the group is asked, as a heading
 */
const char *
demains_need_to_question (const DemainsNeedState *state)
{
  switch (state->need->id)
    {
    case DEMAINS_NEED_PITCH:
      return _ ("What is your vision, in one line?");
    case DEMAINS_NEED_ANSWERS:
      return demains_record_get_text (state->next, "question");
    case DEMAINS_NEED_FUNCTIONS:
      return _ ("What does the CCAS do for people?");
    case DEMAINS_NEED_JOBS:
      return g_strcmp0 (state->field, "purpose") == 0 ? _ ("Why does this job exist?")
                                                      : _ ("Who works there? Name a job.");
    case DEMAINS_NEED_SCENES:
      return _ ("What is seen in the film? Name a scene.");
    case DEMAINS_NEED_FILM:
    case DEMAINS_N_NEEDS:
      break;
    }

  g_return_val_if_reached (NULL);
}

/**
 * demains_need_to_share:
 * @state: a need of the last twenty minutes that is not met
 *
 * Returns: (transfer full): which of it is next, and how long it may take: "Job 1 of 2 · about 2 min"
 */
char *
demains_need_to_share (const DemainsNeedState *state)
{
  guint wanted = MAX (state->wanted, 1);
  guint minutes = MAX ((state->need->minutes + wanted / 2) / wanted, 1);
  const char *label = "";

  switch (state->need->id)
    {
    case DEMAINS_NEED_PITCH:
      label = _ ("Vision");
      break;
    case DEMAINS_NEED_ANSWERS:
      label = _ ("Answer");
      break;
    case DEMAINS_NEED_FUNCTIONS:
    case DEMAINS_NEED_JOBS:
    case DEMAINS_NEED_SCENES:
      label = _ (demains_kind_get (state->need->kind)->label);
      break;
    case DEMAINS_NEED_FILM:
    case DEMAINS_N_NEEDS:
      g_return_val_if_reached (NULL);
    }

  if (state->wanted <= 1)
    /* Translators: what is asked for, such as “Vision”, and the minutes for it. */
    return g_strdup_printf (_ ("%s · about %u min"), label, minutes);

  /* Translators: what is asked for, which one of how many, and the minutes for it: “Job 1 of 2 · about 2 min”. */
  return g_strdup_printf (_ ("%s %u of %u · about %u min"), label, state->have + 1, state->wanted, minutes);
}

/* The two ends of a slider are the two halves of its label. */
static char *
dup_end (const char *slider, gboolean right)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_STANCE);
  const char *label = demains_field_get_choice_label (&kind->fields[demains_kind_find_field (kind, "slider")], slider);
  g_auto (GStrv) ends = g_strsplit (label, " ↔ ", 2);

  return g_strdup (g_strv_length (ends) == 2 ? ends[right] : label);
}

/**
 * demains_stance_to_end:
 * @slider: the key of a slider
 * @right: which end
 *
 * Returns: (transfer full): what that end stands for
 */
char *
demains_stance_to_end (const char *slider, gboolean right)
{
  g_autofree char *end = dup_end (slider, right);
  g_autofree char *first = g_utf8_substring (end, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_offset_to_pointer (end, 1), NULL);
}

/**
 * demains_stance_change_to_text:
 * @slider: the key of a slider
 * @before: the position of the first day, from 0 to 100; -1 where it was not discussed
 * @after: that of the second day
 *
 * Returns: (transfer full): what became of it: "→ 20 towards “going towards people”"
 */
char *
demains_stance_change_to_text (const char *slider, int before, int after)
{
  g_autofree char *end = dup_end (slider, after > before);

  if (before < 0 || after < 0)
    return g_strdup (before < 0 && after < 0 ? _ ("Not discussed") : _ ("Discussed on one day only"));
  if (before == after)
    return g_strdup (_ ("= The same on both days"));

  /* Translators: an arrow, how far the group moved, and towards which end of the slider. */
  return g_strdup_printf (_ ("%s %d towards “%s”"), after > before ? "→" : "←", ABS (after - before), end);
}

/**
 * demains_orphan_to_text:
 * @orphan: where the thread is broken
 *
 * Returns: (transfer none): the heading of a list of such records
 */
const char *
demains_orphan_to_text (DemainsOrphan orphan)
{
  switch (orphan)
    {
    case DEMAINS_ORPHAN_SIGNAL:
      return _ ("Kept signals nothing came of");
    case DEMAINS_ORPHAN_HYPOTHESIS:
      return _ ("Hypotheses that come from no signal");
    case DEMAINS_ORPHAN_FUNCTION:
      return _ ("Functions nothing leads to");
    case DEMAINS_ORPHAN_JOB:
      return _ ("Jobs nothing leads to");
    case DEMAINS_ORPHAN_UNSEEN_JOB:
      return _ ("Jobs no scene shows");
    case DEMAINS_ORPHAN_SCENE:
      return _ ("Scenes nothing leads to");
    case DEMAINS_N_ORPHANS:
      break;
    }

  g_return_val_if_reached (NULL);
}
