/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

/**
 * DemainsConsentPart:
 * @DEMAINS_CONSENT_IMAGE: to be seen
 * @DEMAINS_CONSENT_VOICE: to be heard
 * @DEMAINS_CONSENT_NAMED: to be named, with one's function
 *
 * What somebody agrees to or not, each by itself.
 */
typedef enum
{
  DEMAINS_CONSENT_IMAGE = 1 << 0,
  DEMAINS_CONSENT_VOICE = 1 << 1,
  DEMAINS_CONSENT_NAMED = 1 << 2,
} DemainsConsentPart;

/**
 * DemainsConsent:
 * @member: who takes part in a scene
 * @needed: parts that the scene needs of them
 * @open: those of @needed that they were not asked for
 * @refused: those of @needed that they said no to
 */
typedef struct
{
  DemainsRecord *member;
  DemainsConsentPart needed;
  DemainsConsentPart open;
  DemainsConsentPart refused;
} DemainsConsent;

DemainsConsentPart demains_consent_get_given (DemainsRecord *member);
DemainsConsentPart demains_consent_get_refused (DemainsRecord *member);
GArray *demains_consent_list (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *demains_consent_list_uncast (DemainsProject *project, DemainsRecord *scene) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_consent_is_lacking (GArray *consents);
gboolean demains_consent_is_whole (DemainsProject *project, DemainsRecord *scene);

G_END_DECLS
