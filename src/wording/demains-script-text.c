/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-script-text.h"

#include "demains-wording.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000000000)

static const struct
{
  DemainsConsentPart part;
  const char *label;
} PARTS[] = {
  { DEMAINS_CONSENT_IMAGE, NC_ ("consent", "image") },
  { DEMAINS_CONSENT_VOICE, NC_ ("consent", "voice") },
  { DEMAINS_CONSENT_NAMED, NC_ ("consent", "name") },
};

static char *
seconds_to_text (guint seconds)
{
  return demains_duration_to_text (seconds * SECOND);
}

static char *
time_of_to_text (gint64 duration, guint wanted)
{
  g_autofree char *is = demains_duration_to_text (duration);
  g_autofree char *to_be = seconds_to_text (wanted);

  if (wanted == 0)
    return g_steal_pointer (&is);

  /* Translators: how long it is, and how long it is to be: “0′32″ of 0′45″”. */
  return g_strdup_printf (_ ("%s of %s"), is, to_be);
}

static char *
add_extra (const char *text, guint words)
{
  g_autofree char *extra = NULL;

  if (words == 0)
    return g_strdup (text);
  extra = g_strdup_printf (ngettext ("%u word too many", "%u words too many", words), words);

  return g_strdup_printf ("%s · %s", text, extra);
}

static guint
get_wanted_seconds (DemainsProject *project)
{
  return CLAMP (demains_record_get_number (demains_project_get_root (project), "film_seconds"), 0, G_MAXINT);
}

/**
 * demains_script_time_to_text:
 * @project: a project
 *
 * Returns: (transfer full): how long its script takes, of the wanted length
 */
char *
demains_script_time_to_text (DemainsProject *project)
{
  return time_of_to_text (demains_script_get_seconds (project) * SECOND, get_wanted_seconds (project));
}

/**
 * demains_film_time_to_text:
 * @project: a project
 * @duration: how long its film is, in nanoseconds
 *
 * Returns: (transfer full): that, of the wanted length
 */
char *
demains_film_time_to_text (DemainsProject *project, gint64 duration)
{
  return time_of_to_text (duration, get_wanted_seconds (project));
}

/**
 * demains_card_words_to_text:
 * @project: a project
 * @before: (nullable): the clip that a new title card stands before; %NULL for the end of the film
 *
 * Returns: (transfer full): what it says at first: where the film opens the group and its vision in one line, before
 *   the clip of a scene what the scene is called; else nothing
 */
char *
demains_card_words_to_text (DemainsProject *project, DemainsRecord *before)
{
  DemainsRecord *root = demains_project_get_root (project);
  const char *pitch = demains_record_get_text (root, "pitch");
  DemainsRecord *take, *scene;

  if (before == demains_record_list_get (demains_project_get_list (project, DEMAINS_KIND_CLIP), 0))
    return g_strdup_printf (*pitch != '\0' ? "%s\n%s" : "%s%s", demains_record_get_text (root, "group"), pitch);

  take = before != NULL ? demains_project_find (project, demains_record_get_text (before, "take")) : NULL;
  scene = take != NULL ? demains_project_find (project, demains_record_get_text (take, "scene")) : NULL;

  return g_strdup (scene != NULL ? demains_record_get_text (scene, "title") : "");
}

/**
 * demains_scene_time_to_text:
 * @time: what a scene takes
 *
 * Returns: (transfer full): it, against what is planned, and by how many words it is too long
 */
char *
demains_scene_time_to_text (const DemainsSceneTime *time)
{
  g_autofree char *text = NULL;

  if (time->words == 0)
    return seconds_to_text (time->planned);
  text = time_of_to_text (time->seconds * SECOND, time->planned);

  return add_extra (text, time->extra_words);
}

/**
 * demains_speech_to_text:
 * @speech: a speech
 *
 * Returns: (transfer full): whose it is, and how long: "Aïcha · 0′38″"
 */
char *
demains_speech_to_text (DemainsRecord *speech)
{
  g_autofree char *title = demains_record_to_text (speech);
  g_autofree char *time = seconds_to_text (demains_speech_get_seconds (speech));

  return g_strdup_printf ("%s · %s", title, time);
}

/**
 * demains_speech_time_to_text:
 * @speech: a speech
 *
 * Returns: (transfer full): its words, how long it takes to say them, and how many are too many
 */
char *
demains_speech_time_to_text (DemainsRecord *speech)
{
  g_autofree char *words = demains_words_to_text (demains_speech_count_words (speech), 0);
  g_autofree char *seconds = seconds_to_text (demains_speech_get_seconds (speech));
  g_autofree char *text = g_strdup_printf ("%s · %s", words, seconds);

  return add_extra (text, demains_speech_get_extra_words (speech));
}

static char *
list_parts (DemainsConsentPart parts)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (parts & PARTS[i].part)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", g_dpgettext2 (NULL, "consent", PARTS[i].label));

  return g_string_free (list, FALSE);
}

/* What of it there is, in the order in which people ask: what is given, refused, open. */
static char *
describe (DemainsConsentPart given, DemainsConsentPart refused, DemainsConsentPart open)
{
  g_autofree char *given_list = list_parts (given);
  g_autofree char *refused_list = list_parts (refused);
  g_autofree char *open_list = list_parts (open);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) pieces = NULL;

  if (given != 0)
    /* Translators: what somebody agrees to: “yes: image, voice” */
    g_strv_builder_take (builder, g_strdup_printf (_ ("yes: %s"), given_list));
  if (refused != 0)
    /* Translators: what somebody said no to: “no: image, voice” */
    g_strv_builder_take (builder, g_strdup_printf (_ ("no: %s"), refused_list));
  if (open != 0)
    /* Translators: what somebody was not asked for yet: “to ask: image, voice” */
    g_strv_builder_take (builder, g_strdup_printf (_ ("to ask: %s"), open_list));
  pieces = g_strv_builder_end (builder);

  return g_strjoinv (" · ", pieces);
}

/**
 * demains_consent_lack_to_text:
 * @consent: of one who takes part in a scene
 *
 * Returns: (transfer full): what they refuse of what it needs, and what is to be asked; empty where nothing lacks
 */
char *
demains_consent_lack_to_text (const DemainsConsent *consent)
{
  return describe (0, consent->refused, consent->open);
}

/**
 * demains_member_consent_to_text:
 * @member: a member
 *
 * Returns: (transfer full): what they agree to, what they refuse, and what is to be asked
 */
char *
demains_member_consent_to_text (DemainsRecord *member)
{
  const DemainsConsentPart all = DEMAINS_CONSENT_IMAGE | DEMAINS_CONSENT_VOICE | DEMAINS_CONSENT_NAMED;
  DemainsConsentPart given = demains_consent_get_given (member);
  DemainsConsentPart refused = demains_consent_get_refused (member);

  return describe (given, refused, all & ~given & ~refused);
}
