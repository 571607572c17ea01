/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-scene-text.h"

#include "demains-script-text.h"
#include "demains-wording.h"

#include <glib/gi18n.h>

/* One of a list, unless it is in there already. */
static void
add_once (GPtrArray *list, char *text)
{
  if (g_ptr_array_find_with_equal_func (list, text, g_str_equal, NULL))
    g_free (text);
  else
    g_ptr_array_add (list, text);
}

static char *
join (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);

  return g_strjoinv (", ", (char **)list->pdata);
}

static DemainsRecord *
find_speaker (DemainsProject *project, DemainsRecord *speech)
{
  return demains_project_find (project, demains_record_get_text (speech, "member"));
}

/* Whom one hears, and who plays that: “Presenter (Ana)”. */
static char *
name_speaker (DemainsProject *project, DemainsRecord *speech)
{
  DemainsRecord *member = find_speaker (project, speech);
  g_autofree char *character = demains_record_to_text (speech);
  g_autofree char *name = member != NULL ? demains_record_to_text (member) : NULL;

  return name != NULL ? g_strdup_printf ("%s (%s)", character, name) : g_steal_pointer (&character);
}

/**
 * demains_scene_who_to_text:
 * @project: a project
 * @scene: one of its scenes
 *
 * Returns: (transfer full): who speaks in it, in the order of the speeches, and who is seen
 *   besides; empty where nobody is
 */
char *
demains_scene_who_to_text (DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GPtrArray) speeches = demains_script_list_speeches (project, scene);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GListModel) seen = demains_project_list_linked (project, scene, DEMAINS_KIND_MEMBER);

  for (guint i = 0; i < speeches->len; i++)
    add_once (names, name_speaker (project, speeches->pdata[i]));
  for (guint i = 0; i < g_list_model_get_n_items (seen); i++)
    {
      g_autoptr (DemainsRecord) member = g_list_model_get_item (seen, i);

      add_once (names, demains_record_to_text (member));
    }

  return join (names);
}

/**
 * demains_scene_props_to_text:
 * @project: a project
 * @scene: one of its scenes
 *
 * Returns: (transfer full): the props that it shows, and of each whether it is ready; empty
 *   where there are none
 */
char *
demains_scene_props_to_text (DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GListModel) props = demains_project_list_linked (project, scene, DEMAINS_KIND_PROP);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (props); i++)
    {
      g_autoptr (DemainsRecord) prop = g_list_model_get_item (props, i);
      g_autofree char *name = demains_record_to_text (prop);
      gboolean ready = g_str_equal (demains_record_get_text (prop, "ready"), "yes");

      /* Translators: a prop, and whether it is ready to be filmed: “Badge (ready)” */
      g_ptr_array_add (texts, g_strdup_printf (ready ? _ ("%s (ready)") : _ ("%s (to be made)"), name));
    }

  return join (texts);
}

/* Of those who take part, who has not been asked or said no. */
static char *
list_lacks (DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GArray) consents = demains_consent_list (project, scene);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < consents->len; i++)
    {
      const DemainsConsent *consent = &g_array_index (consents, DemainsConsent, i);
      g_autofree char *name = demains_record_to_text (consent->member);
      g_autofree char *lack = demains_consent_lack_to_text (consent);

      if (*lack != '\0')
        g_ptr_array_add (texts, g_strdup_printf ("%s (%s)", name, lack));
    }

  return join (texts);
}

/* Each character once, who may speak twice. */
static char *
list_uncast (DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GPtrArray) uncast = demains_consent_list_uncast (project, scene);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < uncast->len; i++)
    add_once (names, demains_record_to_text (uncast->pdata[i]));

  return join (names);
}

/**
 * demains_scene_consent_to_text:
 * @project: a project
 * @scene: one of its scenes
 *
 * Returns: (transfer full): who has not been asked or said no to what the scene needs, and whose
 *   part nobody has yet; empty where nothing lacks
 */
char *
demains_scene_consent_to_text (DemainsProject *project, DemainsRecord *scene)
{
  g_autofree char *lacks = list_lacks (project, scene);
  g_autofree char *characters = list_uncast (project, scene);
  g_autofree char *nobody = NULL;

  if (*characters == '\0')
    return g_steal_pointer (&lacks);

  /* Translators: %s is characters of a scene that nobody plays yet */
  nobody = g_strdup_printf (_ ("Nobody yet for: %s"), characters);

  return *lacks != '\0' ? g_strdup_printf ("%s. %s", lacks, nobody) : g_steal_pointer (&nobody);
}

/**
 * demains_scene_agreement_to_text:
 * @project: a project
 * @scene: one of its scenes
 *
 * Returns: (transfer full): whether everybody who is filmed agreed, else who did not, and
 *   whose part nobody has yet
 */
char *
demains_scene_agreement_to_text (DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GArray) consents = demains_consent_list (project, scene);
  g_autofree char *lacks = demains_scene_consent_to_text (project, scene);

  if (demains_consent_is_lacking (consents))
    /* Translators: %s is members with what is to be asked of them, and perhaps characters that nobody plays yet */
    return g_strdup_printf (_ ("Agreement missing: %s"), lacks);
  if (*lacks != '\0')
    return g_steal_pointer (&lacks);

  return g_strdup (consents->len > 0 ? _ ("Everybody agreed") : _ ("Nobody is filmed"));
}

/**
 * demains_scene_words_init:
 * @self: (out caller-allocates): what is said of the scene; see demains_scene_words_clear()
 * @project: a project
 * @scene: one of its scenes
 */
void
demains_scene_words_init (DemainsSceneWords *self, DemainsProject *project, DemainsRecord *scene)
{
  DemainsSceneTime time;

  demains_script_measure_scene (project, scene, &time);
  self->who = demains_scene_who_to_text (project, scene);
  self->time = demains_scene_time_to_text (&time);
  self->props = demains_scene_props_to_text (project, scene);
  self->agreement = demains_scene_agreement_to_text (project, scene);
}

void
demains_scene_words_clear (DemainsSceneWords *self)
{
  g_free (self->who);
  g_free (self->time);
  g_free (self->props);
  g_free (self->agreement);
}
