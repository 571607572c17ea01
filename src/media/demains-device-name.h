/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-device-list.h"

G_BEGIN_DECLS

/* What a device is called, made of what PipeWire says of it. */

char *demains_device_name_clean (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *demains_device_name_make (const GstStructure *facts, const char *display_name) G_GNUC_WARN_UNUSED_RESULT;
DemainsDevicePlace demains_device_name_find_place (const GstStructure *facts, DemainsDeviceType device_type);
char *demains_device_name_find_part (const GstStructure *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
