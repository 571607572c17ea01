/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-stances.h"

#include "demains-project-private.h"

/* The first of them: two laptops that were merged may have one each. */
static DemainsRecord *
find (DemainsProject *project, const char *slider, int day)
{
  DemainsRecordList *list = demains_project_get_list (project, DEMAINS_KIND_STANCE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      DemainsRecord *stance = demains_record_list_get (list, i);

      if (strcmp (demains_record_get_text (stance, "slider"), slider) == 0
          && demains_record_get_number (stance, "day") == day)
        return stance;
    }

  return NULL;
}

/**
 * demains_stances_get_sliders:
 *
 * Returns: (transfer none): the sliders, ended by a %NULL key
 */
const DemainsChoice *
demains_stances_get_sliders (void)
{
  const DemainsKind *kind = demains_kind_get (DEMAINS_KIND_STANCE);

  return kind->fields[demains_kind_find_field (kind, "slider")].choices;
}

/**
 * demains_stances_get:
 * @slider: the key of a slider
 * @day: of the workshop, from 1
 *
 * Returns: the position, from 0 to 100; -1 where it was not discussed
 */
int
demains_stances_get (DemainsProject *project, const char *slider, int day)
{
  DemainsRecord *stance = find (project, slider, day);

  if (stance == NULL || !g_str_equal (demains_record_get_text (stance, "discussed"), "yes"))
    return -1;

  return (int)CLAMP (demains_record_get_number (stance, "value"), 0, 100);
}

/**
 * demains_stances_set:
 * @slider: the key of a slider
 * @day: of the workshop, from 1
 * @discussed: whether the group spoke about it
 * @value: the position, from 0 to 100; kept, though not shown, where it was not discussed
 */
void
demains_stances_set (DemainsProject *project, const char *slider, int day, gboolean discussed, int value)
{
  DemainsRecord *stance = find (project, slider, day);
  const char *choice = discussed ? "yes" : "";
  g_autoptr (DemainsChange) change = NULL;

  if (demains_project_get_read_only (project))
    return;

  /* A slider that is drawn says a hundred values: like a word that is typed, one step. */
  if (stance != NULL && strcmp (demains_record_get_text (stance, "discussed"), choice) == 0)
    {
      g_object_set (stance, "value", (gint64)value, NULL);
      return;
    }

  if (stance == NULL)
    {
      g_autofree char *position = demains_project_make_position (project, DEMAINS_KIND_STANCE, NULL);
      g_autoptr (DemainsRecord) added = demains_record_new (DEMAINS_KIND_STANCE);

      demains_record_put_position (added, position);
      g_object_set (added, "slider", slider, "day", (gint64)day, "discussed", choice, "value", (gint64)value, NULL);
      change = demains_change_new (DEMAINS_VERB_ADD, added);
      demains_change_add (change, added);
    }
  else
    {
      change = demains_change_new (DEMAINS_VERB_EDIT, stance);
      demains_change_set_text (change, stance, "discussed", choice);
      demains_change_set_number (change, stance, "value", value);
    }
  demains_project_apply (project, change);
}
