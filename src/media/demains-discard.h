/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-project.h"

G_BEGIN_DECLS

void demains_discard_take (DemainsProject *project, DemainsRecord *take);

G_END_DECLS
