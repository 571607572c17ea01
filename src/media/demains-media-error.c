/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-media-error-private.h"

#include <gst/gst.h>

G_DEFINE_QUARK (demains-media-error-quark, demains_media_error)

static DemainsMediaError
code_of_resource_error (int code)
{
  switch (code)
    {
    case GST_RESOURCE_ERROR_NO_SPACE_LEFT:
      return DEMAINS_MEDIA_ERROR_NO_SPACE;
    case GST_RESOURCE_ERROR_READ:
    case GST_RESOURCE_ERROR_SEEK:
      return DEMAINS_MEDIA_ERROR_DAMAGED;
    default:
      return DEMAINS_MEDIA_ERROR_FAILED;
    }
}

static DemainsMediaError
code_of_stream_error (int code)
{
  switch (code)
    {
    case GST_STREAM_ERROR_CODEC_NOT_FOUND:
      return DEMAINS_MEDIA_ERROR_NO_DECODER;
    case GST_STREAM_ERROR_TYPE_NOT_FOUND:
    case GST_STREAM_ERROR_WRONG_TYPE:
      return DEMAINS_MEDIA_ERROR_NOT_A_VIDEO;
    case GST_STREAM_ERROR_DECODE:
    case GST_STREAM_ERROR_DEMUX:
    case GST_STREAM_ERROR_FORMAT:
      return DEMAINS_MEDIA_ERROR_DAMAGED;
    default:
      return DEMAINS_MEDIA_ERROR_FAILED;
    }
}

/*
 * demains_media_error_from_message:
 * @message: an error message of a GStreamer bus
 *
 * Returns: (transfer full): the same in our own terms, with GStreamer's words
 *     and its debug text for the log
 */
GError *
demains_media_error_from_message (GstMessage *message)
{
  DemainsMediaError code = DEMAINS_MEDIA_ERROR_FAILED;
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;

  gst_message_parse_error (message, &error, &debug);
  g_debug ("%s: %s (%s)", GST_MESSAGE_SRC_NAME (message), error->message, debug != NULL ? debug : "");

  if (error->domain == DEMAINS_MEDIA_ERROR)
    return g_steal_pointer (&error);
  if (error->domain == GST_RESOURCE_ERROR)
    code = code_of_resource_error (error->code);
  else if (error->domain == GST_STREAM_ERROR)
    code = code_of_stream_error (error->code);
  else if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    code = DEMAINS_MEDIA_ERROR_NO_DECODER;

  return g_error_new (DEMAINS_MEDIA_ERROR, code, "%s: %s", GST_MESSAGE_SRC_NAME (message), error->message);
}

/**
 * demains_media_error_is_of_camera:
 * @error: (nullable): an error
 *
 * Returns: whether it says why there is no picture
 */
gboolean
demains_media_error_is_of_camera (const GError *error)
{
  if (error == NULL || error->domain != DEMAINS_MEDIA_ERROR)
    return FALSE;

  switch ((DemainsMediaError)error->code)
    {
    case DEMAINS_MEDIA_ERROR_NO_CAMERA:
    case DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS:
    case DEMAINS_MEDIA_ERROR_CAMERA_BUSY:
    case DEMAINS_MEDIA_ERROR_CAMERA_GONE:
    case DEMAINS_MEDIA_ERROR_CAMERA_REFUSED:
    case DEMAINS_MEDIA_ERROR_CAMERA_STOPPED:
    case DEMAINS_MEDIA_ERROR_CAMERA_UNFIT:
    case DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN:
    case DEMAINS_MEDIA_ERROR_CAMERA_PORTAL:
    case DEMAINS_MEDIA_ERROR_DEVICE_SERVICE:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * demains_media_error_is_of_microphone:
 * @error: (nullable): an error
 *
 * Returns: whether it says why there is no sound
 */
gboolean
demains_media_error_is_of_microphone (const GError *error)
{
  if (error == NULL || error->domain != DEMAINS_MEDIA_ERROR)
    return FALSE;

  switch ((DemainsMediaError)error->code)
    {
    case DEMAINS_MEDIA_ERROR_NO_MICROPHONE:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_RIGHTS:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_BUSY:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_GONE:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_MUTED:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_STOPPED:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_UNFIT:
    case DEMAINS_MEDIA_ERROR_MICROPHONE_PLUGIN:
    case DEMAINS_MEDIA_ERROR_SOUND_SERVICE:
    case DEMAINS_MEDIA_ERROR_DEVICE_SERVICE:
      return TRUE;
    default:
      return FALSE;
    }
}
