/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

typedef enum
{
  DEMAINS_DEVICE_CAMERA,
  DEMAINS_DEVICE_MICROPHONE,
} DemainsDeviceType;

/**
 * DemainsDevicePlace:
 * @DEMAINS_PLACE_UNKNOWN: its name says more
 * @DEMAINS_PLACE_COMPUTER: heard by the computer's own sound card
 * @DEMAINS_PLACE_FRONT: in the computer, looking at who sits before it
 * @DEMAINS_PLACE_BACK: in the computer, looking away from who holds it
 *
 * Where a camera or a microphone is, as far as PipeWire knows.
 */
typedef enum
{
  DEMAINS_PLACE_UNKNOWN,
  DEMAINS_PLACE_COMPUTER,
  DEMAINS_PLACE_FRONT,
  DEMAINS_PLACE_BACK,
} DemainsDevicePlace;

#define DEMAINS_TYPE_DEVICE (demains_device_get_type ())

/* Properties "id" (stable between runs), "name" (what its maker calls it), "gone"
 * (unplugged since). What people read is made by demains_device_to_text(). */
G_DECLARE_FINAL_TYPE (DemainsDevice, demains_device, DEMAINS, DEVICE, GObject)

const char *demains_device_get_id (DemainsDevice *self);
const char *demains_device_get_name (DemainsDevice *self);
DemainsDeviceType demains_device_get_device_type (DemainsDevice *self);
DemainsDevicePlace demains_device_get_place (DemainsDevice *self);
const char *demains_device_get_part (DemainsDevice *self);
guint demains_device_get_number (DemainsDevice *self);
gboolean demains_device_get_gone (DemainsDevice *self);
GstElement *demains_device_create_source (DemainsDevice *self) G_GNUC_WARN_UNUSED_RESULT;

#define DEMAINS_TYPE_DEVICE_LIST (demains_device_list_get_type ())

/* A GListModel of DemainsDevice that follows plugging and unplugging. In a
 * sandbox cameras come through the camera portal. Property "error": why there
 * is none (refused, absent), or NULL; "ready": the first look is over. */
G_DECLARE_FINAL_TYPE (DemainsDeviceList, demains_device_list, DEMAINS, DEVICE_LIST, GObject)

DemainsDeviceList *demains_device_list_new (DemainsDeviceType device_type);
void demains_device_list_start (DemainsDeviceList *self);
gboolean demains_device_list_get_ready (DemainsDeviceList *self);
const GError *demains_device_list_get_error (DemainsDeviceList *self);
DemainsDevice *demains_device_list_find (DemainsDeviceList *self, const char *id);

G_END_DECLS
