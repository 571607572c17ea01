/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libportal/portal.h>

#include "demains-device-list.h"
#include "demains-device-service.h"

G_BEGIN_DECLS

GError *demains_device_absence_explain (DemainsDeviceType device_type, const char *provider,
                                        DemainsServiceState service) G_GNUC_WARN_UNUSED_RESULT;
GError *demains_device_absence_explain_refusal (XdpPortal *portal, const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
