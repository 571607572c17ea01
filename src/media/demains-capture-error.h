/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-device-list.h"

G_BEGIN_DECLS

/**
 * DemainsCaptureCause:
 * @DEMAINS_CAUSE_ABSENT: there is none
 * @DEMAINS_CAUSE_RIGHTS: it is there, and this user may not open it
 * @DEMAINS_CAUSE_BUSY: another program has it
 * @DEMAINS_CAUSE_UNFIT: what it gives cannot be used
 * @DEMAINS_CAUSE_SERVICE: PipeWire does not run
 * @DEMAINS_CAUSE_PLUGIN: a part of GStreamer is missing
 * @DEMAINS_CAUSE_STOPPED: it gives nothing
 * @DEMAINS_CAUSE_GONE: it was unplugged
 *
 * Why there is no picture, or no sound.
 */
typedef enum
{
  DEMAINS_CAUSE_ABSENT,
  DEMAINS_CAUSE_RIGHTS,
  DEMAINS_CAUSE_BUSY,
  DEMAINS_CAUSE_UNFIT,
  DEMAINS_CAUSE_SERVICE,
  DEMAINS_CAUSE_PLUGIN,
  DEMAINS_CAUSE_STOPPED,
  DEMAINS_CAUSE_GONE,
} DemainsCaptureCause;

GError *demains_capture_error_new (DemainsDeviceType device_type, DemainsCaptureCause cause, const char *format, ...)
  G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
GError *demains_capture_error_from_message (GstMessage *message, DemainsDeviceType device_type);

G_END_DECLS
