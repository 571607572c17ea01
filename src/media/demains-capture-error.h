/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gst/gst.h>

#include "demains-device-list.h"

G_BEGIN_DECLS

GError *demains_capture_error_from_message (GstMessage *message, DemainsDeviceType device_type);

G_END_DECLS
