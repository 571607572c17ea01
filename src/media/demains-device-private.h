/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-device-list.h"

G_BEGIN_DECLS

DemainsDevice *demains_device_new (GstDevice *device) G_GNUC_WARN_UNUSED_RESULT;
gboolean demains_device_is_usable (GstDevice *device, DemainsDeviceType device_type);
GstDevice *demains_device_get_device (DemainsDevice *self);
const char *demains_device_get_path (DemainsDevice *self);
gboolean demains_device_is_pipewire (DemainsDevice *self);
void demains_device_set_gone (DemainsDevice *self, gboolean lost);
gboolean demains_device_get_lost (DemainsDevice *self);
void demains_device_renew (DemainsDevice *self, GstDevice *device);
gboolean demains_device_is_namesake (DemainsDevice *self, DemainsDevice *other);
void demains_device_set_number (DemainsDevice *self, guint number);

G_END_DECLS
