/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-device-service.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_DEVICE_WATCH (demains_device_watch_get_type ())

/* All cameras and microphones of the system as they come and go. Signals, on
 * the main thread: "added" and "removed" (GstDevice), "ready", "service": PipeWire
 * stopped; "ready" comes again when it is back. */
G_DECLARE_FINAL_TYPE (DemainsDeviceWatch, demains_device_watch, DEMAINS, DEVICE_WATCH, GObject)

DemainsDeviceWatch *demains_device_watch_get (void);
gboolean demains_device_watch_get_ready (DemainsDeviceWatch *self);
GPtrArray *demains_device_watch_get_devices (DemainsDeviceWatch *self);
DemainsServiceState demains_device_watch_get_service (DemainsDeviceWatch *self);

G_END_DECLS
