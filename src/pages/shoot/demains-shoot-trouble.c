/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-shoot-trouble.h"

#include <glib/gi18n.h>

#include "demains-media-error.h"
#include "demains-wording.h"

static gboolean
is_camera_error (const GError *error)
{
  return g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA)
         || g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_BUSY)
         || g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_GONE)
         || g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED);
}

static gboolean
is_sound_error (const GError *error)
{
  return g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_MICROPHONE)
         || g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_MICROPHONE_GONE);
}

/* Without a camera, why there is none comes first; but a camera that went away
 * in the middle of a take says so until another one is there. */
static const GError *
choose_error (DemainsDeviceList *cameras, const GError *error)
{
  if (is_camera_error (error) || g_list_model_get_n_items (G_LIST_MODEL (cameras)) > 0)
    return error;

  return demains_device_list_get_error (cameras);
}

/**
 * demains_trouble_judge:
 * @cameras: the cameras there are
 * @error: (nullable): what the recorder says
 *
 * Returns: what kind of trouble there is
 */
DemainsTrouble
demains_trouble_judge (DemainsDeviceList *cameras, const GError *error)
{
  if (is_camera_error (error))
    return DEMAINS_TROUBLE_CAMERA;
  if (g_list_model_get_n_items (G_LIST_MODEL (cameras)) == 0)
    return demains_device_list_get_ready (cameras) ? DEMAINS_TROUBLE_CAMERA : DEMAINS_TROUBLE_LOOKING;
  if (is_sound_error (error))
    return DEMAINS_TROUBLE_SOUND;

  return error != NULL ? DEMAINS_TROUBLE_OTHER : DEMAINS_TROUBLE_NONE;
}

/**
 * demains_trouble_get_title:
 * @cameras: the cameras there are
 * @error: (nullable): what the recorder says
 *
 * Returns: (transfer none): a camera's trouble in a few words
 */
const char *
demains_trouble_get_title (DemainsDeviceList *cameras, const GError *error)
{
  const GError *reason = choose_error (cameras, error);

  if (g_error_matches (reason, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_BUSY))
    return _ ("The Camera Is Busy");
  if (g_error_matches (reason, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_GONE))
    return _ ("The Camera Was Unplugged");
  if (g_error_matches (reason, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED))
    return _ ("The Camera Is Not Allowed");

  return _ ("No Camera");
}

/**
 * demains_trouble_dup_text:
 * @cameras: the cameras there are
 * @error: (nullable): what the recorder says
 *
 * Returns: (transfer full): what happened and what to do
 */
char *
demains_trouble_dup_text (DemainsDeviceList *cameras, const GError *error)
{
  const GError *reason = choose_error (cameras, error);

  if (reason == NULL || g_error_matches (reason, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA))
    return g_strdup (_ ("Plug in a camera, or bring in videos filmed with a phone."));

  return demains_error_to_text (reason, NULL);
}

/**
 * demains_trouble_dup_sound_text:
 * @microphones: the microphones there are
 * @error: (nullable): what the recorder says
 *
 * Returns: (transfer full) (nullable): why there is no sound, %NULL when there is
 */
char *
demains_trouble_dup_sound_text (DemainsDeviceList *microphones, const GError *error)
{
  if (is_sound_error (error))
    return demains_error_to_text (error, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (microphones)) == 0 && demains_device_list_get_ready (microphones))
    return g_strdup (_ ("No microphone: you will film without sound. Plug one in to be heard."));

  return NULL;
}
