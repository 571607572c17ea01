/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-device-list.h"

G_BEGIN_DECLS

/* The numbers that tell devices of one name apart. Of two the first goes to the same one in each
 * run; from then on nobody's changes until it is alone again. */

int demains_device_numbers_give (GPtrArray *devices, DemainsDevice *device);
int demains_device_numbers_drop (GPtrArray *devices, DemainsDevice *device);

G_END_DECLS
