/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-trouble.h"

#include <glib/gi18n.h>

#include "demains-media-error.h"
#include "demains-wording.h"

/* What stands over each cause, in a few words. */
static const struct
{
  DemainsMediaError code;
  const char *title;
} TITLES[] = {
  { DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS, N_ ("The Camera Is Not Allowed") },
  { DEMAINS_MEDIA_ERROR_CAMERA_BUSY, N_ ("The Camera Is Busy") },
  { DEMAINS_MEDIA_ERROR_CAMERA_GONE, N_ ("The Camera Was Unplugged") },
  { DEMAINS_MEDIA_ERROR_CAMERA_REFUSED, N_ ("The Camera Is Not Allowed") },
  { DEMAINS_MEDIA_ERROR_CAMERA_STOPPED, N_ ("The Camera Gives No Picture") },
  { DEMAINS_MEDIA_ERROR_CAMERA_UNFIT, N_ ("This Camera Cannot Be Used") },
  { DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN, N_ ("This Computer Lacks a Part") },
  { DEMAINS_MEDIA_ERROR_CAMERA_PORTAL, N_ ("The Camera Cannot Be Reached") },
  { DEMAINS_MEDIA_ERROR_DEVICE_SERVICE, N_ ("Camera and Sound Have Stopped") },
};

/* Without a camera, why there is none comes first; but a camera that went away
 * in the middle of a take says so until another one is there. */
static const GError *
choose_error (DemainsDeviceList *cameras, const GError *error)
{
  if (demains_media_error_is_of_camera (error) || g_list_model_get_n_items (G_LIST_MODEL (cameras)) > 0)
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
  if (demains_media_error_is_of_camera (error))
    return DEMAINS_TROUBLE_CAMERA;
  if (g_list_model_get_n_items (G_LIST_MODEL (cameras)) == 0)
    return demains_device_list_get_ready (cameras) ? DEMAINS_TROUBLE_CAMERA : DEMAINS_TROUBLE_LOOKING;
  if (demains_media_error_is_of_microphone (error))
    return DEMAINS_TROUBLE_SOUND;

  return error != NULL ? DEMAINS_TROUBLE_OTHER : DEMAINS_TROUBLE_NONE;
}

/**
 * demains_trouble_is_refusal:
 * @cameras: the cameras there are
 *
 * A camera that is plugged in comes on by itself; for one that was refused must be
 * asked again.
 *
 * Returns: whether to ask again may help
 */
gboolean
demains_trouble_is_refusal (DemainsDeviceList *cameras)
{
  const GError *error = demains_device_list_get_error (cameras);

  return g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_REFUSED)
         || g_error_matches (error, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_CAMERA_PORTAL);
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

  for (gsize i = 0; i < G_N_ELEMENTS (TITLES); i++)
    if (g_error_matches (reason, DEMAINS_MEDIA_ERROR, TITLES[i].code))
      return _ (TITLES[i].title);

  return _ ("No Camera");
}

/**
 * demains_trouble_dup_text:
 * @cameras: the cameras there are
 * @error: (nullable): what the recorder says
 * @absent: what to do where there is no camera at all
 *
 * Returns: (transfer full): what happened and what to do
 */
char *
demains_trouble_dup_text (DemainsDeviceList *cameras, const GError *error, const char *absent)
{
  const GError *reason = choose_error (cameras, error);

  if (reason == NULL || g_error_matches (reason, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_CAMERA))
    return g_strdup (absent);

  return demains_error_to_text (reason, NULL);
}

/**
 * demains_trouble_dup_sound_text:
 * @microphones: the microphones there are
 * @error: (nullable): what the recorder says
 * @muted: whether the microphone gives nothing at all
 *
 * Returns: (transfer full) (nullable): why there is no sound, %NULL when there is
 */
char *
demains_trouble_dup_sound_text (DemainsDeviceList *microphones, const GError *error, gboolean muted)
{
  const GError *absence = demains_device_list_get_error (microphones);
  g_autoptr (GError) silence = NULL;

  if (demains_media_error_is_of_microphone (error))
    return demains_error_to_text (error, NULL);
  if (g_error_matches (absence, DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_NO_MICROPHONE))
    return g_strdup (_ ("No microphone: you will film without sound. Plug one in to be heard."));
  if (absence != NULL)
    return demains_error_to_text (absence, NULL);
  if (!muted)
    return NULL;
  silence = g_error_new_literal (DEMAINS_MEDIA_ERROR, DEMAINS_MEDIA_ERROR_MICROPHONE_MUTED, "nothing but zeros");

  return demains_error_to_text (silence, NULL);
}
