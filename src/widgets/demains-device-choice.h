/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "demains-device-list.h"

G_BEGIN_DECLS

#define DEMAINS_TYPE_DEVICE_CHOICE (demains_device_choice_get_type ())

/* Which camera or microphone is used: the one chosen last on this computer
 * while it is there, else the first. Property "device" (nullable). */
G_DECLARE_FINAL_TYPE (DemainsDeviceChoice, demains_device_choice, DEMAINS, DEVICE_CHOICE, GObject)

DemainsDeviceChoice *demains_device_choice_new (DemainsDeviceList *devices, AdwComboRow *row, GSettings *settings,
                                                const char *key, const char *nothing);

DemainsDevice *demains_device_choice_get_device (DemainsDeviceChoice *self);

G_END_DECLS
