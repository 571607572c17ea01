/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-consent.h"

#include "demains-script.h"

static const struct
{
  DemainsConsentPart part;
  const char *field;
} PARTS[] = {
  { DEMAINS_CONSENT_IMAGE, "image" },
  { DEMAINS_CONSENT_VOICE, "voice" },
  { DEMAINS_CONSENT_NAMED, "named" },
};

static DemainsConsentPart
get_answered (DemainsRecord *member, const char *answer)
{
  DemainsConsentPart parts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (PARTS); i++)
    if (g_str_equal (demains_record_get_text (member, PARTS[i].field), answer))
      parts |= PARTS[i].part;

  return parts;
}

/**
 * demains_consent_get_given:
 * @member: a member
 *
 * Returns: what they agree to
 */
DemainsConsentPart
demains_consent_get_given (DemainsRecord *member)
{
  return get_answered (member, "yes");
}

/**
 * demains_consent_get_refused:
 * @member: a member
 *
 * Returns: what they said no to
 */
DemainsConsentPart
demains_consent_get_refused (DemainsRecord *member)
{
  return get_answered (member, "no");
}

/* The same person may speak twice, and be seen besides. */
static void
need (GArray *consents, DemainsRecord *member, DemainsConsentPart parts)
{
  DemainsConsent *consent = NULL;

  for (guint i = 0; consent == NULL && i < consents->len; i++)
    if (g_array_index (consents, DemainsConsent, i).member == member)
      consent = &g_array_index (consents, DemainsConsent, i);
  if (consent == NULL)
    {
      DemainsConsent first = { .member = member };

      g_array_append_val (consents, first);
      consent = &g_array_index (consents, DemainsConsent, consents->len - 1);
    }

  consent->needed |= parts;
  consent->refused = consent->needed & demains_consent_get_refused (member);
  consent->open = consent->needed & ~consent->refused & ~demains_consent_get_given (member);
}

static DemainsRecord *
find_member (DemainsProject *project, const char *id)
{
  DemainsRecord *member = demains_project_find (project, id);

  return member != NULL && demains_record_get_kind_id (member) == DEMAINS_KIND_MEMBER ? member : NULL;
}

/**
 * demains_consent_list:
 * @project: a project
 * @scene: one of its scenes
 *
 * Who speaks in it is heard, and seen unless it is the voice only; a member that is
 * linked with the scene is seen.
 *
 * Returns: (transfer full) (element-type DemainsConsent): all members who take part
 */
GArray *
demains_consent_list (DemainsProject *project, DemainsRecord *scene)
{
  GArray *consents = g_array_new (FALSE, FALSE, sizeof (DemainsConsent));
  g_autoptr (GPtrArray) speeches = demains_script_list_speeches (project, scene);
  DemainsRecordList *links = demains_project_get_list (project, DEMAINS_KIND_LINK);
  const char *id = demains_record_get_id (scene);
  DemainsRecord *link;

  for (guint i = 0; i < speeches->len; i++)
    {
      DemainsRecord *member = find_member (project, demains_record_get_text (speeches->pdata[i], "member"));
      gboolean seen = !g_str_equal (demains_record_get_text (speeches->pdata[i], "presence"), "voice");

      if (member != NULL)
        need (consents, member, seen ? DEMAINS_CONSENT_VOICE | DEMAINS_CONSENT_IMAGE : DEMAINS_CONSENT_VOICE);
    }
  for (guint i = 0; (link = demains_record_list_get (links, i)) != NULL; i++)
    if (g_str_equal (demains_record_get_text (link, "target"), id))
      {
        DemainsRecord *member = find_member (project, demains_record_get_text (link, "source"));

        if (member != NULL)
          need (consents, member, DEMAINS_CONSENT_IMAGE);
      }

  return consents;
}

/* A door, rain, a crowd. */
static gboolean
is_sound (DemainsRecord *speech)
{
  return *demains_record_get_text (speech, "sounds") != '\0' && demains_speech_count_words (speech) == 0;
}

/**
 * demains_consent_list_uncast:
 * @project: a project
 * @scene: one of its scenes
 *
 * What is sounds alone, and nothing said, needs nobody.
 *
 * Returns: (transfer full) (element-type DemainsRecord): its speeches that need somebody who was not chosen yet, or
 *   is no longer there
 */
GPtrArray *
demains_consent_list_uncast (DemainsProject *project, DemainsRecord *scene)
{
  GPtrArray *uncast = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) speeches = demains_script_list_speeches (project, scene);

  for (guint i = 0; i < speeches->len; i++)
    {
      DemainsRecord *speech = speeches->pdata[i];

      if (!is_sound (speech) && find_member (project, demains_record_get_text (speech, "member")) == NULL)
        g_ptr_array_add (uncast, g_object_ref (speech));
    }

  return uncast;
}

/**
 * demains_consent_is_lacking:
 * @consents: (element-type DemainsConsent): of those who take part in a scene
 *
 * Returns: whether somebody was not asked for something that it needs of them, or said no
 */
gboolean
demains_consent_is_lacking (GArray *consents)
{
  for (guint i = 0; i < consents->len; i++)
    if (g_array_index (consents, DemainsConsent, i).open != 0
        || g_array_index (consents, DemainsConsent, i).refused != 0)
      return TRUE;

  return FALSE;
}

/**
 * demains_consent_is_whole:
 * @project: a project
 * @scene: one of its scenes
 *
 * Returns: whether all who take part agreed to all that it needs of them, and it is known of each speech who that is
 */
gboolean
demains_consent_is_whole (DemainsProject *project, DemainsRecord *scene)
{
  g_autoptr (GArray) consents = demains_consent_list (project, scene);
  g_autoptr (GPtrArray) uncast = demains_consent_list_uncast (project, scene);

  return !demains_consent_is_lacking (consents) && uncast->len == 0;
}
