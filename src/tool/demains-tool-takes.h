/* SPDX-FileCopyrightText: The Demains authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demains-tool.h"

G_BEGIN_DECLS

/* What the commands on takes share. */
DemainsRecord *demains_tool_find_take (DemainsProject *project, const char *name);
void demains_tool_print_take (DemainsProject *project, DemainsRecord *take);

G_END_DECLS
