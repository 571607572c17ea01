/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DemainsServiceState:
 * @DEMAINS_SERVICE_UNKNOWN: it is being asked
 * @DEMAINS_SERVICE_RUNS: it answers
 * @DEMAINS_SERVICE_STOPPED: it has answered before
 * @DEMAINS_SERVICE_ABSENT: it has never answered
 */
typedef enum
{
  DEMAINS_SERVICE_UNKNOWN,
  DEMAINS_SERVICE_RUNS,
  DEMAINS_SERVICE_STOPPED,
  DEMAINS_SERVICE_ABSENT,
} DemainsServiceState;

/**
 * DemainsServiceKind:
 * @DEMAINS_SERVICE_PIPEWIRE: PipeWire, for pictures and sound
 * @DEMAINS_SERVICE_SOUND: PulseAudio, or PipeWire in its stead, for the sound of a sandbox
 */
typedef enum
{
  DEMAINS_SERVICE_PIPEWIRE,
  DEMAINS_SERVICE_SOUND,
} DemainsServiceKind;

#define DEMAINS_TYPE_DEVICE_SERVICE (demains_device_service_get_type ())

/* Whether a service runs. GStreamer 1.26 says neither that it stopped nor that it is
 * back: so a connection of our own, on which nothing is said, is kept for its end.
 * Signal, on the main thread: "changed". */
G_DECLARE_FINAL_TYPE (DemainsDeviceService, demains_device_service, DEMAINS, DEVICE_SERVICE, GObject)

DemainsDeviceService *demains_device_service_new (DemainsServiceKind kind) G_GNUC_WARN_UNUSED_RESULT;
DemainsServiceState demains_device_service_get_state (DemainsDeviceService *self);
GSocket *demains_device_service_connect (DemainsServiceKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
