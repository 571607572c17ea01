/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demains-capture-error.h"

#include <string.h>

#include "demains-media-error-private.h"

typedef enum
{
  CAUSE_BUSY,
  CAUSE_UNFIT,
  CAUSE_SERVICE,
  CAUSE_PLUGIN,
  CAUSE_GONE,
  N_CAUSES,
} Cause;

static const DemainsMediaError CODES[N_CAUSES][2] = {
  [CAUSE_BUSY] = { DEMAINS_MEDIA_ERROR_CAMERA_BUSY, DEMAINS_MEDIA_ERROR_MICROPHONE_BUSY },
  [CAUSE_UNFIT] = { DEMAINS_MEDIA_ERROR_CAMERA_UNFIT, DEMAINS_MEDIA_ERROR_MICROPHONE_UNFIT },
  [CAUSE_SERVICE] = { DEMAINS_MEDIA_ERROR_DEVICE_SERVICE, DEMAINS_MEDIA_ERROR_DEVICE_SERVICE },
  [CAUSE_PLUGIN] = { DEMAINS_MEDIA_ERROR_CAMERA_PLUGIN, DEMAINS_MEDIA_ERROR_MICROPHONE_PLUGIN },
  [CAUSE_GONE] = { DEMAINS_MEDIA_ERROR_CAMERA_GONE, DEMAINS_MEDIA_ERROR_MICROPHONE_GONE },
};

/* PipeWire gives its reasons in words only. The first that is in a message counts:
 * WirePlumber (scripts/linking) says "defined target not found" of a node that is not there,
 * "target not found" of one that another program holds for itself. "Busy" is the kernel's EBUSY. */
static const struct
{
  const char *words;
  Cause cause;
} REASONS[] = {
  { "busy", CAUSE_BUSY },
  { "defined target not found", CAUSE_GONE },
  { "target not found", CAUSE_BUSY },
  { "no more input formats", CAUSE_UNFIT },
  { "no more output formats", CAUSE_UNFIT },
  { "connection error", CAUSE_SERVICE },
};

static Cause
find_cause (const GError *error)
{
  g_autofree char *text = g_ascii_strdown (error->message, -1);

  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return CAUSE_BUSY;
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_NEGOTIATION)
      || g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_FORMAT))
    return CAUSE_UNFIT;
  if (g_error_matches (error, GST_CORE_ERROR, GST_CORE_ERROR_MISSING_PLUGIN))
    return CAUSE_PLUGIN;
  for (gsize i = 0; i < G_N_ELEMENTS (REASONS); i++)
    if (strstr (text, REASONS[i].words) != NULL)
      return REASONS[i].cause;

  return CAUSE_GONE;
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

  return g_error_new_literal (DEMAINS_MEDIA_ERROR,
                              CODES[find_cause (error)][device_type == DEMAINS_DEVICE_CAMERA ? 0 : 1], error->message);
}
