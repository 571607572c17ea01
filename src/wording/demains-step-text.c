/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

/* A title in a label is a reminder; a guiding question of two lines is not. */
#define MAX_TITLE_CHARACTERS 40

/* Translators: what a step of the history does; %s is one of the subjects
 * below, such as “Job “Street Watch””. With “Undo %s” around it this makes
 * “Undo Delete Job “Street Watch””. */
static const char *const VERBS[] = {
  [DEMAINS_VERB_EDIT] = NC_ ("step", "Edit %s"),           [DEMAINS_VERB_ADD] = NC_ ("step", "Add %s"),
  [DEMAINS_VERB_DELETE] = NC_ ("step", "Delete %s"),       [DEMAINS_VERB_MOVE] = NC_ ("step", "Move %s"),
  [DEMAINS_VERB_DUPLICATE] = NC_ ("step", "Duplicate %s"), [DEMAINS_VERB_LINK] = NC_ ("step", "Link %s"),
  [DEMAINS_VERB_UNLINK] = NC_ ("step", "Unlink %s"),       [DEMAINS_VERB_FILM] = NC_ ("step", "Film %s"),
  [DEMAINS_VERB_IMPORT] = NC_ ("step", "Import %s"),       [DEMAINS_VERB_TRIM] = NC_ ("step", "Trim %s"),
  [DEMAINS_VERB_RESTORE] = NC_ ("step", "Restore %s"),     [DEMAINS_VERB_MERGE] = NC_ ("step", "Merge with %s"),
  [DEMAINS_VERB_CHOOSE] = NC_ ("step", "Choose for %s"),   [DEMAINS_VERB_SPLIT] = NC_ ("step", "Split %s"),
  [DEMAINS_VERB_CUT] = NC_ ("step", "First Cut with %s"),  [DEMAINS_VERB_DISCARD] = NC_ ("step", "Delete %s"),
};

/* Translators: what a step is about; %s is its title, shortened if need be. */
static const char *const SUBJECTS[] = {
  [DEMAINS_KIND_PROJECT] = NC_ ("subject of a step", "Group “%s”"),
  [DEMAINS_KIND_SIGNAL] = NC_ ("subject of a step", "Signal “%s”"),
  [DEMAINS_KIND_HYPOTHESIS] = NC_ ("subject of a step", "Hypothesis “%s”"),
  [DEMAINS_KIND_CONSEQUENCE] = NC_ ("subject of a step", "Consequence “%s”"),
  [DEMAINS_KIND_QUESTION] = NC_ ("subject of a step", "Question “%s”"),
  [DEMAINS_KIND_SECTION] = NC_ ("subject of a step", "Section “%s”"),
  [DEMAINS_KIND_REMARK] = NC_ ("subject of a step", "Remark “%s”"),
  [DEMAINS_KIND_MISSION] = NC_ ("subject of a step", "Mission of Today “%s”"),
  [DEMAINS_KIND_FUNCTION] = NC_ ("subject of a step", "Function “%s”"),
  [DEMAINS_KIND_WAY] = NC_ ("subject of a step", "Way of Working “%s”"),
  [DEMAINS_KIND_JOB] = NC_ ("subject of a step", "Job “%s”"),
  [DEMAINS_KIND_MILESTONE] = NC_ ("subject of a step", "Milestone “%s”"),
  [DEMAINS_KIND_STANCE] = NC_ ("subject of a step", "Position “%s”"),
  [DEMAINS_KIND_SLOT] = NC_ ("subject of a step", "Slot “%s”"),
  [DEMAINS_KIND_MEMBER] = NC_ ("subject of a step", "Member “%s”"),
  [DEMAINS_KIND_THEME] = NC_ ("subject of a step", "Theme “%s”"),
  [DEMAINS_KIND_TEAM] = NC_ ("subject of a step", "Group “%s”"),
  [DEMAINS_KIND_SCENE] = NC_ ("subject of a step", "Scene “%s”"),
  [DEMAINS_KIND_SPEECH] = NC_ ("subject of a step", "Speech of “%s”"),
  [DEMAINS_KIND_PROP] = NC_ ("subject of a step", "Prop “%s”"),
  [DEMAINS_KIND_TAKE] = NC_ ("subject of a step", "Take “%s”"),
  [DEMAINS_KIND_CLIP] = NC_ ("subject of a step", "Clip “%s”"),
  [DEMAINS_KIND_LINK] = NC_ ("subject of a step", "Link “%s”"),
  [DEMAINS_KIND_COLLISION] = NC_ ("subject of a step", "Collision over “%s”"),
};

/* Translators: what a step is about when it has no title. */
static const char *const UNTITLED_SUBJECTS[] = {
  [DEMAINS_KIND_PROJECT] = NC_ ("subject of a step", "Group"),
  [DEMAINS_KIND_SIGNAL] = NC_ ("subject of a step", "Signal"),
  [DEMAINS_KIND_HYPOTHESIS] = NC_ ("subject of a step", "Hypothesis"),
  [DEMAINS_KIND_CONSEQUENCE] = NC_ ("subject of a step", "Consequence"),
  [DEMAINS_KIND_QUESTION] = NC_ ("subject of a step", "Question"),
  [DEMAINS_KIND_SECTION] = NC_ ("subject of a step", "Section"),
  [DEMAINS_KIND_REMARK] = NC_ ("subject of a step", "Remark"),
  [DEMAINS_KIND_MISSION] = NC_ ("subject of a step", "Mission of Today"),
  [DEMAINS_KIND_FUNCTION] = NC_ ("subject of a step", "Function"),
  [DEMAINS_KIND_WAY] = NC_ ("subject of a step", "Way of Working"),
  [DEMAINS_KIND_JOB] = NC_ ("subject of a step", "Job"),
  [DEMAINS_KIND_MILESTONE] = NC_ ("subject of a step", "Milestone"),
  [DEMAINS_KIND_STANCE] = NC_ ("subject of a step", "Position"),
  [DEMAINS_KIND_SLOT] = NC_ ("subject of a step", "Slot"),
  [DEMAINS_KIND_MEMBER] = NC_ ("subject of a step", "Member"),
  [DEMAINS_KIND_THEME] = NC_ ("subject of a step", "Theme"),
  [DEMAINS_KIND_TEAM] = NC_ ("subject of a step", "Group"),
  [DEMAINS_KIND_SCENE] = NC_ ("subject of a step", "Scene"),
  [DEMAINS_KIND_SPEECH] = NC_ ("subject of a step", "Speech"),
  [DEMAINS_KIND_PROP] = NC_ ("subject of a step", "Prop"),
  [DEMAINS_KIND_TAKE] = NC_ ("subject of a step", "Take"),
  [DEMAINS_KIND_CLIP] = NC_ ("subject of a step", "Clip"),
  [DEMAINS_KIND_LINK] = NC_ ("subject of a step", "Link"),
  [DEMAINS_KIND_COLLISION] = NC_ ("subject of a step", "Collision"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (VERBS) == DEMAINS_VERB_DISCARD + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (SUBJECTS) == DEMAINS_N_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (UNTITLED_SUBJECTS) == DEMAINS_N_KINDS);

static char *
fill (const char *pattern, const char *text)
{
  GString *filled = g_string_new (pattern);

  g_string_replace (filled, "%s", text, 1);

  return g_string_free (filled, FALSE);
}

static char *
shorten_title (const char *title)
{
  g_autofree char *line = g_strdelimit (g_strdup (title), "\n\r\t", ' ');
  g_autofree char *start = NULL;

  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= MAX_TITLE_CHARACTERS)
    return g_steal_pointer (&line);

  start = g_utf8_substring (line, 0, MAX_TITLE_CHARACTERS - 1);

  return g_strconcat (g_strchomp (start), "…", NULL);
}

static char *
subject_to_text (const DemainsStep *step)
{
  g_autofree char *title = NULL;

  g_return_val_if_fail (step->kind < DEMAINS_N_KINDS, NULL);

  title = shorten_title (step->title != NULL ? step->title : "");
  if (step->verb == DEMAINS_VERB_MERGE)
    return *title != '\0' ? fill (C_ ("copy of a project", "“%s”"), title)
                          : g_strdup (C_ ("copy of a project", "Another Copy"));
  /* What is restored is a version, unless it is one record. */
  if (step->verb == DEMAINS_VERB_RESTORE && step->kind == DEMAINS_KIND_PROJECT)
    return *title != '\0' ? fill (C_ ("subject of a step", "Version “%s”"), title)
                          : g_strdup (C_ ("subject of a step", "Version"));
  if (*title == '\0')
    return g_strdup (g_dpgettext2 (NULL, "subject of a step", UNTITLED_SUBJECTS[step->kind]));

  return fill (g_dpgettext2 (NULL, "subject of a step", SUBJECTS[step->kind]), title);
}

static char *
phrase_step (const DemainsStep *step)
{
  g_autofree char *subject = subject_to_text (step);

  g_return_val_if_fail (step->verb < G_N_ELEMENTS (VERBS), NULL);

  return fill (g_dpgettext2 (NULL, "step", VERBS[step->verb]), subject);
}

/**
 * demains_step_to_text:
 * @step: a step of the history
 *
 * Returns: (transfer full): what it did, as in "Delete Job “Street Watch”"
 */
char *
demains_step_to_text (const DemainsStep *step)
{
  g_autofree char *phrase = NULL;
  gunichar first;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (step != NULL, NULL);

  /* Translations that need small letters after "Undo" have them: here the
   * phrase stands alone. */
  phrase = phrase_step (step);
  first = g_utf8_get_char (phrase);
  text = g_string_new (NULL);
  g_string_append_unichar (text, g_unichar_totitle (first));
  g_string_append (text, g_utf8_next_char (phrase));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * demains_undo_to_text:
 * @step: (nullable): the step that would be undone, %NULL for none
 *
 * Returns: (transfer full): the label of undo, as in "Undo Delete Job “Street Watch”"
 */
char *
demains_undo_to_text (const DemainsStep *step)
{
  g_autofree char *phrase = step != NULL ? phrase_step (step) : NULL;

  if (phrase == NULL)
    return g_strdup (_ ("Nothing to Undo"));

  /* Translators: %s is a step, such as “Delete Job “Street Watch””. */
  return g_strdup_printf (_ ("Undo %s"), phrase);
}

/**
 * demains_redo_to_text:
 * @step: (nullable): the step that would be redone, %NULL for none
 *
 * Returns: (transfer full): the label of redo, as in "Redo Delete Job “Street Watch”"
 */
char *
demains_redo_to_text (const DemainsStep *step)
{
  g_autofree char *phrase = step != NULL ? phrase_step (step) : NULL;

  if (phrase == NULL)
    return g_strdup (_ ("Nothing to Redo"));

  /* Translators: %s is a step, such as “Delete Job “Street Watch””. */
  return g_strdup_printf (_ ("Redo %s"), phrase);
}
