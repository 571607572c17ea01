/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-capture-error.h"

#include <string.h>

#include "demains-media-error-private.h"

/* Of a camera, and of a microphone. */
static const DemainsMediaError CODES[][2] = {
  [DEMAINS_CAUSE_ABSENT] = { DEMAINS_MEDIA_ERROR_NO_CAMERA, DEMAINS_MEDIA_ERROR_NO_MICROPHONE },
  [DEMAINS_CAUSE_RIGHTS] = { DEMAINS_MEDIA_ERROR_CAMERA_RIGHTS, DEMAINS_MEDIA_ERROR_MICROPHONE_RIGHTS },
  [DEMAINS_CAUSE_BUSY] = { DEMAINS_MEDIA_ERROR_CAMERA_BUSY, DEMAINS_MEDIA_ERROR_MICROPHONE_BUSY },
  [DEMAINS_CAUSE_UNFIT] = { DEMAINS_MEDIA_ERROR_CAMERA_UNFIT, DEMAINS_MEDIA_ERROR_MICROPHONE_UNFIT },
  [DEMAINS_CAUSE_SERVICE] = { DEMAINS_MEDIA_ERROR_DEVICE_SERVICE, DEMAINS_MEDIA_ERROR_SOUND_SERVICE },
  [DEMAINS_CAUSE_PLUGIN] = { DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN, DEMAINS_MEDIA_ERROR_MICROPHONE_PLUGIN },
  [DEMAINS_CAUSE_STOPPED] = { DEMAINS_MEDIA_ERROR_CAMERA_STOPPED, DEMAINS_MEDIA_ERROR_MICROPHONE_STOPPED },
  [DEMAINS_CAUSE_GONE] = { DEMAINS_MEDIA_ERROR_CAMERA_GONE, DEMAINS_MEDIA_ERROR_MICROPHONE_GONE },
};

/* PipeWire gives its reasons in words only. The first that is in a message counts:
 * WirePlumber (scripts/linking) says "defined target not found" of a node that is not there,
 * "target not found" of one that another program holds for itself. "Busy" is the kernel's EBUSY, the
 * connections are PipeWire's and the two of PulseAudio's library. */
static const struct
{
  const char *words;
  DemainsCaptureCause cause;
} REASONS[] = {
  { "busy", DEMAINS_CAUSE_BUSY },
  { "defined target not found", DEMAINS_CAUSE_GONE },
  { "target not found", DEMAINS_CAUSE_BUSY },
  { "no more input formats", DEMAINS_CAUSE_UNFIT },
  { "no more output formats", DEMAINS_CAUSE_UNFIT },
  { "connection error", DEMAINS_CAUSE_SERVICE },
  { "connection terminated", DEMAINS_CAUSE_SERVICE },
  { "connection refused", DEMAINS_CAUSE_SERVICE },
};

static DemainsCaptureCause
find_cause (const GError *error)
{
  g_autofree char *text = g_ascii_strdown (error->message, -1);

  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return DEMAINS_CAUSE_BUSY;
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_NEGOTIATION)
      || g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_FORMAT))
    return DEMAINS_CAUSE_UNFIT;
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    return DEMAINS_CAUSE_PLUGIN;
  for (gsize i = 0; i < G_N_ELEMENTS (REASONS); i++)
    if (strstr (text, REASONS[i].words) != NULL)
      return REASONS[i].cause;

  return DEMAINS_CAUSE_GONE;
}

/*
 * demains_capture_error_new:
 * @device_type: a camera or a microphone
 * @cause: why nothing comes from it
 * @format: for the log; of a missing plug-in its name
 *
 * Returns: (transfer full): an error that says so
 */
GError *
demains_capture_error_new (DemainsDeviceType device_type, DemainsCaptureCause cause, const char *format, ...)
{
  GError *error;
  va_list arguments;

  va_start (arguments, format);
  error = g_error_new_valist (DEMAINS_MEDIA_ERROR, CODES[cause][device_type == DEMAINS_DEVICE_CAMERA ? 0 : 1], format,
                              arguments);
  va_end (arguments);

  return error;
}

/*
 * demains_capture_error_from_message:
 * @message: an error message of a camera's or microphone's pipeline
 * @device_type: which of the two
 *
 * Returns: (transfer full): why nothing comes from it, in our own terms
 */
GError *
demains_capture_error_from_message (GstMessage *message, DemainsDeviceType device_type)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *debug = NULL;

  gst_message_parse_error (message, &error, &debug);
  g_debug ("%s: %s (%s)", GST_MESSAGE_SRC_NAME (message), error->message, debug != NULL ? debug : "");

  return demains_capture_error_new (device_type, find_cause (error), "%s", error->message);
}
