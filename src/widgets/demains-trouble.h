/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-device-list.h"

G_BEGIN_DECLS

/**
 * DemainsTrouble:
 * @DEMAINS_TROUBLE_NONE: there is a picture
 * @DEMAINS_TROUBLE_LOOKING: it is not known yet which cameras there are
 * @DEMAINS_TROUBLE_CAMERA: there is no picture, and why
 * @DEMAINS_TROUBLE_SOUND: there is a picture but no sound
 * @DEMAINS_TROUBLE_OTHER: something else that people must know
 *
 * What stands between a group and its film, or the photo of a prop.
 */
typedef enum
{
  DEMAINS_TROUBLE_NONE,
  DEMAINS_TROUBLE_LOOKING,
  DEMAINS_TROUBLE_CAMERA,
  DEMAINS_TROUBLE_SOUND,
  DEMAINS_TROUBLE_OTHER,
} DemainsTrouble;

DemainsTrouble demains_trouble_judge (DemainsDeviceList *cameras, const GError *error);
gboolean demains_trouble_is_refusal (DemainsDeviceList *cameras);
const char *demains_trouble_get_title (DemainsDeviceList *cameras, const GError *error);
char *demains_trouble_dup_text (DemainsDeviceList *cameras, const GError *error,
                                const char *absent) G_GNUC_WARN_UNUSED_RESULT;
char *demains_trouble_dup_sound_text (DemainsDeviceList *microphones, const GError *error,
                                      gboolean muted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
