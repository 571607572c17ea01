/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-application.h"

G_BEGIN_DECLS

void demains_application_actions_install (DemainsApplication *self);

G_END_DECLS
